import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '@main/kernel/fault'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { readSheets, workbookPaper } from '../../support/papers'
import { registerOf, type Register } from '../../support/registers'
import { acts, NothingThere } from '../../ledgers/propertyRun/acts'
import { aRunCast } from '../../ledgers/propertyRun/cast'

const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
const cents = (value: unknown): number => Math.round(number(value) * 100)
const milli = (value: unknown): number => Math.round(number(value) * 1000)
const sum = (rows: Register['rows'], label: string, unit = milli): number =>
  rows.reduce((whole, row) => whole + unit(row[label]), 0)
const by = (rows: Register['rows'], ...labels: readonly string[]): ReadonlyMap<string, Register['rows']> => {
  const groups = new Map<string, Register['rows'][number][]>()
  for (const row of rows) {
    const key = labels.map((label) => String(row[label] ?? '')).join(' ')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return groups
}

const became = ['未订购', '未到货', '退货', '验收数', '入库数', '待入库'] as const
const becameOf = (row: Register['rows'][number]) =>
  became.map((label) => milli(row[label])) as [number, number, number, number, number, number]

const days = ['2026-09-30', '2026-10-04', '2026-10-08'] as const
const scopes = [{ to: days[0] }, { to: days[1] }, { to: days[2] }, { from: days[1], to: days[2] }] as const

/** Three hundred acts at random over eight days. */
async function actAtRandom(house: TestHouse): Promise<void> {
  const cast = await aRunCast(house)
  const step = fc.record({
    name: fc.constantFrom(...Object.keys(acts)),
    chance: fc.record({
      pick: fc.nat({ max: 9_999 }),
      who: fc.nat({ max: 9_999 }),
      amount: fc.nat({ max: 999 }),
      lawful: fc.constant(true)
    })
  })
  for (const [index, { name, chance }] of fc.sample(step, { seed: 20_261_004, numRuns: 320 }).entries()) {
    if (index % 40 === 39) house.clock.advanceMinutes(24 * 60)
    await acts[name]?.(house, cast, chance).catch((fault: unknown) => {
      if (!(fault instanceof NothingThere) && !(fault instanceof Fault)) throw fault
    })
  }
}

const fillings = [
  ['the demo bureau', 'demo', null],
  ['acts at random', 'empty', actAtRandom]
] as const

describe.each(fillings)('every workbook of %s, read again and worked out', (_name, start, fill) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', start)
    await fill?.(house)
    house.clock.setDay('2026-10-12')
  }, 240_000)
  afterAll(() => closeTestHouse(house))

  const sheetsOf = async (output: string, scope: object): Promise<(name: string) => Register> => {
    const sheets = await readSheets((await workbookPaper(house, { output, ...scope })).path)
    return (name) => {
      const sheet = sheets.find((each) => each.name === name)
      if (sheet === undefined) throw new Error(`no sheet ${name}`)
      return registerOf(sheet)
    }
  }

  it.each(scopes)(
    'supplies of $from to $to: opening + in − out = closing per line and in total, sheet against sheet',
    async (scope) => {
      const sheet = await sheetsOf('supplies', scope)
      const statement = sheet('收发存月报')
      for (const row of statement.rows) {
        const [opening, inn, out] = ['期初', '入库', '出库'].map(
          (part) => Object.keys(row).find((label) => label.includes(part) && label.endsWith('数量')) ?? ''
        )
        expect(milli(row[opening ?? '']) + milli(row[inn ?? '']) - milli(row[out ?? ''])).toBe(milli(row['期末数量']))
        const [openingCents, inCents, outCents] = ['期初', '入库', '出库'].map(
          (part) => Object.keys(row).find((label) => label.includes(part) && label.endsWith('金额')) ?? ''
        )
        expect(cents(row[openingCents ?? '']) + cents(row[inCents ?? '']) - cents(row[outCents ?? ''])).toBe(
          cents(row['期末金额'])
        )
      }
      for (const label of Object.keys(statement.total ?? {}).filter((each) => each.endsWith('金额')))
        expect(cents(statement.total?.[label]), label).toBe(sum(statement.rows, label, cents))

      // what is bought was accepted or sent back, or has not come, or is not ordered;
      // what was accepted is in stock or waits
      const purchases = sheet('采购台账').rows
      const waiting = sheet('待入库').rows
      for (const row of purchases) {
        const [unordered, due, refused, accepted, stocked, waits] = becameOf(row)
        expect(milli(row['数量']), JSON.stringify(row)).toBe(unordered + due + refused + accepted)
        expect(accepted, JSON.stringify(row)).toBe(stocked + waits)
        for (const part of becameOf(row)) expect(part, JSON.stringify(row)).toBeGreaterThanOrEqual(0)
      }
      for (const row of waiting) expect(milli(row['验收合格'])).toBe(milli(row['已入库']) + milli(row['待入库']))
      const stockedIn = sheet('入库登记').rows.filter((row) => String(row['验收单号'] ?? '') !== '')
      if (!('from' in scope) && scope.to === days[2]) {
        expect(sum(purchases, '入库数')).toBe(sum(stockedIn, '数量'))
        expect(sum(purchases, '待入库')).toBe(sum(waiting, '待入库'))
      }

      // prices that are averages make their line true
      for (const name of ['出库(领用)登记', '报废登记'])
        for (const row of sheet(name).rows) {
          const price = Math.round(number(row['单价（均价）']) * 10_000)
          const product = Math.round((price * milli(row['数量'])) / 100_000)
          const exact = (cents(row['金额']) * 100_000) / milli(row['数量'])
          // four decimals cannot make every line true; they are then the nearest there are
          expect(product === cents(row['金额']) || Math.abs(price - exact) <= 1, `${name} ${JSON.stringify(row)}`).toBe(
            true
          )
        }
      // the month's issues are what the statement says went out under that name, reversals on their side
      const issued = sum(sheet('出库(领用)登记').rows, '金额', cents)
      expect(sum(sheet('物资分发(按单位)').rows, '金额', cents)).toBe(issued)
    }
  )

  it.each(scopes)('detained goods of $from to $to: in = out + on hand, states against movements', async (scope) => {
    const sheet = await sheetsOf('warehouse', scope)
    const until = await sheetsOf('warehouse', { to: scope.to })
    const onHand = by(until('在库台账').rows, '片区', '单位')
    const taken = by(until('入库登记').rows, '片区', '单位')
    const figures = until('片区统计').rows
    for (const row of figures) {
      const key = `${String(row['片区'])} ${String(row['单位'])}`
      const out = ['退还', '销毁', '移送', '上缴', '拍卖', '盘亏核销'].reduce(
        (whole, label) => whole + milli(row[label]),
        0
      )
      expect(milli(row['入库件数']) - out, key).toBe(milli(row['期末在库']))
      expect(milli(row['期末在库']), key).toBe(sum(onHand.get(key) ?? [], '在库数量'))
      expect(milli(row['期末逾期'])).toBeLessThanOrEqual(milli(row['期末在库']))
    }
    expect([...taken.keys()].sort()).toEqual(
      figures.map((row) => `${String(row['片区'])} ${String(row['单位'])}`).sort()
    )
    // overdue is the same in the due list of that day as in the squads' figures
    const overdue = by(
      until('到期处理').rows.filter((row) => number(row['逾期天数']) > 0),
      '片区',
      '单位'
    )
    for (const row of figures) {
      const key = `${String(row['片区'])} ${String(row['单位'])}`
      expect(sum(overdue.get(key) ?? [], '数量'), key).toBe(milli(row['期末逾期']))
    }
    // in and out of the period by kind, reversals in their own period: the registers against the squads' figures
    expect(sum(sheet('入库登记').rows, '数量')).toBe(sum(sheet('片区统计').rows, '入库件数'))
    const gone = by(sheet('出库登记').rows, '去向')
    for (const [kind, label] of [
      ['退还', '退还'],
      ['销毁', '销毁'],
      ['上缴', '上缴'],
      ['移送', '移送'],
      ['拍卖', '拍卖'],
      ['盘亏核销', '盘亏核销']
    ] as const)
      expect(sum(gone.get(kind) ?? [], '数量'), kind).toBe(sum(sheet('片区统计').rows, label))
  })

  it('confidential files: what was to be counted was counted or is missing; only copies made are summed', async () => {
    const sheet = await sheetsOf('confidential', {})
    for (const row of sheet('核查记录').rows.filter((each) => each['备注'] !== '核查中'))
      expect(number(row['应核份数'])).toBe(number(row['实核']) + number(row['缺失']))
    for (const row of sheet('复制登记').rows) expect(row['复制份数'] === null).toBe(row['经办人'] === null)
  })

  it('assets: the cards are their classes, and what stood at the year’s beginning with its changes is its end', async () => {
    const sheet = await sheetsOf('assets', {})
    const cards = sheet('明细台账')
    for (const label of ['数量', '原值', '累计折旧', '净值'])
      expect(sum(sheet('分类汇总').rows, label, cents), label).toBe(sum(cards.rows, label, cents))
    for (const row of cards.rows) expect(cents(row['原值']) - cents(row['累计折旧'])).toBe(cents(row['净值']))
    for (const row of sheet('增减变动').rows) {
      const added = ['购置', '调入', '捐赠', '盘盈', '其他'].map((way) => cents(row[`本年增加${way}原值`]))
      const gone = ['报废', '调出', '捐赠', '盘亏', '其他'].map((way) => cents(row[`本年减少${way}原值`]))
      const whole = (all: readonly number[]) => all.reduce((one, other) => one + other, 0)
      expect(cents(row['年初年初原值']) + whole(added) - whole(gone)).toBe(cents(row['年末年末原值']))
    }
    const end = sheet('存量情况').rows.filter((row) => String(row['时点']).startsWith('期末'))
    const states = ['在用', '出租借', '闲置', '待处置']
    expect(states.reduce((all, state) => all + sum(end, `${state}原值`, cents), 0)).toBe(sum(cards.rows, '原值', cents))
  })

  it('vehicles: kilometres are the odometer’s, costs the sum of their kinds, sums of maintenance of their parts', async () => {
    const sheet = await sheetsOf('vehicles', {})
    for (const row of sheet('派车登记').rows.filter((each) => each['返回里程'] !== null))
      expect(number(row['返回里程']) - number(row['出车里程'])).toBe(number(row['行驶公里']))
    for (const row of sheet('费用汇总(单车)').rows) {
      const kinds = ['燃油', '维修', '保险', '年检', '过路停车', '罚款', '洗车及其他'].map((kind) => cents(row[kind]))
      expect(kinds.reduce((one, other) => one + other, 0)).toBe(cents(row['合计']))
    }
    for (const row of sheet('维修保养').rows)
      expect(cents(row['材料费']) + cents(row['工时费'])).toBe(cents(row['实际金额']))
    for (const row of sheet('加油登记').rows)
      expect(Math.abs((milli(row['升数']) * cents(row['单价'])) / 1000 - cents(row['金额']))).toBeLessThanOrEqual(1)
  })

  it('seals: no seal stands in the register of a day before it was engraved; stamped blanks add across', async () => {
    for (const to of days) {
      const sheet = await sheetsOf('seals', { to })
      for (const row of sheet('印章登记').rows) {
        const engraved = row['刻制日期']
        if (engraved instanceof Date) expect(engraved.toISOString().slice(0, 10) <= to).toBe(true)
        if (['已销毁', '遗失'].includes(String(row['状态']))) expect([row['保管人'], row['存放']]).toEqual([null, null])
      }
      for (const row of sheet('空白用印核销').rows)
        expect(number(row['数量'])).toBe(
          ['已用', '作废', '退回', '遗失', '差异'].reduce((sum, label) => sum + number(row[label]), 0)
        )
    }
  })
})
