const BEIJING_MS = 8 * 3_600_000

/** By how many milliseconds the host's clock is ahead of this machine's. */
let ahead = 0

/**
 * Takes the host's moment as the time of this window. Main judges every date by the host's clock, so what a form
 * proposes goes by it, too: a workstation's own may be a day off, or stand in another time zone.
 */
export function goByHost(now: string): void {
  ahead = Date.parse(now) - Date.now()
}

/** Now by the host's clock, as a UTC instant. */
export const hostNow = (): string => new Date(Date.now() + ahead).toISOString()

/** Today's ISO local date in Beijing by the host's clock. */
export const localToday = (): string => new Date(Date.now() + ahead + BEIJING_MS).toISOString().slice(0, 10)
