import { setImmediate } from 'node:timers/promises'
import type { EntityManager, EntityMetadata } from 'typeorm'
import { formatInstant } from '../../contract/display'
import type { ChainId } from '../../contract/ledgers'
import { AuditEntry } from '../../platform/database/auditEntities'
import { rowsById } from '../../platform/database/readRows'
import { provableOf } from '../administration/verify'
import type { House } from '../house'
import type { ImportDefinition } from './importDefinition'
import { ImportUndoing } from './importUndoing'
import { writtenBy, type Written } from './importedRows'

/** Rows of a table looked at before other work of the process gets its turn. */
const rowsPerTurn = 2_000
const named = 5

/** A row that rests on an import: it names one of its rows, or changed one. */
interface Resting {
  readonly id: string
}

/** What rests on an import, in words, the first few by their act and number; nothing where it can be taken back. */
export async function restsOn(
  manager: EntityManager,
  house: House,
  of: { readonly entry: AuditEntry; readonly written: Written; readonly definition: ImportDefinition }
): Promise<readonly string[]> {
  const { entry, written, definition } = of
  const found = [...(await changedSince(manager, house, written)), ...(await naming(manager, house, written))]
  const gone = found.length > 0 ? await undoneRows(manager, entry.chain) : new Set<string>()
  const resting = [...new Set(found.filter(({ id }) => !gone.has(id)).map(({ id }) => id))]
  const words: string[] = []
  for (const id of resting.slice(0, named)) words.push(await actThatWrote(manager, entry, id))
  const more = resting.length > named ? [`另有${resting.length - named}条`] : []
  return [...new Set(words), ...more, ...((await definition.restsBeside?.(manager, written)) ?? [])]
}

/** Records the import left at another version than they have now. */
async function changedSince(manager: EntityManager, house: House, written: Written): Promise<readonly Resting[]> {
  const changed: Resting[] = []
  for (const { entity } of provableOf(house).entities) {
    const versions = written.versions.get(manager.connection.getMetadata(entity).tableName)
    if (!versions) continue
    const rows = await rowsById(manager, entity as new () => { id: string; version: number }, [...versions.keys()])
    for (const [id, version] of versions) if (rows.get(id)?.version !== version) changed.push({ id })
  }
  return changed
}

/** Entries and records that name a row of the import in any of their references. */
async function naming(manager: EntityManager, house: House, written: Written): Promise<readonly Resting[]> {
  const found: Resting[] = []
  for (const { entity } of provableOf(house).entities) {
    const metadata = manager.connection.getMetadata(entity)
    const references = referencesOf(metadata)
    if (references.length === 0) continue
    for await (const row of rowsOf(manager, metadata, references)) {
      // What was reversed by hand is gone already.
      if (written.ids.has(row.id) || written.ids.has(row['reversalOfId'] ?? '')) continue
      if (references.some((column) => written.ids.has(row[column] ?? ''))) found.push({ id: row.id })
    }
  }
  return found
}

/** Columns that hold the id of another row. */
const referencesOf = (metadata: EntityMetadata): readonly string[] =>
  metadata.columns
    .filter(({ isPrimary, type, length }) => !isPrimary && type === 'varchar' && length === '36')
    .map(({ propertyName }) => propertyName)

type References = { readonly id: string } & Readonly<Record<string, string | null>>

async function* rowsOf(
  manager: EntityManager,
  { target }: EntityMetadata,
  columns: readonly string[]
): AsyncGenerator<References> {
  for (let after = ''; ;) {
    const query = manager.createQueryBuilder(target, 'r').select('r.id', 'id')
    for (const column of columns) query.addSelect(`r.${column}`, column)
    const rows = await query
      .where('r.id > :after', { after })
      .orderBy('r.id', 'ASC')
      .limit(rowsPerTurn)
      .getRawMany<References>()
    yield* rows
    if (rows.length < rowsPerTurn) return
    after = rows.at(-1)?.id ?? ''
    await setImmediate()
  }
}

/** Rows of imports that were taken back, and of what took them back: nothing rests on what is gone already. */
async function undoneRows(manager: EntityManager, chain: ChainId): Promise<ReadonlySet<string>> {
  const undone = new Set((await manager.find(ImportUndoing)).map(({ importId }) => importId))
  const entries = await manager
    .createQueryBuilder(AuditEntry, 'a')
    .where('a.chain = :chain AND a.subjectType IN (:...types)', { chain, types: ['import', 'importUndone'] })
    .getMany()
  const ids = new Set<string>()
  for (const entry of entries)
    if (undone.has(entry.subjectId ?? '')) for (const id of writtenBy(manager, entry).ids) ids.add(id)
  return ids
}

/** What the log calls the file of an import, without its check value. */
export const withoutHash = (subject: string): string => subject.replace(/（SHA-256 \w+）/, '')

/** The last act after the import that wrote a row, as the log of acts knows it. */
async function actThatWrote(manager: EntityManager, { at }: AuditEntry, id: string): Promise<string> {
  const [act] = await manager
    .createQueryBuilder(AuditEntry, 'a')
    .select(['a.id', 'a.at', 'a.act', 'a.subjectNumber', 'a.actorName'])
    .where('a.at >= :at AND (a.entries LIKE :id OR a.changes LIKE :id)', { at, id: `%${id}%` })
    .orderBy('a.at', 'DESC')
    .addOrderBy('a.seq', 'DESC')
    .limit(1)
    .getMany()
  if (!act) return '来历不明的一条记录'
  return `${act.act}${act.subjectNumber ? ` ${withoutHash(act.subjectNumber)}` : ''}（${act.actorName}，${formatInstant(act.at)}）`
}
