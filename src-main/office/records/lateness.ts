import type { EntityManager } from 'typeorm'
import { formatDate, formatInstant } from '../../contract/display'
import { localDateOf, type Instant } from '../../kernel/instant'
import type { LocalDate } from '../../kernel/localDate'
import { K_13 } from '../../kernel/rules/common'
import { momentOf, timelinessOf, type Due } from '../../kernel/rules/lateness'
import { citeFor } from '../../kernel/rules/regulation'
import type { AnyRule, Application } from '../../kernel/rules/rule'
import { ExceptionEntry } from '../../platform/database/auditEntities'
import { rowsWith } from '../../platform/database/readRows'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { BackdatedEntry, MissedDeadline } from './entities'

/** The record a deadline or a date belongs to. */
export interface TracedSubject {
  readonly type: string
  readonly id: string
  readonly number: string | null
}

/** Something done that had a deadline. */
export interface Deed {
  /** The rule whose clock it was. */
  readonly rule: AnyRule
  readonly subject: TracedSubject
  /** What was to be done, e.g. 现场查扣补办审批. */
  readonly what: string
  /** `dueAt` null for periods of days. */
  readonly due: Due
  /** The day or moment it was done, where that is typed; now when absent. */
  readonly told?: LocalDate | Instant | undefined
  readonly reason?: string | null
}

/**
 * Keeps for ever that a thing was not in time (K-13, `timelinessOf`): done after its deadline, or entered after it with
 * a date typed into the past. An entry of its own, a line of the exceptions report, and with both the record's timeline
 * and the 备注 of sheets. Says whether it was kept. Call it in the act that does the thing.
 */
export async function noteIfLate(unit: UnitOfWork, deed: Deed): Promise<boolean> {
  const outcome = timelinessOf(deed.due, unit.now, deed.told)
  if (outcome === 'inTime') return false
  await note(unit, deed, outcome, deed.told === undefined ? unit.now : momentOf(deed.told))
  return true
}

/**
 * Closes a periodic duty that was not done, with a reason (K-13); it leaves the due list and stays in the exceptions
 * report.
 */
export async function closeDuty(unit: UnitOfWork, deed: Deed & { readonly reason: string }): Promise<void> {
  await note(unit, deed, 'closed', unit.now)
}

async function note(unit: UnitOfWork, deed: Deed, outcome: MissedDeadline['outcome'], doneAt: Instant): Promise<void> {
  const { rule, subject, what, due, reason = null } = deed
  const ledger = unit.work.chain
  const row = await unit.append(MissedDeadline, {
    ledger,
    rule: rule.id,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectNumber: subject.number,
    what,
    dueOn: due.dueOn,
    dueAt: due.dueAt,
    outcome,
    doneAt,
    personId: unit.actor.personId,
    personName: unit.actor.name,
    reason,
    at: unit.now
  })
  await unit.append(ExceptionEntry, {
    chain: ledger,
    at: unit.now,
    actorId: unit.actor.personId,
    actorName: unit.actor.name,
    rule: rule.id,
    message: missedWords(row),
    source: citeFor(unit.book.profile, rule.sources),
    reason: reason ?? '',
    subjectType: subject.type,
    // A duty of a period has no record whose id could stand here.
    subjectId: isId(subject.id) ? subject.id : null,
    subjectNumber: subject.number
  })
}

const isId = (text: string): boolean => text.length <= 36

/** A missed deadline in words: what, when it was due, when it was done. */
export function missedWords({ what, dueOn, dueAt, outcome, doneAt, at }: Omit<MissedDeadline, 'id'>): string {
  const shown = (moment: Instant) => (dueAt === null ? formatDate(localDateOf(moment)) : formatInstant(moment))
  const due = dueAt === null ? formatDate(dueOn) : formatInstant(dueAt)
  return {
    late: `${what}逾期：应于${due}前，实际${shown(doneAt)}`,
    backdated: `${what}补录，不计按期：应于${due}前，写的是${shown(doneAt)}，${shown(at)}才登记`,
    closed: `${what}未办：应于${due}前，${shown(doneAt)}说明原因后了结`
  }[outcome]
}

export interface DatedFacts {
  /** Which date it is, e.g. 交接日期. */
  readonly what: string
  readonly dated: LocalDate
  readonly field?: string
  /** What the reason box asks for, where it has to say more than usual. */
  readonly ask?: string
}

/**
 * K-13 on a typed date: today and the days of the parameter pass; further back needs a reason; the future is refused.
 */
export const datedRule = (unit: UnitOfWork, facts: DatedFacts): Application => K_13.on({ ...facts, today: unit.today })

/**
 * Marks what was typed with a date before today as 补录. Judge `datedRule` first; the reason given for K-13 is kept. Says
 * whether it was marked.
 */
export async function markBackdated(
  unit: UnitOfWork,
  subject: TracedSubject,
  { what, dated }: DatedFacts
): Promise<boolean> {
  if (dated >= unit.today) return false
  await unit.append(BackdatedEntry, {
    ledger: unit.work.chain,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectNumber: subject.number,
    what,
    dated,
    typedOn: unit.today,
    personId: unit.actor.personId,
    personName: unit.actor.name,
    reason: unit.work.reasons?.[K_13.id]?.trim() ?? null,
    at: unit.now
  })
  return true
}

/** A date as typed, absent where none was given. */
export type TypedDate = Omit<DatedFacts, 'dated'> & { readonly dated: LocalDate | null | undefined }

/** K-13 on several typed dates of one act: those left out are not looked at, days to come are refused. */
export const datedRules = (unit: UnitOfWork, dates: readonly TypedDate[]): readonly Application[] =>
  typed(dates).map((facts) => datedRule(unit, facts))

/**
 * K-13 on several typed dates of one act. Those left out are not looked at, nor those still to come: whether a day may
 * be planned ahead is for the act's own rule to say.
 */
export const pastRules = (unit: UnitOfWork, dates: readonly TypedDate[]): readonly Application[] =>
  typed(dates).flatMap((facts) => (facts.dated <= unit.today ? [datedRule(unit, facts)] : []))

/** Marks each of an act's dates typed into the past as 补录; `pastRules` or `datedRules` come first. */
export async function markPast(unit: UnitOfWork, subject: TracedSubject, dates: readonly TypedDate[]): Promise<void> {
  for (const facts of typed(dates)) await markBackdated(unit, subject, facts)
}

const typed = (dates: readonly TypedDate[]): readonly DatedFacts[] =>
  dates.flatMap(({ dated, ...rest }) => (dated ? [{ ...rest, dated }] : []))

/** A moment as the date K-13 looks at; null where none was typed. */
export const dayTyped = (at: Instant | null | undefined): LocalDate | null => (at ? localDateOf(at) : null)

/** 补录 in words: 补录：扣押时间写2026年9月1日，2026年9月5日登记. */
export const backdatedWords = ({ what, dated, typedOn, reason }: BackdatedEntry): string =>
  `补录：${what}${formatDate(dated)}，${formatDate(typedOn)}登记${reason ? `（原因：${reason}）` : ''}`

/** The missed deadlines of some records, oldest first. */
export async function missedOf(
  manager: EntityManager,
  subjectIds: readonly (string | null)[]
): Promise<readonly MissedDeadline[]> {
  return rowsWith(manager, MissedDeadline, 'subjectId', subjectIds, { order: { id: 'ASC' } })
}

/** What was typed into the past on some records, oldest first. */
export async function backdatedOf(
  manager: EntityManager,
  subjectIds: readonly (string | null)[]
): Promise<readonly BackdatedEntry[]> {
  return rowsWith(manager, BackdatedEntry, 'subjectId', subjectIds, { order: { id: 'ASC' } })
}

/** Keys of the periodic duties that were closed with a reason, as `rule subjectId`. */
export async function closedDuties(manager: EntityManager): Promise<ReadonlySet<string>> {
  const rows = await manager.find(MissedDeadline, {
    where: { outcome: 'closed' },
    select: { id: true, rule: true, subjectId: true }
  })
  return new Set(rows.map(({ rule, subjectId }) => dutyKey(rule, subjectId)))
}

export const dutyKey = (rule: string, subjectId: string): string => `${rule} ${subjectId}`
