import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  compareDates,
  dateOf,
  dayOfMonth,
  daysBetween,
  earlierOf,
  endOfMonth,
  endOfQuarter,
  isValidDate,
  monthOf,
  monthsBetween,
  quarterOf,
  startOfMonth,
  startOfQuarter,
  yearOf
} from '../../src-main/kernel/localDate'
import {
  dateOfSerial,
  isPartOfDate,
  parseTypedDate,
  parseTypedMonth,
  type DateReading,
  type TypedDate
} from '../../src-main/contract/typedDate'

const read = (typed: TypedDate, reading?: DateReading): string => {
  const date = parseTypedDate(typed, reading)
  return date.ok ? date.value : date.problem
}

describe('date arithmetic', () => {
  it('counts calendar months: 31 January + 1 month is the last of February', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-01-31', 3)).toBe('2026-04-30')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
  })

  it('counts days across months and leap years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365)
    expect(daysBetween('2026-01-05', '2026-01-01')).toBe(-4)
    expect(monthsBetween('2026-01-15', '2026-07-14')).toBe(5)
  })

  it('knows the ends of months and quarters', () => {
    expect(endOfMonth('2026-02-10')).toBe('2026-02-28')
    expect([quarterOf('2026-05-31'), startOfQuarter('2026-05-31'), endOfQuarter('2026-05-31')]).toEqual([
      2,
      '2026-04-01',
      '2026-06-30'
    ])
    expect([yearOf('2026-05-31'), monthOf('2026-05-31')]).toEqual([2026, '2026-05'])
  })

  it('tells days that exist from those that do not', () => {
    expect(isValidDate('2026-02-28')).toBe(true)
    expect(isValidDate('2026-02-29')).toBe(false)
    expect(isValidDate('2026-2-3')).toBe(false)
    expect(isValidDate('')).toBe(false)
    expect(dateOf(2026, 13, 1)).toBeUndefined()
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
    expect(compareDates('2025-12-31', '2026-01-01')).toBe(-1)
  })
})

describe('typed dates', () => {
  it.each([
    '2023-5-1',
    '2023.5.1',
    '2023/5/1',
    '20230501',
    '2023年5月1日',
    '2023年05月01号',
    '２０２３．５．１',
    '2023-05-01',
    ' 2023 - 05 - 01 ',
    '2023/5/1 14:30',
    '2023—5—1',
    '2023、5、1',
    '2023 5 1',
    '2023.05.01.',
    '2023-05-01T00:00:00.000Z',
    '2023年5月1日 9:05',
    '2023年5月1日 9时05分'
  ])('reads %s as 1 May 2023', (typed) => {
    expect(read(typed)).toBe('2023-05-01')
  })

  it('takes eight digits as a date and five as a day count of a spreadsheet', () => {
    expect(read(20230501, { serials: true })).toBe('2023-05-01')
    expect(read(45047, { serials: true })).toBe('2023-05-01')
    expect(read('45047', { serials: true })).toBe('2023-05-01')
    expect(read(45047.75, { serials: true })).toBe('2023-05-01')
    expect(read('45047')).toContain('不是有效日期')
  })

  it('knows the 1900 system and its day that never was', () => {
    const day = (serial: number): string => {
      const date = dateOfSerial(serial)
      return date.ok ? date.value : date.problem
    }
    expect([day(1), day(59), day(61), day(2_958_465)]).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '9999-12-31'])
    for (const serial of [0, 60, 2_958_466, -1]) expect(day(serial)).toContain('不是有效日期')
  })

  it('does not take a date with a digit or its year left out for a day of another century', () => {
    for (const typed of ['202351', 202351, '2023501', '105', 7])
      expect(read(typed, { serials: true })).toContain('不是有效日期')
    expect(read(1105, { serials: true })).toContain('缺年份')
  })

  it('refuses a bare year or month, even as a number in a date column', () => {
    for (const typed of ['2018年', '2018', 2018]) expect(read(typed, { serials: true })).toContain('只有年份')
    for (const typed of ['2018年5月', '2018.5', '201805', 201805])
      expect(read(typed, { serials: true })).toContain('只有年月')
  })

  it.each(['', '2023-2-30', '2023.13.1', '20231301', '2023-5.1', '不详', '5月', '23.5.1', '2023--5-1', '99999999'])(
    'refuses “%s”',
    (typed) => {
      expect(parseTypedDate(typed, { serials: true }).ok).toBe(false)
    }
  )

  it('fills in the year on forms only', () => {
    expect(read('1105', { referenceYear: 2026 })).toBe('2026-11-05')
    expect(read('11-5', { referenceYear: 2026 })).toBe('2026-11-05')
    expect(read('11月5日', { referenceYear: 2026 })).toBe('2026-11-05')
    expect(read('11.5')).toContain('缺年份')
    expect(read('1332', { referenceYear: 2026 })).toContain('不是有效日期')
  })

  it('takes the local date of a spreadsheet date cell', () => {
    expect(read(new Date('2022-07-09T00:00:00.000Z'))).toBe('2022-07-09')
    expect(read(new Date(Number.NaN))).toContain('不是有效日期')
  })

  it('reads months', () => {
    for (const typed of ['2023-5', '2023.05', '202305', '2023年5月', '2023-05-17', new Date('2023-05-17T00:00:00Z')])
      expect(parseTypedMonth(typed)).toEqual({ ok: true, value: '2023-05' })
    expect(parseTypedMonth('2023年').ok).toBe(false)
    // A cell's day count: 15 March 2023.
    expect(parseTypedMonth(45_000)).toEqual({ ok: true, value: '2023-03' })
  })

  it('takes a bare month in the year of the form only', () => {
    for (const typed of ['11', '11月', 11])
      expect(parseTypedMonth(typed, { referenceYear: 2026 })).toEqual({ ok: true, value: '2026-11' })
    expect(parseTypedMonth('2023-5', { referenceYear: 2026 })).toEqual({ ok: true, value: '2023-05' })
    expect([parseTypedMonth('11').ok, parseTypedMonth('13月', { referenceYear: 2026 }).ok]).toEqual([false, false])
  })

  it('takes day counts of this century, from its first day to its last, and no other digits', () => {
    const counted = { serials: true }
    expect([read(36_526, counted), read(73_050, counted), read(36_526.5, counted)]).toEqual([
      '2000-01-01',
      '2099-12-31',
      '2000-01-01'
    ])
    for (const typed of [36_525, 73_051, 36_525.5, '123405', '200313', '200300'])
      expect(read(typed, counted)).toContain('不是有效日期')
    expect([read('200301'), read('200312')]).toEqual(['“200301”只有年月，缺日', '“200312”只有年月，缺日'])
  })

  it('ends with the year 9999', () => {
    expect(read('9999-12-31')).toBe('9999-12-31')
    expect(read(new Date(Date.UTC(10_000, 0, 1)))).toContain('不是有效日期')
  })

  it('tells a year or a month without its day from a date', () => {
    for (const typed of [2003, 2003.04, '2003', '2003年', '2003年4月', '2003-4', '200304', '２００３．４'])
      expect(isPartOfDate(typed), String(typed)).toBe(true)
    for (const typed of [45_000, 12.5, 1899.5, '2003-4-1', '200313', '1799', '11月', new Date('2003-04-01T00:00:00Z')])
      expect(isPartOfDate(typed), String(typed)).toBe(false)
  })
})

describe('what dates are asked', () => {
  it('which is earlier', () => {
    expect([
      compareDates('2026-05-18', '2026-05-19'),
      compareDates('2026-05-19', '2026-05-18'),
      compareDates('2026-05-19', '2026-05-19')
    ]).toEqual([-1, 1, 0])
    expect([earlierOf('2026-05-18', '2026-05-19'), earlierOf('2026-05-19', '2026-05-18')]).toEqual([
      '2026-05-18',
      '2026-05-18'
    ])
  })

  it('their day, and the first of their month', () => {
    expect([dayOfMonth('2026-05-19'), startOfMonth('2026-05-19')]).toEqual([19, '2026-05-01'])
  })

  it('whether there is such a day, in years of four digits', () => {
    expect([dateOf(1, 1, 1), dateOf(9999, 12, 31), dateOf(0, 1, 1), dateOf(10_000, 1, 1)]).toEqual([
      '0001-01-01',
      '9999-12-31',
      undefined,
      undefined
    ])
    expect([dateOf(2028, 2, 29), dateOf(2026, 2, 29), dateOf(2026, 13, 1), dateOf(2026, 0, 1)]).toEqual([
      '2028-02-29',
      undefined,
      undefined,
      undefined
    ])
  })

  it('and say no date of what is none', () => {
    for (const text of ['2026-5-19', '20260519', '2026-05-19T00:00', ''])
      expect(() => addDays(text, 1), text).toThrow(RangeError)
    expect(() => addDays('2026-5-19', 1)).toThrow('not a local date')
  })
})

describe('the edges of typed dates', () => {
  it.each([
    ['18991231', '“18991231”不是有效日期'],
    ['19000101', '1900-01-01'],
    ['1900', '“1900”只有年份，缺月和日'],
    ['2100', '“2100”只有年份，缺月和日'],
    ['2101', '“2101”不是有效日期'],
    ['1899', '“1899”不是有效日期'],
    ['202601', '“202601”只有年月，缺日'],
    ['202612', '“202612”只有年月，缺日'],
    ['202600', '“202600”不是有效日期'],
    ['202613', '“202613”不是有效日期'],
    ['20261', '“20261”不是有效日期'],
    ['abc', '“abc”不是有效日期']
  ])('%s reads %s', (typed, expected) => {
    expect(read(typed)).toBe(expected)
  })

  it('names the day of a cell that is none, without its hour', () => {
    expect(read(new Date('1899-12-30T08:00:00.000Z'))).toBe('“1899-12-30”不是有效日期')
  })

  it('takes a day count with a fraction where a sheet is read, and nowhere else', () => {
    expect(read('46161.5', { serials: true })).toBe('2026-05-19')
    expect(read('46161.5')).toContain('不是有效日期')
    expect([59, 60, 61].map((serial) => dateOfSerial(serial)).map((day) => (day.ok ? day.value : '—'))).toEqual([
      '1900-02-28',
      '—',
      '1900-03-01'
    ])
  })
})
