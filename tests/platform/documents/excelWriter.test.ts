import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { toBuffer } from 'qrcode'
import { beforeEach, describe, expect, it } from 'vitest'
import { ledgerColumns } from '@main/platform/documents/ledgerColumns'
import { writeWorkbook } from '@main/platform/documents/excelWriter'
import { footProblems } from '../../support/pageGeometry'
import { tempFolder } from '../../support/tempFolder'
import { aSheet, aWorkbook, entries, partOf, readWorkbook, sheetOf } from './aWorkbook'

let folder: string
let path: string
beforeEach(() => {
  folder = tempFolder('documents')
  path = join(folder, '台账.xlsx')
})

describe('a ledger sheet', () => {
  it('stands under its title and facts, with 序号 first, 备注 last and a signature line', async () => {
    await writeWorkbook(aWorkbook(), path)
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.getCell('A1').value).toBe('江城市城市管理局办公用品入库登记台账')
    expect(sheet.getCell('H1').master.address).toBe('A1')
    expect(sheet.getCell('A2').text).toContain('期间：2026年1月')
    const header = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((letter) => sheet.getCell(`${letter}3`).value)
    expect(header).toEqual(['序号', '入库单号', '日期', '品名', '数量', '金额', '登记时间', '备注'])
    expect([4, 5, 6].map((row) => sheet.getCell(row, 1).value)).toEqual([1, 2, 3])
    // under the total, each in a share of the width
    const signers = sheet.getRow(8)
    expect([...new Set(Array.from({ length: 8 }, (_, index) => signers.getCell(index + 1).text))]).toEqual([
      '制表：',
      '审核：',
      '负责人：'
    ])
  })

  it('holds real dates, decimal amounts and quantities, instants on the clock of Shanghai, and numbers of documents as text', async () => {
    await writeWorkbook(aWorkbook(), path)
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.getCell('B4').value).toBe('0012026000000')
    expect(sheet.getCell('B4').numFmt).toBe('@')
    expect(sheet.getCell('C4').value).toEqual(new Date('2026-01-05T00:00:00.000Z'))
    expect(sheet.getCell('E4').value).toBe(1.5)
    expect(sheet.getCell('F4').value).toBe(20.35)
    expect(sheet.getCell('F4').numFmt).toBe('#,##0.00;[Red]-#,##0.00')
    expect(sheet.getCell('G4').value).toEqual(new Date('2026-01-06T01:30:00.000Z'))
  })

  it('totals what it wrote, in the sheet and in what it returns', async () => {
    const rows = entries(1001)
    const { sheets } = await writeWorkbook(aWorkbook([aSheet({ rows })]), path)
    const amount = rows.reduce((sum, row) => sum + Number(row['amount']), 0)
    const quantity = rows.reduce((sum, row) => sum + Number(row['quantity']), 0)
    expect(sheets).toEqual([{ name: '入库登记', rows: 1001, sums: { quantity, amount }, measured: {} }])
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.getCell('A1005').value).toBe('合计')
    expect(sheet.getCell('F1005').value).toEqual({ formula: 'SUBTOTAL(9,F4:F1004)', result: amount / 100 })
    expect(sheet.getCell('E1005').result).toBe(quantity / 1000)
  })

  it('writes a subtotal under each group of neighbours, which the total does not count again', async () => {
    const columns = ledgerColumns([
      { key: 'unit', label: '单位', kind: 'text' },
      { key: 'year', label: '年度', kind: 'year' },
      { key: 'amount', label: '金额', kind: 'money', total: true }
    ])
    const rows = [
      { unit: '一中队', year: 2026, amount: 150 },
      { unit: '一中队', year: 2026, amount: 250 },
      { unit: '二中队', year: 2025, amount: 300 }
    ]
    await writeWorkbook(aWorkbook([aSheet({ columns, rows, subtotalled: 'unit' })]), path)
    const sheet = await sheetOf(path, '入库登记')
    const shown = [4, 5, 6, 7, 8, 9].map((row) =>
      ['A', 'B', 'D'].map((letter) => sheet.getCell(`${letter}${row}`).value)
    )
    expect(shown).toEqual([
      [1, '一中队', 1.5],
      [2, '一中队', 2.5],
      [null, '一中队 小计', { formula: 'SUBTOTAL(9,D4:D5)', result: 4 }],
      [3, '二中队', 3],
      [null, '二中队 小计', { formula: 'SUBTOTAL(9,D7:D7)', result: 3 }],
      ['合计', null, { formula: 'SUBTOTAL(9,D4:D8)', result: 7 }]
    ])
    // a year is no quantity: 2026, not 2,026
    expect([sheet.getCell('C4').value, sheet.getCell('C4').numFmt]).toEqual([2026, '0'])
  })

  it('prints on A4 landscape, one page wide, the header on every page, pages counted at the foot', async () => {
    await writeWorkbook(aWorkbook(), path)
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3'
    })
    expect(sheet.headerFooter.oddFooter).toContain('第 &P 页 共 &N 页')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 })
    expect(sheet.autoFilter).toBe('A3:H6')
  })

  it('keeps the signers on one page with the last line, however many lines there are, and breaks no short sheet', async () => {
    for (let count = 14; count <= 34; count += 1) {
      await writeWorkbook(aWorkbook([aSheet({ rows: entries(count) })]), path)
      expect(await footProblems(path), String(count)).toEqual([])
    }
    await writeWorkbook(aWorkbook([aSheet({ rows: entries(10) })]), path)
    expect(await partOf(path, 'xl/worksheets/sheet1.xml')).not.toContain('<brk ')
  }, 60_000)

  it('carries its class marking in page header and footer, and so does the note about it', async () => {
    await writeWorkbook(aWorkbook([aSheet({ marking: '内部资料 & 保管' })]), path)
    for (const name of ['入库登记', '导出说明']) {
      const { oddHeader, oddFooter } = (await sheetOf(path, name)).headerFooter
      expect(oddHeader).toContain('内部资料 && 保管')
      expect(oddFooter).toContain('内部资料 && 保管')
    }
  })

  it('groups columns under a two-level header that is frozen and repeated whole', async () => {
    const columns = ledgerColumns([
      { key: 'name', label: '品名', kind: 'text' },
      { key: 'openQuantity', label: '数量', kind: 'quantity', group: '期初' },
      { key: 'openAmount', label: '金额', kind: 'money', group: '期初', total: true },
      { key: 'inQuantity', label: '数量', kind: 'quantity', group: '本月入库' }
    ])
    await writeWorkbook(
      aWorkbook([aSheet({ columns, rows: [{ name: '中性笔', openQuantity: 1000, openAmount: 200 }] })]),
      path
    )
    const sheet = await sheetOf(path, '入库登记')
    expect([sheet.getCell('C3').value, sheet.getCell('C4').value, sheet.getCell('D4').value]).toEqual([
      '期初',
      '数量',
      '金额'
    ])
    expect(sheet.getCell('D3').master.address).toBe('C3')
    expect(sheet.getCell('E3').value).toBe('本月入库')
    expect(sheet.getCell('B4').master.address).toBe('B3')
    expect(sheet.views[0]).toMatchObject({ ySplit: 4 })
    expect(sheet.pageSetup.printTitlesRow).toBe('3:4')
    expect(sheet.getCell('B5').value).toBe('中性笔')
  })

  it.each(['=HYPERLINK("http://x","y")', '+1+1', '-2', '@SUM(A1)', '\tcmd', '＝1+1'])(
    'keeps %j as text',
    async (text) => {
      await writeWorkbook(aWorkbook([aSheet({ rows: [{ name: text, number: text }] })]), path)
      const sheet = await sheetOf(path, '入库登记')
      for (const cell of [sheet.getCell('D4'), sheet.getCell('B4')]) {
        expect(cell.formula).toBeUndefined()
        expect(String(cell.value).trim()).toBe(text.trim())
        expect(cell.numFmt).toBe('@')
      }
    }
  )

  it('leaves out characters a workbook cannot hold', async () => {
    await writeWorkbook(aWorkbook([aSheet({ rows: [{ name: 'A4\u0000纸\u001b\ud800箱\u{1F4E6}' }] })]), path)
    expect((await sheetOf(path, '入库登记')).getCell('D4').value).toBe('A4纸箱\u{1F4E6}')
  })

  it('keeps a word in a column of dates or amounts as the word it is', async () => {
    await writeWorkbook(aWorkbook([aSheet({ rows: [{ date: '2026-02-31', amount: '作废' }] })]), path)
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.getCell('C4').value).toBe('2026-02-31')
    expect(sheet.getCell('F4').value).toBe('作废')
  })

  it('fits widths to content, Chinese counting double, and makes room for text that wraps', async () => {
    const columns = ledgerColumns([
      { key: 'short', label: '甲', kind: 'code' },
      { key: 'wide', label: '乙', kind: 'text' }
    ])
    const rows = [{ short: 'AB-1', wide: '江城市文华办公用品有限责任公司' }, { wide: '很长的说明。'.repeat(60) }]
    await writeWorkbook(aWorkbook([aSheet({ columns, rows })]), path)
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.getColumn(3).width).toBeGreaterThan(30)
    expect(sheet.getColumn(2).width ?? 0).toBeLessThan(sheet.getColumn(3).width ?? 0)
    expect(sheet.getCell('C5').alignment.wrapText).toBe(true)
    expect(sheet.getRow(5).height).toBeGreaterThan(3 * sheet.getRow(4).height)
  })

  it('keeps the widest ledgers at 7 points or more on a page: long texts, headings and record numbers wrap, dates and amounts do not', async () => {
    const columns = ledgerColumns([
      { key: 'number', label: '入库单号', kind: 'code', width: 15 },
      { key: 'at', label: '入库时间', kind: 'instant', width: 12 },
      { key: 'detainedAt', label: '扣押时间', kind: 'instant', width: 12 },
      ...Array.from(
        { length: 16 },
        (_, index) => ({ key: `text${index}`, label: `第${index}栏名称`, kind: 'text', width: 20 }) as const
      ),
      { key: 'cents', label: '估值', kind: 'money', total: true }
    ])
    const texts = Object.fromEntries(
      Array.from({ length: 16 }, (_, index) => [`text${index}`, '执法大队仓库东区临时堆放处'])
    )
    const row = {
      number: 'ZK-2026-000001',
      at: '2026-01-05T17:30:00.000Z',
      detainedAt: '2026-01-05T17:30:00.000Z',
      cents: 1_200_000,
      ...texts
    }
    await writeWorkbook(aWorkbook([aSheet({ columns, rows: [row] })]), path)
    const sheet = await sheetOf(path, '入库登记')
    const widths = columns.map((_, index) => sheet.getColumn(index + 1).width ?? 0)
    const pageInches = 297 / 25.4 - (sheet.pageSetup.margins?.left ?? 0) - (sheet.pageSetup.margins?.right ?? 0)
    // a column of width 1 is 7 pixels of 1/96 inch; the body is set in 10 points
    expect((10 * pageInches * 96) / (7 * widths.reduce((sum, width) => sum + width, 0))).toBeGreaterThanOrEqual(7)
    expect(widths[2]).toBeGreaterThanOrEqual(17)
    expect(widths[20]).toBeGreaterThanOrEqual(10)
  })

  it('sets a number that does not fit smaller instead of printing ####', async () => {
    await writeWorkbook(aWorkbook(), path)
    const sheet = await sheetOf(path, '入库登记')
    for (const cell of ['C4', 'E4', 'F4', 'F7', 'G4'])
      expect(sheet.getCell(cell).alignment.shrinkToFit, cell).toBe(true)
  })

  it('gives a text that just fits its column one line', async () => {
    const columns = ledgerColumns([{ key: 'place', label: '库位', kind: 'text' }])
    await writeWorkbook(aWorkbook([aSheet({ columns, rows: [{ place: '东区四号' }, { place: '东区\n四号' }] })]), path)
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.getRow(4).height).toBe(18.5)
    expect(sheet.getRow(5).height).toBeGreaterThan(30)
  })

  it('says so when there is nothing to print', async () => {
    await writeWorkbook(aWorkbook([aSheet({ rows: [] })]), path)
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.getCell('A4').value).toBe('本期无记录')
    expect(sheet.getCell('F5').value).toBe(0)
  })

  it('shows imprints in their cells and stores equal ones once', async () => {
    const imprint = new Uint8Array(await toBuffer('印模'))
    const columns = ledgerColumns([{ key: 'imprint', label: '印模', kind: 'image' }])
    await writeWorkbook(
      aWorkbook([aSheet({ columns, rows: [{ imprint }, { imprint }, { imprint: new Uint8Array([1, 2, 3]) }] })]),
      path
    )
    const workbook = await readWorkbook(path)
    const sheet = await sheetOf(path, '入库登记')
    expect(sheet.getImages().map(({ range }) => [range.tl.nativeRow, range.tl.nativeCol])).toEqual([
      [3, 1],
      [4, 1]
    ])
    // The imprint, and the QR of 导出说明.
    expect(workbook.model.media).toHaveLength(2)
    const drawing = await partOf(path, 'xl/drawings/drawing1.xml')
    const [offset = 0, wide = 0, high = 0] = ['colOff>(\\d+)', 'cx="(\\d+)"', 'cy="(\\d+)"'].map((part) =>
      Number(new RegExp(part).exec(drawing)?.[1])
    )
    expect(wide).toBe(high)
    expect(Math.abs((sheet.getColumn(2).width ?? 0) * 7 * 9525 - wide - 2 * offset)).toBeLessThan(2 * 9525)
    expect(await partOf(path, '[Content_Types].xml')).toContain('/xl/drawings/drawing1.xml')
    expect(sheet.getRow(4).height).toBeGreaterThan(72)
  })
})

describe('a workbook', () => {
  it('ends with 导出说明: filter, profile, version, head hash, rows and sums per sheet, exceptions', async () => {
    await writeWorkbook(aWorkbook([aSheet(), aSheet({ name: '出库登记', rows: entries(1) })]), path)
    const workbook = await readWorkbook(path)
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['入库登记', '出库登记', '导出说明'])
    const note = await sheetOf(path, '导出说明')
    const lines: string[] = []
    note.eachRow((row) => lines.push(Array.from({ length: 4 }, (_, index) => row.getCell(index + 1).text).join('|')))
    const text = lines.join('\n')
    for (const part of ['2026年1月', '标准方案', '1.2.3', 'ab'.repeat(32), 'SUP-16 超库存；张晓明；防汛急用'])
      expect(text).toContain(part)
    expect(text).toContain('入库登记|3|数量|4.503')
    expect(text).toContain('入库登记|3|金额|61.08')
    expect(text).toContain('出库登记|1|数量|1.5')
  })

  it('gives sheets names that Excel accepts and that differ', async () => {
    const { sheets } = await writeWorkbook(
      aWorkbook([aSheet({ name: '科室/中队[一]' }), aSheet({ name: '科室/中队[一]' }), aSheet({ name: '导出说明' })]),
      path
    )
    expect(sheets.map((sheet) => sheet.name)).toEqual(['科室／中队［一］', '科室／中队［一］（2）', '导出说明（2）'])
  })

  it('reads rows no faster than it writes them', async () => {
    let open = 0
    let read = 0
    async function* rows() {
      open += 1
      for (const row of entries(3000)) {
        read += 1
        yield row
      }
      open -= 1
    }
    const seen: number[] = []
    await writeWorkbook(aWorkbook([aSheet({ rows: rows() })]), path, { onProgress: (done) => seen.push(read - done) })
    expect(read).toBe(3000)
    expect(open).toBe(0)
    expect(Math.max(...seen)).toBeLessThan(1000)
  })

  it('leaves neither file nor partial file when cancelled, and closes the row source', async () => {
    const cancel = new AbortController()
    let closed = false
    async function* rows() {
      try {
        for (;;) yield* entries(1000)
      } finally {
        closed = true
      }
    }
    const writing = writeWorkbook(aWorkbook([aSheet({ rows: rows() })]), path, {
      signal: cancel.signal,
      onProgress: (done) => done > 5000 && cancel.abort(new Error('cancelled by the clerk'))
    })
    await expect(writing).rejects.toThrow('cancelled by the clerk')
    expect(await readdir(folder)).toEqual([])
    await expect.poll(() => closed).toBe(true)
  })

  it('is cancelled even while its row source hangs', async () => {
    const cancel = new AbortController()
    const never: AsyncIterable<never> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) }
    const writing = writeWorkbook(aWorkbook([aSheet({ rows: never })]), path, { signal: cancel.signal })
    setTimeout(() => cancel.abort(new Error('enough')), 20)
    await expect(writing).rejects.toThrow('enough')
    expect(await readdir(folder)).toEqual([])
  })

  it('keeps the file that was there when the row source fails', async () => {
    await writeWorkbook(aWorkbook([aSheet({ rows: entries(2) })]), path)
    async function* broken() {
      yield* entries(500)
      throw new Error('database gone')
    }
    await expect(writeWorkbook(aWorkbook([aSheet({ rows: broken() })]), path)).rejects.toThrow('database gone')
    expect(await readdir(folder)).toEqual(['台账.xlsx'])
    expect((await sheetOf(path, '入库登记')).getCell('A6').value).toBe('合计')
  })

  it('reports a folder that cannot be written to', async () => {
    await expect(writeWorkbook(aWorkbook(), join(folder, '没有', '台账.xlsx'))).rejects.toMatchObject({
      code: 'ENOENT'
    })
  })
})
