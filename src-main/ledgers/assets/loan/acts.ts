import { loan as record } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { conflict, invalid } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { mustStillHold } from '../../../office/approvals/cancelling'
import type { Approval } from '../../../office/approvals/entities'
import { inNameOf } from '../../../office/approvals/parties'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { loadReturned, type Correction } from '../../../office/approvals/correcting'
import { datedRule, markBackdated, noteIfLate } from '../../../office/records/lateness'
import { applicantOf, handIn, notedChanges } from '../applying'
import { enterChange, restingState } from '../cards/book'
import { Asset, AssetLoan } from '../entities'
import { assetTags, loanFlow } from '../flows'
import { AST_11 } from '../rules/custody'
import { loanReads } from './rows'

export type LoanInput = InputOf<typeof record>

/** Asks for a thing to be lent or let (AST-11). */
export async function submitLoan(
  unit: UnitOfWork,
  house: House,
  input: LoanInput,
  correction?: Correction
): Promise<{ row: AssetLoan; approval: Approval }> {
  const returned = correction && (await loadReturned(unit, AssetLoan, correction, '借用单')).request
  const applicant = await applicantOf(unit)
  const kept = keptOf(record, input)
  if (kept.kind === 'in')
    throw invalid([{ path: 'kind', message: '借入的不走出借审批，请在“登记出借、借入”里选借入另行登记' }])
  if (!kept.assetId) throw invalid([{ path: 'assetId', message: '请选择资产' }])
  const thing = await unit.load(Asset, kept.assetId, '资产')
  const { fromDay, dueOn, meeting, minutesNumber } = kept
  unit.judge(
    AST_11.on({ of: 'out', thing, originalCents: thing.originalCents, fromDay, dueOn, meeting, minutesNumber })
  )
  const asked = { ...kept, thing: `${thing.name}（${thing.number}）` }
  const row = returned
    ? await unit.update(AssetLoan, returned, asked, '借用单')
    : await unit.insert(AssetLoan, {
        ...asked,
        number: await unit.nextNumber('GJ'),
        unitId: thing.unitId,
        applicantId: applicant.id,
        submittedOn: unit.today,
        returnedOn: null,
        condition: null,
        state: 'pending',
        approvalId: null
      })
  const shown = { fields: record.fields, rows: loanReads.rows }
  const note = returned && correction && (await notedChanges(unit.manager, shown, [returned, row], correction.note))
  return handIn(
    unit,
    house,
    AssetLoan,
    row,
    '借用单',
    {
      kind: loanFlow.kind,
      subjectType: 'assetLoan',
      title: `${thing.name}借给${kept.counterparty}：${kept.purpose}`,
      unitId: thing.unitId,
      tags: thing.equipmentKind === 'none' ? [] : [assetTags.equipment]
    },
    note
  )
}

/** Corrects a returned request; the thing stays the one it was made for. */
export async function amendLoan(unit: UnitOfWork, house: House, input: LoanInput & Correction) {
  const { kind, assetId } = await unit.load(AssetLoan, input.id, '借用单')
  return submitLoan(unit, house, { ...input, kind, assetId: assetId ?? undefined }, input)
}

/** Registers a thing borrowed from outside for long (AST-11). */
export async function borrowThing(unit: UnitOfWork, input: LoanInput): Promise<AssetLoan> {
  const kept = keptOf(record, input)
  const { fromDay, dueOn, place, keeperId } = kept
  if (kept.thing === null) throw invalid([{ path: 'thing', message: '请填写物品' }])
  const keeper = keeperId === null ? null : await unit.load(Person, keeperId, '保管人')
  unit.judge(
    AST_11.on({ of: 'in', keeper: keeper !== null, place, fromDay, dueOn }),
    ...(keeper ? [inNameOf(keeper, 'keep', 'keeperId')] : [])
  )
  const row = await unit.insert(AssetLoan, {
    ...kept,
    thing: kept.thing,
    kind: 'in',
    assetId: null,
    number: await unit.nextNumber('GJ'),
    unitId: unit.actor.unitId ?? '',
    applicantId: unit.actor.personId ?? '',
    submittedOn: unit.today,
    returnedOn: null,
    condition: null,
    state: 'out',
    approvalId: null
  })
  unit.about({ type: 'assetLoan', id: row.id, number: row.number })
  return row
}

interface Standing {
  readonly id: string
  readonly version: number
}

async function loanAt(unit: UnitOfWork, { id, version }: Standing): Promise<AssetLoan> {
  const loan = await unit.load(AssetLoan, id, '借用单')
  if (loan.version !== version) throw conflict('借用单')
  unit.about({ type: 'assetLoan', id: loan.id, number: loan.number })
  return loan
}

/** Gives an approved loan out. */
export async function handOverLoan(unit: UnitOfWork, input: Standing): Promise<AssetLoan> {
  const loan = await loanAt(unit, input)
  const thing = await unit.load(Asset, loan.assetId ?? '', '资产')
  await mustStillHold(unit, loan.approvalId)
  const { fromDay, dueOn } = loan
  unit.judge(
    AST_11.on({ of: 'handOver', approved: loan.state === 'approved', thing, fromDay, dueOn, today: unit.today })
  )
  await enterChange(unit, thing, {
    kind: 'stateChanged',
    change: `借给${loan.counterparty}，应于${loan.dueOn}前归还`,
    reason: loan.purpose,
    sourceNumber: loan.number,
    patch: { state: 'lent' }
  })
  return unit.update(AssetLoan, loan, { state: 'out' }, '借用单')
}

/** A lent thing is back, or a borrowed one given back. */
export async function takeBackLoan(
  unit: UnitOfWork,
  input: Standing & { readonly returnedOn: string; readonly condition: string }
): Promise<AssetLoan> {
  const loan = await loanAt(unit, input)
  if (loan.state !== 'out') throw invalid([{ path: 'id', message: '借出后才能归还' }])
  if (input.returnedOn > unit.today || input.returnedOn < loan.fromDay)
    throw invalid([{ path: 'returnedOn', message: '归还日期应在借出之后、今天之前' }])
  const subject = { type: 'assetLoan', id: loan.id, number: loan.number }
  const dated = { what: '归还日期', dated: input.returnedOn, field: 'returnedOn' }
  unit.judge(datedRule(unit, dated))
  await markBackdated(unit, subject, dated)
  const what = loan.kind === 'in' ? `归还借入的${loan.thing}` : `收回出借的${loan.thing}`
  const due = { dueOn: loan.dueOn, dueAt: null }
  await noteIfLate(unit, { rule: AST_11, subject, what, due, told: input.returnedOn })
  if (loan.assetId) {
    const thing = await unit.load(Asset, loan.assetId, '资产')
    // Written off meanwhile it is on the book no more; asked away or in repair it stays that.
    if (thing.state === 'lent' || thing.state === 'missing')
      await enterChange(unit, thing, {
        kind: 'stateChanged',
        day: input.returnedOn,
        change: `${loan.counterparty}归还，${input.condition}`,
        sourceNumber: loan.number,
        patch: { state: await restingState(unit.manager, thing.id) }
      })
  }
  return unit.update(
    AssetLoan,
    loan,
    { state: 'back', returnedOn: input.returnedOn, condition: input.condition },
    '借用单'
  )
}
