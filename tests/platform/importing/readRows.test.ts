import { describe, expect, it } from 'vitest'
import { readRows, type ImportFields, type SheetReading } from '../../../src-main/platform/importing'
import type { Merge, RawCell } from '../../../src-main/platform/importing/table'
import { aMerge, aTable } from './table'

const fields: ImportFields = {
  date: { label: '日期', kind: 'date', required: true },
  item: { label: '品名', kind: 'text', required: true },
  quantity: { label: '数量', kind: 'quantity' },
  amount: { label: '金额', kind: 'money' }
}
const heading: RawCell[] = ['序号', '日期', '品名', '数量', '金额(元)']
const mapping = { date: 1, item: 2, quantity: 3, amount: 4 }

const read = (rows: RawCell[][], merges: Merge[] = [], header = heading): Promise<SheetReading> =>
  readRows(aTable([header, ...rows], merges), { headerRow: 1, mapping }, fields)

const items = (reading: SheetReading) => reading.rows.map((row) => row.values['item'])

describe('reading lines', () => {
  it('gives a merged date to each of its lines, a merged amount to the first only', async () => {
    const reading = await read(
      [
        [1, '2026.1.5', '纸', 1, 30],
        [2, null, '笔', 2, null],
        [3, '2026.1.6', '胶', 1, 5]
      ],
      [aMerge(2, 1, 3, 1), aMerge(2, 4, 3, 4)]
    )
    expect(reading.rows.map((row) => [row.values['date'], row.values['amount']])).toEqual([
      ['2026-01-05', 3000],
      ['2026-01-05', null],
      ['2026-01-06', 500]
    ])
    expect(reading.sums).toEqual({ quantity: 4000, amount: 3500 })
    expect(reading.problems).toMatchObject([{ row: 3, column: 'E 金额', blocking: false }])
  })

  it('does not count the example line of our own template', async () => {
    const reading = await read([
      ['示例', '2026-1-5', '中性笔', 10, 15],
      [1, '2026-1-6', '纸', 1, 30]
    ])
    expect(items(reading)).toEqual(['纸'])
    expect(reading.skipped).toMatchObject([{ row: 2, kind: 'example' }])
  })

  it('takes 同上 from the line above', async () => {
    const reading = await read([
      [1, '2026.1.5', '纸', 1, 30],
      [2, '同上', '〃', 2, 40]
    ])
    expect(reading.rows[1]?.values).toMatchObject({ date: '2026-01-05', item: '纸', quantity: 2000 })
  })

  it('takes 同上 over several merged lines from the line above', async () => {
    const reading = await read(
      [
        [1, '2026.1.5', '纸', 1, 30],
        [2, '同上', '笔', 2, 40],
        [3, null, '胶', 2, 40]
      ],
      [aMerge(3, 1, 4, 1)]
    )
    expect(reading.rows.map(({ values }) => values['date'])).toEqual(['2026-01-05', '2026-01-05', '2026-01-05'])
  })

  it('takes no value for what an export kept back, and says how to get the whole', async () => {
    const reading = await read([
      [1, '2026.1.5', '不在此显示', 1, 30],
      [2, '2026.1.6', '纸', 1, 30]
    ])
    expect(reading.rows.map(({ values }) => values['item'])).toEqual([null, '纸'])
    expect(reading.problems).toEqual([
      {
        sheet: reading.name,
        row: 2,
        column: 'C 品名',
        blocking: true,
        message:
          '写的是“不在此显示”：导出时隐去了内容，不是原来的内容。请由能看全部内容的人（密级文件由保密员）重新导出，或在表里补上原文、清空这一格'
      }
    ])
  })

  it('checks subtotals against their section and totals against everything', async () => {
    const reading = await read([
      [1, '2026-1-5', '纸', 1, 10],
      [2, '2026-1-5', '笔', 1, 20],
      ['小 计', null, null, 2, '30.00'],
      [3, '2026-1-6', '胶', 1, 5],
      ['小计', null, null, 1, 5],
      ['合计：', null, null, 3, '35元']
    ])
    expect(items(reading)).toEqual(['纸', '笔', '胶'])
    expect(reading.totalsFound.map((total) => total.sums.every((sum) => sum.agrees))).toEqual([true, true, true])
    expect(reading.problems).toEqual([])
  })

  it('reports a total that its lines do not sum to, and a formula saved without its result as unknown', async () => {
    const wrong = await read([
      [1, '2026-1-5', '纸', 1, 10],
      ['合计', null, null, 1, 11]
    ])
    expect(wrong.problems).toEqual([
      { sheet: '台账', row: 3, column: 'E 金额', message: '表中合计为11.00，各行相加为10.00，请核对', blocking: false }
    ])
    const unknown = await read([
      [1, '2026-1-5', '纸', 1, 10],
      ['合计', null, null, null, { fault: 'uncalculated', text: '公式' }]
    ])
    expect(unknown.totalsFound[0]?.sums).toMatchObject([{ written: null, computed: 1000, agrees: true }])
    expect(unknown.problems).toEqual([])
  })

  it('does not mistake an entry for a total', async () => {
    const reading = await read([
      [1, '2026-1-5', '2025年经费合计', 1, 10],
      [2, '2026-1-5', '累计折旧表', 1, 10]
    ])
    expect(items(reading)).toEqual(['2025年经费合计', '累计折旧表'])
  })

  it('leaves out section headings, repeated headers, unused numbers and signatures, and says so', async () => {
    const reading = await read(
      [
        ['一、办公室', null, null, null, null],
        [1, '2026-1-5', '纸', 1, 10],
        heading,
        [2, '2026-1-6', '笔', 1, 5],
        [3, null, null, null, null],
        [],
        ['制表人：某某', null, null, '审核：', null]
      ],
      [aMerge(2, 0, 2, 4)]
    )
    expect(items(reading)).toEqual(['纸', '笔'])
    expect(reading.skipped.map(({ row, kind }) => [row, kind])).toEqual([
      [2, 'section'],
      [4, 'header'],
      [6, 'unused'],
      [8, 'footer']
    ])
    expect(reading.problems).toEqual([])
  })

  it('names every bad cell by row, letter and label', async () => {
    const reading = await read([[1, '2018年', '', '3个', '一百']])
    expect(reading.problems.map(({ row, column, message }) => [row, column, message])).toEqual([
      [2, 'B 日期', '“2018年”只有年份，缺月和日'],
      [2, 'C 品名', '缺品名'],
      [2, 'D 数量', '数量“3个”不是数字，只写数字，单位写在单位栏'],
      [2, 'E 金额', '“一百”不是金额']
    ])
  })

  it('scales amounts kept in 万元', async () => {
    const header: RawCell[] = ['序号', '日期', '品名', '数量', '金额（万元）']
    const reading = await read(
      [
        [1, '2026-1-5', '车', 1, 12.35],
        [2, '2026-1-5', '车', 1, '1.23456'],
        [3, '2026-1-5', '车', 1, '2万元'],
        [4, '2026-1-5', '车', 1, { computed: 0.1 + 0.2 }]
      ],
      [],
      header
    )
    expect(reading.rows.map((row) => row.values['amount'])).toEqual([12_350_000, 1_234_560, 2_000_000, 300_000])
  })

  it('takes formula results as shown and refuses error values', async () => {
    const reading = await read([
      [1, 46027, '纸', { computed: 1.00049 }, { computed: 258.745 }],
      [2, 46027, '笔', 1, { fault: 'error', text: '#REF!' }]
    ])
    expect(reading.rows[0]?.values).toMatchObject({ date: '2026-01-05', quantity: 1000, amount: 25_875 })
    expect(reading.problems).toMatchObject([{ row: 3, column: 'E 金额', message: '公式出错（#REF!）' }])
  })

  it('keeps the event loop turning over many lines', async () => {
    let turns = 0
    const timer = setInterval(() => (turns += 1), 0)
    const reading = await read(Array.from({ length: 20_000 }, (_, index) => [index + 1, '2026-1-5', '纸', 1, 1]))
    clearInterval(timer)
    expect(reading.sums['amount']).toBe(2_000_000)
    expect(turns).toBeGreaterThan(5)
  })
})
