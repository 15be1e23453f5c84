import type { EntityManager } from 'typeorm'
import type { Actor } from '../kernel/actor'
import type { Clock } from '../kernel/instant'
import type { RuleBook } from '../kernel/rules/rule'
import type { WorkingCalendar } from '../kernel/workingCalendar'
import type { Database } from '../platform/database/database'
import type { AttachmentStore } from '../platform/files/attachmentStore'
import type { IdSource } from '../platform/ids'
import type { JobRunner } from '../platform/jobs/jobRunner'
import type { FieldCipher } from '../platform/secrets/fieldCipher'
import type { KeyStanding } from '../platform/secrets/keyFile'
import type { Pins } from '../platform/session/pins'
import type { SessionStore } from '../platform/session/sessionStore'
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
  /** Encrypts single fields, e.g. titles of confidential files, under the key of the data folder. */
  readonly fields: FieldCipher
  /** Hashes and proves PINs, peppered with that key. */
  readonly pins: Pins
  readonly sessions: SessionStore
  readonly jobs: JobRunner
  readonly modules: readonly LedgerModule[]
  readonly appVersion: string
  /**
   * Asks the host to put a backup in the place of the data: acts under way end, new ones are refused, the present is
   * copied, the data swapped and opened again. Resolves when that is done; absent where the host cannot.
   */
  readonly requestRestore?: ((name: string, by: string) => Promise<KeyStanding>) | undefined
  /** Working days from loaded calendar data; pass the manager of a unit of work to see its own rows. */
  calendar(manager?: EntityManager): Promise<WorkingCalendar>
}

/** What a read is made with, whoever asks: committed rows, the rules and the calendar of the day. */
export interface AnyonesReading {
  readonly manager: EntityManager
  readonly today: string
  readonly now: string
  readonly book: RuleBook
  readonly calendar: WorkingCalendar
  readonly house: House
}

export type Reading = AnyonesReading & { readonly actor: Actor }
