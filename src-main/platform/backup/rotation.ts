import { addDays, dayOfWeek, monthOf } from '../../kernel/localDate'
import { parseBackupName, type BackupKind } from './naming'

const kept = { days: 7, weeks: 4, months: 12 }
/** Backups made for an occasion: the latest of each kind. */
const keptPerOccasion = 10

/**
 * Which backups may go: of the daily ones the latest of each of the last 7 days, 4 weeks and 12 months stay; of the
 * others the ten latest of their kind. Files that are no backups are never named.
 */
export function expired(names: readonly string[]): readonly string[] {
  const known = names.flatMap((name) => {
    const parsed = parseBackupName(name)
    return parsed ? [{ name, ...parsed }] : []
  })
  known.sort((a, b) => (a.name < b.name ? 1 : -1))
  const stays = new Set<string>()
  const daily = known.filter((each) => each.kind === 'daily')
  const weekOf = (day: string) => addDays(day, 1 - dayOfWeek(day))
  for (const [periodOf, count] of [
    [(day: string) => day, kept.days] as const,
    [weekOf, kept.weeks] as const,
    [monthOf, kept.months] as const
  ])
    for (const period of [...new Set(daily.map((each) => periodOf(each.day)))].slice(0, count)) {
      const latest = daily.find((each) => periodOf(each.day) === period)
      if (latest) stays.add(latest.name)
    }
  const occasions: readonly BackupKind[] = ['manual', 'migration', 'restore']
  for (const kind of occasions)
    for (const each of known.filter((other) => other.kind === kind).slice(0, keptPerOccasion)) stays.add(each.name)
  return known.filter((each) => !stays.has(each.name)).map((each) => each.name)
}
