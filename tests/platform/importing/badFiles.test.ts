import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Excel from 'exceljs'
import iconv from 'iconv-lite'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IMPORT_LIMITS, readTables, type TablesReading } from '../../../src-main/platform/importing'

const sample = fileURLToPath(new URL('../../support/samples/花名册.xlsx', import.meta.url))
const SHEET = 'xl/worksheets/sheet1.xml'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'importing-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function zip(name: string, parts: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const archive = new JSZip()
  for (const [part, content] of Object.entries(parts)) archive.file(part, content)
  return file(name, await archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }))
}

/** A workbook of one sheet given as XML. */
const workbook = (name: string, sheet: string | Buffer): Promise<string> =>
  zip(name, {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    [SHEET]: sheet
  })

const problem = (reading: TablesReading) => (reading.ok ? undefined : reading.problem)

async function within(seconds: number, path: string): Promise<TablesReading> {
  const before = process.memoryUsage().rss
  const start = performance.now()
  const reading = await readTables(path)
  expect(performance.now() - start).toBeLessThan(seconds * 1000)
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
  return reading
}

describe('files that cannot be imported', () => {
  it('a bomb: a sheet that unpacks to more than it may', async () => {
    const bomb = await workbook('炸弹.xlsx', Buffer.alloc(IMPORT_LIMITS.partBytes + 1, ' '))
    expect(problem(await within(1, bomb))).toMatchObject({ kind: 'tooLarge' })
  }, 30_000)

  it('a bomb that stays just below the limit of a part', async () => {
    const cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    const blank = Buffer.alloc(IMPORT_LIMITS.partBytes - 1000, ' ')
    const bomb = await workbook(
      '大.xlsx',
      Buffer.concat([Buffer.from('<worksheet><sheetData>'), blank, Buffer.from(`${cells}</sheetData></worksheet>`)])
    )
    expect(problem(await within(5, bomb))?.kind).toBe('tooLarge')
  }, 30_000)

  it('a bomb that lies about its size', async () => {
    const path = await workbook('假.xlsx', `<worksheet><sheetData>${' '.repeat(1_000_000)}</sheetData></worksheet>`)
    const archive = await readFile(path)
    const size = Buffer.alloc(4)
    size.writeUInt32LE(1_000_000 + '<worksheet><sheetData></sheetData></worksheet>'.length)
    const forged = Buffer.alloc(4)
    forged.writeUInt32LE(100)
    for (let at = archive.indexOf(size); at >= 0; at = archive.indexOf(size)) forged.copy(archive, at)
    expect(problem(await within(5, await file('假.xlsx', archive)))).toMatchObject({ kind: 'damaged' })
  })

  it('a million formatted empty rows', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 1}" spans="1:3" ht="15"/>`).join('')
    const path = await workbook('空行.xlsx', `<worksheet><sheetData>${rows}</sheetData></worksheet>`)
    const found = problem(await within(5, path))
    expect(found?.kind).toBe('tooManyEmptyRows')
    expect(found?.message).toContain('空行')
  }, 60_000)

  it('more rows or columns than a ledger has', async () => {
    const wide = await workbook(
      '宽.xlsx',
      '<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'
    )
    expect(problem(await readTables(wide))?.message).toContain('XFD列')
    const rows = Array.from(
      { length: 11 },
      (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`
    ).join('')
    const long = await workbook('长.xlsx', `<worksheet><sheetData>${rows}</sheetData></worksheet>`)
    expect(problem(await readTables(long, { ...IMPORT_LIMITS, rows: 10 }))).toMatchObject({ kind: 'tooLarge' })
    expect(problem(await readTables(long, { ...IMPORT_LIMITS, fileBytes: 100 }))).toMatchObject({ kind: 'tooLarge' })
  })

  it('a workbook cut off, flipped or with broken XML', async () => {
    const bytes = await readFile(sample)
    const cut = await file('断.xlsx', bytes)
    await truncate(cut, Math.floor(bytes.length / 2))
    const flipped = await file(
      '翻.xlsx',
      Buffer.from(bytes.map((byte, index) => (index > 200 && index < 4000 ? byte ^ 0x55 : byte)))
    )
    const broken = await workbook('乱.xlsx', '<worksheet><sheetData><row></sheetData>')
    const bare = await zip('缺.xlsx', { 'xl/workbook.xml': '<workbook/>' })
    const entity = await workbook(
      '实体.xlsx',
      '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row r="1"><c><v>&a;</v></c></row></sheetData></worksheet>'
    )
    for (const path of [cut, flipped, broken, bare, entity, await file('垃圾.xlsx', 'not a workbook')])
      expect([path, problem(await readTables(path))?.kind]).toEqual([path, 'damaged'])
  })

  it('a Word document, an archive, a web page under the wrong name', async () => {
    const word = await zip('文档.xlsx', { 'word/document.xml': '<w/>' })
    expect(problem(await readTables(word))).toMatchObject({
      kind: 'otherFormat',
      message: expect.stringContaining('Word')
    })
    expect(problem(await readTables(await zip('包.xlsx', { 'a.txt': 'a' })))?.message).toContain('压缩文件')
    expect(problem(await readTables(await file('网页.xls', '<html><table></table></html>')))?.message).toContain('网页')
    expect(problem(await readTables(await file('图.csv', Buffer.from([0x89, 0x50, 0, 0, 0, 13]))))?.kind).toBe(
      'otherFormat'
    )
  })

  it('a password-protected workbook and a broken old one', async () => {
    const compound = (stream: string): Buffer =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(2048),
        Buffer.from(stream, 'utf16le'),
        Buffer.alloc(512)
      ])
    expect(problem(await readTables(await file('密.xlsx', compound('EncryptedPackage'))))).toMatchObject({
      kind: 'passwordProtected'
    })
    const old = problem(await readTables(await file('旧.xls', compound('Workbook'))))
    expect(old).toMatchObject({ kind: 'damaged', message: expect.stringContaining('已损坏') })
  })

  it('nothing at all', async () => {
    await mkdir(join(folder, '夹'), { recursive: true })
    expect(problem(await readTables(join(folder, '没有.xlsx')))?.kind).toBe('missing')
    expect(problem(await readTables(join(folder, '夹')))?.kind).toBe('missing')
    expect(problem(await readTables(await file('空.csv', '')))?.kind).toBe('empty')
    expect(problem(await readTables(await workbook('无.xlsx', '<worksheet><sheetData/></worksheet>')))?.kind).toBe(
      'empty'
    )
  })
})

describe('files that can', () => {
  const lines = '序号,姓名,编号\r\n1,张三,"=""007"""\r\n\r\n2,"李\r\n四",8\r\n'
  const asRead = [
    [1, ['序号', '姓名', '编号']],
    [2, ['1', '张三', '007']],
    [4, ['2', '李\n四', '8']]
  ]

  it.each([
    ['UTF-8', Buffer.from(lines)],
    ['UTF-8 with mark', Buffer.from(`\ufeff${lines}`)],
    ['GB18030', iconv.encode(lines, 'gb18030')],
    ['UTF-16 with tabs', iconv.encode(lines.replaceAll(',', '\t'), 'utf16-le', { addBOM: true })]
  ])('csv in %s', async (name, bytes) => {
    const reading = await readTables(await file(`${name}.csv`, bytes))
    expect(
      reading.ok && reading.tables.map((table) => [table.name, table.rows.map((row) => [row.number, row.cells])])
    ).toEqual([[name, asRead]])
  })

  it('a workbook with rich text, links, formulas, dates, booleans, errors and merges', async () => {
    const book = new Excel.Workbook()
    const sheet = book.addWorksheet('明细')
    sheet.addRow([
      { richText: [{ text: '富' }, { text: '文本' }] },
      { text: '链接', hyperlink: 'https://example.com' },
      { formula: '1+1', result: 2 }
    ])
    sheet.addRow([
      new Date('2026-01-05T14:30:00Z'),
      true,
      { error: '#DIV/0!' },
      { formula: 'A1&"x"', result: '文x' },
      12.5
    ])
    sheet.getCell('A2').numFmt = 'yyyy"年"m"月"d"日"'
    sheet.getCell('E2').numFmt = '[Red]#,##0.00_ '
    sheet.mergeCells('B4:C5')
    sheet.getCell('B4').value = '合并'
    book.addWorksheet('藏', { state: 'hidden' }).addRow(['x'])
    const path = join(folder, '杂.xlsx')
    await book.xlsx.writeFile(path)
    const reading = await readTables(path)
    expect(reading).toEqual({
      ok: true,
      tables: [
        {
          name: '明细',
          hidden: false,
          merges: [{ top: 4, left: 1, bottom: 5, right: 2 }],
          rows: [
            { number: 1, cells: ['富文本', '链接', { computed: 2 }] },
            {
              number: 2,
              cells: [new Date('2026-01-05T14:30:00Z'), true, { fault: 'error', text: '#DIV/0!' }, '文x', 12.5]
            },
            { number: 4, cells: [undefined, '合并'] }
          ]
        },
        { name: '藏', hidden: true, merges: [], rows: [{ number: 1, cells: ['x'] }] }
      ]
    })
  })

  it('inline strings, prefixed names, phonetic guides and cells without addresses', async () => {
    const path = await workbook(
      '外.xlsx',
      '<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>张</x:t><x:rPh><x:t>zhang</x:t></x:rPh><x:r><x:t>三</x:t></x:r></x:is></x:c><x:c><x:v>3</x:v></x:c><x:c><x:f>A1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
    )
    const reading = await readTables(path)
    expect(reading.ok && reading.tables[0]?.rows).toEqual([
      { number: 1, cells: ['张三', 3, { fault: 'uncalculated', text: '公式' }] }
    ])
  })
})
