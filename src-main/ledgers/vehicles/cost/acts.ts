import type { CostKind } from '../../../contract/vehicles/words'
import { K_09 } from '../../../kernel/rules/common'
import { Person } from '../../../office/entities'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Trip, Vehicle, VehicleCost } from '../entities'
import { receiptDeadline, VEH_19 } from '../rules/conduct'

/** A cost as handed in. Cents. */
export interface NewCost {
  readonly vehicleId: string
  readonly kind: CostKind
  readonly amountCents: number
  readonly receiptOn: string
  readonly receiptNumber?: string | null | undefined
  readonly tripId?: string | null | undefined
  readonly handlerId?: string | null | undefined
  readonly remarks?: string | null | undefined
  /** Number of the record it comes from. */
  readonly sourceNumber?: string
}

/** Enters a cost of a vehicle; a receipt handed in too late is kept and not reimbursed (VEH-19). */
export async function enterCost(unit: UnitOfWork, cost: NewCost): Promise<VehicleCost> {
  const vehicle = await unit.load(Vehicle, cost.vehicleId, '车辆')
  const trip = cost.tripId ? await unit.load(Trip, cost.tripId, '派车单') : null
  const handler = cost.handlerId ? await unit.load(Person, cost.handlerId, '经手人') : null
  const late = unit.today > receiptDeadline(cost.receiptOn, unit.book).dueOn
  unit.judge(
    VEH_19.on({
      receiptOn: cost.receiptOn,
      today: unit.today,
      positive: cost.amountCents > 0,
      late,
      enteredAs: await standingWith(unit, cost.receiptNumber)
    })
  )
  const entered = await unit.append(VehicleCost, {
    number: await unit.nextNumber('FY'),
    vehicleId: vehicle.id,
    day: unit.today,
    kind: cost.kind,
    amountCents: cost.amountCents,
    receiptOn: cost.receiptOn,
    receiptNumber: cost.receiptNumber ?? null,
    tripId: trip?.id ?? null,
    sourceNumber: cost.sourceNumber ?? trip?.number ?? '',
    handlerName: handler?.name ?? unit.actor.name,
    late,
    remarks: cost.remarks ?? null,
    at: unit.now,
    reversalOfId: null
  })
  unit.about({ type: 'vehicleCost', id: entered.id, number: entered.number })
  return entered
}

/** Number of the cost a receipt stands in, those taken back left out. */
async function standingWith({ manager }: UnitOfWork, receipt: string | null | undefined): Promise<string | undefined> {
  if (!receipt) return undefined
  const same = await manager.find(VehicleCost, { where: { receiptNumber: receipt }, order: { id: 'ASC' } })
  const takenBack = new Set(same.map(({ reversalOfId }) => reversalOfId))
  return same.find(({ id, reversalOfId }) => reversalOfId === null && !takenBack.has(id))?.number
}

export async function reverseCost(unit: UnitOfWork, id: string, reason: string): Promise<VehicleCost> {
  const cost = await unit.load(VehicleCost, id, '费用')
  const alreadyReversed = await unit.manager.existsBy(VehicleCost, { reversalOfId: id })
  unit.judge(K_09.on({ alreadyReversed, isReversal: cost.reversalOfId !== null, reason }))
  const { id: _original, ...rest } = cost
  const number = await unit.nextNumber('FY')
  const reversal = await unit.append(VehicleCost, {
    ...rest,
    number,
    day: unit.today,
    amountCents: -cost.amountCents,
    at: unit.now,
    reversalOfId: cost.id,
    remarks: `冲正${cost.number}：${reason}`
  })
  unit.about({ type: 'vehicleCost', id: cost.id, number: cost.number })
  return reversal
}
