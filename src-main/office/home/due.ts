import { LessThanOrEqual } from 'typeorm'
import type { DueItem } from '../../contract/home'
import type { Post } from '../../contract/posts'
import { formatDate } from '../../contract/display'
import { holds, isStaff, unitsOf } from '../../kernel/actor'
import { localDateOf } from '../../kernel/instant'
import { addDays, compareDates, daysBetween } from '../../kernel/localDate'
import { isOver } from '../../kernel/periods'
import { K_01, K_03 } from '../../kernel/rules/common'
import { citeFor } from '../../kernel/rules/regulation'
import { papersInWorkingDays } from '../../kernel/rules/telephone'
import { candidatesFor } from '../approvals/candidates'
import { Approval } from '../approvals/entities'
import { confirmationDue, telephoneCitation, unconfirmedOf } from '../approvals/unconfirmed'
import { closedDuties, dutyKey } from '../records/lateness'
import { mayKnowOf } from '../confided'
import type { AnyonesReading, House, Reading } from '../house'
import type { DueDraft } from '../ledgerModule'
import { keepersOf } from './keepers'
import { rowsWith } from '../../platform/database/readRows'
import { stateSeenFrom } from '../../platform/database/standing'
import { offMachineCopy } from './offMachine'

/** Something due, with the people it concerns beside its unit. */
interface Concern {
  readonly item: DueDraft
  readonly people: readonly string[]
}

const seesAll: readonly Post[] = ['head', 'partySecretary', 'leader', 'matterLeader', 'officeDirector', 'inspector']

/**
 * What is due and concerns the person asking, most urgent first: the ledgers' clocks, telephone approvals to confirm
 * (K-03), requests nobody decides (K-01).
 */
export async function dueItems(reading: Reading): Promise<readonly DueItem[]> {
  const daysUntil = daysFrom(reading.today)
  return [...(await lately(reading)), ...(await offMachineCopy(reading))]
    .filter((concern) => concerns(reading, concern))
    .map(({ item: { onlyFor: _onlyFor, ...item } }) => dated(item, daysUntil(item.dueOn), reading.now))
    .sort((a, b) => a.daysLeft - b.daysLeft || compareDates(a.dueAt ?? a.dueOn, b.dueAt ?? b.dueOn))
}

/** What was due last, by bureau, and of which state of the data and minute that was. */
const known = new WeakMap<House, { readonly of: string; readonly all: Promise<readonly Concern[]> }>()

/**
 * Everything due, whomever it concerns. Every window asks for it with every page: while nothing was done it is worked
 * out once a minute for all of them.
 */
async function lately(reading: AnyonesReading): Promise<readonly Concern[]> {
  const { acts } = await stateSeenFrom(reading.manager)
  const of = `${acts} ${reading.now.slice(0, 'yyyy-mm-ddThh:mm'.length)}`
  const last = known.get(reading.house)
  if (last?.of === of) return last.all
  const now = { of, all: everythingDue(reading) }
  known.set(reading.house, now)
  now.all.catch(() => known.get(reading.house) === now && known.delete(reading.house))
  return now.all
}

async function everythingDue(reading: AnyonesReading): Promise<readonly Concern[]> {
  const closed = await closedDuties(reading.manager)
  // A rule that is switched off runs no clock, whichever ledger's it is.
  const runs = ({ rule }: DueDraft) => reading.book.settings[rule]?.state !== 'off'
  const open = (item: DueDraft) => runs(item) && (item.duty === undefined || !closed.has(dutyKey(item.rule, item.duty)))
  const fromModules = await Promise.all(
    reading.house.modules.map(async (module) =>
      (await module.due(reading)).filter(open).map((item) => ({ item, people: [] }))
    )
  )
  return [...fromModules.flat(), ...(await telephoneConfirmations(reading)), ...(await waitingRequests(reading))]
}

// Thousands of overdue goods fall on few days; the calendar is asked once for each.
function daysFrom(today: string): (day: string) => number {
  const known = new Map<string, number>()
  return (day) => {
    const days = known.get(day) ?? daysBetween(today, day)
    known.set(day, days)
    return days
  }
}

function concerns({ actor, house }: Reading, { item, people }: Concern): boolean {
  if (item.onlyFor) return actor.personId !== null && item.onlyFor.includes(actor.personId)
  if (actor.personId !== null && people.includes(actor.personId)) return true
  if (!isStaff(actor)) return false
  const ledger = item.ledger
  // SEC-01: what is confided to some concerns them, nobody else.
  if (house.modules.some((module) => module.id === ledger && module.confided)) return mayKnowOf(house, actor, ledger)
  if (holds(actor, seesAll)) return true
  if (holds(actor, keepersOf(house, ledger))) return true
  return item.unitId !== null && unitsOf(actor).includes(item.unitId)
}

/**
 * Days left and the group the due list shows it in; a week is the seven days after today, hours that have run out are
 * overdue on their day.
 */
function dated(item: DueDraft, daysLeft: number, now: string): DueItem {
  const group = isOver(item, now) ? 'overdue' : daysLeft === 0 ? 'today' : daysLeft <= 7 ? 'week' : 'later'
  return { ...item, daysLeft, group }
}

async function telephoneConfirmations(reading: AnyonesReading): Promise<readonly Concern[]> {
  const { manager, book, calendar } = reading
  const open = await unconfirmedOf(manager)
  const requests = await rowsWith(
    manager,
    Approval,
    'id',
    open.map((decision) => decision.approvalId)
  )
  const found: Concern[] = []
  for (const decision of open) {
    const request = requests.find((each) => each.id === decision.approvalId)
    const dueOn = request && (await confirmationDue(reading, request, decision))
    if (!request || !dueOn) continue
    const item: DueDraft = {
      ledger: request.ledger,
      rule: K_03.id,
      source: telephoneCitation(book, request.ledger),
      title: `${decision.name}确认电话请示：${request.title}`,
      number: request.number,
      dueOn,
      dueAt: null,
      calendarMissing: papersInWorkingDays(request.ledger) && calendar.isMissing(dueOn),
      subjectType: request.subjectType,
      subjectId: request.subjectId,
      unitId: request.unitId
    }
    found.push({ item, people: [decision.personId ?? '', request.applicantId] })
  }
  return found
}

async function waitingRequests({ manager, book, today, now }: AnyonesReading): Promise<readonly Concern[]> {
  const { waitingDays } = K_01.values(book)
  const waiting = await manager.find(Approval, { where: { state: 'pending', stepSince: LessThanOrEqual(now) } })
  const found: Concern[] = []
  for (const request of waiting) {
    const dueOn = addDays(localDateOf(request.stepSince), waitingDays)
    if (dueOn > today) continue
    const { people } = await candidatesFor(manager, request, today, book)
    const item: DueDraft = {
      ledger: request.ledger,
      rule: K_01.id,
      source: citeFor(book.profile, K_01.sources),
      title: `“${request.steps[request.step]?.label ?? '审批'}”自${formatDate(localDateOf(request.stepSince))}起未办：${request.title}`,
      number: request.number,
      dueOn,
      dueAt: null,
      calendarMissing: false,
      subjectType: request.subjectType,
      subjectId: request.subjectId,
      unitId: null
    }
    found.push({ item, people: [...people, request.applicantId] })
  }
  return found
}
