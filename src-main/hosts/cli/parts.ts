import type { EntityManager, EntityMetadata } from 'typeorm'
import { compact } from '../../contract/typedText'
import type { LedgerModule } from '../../office/ledgerModule'

/** Ids of what a typed text may stand for beside the part's own texts, e.g. of the item a line is of. */
export type Meanings = (typed: string) => Promise<readonly string[]>

const manyParts = 1_000

/**
 * Ids of the parts of a record (its lines, counts, serials …) that a text means: by their own name or label, by their
 * line number, or by what they are of. `owners` are the ids the call names around it; without a fit among their parts,
 * rows of the table the field is named after are looked through (`holdingId`: what waits in the holding area).
 */
export async function partsMeant(
  manager: EntityManager,
  modules: readonly LedgerModule[],
  {
    typed,
    field,
    owners,
    meanings
  }: {
    readonly typed: string
    readonly field: string
    readonly owners: readonly string[]
    readonly meanings: Meanings
  }
): Promise<readonly string[]> {
  const tables = modules.flatMap(({ entities }) => entities.map((entity) => manager.connection.getMetadata(entity)))
  const of = new Set([...(await meanings(typed)), ...(await namedIn(manager, tables, typed))])
  const means = (row: Readonly<Record<string, unknown>>) =>
    Object.entries(row).some(
      ([column, value]) =>
        typeof value === 'string' && (column.endsWith('Id') ? of.has(value) : compact(value) === compact(typed))
    ) || String(row['lineNumber'] ?? '') === typed
  for (const rows of [
    await partsOf(manager, tables, owners),
    await rowsOf(
      manager,
      tables.filter(({ name }) => `${name}Id`.toLowerCase() === field.toLowerCase())
    )
  ]) {
    // What has been put away is no part any more.
    const ids = rows.filter((row) => row['quantity'] !== 0 && means(row)).map(({ id }) => String(id))
    if (ids.length > 0) return ids
  }
  return []
}

type Row = Readonly<Record<string, unknown>>

/** Ids of the ledger's rows of exactly that name, e.g. of every spec of an item. */
async function namedIn(
  manager: EntityManager,
  tables: readonly EntityMetadata[],
  typed: string
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const table of tables)
    if (hasId(table) && table.columns.some(({ propertyName }) => propertyName === 'name'))
      for (const { id } of await manager.getRepository<Row>(table.target).find({ where: { name: compact(typed) } }))
        ids.push(String(id))
  return ids
}

async function partsOf(
  manager: EntityManager,
  tables: readonly EntityMetadata[],
  owners: readonly string[]
): Promise<readonly Row[]> {
  const found: Row[] = []
  for (const table of tables) {
    const pointing = table.columns.map(({ propertyName }) => propertyName).filter((name) => /[a-z]Id$/.test(name))
    if (pointing.length === 0 || owners.length === 0 || !hasId(table)) continue
    const where = pointing.flatMap((name) => owners.map((id) => ({ [name]: id })))
    found.push(...(await manager.getRepository<Row>(table.target).find({ where, take: manyParts })))
  }
  return found
}

async function rowsOf(manager: EntityManager, tables: readonly EntityMetadata[]): Promise<readonly Row[]> {
  const found: Row[] = []
  for (const table of tables)
    if (hasId(table)) found.push(...(await manager.getRepository<Row>(table.target).find({ take: manyParts })))
  return found
}

const hasId = ({ columns }: EntityMetadata): boolean => columns.some(({ propertyName }) => propertyName === 'id')
