import { instantAt } from '../../kernel/instant'

const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})(?::00)?$/

/**
 * A moment as people type it, as the contract takes it: `2026-09-30 09:00` is the bureau's own time,
 * `2026-09-30T09:00+08:00` names its offset. Everything else passes as it is.
 */
export function instantOf(typed: string): string {
  const [, day, time] = local.exec(typed) ?? []
  try {
    if (day !== undefined && time !== undefined) return instantAt(day, time.padStart(5, '0'))
    if (/[+-]\d{2}:?\d{2}$/.test(typed) && typed.includes('T')) return new Date(typed).toISOString()
  } catch {
    // Not a moment there is: the contract says so.
  }
  return typed
}
