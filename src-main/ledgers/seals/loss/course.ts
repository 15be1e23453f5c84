import { conflict } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import type { Application } from '../../../kernel/rules/rule'
import { Attachment, Person } from '../../../office/entities'
import { datedRule, markBackdated, noteIfLate, type TracedSubject } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { LossCourse } from '../entities'
import { openLossSteps, SEAL_17 } from '../rules/loss'

export interface LossReport {
  readonly discoveredAt: string
  readonly lostFrom: string
  readonly circumstances: string
  readonly leaderId?: string | undefined
  readonly leaderReportedAt?: string | undefined
}

/** What SEAL-17 asks of a first report; of blanks it knows the day they were stamped and where the report stands. */
export const reportRule = (
  { now }: UnitOfWork,
  { lostFrom, discoveredAt, leaderReportedAt }: LossReport,
  blanks: { readonly stampedOn?: string | null; readonly at?: string } = {}
): Application => SEAL_17.on({ of: 'report', lostFrom, discoveredAt, leaderReportedAt, now, ...blanks })

/** The course of a loss as it begins: reported, perhaps to the leader, nothing else done. */
export async function courseOf(
  unit: UnitOfWork,
  { discoveredAt, lostFrom, circumstances, leaderId, leaderReportedAt }: LossReport
): Promise<Omit<LossCourse, 'id' | 'number' | 'version'>> {
  if (leaderId) await unit.load(Person, leaderId, '报告的领导')
  return {
    reportedAt: unit.now,
    discoveredAt,
    lostFrom,
    circumstances,
    reporterId: unit.actor.personId ?? '',
    leaderId: leaderId ?? null,
    leaderReportedAt: leaderReportedAt ?? null,
    policeStation: null,
    policeReportedOn: null,
    policeReceipt: null,
    newspaper: null,
    newspaperOn: null,
    newspaperId: null
  }
}

type Steps = Pick<LossCourse, 'leaderReportedAt' | 'policeReportedOn' | 'newspaperOn'>

/** Keeps which of the steps that were open before have been taken after their deadline (K-13). */
async function noteLateSteps(
  unit: UnitOfWork,
  subject: TracedSubject,
  before: Steps & Pick<LossCourse, 'discoveredAt'>,
  steps: Steps
): Promise<void> {
  for (const { what, deadline } of openLossSteps(before, SEAL_17.values(unit.book))) {
    const done = {
      报告局领导: steps.leaderReportedAt,
      到派出所报案: steps.policeReportedOn,
      登报声明作废: steps.newspaperOn
    }[what]
    if (!done) continue
    await noteIfLate(unit, { rule: SEAL_17, subject, what, due: { ...deadline, dueAt: null }, told: done })
  }
}

/** A loss that was just reported: who reports signs for it, and a leader who was told too late stays on record. */
export async function reported(unit: UnitOfWork, type: string, loss: LossCourse): Promise<void> {
  const subject = { type, id: loss.id, number: loss.number }
  unit.signs(subject)
  const nothingDone = { leaderReportedAt: null, policeReportedOn: null, newspaperOn: null }
  await noteLateSteps(unit, subject, { ...nothingDone, discoveredAt: loss.discoveredAt }, loss)
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

/**
 * What a loss is once the steps are recorded; complete with the newspaper notice it is declared void. What was recorded
 * stays; what was done late is noted (K-13).
 */
export async function stepsTaken(unit: UnitOfWork, loss: LossCourse, type: string, input: LossStepsInput) {
  if (loss.version !== input.version) throw conflict('遗失报告')
  if (input.newspaperId) await unit.load(Attachment, input.newspaperId, '登报扫描件')
  if (input.leaderId) await unit.load(Person, input.leaderId, '报告的领导')
  const { leaderReportedAt, policeReportedOn, newspaperOn } = input
  const typed = [
    { what: '报告领导日期', dated: leaderReportedAt && localDateOf(leaderReportedAt), field: 'leaderReportedAt' },
    { what: '报案日期', dated: policeReportedOn, field: 'policeReportedOn' },
    { what: '登报日期', dated: newspaperOn, field: 'newspaperOn' }
  ].flatMap(({ dated, ...which }) => (dated ? [{ ...which, dated }] : []))
  unit.judge(
    ...typed.map((dated) => datedRule(unit, dated)),
    SEAL_17.on({
      of: 'steps',
      lostFrom: loss.lostFrom,
      dates: [leaderReportedAt && localDateOf(leaderReportedAt), policeReportedOn, newspaperOn],
      today: unit.today
    })
  )
  const steps = {
    leaderId: input.leaderId ?? loss.leaderId,
    leaderReportedAt: leaderReportedAt ?? loss.leaderReportedAt,
    policeStation: input.policeStation ?? loss.policeStation,
    policeReportedOn: policeReportedOn ?? loss.policeReportedOn,
    policeReceipt: input.policeReceipt ?? loss.policeReceipt,
    newspaper: input.newspaper ?? loss.newspaper,
    newspaperOn: newspaperOn ?? loss.newspaperOn,
    newspaperId: input.newspaperId ?? loss.newspaperId
  }
  const subject = { type, id: loss.id, number: loss.number }
  for (const dated of typed) await markBackdated(unit, subject, dated)
  await noteLateSteps(unit, subject, loss, steps)
  const declared = steps.leaderReportedAt && steps.policeReportedOn && steps.newspaper && steps.newspaperOn
  unit.about(subject)
  return { ...steps, state: declared ? ('declared' as const) : ('open' as const) }
}
