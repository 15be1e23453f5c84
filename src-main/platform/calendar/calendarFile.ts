import { parse } from 'csv-parse/sync'
import { parseTypedDate } from '../../contract/typedDate'
import { compact } from '../../contract/typedText'
import { yearOf } from '../../kernel/localDate'
import type { SpecialDay } from '../../kernel/workingCalendar'

/** A day of the holiday notice with what the notice says of it. */
export interface CalendarDay extends SpecialDay {
  /** Statutory days of the festival the day belongs to. */
  readonly statutoryDays: number | null
  /** Off only because another day is worked instead (调休放假). */
  readonly swapped: boolean
}

export interface CalendarProblem {
  /** Line of the file, from 1, the heading included. */
  readonly row: number
  readonly message: string
}

/**
 * The days of a calendar file, the years they cover, and what could not be read. A file with problems should not be
 * loaded.
 */
export interface CalendarReading {
  readonly days: readonly CalendarDay[]
  readonly years: readonly number[]
  readonly problems: readonly CalendarProblem[]
}

const HEADINGS = ['日期', '类型', '节日', '法定天数', '是否调休放假日'] as const
const REQUIRED_HEADINGS = HEADINGS.slice(0, 2)
const KINDS: Readonly<Record<string, SpecialDay['kind']>> = { 放假: 'holiday', 补班: 'workday' }

type Line = Readonly<Partial<Record<(typeof HEADINGS)[number], string>>>

function readDay(line: Line): CalendarDay | string {
  const date = parseTypedDate(line.日期 ?? '')
  if (!date.ok) return date.problem
  const kind = KINDS[compact(line.类型 ?? '')]
  if (!kind) return `类型“${line.类型 ?? ''}”应为“放假”或“补班”`
  const statutory = compact(line.法定天数 ?? '')
  if (!/^\d*$/.test(statutory)) return `法定天数“${statutory}”不是整数`
  return {
    date: date.value,
    kind,
    name: compact(line.节日 ?? ''),
    statutoryDays: statutory === '' ? null : Number(statutory),
    swapped: compact(line.是否调休放假日 ?? '') === '是'
  }
}

/** Reads the text of a holiday calendar (csv with columns 日期, 类型, 节日, 法定天数, 是否调休放假日); the days come in date order. */
export function readCalendarFile(text: string): CalendarReading {
  let lines: string[][]
  try {
    lines = parse(text, { bom: true, relax_column_count: true, trim: true })
  } catch {
    return { days: [], years: [], problems: [{ row: 1, message: '文件不是逗号分隔的表格' }] }
  }
  const [heading = [], ...body] = lines
  const missing = REQUIRED_HEADINGS.filter((name) => !heading.includes(name))
  if (missing.length > 0)
    return { days: [], years: [], problems: [{ row: 1, message: `缺少列：${missing.join('、')}` }] }
  const days = new Map<string, CalendarDay>()
  const problems: CalendarProblem[] = []
  body.forEach((cells, index) => {
    const row = index + 2
    if (cells.every((cell) => cell === '')) return
    const day = readDay(Object.fromEntries(heading.map((name, column) => [name, cells[column] ?? ''])))
    if (typeof day === 'string') problems.push({ row, message: day })
    else if (days.has(day.date)) problems.push({ row, message: `${day.date}重复` })
    else days.set(day.date, day)
  })
  const sorted = [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
  return { days: sorted, years: [...new Set(sorted.map((day) => yearOf(day.date)))], problems }
}
