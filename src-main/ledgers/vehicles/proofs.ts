import { In, IsNull } from 'typeorm'
import type { Proof } from '../../office/ledgerModule'
import { saysOtherwise, strayRows } from '../../platform/database/derivedRows'
import { endOfMonth, monthOf } from '../../kernel/localDate'
import { costsOf } from './cost/rows'
import { distancesOf } from './distance/gaps'
import {
  CardStatement,
  Distance,
  FuelStretch,
  Odometer,
  OdometerReading,
  Refuel,
  Repair,
  RepairLine,
  StatementMatch,
  Trip,
  Vehicle,
  VehicleCost
} from './entities'
import { neighboursOf } from './odometer/queries'
import { stretchesOf, stretchRow } from './refuel/stretches'

const always = ['0000', '9999-12-31T23:59:59.999Z'] as const

/**
 * Per vehicle: odometer = trips + kilometres without a trip; the kept stretches and the kept reading are those of the
 * readings.
 */
const distancesProven: Proof = async (manager) => {
  const wrong: { number: string; why: string }[] = []
  for (const { id, plate } of await manager.find(Vehicle)) {
    const { before: last } = await neighboursOf(manager, id, always[1])
    const kept = await manager.findOneBy(Odometer, { id })
    if (
      last ? saysOtherwise(kept ?? undefined, { id, km: last.km, totalKm: last.totalKm, at: last.at }) : kept !== null
    )
      wrong.push({ number: plate, why: '登记的里程与最后一次里程记录不一致' })
    const counted = await distancesOf(manager, id, ...always)
    const byId = new Map(counted.map((row) => [row.id, row]))
    const rows = new Map((await manager.findBy(Distance, { vehicleId: id })).map((row) => [row.id, row]))
    const differs = (row: Distance) => (rows.has(row.id) || row.km > 0) && saysOtherwise(rows.get(row.id), row)
    // A stretch whose reading was reversed is kept with no kilometres.
    const stray = [...rows.values()].some((row) => row.km !== 0 && !byId.has(row.id))
    if (stray || counted.some(differs)) wrong.push({ number: plate, why: '无派车里程与里程记录、派车单不一致' })
    const { after: first } = await neighboursOf(manager, id, always[0])
    const trips = await manager.find(Trip, { where: { vehicleId: id, state: 'done' } })
    const driven = trips.reduce((sum, { km }) => sum + (km ?? 0), 0)
    const open = trips.length > 0 ? await kmOut(manager, id) : 0
    const apart = counted.reduce((sum, { km }) => sum + km, 0)
    if (first && last && last.totalKm - first.totalKm !== driven + apart + open)
      wrong.push({
        number: plate,
        why: `里程${last.totalKm - first.totalKm}公里，派车${driven + open}公里，无派车${apart}公里，合计不符`
      })
  }
  return wrong
}

/** Kept readings, stretches and distances are of a vehicle there is. */
const nothingStray: Proof = async (manager) => {
  const vehicles = new Set((await manager.find(Vehicle, { select: { id: true } })).map(({ id }) => id))
  const of = [
    ...(await manager.find(Distance, { select: { vehicleId: true } })),
    ...(await manager.find(FuelStretch, { select: { vehicleId: true } }))
  ]
  const stray = [
    ...(await strayRows(manager, Odometer, Vehicle)),
    ...of.map(({ vehicleId }) => vehicleId).filter((id) => !vehicles.has(id))
  ]
  return stray.slice(0, 1).map((number) => ({ number, why: '里程、油耗里有没有登记过的车辆' }))
}

/** Kilometres of a trip not yet back, as far as readings tell. */
const kmOut: (manager: Parameters<Proof>[0], vehicleId: string) => Promise<number> = async (manager, vehicleId) => {
  const out = await manager.findOneBy(Trip, { vehicleId, state: 'out' })
  if (!out) return 0
  const start = await manager.findOneBy(OdometerReading, { sourceId: out.id, source: 'tripOut' })
  const { before: last } = await neighboursOf(manager, vehicleId, always[1])
  return start && last ? last.totalKm - start.totalKm : 0
}

/** The kept consumption of every stretch is that of its refuels. */
const stretchesProven: Proof = async (manager) => {
  const wrong: { number: string; why: string }[] = []
  for (const { id, plate } of await manager.find(Vehicle)) {
    const refuels = await manager.find(Refuel, { where: { vehicleId: id }, order: { at: 'ASC', id: 'ASC' } })
    const reversed = new Set(refuels.map(({ reversalOfId }) => reversalOfId))
    const counted = stretchesOf(refuels.filter((each) => each.reversalOfId === null && !reversed.has(each.id)))
    const rows = counted.map((stretch) => stretchRow(id, stretch, counted))
    const kept = new Map(
      (await manager.findBy(FuelStretch, { vehicleId: id })).filter(({ km }) => km > 0).map((row) => [row.id, row])
    )
    if (kept.size !== rows.length || rows.some((row) => saysOtherwise(kept.get(row.id), row)))
      wrong.push({ number: plate, why: '百公里油耗与加油记录不一致' })
  }
  return wrong
}

/** Parts and labour of a repair are the sum of its lines; the open findings of a statement are counted. */
const sumsProven: Proof = async (manager) => {
  const lines = await manager.find(RepairLine)
  const repairs = await manager.find(Repair)
  const sumOf = (id: string) =>
    lines
      .filter(({ repairId }) => repairId === id)
      .reduce((sum, line) => sum + line.materialCents + line.labourCents, 0)
  const open = await manager.findBy(StatementMatch, { state: 'open' })
  return [
    ...repairs
      .filter(({ id, actualCents }) => sumOf(id) !== actualCents)
      .map(({ number }) => ({ number, why: '实际金额与维修清单合计不一致' })),
    ...(await manager.find(CardStatement))
      .filter(({ id, openCount }) => open.filter(({ statementId }) => statementId === id).length !== openCount)
      .map(({ number }) => ({ number, why: '待处理笔数与对账情况不一致' }))
  ]
}

/**
 * Month by month the cost sheet is the sum of its sources: refuels, the garages' lists less what drivers bear, receipts
 * that are reimbursed; its kilometres are those between the readings of departure and return.
 */
const costsProven: Proof = async (manager) => {
  const cents = new Map<string, number>()
  const km = new Map<string, number>()
  const months = new Set<string>()
  const add = (to: Map<string, number>, vehicleId: string | null, day: string | null, amount: number) => {
    if (vehicleId === null || day === null) return
    const key = `${monthOf(day)} ${vehicleId}`
    months.add(monthOf(day))
    to.set(key, (to.get(key) ?? 0) + amount)
  }
  for (const { vehicleId, day, amountCents } of await manager.find(Refuel, {
    select: { id: true, vehicleId: true, day: true, amountCents: true }
  }))
    add(cents, vehicleId, day, amountCents)
  const repairs = new Map(
    (await manager.findBy(Repair, { state: In(['accepted', 'closed']) })).map((repair) => [repair.id, repair])
  )
  for (const { vehicleId, acceptedOn, borneCents } of repairs.values()) add(cents, vehicleId, acceptedOn, -borneCents)
  for (const { repairId, materialCents, labourCents } of await manager.find(RepairLine)) {
    const repair = repairs.get(repairId)
    if (repair) add(cents, repair.vehicleId, repair.acceptedOn, materialCents + labourCents)
  }
  for (const { vehicleId, day, amountCents } of await manager.findBy(VehicleCost, { late: false }))
    add(cents, vehicleId, day, amountCents)
  const readings = await manager.find(OdometerReading, {
    where: { source: In(['tripOut', 'tripIn']), reversalOfId: IsNull() }
  })
  const trips = new Map((await manager.findBy(Trip, { state: 'done' })).map((trip) => [trip.id, trip]))
  for (const { sourceId, source, totalKm } of readings) {
    const trip = trips.get(sourceId ?? '')
    if (trip) add(km, trip.vehicleId, trip.inDay, source === 'tripIn' ? totalKm : -totalKm)
  }
  const vehicles = await manager.find(Vehicle, { select: { id: true, plate: true } })
  const wrong: { number: string; why: string }[] = []
  for (const month of months)
    for (const row of await costsOf(manager, vehicles, { from: `${month}-01`, to: endOfMonth(`${month}-01`) })) {
      const key = `${month} ${row.id}`
      if (row.totalCents !== (cents.get(key) ?? 0))
        wrong.push({ number: row.plate, why: `${month}费用汇总与加油、维修、费用登记合计不符` })
      if ((row.km ?? 0) !== (km.get(key) ?? 0))
        wrong.push({ number: row.plate, why: `${month}费用汇总的公里与出车回车里程不符` })
    }
  return wrong
}

/** What `verify` proves of this ledger. */
export const vehicleProofs: readonly Proof[] = [distancesProven, stretchesProven, nothingStray, sumsProven, costsProven]
