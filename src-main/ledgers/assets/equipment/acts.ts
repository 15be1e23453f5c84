import type { SignatureInput } from '../../../contract/values'
import {
  certificate as certificateRecord,
  equipmentIssue as record,
  equipmentKinds,
  equipmentPosts,
  officePosts,
  type EquipmentKind
} from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { holds } from '../../../kernel/actor'
import { conflict, invalid } from '../../../kernel/fault'
import { addMonths } from '../../../kernel/localDate'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { mustStillHold } from '../../../office/approvals/cancelling'
import type { Approval } from '../../../office/approvals/entities'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { loadReturned, type Correction } from '../../../office/approvals/correcting'
import { sign } from '../../../office/signatures'
import { applicantOf, handIn, notedChanges } from '../applying'
import { enterChange } from '../cards/book'
import { cardNumbered } from '../cards/same'
import { Asset, EnforcementCertificate, EquipmentIssue, LowValueItem, RecorderShift } from '../entities'
import { equipmentFlow } from '../flows'
import { moveLot } from '../lowValue/acts'
import { AST_16 } from '../rules/equipment'
import { inHandsOf } from './inHands'
import { sameAs } from '../../../office/records/sameAs'
import { certifiedOn } from './certified'
import { issueReads } from './rows'

export type EquipmentInput = InputOf<typeof record>

/** Asks for equipment for a person (AST-16). */
export async function requestEquipment(
  unit: UnitOfWork,
  house: House,
  input: EquipmentInput,
  correction?: Correction
): Promise<{ row: EquipmentIssue; approval: Approval }> {
  const returned = correction && (await loadReturned(unit, EquipmentIssue, correction, '装备领用')).request
  const applicant = await applicantOf(unit)
  const { kind, assetId, lowValueId, quantity, personId, purpose } = keptOf(record, input)
  const person = await unit.load(Person, personId, '领用人')
  if (person.status === 'departed') throw invalid([{ path: 'personId', message: `${person.name}已离岗` }])
  const thing = assetId ? await unit.load(Asset, assetId, '装备') : undefined
  const lot = lowValueId ? await unit.load(LowValueItem, lowValueId, '库存批次') : undefined
  if (thing && thing.equipmentKind !== kind)
    throw invalid([{ path: 'assetId', message: `“${thing.name}”不是${equipmentKinds[kind]}` }])
  if (lot && lot.equipmentKind !== kind)
    throw invalid([{ path: 'lowValueId', message: `“${lot.name}”不是${equipmentKinds[kind]}` }])
  if (!thing && !lot && kind !== 'workCard') throw invalid([{ path: 'assetId', message: '请选择装备或库存批次' }])
  if (thing && quantity !== 1) throw invalid([{ path: 'quantity', message: '有卡片的装备一次领一件' }])
  const mine = await unit.manager.findBy(EquipmentIssue, { personId, kind, state: 'issued' })
  unit.judge(
    AST_16.on({
      of: 'request',
      kind,
      person: person.name,
      certified: (await certifiedOn(unit.manager, unit.today)).has(personId),
      held: mine.reduce((sum, each) => sum + each.quantity, 0),
      quantity,
      thing,
      inOtherHands: await inHandsOf(unit, assetId),
      stock: lot && lot.state === 'idle' ? lot.quantity : lot ? 0 : undefined
    })
  )
  const name = thing?.name ?? lot?.name ?? equipmentKinds[kind]
  const asked = { kind, thing: name, assetId, lowValueId, quantity, personId, unitId: person.unitId, purpose }
  const row = returned
    ? await unit.update(EquipmentIssue, returned, asked, '装备领用')
    : await unit.insert(EquipmentIssue, {
        ...asked,
        number: await unit.nextNumber('GL'),
        applicantId: applicant.id,
        submittedOn: unit.today,
        approvalId: null,
        issuedOn: null,
        issuedById: null,
        renewOn: null,
        returnedOn: null,
        condition: null,
        liability: null,
        state: 'pending'
      })
  const shown = { fields: record.fields, rows: issueReads.rows }
  const note = returned && correction && (await notedChanges(unit.manager, shown, [returned, row], correction.note))
  return handIn(
    unit,
    house,
    EquipmentIssue,
    row,
    '装备领用',
    {
      kind: equipmentFlow.kind,
      subjectType: 'equipmentIssue',
      title: `${person.name}领用${row.thing}${quantity > 1 ? `${quantity}件` : ''}：${purpose}`,
      unitId: person.unitId
    },
    note
  )
}

/** Corrects a returned request; what is asked for stays, for whom, how many and what for may change. */
export async function amendEquipment(unit: UnitOfWork, house: House, input: EquipmentInput & Correction) {
  const { kind, assetId, lowValueId } = await unit.load(EquipmentIssue, input.id, '装备领用')
  const same = { kind, assetId: assetId ?? undefined, lowValueId: lowValueId ?? undefined }
  return requestEquipment(unit, house, { ...input, ...same }, input)
}

interface Standing {
  readonly id: string
  readonly version: number
}

async function issueAt(unit: UnitOfWork, { id, version }: Standing): Promise<EquipmentIssue> {
  const issue = await unit.load(EquipmentIssue, id, '装备领用')
  if (issue.version !== version) throw conflict('装备领用')
  unit.about({ type: 'equipmentIssue', id: issue.id, number: issue.number })
  return issue
}

/** When issued equipment has to be renewed or looked after; null where nothing is set. */
function renewalOf(unit: UnitOfWork, kind: EquipmentKind): string | null {
  const { uniformMonths, recorderMonths } = AST_16.values(unit.book)
  const months = kind === 'uniform' ? uniformMonths : kind === 'bodyCamera' ? recorderMonths : 0
  return months > 0 ? addMonths(unit.today, months) : null
}

/** Gives approved equipment out; who draws it signs and answers for it (AST-16). */
export async function issueEquipment(
  unit: UnitOfWork,
  input: Standing & { readonly signature?: SignatureInput | undefined }
): Promise<EquipmentIssue> {
  const issue = await issueAt(unit, input)
  await mustStillHold(unit, issue.approvalId)
  const thing = issue.assetId ? await unit.load(Asset, issue.assetId, '装备') : undefined
  unit.judge(
    AST_16.on({
      of: 'issue',
      thing,
      inOtherHands: await inHandsOf(unit, issue.assetId),
      kind: issue.kind,
      approved: issue.state === 'approved',
      byEquipment: holds(unit.actor, equipmentPosts),
      byOffice: holds(unit.actor, officePosts),
      signed: input.signature?.personId === issue.personId
    })
  )
  if (input.signature) await sign(unit, input.signature, '领用人', { type: 'equipmentIssue', id: issue.id })
  const person = await unit.load(Person, issue.personId, '领用人')
  if (thing)
    await enterChange(unit, thing, {
      kind: 'assigned',
      custody: { unitId: person.unitId, userId: person.id, keeperId: person.id, place: thing.place },
      change: `领用：${person.name}`,
      reason: issue.purpose,
      sourceNumber: issue.number,
      patch: { state: 'inUse' }
    })
  const lot = issue.lowValueId ? await unit.load(LowValueItem, issue.lowValueId, '库存批次') : undefined
  const drawn =
    lot &&
    (await moveLot(unit, {
      id: lot.id,
      version: lot.version,
      quantity: issue.quantity,
      unitId: person.unitId,
      userId: person.id
    }))
  unit.about({ type: 'equipmentIssue', id: issue.id, number: issue.number })
  return unit.update(
    EquipmentIssue,
    issue,
    {
      state: 'issued',
      issuedOn: unit.today,
      issuedById: unit.actor.personId,
      renewOn: renewalOf(unit, issue.kind),
      ...(drawn ? { lowValueId: drawn.id } : {})
    },
    '装备领用'
  )
}

export interface BackInput extends Standing {
  readonly condition?: string | undefined
  readonly liability?: string | undefined
  readonly lost: boolean
}

/** Equipment comes back, or is reported lost; the giving section checks it (AST-16). */
export async function takeBackEquipment(unit: UnitOfWork, input: BackInput): Promise<EquipmentIssue> {
  const issue = await issueAt(unit, input)
  if (issue.state !== 'issued') throw invalid([{ path: 'id', message: '领用后才能交回' }])
  const posts = issue.kind === 'workCard' ? officePosts : equipmentPosts
  unit.judge(AST_16.on({ of: 'back', condition: input.condition ?? null, received: holds(unit.actor, posts) }))
  const thing = issue.assetId ? await unit.load(Asset, issue.assetId, '装备') : undefined
  // Retired meanwhile it is on the book no more; what is asked away, in repair or lent stays that.
  const held = thing?.state === 'inUse' || thing?.state === 'idle' || thing?.state === 'missing'
  if (thing && thing.state !== 'gone')
    await enterChange(unit, thing, {
      kind: input.lost ? 'stateChanged' : 'assigned',
      ...(input.lost
        ? {}
        : {
            custody: {
              unitId: unit.actor.unitId ?? thing.unitId,
              userId: null,
              keeperId: unit.actor.personId,
              place: thing.place
            }
          }),
      change: input.lost ? '领用人报告丢失' : `交回：${input.condition ?? ''}`,
      sourceNumber: issue.number,
      patch: input.lost ? { state: 'missing' } : held ? { state: 'idle' } : {}
    })
  if (issue.lowValueId) {
    const lot = await unit.load(LowValueItem, issue.lowValueId, '库存批次')
    const back = input.lost
      ? { state: 'gone' as const, endReason: '丢失', endedOn: unit.today }
      : { state: 'idle' as const, userId: null, unitId: unit.actor.unitId ?? lot.unitId }
    await unit.update(LowValueItem, lot, back, '低值易耗品')
  }
  return unit.update(
    EquipmentIssue,
    issue,
    {
      state: input.lost ? 'lost' : 'back',
      returnedOn: unit.today,
      condition: input.condition ?? null,
      liability: input.liability ?? null
    },
    '装备领用'
  )
}

export interface ShiftInput {
  readonly number: string
  readonly act: 'drawn' | 'returned'
  readonly personId?: string | undefined
  readonly note?: string | undefined
}

/** A recorder is drawn for a shift, or brought back by who drew it (AST-16). */
export async function recordShift(unit: UnitOfWork, input: ShiftInput): Promise<RecorderShift> {
  const asset = await cardNumbered(unit.manager, input.number)
  if (!asset) throw invalid([{ path: 'number', message: `没有编号${input.number}的执法记录仪` }])
  const person = await unit.load(Person, input.personId ?? unit.actor.personId ?? '', '使用人')
  const last = await unit.manager.findOne(RecorderShift, { where: { assetId: asset.id }, order: { id: 'DESC' } })
  const out = last?.act === 'drawn' ? (await unit.load(Person, last.personId, '使用人')).name : undefined
  unit.judge(
    AST_16.on({ of: 'shift', act: input.act, out, person: person.name, recorder: asset.equipmentKind === 'bodyCamera' })
  )
  unit.about({ type: 'asset', id: asset.id, number: asset.number })
  return unit.append(RecorderShift, {
    assetId: asset.id,
    personId: person.id,
    at: unit.now,
    act: input.act,
    note: input.note ?? null
  })
}

export type CertificateInput = InputOf<typeof certificateRecord> & {
  readonly id?: string | undefined
  readonly version?: number | undefined
}

/** Enters or corrects an enforcement certificate: who is a certified officer. */
export async function saveCertificate(unit: UnitOfWork, input: CertificateInput): Promise<EnforcementCertificate> {
  const kept = keptOf(certificateRecord, input)
  const person = await unit.load(Person, kept.personId, '持证人')
  if (kept.validUntil !== null && kept.validUntil < kept.validFrom)
    throw invalid([{ path: 'validUntil', message: '有效期止不能早于起' }])
  const same = await sameAs(unit.manager, EnforcementCertificate, 'certificateNumber', kept.certificateNumber)
  if (same.some(({ id }) => id !== input.id)) throw invalid([{ path: 'certificateNumber', message: '执法证号已登记' }])
  const before = input.id ? await unit.load(EnforcementCertificate, input.id, '执法证') : undefined
  if (before && before.version !== input.version) throw conflict('执法证')
  const saved = before
    ? await unit.update(EnforcementCertificate, before, kept, '执法证')
    : await unit.insert(EnforcementCertificate, kept)
  unit.about({ type: 'enforcementCertificate', id: saved.id, number: `${person.name} ${kept.certificateNumber}` })
  return saved
}
