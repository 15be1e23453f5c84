import { retirement as record } from '../../../contract/assets'
import { keptOf, type InputOf, type KeptOf } from '../../../contract/record'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import { rowsWith } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { Approval } from '../../../office/approvals/entities'
import { mustStillHold } from '../../../office/approvals/cancelling'
import type { House } from '../../../office/house'
import type { RequestDefinition } from '../../../office/approvals/requestDefinition'
import { carsElsewhere } from '../../../office/records/cars'
import { datedRule, markBackdated, noteIfLate } from '../../../office/records/lateness'
import { loadReturned, type Correction } from '../../../office/approvals/correcting'
import { applicantOf, consentedOn, handIn, notedChanges, thingsWords } from '../applying'
import { assetsById, enterChange, restingState } from '../cards/book'
import { exitCard } from '../cards/exit'
import { Asset, AssetDamage, RequestLine, Retirement } from '../entities'
import { retirementFlow } from '../flows'
import { AST_12 } from '../rules/leaving'
import { askedCards, keepLines } from '../transfer/acts'
import { retirementReads } from './rows'

export type RetirementInput = InputOf<typeof record> & { readonly assetIds: readonly string[] }

/** Asks for things to be retired or disposed of; before their time only on a finding (AST-12). */
export async function submitRetirement(
  unit: UnitOfWork,
  house: House,
  input: RetirementInput,
  correction?: Correction
): Promise<{ row: Retirement; approval: Approval }> {
  const returned = correction && (await loadReturned(unit, Retirement, correction, '处置申请')).request
  const applicant = await applicantOf(unit)
  const kept = keptOf(record, input)
  const things = await assetsById(unit, input.assetIds)
  const [first] = things
  if (!first) throw invalid([{ path: 'assetIds', message: '请选择资产' }])
  const damage = kept.damageId ? await unit.load(AssetDamage, kept.damageId, '损失认定') : undefined
  const found = damage ? things.filter(({ id }) => id === damage.assetId) : []
  unit.judge(
    AST_12.on({
      of: 'request',
      kind: kept.kind,
      things: things.map((thing) => ({
        number: thing.number,
        name: thing.name,
        acquiredOn: thing.acquiredOn,
        minimumYears: thing.minimumYears,
        // What this very request holds is not held by another.
        state: returned && thing.state === 'awaiting' ? 'inUse' : thing.state,
        classified: thing.classified,
        vehicle: thing.category === 'vehicle',
        equipment: thing.equipmentKind !== 'none'
      })),
      today: unit.today,
      finding: damage && {
        numbers: found.map(({ number }) => number),
        approved: damage.state === 'approved' || damage.state === 'settled'
      },
      appraisal: kept.appraisal,
      diskAccount: kept.diskAccount,
      recipient: kept.recipient,
      meeting: kept.meeting,
      minutesNumber: kept.minutesNumber
    })
  )
  const number = returned?.number ?? (await unit.nextNumber('GB'))
  const words = thingsWords(things.map(({ name }) => name))
  const row = returned
    ? await unit.update(Retirement, returned, kept, '处置申请')
    : await beginRetirement(unit, { kept, number, words, things, unitId: first.unitId, applicantId: applicant.id })
  const shown = { fields: record.fields, rows: retirementReads.rows }
  const note = returned && correction && (await notedChanges(unit.manager, shown, [returned, row], correction.note))
  return handIn(
    unit,
    house,
    Retirement,
    row,
    '处置申请',
    {
      kind: retirementFlow.kind,
      subjectType: 'assetRetirement',
      title: `${words}处置：${kept.reason}`,
      unitId: first.unitId,
      amountCents: row.originalCents
    },
    note
  )
}

/** Enters a request for the first time; what is asked away awaits its end from then on. */
async function beginRetirement(
  unit: UnitOfWork,
  asked: {
    readonly kept: KeptOf<typeof record.fields>
    readonly number: string
    readonly words: string
    readonly things: readonly Asset[]
    readonly unitId: string
    readonly applicantId: string
  }
): Promise<Retirement> {
  const { kept, number, words, things, unitId, applicantId } = asked
  const id = unit.newId()
  const lines = await keepLines(unit, id, things)
  for (const thing of things)
    if (thing.state !== 'missing')
      await enterChange(unit, thing, {
        kind: 'stateChanged',
        change: '申请处置',
        reason: kept.reason,
        sourceNumber: number,
        patch: { state: 'awaiting' }
      })
  return unit.insert(Retirement, {
    ...kept,
    id,
    number,
    things: words,
    assets: things.reduce((sum, { quantity }) => sum + quantity, 0),
    originalCents: lines.reduce((sum, line) => sum + line.originalCents, 0),
    accumulatedCents: lines.reduce((sum, line) => sum + line.accumulatedCents, 0),
    unitId,
    applicantId,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null,
    approvalNumber: null,
    incomeCents: null,
    method: null,
    disposedOn: null,
    searchKey: searchKey(number, ...things.slice(0, 5).flatMap(({ name, number: of }) => [name, of]))
  })
}

/** Corrects a returned request; the cards stay the ones it was made with. */
export async function amendRetirement(unit: UnitOfWork, house: House, input: InputOf<typeof record> & Correction) {
  return submitRetirement(unit, house, { ...input, assetIds: await askedCards(unit, input.id) }, input)
}

/**
 * A retirement that is not agreed to or taken back leaves the things where they were; one handed in again takes them
 * along again.
 */
export const retirementOutcome: RequestDefinition['onOutcome'] = async (unit, approval, outcome) => {
  const row = await unit.load(Retirement, approval.subjectId, '处置申请')
  if (row.state === outcome) return
  if (outcome === 'refused' || outcome === 'withdrawn') await keepRetired(unit, row)
  if (outcome === 'pending' && row.state === 'withdrawn') await turn(unit, row, ['inUse', 'idle'], 'awaiting')
  await unit.update(Retirement, row, { state: outcome }, '处置申请')
}

/** Things of a retirement that comes to nothing stay what they were. */
export const keepRetired = (unit: UnitOfWork, row: Retirement): Promise<void> => turn(unit, row, ['awaiting'], 'back')

async function turn(
  unit: UnitOfWork,
  row: Retirement,
  from: readonly Asset['state'][],
  to: 'awaiting' | 'back'
): Promise<void> {
  const lines = await rowsWith(unit.manager, RequestLine, 'ownerId', [row.id])
  for (const { assetId } of lines) {
    const thing = await unit.load(Asset, assetId, '资产')
    if (from.includes(thing.state))
      await enterChange(unit, thing, {
        kind: 'stateChanged',
        change: to === 'back' ? '处置申请未获批准、撤回或取消，恢复原状' : '申请处置',
        sourceNumber: row.number,
        patch: { state: to === 'back' ? await restingState(unit.manager, thing.id) : to }
      })
  }
}

export interface CarryOutInput {
  readonly id: string
  readonly version: number
  readonly disposedOn: string
  readonly approvalNumber?: string | undefined
  readonly incomeCents?: number | undefined
  readonly method: string
}

/**
 * Disposed of: off the book at once, with the number of the approval and what it brought in; the file of a car closes
 * the same day (AST-12).
 */
export async function carryOutRetirement(unit: UnitOfWork, house: House, input: CarryOutInput): Promise<Retirement> {
  const row = await unit.load(Retirement, input.id, '处置申请')
  if (row.version !== input.version) throw conflict('处置申请')
  if (row.state === 'done') throw notNow('处置申请')
  await mustStillHold(unit, row.approvalId)
  const lines = await rowsWith(unit.manager, RequestLine, 'ownerId', [row.id], { order: { id: 'ASC' } })
  const things = await assetsById(
    unit,
    lines.map(({ assetId }) => assetId)
  )
  const damage = row.damageId ? await unit.load(AssetDamage, row.damageId, '损失认定') : undefined
  const dated = { what: '处置日期', dated: input.disposedOn, field: 'disposedOn' }
  const fileOf = await carsElsewhere(house, 'assets', unit.manager)
  const files = things.flatMap(({ number, plate }) => fileOf({ assetNumber: number, plate }) ?? [])
  unit.judge(
    AST_12.on({
      of: 'carryOut',
      kind: row.kind,
      approved: row.state === 'approved',
      originalCents: row.originalCents,
      approvalNumber: input.approvalNumber ?? null,
      incomeCents: input.incomeCents ?? null,
      disposedOn: input.disposedOn,
      approvedOn: await consentedOn(unit, row.approvalId),
      things: things.map(({ id, number, name, state }) => ({ number, name, state, found: id === damage?.assetId }))
    }),
    datedRule(unit, dated),
    ...files.map(({ plate, goneOn }) =>
      AST_12.on({ of: 'file', plate: plate ?? '', fileClosedOn: goneOn, disposedOn: input.disposedOn })
    )
  )
  const subject = { type: 'assetRetirement', id: row.id, number: row.number }
  await markBackdated(unit, subject, dated)
  for (const { plate, goneOn } of files)
    if (goneOn !== null) {
      const what = `车辆${plate ?? ''}的资产卡片同日下账`
      await noteIfLate(unit, { rule: AST_12, subject, what, due: { dueOn: goneOn, dueAt: null } })
    }
  for (const thing of things)
    await exitCard(unit, thing, { kind: row.kind, day: input.disposedOn, number: row.number, reason: row.reason })
  unit.about(subject)
  return unit.update(
    Retirement,
    row,
    {
      state: 'done',
      disposedOn: input.disposedOn,
      approvalNumber: input.approvalNumber ?? null,
      incomeCents: input.incomeCents ?? null,
      method: input.method
    },
    '处置申请'
  )
}
