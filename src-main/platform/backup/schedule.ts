import { Cron } from 'croner'
import { BUREAU_TIME_ZONE, localDateOf, type Clock } from '../../kernel/instant'
import { listBackups, makeBackup, type BackupPlaces } from './backup'

export interface BackupSchedule {
  /** Settles once the backup due at the start is made or has failed. */
  readonly caughtUp: Promise<void>
  stop(): void
}

/**
 * Makes the day's backup: now, when the computer was off at the appointed time, and every day at 12:30 local time while the program runs.
 * `failed` hears of a backup that could not be made.
 */
export function scheduleDailyBackups(places: BackupPlaces, clock: Clock, failed: (error: unknown) => void): BackupSchedule {
  const today = async () => {
    const done = (await listBackups(places.backups)).some((each) => each.kind === 'daily' && localDateOf(each.at) === clock.today())
    if (!done) await makeBackup(places, 'daily', clock.now())
  }
  const job = new Cron('30 12 * * *', { timezone: BUREAU_TIME_ZONE, protect: true, catch: failed, unref: true }, today)
  return { caughtUp: today().catch(failed), stop: () => job.stop() }
}
