import { In, type EntityManager } from 'typeorm'
import type { CustodyKind, SealKind } from '../../../contract/seals'
import type { SignatureInput } from '../../../contract/values'
import { holds } from '../../../kernel/actor'
import { forbidden, invalid } from '../../../kernel/fault'
import { K_07, K_12 } from '../../../kernel/rules/common'
import type { Application } from '../../../kernel/rules/rule'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { sidesOf, witnessRules, inNameOf } from '../../../office/approvals/parties'
import { holdersOf, postsOn } from '../../../office/actors'
import { Appointment, Person, type Handover } from '../../../office/entities'
import type { StandIn } from '../../../office/ledgerModule'
import { noteIfLate } from '../../../office/records/lateness'
import { sign } from '../../../office/signatures'
import { custodyPosts, officePosts } from '../visibility'
import { standingRows } from '../../../platform/database/standing'
import { Seal } from '../entities'
import { SEAL_02, SEAL_06, type LifeAct } from '../rules/life'
import { SEAL_20 } from '../rules/oversight'
import { enterHandover } from './handovers'
import { aboutSeal, sealAt } from '../seal/acts'

export interface HandOverInput {
  readonly id: string
  readonly version: number
  readonly kind: CustodyKind
  readonly toPersonId: string
  readonly witnessId?: string | undefined
  readonly until?: string | undefined
  readonly keysHandedOver: boolean
  readonly arrangedById?: string | undefined
  readonly reason: string
  readonly inventory?: string | undefined
  readonly signatures: {
    readonly from?: SignatureInput | undefined
    readonly to?: SignatureInput | undefined
    readonly witness?: SignatureInput | undefined
  }
}

const acts: Readonly<Record<CustodyKind, LifeAct>> = {
  receipt: 'receive',
  transfer: 'handOver',
  standIn: 'handOver',
  recovery: 'return',
  key: 'handOver'
}

/** Seals (and cabinet keys) in somebody's hands that still exist. */
export async function keptBy(manager: EntityManager, personId: string): Promise<readonly Seal[]> {
  return manager.find(Seal, {
    where: [
      { custodianId: personId, state: In(['engraved', 'activated', 'inUse', 'suspended', 'returned', 'sealedAway']) },
      { keyHolderId: personId, state: In(['engraved', 'activated', 'inUse', 'suspended', 'returned', 'sealedAway']) }
    ]
  })
}

/** SEAL-20 bound to whoever is to receive a seal or its key. */
const separateHands = (kind: SealKind, receiver: Pick<Person, 'name'>, held: readonly Seal[]): Application =>
  SEAL_20.on({ receiver: receiver.name, kind, held })

/**
 * SEAL-20 whichever way it would come about: the receiver, with what they keep, key and stand in for; and whoever
 * stands in for the receiver, who would get the seal with the rest.
 */
export async function separateHandsNow(
  unit: UnitOfWork,
  seal: { readonly id: string | null; readonly kind: SealKind },
  receiver: Person
): Promise<readonly Application[]> {
  const open = await openStandIns(unit.manager, unit.today)
  const deputies = open.filter(({ absentId }) => absentId === receiver.id).map(({ deputyId }) => deputyId)
  const rules: Application[] = []
  for (const id of [receiver.id, ...deputies]) {
    const person = id === receiver.id ? receiver : await unit.load(Person, id, '代管人')
    rules.push(
      separateHands(
        seal.kind,
        person,
        (await inHandsOf(unit.manager, id, open)).filter((each) => each.id !== seal.id)
      )
    )
  }
  return rules
}

interface OpenStandIn {
  readonly absentId: string
  readonly deputyId: string
}

/** Stand-ins for the post by which seals are kept that run or are still to come. */
async function openStandIns(manager: EntityManager, today: string): Promise<readonly OpenStandIn[]> {
  const rows = [...(await standingRows(manager, Appointment)).values()]
  return rows
    .filter(
      ({ standsInForId, toDay, post }) =>
        standsInForId !== null && custodyPosts.includes(post) && (toDay === null || toDay >= today)
    )
    .flatMap(({ standsInForId, personId }) => {
      const absent = rows.find(({ id }) => id === standsInForId)
      return absent ? [{ absentId: absent.personId, deputyId: personId }] : []
    })
}

/** Seals somebody keeps, has the key of, or gets in hand by standing in for their keeper. */
async function inHandsOf(
  manager: EntityManager,
  personId: string,
  open: readonly OpenStandIn[]
): Promise<readonly Seal[]> {
  const whose = [personId, ...open.filter(({ deputyId }) => deputyId === personId).map(({ absentId }) => absentId)]
  return (await Promise.all(whose.map((id) => keptBy(manager, id)))).flat()
}

/** SEAL-20 at the office's handover of a keeping post: what the absent keeps comes into the deputy's hands. */
export async function standInRules(
  unit: UnitOfWork,
  { post, absent, deputy }: StandIn
): Promise<readonly Application[]> {
  if (!custodyPosts.includes(post)) return []
  const held = await inHandsOf(unit.manager, deputy.id, await openStandIns(unit.manager, unit.today))
  return (await keptBy(unit.manager, absent.id)).map((seal) => separateHands(seal.kind, deputy, held))
}

/**
 * Passes a seal or its cabinet key from its holder to somebody else; both sign (SEAL-06, K-07). A seal that was never
 * received comes from the office person who acts. Recovery brings it back to the office; a stand-in ends when the seal
 * is passed on again.
 */
export async function handOver(unit: UnitOfWork, input: HandOverInput): Promise<{ seal: Seal; handover: Handover }> {
  const seal = await sealAt(unit, input.id, input.version)
  const { from, to, witness } = await parties(unit, seal, input)
  onlyParties(unit, seal, from)
  const kind = input.kind
  if (kind === 'standIn' && seal.standsInForId)
    throw invalid([{ path: 'kind', message: '代管的印章不能再转给他人代管，请先交回' }])
  const unclaimed = kind === 'receipt' && seal.state === 'inUse' && seal.custodianId === null
  const signed = (signature: SignatureInput | undefined, person: Person) => signature?.personId === person.id
  const fromSigned = signed(input.signatures.from, from)
  const toSigned = signed(input.signatures.to, to)
  unit.judge(
    SEAL_02.on({ act: unclaimed ? 'handOver' : acts[kind], state: seal.state, name: seal.name }),
    inNameOf(to),
    SEAL_06.on({
      of: 'handover',
      fromName: from.name,
      toName: to.name,
      fromSigned,
      toSigned,
      samePerson: from.id === to.id && seal.custodianId !== null,
      designation: await designationOf(unit, seal, input, to)
    }),
    ...(kind === 'standIn'
      ? [
          K_07.on({
            fromSigned,
            toSigned,
            until: input.until ?? null,
            from: unit.today,
            keysHandedOver: input.keysHandedOver
          }),
          K_12.on({ parties: sidesOf(from, to) })
        ]
      : []),
    ...(await separateHandsNow(unit, seal, to)),
    ...(await witnessRules(unit.manager, witness, '监交人', sidesOf(from, to)))
  )
  if (seal.standInUntil !== null && kind === 'transfer')
    await noteIfLate(unit, {
      rule: SEAL_06,
      subject: { type: 'seal', id: seal.id, number: seal.number },
      what: `“${seal.name}”代管期满交回`,
      due: { dueOn: seal.standInUntil, dueAt: null }
    })
  const handover = await enterSigned(unit, seal, input, { from, to, witness })
  if (input.keysHandedOver && kind !== 'key')
    await enterHandover(unit, { kind: 'key', seal, from, to, fromDay: unit.today, reason: '随印章移交' })
  const updated = await unit.update(Seal, seal, after(seal, input, { from, to }, unit.today), '印章')
  aboutSeal(unit, seal)
  return { seal: updated, handover }
}

interface Parties {
  readonly from: Person
  readonly to: Person
}

async function parties(
  unit: UnitOfWork,
  seal: Seal,
  input: HandOverInput
): Promise<Parties & { witness: Person | null }> {
  const holderId = input.kind === 'key' ? (seal.keyHolderId ?? seal.custodianId) : seal.custodianId
  const from = await unit.load(Person, holderId ?? unit.actor.personId ?? '', '移交人')
  const to = await unit.load(Person, input.toPersonId, '接收人')
  if (to.status === 'departed') throw invalid([{ path: 'toPersonId', message: `${to.name}已离岗，不能接收印章` }])
  const witness = input.witnessId ? await unit.load(Person, input.witnessId, '监交人') : null
  return { from, to, witness }
}

function onlyParties(unit: UnitOfWork, seal: Seal, from: Person): void {
  const { actor } = unit
  if (actor.personId === from.id && seal.custodianId !== null) return
  if (!holds(actor, officePosts)) throw forbidden('印章交接由现保管人或办公室办理', ['办公室主任', '监印人'])
}

/**
 * Whether who is to keep the seal was named by somebody entitled: by a leader or the office director, who may be the
 * one acting; for a unit's own seal also by that unit's head. Handing a seal back after a stand-in, to the office, or
 * its key asks for nobody's word.
 */
async function designationOf(
  unit: UnitOfWork,
  seal: Seal,
  input: HandOverInput,
  to: Person
): Promise<{ readonly given: boolean } | undefined> {
  if (input.kind === 'recovery' || input.kind === 'key' || to.id === seal.standsInForId) return undefined
  const by = input.arrangedById ?? unit.actor.personId ?? undefined
  if (await isLeader(unit, by)) return { given: true }
  const heads =
    seal.kind === 'unit' || seal.kind === 'institution'
      ? await holdersOf(unit.manager, 'unitHead', unit.today, { unitId: seal.unitId })
      : []
  return { given: by !== undefined && heads.includes(by) }
}

/** Who may name a keeper or a stand-in: the office director, a leader or the head. */
async function isLeader(unit: UnitOfWork, personId: string | undefined): Promise<boolean> {
  if (!personId) return false
  const held = await postsOn(unit.manager, personId, unit.today)
  return held.some(({ post }) => ['officeDirector', 'leader', 'matterLeader', 'head'].includes(post))
}

async function enterSigned(
  unit: UnitOfWork,
  seal: Seal,
  input: HandOverInput,
  { from, to, witness }: Parties & { witness: Person | null }
): Promise<Handover> {
  const id = unit.newId()
  const subject = { type: 'handover', id }
  if (input.signatures.from) await sign(unit, input.signatures.from, '移交人', subject)
  if (input.signatures.to) await sign(unit, input.signatures.to, '接收人', subject)
  if (input.signatures.witness && witness?.id === input.signatures.witness.personId)
    await sign(unit, input.signatures.witness, '监交人', subject)
  const arranger = input.arrangedById ? await unit.load(Person, input.arrangedById, '指定保管人的领导') : null
  return enterHandover(unit, {
    id,
    kind: input.kind,
    seal,
    from,
    to,
    witness,
    fromDay: unit.today,
    untilDay: input.kind === 'standIn' ? (input.until ?? null) : null,
    reason: arranger
      ? `${input.reason}（${arranger.name}指定${input.kind === 'standIn' ? '代管' : '保管'}）`
      : input.reason,
    inventory: input.inventory ?? null
  })
}

function after(
  seal: Seal,
  { kind, until, keysHandedOver, reason }: HandOverInput,
  { from, to }: Parties,
  today: string
): Partial<Omit<Seal, 'id' | 'version'>> {
  if (kind === 'key') return { keyHolderId: to.id }
  const custody = {
    custodianId: to.id,
    standsInForId: null,
    standInUntil: null,
    ...(keysHandedOver ? { keyHolderId: to.id } : {})
  }
  if (kind === 'standIn') return { ...custody, standsInForId: from.id, standInUntil: until ?? null }
  if (kind === 'recovery')
    return { ...custody, state: 'returned', endReason: reason, endedOn: today, recoveredByName: to.name }
  if (kind === 'receipt' && seal.state === 'activated') return { ...custody, state: 'inUse' }
  return custody
}
