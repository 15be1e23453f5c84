import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../kernel/instant'
import { AuditEntry, ChainHead, ExceptionEntry, NumberSequence } from '../platform/database/auditEntities'
import { Database } from '../platform/database/database'
import type { Schema, Storage } from '../platform/database/dataSources'
import { Foundation1768000000000 } from '../platform/database/migrations/1768000000000-foundation'
import { RowLayout1768000900000 } from '../platform/database/migrations/1768000900000-rowLayout'
import { AttachmentStore } from '../platform/files/attachmentStore'
import type { IdSource } from '../platform/ids'
import { FieldCipher, type KeyProtection } from '../platform/secrets/fieldCipher'
import { Pins } from '../platform/session/pins'
import { JobRunner } from '../platform/jobs/jobRunner'
import { SessionStore } from '../platform/session/sessionStore'
import { Traces1769100000000 } from '../platform/database/migrations/1769100000000-traces'
import { Readings1769310000000 } from '../platform/database/migrations/1769310000000-readings'
import { PinFailures1769320000000 } from '../platform/database/migrations/1769320000000-pinFailures'
import { OneTimeCodes1769330000000 } from '../platform/database/migrations/1769330000000-oneTimeCodes'
import { ReplaceGuards1769340000000 } from '../platform/database/migrations/1769340000000-replaceGuards'
import { ImportUndoings1769350000000 } from '../platform/database/migrations/1769350000000-importUndoings'
import { AttachmentUses1769370000000 } from '../platform/database/migrations/1769370000000-attachmentUses'
import { PenStrokes1769360000000 } from '../platform/database/migrations/1769360000000-penStrokes'
import { SignedForms1769150000000 } from '../platform/database/migrations/1769150000000-signedForms'
import type { UnitOfWork } from '../platform/database/unitOfWork'
import { approvalEntities } from './approvals/entities'
import { keyOfPins, pinPeppers } from './dataKey'
import { officeEntities, standingEntities } from './entities'
import type { House } from './house'
import type { LedgerModule } from './ledgerModule'
import { loadCalendar } from './loadCalendar'
import { keepSignedForms } from './outputs/keepSigned'
import { ImportUndoing } from './outputs/importUndoing'
import { SignedForm } from './outputs/signedForm'
import { Motion } from './people/entities'
import { traceEntities } from './records/entities'
import { loadBook } from './ruleBook'

export interface HousePlan {
  /** Data folder: database file, attachments, backups, logs. Made when missing. */
  readonly folder: string
  /** Defaults to a SQLite file in the data folder. */
  readonly storage?: Storage
  readonly modules: readonly LedgerModule[]
  readonly clock: Clock
  readonly newId: IdSource
  readonly resources: string
  readonly appVersion: string
  /** How the key of encrypted fields is kept; a file only the user may read where absent. */
  readonly keyProtection?: KeyProtection | undefined
  readonly requestRestore?: House['requestRestore']
  /** Runs before an older schema is migrated. */
  readonly beforeMigration?: () => Promise<void>
  /**
   * Runs before a database that holds nothing yet is made the bureau's; throws where the folder says that there was
   * one.
   */
  readonly beforeFirst?: () => Promise<void>
}

/** Everything the database holds for the given ledgers. */
export function schemaOf(modules: readonly LedgerModule[]): Schema {
  return {
    entities: [
      AuditEntry,
      ChainHead,
      NumberSequence,
      ExceptionEntry,
      SignedForm,
      ImportUndoing,
      ...officeEntities,
      ...approvalEntities,
      ...traceEntities,
      Motion,
      ...modules.flatMap((module) => module.entities)
    ],
    standing: [...standingEntities, Motion, ...modules.flatMap((module) => module.standing ?? [])],
    migrations: [
      Foundation1768000000000,
      RowLayout1768000900000,
      Traces1769100000000,
      SignedForms1769150000000,
      Readings1769310000000,
      PinFailures1769320000000,
      OneTimeCodes1769330000000,
      ReplaceGuards1769340000000,
      ImportUndoings1769350000000,
      PenStrokes1769360000000,
      AttachmentUses1769370000000,
      ...modules.flatMap((module) => module.migrations)
    ]
  }
}

/** Names of all migrations of the given ledgers and the house, as the database keeps them. */
export function knownMigrations(modules: readonly LedgerModule[]): readonly string[] {
  return schemaOf(modules).migrations.map((Migration) => new Migration().name ?? Migration.name)
}

/** The SQLite file of a data folder. */
export const databaseFile = (folder: string): string => join(folder, 'ledger.sqlite')

/** Opens the bureau's data and puts the house together. Close with `house.database.close()`. */
export async function openHouse(plan: HousePlan): Promise<House> {
  await mkdir(plan.folder, { recursive: true, mode: 0o700 })
  const { folder, modules, clock, newId, resources, appVersion, requestRestore, beforeMigration, beforeFirst } = plan
  const storage = plan.storage ?? { kind: 'sqlite', file: databaseFile(folder) }
  const beforeSeal = (unit: UnitOfWork): Promise<void> => keepSignedForms(house, unit)
  const fields = new FieldCipher(folder, plan.keyProtection, () => keyOfPins(house.database.read))
  const pins = new Pins(pinPeppers(() => house))
  const surroundings = { clock, newId, appVersion, loadBook, beforeSeal, pins }
  const database = await Database.open(storage, schemaOf(modules), surroundings, { beforeMigration, beforeFirst })
  const house: House = {
    database,
    clock,
    newId,
    folder,
    resources,
    attachments: new AttachmentStore(join(folder, 'attachments')),
    fields,
    pins,
    sessions: new SessionStore(),
    jobs: new JobRunner(),
    modules,
    appVersion,
    requestRestore,
    calendar: (manager) => loadCalendar(manager ?? database.read)
  }
  await fields.noteWanted()
  return house
}
