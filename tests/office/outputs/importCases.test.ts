import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestHouse, type TestHouse } from '../../support/house'
import { caseHouse, notesOf, problemsOf, tryCase, valuesOf } from './cases'
import type { ImportTrial } from '@main/office/outputs/importService'

// What a clerk means by each of these files: the right value, a question, or a problem with its name. Never a wrong
// value without a word.
let house: TestHouse
beforeAll(async () => {
  house = await caseHouse()
})
afterAll(() => closeTestHouse(house))

const leftOut = ({ report }: ImportTrial) => report.leftOut.map(({ row }) => row)

describe('stock lists', () => {
  it('s01 leaves 承前页 and 过次页 out and names them', async () => {
    const trial = await tryCase(house, 's01')
    expect(trial.report).toMatchObject({ rows: 2, accepted: 2, sums: { quantity: 30, amountCents: 8_500 } })
    expect(trial.report.leftOut.map(({ row, what, text }) => [row, what, text.split(' ')[0]])).toEqual([
      [4, '结转', '承前页'],
      [7, '结转', '过次页']
    ])
  })

  it('s02 leaves a category’s 小计 out of a narrow table', async () => {
    const trial = await tryCase(house, 's02')
    expect(trial.report).toMatchObject({ rows: 3, accepted: 3, sums: { quantity: 35, amountCents: 14_500 } })
    expect(leftOut(trial)).toEqual([6, 8, 9])
    expect(trial.report.stated.every(({ agrees }) => agrees)).toBe(true)
  })

  it.each([
    ['s03', [4, 5], 2],
    ['s03b', [4, 4, 5, 5, 5], 0],
    ['s03c', [4, 4], 0]
  ] as const)('%s reports every formula without a stored result', async (file, rows, totals) => {
    const trial = await tryCase(house, file)
    expect(trial.report.accepted).toBe(0)
    expect(trial.report.problems.map(({ row, message }) => [row, message.includes('没有计算结果')])).toEqual(
      rows.map((row) => [row, true])
    )
    expect(trial.report.notes.filter(({ text }) => text.includes('没有计算结果'))).toHaveLength(totals)
  })

  it('s04 takes a unit behind a number where it is the line’s, and reports what is no number', async () => {
    const trial = await tryCase(house, 's04')
    expect(valuesOf(trial, 'name', 'quantity')).toEqual([
      ['抽纸A', 3_000],
      ['回形针E', 12_000],
      ['胶水G', 1_200_000]
    ])
    for (const typed of ['12支/盒', '约20', '二十', '2箱5盒']) expect(problemsOf(trial)).toContain(typed)
    expect(problemsOf(trial)).toContain('不能为负')
  })

  it('s05 is not held by prices nobody can read where quantity and amount are given', async () => {
    const trial = await tryCase(house, 's05')
    expect(trial.report).toMatchObject({ rows: 10, accepted: 10, sums: { amountCents: 12_500 } })
    expect(trial.report.problems.map(({ row, message }) => [row, message.startsWith('提示')])).toEqual([
      [7, true],
      [8, true],
      [9, true]
    ])
  })

  it('s06 knows every kind of ditto mark', async () => {
    const trial = await tryCase(house, 's06')
    expect(valuesOf(trial, 'name', 'spec', 'measure', 'price', 'location')).toEqual([
      ['签字笔A', '0.5mm', '支', 250, 'A1'],
      ['签字笔A', '0.7mm', '支', 300, 'A1'],
      ['签字笔A', '1.0mm', '支', 300, 'A1'],
      ['笔芯', '1.0mm', '支', 300, 'A1'],
      ['直尺', '1.0mm', '支', 300, 'A1']
    ])
  })

  it.each(['s07', 's32'])('%s reads the balance at the end of the period out of groups of columns', async (file) => {
    const trial = await tryCase(house, file)
    expect(valuesOf(trial, 'quantity', 'amount')).toEqual([
      [30_000, 7_500],
      [15_000, 4_500]
    ])
    expect(notesOf(trial)).toContain('上月结存 数量')
  })

  it('s08 reads what is left, and no amount that belongs to what came in', async () => {
    const trial = await tryCase(house, 's08')
    expect(valuesOf(trial, 'quantity', 'amount')).toEqual([
      [30_000, 7_500],
      [6_000, 1_800]
    ])
    expect(notesOf(trial)).toContain('“金额”是“数量”的金额')
  })

  it('s09 reads a second block of columns', async () => {
    expect(valuesOf(await tryCase(house, 's09'), 'name', 'quantity')).toEqual([
      ['签字笔A', 10_000],
      ['固体胶B', 20_000],
      ['洗手液C', 5_000],
      ['毛巾D', 8_000]
    ])
  })

  it.each([
    ['s10', '库存'],
    ['s23', '8月']
  ])('%s names the other sheet of a duplicate', async (file, sheet) => {
    const trial = await tryCase(house, file)
    expect(trial.clean).toBe(false)
    expect(problemsOf(trial)).toContain(`工作表“${sheet}”第4行`)
  })

  it('s23 reads one sheet when told which', async () => {
    const trial = await tryCase(house, 's23', { sheets: ['9月'] })
    expect(trial.report).toMatchObject({ rows: 2, accepted: 2, sums: { quantity: 10, amountCents: 2_700 } })
    expect(notesOf(trial)).toContain('8月')
  })

  it('s11 says that a sheet is hidden and skipped and that a row is hidden', async () => {
    const trial = await tryCase(house, 's11')
    expect(problemsOf(trial)).toContain('工作表“去年旧账”是隐藏的')
    expect(problemsOf(trial)).toContain('第5行在原表里是隐藏的')
    expect(valuesOf(trial, 'name')).not.toContainEqual(['老物品Z'])
  })

  it.each([
    ['s13b', 250_000],
    ['s13c', 250_000],
    ['s44', 320_000]
  ] as const)('%s reads amounts in the unit the heading or the line above the table names', async (file, cents) => {
    const trial = await tryCase(house, file)
    expect(trial.report).toMatchObject({ accepted: 1, sums: { amountCents: cents } })
  })

  it('s14 knows one item in every width, with blanks and in any case', async () => {
    const trial = await tryCase(house, 's14')
    expect(trial.report).toMatchObject({ rows: 4, accepted: 4, sums: { quantity: 25 } })
    expect(trial.report.problems).toHaveLength(3)
  })

  it('s15 adds two lots of one item', async () => {
    expect((await tryCase(house, 's15')).report).toMatchObject({
      rows: 2,
      accepted: 2,
      sums: { quantity: 20, amountCents: 5_500 }
    })
  })

  it('s26 finds the only line among sums, balances and notes', async () => {
    const trial = await tryCase(house, 's26')
    expect(trial.report).toMatchObject({ rows: 1, accepted: 1, sums: { quantity: 10, amountCents: 2_500 } })
    expect(leftOut(trial)).toEqual([4, 5, 7, 8, 9, 10, 11, 12])
  })

  it('s27 asks which column the name is', async () => {
    expect(problemsOf(await tryCase(house, 's27'))).toContain('--map 品名规格=品名')
    const told = await tryCase(house, 's27', { columns: { 品名规格: 'name' } })
    expect(told.report).toMatchObject({ accepted: 1, sums: { quantity: 10, amountCents: 2_500 } })
  })

  it('s28 reads _x000D_ as a line break', async () => {
    expect(valuesOf(await tryCase(house, 's28'), 'name', 'spec', 'remarks')).toEqual([
      ['签字笔A', '0.5mm\n黑', '第一行\n第二行']
    ])
  })

  it('s31 reads two tables below each other', async () => {
    const trial = await tryCase(house, 's31')
    expect(trial.report).toMatchObject({ rows: 2, accepted: 2, sums: { quantity: 15, amountCents: 8_500 } })
    expect(valuesOf(trial, 'name', 'spec')).toEqual([
      ['签字笔A', undefined],
      ['洗手液C', '500ml']
    ])
  })

  it('s34 s39 holds to the limits of the form', async () => {
    const trial = await tryCase(house, 's34')
    expect(trial.rows.map(({ row }) => row)).toEqual([3])
    for (const words of ['品名不能超过60个字', '规格不能超过60个字', '单位不能超过10个字', '金额过大', '库存数量过大'])
      expect(problemsOf(trial)).toContain(words)
    expect(problemsOf(await tryCase(house, 's39'))).toContain('超过32767字')
  })

  it.each([
    ['s41', '盒'],
    ['d10', '公斤']
  ])('%s finds the unit of measure in the heading', async (file, measure) =>
    expect(valuesOf(await tryCase(house, file), 'measure')).toEqual([[measure]])
  )

  it('s42 takes a picture in a cell for no remark', async () => {
    const trial = await tryCase(house, 's42')
    expect(valuesOf(trial, 'name', 'remarks')).toEqual([['签字笔A', null]])
    expect(notesOf(trial)).toContain('图片')
  })

  it('w01 is not held by a hint; w02 sums up to 3736.6', async () => {
    const hinted = await tryCase(house, 'w01')
    expect([hinted.clean, problemsOf(hinted)]).toEqual([true, expect.stringContaining('提示：表中合计为14')])
    expect((await tryCase(house, 'w02')).report).toMatchObject({
      sums: { quantity: 3736.6 },
      totals: [{ value: '3,736.6' }, { value: '7,473.20' }]
    })
  })
})

describe('rosters', () => {
  it.each(['c30', 'c31', 'c35', 'c37', 'p11', 'p15'])(
    '%s is read whatever its encoding, name or container',
    async (file) => {
      const { report } = await tryCase(house, file)
      expect([report.accepted, report.problems]).toEqual([report.rows, []])
      expect(report.rows).toBeGreaterThan(0)
    }
  )

  it('c12 reports a telephone number that lost its digits', async () => {
    const trial = await tryCase(house, 'c12')
    expect(trial.report.accepted).toBe(0)
    expect(problemsOf(trial)).toContain('科学计数')
  })

  it('p02 p19 spells names without the blanks that space them out', async () => {
    const trial = await tryCase(house, 'p02')
    expect(valuesOf(trial, 'name')).toEqual([['王伟'], ['李芳'], ['张三丰'], ['赵六']])
    expect(problemsOf(trial)).toContain('与第4行重复')
    const known = await tryCase(house, 'p19')
    expect(known.report).toMatchObject({ rows: 2, accepted: 0, known: 2 })
  })

  it.each(['p03', 'p16'])('%s is not held by a year and month alone', async (file) => {
    const trial = await tryCase(house, file)
    const partial = trial.report.problems.filter(({ message }) => message.includes('没有读入'))
    expect(partial.length).toBeGreaterThan(1)
    expect(
      partial.every(({ message, row }) => message.startsWith('提示') && trial.rows.some((line) => line.row === row))
    ).toBe(true)
  })

  it('p05 takes the sheet’s name for the unit', async () => {
    const trial = await tryCase(house, 'p05')
    expect(valuesOf(trial, 'name', 'unitName')).toEqual([
      ['分表甲', '办公室'],
      ['分表乙', '法制股']
    ])
    expect(notesOf(trial)).toContain('都填“法制股”')
  })

  it.each(['p08', 'p08a'])('%s counts days from 1904', async (file) =>
    expect(valuesOf(await tryCase(house, file), 'joinedOn')).toEqual([['2003-04-27']])
  )

  it('p17 takes 手机号码 for the telephone', async () =>
    expect(valuesOf(await tryCase(house, 'p17'), 'phone')).toEqual([['13800138000']]))

  it.each([
    ['p18', '请办理调动'],
    ['p21', '返岗'],
    ['p21b', '返岗']
  ])('%s makes no second person', async (file, words) => {
    const trial = await tryCase(house, file)
    expect(trial.report).toMatchObject({ rows: 1, accepted: 0, known: 1 })
    expect(problemsOf(trial)).toContain(words)
  })
})
