import type { SerialOutcome } from '../../../contract/seals'
import { holds } from '../../../kernel/actor'
import { conflict, forbidden, notNow } from '../../../kernel/fault'
import { K_09 } from '../../../kernel/rules/common'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Person, Unit } from '../../../office/entities'
import { officePosts, onlyCustodian } from '../visibility'
import { BlankBatch, Seal, SealUse, SerialEntry } from '../entities'
import { SEAL_02 } from '../rules/life'
import { accountingDeadline, SEAL_12 } from '../rules/oversight'
import { SEAL_11, SEAL_16 } from '../rules/usage'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { noteIfLate } from '../../../office/records/lateness'
import { evidenceOf } from '../request/approvalFacts'
import { custodyRule, enterUse } from '../use/entry'
import type { StampingPlace } from '../use/stamp'
import { reportBlankLoss, takeOffReport } from '../blankLoss/acts'
import { reportRule, type LossReport } from '../loss/course'
import { accountedFor, batchSize, serialLabel, standingEntries } from './serials'

async function batchAt(unit: UnitOfWork, id: string, version: number): Promise<BlankBatch> {
  const batch = await unit.load(BlankBatch, id, '空白用印批次')
  aboutBatch(unit, batch, version)
  return batch
}

function aboutBatch(unit: UnitOfWork, batch: BlankBatch, version: number): void {
  if (batch.version !== version) throw conflict('空白用印批次')
  unit.about({ type: 'sealBlanks', id: batch.id, number: batch.number })
}

/** Seals an approved batch; the entry is one line of the register of uses. */
export async function stampBlanks(
  unit: UnitOfWork,
  input: {
    readonly id: string
    readonly version: number
    readonly place: StampingPlace
    readonly remarks?: string | undefined
  }
): Promise<{ batch: BlankBatch; use: SealUse }> {
  const batch = await unit.load(BlankBatch, input.id, '空白用印批次')
  const seal = await unit.load(Seal, batch.sealId, '印章')
  await onlyCustodian(unit, seal)
  await mustStillHold(unit, batch.approvalId)
  const evidence = await evidenceOf(unit.manager, batch.approvalId)
  const responsible = await unit.load(Person, batch.responsibleId, '责任人')
  unit.judge(
    SEAL_12.on({
      of: 'batch',
      kind: batch.kind,
      purpose: batch.purpose,
      format: batch.format,
      responsible: responsible.name,
      from: batch.serialFrom,
      to: batch.serialTo,
      overlaps: undefined,
      stampedAs: batch.useId ? (await unit.load(SealUse, batch.useId, '用印记录')).number : undefined,
      approved: evidence.approved && evidence.signedRoles.includes('leader')
    }),
    SEAL_16.on({ enforcement: batch.kind === 'caseForm', sealKind: seal.kind, signedRoles: evidence.signedRoles }),
    SEAL_02.on({ act: 'use', state: seal.state, name: seal.name }),
    SEAL_11.on({ of: 'place', place: input.place }),
    await custodyRule(unit, seal)
  )
  aboutBatch(unit, batch, input.version)
  const applicant = await unit.load(Person, batch.applicantId, '申请人')
  const size = batchSize(batch)
  const range = `${serialLabel(batch.serialPrefix, batch.serialFrom)}至${serialLabel(batch.serialPrefix, batch.serialTo)}`
  const use = await enterUse(
    unit,
    seal,
    {
      mode: 'blank',
      requestId: null,
      batchId: batch.id,
      documentKind: 'caseDocument',
      title: `${batch.format}（${range}）`,
      documentNumber: batch.number,
      addressee: null,
      copies: size,
      impressions: size,
      purpose: batch.purpose,
      signingBody: seal.imprintText,
      onBehalf: false,
      unitId: batch.unitId,
      unitName: (await unit.load(Unit, batch.unitId, '申请部门')).name,
      applicantId: applicant.id,
      applicantName: applicant.name,
      approvers: evidence.approvers,
      remarks: input.remarks ?? null
    },
    undefined
  )
  const after = await unit.update(
    BlankBatch,
    batch,
    { state: 'stamped', stampedOn: unit.today, useId: use.id },
    '空白用印批次'
  )
  return { batch: after, use }
}

export interface SerialInput {
  readonly serial: number
  readonly outcome: SerialOutcome
  readonly documentNumber?: string | undefined
  readonly note?: string | undefined
}

export interface AccountInput {
  readonly id: string
  readonly version: number
  readonly serials: readonly SerialInput[]
  /** What happened to those that are lost. */
  readonly loss?: LossReport | undefined
}

/**
 * Accounts for serials one by one; with the last one the batch is closed (SEAL-12). Lost ones open the course of a lost
 * seal (SEAL-17).
 */
export async function accountSerials(unit: UnitOfWork, input: AccountInput): Promise<BlankBatch> {
  const batch = await batchAt(unit, input.id, input.version)
  onlyResponsible(unit, batch)
  if (batch.state !== 'stamped') throw notNow('空白用印批次（尚未用印或已核销完毕）')
  const standing = new Set((await standingEntries(unit.manager, batch.id)).map(({ serial }) => serial))
  const seen = new Set<number>()
  unit.judge(
    SEAL_12.on({
      of: 'accounting',
      serials: input.serials.map(({ serial, outcome, documentNumber }) => {
        const already = standing.has(serial) || seen.has(serial)
        seen.add(serial)
        return {
          label: serialLabel(batch.serialPrefix, serial),
          inBatch: serial >= batch.serialFrom && serial <= batch.serialTo,
          already,
          outcome,
          documentNumber
        }
      }),
      lossReported: input.loss !== undefined
    }),
    ...(input.loss ? [reportRule(unit, input.loss, { stampedOn: batch.stampedOn, at: 'loss.' })] : [])
  )
  const lost = input.serials.flatMap(({ serial, outcome }) => (outcome === 'lost' ? [serial] : []))
  const loss = input.loss ? await reportBlankLoss(unit, batch, lost, input.loss) : null
  for (const { serial, outcome, documentNumber = null, note = null } of input.serials)
    await unit.append(SerialEntry, {
      batchId: batch.id,
      serial,
      outcome,
      documentNumber,
      note,
      at: unit.now,
      personId: unit.actor.personId,
      personName: unit.actor.name,
      reversalOfId: null,
      lossId: outcome === 'lost' ? (loss?.id ?? null) : null
    })
  return counted(
    unit,
    batch,
    input.serials.map(({ outcome }) => outcome),
    1
  )
}

/** Takes back the accounting of one serial by an entry that names it (K-09). */
export async function reverseSerial(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly entryId: string; readonly reason: string }
): Promise<BlankBatch> {
  const batch = await batchAt(unit, input.id, input.version)
  onlyResponsible(unit, batch)
  const entry = await unit.load(SerialEntry, input.entryId, '核销记录')
  if (entry.batchId !== batch.id) throw conflict('核销记录')
  const reversal = await unit.manager.findOneBy(SerialEntry, { reversalOfId: entry.id })
  unit.judge(
    K_09.on({ alreadyReversed: reversal !== null, isReversal: entry.reversalOfId !== null, reason: input.reason })
  )
  await takeOffReport(unit, batch, entry)
  const { id: _id, ...rest } = entry
  await unit.append(SerialEntry, {
    ...rest,
    at: unit.now,
    personId: unit.actor.personId,
    personName: unit.actor.name,
    note: `冲正：${input.reason}`,
    reversalOfId: entry.id
  })
  return counted(unit, batch, [entry.outcome], -1)
}

async function counted(
  unit: UnitOfWork,
  batch: BlankBatch,
  outcomes: readonly SerialOutcome[],
  sign: 1 | -1
): Promise<BlankBatch> {
  const sums = { used: batch.used, voided: batch.voided, returned: batch.returned, lost: batch.lost }
  for (const outcome of outcomes) sums[outcome] += sign
  const complete = accountedFor(sums) === batchSize(batch)
  if (complete && sign === 1 && batch.stampedOn !== null)
    await noteIfLate(unit, {
      rule: SEAL_12,
      subject: { type: 'sealBlanks', id: batch.id, number: batch.number },
      what: `${batch.format}核销`,
      due: { ...accountingDeadline(batch.stampedOn, SEAL_12.values(unit.book).days), dueAt: null }
    })
  return unit.update(BlankBatch, batch, { ...sums, state: complete ? 'closed' : 'stamped' }, '空白用印批次')
}

function onlyResponsible(unit: UnitOfWork, batch: BlankBatch): void {
  if (unit.actor.personId !== batch.responsibleId && !holds(unit.actor, officePosts))
    throw forbidden('空白用印由指定的责任人或办公室核销', ['责任人', '监印人'])
}
