import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '@main/kernel/actor'
import { Person } from '@main/office/entities'
import { keptKindOf } from '@main/office/outputs/fileKinds'
import { commitImport, tryImport, type ImportOrder, type ImportTrial } from '@main/office/outputs/importService'
import { readingOf } from '@main/office/procedure'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { aBureau, aPerson, arranging, aUnit } from '../../support/people'

// What a clerk means by each of these files: the right value, a question, or a problem with its name. Never a wrong value without a word.
const folder = fileURLToPath(new URL('../../support/cases/', import.meta.url))
const files = readdirSync(folder)
let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-11-29T01:00:00.000Z')
  await aBureau(house)
  const office = await aUnit(house, { name: '办公室' })
  for (const name of ['方子墨', '夏知秋', '谢晓岚']) await aPerson(house, { name, unitId: office.id })
  await aPerson(house, { name: '周启明', unitId: (await aUnit(house, { name: '局领导' })).id })
  await aPerson(house, { name: '高洁', unitId: (await aUnit(house, { name: '环境卫生管理所' })).id })
  const gone = await aPerson(house, { name: '钱离岗', unitId: office.id })
  await arranging(house, (unit) => unit.update(Person, gone, { status: 'departed', departedOn: '2026-08-01' }, '人员'))
})
afterAll(() => closeTestHouse(house))

function kindOf(file: string): string {
  if (/^(?:c11|c13|c23|s|w)/.test(file)) return 'supplies'
  if (file.startsWith('d')) return 'detained-goods'
  return file.startsWith('u') ? 'seal-uses' : 'people'
}

function orderOf(prefix: string, more: Partial<ImportOrder> = {}): ImportOrder {
  const file = files.find((name) => name.startsWith(`${prefix}-`))
  if (file === undefined) throw new Error(`no case ${prefix}`)
  return { kind: kindOf(file), file: { path: folder + file, name: file }, createUnknown: true, asker: 'command', ...more }
}

const attempt = async (prefix: string, more: Partial<ImportOrder> = {}): Promise<ImportTrial> =>
  tryImport(await readingOf(house, systemActor), orderOf(prefix, more))

const problems = ({ report }: ImportTrial) => report.problems.map(({ message }) => message).join('\n')
const values = ({ rows }: ImportTrial, ...fields: readonly string[]) => rows.map((row) => fields.map((field) => row.values[field]))
const leftOut = ({ report }: ImportTrial) => report.leftOut.map(({ row }) => row)
const notes = ({ report }: ImportTrial) => report.notes.map(({ text }) => text).join('\n')

describe('stock lists', () => {
  it('s01 leaves 承前页 and 过次页 out and names them', async () => {
    const trial = await attempt('s01')
    expect(trial.report).toMatchObject({ rows: 2, accepted: 2, sums: { quantity: 30, amountCents: 8_500 } })
    expect(trial.report.leftOut.map(({ row, what, text }) => [row, what, text.split(' ')[0]])).toEqual([
      [4, '结转', '承前页'],
      [7, '结转', '过次页']
    ])
  })

  it('s02 leaves a category’s 小计 out of a narrow table', async () => {
    const trial = await attempt('s02')
    expect(trial.report).toMatchObject({ rows: 3, accepted: 3, sums: { quantity: 35, amountCents: 14_500 } })
    expect(leftOut(trial)).toEqual([6, 8, 9])
    expect(trial.report.stated.every(({ agrees }) => agrees)).toBe(true)
  })

  it.each([
    ['s03', [4, 5], 2],
    ['s03b', [4, 4, 5, 5, 5], 0],
    ['s03c', [4, 4], 0]
  ] as const)('%s reports every formula without a stored result', async (file, rows, totals) => {
    const trial = await attempt(file)
    expect(trial.report.accepted).toBe(0)
    expect(trial.report.problems.map(({ row, message }) => [row, message.includes('没有计算结果')])).toEqual(rows.map((row) => [row, true]))
    expect(trial.report.notes.filter(({ text }) => text.includes('没有计算结果'))).toHaveLength(totals)
  })

  it('s04 takes a unit behind a number where it is the line’s, and reports what is no number', async () => {
    const trial = await attempt('s04')
    expect(values(trial, 'name', 'quantity')).toEqual([
      ['抽纸A', 3_000],
      ['回形针E', 12_000],
      ['胶水G', 1_200_000]
    ])
    for (const typed of ['12支/盒', '约20', '二十', '2箱5盒']) expect(problems(trial)).toContain(typed)
    expect(problems(trial)).toContain('不能为负')
  })

  it('s05 is not held by prices nobody can read where quantity and amount are given', async () => {
    const trial = await attempt('s05')
    expect(trial.report).toMatchObject({ rows: 10, accepted: 10, sums: { amountCents: 12_500 } })
    expect(trial.report.problems.map(({ row, message }) => [row, message.startsWith('提示')])).toEqual([
      [7, true],
      [8, true],
      [9, true]
    ])
  })

  it('s06 knows every kind of ditto mark', async () => {
    const trial = await attempt('s06')
    expect(values(trial, 'name', 'spec', 'measure', 'price', 'location')).toEqual([
      ['签字笔A', '0.5mm', '支', 250, 'A1'],
      ['签字笔A', '0.7mm', '支', 300, 'A1'],
      ['签字笔A', '1.0mm', '支', 300, 'A1'],
      ['笔芯', '1.0mm', '支', 300, 'A1'],
      ['直尺', '1.0mm', '支', 300, 'A1']
    ])
  })

  it.each(['s07', 's32'])('%s reads the balance at the end of the period out of groups of columns', async (file) => {
    const trial = await attempt(file)
    expect(values(trial, 'quantity', 'amount')).toEqual([
      [30_000, 7_500],
      [15_000, 4_500]
    ])
    expect(notes(trial)).toContain('上月结存 数量')
  })

  it('s08 reads what is left, and no amount that belongs to what came in', async () => {
    const trial = await attempt('s08')
    expect(values(trial, 'quantity', 'amount')).toEqual([
      [30_000, 7_500],
      [6_000, 1_800]
    ])
    expect(notes(trial)).toContain('“金额”是“数量”的金额')
  })

  it('s09 reads a second block of columns', async () => {
    expect(values(await attempt('s09'), 'name', 'quantity')).toEqual([
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
    const trial = await attempt(file)
    expect(trial.clean).toBe(false)
    expect(problems(trial)).toContain(`工作表“${sheet}”第4行`)
  })

  it('s23 reads one sheet when told which', async () => {
    const trial = await attempt('s23', { sheets: ['9月'] })
    expect(trial.report).toMatchObject({ rows: 2, accepted: 2, sums: { quantity: 10, amountCents: 2_700 } })
    expect(notes(trial)).toContain('8月')
  })

  it('s11 says that a sheet is hidden and skipped and that a row is hidden', async () => {
    const trial = await attempt('s11')
    expect(problems(trial)).toContain('工作表“去年旧账”是隐藏的')
    expect(problems(trial)).toContain('第5行在原表里是隐藏的')
    expect(values(trial, 'name')).not.toContainEqual(['老物品Z'])
  })

  it.each([
    ['s13b', 250_000],
    ['s13c', 250_000],
    ['s44', 320_000]
  ] as const)('%s reads amounts in the unit the heading or the line above the table names', async (file, cents) => {
    const trial = await attempt(file)
    expect(trial.report).toMatchObject({ accepted: 1, sums: { amountCents: cents } })
  })

  it('s14 knows one item in every width, with blanks and in any case', async () => {
    const trial = await attempt('s14')
    expect(trial.report).toMatchObject({ rows: 4, accepted: 4, sums: { quantity: 25 } })
    expect(trial.report.problems).toHaveLength(3)
  })

  it('s15 adds two lots of one item', async () => {
    expect((await attempt('s15')).report).toMatchObject({ rows: 2, accepted: 2, sums: { quantity: 20, amountCents: 5_500 } })
  })

  it('s26 finds the only line among sums, balances and notes', async () => {
    const trial = await attempt('s26')
    expect(trial.report).toMatchObject({ rows: 1, accepted: 1, sums: { quantity: 10, amountCents: 2_500 } })
    expect(leftOut(trial)).toEqual([4, 5, 7, 8, 9, 10, 11, 12])
  })

  it('s27 asks which column the name is', async () => {
    expect(problems(await attempt('s27'))).toContain('--map 品名规格=品名')
    const told = await attempt('s27', { columns: { 品名规格: 'name' } })
    expect(told.report).toMatchObject({ accepted: 1, sums: { quantity: 10, amountCents: 2_500 } })
  })

  it('s28 reads _x000D_ as a line break', async () => {
    expect(values(await attempt('s28'), 'name', 'spec', 'remarks')).toEqual([['签字笔A', '0.5mm\n黑', '第一行\n第二行']])
  })

  it('s31 reads two tables below each other', async () => {
    const trial = await attempt('s31')
    expect(trial.report).toMatchObject({ rows: 2, accepted: 2, sums: { quantity: 15, amountCents: 8_500 } })
    expect(values(trial, 'name', 'spec')).toEqual([
      ['签字笔A', undefined],
      ['洗手液C', '500ml']
    ])
  })

  it('s34 s39 holds to the limits of the form', async () => {
    const trial = await attempt('s34')
    expect(trial.rows.map(({ row }) => row)).toEqual([3])
    for (const words of ['品名不能超过60个字', '规格不能超过60个字', '单位不能超过10个字', '金额过大', '库存数量过大'])
      expect(problems(trial)).toContain(words)
    expect(problems(await attempt('s39'))).toContain('超过32767字')
  })

  it.each([
    ['s41', '盒'],
    ['d10', '公斤']
  ])('%s finds the unit of measure in the heading', async (file, measure) => expect(values(await attempt(file), 'measure')).toEqual([[measure]]))

  it('s42 takes a picture in a cell for no remark', async () => {
    const trial = await attempt('s42')
    expect(values(trial, 'name', 'remarks')).toEqual([['签字笔A', null]])
    expect(notes(trial)).toContain('图片')
  })

  it('w01 is not held by a hint; w02 sums up to 3736.6', async () => {
    const hinted = await attempt('w01')
    expect([hinted.clean, problems(hinted)]).toEqual([true, expect.stringContaining('提示：表中合计为14')])
    expect((await attempt('w02')).report).toMatchObject({ sums: { quantity: 3736.6 }, totals: [{ value: '3,736.6' }, { value: '7,473.20' }] })
  })
})

describe('rosters', () => {
  it.each(['c30', 'c31', 'c35', 'c37', 'p11', 'p15'])('%s is read whatever its encoding, name or container', async (file) => {
    const { report } = await attempt(file)
    expect([report.accepted, report.problems]).toEqual([report.rows, []])
    expect(report.rows).toBeGreaterThan(0)
  })

  it('c12 reports a telephone number that lost its digits', async () => {
    const trial = await attempt('c12')
    expect(trial.report.accepted).toBe(0)
    expect(problems(trial)).toContain('科学计数')
  })

  it('p02 p19 spells names without the blanks that space them out', async () => {
    const trial = await attempt('p02')
    expect(values(trial, 'name')).toEqual([['王伟'], ['李芳'], ['张三丰'], ['赵六']])
    expect(problems(trial)).toContain('与第4行重复')
    const known = await attempt('p19')
    expect(known.report).toMatchObject({ rows: 2, accepted: 0, known: 2 })
  })

  it.each(['p03', 'p16'])('%s is not held by a year and month alone', async (file) => {
    const trial = await attempt(file)
    const partial = trial.report.problems.filter(({ message }) => message.includes('没有读入'))
    expect(partial.length).toBeGreaterThan(1)
    expect(partial.every(({ message, row }) => message.startsWith('提示') && trial.rows.some((line) => line.row === row))).toBe(true)
  })

  it('p05 takes the sheet’s name for the unit', async () => {
    const trial = await attempt('p05')
    expect(values(trial, 'name', 'unitName')).toEqual([
      ['分表甲', '办公室'],
      ['分表乙', '法制股']
    ])
    expect(notes(trial)).toContain('都填“法制股”')
  })

  it.each(['p08', 'p08a'])('%s counts days from 1904', async (file) => expect(values(await attempt(file), 'joinedOn')).toEqual([['2003-04-27']]))

  it('p17 takes 手机号码 for the telephone', async () => expect(values(await attempt('p17'), 'phone')).toEqual([['13800138000']]))

  it.each([
    ['p18', '请办理调动'],
    ['p21', '返岗'],
    ['p21b', '返岗']
  ])('%s makes no second person', async (file, words) => {
    const trial = await attempt(file)
    expect(trial.report).toMatchObject({ rows: 1, accepted: 0, known: 1 })
    expect(problems(trial)).toContain(words)
  })
})

describe('registers', () => {
  it('d01 takes a document number as its cell shows it', async () =>
    expect(values(await attempt('d01'), 'documentNumber')).toEqual([['洞城扣字〔2026〕901号'], ['洞城扣字〔2026〕902号'], ['洞城扣字〔2026〕903号']]))

  it('d04 d08 keeps the day of a cell with a time', async () => {
    expect(values(await attempt('d08'), 'intakeOn')).toEqual([['2026-02-01'], ['2026-02-01'], ['2026-02-01']])
    expect(values(await attempt('d04'), 'intakeOn', 'settledOn')[0]).toEqual(['2026-02-01', '2026-02-02'])
  })

  it('d04 asks once what a word outside the choices means', async () => {
    const trial = await attempt('d04')
    expect(trial.report.questions.map(({ value, proposal }) => [value, proposal])).toEqual([
      ['已退还', '退还'],
      ['退还当事人', '退还']
    ])
    expect(problems(trial)).toContain('--value 已退还=退还')
    expect(trial.rows.find(({ row }) => row === 8)?.values['outcome']).toBeNull()
  })

  it('d06 takes no five digits for a day of 1955', async () => {
    const trial = await attempt('d06')
    expect(values(trial, 'intakeOn')).toEqual([['2026-02-01']])
    expect(problems(trial)).toContain('“20262”不是有效日期')
  })

  it('u01 reads 2份 as 2', async () => {
    const trial = await attempt('u01')
    expect(values(trial, 'title', 'copies')).toEqual([
      ['材料0', 2],
      ['材料5', 2],
      ['材料6', 3],
      ['材料7', 2]
    ])
  })

  it('u03 then u04: the same uses under another name double nothing', async () => {
    const record = (work: object, body: Parameters<TestHouse['database']['write']>[1]) =>
      house.database.write({ ...(work as Parameters<TestHouse['database']['write']>[0]), actor: systemActor }, body)
    const commit = async (file: string) => {
      let report: ImportTrial['report'] | undefined
      report = await commitImport(
        await readingOf(house, systemActor),
        async (work, body) => {
          await record(work, body)
        },
        { ...orderOf(file), sha256: file.padEnd(64, '0') }
      )
      return report
    }
    expect(await commit('u03')).toMatchObject({ rows: 1, accepted: 1, committed: true })
    expect(await commit('u04')).toMatchObject({ rows: 1, accepted: 0, known: 1, committed: false })
    const again = await attempt('u04')
    expect(problems(again)).toContain('已有相同用印')
  })

  it('u06 u07 finds the people behind two names, （代） and *, and makes nobody of them', async () => {
    const two = await attempt('u06')
    expect(two.report).toMatchObject({ accepted: 1, unknownPeople: [] })
    const marked = await attempt('u07')
    expect(marked.report).toMatchObject({ accepted: 2, unknownPeople: [] })
    expect(marked.report.problems.map(({ row }) => row)).toEqual([5, 6])
  })
})

it.each(files.map((file) => [file]))('%s is kept by the window if the command line reads it', async (file) => {
  const bytes = readFileSync(folder + file)
  const read = await attempt(file.split('-')[0] ?? '').then(
    () => true,
    () => false
  )
  if (read) expect(await keptKindOf(bytes, file)).toBeDefined()
})

// The others were read rightly before: every row is taken, or held for a reason that is named.
it.each(files.map((file) => [file]))('%s never ends in a fault of the program', async (file) => {
  const outcome = await attempt(file.split('-')[0] ?? '').catch((fault: { type?: string }) => fault)
  if ('report' in outcome) expect(outcome.report.accepted + outcome.report.known).toBeLessThanOrEqual(outcome.report.rows)
  else expect(outcome.type).toBe('invalid')
})
