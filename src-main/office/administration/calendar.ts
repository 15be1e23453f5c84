import { invalid } from '../../kernel/fault'
import { yearOf } from '../../kernel/localDate'
import type { SpecialDay } from '../../kernel/workingCalendar'
import { readCalendarFile } from '../../platform/calendar/calendarFile'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Attachment, CalendarDay } from '../entities'
import type { House, Reading } from '../house'

/** Loaded years with the number of special days each has. */
export async function calendarYears({
  manager
}: Reading): Promise<readonly { readonly year: number; readonly days: number }[]> {
  const counts = new Map<number, number>()
  for (const { day } of await manager.find(CalendarDay)) counts.set(yearOf(day), (counts.get(yearOf(day)) ?? 0) + 1)
  return [...counts].map(([year, days]) => ({ year, days })).sort((a, b) => a.year - b.year)
}

/** Puts the days into the kept calendar. A year that comes replaces that year as kept before. */
export async function storeCalendar(unit: UnitOfWork, days: readonly SpecialDay[]): Promise<readonly number[]> {
  const years = new Set(days.map((day) => yearOf(day.date)))
  const kept = new Map(
    (await unit.manager.find(CalendarDay)).filter((row) => years.has(yearOf(row.day))).map((row) => [row.day, row])
  )
  for (const { date, kind, name } of days) {
    const before = kept.get(date)
    kept.delete(date)
    if (!before) await unit.insert(CalendarDay, { day: date, kind, name })
    else if (before.kind !== kind || before.name !== name)
      await unit.update(CalendarDay, before, { kind, name }, '节假日')
  }
  for (const gone of kept.values()) await unit.remove(CalendarDay, gone, '节假日')
  return [...years].sort((a, b) => a - b)
}

/** Loads a holiday calendar from an uploaded csv; nothing is loaded when a line cannot be read. */
export async function importCalendar(
  unit: UnitOfWork,
  house: House,
  attachmentId: string
): Promise<{ years: readonly number[]; days: number }> {
  const attachment = await unit.load(Attachment, attachmentId, '节假日文件')
  const bytes = await house.attachments.read(attachment.sha256)
  const { days, problems } = readCalendarFile(decoded(bytes))
  if (problems.length > 0)
    throw invalid(
      problems.slice(0, 20).map(({ row, message }) => ({ path: 'attachmentId', message: `第${row}行：${message}` }))
    )
  if (days.length === 0) throw invalid([{ path: 'attachmentId', message: '文件中没有节假日' }])
  unit.about({ type: 'calendar', id: attachment.id, number: attachment.name })
  return { years: await storeCalendar(unit, days), days: days.length }
}

/** Spreadsheet programs save csv as GB 18030 or UTF-8. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
