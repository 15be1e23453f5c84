import { describe, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { timelinessOf, type Due, type Timeliness } from '@main/kernel/rules/lateness'

const days: Due = { dueOn: '2026-09-10', dueAt: null }
const at = instantAt
const hours: Due = { dueOn: '2026-09-10', dueAt: at('2026-09-10', '10:00') }

describe('K-13 whether a thing was in time', () => {
  const table: readonly [string, Due, string, string | undefined, Timeliness][] = [
    ['entered on the last day', days, at('2026-09-10', '23:59'), undefined, 'inTime'],
    ['entered the day after', days, at('2026-09-11', '00:00'), undefined, 'late'],
    ['entered in the last minute', hours, at('2026-09-10', '10:00'), undefined, 'inTime'],
    ['entered a minute after', hours, at('2026-09-10', '10:01'), undefined, 'late'],
    ['said for the last day, entered on it', days, at('2026-09-10', '18:00'), '2026-09-10', 'inTime'],
    ['said for days ago, entered before the end', days, at('2026-09-10', '18:00'), '2026-09-01', 'inTime'],
    ['said for the last day, entered the day after', days, at('2026-09-11', '08:00'), '2026-09-10', 'backdated'],
    ['said for days before, entered long after', days, at('2026-10-11', '08:00'), '2026-09-01', 'backdated'],
    ['said for the day after, entered on it', days, at('2026-09-11', '08:00'), '2026-09-11', 'late'],
    ['said for the day after, entered later still', days, at('2026-09-20', '08:00'), '2026-09-11', 'late'],
    ['said for a day to come beyond the end', days, at('2026-09-01', '08:00'), '2026-09-11', 'late'],
    ['the moment told, the same day', hours, at('2026-09-10', '23:00'), at('2026-09-10', '10:00'), 'inTime'],
    ['a moment too late, the same day', hours, at('2026-09-10', '23:00'), at('2026-09-10', '10:01'), 'late'],
    ['the moment told, past midnight', hours, at('2026-09-11', '00:00'), at('2026-09-10', '09:00'), 'backdated'],
    [
      'told days before, entered within the hours',
      hours,
      at('2026-09-10', '10:00'),
      at('2026-09-08', '09:00'),
      'inTime'
    ]
  ]
  it.each(table)('%s', (_, due, now, told, outcome) => {
    expect(timelinessOf(due, now, told)).toBe(outcome)
  })
})
