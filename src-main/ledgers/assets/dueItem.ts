import { localDateOf } from '../../kernel/instant'
import { calendarDaysFrom, type Deadline } from '../../kernel/periods'
import { citeFor } from '../../kernel/rules/regulation'
import type { AnyRule } from '../../kernel/rules/rule'
import type { AnyonesReading } from '../../office/house'
import type { DueDraft } from '../../office/ledgerModule'
import { AssetEntry } from './entities'

/** What is due, where it leads, and the duty it is of where one is asked for every period (K-13). */
export interface Subject {
  readonly title: string
  readonly number: string | null
  readonly subjectType: string
  readonly subjectId: string
  readonly unitId: string | null
  readonly count?: number
  readonly duty?: string
}

/** A line of the due list under a rule of the ledger. */
export function item(
  { book }: AnyonesReading,
  rule: AnyRule,
  { dueOn, calendarMissing }: Deadline,
  subject: Subject
): DueDraft {
  return {
    ledger: 'assets',
    rule: rule.id,
    source: citeFor(book.profile, rule.sources),
    dueOn,
    dueAt: null,
    calendarMissing,
    ...subject
  }
}

/** A deadline that ends with a day. */
export const on = (day: string): Deadline => calendarDaysFrom(day, 0)

/** The day the ledger's first entry was made: it answers for periods that ended after it. Today where it is empty. */
export async function ledgerSince({ manager, today }: AnyonesReading): Promise<string> {
  const began = await manager
    .createQueryBuilder(AssetEntry, 'e')
    .select('MIN(e.at)', 'at')
    .getRawOne<{ at: string | null }>()
  return began?.at ? localDateOf(began.at) : today
}

/** The years of the calendar from one day's to another's. */
export const yearsFrom = (from: string, to: string): readonly number[] => {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
