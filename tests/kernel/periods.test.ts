import { describe, expect, it } from 'vitest'
import {
  calendarDaysFrom,
  daysLeft,
  earliestDeadline,
  hoursFrom,
  isOver,
  monthsFrom,
  monthsOf,
  periodFrom,
  seasonOf,
  warningDay,
  workingDaysFrom
} from '../../src-main/kernel/periods'
import { WorkingCalendar } from '../../src-main/kernel/workingCalendar'

/** Spring Festival of 2026: off 15–23 February, worked on Saturday 14 and Saturday 28. */
const calendar = new WorkingCalendar([
  { date: '2026-02-14', kind: 'workday', name: '春节' },
  ...[15, 16, 17, 18, 19, 20, 21, 22, 23].map((day) => ({
    date: `2026-02-${day}`,
    kind: 'holiday' as const,
    name: '春节'
  })),
  { date: '2026-02-28', kind: 'workday', name: '春节' }
])

describe('periods', () => {
  it('n calendar days end at 24:00 of the n-th day after, holidays or not', () => {
    const deadline = calendarDaysFrom('2026-02-13', 3)
    expect(deadline).toEqual({ dueOn: '2026-02-16', dueAt: '2026-02-16T16:00:00.000Z', calendarMissing: false })
    expect(isOver(deadline, '2026-02-16T15:59:59.999Z')).toBe(false)
    expect(isOver(deadline, '2026-02-16T16:00:00.000Z')).toBe(true)
  })

  it('n working days skip holidays and count make-up days', () => {
    expect(workingDaysFrom('2026-02-13', 1, calendar).dueOn).toBe('2026-02-14')
    expect(workingDaysFrom('2026-02-13', 2, calendar).dueOn).toBe('2026-02-24')
    expect(workingDaysFrom('2026-02-23', 5, calendar)).toMatchObject({ dueOn: '2026-02-28', calendarMissing: false })
  })

  it('n hours run from the minute', () => {
    const deadline = hoursFrom('2026-02-13T02:00:45.000Z', 24)
    expect(deadline).toEqual({ dueOn: '2026-02-14', dueAt: '2026-02-14T02:00:00.000Z', calendarMissing: false })
    expect(isOver(deadline, '2026-02-14T02:00:59.000Z')).toBe(false)
    expect(isOver(deadline, '2026-02-14T02:01:00.000Z')).toBe(true)
  })

  it('within 3 months is up to and including the day 3 months later', () => {
    expect(monthsFrom('2026-01-31', 1).dueOn).toBe('2026-02-28')
    expect(periodFrom('2026-01-15', 3, 'months', calendar).dueOn).toBe('2026-04-15')
    expect(isOver(monthsFrom('2026-01-15', 3), '2026-04-15T12:00:00.000Z')).toBe(false)
  })

  it('is counted in the unit its parameter names', () => {
    expect(periodFrom('2026-02-13', 2, 'workingDays', calendar).dueOn).toBe('2026-02-24')
    expect(periodFrom('2026-02-13', 2, 'calendarDays', calendar).dueOn).toBe('2026-02-15')
    expect(periodFrom('2026-02-13', 2, 'months', calendar).dueOn).toBe('2026-04-13')
  })

  it('of days is over when its last day is, whatever the hour', () => {
    const days = { dueOn: '2026-02-13', dueAt: null }
    expect([isOver(days, '2026-02-13T15:59:59.999Z'), isOver(days, '2026-02-13T16:00:00.000Z')]).toEqual([false, true])
  })

  it('warns on the last working day before the end', () => {
    expect(warningDay(calendarDaysFrom('2026-02-13', 7), calendar).date).toBe('2026-02-14')
    expect(warningDay(calendarDaysFrom('2026-03-09', 7), calendar).date).toBe('2026-03-13')
  })

  it('says when a year is not loaded, and counts Monday to Friday there', () => {
    expect(workingDaysFrom('2026-12-31', 1, calendar)).toMatchObject({ dueOn: '2027-01-01', calendarMissing: true })
    expect(workingDaysFrom('2026-12-30', 1, calendar).calendarMissing).toBe(false)
    expect(calendarDaysFrom('2026-12-31', 30).calendarMissing).toBe(false)
    expect(warningDay(calendarDaysFrom('2026-12-31', 30), calendar).calendarMissing).toBe(true)
  })

  it('lets the earliest of several clocks count', () => {
    expect(
      earliestDeadline([calendarDaysFrom('2026-02-01', 30), hoursFrom('2026-02-01T00:00:00.000Z', 24)])?.dueOn
    ).toBe('2026-02-02')
    expect(earliestDeadline([])).toBeUndefined()
    const alike = [
      calendarDaysFrom('2026-02-03', 30),
      calendarDaysFrom('2026-02-01', 30),
      calendarDaysFrom('2026-02-01', 30)
    ]
    expect(earliestDeadline(alike)).toBe(alike[1])
    expect([daysLeft('2026-02-03', '2026-02-03'), daysLeft('2026-02-03', '2026-02-05')]).toEqual([0, -2])
  })

  it('takes the season from the month', () => {
    expect(['2026-03-01', '2026-08-31', '2026-11-30', '2026-12-01', '2026-02-28'].map((day) => seasonOf(day))).toEqual([
      'spring',
      'summer',
      'autumn',
      'winter',
      'winter'
    ])
    expect(seasonOf('2026-03-01', { spring: [2], summer: [4], autumn: [9], winter: [3] })).toBe('winter')
    expect(() => seasonOf('2026-03-01', { spring: [], summer: [], autumn: [], winter: [] })).toThrow(RangeError)
  })
})

describe('working calendar', () => {
  it('knows holidays, make-up days and plain weeks', () => {
    const worked = ['2026-02-13', '2026-02-14', '2026-02-17', '2026-02-28', '2026-03-01'].map((day) =>
      calendar.isWorkingDay(day)
    )
    expect(worked).toEqual([true, true, false, true, false])
    expect(calendar.specialDay('2026-02-17')?.name).toBe('春节')
    expect([calendar.isLoaded(2026), calendar.isLoaded(2027), calendar.loadedYears]).toEqual([true, false, [2026]])
  })

  it('finds the last working days of a span', () => {
    expect(calendar.lastWorkingDays('2026-02-01', '2026-02-23', 3).dates).toEqual([
      '2026-02-12',
      '2026-02-13',
      '2026-02-14'
    ])
    expect(calendar.lastWorkingDays('2026-02-15', '2026-02-23', 3).dates).toEqual([])
  })

  it('steps back, forward and counts between', () => {
    expect(calendar.previousWorkingDay('2027-01-01')).toEqual({ date: '2026-12-31', calendarMissing: false })
    expect(calendar.workingDayOnOrAfter('2026-02-15').date).toBe('2026-02-24')
    expect(calendar.workingDayOnOrAfter('2026-02-14').date).toBe('2026-02-14')
    expect(calendar.workingDaysBetween('2026-02-13', '2026-02-24').days).toBe(2)
  })
})

describe('a calendar of several years', () => {
  const years = new WorkingCalendar([{ date: '2026-01-01', kind: 'holiday', name: '元旦' }], [2027, 2026])

  it('names its years in order', () => {
    expect(years.loadedYears).toEqual([2026, 2027])
  })

  it('gives the last working days of a span, both ends counted, and says when a year is not known', () => {
    // Saturday 2026-05-16 and Sunday 17 lie between.
    expect(years.lastWorkingDays('2026-05-15', '2026-05-19', 2)).toEqual({
      dates: ['2026-05-18', '2026-05-19'],
      calendarMissing: false
    })
    expect(years.lastWorkingDays('2026-05-15', '2026-05-19', 9)).toEqual({
      dates: ['2026-05-15', '2026-05-18', '2026-05-19'],
      calendarMissing: false
    })
    expect(years.lastWorkingDays('2027-12-31', '2028-01-03', 2)).toEqual({
      dates: ['2027-12-31', '2028-01-03'],
      calendarMissing: true
    })
    expect(years.lastWorkingDays('2027-12-30', '2027-12-31', 1).calendarMissing).toBe(false)
  })

  it('counts the working days after one day up to another', () => {
    expect(years.workingDaysBetween('2026-05-15', '2026-05-19')).toEqual({ days: 2, calendarMissing: false })
    expect(years.workingDaysBetween('2026-05-19', '2026-05-19')).toEqual({ days: 0, calendarMissing: false })
    expect(years.workingDaysBetween('2027-12-31', '2028-01-04')).toEqual({ days: 2, calendarMissing: true })
    expect(years.workingDaysBetween('2028-01-03', '2028-01-03').calendarMissing).toBe(false)
  })
})

describe('months as an administrator types them', () => {
  it('are whole numbers from 1 to 12, parted by any sign people use, and nothing else', () => {
    expect(monthsOf('3,4,5')).toEqual([3, 4, 5])
    expect(monthsOf(' 12、1，2 ')).toEqual([12, 1, 2])
    expect(monthsOf('1')).toEqual([1])
    expect(monthsOf('12')).toEqual([12])
    for (const typed of ['', ' ', '0', '13', '3,13', '0,3', '1.5', '三', '3,四', '-1', '3-5'])
      expect(monthsOf(typed), typed).toBeUndefined()
  })
})

describe('a period of days', () => {
  it('is over at 24:00 of its last day, whatever the minute; one of hours after the whole minute it ends in', () => {
    const days = { dueOn: '2026-09-30', dueAt: null }
    expect(isOver(days, '2026-09-30T15:59:59.999Z')).toBe(false)
    expect(isOver(days, '2026-09-30T16:00:00.000Z')).toBe(true)
    const hours = { dueOn: '2026-09-30', dueAt: '2026-09-30T02:00:00.000Z' }
    expect(isOver(hours, '2026-09-30T02:00:59.999Z')).toBe(false)
    expect(isOver(hours, '2026-09-30T02:01:00.000Z')).toBe(true)
  })
})
