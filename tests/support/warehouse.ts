import type { ExitCompletion, ExitInput, ReceiveInput } from '@main/ledgers/warehouse/inputs'
import { instantAt } from '@main/kernel/instant'
import type { Fault } from '@main/kernel/fault'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Approval } from '@main/office/approvals/entities'
import { decide } from '@main/office/approvals/service'
import type { Person, Unit } from '@main/office/entities'
import { readingOf } from '@main/office/procedure'
import type { Reading } from '@main/office/house'
import { AuditEntry, NumberSequence } from '@main/platform/database/auditEntities'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { Exit, Standing, warehouseEntities } from '@main/ledgers/warehouse/entities'
import { completeExit } from '@main/ledgers/warehouse/exit/complete'
import { submitExit } from '@main/ledgers/warehouse/exit/submit'
import { receive } from '@main/ledgers/warehouse/intake/receive'
import type { TestHouse } from './house'
import { acting, anAttachment, aPerson, aUnit } from './people'

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
export async function actingIn<T>(
  house: TestHouse,
  person: Pick<Person, 'id'>,
  body: (unit: UnitOfWork) => Promise<T>,
  reasons: Readonly<Record<string, string>> = {}
): Promise<T> {
  return house.database.write({ chain: 'warehouse', act: '测试办理', actor: await acting(house, person), reasons }, body)
}

export const penOf = (staff: WarehouseStaff, person: Pick<Person, 'id'>) => ({ by: 'pen', personId: person.id, attachmentId: staff.picture }) as const

let documents = 0

/** An intake with everything it needs, of two lines: 12 stools (durable) and 30 kg of melons (perishable) unless the plan says otherwise. */
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
      aLine(staff, { name: '西瓜', quantity: 30_000, measure: '公斤', perishability: 'perishable', location: `柜${mark}` })
    ],
    partySign: { how: 'signed', attachmentId: staff.picture, reason: undefined, witness: undefined },
    signatures: { handler: penOf(staff, staff.officers[0]), keeper: penOf(staff, staff.keeper) },
    remarks: undefined,
    ...plan
  }
}

export function aLine(staff: WarehouseStaff, plan: Partial<ReceiveInput['lines'][number]> = {}): ReceiveInput['lines'][number] {
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

/** Goods detained on a day, taken in that morning: the clock is moved there and stays. Out of hours days carry a reason. */
export async function detainedOn(house: TestHouse, staff: WarehouseStaff, day: string, plan: Partial<ReceiveInput> = {}) {
  house.clock.setDay(day)
  return tookIn(house, staff, plan, { 'WH-02': '专项行动' })
}

/** An exit request with its decision; to return everything named unless the plan says otherwise. */
export function anExit(house: TestHouse, staff: WarehouseStaff, plan: Partial<ExitInput> & Pick<ExitInput, 'intakeId' | 'lines'>): ExitInput {
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
export async function askedOut(house: TestHouse, staff: WarehouseStaff, plan: Partial<ExitInput> & Pick<ExitInput, 'intakeId' | 'lines'>) {
  return actingIn(house, staff.officers[0], (unit) => submitExit(unit, house, anExit(house, staff, plan)))
}

/** Asks for an exit and has it approved by everybody. */
export async function approvedOut(house: TestHouse, staff: WarehouseStaff, plan: Partial<ExitInput> & Pick<ExitInput, 'intakeId' | 'lines'>) {
  const asked = await askedOut(house, staff, plan)
  await approvedThrough(house, asked.approvalId)
  return house.database.read.findOneByOrFail(Exit, { id: asked.id })
}

/** How an exit is carried out with everything any kind needs. */
export function aCompletion(staff: WarehouseStaff, exit: Pick<Exit, 'id' | 'version'>, plan: Partial<ExitCompletion> = {}): ExitCompletion {
  const [executor, recorder] = staff.officers
  return {
    id: exit.id,
    version: exit.version,
    place: '垃圾中转站',
    method: '压缩填埋',
    executorId: executor.id,
    recorderId: recorder.id,
    witness: '网格员刘某',
    receiver: '领取人',
    receiverIdKind: '居民身份证',
    condition: '完好',
    receiptNumber: '回执1号',
    photoIds: [staff.picture],
    signatures: {
      keeper: penOf(staff, staff.keeper),
      squad: penOf(staff, staff.squadHead),
      executor: penOf(staff, executor),
      recorder: penOf(staff, recorder),
      receiver: staff.picture,
      witness: staff.picture
    },
    ...plan
  }
}

/** Carries an exit out as the keeper. */
export async function wentOut(house: TestHouse, staff: WarehouseStaff, exit: Pick<Exit, 'id' | 'version'>, plan: Partial<ExitCompletion> = {}) {
  return actingIn(house, staff.keeper, (unit) => completeExit(unit, house, aCompletion(staff, exit, plan)))
}

/** Decides every step of a request in order, each by somebody who may. */
export async function approvedThrough(house: TestHouse, approvalId: string, outcome: 'approve' | 'refuse' = 'approve'): Promise<Approval> {
  for (;;) {
    const approval = await house.database.read.findOneByOrFail(Approval, { id: approvalId })
    if (approval.state !== 'pending') return approval
    const [decider] = (await candidatesFor(house.database.read, approval, house.clock.today())).people
    if (!decider) throw new Error(`nobody can decide ${approval.steps[approval.step]?.label}`)
    await actingIn(house, { id: decider }, (unit) => decide(unit, house, { id: approval.id, version: approval.version, outcome, opinion: '已阅' }))
  }
}

/** What is on hand of a line and which clock leads. */
export const standingOf = (house: TestHouse, lineId: string): Promise<Standing> => house.database.read.findOneByOrFail(Standing, { id: lineId })

/** How many rows every table of the ledger has, and how far chains and numbers have come: the same before and after a refusal. */
export async function everything(house: TestHouse): Promise<Readonly<Record<string, number>>> {
  const { read } = house.database
  const counts: Record<string, number> = {}
  for (const entity of [...warehouseEntities, AuditEntry, Approval] as (new () => object)[]) counts[entity.name] = await read.count(entity)
  counts['onHand'] = (await read.sum(Standing, 'onHand')) ?? 0
  counts['numbers'] = (await read.sum(NumberSequence, 'last')) ?? 0
  return counts
}

export interface Refusal {
  readonly type: string
  readonly rules: readonly string[]
  readonly message: string
  readonly missing: readonly string[]
}

/** The fault an act ends with, having made sure that nothing was written. Fails when the act goes through. */
export async function refusalOf(house: TestHouse, act: () => Promise<unknown>): Promise<Refusal> {
  const before = await everything(house)
  let fault: Fault | undefined
  try {
    await act()
  } catch (error) {
    fault = error as Fault
  }
  if (!fault) throw new Error('the act went through')
  if (!('type' in fault)) throw fault
  const after = await everything(house)
  if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error(`something was written: ${JSON.stringify({ before, after })}`)
  const findings = (fault.data['findings'] ?? []) as readonly { rule: string; message: string; missing: readonly string[] }[]
  return {
    type: fault.type,
    rules: [...new Set(findings.map((finding) => finding.rule))],
    message: [fault.message, ...findings.map((finding) => finding.message)].join('\n'),
    missing: findings.flatMap((finding) => finding.missing)
  }
}

/** A read as a person, or as the program. */
export const reads = async (house: TestHouse, person?: Pick<Person, 'id'>): Promise<Reading> =>
  readingOf(house, person ? await acting(house, person) : undefined)
