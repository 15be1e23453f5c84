import { In, type EntityManager } from 'typeorm'
import type { RuleBook } from '../../../kernel/rules/rule'
import { earliestDeadline } from '../../../kernel/periods'
import { localDateOf } from '../../../kernel/instant'
import type { LocalDate } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { ApprovalDecision } from '../../../office/approvals/entities'
import {
  CustodyEntry,
  DetainedLine,
  DetainedMovement,
  Extension,
  GoodsDecision,
  Intake,
  SpotSeizure,
  Standing,
  Testing
} from '../entities'
import { groupsOf } from '../../../kernel/groups'
import { ownerlessFrom, runningClocks, type Clock, type ClockFacts } from './deadlines'

/** What the clocks of an intake's goods depend on, apart from the perishability of each line. */
export type IntakeClockFacts = Omit<ClockFacts, 'perishability'>

/** Custody acts that say where goods lie. */
export const placing = ['intake', 'moved', 'keeping', 'keptBack'] as const

/** Gathers what moved the clocks of an intake. */
export async function clockFactsOf(manager: EntityManager, intake: Intake): Promise<IntakeClockFacts> {
  return (await clockFactsOfMany(manager, [intake]))(intake)
}

/** Gathers what moved the clocks of many intakes, a fixed number of queries for all of them. */
async function clockFactsOfMany(
  manager: EntityManager,
  intakes: readonly Intake[],
  known?: LocalDate
): Promise<(intake: Intake) => IntakeClockFacts> {
  const by = (day: LocalDate | null | undefined): boolean =>
    known === undefined || (day !== null && day !== undefined && day <= known)
  const ids = intakes.map(({ id }) => id)
  const ofIntake = (row: { readonly intakeId: string }) => row.intakeId
  const decisions = groupsOf(
    await rowsWith(manager, GoodsDecision, 'intakeId', ids, { order: { id: 'ASC' } }),
    ofIntake
  )
  const testings = groupsOf(await rowsWith(manager, Testing, 'intakeId', ids), ofIntake)
  const approved = await rowsWith(manager, Extension, 'intakeId', ids, { where: { state: 'approved' } })
  const approvedOn = known === undefined ? new Map<string, LocalDate>() : await approvalDays(manager, approved)
  const extensions = groupsOf(
    approved.filter(({ approvalId, submittedOn }) => by(approvedOn.get(approvalId ?? '') ?? submittedOn)),
    ofIntake
  )
  const onTheSpot = intakes.filter((intake) => intake.onTheSpot).map(({ id }) => id)
  const spots = groupsOf(await rowsWith(manager, SpotSeizure, 'intakeId', onTheSpot), ofIntake)
  return ({ id, detainedAt, detainedOn, basis }) => {
    const [spot] = spots.get(id) ?? []
    const [extension] = extensions.get(id) ?? []
    return {
      detainedAt,
      detainedOn,
      basis,
      spot: spot ? spotAsOf(spot, by) : null,
      extensionDays: extension?.days ?? 0,
      testings: (testings.get(id) ?? [])
        .filter(({ fromDay }) => by(fromDay))
        .map(({ fromDay, toDay }) => ({ from: fromDay, to: toDay })),
      decisions: (decisions.get(id) ?? [])
        .filter(({ decidedOn }) => by(decidedOn))
        .map(({ kind, decidedOn }) => ({ kind, decidedOn }))
    }
  }
}

function spotAsOf(spot: SpotSeizure, by: (day: LocalDate | null) => boolean): NonNullable<ClockFacts['spot']> {
  const decidedOn = spot.decidedAt ? localDateOf(spot.decidedAt) : null
  return by(decidedOn) ? { state: spot.state, decidedOn } : { state: 'pending', decidedOn: null }
}

/** The day each approved request got its last consent. */
export async function approvalDays(
  manager: EntityManager,
  requests: readonly { readonly approvalId: string | null }[]
): Promise<ReadonlyMap<string, LocalDate>> {
  const ids = requests.map(({ approvalId }) => approvalId)
  const decisions = await rowsWith(manager, ApprovalDecision, 'approvalId', ids, {
    where: { outcome: 'approve' },
    order: { id: 'ASC' }
  })
  return new Map(decisions.map(({ approvalId, at }) => [approvalId, localDateOf(at)]))
}

/**
 * Lines as they stood at the end of a past day, from the movements, custody and clock events known by then. Whether one
 * was missing at a clean-up is not rebuilt.
 */
export async function standingsOn(
  {
    manager,
    book,
    calendar
  }: { readonly manager: EntityManager; readonly book: RuleBook; readonly calendar: WorkingCalendar },
  present: readonly Standing[],
  day: LocalDate
): Promise<readonly Standing[]> {
  const ids = present.map(({ id }) => id)
  const intakeIds = [...new Set(present.map(({ intakeId }) => intakeId))]
  const intakes = await rowsById(manager, Intake, intakeIds)
  const lines = await rowsById(manager, DetainedLine, ids)
  const movements = groupsOf(await rowsWith(manager, DetainedMovement, 'lineId', ids), ({ lineId }) => lineId)
  const links = await rowsWith(manager, CustodyEntry, 'lineId', ids, {
    where: { act: In([...placing]) },
    order: { id: 'ASC' }
  })
  const custody = groupsOf(links, ({ lineId }) => lineId)
  const factsOf = await clockFactsOfMany(manager, [...intakes.values()], day)
  return present.flatMap((known) => {
    const intake = intakes.get(known.intakeId)
    const line = lines.get(known.id)
    if (!intake || !line) return []
    const sums = quantitiesOf((movements.get(line.id) ?? []).filter((movement) => movement.day <= day))
    const last = (custody.get(line.id) ?? []).findLast(({ at }) => localDateOf(at) <= day)
    const timing = timingOf(sums.onHand, factsOf(intake), line, book, calendar)
    const place = { location: last?.place ?? line.location, thirdParty: last?.act === 'keeping', missing: false }
    return [standingRow(intake, line, sums, place, timing, known.searchKey)]
  })
}

/**
 * The clock that leads on the day of intake, before anything prolongs or ends it: what the party's list says and is
 * signed on.
 */
export function clockAtIntake(
  { detainedAt, detainedOn, basis }: Pick<Intake, 'detainedAt' | 'detainedOn' | 'basis'>,
  line: Pick<DetainedLine, 'perishability'>,
  book: RuleBook,
  calendar: WorkingCalendar
): Clock | undefined {
  return leadingClock(
    clocksOf(
      { detainedAt, detainedOn, basis, spot: null, extensionDays: 0, testings: [], decisions: [] },
      line,
      book,
      calendar
    )
  )
}

/** The clock that leads: the one that ends first. */
export function leadingClock(clocks: readonly Clock[]): Clock | undefined {
  const first = earliestDeadline(clocks.map((clock) => clock.deadline))
  return clocks.find((clock) => clock.deadline === first)
}

/**
 * Works out anew what is on hand of an intake's lines, where, and which clock leads. Called by every act that changes
 * any of it.
 */
export async function refreshStandings(unit: UnitOfWork, calendar: WorkingCalendar, intake: Intake): Promise<void> {
  await refreshStandingsOf(unit, calendar, [intake])
}

/** The same for many intakes at once, a fixed number of queries for all of them. */
export async function refreshStandingsOf(
  unit: UnitOfWork,
  calendar: WorkingCalendar,
  intakes: readonly Intake[]
): Promise<void> {
  await unit.deriveMany(Standing, await standingsOf(unit, calendar, intakes))
}

/**
 * What the lines of intakes stand at by their movements, custody and clocks. Whether one was missing at a clean-up, and
 * what it is found by, are as they are kept.
 */
export async function standingsOf(
  { manager, book }: { readonly manager: EntityManager; readonly book: RuleBook },
  calendar: WorkingCalendar,
  intakes: readonly Intake[]
): Promise<readonly Standing[]> {
  const byId = new Map(intakes.map((intake) => [intake.id, intake]))
  const lines = await rowsWith(manager, DetainedLine, 'intakeId', [...byId.keys()], { order: { lineNumber: 'ASC' } })
  const ids = lines.map((line) => line.id)
  const movements = groupsOf(await rowsWith(manager, DetainedMovement, 'lineId', ids), ({ lineId }) => lineId)
  const links = await rowsWith(manager, CustodyEntry, 'lineId', ids, {
    where: { act: In([...placing]) },
    order: { id: 'ASC' }
  })
  const custody = groupsOf(links, ({ lineId }) => lineId)
  const before = await rowsById(manager, Standing, ids)
  const factsOf = await clockFactsOfMany(manager, intakes)
  return lines.flatMap((line) => {
    const intake = byId.get(line.intakeId)
    if (!intake) return []
    const sums = quantitiesOf(movements.get(line.id) ?? [])
    const last = custody.get(line.id)?.at(-1)
    const timing = timingOf(sums.onHand, factsOf(intake), line, book, calendar)
    const known = before.get(line.id)
    const place = {
      location: last?.place ?? line.location,
      thirdParty: last?.act === 'keeping',
      missing: known?.missing ?? false
    }
    return [standingRow(intake, line, sums, place, timing, known?.searchKey)]
  })
}

/**
 * A line's standing from what its movements, custody and clocks say. What it is found by never changes and is spelt
 * only once.
 */
export function standingRow(
  intake: Intake,
  line: DetainedLine,
  sums: ReturnType<typeof quantitiesOf>,
  place: Pick<Standing, 'location' | 'thirdParty' | 'missing'>,
  { clocks, ownerlessOn }: Timing,
  knownKey?: string
): Standing {
  const here = sums.onHand > 0
  return {
    id: line.id,
    tag: line.tag,
    intakeId: intake.id,
    intakeNumber: intake.number,
    intakeDay: intake.day,
    squadId: intake.squadId,
    party: intake.party,
    name: line.name,
    measure: line.measure,
    detainedOn: intake.detainedOn,
    ...sums,
    location: place.location,
    thirdParty: here && place.thirdParty,
    missing: here && place.missing,
    state: stateOf(sums),
    ...dueOf(clocks),
    ownerlessOn,
    searchKey: knownKey ?? searchKey(line.name, intake.party, line.tag, intake.documentNumber)
  }
}

/** What time says about a line: its clocks, and the first day it may be treated as ownerless. */
export interface Timing {
  readonly clocks: readonly Clock[]
  readonly ownerlessOn: LocalDate | null
}

/** The timing of one line; nothing runs for a line of which nothing is on hand. */
export function timingOf(
  onHand: number,
  facts: IntakeClockFacts,
  line: Pick<DetainedLine, 'perishability'>,
  book: RuleBook,
  calendar: WorkingCalendar
): Timing {
  if (onHand <= 0) return { clocks: [], ownerlessOn: null }
  const ownerlessOn = ownerlessFrom({ ...facts, perishability: line.perishability }, book, calendar)
  return { clocks: clocksOf(facts, line, book, calendar), ownerlessOn: ownerlessOn ?? null }
}

/** The clocks of one line. */
export function clocksOf(
  facts: IntakeClockFacts,
  line: Pick<DetainedLine, 'perishability'>,
  book: RuleBook,
  calendar: WorkingCalendar
): readonly Clock[] {
  return runningClocks({ ...facts, perishability: line.perishability }, book, calendar)
}

/** In, out and on hand of movements of one line; in = out + on hand. A reversal takes back what it reverses. */
export function quantitiesOf(movements: readonly Pick<DetainedMovement, 'kind' | 'quantity'>[]) {
  const sum = (rows: readonly Pick<DetainedMovement, 'quantity'>[]) =>
    rows.reduce((total, movement) => total + movement.quantity, 0)
  const quantityIn = sum(movements.filter((movement) => movement.kind === 'intake'))
  const quantityOut = 0 - sum(movements.filter((movement) => movement.kind !== 'intake'))
  return { quantityIn, quantityOut, onHand: quantityIn - quantityOut }
}

function stateOf({ quantityIn, quantityOut, onHand }: ReturnType<typeof quantitiesOf>): Standing['state'] {
  if (quantityIn === 0) return 'reversed'
  if (onHand === 0) return 'gone'
  return quantityOut > 0 ? 'partly' : 'held'
}

function dueOf(
  clocks: readonly Clock[]
): Pick<Standing, 'dueOn' | 'dueAt' | 'dueKind' | 'dueRule' | 'statutoryOn' | 'calendarMissing'> {
  const lead = leadingClock(clocks)
  return {
    dueOn: lead?.deadline.dueOn ?? null,
    dueAt: lead?.kind === 'spot' ? lead.deadline.dueAt : null,
    dueKind: lead?.kind ?? null,
    dueRule: lead?.rule ?? null,
    statutoryOn: clocks.find(({ kind }) => kind === 'seizure' || kind === 'preservation')?.deadline.dueOn ?? null,
    calendarMissing: lead?.deadline.calendarMissing ?? false
  }
}
