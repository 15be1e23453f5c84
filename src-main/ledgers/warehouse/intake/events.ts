import { Not, In } from 'typeorm'
import type { DecisionKind } from '../../../contract/warehouse/words'
import type { LocalDate } from '../../../kernel/localDate'
import { hoursFrom } from '../../../kernel/periods'
import { K_09 } from '../../../kernel/rules/common'
import type { Approval } from '../../../office/approvals/entities'
import { Attachment } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { ApprovalOutcome } from '../../../office/approvals/requestDefinition'
import { invalid } from '../../../kernel/fault'
import { rowsWith } from '../../../platform/database/readRows'
import { datedRule, markBackdated, noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { isDecided } from '../clocks/deadlines'
import { refreshStandings, refreshStandingsOf } from '../clocks/standing'
import { statutoryOf } from '../clocks/statutory'
import {
  DetainedLine,
  DetainedMovement,
  Exit,
  GoodsDecision,
  Intake,
  SpotSeizure,
  Standing,
  Testing
} from '../entities'
import { passOn, postMovement } from '../line/goods'
import { WH_04, WH_05, WH_06 } from '../rules/clocks'
import { mustActFor } from '../visibility'

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
  const dated = { what: '决定日期', dated: input.decidedOn, field: 'decidedOn' }
  unit.judge(
    datedRule(unit, dated),
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
  const subject = { type: 'intake', id: intake.id, number: intake.number }
  await markBackdated(unit, subject, dated)
  if (dueOn !== undefined && !isDecided(facts.decisions))
    await noteIfLate(unit, {
      rule: clock?.kind === 'preservation' ? WH_04 : WH_05,
      subject,
      what: '对查扣物品的处理决定',
      due: { dueOn, dueAt: null },
      told: input.decidedOn
    })
  unit.about(subject)
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  return { id: decision.id }
}

/** Records a test whose days do not count towards seizure; the party has been told in writing (WH-05). */
export async function recordTesting(
  unit: UnitOfWork,
  house: House,
  input: {
    id: string
    agency: string
    from: LocalDate
    to: LocalDate
    noticeNumber?: string | undefined
    noticeAttachmentId?: string | undefined
  }
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

/** What becomes of an on-the-spot seizure when the leader decides (WH-06). */
export async function spotOutcome(
  unit: UnitOfWork,
  approval: Approval,
  outcome: ApprovalOutcome,
  house: House
): Promise<void> {
  const intake = await unit.load(Intake, approval.subjectId, '入库单')
  const spot = await unit.manager.findOneByOrFail(SpotSeizure, { intakeId: intake.id })
  const decided = outcome === 'approved' || outcome === 'refused'
  await unit.update(SpotSeizure, spot, { state: outcome, decidedAt: decided ? unit.now : null }, '当场扣押')
  // The hours run from the seizure, also where the goods reached the store later; a late completion stays on the record
  // (K-13).
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
export async function reverseIntake(
  unit: UnitOfWork,
  house: House,
  id: string,
  reason: string
): Promise<{ id: string }> {
  const intake = await unit.load(Intake, id, '入库单')
  const standings = await unit.manager.findBy(Standing, { intakeId: id })
  const busy = await unit.manager.countBy(Exit, {
    intakeId: id,
    state: In(['pending', 'returned', 'approved', 'done'])
  })
  unit.judge(
    K_09.on({
      alreadyReversed: standings.every((standing) => standing.state === 'reversed'),
      isReversal: false,
      reason
    })
  )
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

/**
 * Works out all clocks of goods on hand again, after parameters or holidays were changed. Gives the lines looked at.
 */
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
