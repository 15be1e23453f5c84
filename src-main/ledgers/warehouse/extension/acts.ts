import { In } from 'typeorm'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { addDays } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import type { Approval } from '../../../office/approvals/entities'
import { submitForApproval } from '../../../office/approvals/service'
import { Attachment } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { ApprovalOutcome } from '../../../office/approvals/requestDefinition'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { datedRule, markBackdated, noteIfLate } from '../../../office/records/lateness'
import { noticeDue } from './notice'
import { isDecided } from '../clocks/deadlines'
import { refreshStandings } from '../clocks/standing'
import { statutoryOf } from '../clocks/statutory'
import { Extension, Intake } from '../entities'
import type { ExtensionInput, ExtensionNotice } from '../inputs'
import { WH_05 } from '../rules/clocks'
import { unitNow } from '../../../office/units/heirs'
import { mustActFor } from '../visibility'

/** Asks for the one extension of a seizure before it ends (WH-05). */
export async function requestExtension(
  unit: UnitOfWork,
  house: House,
  input: ExtensionInput
): Promise<{ id: string; number: string; approvalId: string }> {
  const intake = await unit.load(Intake, input.intakeId, '入库单')
  mustActFor(unit.actor, intake.squadId)
  const { facts, clock, over, dueOn } = await statutoryOf(unit, house, intake)
  const earlier = await unit.manager.findOneBy(Extension, {
    intakeId: intake.id,
    state: In(['pending', 'returned', 'approved'])
  })
  unit.judge(
    WH_05.on({
      about: 'extension',
      basis: intake.basis,
      dueOn: clock?.kind === 'seizure' ? dueOn : undefined,
      over,
      decided: isDecided(facts.decisions),
      earlier: earlier?.number,
      days: input.days
    })
  )
  const originalDueOn = dueOn ?? unit.today
  const number = await unit.nextNumber('YQ')
  const squadId = await unitNow(unit.manager, intake.squadId)
  const row = await unit.insert(Extension, {
    number,
    intakeId: intake.id,
    squadId,
    applicantId: unit.actor.personId ?? '',
    submittedOn: unit.today,
    originalDueOn,
    days: input.days,
    extendedDueOn: addDays(originalDueOn, input.days),
    reason: input.reason,
    state: 'pending',
    approvalId: null,
    notifiedOn: null,
    noticeAttachmentId: null,
    searchKey: searchKey(intake.party, number, intake.number)
  })
  const approval = await submitForApproval(unit, house, {
    ledger: 'warehouse',
    kind: 'warehouse.extension',
    subjectType: 'extension',
    subjectId: row.id,
    number,
    title: `延长${intake.party}${intake.goods}的查封扣押期限${input.days}日`,
    applicantId: unit.actor.personId ?? '',
    unitId: squadId,
    tags: input.needsHead ? ['needsHead'] : []
  })
  await unit.update(Extension, row, { approvalId: approval.id }, '延期申请')
  unit.about({ type: 'extension', id: row.id, number })
  return { id: row.id, number, approvalId: approval.id }
}

/**
 * What becomes of an extension when its approval ends; the last decision counts only before the period has ended
 * (WH-05).
 */
export async function extensionOutcome(
  unit: UnitOfWork,
  approval: Approval,
  outcome: ApprovalOutcome,
  house: House
): Promise<void> {
  const row = await unit.load(Extension, approval.subjectId, '延期申请')
  const intake = await unit.load(Intake, row.intakeId, '入库单')
  if (outcome === 'approved') {
    const { over, dueOn } = await statutoryOf(unit, house, intake)
    unit.judge(WH_05.on({ about: 'approval', dueOn: dueOn ?? row.originalDueOn, over }))
  }
  await unit.update(Extension, row, { state: outcome }, '延期申请')
  if (outcome === 'approved') await refreshStandings(unit, await house.calendar(unit.manager), intake)
}

/** The party was told of an approved extension; being late with it stays on record (K-13). */
export async function notifyExtension(
  unit: UnitOfWork,
  house: House,
  input: ExtensionNotice
): Promise<{ version: number }> {
  const row = await unit.load(Extension, input.id, '延期申请')
  mustActFor(unit.actor, row.squadId)
  if (row.version !== input.version) throw conflict('延期申请')
  if (row.state !== 'approved') throw notNow('延期申请')
  const dated = { what: '告知日期', dated: input.notifiedOn, field: 'notifiedOn' }
  unit.judge(datedRule(unit, dated))
  if (input.notifiedOn < row.submittedOn) throw invalid([{ path: 'notifiedOn', message: '告知日期不能早于申请日期' }])
  if (input.attachmentId) await unit.load(Attachment, input.attachmentId, '告知书扫描件')
  const due = await noticeDue(unit.manager, row, { book: unit.book, calendar: await house.calendar(unit.manager) })
  const subject = { type: 'extension', id: row.id, number: row.number }
  await markBackdated(unit, subject, dated)
  await noteIfLate(unit, { rule: WH_05, subject, what: '书面告知当事人延期', due, told: input.notifiedOn })
  const told = { notifiedOn: input.notifiedOn, noticeAttachmentId: input.attachmentId ?? null }
  const { version } = await unit.update(Extension, row, told, '延期申请')
  unit.about(subject)
  return { version }
}
