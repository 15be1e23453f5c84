import { describe, expect, it } from 'vitest'
import { isPartOfDate, parseTypedDate } from '@main/contract/typedDate'

const inBooks = { serials: true, shortYears: true } as const
const read = (typed: string): string => {
  const found = parseTypedDate(typed, inBooks)
  return found.ok ? found.value : `? ${found.problem}`
}

describe('dates of books', () => {
  it.each([
    ['二〇二六年九月三十日', '2026-09-30'],
    ['二○二六年十月一日', '2026-10-01'],
    ['二零二六年十二月二十五日', '2026-12-25'],
    ['一九八九年元月廿一日', '1989-01-21']
  ])('spelt out: %s', (typed, day) => expect(read(typed)).toBe(day))

  it.each([
    ['26.3.5', '2026-03-05'],
    ['89年4月27日', '1989-04-27'],
    ['26/3/5', '2026-03-05'],
    ['3/5/26', '2026-03-05'],
    ['3/15/2026', '2026-03-15'],
    ['15/3/2026', '2026-03-15'],
    ['5-Mar-26', '2026-03-05'],
    ['Mar 5, 2026', '2026-03-05'],
    ["'26.3.5", '2026-03-05']
  ])('with a short year, or the year last: %s', (typed, day) => expect(read(typed)).toBe(day))

  it.each([
    ['2026-3-5 上午', '2026-03-05'],
    ['2026年3月5日9时30分', '2026-03-05'],
    ['2026-3-5（周四）', '2026-03-05'],
    ['2026.3.5 星期四', '2026-03-05'],
    ['2026/3/5 3:30 PM', '2026-03-05']
  ])('with hours or a day of the week behind: %s', (typed, day) => expect(read(typed)).toBe(day))

  it('names both days where nobody can tell month from year or day', () => {
    expect(read('03/05/26')).toContain('可能是2003-05-26，也可能是2026-03-05')
    expect(read('3/5/2026')).toContain('可能是2026-03-05，也可能是2026-05-03')
  })

  it('takes short years in books only', () =>
    expect(parseTypedDate('26.3.5')).toEqual({ ok: false, problem: '“26.3.5”不是有效日期' }))

  it('knows a month without its day, also spelt out', () =>
    expect(['二〇〇三年四月', '2003.04', '2003年4月5日'].map(isPartOfDate)).toEqual([true, true, false]))

  // Every day of two years, in every way books write it, is that day or is asked.
  it('never reads another day', () => {
    for (let day = Date.UTC(2025, 0, 1); day < Date.UTC(2027, 0, 1); day += 86_400_000) {
      const iso = new Date(day).toISOString().slice(0, 10)
      const [year = '', month = '', date = ''] = iso.split('-')
      const [y, m, d] = [year.slice(2), String(Number(month)), String(Number(date))]
      const ways = [
        `${y}.${m}.${d}`,
        `${y}年${m}月${d}日`,
        `${m}/${d}/${y}`,
        `${month}/${date}/${year}`,
        `${y}/${month}/${date}`
      ]
      for (const typed of ways) expect([iso, expect.stringContaining(iso)], typed).toContainEqual(read(typed))
    }
  })
})
