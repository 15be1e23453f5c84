import { In, type EntityManager } from 'typeorm'
import type { RuleBook } from '../../../kernel/rules/rule'
import { earliestDeadline } from '../../../kernel/periods'
import { localDateOf } from '../../../kernel/instant'
import type { LocalDate } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { CustodyEntry, DetainedLine, DetainedMovement, Extension, GoodsDecision, type Intake, SpotSeizure, Standing, Testing } from '../entities'
import { ownerlessFrom, runningClocks, type Clock, type ClockFacts } from './deadlines'

/** What the clocks of an intake's goods depend on, apart from the perishability of each line. */
export type IntakeClockFacts = Omit<ClockFacts, 'perishability'>

/** Custody acts that say where goods lie. */
export const placing = ['intake', 'moved', 'keeping', 'keptBack'] as const

/** Gathers what moved the clocks of an intake. */
export async function clockFactsOf(manager: EntityManager, intake: Intake): Promise<IntakeClockFacts> {
  const where = { intakeId: intake.id }
  const decisions = await manager.find(GoodsDecision, { where, order: { id: 'ASC' } })
  const testings = await manager.find(Testing, { where })
  const extension = await manager.findOneBy(Extension, { intakeId: intake.id, state: 'approved' })
  const spot = intake.onTheSpot ? await manager.findOneBy(SpotSeizure, where) : null
  return {
    detainedAt: intake.detainedAt,
    detainedOn: intake.detainedOn,
    basis: intake.basis,
    spot: spot ? { state: spot.state, decidedOn: spot.decidedAt ? localDateOf(spot.decidedAt) : null } : null,
    extensionDays: extension?.days ?? 0,
    testings: testings.map(({ fromDay, toDay }) => ({ from: fromDay, to: toDay })),
    decisions: decisions.map(({ kind, decidedOn }) => ({ kind, decidedOn }))
  }
}

/** The clock that leads: the one that ends first. */
export function leadingClock(clocks: readonly Clock[]): Clock | undefined {
  const first = earliestDeadline(clocks.map((clock) => clock.deadline))
  return clocks.find((clock) => clock.deadline === first)
}

/** Works out anew what is on hand of an intake's lines, where, and which clock leads. Called by every act that changes any of it. */
export async function refreshStandings(unit: UnitOfWork, calendar: WorkingCalendar, intake: Intake): Promise<void> {
  const { manager, book } = unit
  const lines = await manager.find(DetainedLine, { where: { intakeId: intake.id }, order: { lineNumber: 'ASC' } })
  const ids = lines.map((line) => line.id)
  const movements = await rowsWith(manager, DetainedMovement, 'lineId', ids)
  const custody = await rowsWith(manager, CustodyEntry, 'lineId', ids, { where: { act: In([...placing]) }, order: { id: 'ASC' } })
  const before = await rowsById(manager, Standing, ids)
  const facts = await clockFactsOf(manager, intake)
  await unit.deriveMany(
    Standing,
    lines.map((line) => {
      const sums = quantitiesOf(movements.filter((movement) => movement.lineId === line.id))
      const last = custody.findLast((entry) => entry.lineId === line.id)
      const timing = timingOf(sums.onHand, facts, line, book, calendar)
      const place = { location: last?.place ?? line.location, thirdParty: last?.act === 'keeping' }
      return standingRow(intake, line, sums, { ...place, missing: before.get(line.id)?.missing ?? false }, timing)
    })
  )
}

/** A line's standing from what its movements, custody and clocks say. */
export function standingRow(
  intake: Intake,
  line: DetainedLine,
  sums: ReturnType<typeof quantitiesOf>,
  place: Pick<Standing, 'location' | 'thirdParty' | 'missing'>,
  { clocks, ownerlessOn }: Timing
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
    searchKey: searchKey(line.name, intake.party, line.tag, intake.documentNumber)
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
  const sum = (rows: readonly Pick<DetainedMovement, 'quantity'>[]) => rows.reduce((total, movement) => total + movement.quantity, 0)
  const quantityIn = sum(movements.filter((movement) => movement.kind === 'intake'))
  const quantityOut = 0 - sum(movements.filter((movement) => movement.kind !== 'intake'))
  return { quantityIn, quantityOut, onHand: quantityIn - quantityOut }
}

function stateOf({ quantityIn, quantityOut, onHand }: ReturnType<typeof quantitiesOf>): Standing['state'] {
  if (quantityIn === 0) return 'reversed'
  if (onHand === 0) return 'gone'
  return quantityOut > 0 ? 'partly' : 'held'
}

function dueOf(clocks: readonly Clock[]): Pick<Standing, 'dueOn' | 'dueAt' | 'dueKind' | 'dueRule' | 'statutoryOn' | 'calendarMissing'> {
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
