import type { ClockKind, DecisionKind, LegalBasis, Perishability, SpotState } from '../../../contract/warehouse/words'
import type { Instant } from '../../../kernel/instant'
import { addDays, daysBetween, type LocalDate } from '../../../kernel/localDate'
import { calendarDaysFrom, hoursFrom, seasonOf, workingDaysFrom, type Deadline } from '../../../kernel/periods'
import type { RuleBook } from '../../../kernel/rules/rule'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import { WH_04, WH_05, WH_06, WH_07 } from '../rules/clocks'
import { seasonsOf } from './parameters'

/** Everything the clocks of a line depend on. */
export interface ClockFacts {
  readonly detainedAt: Instant
  readonly detainedOn: LocalDate
  readonly basis: LegalBasis
  readonly perishability: Perishability
  readonly spot: { readonly state: SpotState; readonly decidedOn: LocalDate | null } | null
  /** Days of the approved extension, 0 without one. */
  readonly extensionDays: number
  readonly testings: readonly { readonly from: LocalDate; readonly to: LocalDate }[]
  /** In the order they were made. */
  readonly decisions: readonly { readonly kind: DecisionKind; readonly decidedOn: LocalDate }[]
}

/** A clock with the rule it comes from. */
export interface Clock {
  readonly kind: ClockKind
  readonly rule: string
  readonly deadline: Deadline
}

/**
 * The bureau's own period (WH-04): calendar days of custody by perishability and season of detention. Undefined when
 * the seasons are set wrong.
 */
export function bureauDeadline(
  facts: Pick<ClockFacts, 'detainedOn' | 'perishability'>,
  book: RuleBook
): Deadline | undefined {
  const set = WH_04.values(book)
  if (facts.perishability === 'durable') return calendarDaysFrom(facts.detainedOn, set.durable)
  const seasons = seasonsOf(set)
  if (!seasons) return undefined
  const season = seasonOf(facts.detainedOn, seasons)
  const days = season === 'winter' ? set.winterDays : season === 'summer' ? set.perishable : set.midSeasonDays
  return calendarDaysFrom(facts.detainedOn, days)
}

/**
 * The statutory clock in force with what it rests on: preservation, or seizure from its own day. Undefined for
 * confiscated and abandoned goods.
 */
export function statutoryDeadline(facts: ClockFacts, book: RuleBook, calendar: WorkingCalendar): Clock | undefined {
  const { preservationDays, seizureDays } = WH_05.values(book)
  const turned = facts.decisions.find((decision) => decision.kind === 'seize')
  if (facts.basis === 'preservation' && !turned)
    return {
      kind: 'preservation',
      rule: WH_05.id,
      deadline: workingDaysFrom(facts.detainedOn, preservationDays, calendar)
    }
  if (facts.basis !== 'seizure' && !turned) return undefined
  const from = turned?.decidedOn ?? facts.detainedOn
  const due = addDays(calendarDaysFrom(from, seizureDays).dueOn, facts.extensionDays)
  return { kind: 'seizure', rule: WH_05.id, deadline: calendarDaysFrom(withoutTesting(due, facts.testings), 0) }
}

/**
 * The day a seizure ends when days of testing are left out; a test counts when it begins before the period has ended.
 */
export function withoutTesting(dueOn: LocalDate, testings: ClockFacts['testings']): LocalDate {
  let due = dueOn
  let coveredTo: LocalDate | undefined
  for (const { from, to } of [...testings].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const begin = coveredTo !== undefined && from <= coveredTo ? addDays(coveredTo, 1) : from
    if (from > due || to < begin) continue
    due = addDays(due, daysBetween(begin, to) + 1)
    coveredTo = to
  }
  return due
}

/** Whether the goods have been decided on, so that the statutory clock stands still. */
export const isDecided = (decisions: ClockFacts['decisions']): boolean =>
  decisions.some((decision) => decision.kind !== 'seize')

/** The clocks that run for goods on hand, side by side (WH-04, WH-05, WH-06). */
export function runningClocks(facts: ClockFacts, book: RuleBook, calendar: WorkingCalendar): readonly Clock[] {
  const clocks: Clock[] = []
  // The statute stands first: where both periods end on the same day it is the one that leads.
  const statutory = isDecided(facts.decisions) ? undefined : statutoryDeadline(facts, book, calendar)
  if (statutory) clocks.push(statutory)
  const bureau = bureauDeadline(facts, book)
  if (bureau) clocks.push({ kind: 'bureau', rule: WH_04.id, deadline: bureau })
  const { spot } = facts
  if (spot && spot.state !== 'approved' && spot.state !== 'refused')
    clocks.push({ kind: 'spot', rule: WH_06.id, deadline: hoursFrom(facts.detainedAt, WH_06.values(book).hours) })
  if (spot?.state === 'refused')
    clocks.push({ kind: 'release', rule: WH_06.id, deadline: calendarDaysFrom(spot.decidedOn ?? facts.detainedOn, 0) })
  const released = facts.decisions.find((decision) => decision.kind === 'return')
  if (released) clocks.push({ kind: 'release', rule: WH_05.id, deadline: calendarDaysFrom(released.decidedOn, 0) })
  return clocks
}

/**
 * The first day goods may be treated as ownerless (WH-07): the period of WH-04 and one more day have run out. While an
 * approved extension or a test keeps a seizure of durable goods running, its end counts instead. Undefined when the
 * seasons are set wrong.
 */
export function ownerlessFrom(facts: ClockFacts, book: RuleBook, calendar: WorkingCalendar): LocalDate | undefined {
  const bureau = bureauDeadline(facts, book)
  if (!bureau) return undefined
  const prolonged = facts.perishability === 'durable' && (facts.extensionDays > 0 || facts.testings.length > 0)
  const statutory = prolonged ? statutoryDeadline(facts, book, calendar)?.deadline.dueOn : undefined
  const periodEnd = statutory !== undefined && statutory > bureau.dueOn ? statutory : bureau.dueOn
  return addDays(periodEnd, WH_07.values(book).extraDays + 1)
}
