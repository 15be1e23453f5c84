import type { EntityManager } from 'typeorm'
import type { Clock } from '../kernel/instant'
import type { WorkingCalendar } from '../kernel/workingCalendar'
import type { Database } from '../platform/database/database'
import type { AttachmentStore } from '../platform/files/attachmentStore'
import type { IdSource } from '../platform/ids'
import type { SessionStore } from '../platform/session/sessionStore'
import type { JobRunner } from '../platform/jobs/jobRunner'
import type { LedgerModule } from './ledgerModule'

/** The open house: the bureau's data and everything the ledgers share, held together by the composition root. */
export interface House {
  readonly database: Database
  readonly clock: Clock
  readonly newId: IdSource
  /** Folder with database, attachments, backups, logs. */
  readonly folder: string
  /** Folder of shipped resources (calendars, code tables). */
  readonly resources: string
  readonly attachments: AttachmentStore
  readonly sessions: SessionStore
  readonly jobs: JobRunner
  readonly modules: readonly LedgerModule[]
  readonly appVersion: string
  /** Asks the host to close the house, call `finishRestore` and open it again; absent where the host cannot. */
  readonly requestReopen?: (() => void) | undefined
  /** Working days from loaded calendar data; pass the manager of a unit of work to see its own rows. */
  calendar(manager?: EntityManager): Promise<WorkingCalendar>
}
