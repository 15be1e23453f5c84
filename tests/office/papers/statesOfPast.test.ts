import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDateOf } from '@main/kernel/instant'
import { daysBetween } from '@main/kernel/localDate'
import { Asset, AssetEntry } from '@main/ledgers/assets/entities'
import { Medium, MediumHandover, MediumUse } from '@main/ledgers/confidential/entities'
import { Seal } from '@main/ledgers/seals/entities'
import { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { Acceptance, AcceptanceLine, SupplierReturn } from '@main/ledgers/supplies/entities/purchase'
import { Movement } from '@main/ledgers/supplies/entities/stock'
import { OdometerReading, Vehicle, VehicleEvent } from '@main/ledgers/vehicles/entities'
import { DetainedLine, DetainedMovement } from '@main/ledgers/warehouse/entities'
import { onHandSheet } from '@main/ledgers/warehouse/line/sheet'
import type { SheetDefinition } from '@main/office/outputs/outputDefinitions'
import { Handover } from '@main/office/entities'
import { workbooksOf } from '@main/office/outputs/catalogue'
import { rosterOf } from '@main/office/people/roster'
import { readingBy } from '@main/hosts/cli/house'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'

/** Days within the year on which every ledger held something that was moved, changed or gone since. */
const days = ['2026-02-15', '2026-05-20', '2026-09-23'] as const

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
}, 240_000)
afterAll(() => closeTestHouse(house))

type Rows = readonly Readonly<Record<string, unknown>>[]

/** What a sheet is made of for a day, by heading; how it is then written is read by `recomputed.test.ts`. */
const sheetOf = async (
  output: string,
  name: string,
  day: string,
  from: string | undefined = `${day.slice(0, 7)}-01`
): Promise<{ readonly rows: Rows }> => {
  const workbook = workbooksOf(house).find(({ definition }) => definition.id === output)
  const sheet = workbook?.definition.sheets.find((each) => each.name === name)
  const made = await sheet?.make(await readingBy(house), { from, to: day })
  const rows: Record<string, unknown>[] = []
  for await (const row of made?.rows ?? [])
    rows.push(
      Object.fromEntries(
        (made?.columns ?? []).map(({ key, label, group }) => [
          group === undefined || label.startsWith(group) ? label : `${group}${label}`,
          row[key] ?? null
        ])
      )
    )
  if (name !== '待入库') expect(rows.length, `${name} ${day}`).toBeGreaterThan(0)
  return { rows }
}
const all = <T extends object>(entity: new () => T): Promise<T[]> => house.database.read.find(entity)
const add = (sums: Map<string, number>, key: string, amount: number) => sums.set(key, (sums.get(key) ?? 0) + amount)
const standing = (sums: ReadonlyMap<string, number>) => [...sums].filter(([, amount]) => amount !== 0).sort()
const shown = (rows: Rows, key: string, amount: (row: Rows[number]) => number) => {
  const sums = new Map<string, number>()
  for (const row of rows) add(sums, String(row[key]), amount(row))
  return standing(sums)
}

describe.each(days)('the demo bureau at the end of %s, against its movements', (day) => {
  it('supplies: what the statement closes with is what movements leave', async () => {
    const names = new Map((await all(SupplyItem)).map(({ id, name }) => [id, name]))
    const [quantities, values] = [new Map<string, number>(), new Map<string, number>()]
    for (const { itemId, quantity, valueCents } of (await all(Movement)).filter((each) => each.day <= day)) {
      add(quantities, names.get(itemId) ?? '', quantity)
      add(values, names.get(itemId) ?? '', valueCents)
    }
    const { rows } = await sheetOf('supplies', '收发存月报', day)
    expect(shown(rows, '品名', (row) => Number(row['期末数量']))).toEqual(standing(quantities))
    expect(shown(rows, '品名', (row) => Number(row['期末金额']))).toEqual(standing(values))
  })

  it('supplies: bought is accepted or outstanding, accepted is stocked or waits, opening and in are out and on hand', async () => {
    const since = '2000-01-01'
    const sum = (rows: Rows, label: string) => rows.reduce((whole, row) => whole + Number(row[label] ?? 0), 0)
    const { rows: bought } = await sheetOf('supplies', '采购台账', day, since)
    const acceptances = (await all(Acceptance)).filter((each) => each.day <= day).map(({ id }) => id)
    const accepted = (await all(AcceptanceLine)).filter(({ acceptanceId }) => acceptances.includes(acceptanceId))
    expect(sum(bought, '验收数')).toBe(accepted.reduce((whole, each) => whole + each.acceptedQuantity, 0))
    for (const row of bought) {
      expect(Number(row['验收数']), JSON.stringify(row)).toBe(Number(row['入库数']) + Number(row['待入库']))
      expect(Number(row['数量']), JSON.stringify(row)).toBe(
        ['未订购', '未到货', '退货', '验收数'].reduce((whole, label) => whole + Number(row[label]), 0)
      )
    }
    const exchanged = (await all(SupplierReturn)).filter(
      ({ state, closedOn }) => state === 'exchanged' && closedOn !== null && closedOn <= day
    )
    expect(sum(bought, '退货') + exchanged.reduce((whole, { quantity }) => whole + quantity, 0)).toBe(
      accepted.reduce((whole, each) => whole + each.rejectedQuantity, 0)
    )
    expect(sum(bought, '待入库')).toBe(sum((await sheetOf('supplies', '待入库', day)).rows, '待入库'))
    const stocked = (await sheetOf('supplies', '入库登记', day, since)).rows
    expect(sum(bought, '入库数')).toBe(
      sum(
        stocked.filter((row) => Boolean(row['验收单号'])),
        '数量'
      )
    )
    const life = (await sheetOf('supplies', '收发存月报', day, since)).rows
    for (const row of life)
      expect(Number(row['期初数量']) + Number(row['本期入库数量']), JSON.stringify(row)).toBe(
        Number(row['本期出库数量']) + Number(row['期末数量'])
      )
    const issued = (await sheetOf('supplies', '出库(领用)登记', day, since)).rows
    expect(sum(life, '期初数量') + sum(life, '本期入库数量')).toBe(sum(stocked, '数量'))
    // what goes out without anybody drawing it: scrapped, or missing at a count
    const gone = (await all(Movement))
      .filter((each) => each.day <= day && (each.kind === 'scrap' || each.kind === 'loss'))
      .reduce((whole, { quantity }) => whole - quantity, 0)
    expect(sum(life, '本期出库数量')).toBe(sum(issued, '数量') + gone)
  })

  it('detained goods: on hand is what came in less what went out', async () => {
    const intakes = new Map((await all(DetainedLine)).map(({ id, name }) => [id, name]))
    const onHand = new Map<string, number>()
    for (const { lineId, quantity } of (await all(DetainedMovement)).filter((each) => each.day <= day))
      add(onHand, intakes.get(lineId) ?? '', quantity)
    const { rows } = await sheetOf('warehouse', '在库台账', day)
    expect(shown(rows, '物品', (row) => Number(row['在库数量']))).toEqual(standing(onHand))
  })

  it('vehicles: the files there were, in the state their life says, at the kilometres last read', async () => {
    const there = (await all(Vehicle)).filter(({ registeredOn }) => registeredOn <= day)
    const readings = await all(OdometerReading)
    const reversed = readings.map(({ reversalOfId }) => reversalOfId)
    const events = (await all(VehicleEvent)).filter((event) => event.kind === 'state' && event.day <= day)
    const expected = there.map(({ id, plate }) => {
      const own = readings
        .filter((each) => each.vehicleId === id && each.reversalOfId === null && !reversed.includes(each.id))
        .filter(({ at }) => localDateOf(at) <= day)
      own.sort((one, other) => (one.at + one.id < other.at + other.id ? -1 : 1))
      const last = events
        .filter(({ vehicleId }) => vehicleId === id)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .at(-1)
      return [plate, own.at(-1)?.km ?? null, last?.change.split('→')[1] ?? '在用']
    })
    const { rows } = await sheetOf('vehicles', '车辆档案', day)
    expect(rows.map((row) => [row['车牌'], row['里程'], row['状态']]).sort()).toEqual(expected.sort())
    for (const row of (await sheetOf('vehicles', '保险年检到期', day)).rows)
      if (row['到期日'] !== null)
        expect(row['剩余天数'], JSON.stringify(row)).toBe(daysBetween(day, String(row['到期日'])))
  })

  it('seals: those there were, kept by whom they were last handed to, out of use only after their end', async () => {
    const { people } = await rosterOf(house.database.read)
    const handovers = (await all(Handover)).filter(({ ledger }) => ledger === 'seals')
    const there = (await all(Seal)).filter(({ engravedOn, registeredOn }) => (engravedOn ?? registeredOn) <= day)
    const { rows } = await sheetOf('seals', '印章登记', day)
    expect(rows.map((row) => row['编号']).sort()).toEqual(there.map(({ number }) => number).sort())
    for (const row of rows) {
      const seal = there.find(({ number }) => number === row['编号'])
      const own = handovers.filter(({ subjectId, at }) => subjectId === seal?.id && localDateOf(at) <= day)
      const last = own.sort((one, other) => (one.id < other.id ? -1 : 1)).at(-1)
      const ended = seal?.endedOn !== null && seal?.endedOn !== undefined && seal.endedOn <= day
      const inUse = ['已刻制待启用', '已启用待领取', '使用中'].includes(String(row['状态']))
      if (!ended) expect(inUse, JSON.stringify(row)).toBe(true)
      if (inUse && last) expect(row['保管人'], JSON.stringify(row)).toBe(people.get(last.toPersonId ?? '') ?? null)
    }
  })

  it('confidential media: those begun by then, used as often as entered, with whom they were', async () => {
    const [uses, handovers] = [await all(MediumUse), await all(MediumHandover)]
    const expected = (await all(Medium))
      .filter(({ startedOn }) => startedOn <= day)
      .map(({ id, number, holderName, endedOn }) => {
        const later = handovers.filter(({ mediumId, at }) => mediumId === id && localDateOf(at) > day)
        const next = later.sort((one, other) => (one.at < other.at ? -1 : 1))[0]
        const used = uses.filter(({ mediumId, at }) => mediumId === id && localDateOf(at) <= day).length
        return [number, next?.fromName ?? holderName, used, endedOn === null || endedOn > day]
      })
    const { rows } = await sheetOf('confidential', '涉密介质', day)
    const found = rows.map((row) => [row['编号'], row['责任人'], Number(row['使用记录数']), row['状态'] === '在用'])
    expect(found.sort()).toEqual(expected.sort())
  })

  it('assets: cards and classes hold what entries brought in and took out', async () => {
    const numbers = new Map((await all(Asset)).map(({ id, number }) => [id, number]))
    const [quantities, values] = [new Map<string, number>(), new Map<string, number>()]
    for (const { assetId, quantityDelta, originalDelta } of (await all(AssetEntry)).filter((each) => each.day <= day)) {
      add(quantities, numbers.get(assetId) ?? '', quantityDelta)
      add(values, numbers.get(assetId) ?? '', originalDelta)
    }
    const { rows } = await sheetOf('assets', '明细台账', day)
    expect(shown(rows, '资产编号', (row) => Number(row['数量']))).toEqual(standing(quantities))
    expect(shown(rows, '资产编号', (row) => Number(row['原值']))).toEqual(standing(values))
    const classes = (await sheetOf('assets', '分类汇总', day)).rows
    const sum = (label: string) => classes.reduce((whole, row) => whole + Number(row[label]), 0)
    expect(sum('原值')).toBe([...values.values()].reduce((whole, each) => whole + each, 0))
  })
})

type Condition = readonly [field: string, op: 'eq' | 'to', value: string]

/** How many rows a sheet of that day has, narrowed by one condition. */
const narrowed = async (sheet: SheetDefinition, to: string, [field, op, value]: Condition): Promise<number> => {
  const filter = { filters: [{ field, op, value }], offset: 0, limit: 50 }
  const { rows } = await sheet.make(await readingBy(house), { to, filter })
  let count = 0
  for await (const row of rows) count += row === undefined ? 0 : 1
  return count
}

describe('a sheet of a past day narrowed to a state', () => {
  it('holds what was in that state then, whatever became of it', async () => {
    const held: string[] = []
    for (const { definition } of workbooksOf(house))
      for (const sheet of definition.sheets) {
        const { name, shows, fields } = sheet
        const choices = fields?.['state']?.choices
        if (shows !== 'state' || !choices) continue
        const whole = (await sheetOf(definition.id, name, days[1])).rows
        const heading = Object.keys(whole[0] ?? {}).find((label) => label.endsWith('状态'))
        if (heading === undefined) continue
        const numberOf = (label: string) => whole.filter((row) => row[heading] === label).length
        // the state of the fewest is the one most likely left since
        const there = choices.filter(({ label }) => numberOf(label) > 0)
        const [rare] = there.sort((one, other) => numberOf(one.label) - numberOf(other.label))
        if (rare === undefined) continue
        const found = await narrowed(sheet, days[1], ['state', 'eq', rare.value])
        expect([name, rare.label, found]).toEqual([name, rare.label, numberOf(rare.label)])
        held.push(name)
      }
    expect(held.sort()).toEqual(['个人名下', '印章登记', '明细台账', '科室登记表', '涉密介质', '车辆档案'].sort())
  })

  it('holds what fell due by a day then, though its period was prolonged or it has gone since', async () => {
    const due = (await sheetOf('warehouse', '在库台账', days[2])).rows
      .flatMap((row) => (row['最早到期'] === null ? [] : [String(row['最早到期'])]))
      .sort()
    const middle = due[Math.floor(due.length / 2)] ?? ''
    const expected = due.filter((each) => each <= middle).length
    expect([expected > 0, expected < due.length]).toEqual([true, true])
    expect(await narrowed(onHandSheet, days[2], ['dueOn', 'to', middle])).toBe(expected)
  })
})
