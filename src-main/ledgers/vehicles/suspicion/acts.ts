import { Between, In } from 'typeorm'
import type { suspicions } from '../../../contract/vehicles/fuel'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { addDays, addMonths } from '../../../kernel/localDate'
import { K_05 } from '../../../kernel/rules/common'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { inParts, rowsById } from '../../../platform/database/readRows'
import { FuelStretch, Layup, Provider, Refuel, Repair, StatementMatch, Suspicion, Trip, Vehicle } from '../entities'
import type { InputTo } from '../inputTo'
import { VEH_10 } from '../rules/fuel'
import { suspectedOf, type Evidence } from './checks'

/** Runs the audit checks over a period; what was found before, settled or not, is not found again. */
export async function runChecks(unit: UnitOfWork, house: House, { from, to }: InputTo<(typeof suspicions)['run']>) {
  if (to < from) throw invalid([{ path: 'to', message: '止日期不能早于起日期' }])
  const { manager } = unit
  const calendar = await house.calendar(manager)
  const all = await manager.find(Refuel, {
    where: { day: Between(addDays(from, -60), to) },
    order: { at: 'ASC', id: 'ASC' }
  })
  const reversed = new Set(all.map(({ reversalOfId }) => reversalOfId))
  const refuels = all.filter(({ id, reversalOfId }) => reversalOfId === null && !reversed.has(id))
  const vehicles = await manager.find(Vehicle)
  const plates = new Map(vehicles.map(({ id, plate }) => [id, plate]))
  const stretches = await rowsById(
    manager,
    FuelStretch,
    refuels.map(({ id }) => id)
  )
  const around = await manager.find(FuelStretch, {
    where: { day: Between(addMonths(from, -12), to) },
    order: { at: 'ASC' }
  })
  const models = new Map(vehicles.map(({ id, model }) => [id, model]))
  const trips = await manager
    .createQueryBuilder(Trip, 't')
    .where("t.state IN ('out', 'done') AND (t.inDay IS NULL OR t.inDay >= :from) AND t.fromDay <= :to", {
      from: addDays(from, -1),
      to: addDays(to, 1)
    })
    .getMany()
  const layups = await manager.find(Layup)
  const repairs = await manager.find(Repair, {
    where: { state: In(['inGarage', 'accepted', 'closed']) },
    order: { acceptedOn: 'ASC', id: 'ASC' }
  })
  const stations = new Set((await manager.findBy(Provider, { kind: 'station' })).map(({ name }) => name))
  const matches = await manager.find(StatementMatch, { where: { day: Between(from, to) } })
  const usedBy = new Map<string, Set<string>>()
  for (const { cardNumber, vehicleId } of refuels)
    if (cardNumber !== '') usedBy.set(cardNumber, (usedBy.get(cardNumber) ?? new Set()).add(vehicleId))
  const limits = { ...VEH_10.values(unit.book), largeCents: K_05.values(unit.book).expenditure * 100 }
  const found = vehicles.flatMap((vehicle) => {
    const ofVehicle = <T extends { vehicleId: string | null }>(rows: readonly T[]) =>
      rows.filter(({ vehicleId }) => vehicleId === vehicle.id)
    const evidence: Evidence = {
      vehicle,
      refuels: ofVehicle(refuels),
      stretches,
      trips: ofVehicle(trips),
      layups: ofVehicle(layups),
      repairs: ofVehicle(repairs),
      sharedCards: new Map(
        [...usedBy].map(([card, ids]) => [
          card,
          [...ids].filter((id) => id !== vehicle.id).map((id) => plates.get(id) ?? '')
        ])
      ),
      stations,
      likeStretches: around.filter(
        ({ vehicleId, km }) => km > 0 && vehicleId !== vehicle.id && models.get(vehicleId) === vehicle.model
      ),
      holidayOn: (day) => {
        const special = calendar.specialDay(day)
        return special?.kind === 'holiday' ? special.name : undefined
      },
      matches: ofVehicle(matches)
    }
    return suspectedOf(evidence, { from, to }, limits).map((each) => ({ ...each, vehicleId: vehicle.id }))
  })
  const known = new Set(
    await inParts(
      found.map(({ mark }) => mark),
      async (part) =>
        (await manager.find(Suspicion, { where: { mark: In(part) }, select: { id: true, mark: true } })).map(
          ({ mark }) => mark
        )
    )
  )
  const fresh = found.filter(({ mark }) => !known.has(mark))
  await unit.insertMany(
    Suspicion,
    fresh.map((each) => ({
      ...each,
      words: '',
      state: 'open' as const,
      settlement: null,
      settledBy: null,
      settledAt: null
    }))
  )
  unit.about({ type: 'vehicleSuspicion', id: unit.newId(), number: `${from}至${to}` })
  return { found: fresh.length, checked: refuels.filter(({ day }) => day >= from).length }
}

export async function settleSuspicion(
  unit: UnitOfWork,
  input: InputTo<(typeof suspicions)['settle']>
): Promise<Suspicion> {
  const suspicion = await unit.load(Suspicion, input.id, '用油疑点')
  if (suspicion.version !== input.version) throw conflict('用油疑点')
  if (suspicion.state === 'settled') throw notNow('用油疑点')
  unit.about({ type: 'vehicleSuspicion', id: suspicion.id, number: suspicion.day })
  return unit.update(
    Suspicion,
    suspicion,
    {
      state: 'settled',
      words: input.words,
      settlement: input.settlement,
      settledBy: unit.actor.name,
      settledAt: unit.now
    },
    '用油疑点'
  )
}
