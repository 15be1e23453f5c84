import { In, MoreThanOrEqual, Not } from 'typeorm'
import { keptOf } from '../../../contract/record'
import { repair as record, supplement as supplementRecord, type repairs } from '../../../contract/vehicles/repair'
import { repairKinds } from '../../../contract/vehicles/words'
import { conflict, notNow } from '../../../kernel/fault'
import { addDays } from '../../../kernel/localDate'
import { K_05 } from '../../../kernel/rules/common'
import { sumMoney } from '../../../kernel/money'
import { searchKey } from '../../../kernel/searchKey'
import { holdersOf } from '../../../office/actors'
import { resubmitCorrected, submitForApproval } from '../../../office/approvals/service'
import type { House } from '../../../office/house'
import type { RequestDefinition } from '../../../office/approvals/requestDefinition'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Driver, Incident, Provider, Repair, RepairItem, Supplement, Vehicle } from '../entities'
import type { Based, InputTo } from '../inputTo'
import { VEH_11, VEH_12, VEH_14 } from '../rules/repair'
import { mustBeAmong } from '../visibility'

type Repairs = typeof repairs
type AskedRepair = InputTo<Repairs['request']> | InputTo<Repairs['amend']>

/** A driver asks for maintenance, or tells of a breakdown on the road (VEH-11, VEH-12, VEH-14). */
export async function requestRepair(
  unit: UnitOfWork,
  house: House,
  input: InputTo<Repairs['request']>
): Promise<Repair> {
  const vehicle = await unit.load(Vehicle, input.vehicleId, '车辆')
  await judgeRequest(unit, vehicle, input)
  await judgeSplit(unit, vehicle, input)
  const id = unit.newId()
  const number = await unit.nextNumber('CX')
  const plannedCents = sumMoney(input.items.map(({ amountCents }) => amountCents))
  const applicantId = unit.actor.personId ?? ''
  const approval = await submitForApproval(unit, house, {
    ledger: 'vehicles',
    subjectType: 'vehicleRepair',
    subjectId: id,
    number,
    applicantId,
    ...(await submissionOf(unit, vehicle, input, plannedCents))
  })
  const repair = await unit.insert(Repair, {
    ...askedOf(input),
    ...nothingYet,
    id,
    number,
    vehicleId: vehicle.id,
    unitId: vehicle.unitId,
    applicantId,
    submittedOn: unit.today,
    plannedCents,
    state: 'pending',
    approvalId: approval.id,
    searchKey: searchKey(number, vehicle.plate, input.reason, ...input.items.map(({ name }) => name))
  })
  await enterItems(unit, repair.id, null, 1, input.items)
  unit.about({ type: 'vehicleRepair', id, number })
  return repair
}

const nothingYet = {
  approvedCents: 0,
  statementReceivedOn: null,
  handedAt: null,
  handedByDriverId: null,
  handedByOfficeId: null,
  acceptedAt: null,
  acceptedOn: null,
  outKm: null,
  materialCents: 0,
  labourCents: 0,
  actualCents: 0,
  accepters: null,
  warrantyUntil: null,
  warrantyKm: null,
  invoiceNumber: null,
  listReceivedOn: null,
  listReceivedBy: null,
  borneCents: 0,
  borneReason: null,
  collectedOn: null,
  papersDueOn: null,
  papersOn: null
} as const

const askedOf = (input: AskedRepair) => ({
  ...keptOf(record, input),
  garageId: input.garageId ?? null,
  incidentId: input.incidentId ?? null
})

/** Corrects a returned sheet and hands it in again; the items so far stay as an earlier round. */
export async function amendRepair(unit: UnitOfWork, house: House, input: InputTo<Repairs['amend']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  if (repair.state !== 'returned') throw notNow('维修单')
  const vehicle = await unit.load(Vehicle, repair.vehicleId, '车辆')
  await judgeRequest(unit, vehicle, input)
  await judgeSplit(unit, vehicle, input, repair.id)
  const plannedCents = sumMoney(input.items.map(({ amountCents }) => amountCents))
  const key = searchKey(repair.number, vehicle.plate, input.reason, ...input.items.map(({ name }) => name))
  const after = await unit.update(Repair, repair, { ...askedOf(input), plannedCents, searchKey: key }, '维修单')
  const rounds = await unit.manager.findBy(RepairItem, { repairId: repair.id })
  await enterItems(unit, repair.id, null, Math.max(0, ...rounds.map(({ round }) => round)) + 1, input.items)
  await resubmitCorrected(
    unit,
    house,
    repair.approvalId ?? '',
    await submissionOf(unit, vehicle, input, plannedCents),
    '补正后重新提交'
  )
  return after
}

async function judgeRequest(unit: UnitOfWork, vehicle: Vehicle, input: AskedRepair): Promise<void> {
  const { kind, breakdown, roadsideGarage, onlyHome, items, faultStatement, incidentId } = input
  const garage = input.garageId ? await unit.load(Provider, input.garageId, '修理厂') : null
  const driver = await unit.manager.existsBy(Driver, { personId: unit.actor.personId ?? '', state: 'active' })
  const incident = incidentId ? await unit.load(Incident, incidentId, '事故记录') : null
  const own = [vehicle.mainDriverId, vehicle.secondDriverId].includes(unit.actor.personId)
  const inForce =
    garage !== null &&
    garage.kind === 'garage' &&
    garage.fromDay <= unit.today &&
    (garage.untilDay === null || garage.untilDay >= unit.today)
  unit.judge(
    VEH_11.on({
      stage: 'request',
      garage: garage?.name,
      designated: inForce,
      breakdown,
      items: items.length,
      driver: own || driver
    }),
    VEH_12.on({ stage: 'garage', roadside: breakdown ? (roadsideGarage ?? '') : '', onlyHome }),
    VEH_14.on({
      stage: 'request',
      overhaul: kind === 'overhaul',
      statement: Boolean(faultStatement) || incident?.vehicleId === vehicle.id
    })
  )
}

/** K-05: what was asked for of repairs of the car in the days before, each sheet below the limit, together not. */
async function judgeSplit(
  unit: UnitOfWork,
  { id: vehicleId, plate }: Vehicle,
  { items }: AskedRepair,
  own?: string
): Promise<void> {
  const amountCents = sumMoney(items.map((item) => item.amountCents))
  const rows = await unit.manager.find(Repair, {
    where: {
      vehicleId,
      submittedOn: MoreThanOrEqual(addDays(unit.today, -K_05.values(unit.book).splitDays)),
      state: Not(In(['refused', 'withdrawn', 'cancelled']))
    },
    order: { number: 'ASC' }
  })
  const earlier = rows
    .filter(({ id }) => id !== own)
    .map(({ number, plannedCents, approvedCents }) => ({ number, cents: Math.max(plannedCents, approvedCents) }))
  unit.judge(K_05.on({ whose: plate, amountCents, what: 'expenditure', earlier }))
}

/** The party secretary decides where another person than the head (flows.md). */
export async function withSecretary(unit: UnitOfWork): Promise<readonly string[]> {
  const heads = await holdersOf(unit.manager, 'head', unit.today)
  const secretaries = await holdersOf(unit.manager, 'partySecretary', unit.today)
  return secretaries.some((id) => !heads.includes(id)) ? ['secretary'] : []
}

async function submissionOf(
  unit: UnitOfWork,
  vehicle: Vehicle,
  { kind, breakdown, reason }: AskedRepair,
  plannedCents: number
) {
  return {
    kind: breakdown ? 'vehicles.breakdown' : 'vehicles.repair',
    title: `${vehicle.plate}${breakdown ? '途中故障' : repairKinds[kind]}：${reason}`.slice(0, 200),
    unitId: vehicle.unitId,
    amountCents: plannedCents,
    needsCollective: plannedCents >= K_05.values(unit.book).expenditure * 100,
    tags: await withSecretary(unit)
  }
}

async function enterItems(
  unit: UnitOfWork,
  repairId: string,
  supplementId: string | null,
  round: number,
  items: readonly { readonly name: string; readonly amountCents: number }[]
): Promise<void> {
  await unit.appendMany(
    RepairItem,
    items.map(({ name, amountCents }, index) => ({
      repairId,
      supplementId,
      round,
      lineNumber: index + 1,
      name,
      amountCents
    }))
  )
}

/**
 * Items found on the way: approved before they are done (VEH-11); the meeting is asked for the whole sum then (K-05).
 */
export async function requestSupplement(
  unit: UnitOfWork,
  house: House,
  input: InputTo<Repairs['supplement']>
): Promise<Supplement> {
  const repair = await unit.load(Repair, input.id, '维修单')
  const vehicle = await unit.load(Vehicle, repair.vehicleId, '车辆')
  mustBeAmong(unit.actor, [repair.applicantId, vehicle.mainDriverId, vehicle.secondDriverId], '驾驶员')
  unit.judge(
    VEH_11.on({
      stage: 'supplement',
      open: repair.state === 'inGarage' || (repair.breakdown && repair.state === 'approved')
    })
  )
  const amountCents = sumMoney(input.items.map((item) => item.amountCents))
  const id = unit.newId()
  const number = await unit.nextNumber('ZX')
  const waiting = await unit.manager.findBy(Supplement, { repairId: repair.id, state: In(['pending', 'returned']) })
  // Those still to be decided count as well: two at once are no way below the limit.
  const total = sumMoney([repair.approvedCents, ...waiting.map((each) => each.amountCents), amountCents])
  const applicantId = unit.actor.personId ?? ''
  const approval = await submitForApproval(unit, house, {
    ledger: 'vehicles',
    kind: 'vehicles.supplement',
    subjectType: 'vehicleSupplement',
    subjectId: id,
    number,
    title: `${vehicle.plate}维修增项（${repair.number}）：${input.reason}`.slice(0, 200),
    applicantId,
    unitId: repair.unitId,
    amountCents: total,
    needsCollective: total >= K_05.values(unit.book).expenditure * 100
  })
  const { reason } = keptOf(supplementRecord, input)
  const supplement = await unit.insert(Supplement, {
    id,
    number,
    repairId: repair.id,
    applicantId,
    reason,
    amountCents,
    state: 'pending',
    approvalId: approval.id,
    at: unit.now
  })
  await enterItems(unit, repair.id, id, 1, input.items)
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  return supplement
}

export const repairOutcome: RequestDefinition['onOutcome'] = async (unit, approval, outcome) => {
  const repair = await unit.load(Repair, approval.subjectId, '维修单')
  if (repair.state === outcome) return
  const approvedCents = outcome === 'approved' ? repair.plannedCents : repair.approvedCents
  await unit.update(Repair, repair, { state: outcome, approvedCents }, '维修单')
}

export const supplementOutcome: RequestDefinition['onOutcome'] = async (unit, approval, outcome) => {
  const supplement = await unit.load(Supplement, approval.subjectId, '增项')
  if (supplement.state === outcome) return
  await unit.update(Supplement, supplement, { state: outcome }, '增项')
  if (outcome !== 'approved') return
  const repair = await unit.load(Repair, supplement.repairId, '维修单')
  await unit.update(Repair, repair, { approvedCents: repair.approvedCents + supplement.amountCents }, '维修单')
}

export async function loadedRepair(unit: UnitOfWork, { id, version }: Based): Promise<Repair> {
  const repair = await unit.load(Repair, id, '维修单')
  if (repair.version !== version) throw conflict('维修单')
  return repair
}
