import { formatDate } from '../../contract/display'
import { instantAt, localDateOf, type Instant } from '../instant'
import { daysBetween, type LocalDate } from '../localDate'
import { isOver } from '../periods'
import { source } from './regulation'
import { defineRule } from './rule'

/**
 * K-13: a date typed into the past is marked 补录 and, beyond `days`, needs a reason; a day still to come is no record of
 * what was done. A missed deadline is noted where it is missed (office/records/lateness), whatever is done afterwards.
 */
export const K_13 = defineRule<
  {
    readonly what: string
    readonly dated: LocalDate
    readonly today: LocalDate
    readonly field?: string
    /** What the reason box asks for, where it has to say more than usual. */
    readonly ask?: string
  },
  { days: { label: string; unit: string; fallback: number } }
>({
  id: 'K-13',
  act: 'WARN',
  title: '逾期留痕，后补不消；补录的写明登记日期和原因',
  sources: [source('PRACTICE')],
  parameters: { days: { label: '补录须写明原因的天数', unit: '日', fallback: 1 } },
  check: ({ what, dated, today, field, ask = '请写明补录原因' }, { days }) => {
    const at = field === undefined ? {} : { field }
    if (dated > today) return { message: `${what}不能晚于今天`, act: 'BLOCK', ...at }
    const back = daysBetween(dated, today)
    return (
      back > days && {
        message: `${what}为${formatDate(dated)}，${back}日后才登记，属于补录`,
        ask,
        ...at
      }
    )
  }
})

/** The end of a period: `dueAt` null where it is one of days. */
export interface Due {
  readonly dueOn: LocalDate
  readonly dueAt: Instant | null
}

/** How a thing stands to its deadline; `backdated`: said to have been in time, but entered on a later day, after it. */
export type Timeliness = 'inTime' | 'late' | 'backdated'

/**
 * K-13, one reading for every clock: whether what is entered now was in time. `told` is the typed day or moment of the
 * deed; without it the entry is the deed. What was told after the deadline is late by its own word, what was entered
 * before the deadline is in time. What was entered after it counts by what was told only on the day it was done: a date
 * typed into the past stays outside "in time".
 */
export function timelinessOf(due: Due, now: Instant, told?: LocalDate | Instant): Timeliness {
  if (told === undefined) return isOver(due, now) ? 'late' : 'inTime'
  const done = momentOf(told)
  if (isOver(due, done)) return 'late'
  return isOver(due, now) && localDateOf(done) < localDateOf(now) ? 'backdated' : 'inTime'
}

/** A typed day or moment as a moment: noon stands for a day. */
export const momentOf = (told: LocalDate | Instant): Instant =>
  told.length === '2026-01-01'.length ? instantAt(told, '12:00') : told
