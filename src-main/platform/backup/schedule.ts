import { Cron } from 'croner'
import { BUREAU_TIME_ZONE, localDateOf, type Clock } from '../../kernel/instant'
import { listBackups } from './backup'

export interface BackupSchedule {
  /** Settles once the backup due at the start is made or has failed. */
  readonly caughtUp: Promise<void>
  stop(): void
}

/** What is done for the day's backup. */
export interface DailyBackup {
  readonly backups: string
  readonly clock: Clock
  /** Whether there is anything worth keeping: an empty house is none. */
  readonly worthwhile: () => Promise<boolean>
  readonly make: () => Promise<unknown>
  /** What else is looked after at the same times. */
  readonly alsoDo: () => Promise<unknown>
  /** Hears of a backup that could not be made, or of anything else that could not be done. */
  readonly failed: (error: unknown) => void
}

/**
 * Makes the day's backup: now, when the computer was off before, and at the next half hour of a day that has none yet
 * while the program runs. What else the house needs looking after is done at each of these times.
 */
export function scheduleDailyBackups({
  backups,
  clock,
  worthwhile,
  make,
  alsoDo,
  failed
}: DailyBackup): BackupSchedule {
  const today = async () => {
    const done = (await listBackups(backups)).some(
      (each) => each.kind === 'daily' && localDateOf(each.at) === clock.today()
    )
    if (!done && (await worthwhile())) await make()
  }
  const round = async () => {
    await today().catch(failed)
    await alsoDo().catch(failed)
  }
  const job = new Cron('30 * * * *', { timezone: BUREAU_TIME_ZONE, protect: true, catch: failed, unref: true }, round)
  return { caughtUp: round(), stop: () => job.stop() }
}
