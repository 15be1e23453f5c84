import type { ExitCompletion, ExitInput, ReceiveInput } from '@main/ledgers/warehouse/inputs'
import { instantAt } from '@main/kernel/instant'
import { type Approval } from '@main/office/approvals/entities'
import type { Person, Unit } from '@main/office/entities'
import { Exit, Standing } from '@main/ledgers/warehouse/entities'
import { completeExit } from '@main/ledgers/warehouse/exit/complete'
import { submitExit } from '@main/ledgers/warehouse/exit/submit'
import { receive } from '@main/ledgers/warehouse/intake/receive'
import type { TestHouse } from './house'
import { actsOf, decideThrough, readingAs } from './ledgerActs'
import { anAttachment, aPerson, aUnit } from './people'
import { everythingOf, refusalOf as ledgerRefusalOf, type Refusal } from './refusals'
import { anInk, penOf } from './pen'

export { readingAs as reads }

/** The people who take part in detaining, keeping and letting go of goods, with a picture for every use. */
export interface WarehouseStaff {
  readonly brigade: Unit
  readonly squad: Unit
  readonly otherSquad: Unit
  readonly keeper: Person
  readonly secondKeeper: Person
  readonly squadHead: Person
  readonly officers: readonly [Person, Person]
  readonly others: readonly [Person, Person]
  readonly otherHead: Person
  readonly legal: Person
  readonly leader: Person
  readonly head: Person
  readonly clerk: Person
  readonly temporary: Person
  readonly picture: string
}

export async function aWarehouseStaff(house: TestHouse): Promise<WarehouseStaff> {
  const brigade = await aUnit(house, { kind: 'brigade' })
  const squad = await aUnit(house, { kind: 'squad', parentId: brigade.id })
  const otherSquad = await aUnit(house, { kind: 'squad', parentId: brigade.id })
  const office = await aUnit(house)
  const inUnit = (unitId: string) => aPerson(house, { unitId })
  return {
    brigade,
    squad,
    otherSquad,
    keeper: await aPerson(house, { unitId: brigade.id, posts: ['warehouseKeeper'] }),
    secondKeeper: await aPerson(house, { unitId: brigade.id, posts: ['warehouseKeeper'] }),
    squadHead: await aPerson(house, { unitId: squad.id, posts: ['unitHead'] }),
    officers: [await inUnit(squad.id), await inUnit(squad.id)],
    others: [await inUnit(otherSquad.id), await inUnit(otherSquad.id)],
    otherHead: await aPerson(house, { unitId: otherSquad.id, posts: ['unitHead'] }),
    legal: await aPerson(house, { unitId: office.id, posts: ['legalReviewer'] }),
    leader: await aPerson(house, { unitId: office.id, posts: [{ post: 'matterLeader', matter: 'enforcement' }] }),
    head: await aPerson(house, { unitId: office.id, posts: ['head'] }),
    clerk: await inUnit(office.id),
    temporary: await aPerson(house, { unitId: squad.id, kind: 'temporary' }),
    picture: (await anAttachment(house)).id
  }
}

/** Runs an act of the ledger as a person, with reasons for warnings. */
/** A day of seizure that lies back is passed with a reason (K-13); what is about that rule itself says none. */
export const actingIn: ReturnType<typeof actsOf> = (house, person, body, reasons = {}, act) =>
  actsOf('warehouse')(house, person, body, { 'K-13': '外勤返回后补登', ...reasons }, act)

let documents = 0

/**
 * An intake with everything it needs, of two lines: 12 stools (durable) and 30 kg of melons (perishable) unless the
 * plan says otherwise.
 */
export function anIntake(house: TestHouse, staff: WarehouseStaff, plan: Partial<ReceiveInput> = {}): ReceiveInput {
  documents += 1
  const mark = documents
  return {
    squadId: staff.squad.id,
    officers: staff.officers.map((officer, index) => ({ personId: officer.id, certificate: `证${index + 1}` })),
    party: `当事人${mark}`,
    partyAddress: '城关镇',
    partyPhone: undefined,
    place: '人民路',
    cause: '占道经营',
    basis: 'seizure',
    onTheSpot: false,
    documentNumber: `扣字〔2026〕${mark}号`,
    caseNumber: undefined,
    detainedAt: instantAt(house.clock.today(), '08:00'),
    lines: [
      aLine(staff, { name: '塑料凳', location: `架${mark}` }),
      aLine(staff, {
        name: '西瓜',
        quantity: 30_000,
        measure: '公斤',
        perishability: 'perishable',
        location: `柜${mark}`
      })
    ],
    // A seizure by plan was approved before it.
    approvedOn: (plan.basis ?? 'seizure') === 'seizure' && plan.onTheSpot !== true ? '2020-01-01' : undefined,
    partySign: { how: 'signed', strokes: anInk(), reason: undefined, witness: undefined },
    signatures: { handler: penOf(staff.officers[0]), keeper: penOf(staff.keeper) },
    remarks: undefined,
    ...plan
  }
}

export function aLine(
  staff: WarehouseStaff,
  plan: Partial<ReceiveInput['lines'][number]> = {}
): ReceiveInput['lines'][number] {
  return {
    name: '塑料凳',
    spec: undefined,
    brand: undefined,
    quantity: 12_000,
    measure: '个',
    condition: '完好',
    perishability: 'durable',
    estimatedCents: 12_000,
    location: 'A1',
    separation: undefined,
    photoIds: [staff.picture],
    ...plan
  }
}

/** Takes an intake in as the keeper. */
export async function tookIn(
  house: TestHouse,
  staff: WarehouseStaff,
  plan: Partial<ReceiveInput> = {},
  reasons: Readonly<Record<string, string>> = {}
) {
  return actingIn(house, staff.keeper, (unit) => receive(unit, house, anIntake(house, staff, plan)), reasons)
}

/**
 * Goods detained on a day, taken in that morning: the clock is moved there and stays. Out of hours days carry a reason.
 */
export async function detainedOn(
  house: TestHouse,
  staff: WarehouseStaff,
  day: string,
  plan: Partial<ReceiveInput> = {}
) {
  house.clock.setDay(day)
  return tookIn(house, staff, plan, { 'WH-02': '专项行动' })
}

/** An exit request with its decision; to return everything named unless the plan says otherwise. */
export function anExit(
  house: TestHouse,
  staff: WarehouseStaff,
  plan: Partial<ExitInput> & Pick<ExitInput, 'intakeId' | 'lines'>
): ExitInput {
  return {
    kind: 'return',
    ownerless: false,
    decisionNumber: '处字〔2026〕1号',
    decidedOn: house.clock.today(),
    decisionAttachmentId: staff.picture,
    recipient: plan.kind === undefined || plan.kind === 'return' || plan.kind === 'destroy' ? undefined : '县财政局',
    proxyAttachmentId: undefined,
    announcement: undefined,
    photoIds: [],
    deputyId: undefined,
    reason: '处理完毕',
    ...plan
  }
}

/** Asks for an exit as an officer of the squad. */
export async function askedOut(
  house: TestHouse,
  staff: WarehouseStaff,
  plan: Partial<ExitInput> & Pick<ExitInput, 'intakeId' | 'lines'>
) {
  return actingIn(house, staff.officers[0], (unit) => submitExit(unit, house, anExit(house, staff, plan)))
}

/** Asks for an exit and has it approved by everybody. */
export async function approvedOut(
  house: TestHouse,
  staff: WarehouseStaff,
  plan: Partial<ExitInput> & Pick<ExitInput, 'intakeId' | 'lines'>
) {
  const asked = await askedOut(house, staff, plan)
  await approvedThrough(house, asked.approvalId)
  return house.database.read.findOneByOrFail(Exit, { id: asked.id })
}

/** An exit as far as carrying it out needs it. */
export type ApprovedExit = Pick<Exit, 'id' | 'version'> & Partial<Pick<Exit, 'recipient'>>

/** How an exit is carried out with everything any kind needs. */
export function aCompletion(
  staff: WarehouseStaff,
  exit: ApprovedExit,
  plan: Partial<ExitCompletion> = {}
): ExitCompletion {
  const [executor, recorder] = staff.officers
  return {
    id: exit.id,
    version: exit.version,
    place: '垃圾中转站',
    method: '压缩填埋',
    executorId: executor.id,
    recorderId: recorder.id,
    witness: '网格员刘某',
    receiver: exit.recipient || '领取人',
    receiverIdKind: '居民身份证',
    condition: '完好',
    receiptNumber: '回执1号',
    photoIds: [staff.picture],
    signatures: {
      keeper: penOf(staff.keeper),
      squad: penOf(staff.squadHead),
      executor: penOf(executor),
      recorder: penOf(recorder),
      receiver: anInk(),
      witness: anInk()
    },
    ...plan
  }
}

/** Carries an exit out as the keeper. */
export async function wentOut(
  house: TestHouse,
  staff: WarehouseStaff,
  exit: ApprovedExit,
  plan: Partial<ExitCompletion> = {}
) {
  return actingIn(house, staff.keeper, (unit) => completeExit(unit, house, aCompletion(staff, exit, plan)))
}

/** Decides every step of a request in order, each by somebody who may. */
export async function approvedThrough(
  house: TestHouse,
  approvalId: string,
  outcome: 'approve' | 'refuse' = 'approve'
): Promise<Approval> {
  return (await decideThrough(house, approvalId, { outcome, opinion: '已阅' })).approval
}

/** What is on hand of a line and which clock leads. */
export const standingOf = (house: TestHouse, lineId: string): Promise<Standing> =>
  house.database.read.findOneByOrFail(Standing, { id: lineId })

/** All the ledger has written: the same before and after a refusal. */
export const everything = (house: TestHouse) => everythingOf(house, 'warehouse')

/** The fault an act ends with, having made sure that nothing was written. Fails when the act goes through. */
export const refusalOf = (house: TestHouse, act: () => Promise<unknown>): Promise<Refusal> =>
  ledgerRefusalOf(house, 'warehouse', act)
