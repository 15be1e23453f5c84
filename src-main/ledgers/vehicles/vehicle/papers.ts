import { formatDate } from '../../../contract/display'
import { keptOf } from '../../../contract/record'
import { vehiclePaper, type files } from '../../../contract/vehicles/vehicle'
import { paperKinds } from '../../../contract/vehicles/words'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { enterCost } from '../cost/acts'
import { Provider, Vehicle, VehiclePaper } from '../entities'
import type { InputTo } from '../inputTo'
import { VEH_17 } from '../rules/fleet'
import { loaded, note } from './life'

const until = { compulsory: 'compulsoryUntil', commercial: 'commercialUntil', inspection: 'inspectionUntil' } as const

/** Registers a policy or inspection; what it cost becomes a cost of the vehicle. The end in force is the latest. */
export async function addPaper(unit: UnitOfWork, input: InputTo<(typeof files)['addPaper']>): Promise<Vehicle> {
  const vehicle = await loaded(unit, input)
  const kept = keptOf(vehiclePaper, input)
  if (kept.kind !== 'inspection') await mustBeInsurer(unit, kept.issuer)
  await unit.append(VehiclePaper, {
    ...kept,
    vehicleId: vehicle.id,
    attachmentId: input.attachmentId ?? null,
    at: unit.now,
    personName: unit.actor.name
  })
  const column = until[kept.kind]
  const latest = [vehicle[column] ?? '', kept.untilDay].sort().at(-1) ?? kept.untilDay
  const after = await unit.update(Vehicle, vehicle, { [column]: latest }, '车辆')
  if (kept.amountCents > 0)
    await enterCost(unit, {
      vehicleId: vehicle.id,
      kind: kept.kind === 'inspection' ? 'inspection' : 'insurance',
      amountCents: kept.amountCents,
      receiptOn: input.receiptOn ?? unit.today,
      receiptNumber: input.receiptNumber ?? kept.documentNumber ?? undefined,
      remarks: paperKinds[kept.kind]
    })
  await note(unit, vehicle, 'paper', `${paperKinds[kept.kind]}至${formatDate(kept.untilDay)}`, {
    documentNumber: kept.documentNumber,
    attachmentId: input.attachmentId ?? null
  })
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
  return after
}

/** BC-07 第六条: insured with a designated insurer, where the bureau has designated any. */
async function mustBeInsurer(unit: UnitOfWork, issuer: string | null): Promise<void> {
  const insurers = await unit.manager.findBy(Provider, { kind: 'insurer' })
  const inForce = insurers.filter(
    ({ fromDay, untilDay }) => fromDay <= unit.today && (untilDay === null || untilDay >= unit.today)
  )
  if (inForce.length === 0 || inForce.some(({ name }) => name === issuer)) return
  unit.judge(VEH_17.on({ stage: 'insure', issuer: issuer ?? '', designated: inForce.map(({ name }) => name) }))
}
