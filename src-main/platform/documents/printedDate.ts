const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
/** The bureau's clock, Asia/Shanghai; without daylight saving for every instant this suite can record. */
const SHANGHAI_OFFSET = 8 * 3_600_000

/** 2026-01-05 as 2026年1月5日 (GB/T 9704: no leading zero). Anything that is no ISO local date is returned unchanged. */
export function printedDate(date: string): string {
  const parts = LOCAL_DATE.exec(date)
  return parts ? `${Number(parts[1])}年${Number(parts[2])}月${Number(parts[3])}日` : date
}

/** The worksheet date of an ISO local date, as the UTC midnight exceljs stores; nothing when it is no such date. */
export function sheetDate(date: string): Date | undefined {
  if (!LOCAL_DATE.test(date)) return undefined
  const day = new Date(`${date}T00:00:00.000Z`)
  // 1900 counts as a leap year in Excel: earlier dates have no serial that reads back the same.
  return Number.isNaN(day.getTime()) || day.getUTCFullYear() < 1901 || day.toISOString().slice(0, 10) !== date
    ? undefined
    : day
}

/** The worksheet date showing a UTC ISO instant on the clock of Asia/Shanghai; nothing when it is no instant. */
export function sheetInstant(instant: string): Date | undefined {
  const time = Date.parse(instant)
  return Number.isNaN(time) || !instant.includes('T') ? undefined : new Date(time + SHANGHAI_OFFSET)
}
