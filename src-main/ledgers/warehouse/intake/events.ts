import { Not, In } from 'typeorm'
import type { DecisionKind } from '../../../contract/warehouse/words'
import { addDays, type LocalDate } from '../../../kernel/localDate'
import { hoursFrom, isOver } from '../../../kernel/periods'
import { K_09 } from '../../../kernel/rules/common'
import { searchKey } from '../../../kernel/searchKey'
import type { Approval } from '../../../office/approvals/entities'
import { submitForApproval } from '../../../office/approvals/service'
import { Attachment } from '../../../office/entities'
import type { ApprovalOutcome, House } from '../../../office/house'
import { conflict, invalid } from '../../../kernel/fault'
import { rowsWith } from '../../../platform/database/readRows'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { isDecided, statutoryDeadline, type ClockFacts } from '../clocks/deadlines'
import { clockFactsOf, refreshStandings, refreshStandingsOf } from '../clocks/standing'
import { DetainedLine, DetainedMovement, Exit, Extension, GoodsDecision, Intake, SpotSeizure, Standing, Testing } from '../entities'
import { passOn, postMovement } from '../line/goods'
import { WH_05, WH_06 } from '../rules/clocks'
import { mustActFor } from '../visibility'

/** The statutory clock of an intake as facts of WH-05: when it ends and whether it has. */
async function statutoryOf(unit: UnitOfWork, house: House, intake: Intake) {
  const facts: ClockFacts = { ...(await clockFactsOf(unit.manager, intake)), perishability: 'durable' }
  const clock = statutoryDeadline(facts, unit.book, await house.calendar(unit.manager))
  return { facts, clock, over: clock !== undefined && isOver(clock.deadline, unit.now), dueOn: clock?.deadline.dueOn }
}

/** Records the decision on the goods of an intake; it ends the statutory clock (WH-05). */
export async function decideOnGoods(
  unit: UnitOfWork,
  house: House,
  input: {
    id: string
    kind: DecisionKind
    documentNumber: string
    decidedOn: LocalDate
    attachmentId?: string | undefined
    note?: string | undefined
  }
): Promise<{ id: string }> {
  const intake = await unit.load(Intake, input.id, '入库单')
  mustActFor(unit.actor, intake.squadId)
  const { facts, clock, dueOn } = await statutoryOf(unit, house, intake)
  const earlier = await unit.manager.findOneBy(GoodsDecision, { intakeId: intake.id, kind: Not('seize') })
  unit.judge(
    WH_05.on({
      about: 'decision',
      kind: input.kind,
      decidedOn: input.decidedOn,
      detainedOn: intake.detainedOn,
      today: unit.today,
      already: earlier?.documentNumber,
      preserved: clock?.kind === 'preservation',
      over: dueOn !== undefined && input.decidedOn > dueOn && !isDecided(facts.decisions),
      dueOn
    })
  )
  if (input.attachmentId) await unit.load(Attachment, input.attachmentId, '决定文书扫描件')
  const decision = await unit.append(GoodsDecision, {
    intakeId: intake.id,
    kind: input.kind,
    documentNumber: input.documentNumber,
    decidedOn: input.decidedOn,
    attachmentId: input.attachmentId ?? null,
    note: input.note ?? null,
    at: unit.now,
    recordedBy: unit.actor.name
  })
  unit.about({ type: 'intake', id: intake.id, number: intake.number })
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  return { id: decision.id }
}

/** Records a test whose days do not count towards seizure; the party has been told in writing (WH-05). */
export async function recordTesting(
  unit: UnitOfWork,
  house: House,
  input: { id: string; agency: string; from: LocalDate; to: LocalDate; noticeNumber?: string | undefined; noticeAttachmentId?: string | undefined }
): Promise<{ id: string }> {
  const intake = await unit.load(Intake, input.id, '入库单')
  mustActFor(unit.actor, intake.squadId)
  const { facts, clock, dueOn } = await statutoryOf(unit, house, intake)
  unit.judge(
    WH_05.on({
      about: 'testing',
      seizure: clock?.kind === 'seizure',
      from: input.from,
      to: input.to,
      detainedOn: intake.detainedOn,
      dueOn,
      noticed: input.noticeNumber !== undefined && input.noticeAttachmentId !== undefined,
      overlaps: facts.testings.some((testing) => input.from <= testing.to && input.to >= testing.from)
    })
  )
  if (input.noticeAttachmentId) await unit.load(Attachment, input.noticeAttachmentId, '告知书扫描件')
  const testing = await unit.append(Testing, {
    intakeId: intake.id,
    agency: input.agency,
    fromDay: input.from,
    toDay: input.to,
    noticeNumber: input.noticeNumber ?? '',
    noticeAttachmentId: input.noticeAttachmentId ?? null,
    at: unit.now,
    recordedBy: unit.actor.name
  })
  unit.about({ type: 'intake', id: intake.id, number: intake.number })
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  return { id: testing.id }
}

/** Asks for the one extension of a seizure before it ends (WH-05). */
export async function requestExtension(
  unit: UnitOfWork,
  house: House,
  input: { intakeId: string; days: number; reason: string; needsHead: boolean }
): Promise<{ id: string; number: string; approvalId: string }> {
  const intake = await unit.load(Intake, input.intakeId, '入库单')
  mustActFor(unit.actor, intake.squadId)
  const { facts, clock, over, dueOn } = await statutoryOf(unit, house, intake)
  const earlier = await unit.manager.findOneBy(Extension, { intakeId: intake.id, state: In(['pending', 'returned', 'approved']) })
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
  const row = await unit.insert(Extension, {
    number,
    intakeId: intake.id,
    squadId: intake.squadId,
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
    unitId: intake.squadId,
    tags: input.needsHead ? ['needsHead'] : []
  })
  await unit.update(Extension, row, { approvalId: approval.id }, '延期申请')
  unit.about({ type: 'extension', id: row.id, number })
  return { id: row.id, number, approvalId: approval.id }
}

/** What becomes of an extension when its approval ends; the last decision counts only before the period has ended (WH-05). */
export async function extensionOutcome(unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome, house: House): Promise<void> {
  const row = await unit.load(Extension, approval.subjectId, '延期申请')
  const intake = await unit.load(Intake, row.intakeId, '入库单')
  if (outcome === 'approved') {
    const { over, dueOn } = await statutoryOf(unit, house, intake)
    unit.judge(WH_05.on({ about: 'approval', dueOn: dueOn ?? row.originalDueOn, over }))
  }
  await unit.update(Extension, row, { state: outcome }, '延期申请')
  if (outcome === 'approved') await refreshStandings(unit, await house.calendar(unit.manager), intake)
}

/** The party was told of an approved extension. */
export async function notifyExtension(
  unit: UnitOfWork,
  input: { id: string; version: number; notifiedOn: LocalDate; attachmentId?: string | undefined }
): Promise<{ version: number }> {
  const row = await unit.load(Extension, input.id, '延期申请')
  mustActFor(unit.actor, row.squadId)
  if (row.version !== input.version || row.state !== 'approved') throw conflict('延期申请')
  if (input.notifiedOn > unit.today || input.notifiedOn < row.submittedOn)
    throw invalid([{ path: 'notifiedOn', message: '告知日期应在申请日期与今天之间' }])
  if (input.attachmentId) await unit.load(Attachment, input.attachmentId, '告知书扫描件')
  const { version } = await unit.update(Extension, row, { notifiedOn: input.notifiedOn, noticeAttachmentId: input.attachmentId ?? null }, '延期申请')
  unit.about({ type: 'extension', id: row.id, number: row.number })
  return { version }
}

/** What becomes of an on-the-spot seizure when the leader decides (WH-06). */
export async function spotOutcome(unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome, house: House): Promise<void> {
  const intake = await unit.load(Intake, approval.subjectId, '入库单')
  const spot = await unit.manager.findOneByOrFail(SpotSeizure, { intakeId: intake.id })
  const decided = outcome === 'approved' || outcome === 'refused'
  await unit.update(SpotSeizure, spot, { state: outcome, decidedAt: decided ? unit.now : null }, '当场扣押')
  // The hours run from the seizure, also where the goods reached the store later; a late completion stays on the record (K-13).
  if (decided)
    await noteIfLate(unit, {
      rule: WH_06,
      subject: { type: 'intake', id: intake.id, number: intake.number },
      what: '当场扣押补办批准手续',
      due: hoursFrom(intake.detainedAt, WH_06.values(unit.book).hours)
    })
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
}

/** Undoes an intake entered by mistake; nothing may have left or be asked for (K-09). */
export async function reverseIntake(unit: UnitOfWork, house: House, id: string, reason: string): Promise<{ id: string }> {
  const intake = await unit.load(Intake, id, '入库单')
  const standings = await unit.manager.findBy(Standing, { intakeId: id })
  const busy = await unit.manager.countBy(Exit, { intakeId: id, state: In(['pending', 'returned', 'approved', 'done']) })
  unit.judge(K_09.on({ alreadyReversed: standings.every((standing) => standing.state === 'reversed'), isReversal: false, reason }))
  if (busy > 0 || standings.some((standing) => standing.thirdParty))
    throw invalid([{ path: 'id', message: '这批物品已有出库单或委托保管，请先撤回或冲正出库单、收回物品' }])
  const lines = await unit.manager.find(DetainedLine, { where: { intakeId: id }, order: { lineNumber: 'ASC' } })
  for (const line of lines) {
    const original = await unit.manager.findOneByOrFail(DetainedMovement, { lineId: line.id, kind: 'intake' })
    await postMovement(unit, {
      line,
      squadId: intake.squadId,
      kind: 'intake',
      documentNumber: intake.number,
      quantity: -original.quantity,
      reversalOfId: original.id,
      reason
    })
    await passOn(unit, {
      line,
      act: 'reversed',
      from: unit.actor.name,
      to: intake.party,
      place: line.location,
      quantity: line.quantity,
      voucher: intake.number,
      remarks: reason
    })
  }
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  unit.about({ type: 'intake', id, number: intake.number })
  return { id }
}

// Intakes whose clocks are worked out together: few queries, and the window is not kept waiting.
const recountedAtOnce = 100

/** Works out all clocks of goods on hand again, after parameters or holidays were changed. Gives the lines looked at. */
export async function recountClocks(unit: UnitOfWork, house: House): Promise<{ lines: number }> {
  const calendar = await house.calendar(unit.manager)
  const rows = await unit.manager
    .createQueryBuilder(Standing, 's')
    .select('s.intakeId', 'intakeId')
    .addSelect('COUNT(*)', 'lines')
    .where('s.state IN (:...here)', { here: ['held', 'partly'] })
    .groupBy('s.intakeId')
    .getRawMany<{ intakeId: string; lines: number | string }>()
  for (let start = 0; start < rows.length; start += recountedAtOnce) {
    const ids = rows.slice(start, start + recountedAtOnce).map(({ intakeId }) => intakeId)
    await refreshStandingsOf(unit, calendar, await rowsWith(unit.manager, Intake, 'id', ids))
  }
  return { lines: rows.reduce((sum, row) => sum + Number(row.lines), 0) }
}
