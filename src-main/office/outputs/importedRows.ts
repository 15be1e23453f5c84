import type { EntityManager } from 'typeorm'
import type { AuditEntry } from '../../platform/database/auditEntities'
import { rowsById } from '../../platform/database/readRows'
import { Attachment, Person, SavedView, Unit } from '../entities'
import type { ImportedRows } from './importDefinition'

/** What comes along with an import and stays: newcomers of the roster, the kept file, remembered choices. */
const staying = [Person, Unit, SavedView, Attachment]

/** What an import wrote, as its audit entry tells: ids by table, and the versions it left rows at. */
export interface Written extends ImportedRows {
  /** Ids of the rows it made, those that stay left out. */
  readonly ids: ReadonlySet<string>
  /** Version of each record it left, by table and id. */
  readonly versions: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Reads what an import wrote off its audit entry. */
export function writtenBy(manager: EntityManager, { changes, entries }: AuditEntry): Written {
  const made = new Map<string, Set<string>>()
  const versions = new Map<string, Map<string, number>>()
  const stays = new Set(staying.map((entity) => manager.connection.getMetadata(entity).tableName))
  const add = (table: string, id: string) => made.set(table, (made.get(table) ?? new Set<string>()).add(id))
  for (const { table, id } of entries) if (!stays.has(table)) add(table, id)
  for (const { table, id, before, after } of changes) {
    if (stays.has(table)) continue
    if (before === null) add(table, id)
    const { version } = after ?? {}
    if (typeof version === 'number')
      versions.set(table, (versions.get(table) ?? new Map<string, number>()).set(id, version))
  }
  return {
    ids: new Set([...made.values()].flatMap((ids) => [...ids])),
    versions,
    of: async (entity) => {
      const ids = [...(made.get(manager.connection.getMetadata(entity).tableName) ?? [])].sort()
      const rows = await rowsById(manager, entity, ids)
      return ids.flatMap((id) => rows.get(id) ?? [])
    }
  }
}
