import type { SignatureInput } from '../../../contract/values'
import { conflict } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { submitForApproval } from '../../../office/approvals/service'
import { Attachment, Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { sign } from '../../../office/signatures'
import { Destruction, Loss, Seal } from '../entities'
import { destructionFlow } from '../flows'
import { SEAL_02, type LifeAct } from '../rules/life'
import { SEAL_17, SEAL_18 } from '../rules/oversight'
import { aboutSeal, sealAt } from './seals'

interface EndingInput {
  readonly id: string
  readonly version: number
  readonly on: string
  readonly reason: string
}

async function changeState(unit: UnitOfWork, input: EndingInput, act: LifeAct, place: string | undefined, patch: Partial<Omit<Seal, 'id' | 'version'>>): Promise<Seal> {
  const seal = await sealAt(unit, input.id, input.version)
  unit.judge(SEAL_02.on({ act, state: seal.state, name: seal.name }), SEAL_18.on({ of: 'ending', on: input.on, today: unit.today, place }))
  aboutSeal(unit, seal)
  return unit.update(Seal, seal, patch, '印章')
}

/** Takes a seal out of use for the time being. */
export const suspendSeal = (unit: UnitOfWork, input: EndingInput): Promise<Seal> =>
  changeState(unit, input, 'suspend', undefined, { state: 'suspended', endReason: input.reason, endedOn: input.on })

/** Brings a suspended seal back into use. */
export const resumeSeal = (unit: UnitOfWork, input: EndingInput): Promise<Seal> =>
  changeState(unit, input, 'resume', undefined, { state: 'inUse', endReason: null, endedOn: null })

/** Seals a recovered seal away (SEAL-18). */
export const sealAway = (unit: UnitOfWork, input: EndingInput & { readonly place: string }): Promise<Seal> =>
  changeState(unit, input, 'sealAway', input.place, { state: 'sealedAway', sealedAwayPlace: input.place, sealedAwayOn: input.on, endReason: input.reason })

export interface DestructionInput {
  readonly sealId: string
  readonly version: number
  readonly reason: string
  readonly method: string
}

/** Asks for a seal to be destroyed; only one that is back at the office. */
export async function requestDestruction(unit: UnitOfWork, house: House, input: DestructionInput): Promise<Destruction> {
  const seal = await sealAt(unit, input.sealId, input.version)
  unit.judge(SEAL_02.on({ act: 'destroy', state: seal.state, name: seal.name }))
  const open = await unit.manager.find(Destruction, { where: { sealId: seal.id } })
  if (open.some(({ state }) => ['pending', 'returned', 'approved'].includes(state))) throw conflict('这枚印章的销毁申请')
  const number = await unit.nextNumber('XH')
  const destruction = await unit.insert(Destruction, {
    number,
    sealId: seal.id,
    applicantId: unit.actor.personId ?? '',
    reason: input.reason,
    method: input.method,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null,
    destroyedAt: null,
    place: null,
    firstWitnessId: null,
    secondWitnessId: null,
    photoId: null
  })
  const approval = await submitForApproval(unit, house, {
    ledger: 'seals',
    kind: destructionFlow.kind,
    subjectType: 'sealDestruction',
    subjectId: destruction.id,
    number,
    title: `销毁“${seal.name}”：${input.reason}`,
    applicantId: unit.actor.personId ?? '',
    unitId: unit.actor.unitId ?? seal.unitId
  })
  unit.about({ type: 'sealDestruction', id: destruction.id, number })
  return unit.update(Destruction, destruction, { approvalId: approval.id }, '销毁申请')
}

export interface CarryOutInput {
  readonly id: string
  readonly version: number
  readonly place?: string | undefined
  readonly photoId?: string | undefined
  readonly witnesses: readonly SignatureInput[]
}

/** Destroys the seal before witnesses who sign; it then is in nobody's hands (SEAL-18). */
export async function carryOutDestruction(unit: UnitOfWork, input: CarryOutInput): Promise<Seal> {
  const destruction = await unit.load(Destruction, input.id, '销毁申请')
  if (destruction.version !== input.version || destruction.state === 'destroyed') throw conflict('销毁申请')
  const seal = await unit.load(Seal, destruction.sealId, '印章')
  if (input.photoId) await unit.load(Attachment, input.photoId, '销毁照片')
  const witnesses = [...new Set(input.witnesses.map(({ personId }) => personId))]
  unit.judge(
    SEAL_02.on({ act: 'destroy', state: seal.state, name: seal.name }),
    SEAL_18.on({ of: 'destruction', approved: destruction.state === 'approved', witnesses, place: input.place, record: input.photoId !== undefined })
  )
  for (const witness of input.witnesses) await sign(unit, witness, '监销人', { type: 'sealDestruction', id: destruction.id })
  await unit.update(
    Destruction,
    destruction,
    {
      state: 'destroyed',
      destroyedAt: unit.now,
      place: input.place ?? null,
      photoId: input.photoId ?? null,
      firstWitnessId: witnesses[0] ?? null,
      secondWitnessId: witnesses[1] ?? null
    },
    '销毁申请'
  )
  unit.about({ type: 'sealDestruction', id: destruction.id, number: destruction.number })
  return unit.update(Seal, seal, { state: 'destroyed' }, '印章')
}

export interface LossInput {
  readonly sealId: string
  readonly version: number
  readonly discoveredAt: string
  readonly lostFrom: string
  readonly circumstances: string
  readonly leaderId?: string | undefined
  readonly leaderReportedAt?: string | undefined
}

/** Reports a seal lost; from then on it cannot be used, and its uses since the first day of loss are void (SEAL-17). */
export async function reportLoss(unit: UnitOfWork, input: LossInput): Promise<Loss> {
  const seal = await sealAt(unit, input.sealId, input.version)
  if (input.leaderId) await unit.load(Person, input.leaderId, '报告的领导')
  const { discoveredAt, lostFrom, leaderReportedAt } = input
  unit.judge(
    SEAL_02.on({ act: 'lose', state: seal.state, name: seal.name }),
    SEAL_17.on({ of: 'report', lostFrom, discoveredAt, leaderReportedAt, now: unit.now })
  )
  const loss = await unit.insert(Loss, {
    number: await unit.nextNumber('YS'),
    sealId: seal.id,
    reportedAt: unit.now,
    discoveredAt,
    lostFrom,
    circumstances: input.circumstances,
    reporterId: unit.actor.personId ?? '',
    leaderId: input.leaderId ?? null,
    leaderReportedAt: leaderReportedAt ?? null,
    policeStation: null,
    policeReportedOn: null,
    policeReceipt: null,
    newspaper: null,
    newspaperOn: null,
    newspaperId: null,
    state: 'open'
  })
  await unit.update(Seal, seal, { state: 'lost', endReason: '遗失', endedOn: lostFrom }, '印章')
  unit.about({ type: 'sealLoss', id: loss.id, number: loss.number })
  return loss
}

export interface LossStepsInput {
  readonly id: string
  readonly version: number
  readonly leaderId?: string | undefined
  readonly leaderReportedAt?: string | undefined
  readonly policeStation?: string | undefined
  readonly policeReportedOn?: string | undefined
  readonly policeReceipt?: string | undefined
  readonly newspaper?: string | undefined
  readonly newspaperOn?: string | undefined
  readonly newspaperId?: string | undefined
}

/** Records what has been done since a loss; complete with the newspaper notice it is declared void. What was recorded stays. */
export async function recordLossSteps(unit: UnitOfWork, input: LossStepsInput): Promise<Loss> {
  const loss = await unit.load(Loss, input.id, '遗失报告')
  if (loss.version !== input.version) throw conflict('遗失报告')
  if (input.newspaperId) await unit.load(Attachment, input.newspaperId, '登报扫描件')
  if (input.leaderId) await unit.load(Person, input.leaderId, '报告的领导')
  const { leaderReportedAt, policeReportedOn, newspaperOn } = input
  unit.judge(
    SEAL_17.on({
      of: 'steps',
      lostFrom: loss.lostFrom,
      dates: [leaderReportedAt && localDateOf(leaderReportedAt), policeReportedOn, newspaperOn],
      today: unit.today
    })
  )
  const { id: _id, version: _version, ...given } = input
  const steps: Omit<LossStepsInput, 'id' | 'version'> = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const merged = { ...loss, ...steps }
  const declared = merged.leaderReportedAt && merged.policeReportedOn && merged.newspaper && merged.newspaperOn
  unit.about({ type: 'sealLoss', id: loss.id, number: loss.number })
  return unit.update(Loss, loss, { ...steps, state: declared ? 'declared' : 'open' } as Partial<Omit<Loss, 'id' | 'version'>>, '遗失报告')
}
