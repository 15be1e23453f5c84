const FULL = /^(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))$/
const MONTH_DAY = /^(?:(\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))$/
const MONTH = /^(\d{4})(?:[-./年](\d{1,2})月?|(\d{2}))$/
const BARE_MONTH = /^(\d{1,2})月?$/

const two = (number: number) => String(number).padStart(2, '0')

function onCalendar(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && year >= 1900 && year <= 2199 ? `${year}-${two(month)}-${two(day)}` : undefined
}

/** Digits and signs as a keyboard without input method would have given them. */
export function plainCharacters(typed: string): string {
  return typed
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]/g, '')
    .replace(/。/g, '.')
}

/** The ISO local date meant by what was typed: 1105, 11-5, 11月5日 (in the year of `today`), 20261105, 2026.11.5. Undefined when it is none. */
export function readDate(typed: string, today: string): string | undefined {
  const text = plainCharacters(typed)
  const full = FULL.exec(text)
  if (full) return onCalendar(Number(full[1]), Number(full[2] ?? full[4]), Number(full[3] ?? full[5]))
  const short = MONTH_DAY.exec(text)
  return short ? onCalendar(Number(today.slice(0, 4)), Number(short[1] ?? short[3]), Number(short[2] ?? short[4])) : undefined
}

/** The month 'YYYY-MM' meant by what was typed: 202611, 2026-11, 11 (in the year of `today`). Undefined when it is none. */
export function readMonth(typed: string, today: string): string | undefined {
  const text = plainCharacters(typed)
  const full = MONTH.exec(text)
  const bare = BARE_MONTH.exec(text)
  const date = full
    ? onCalendar(Number(full[1]), Number(full[2] ?? full[3]), 1)
    : bare
      ? onCalendar(Number(today.slice(0, 4)), Number(bare[1]), 1)
      : undefined
  return date?.slice(0, 7)
}

/** The time of day 'HH:MM' meant by what was typed: 930, 9:30, 0930, 9. Undefined when it is none. */
export function readTime(typed: string): string | undefined {
  const parts = /^(\d{1,2})(?::?(\d{2}))?$/.exec(plainCharacters(typed).replace('：', ':').replace('点', ':').replace(/分$/, ''))
  if (!parts) return undefined
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)]
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : undefined
}

/** Today's ISO local date by the clock of this machine. */
export function localToday(): string {
  const now = new Date()
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
