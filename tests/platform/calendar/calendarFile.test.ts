import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { WorkingCalendar } from '../../../src-main/kernel/workingCalendar'
import { readCalendarFile } from '../../../src-main/platform/calendar/calendarFile'

const shipped = await readFile(
  new URL('../../../resources/calendars/cn_holidays_2004_2026.csv', import.meta.url),
  'utf8'
)

describe('the holiday calendar', () => {
  it('that is shipped reads without a problem and covers 2004 to 2026', () => {
    const { days, years, problems } = readCalendarFile(shipped)
    expect(problems).toEqual([])
    expect(days).toHaveLength(769)
    expect([years[0], years.at(-1), years.length]).toEqual([2004, 2026, 23])
    const calendar = new WorkingCalendar(days, years)
    expect(['2026-02-14', '2026-10-10', '2026-10-08', '2026-10-06'].map((day) => calendar.isWorkingDay(day))).toEqual([
      true,
      true,
      true,
      false
    ])
    expect(calendar.isLoaded(2027)).toBe(false)
    expect(days.find((day) => day.date === '2026-10-06')).toMatchObject({
      name: '国庆节',
      statutoryDays: 3,
      swapped: true
    })
  })

  it('names every line it cannot read', () => {
    const text =
      '日期,类型,节日\n2027-01-01,放假,元旦\n2027-13-01,放假,元旦\n2027-01-02,休息,元旦\n2027/1/1,补班,元旦\n'
    expect(readCalendarFile(text).problems).toEqual([
      { row: 3, message: '“2027-13-01”不是有效日期' },
      { row: 4, message: '类型“休息”应为“放假”或“补班”' },
      { row: 5, message: '2027-01-01重复' }
    ])
  })

  it('refuses a file that is no calendar', () => {
    expect(readCalendarFile('姓名,科室\n张三,办公室').problems).toEqual([{ row: 1, message: '缺少列：日期、类型' }])
    expect(readCalendarFile('').problems).toHaveLength(1)
  })
})
