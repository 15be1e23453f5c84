import type { EntityManager, EntityMetadata } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import { canonicalText } from '../../kernel/canonical'
import { auditBatches } from './auditBatches'
import type { AuditEntry, RecordedChange } from './auditEntities'
import { rowHash } from './rows'
import { SeenSet } from './seenSet'
import type { Flaw, Provable } from './provable'

type StoredRow = Record<string, unknown>
interface Suspicion {
  readonly table: string
  readonly id: string
  readonly flaw: Flaw
}

const unrecorded = '（不记录）'
const window = 500
/** More suspicions than this are not looked into one by one; the first of them will do. */
const suspicionsKept = 200

/** Proves rows against the audit entries that wrote or changed them. Fed with each chain from its end to its beginning. */
export class RowProof {
  private readonly tables: ReadonlyMap<string, { readonly metadata: EntityMetadata; readonly ledger: ChainId; readonly appendOnly: boolean }>
  private readonly recorded = new SeenSet()
  private readonly laterFields = new SeenSet()
  private readonly covered = new Map<string, number>()
  private readonly removed = new Map<string, number>()
  private readonly suspicions: Suspicion[] = []

  constructor(
    private readonly manager: EntityManager,
    entities: Provable['entities']
  ) {
    const known = entities.map(({ entity, ...rest }) => ({ metadata: manager.connection.getMetadata(entity), ...rest }))
    this.tables = new Map(known.map((each) => [each.metadata.tableName, each]))
  }

  /** Proves what a batch of one chain's entries wrote; gives the flaw with the lowest sequence. */
  async prove(batch: readonly AuditEntry[], nameOf: (entry: AuditEntry) => string): Promise<Flaw | undefined> {
    const wanted = new Map<string, Set<string>>()
    for (const entry of batch)
      for (const each of [...list(entry.entries), ...list(entry.changes)]) wanted.set(each.table, (wanted.get(each.table) ?? new Set()).add(each.id))
    const rows = new Map<string, Map<string, StoredRow>>()
    for (const [table, ids] of wanted) rows.set(table, await this.rowsOf(table, [...ids]))
    let first: Flaw | undefined
    for (const entry of batch) {
      const flaw = this.proveEntries(entry, nameOf(entry), rows)
      if (flaw) first = flaw
      for (const change of list(entry.changes)) this.suspect(entry, change, nameOf(entry), rows.get(change.table)?.get(change.id))
    }
    return first
  }

  /** After all chains: changed rows that do not hold what was last recorded, and rows nobody recorded. */
  async conclude(): Promise<Flaw | undefined> {
    for (const suspicion of this.suspicions) if (!(await this.cleared(suspicion))) return suspicion.flaw
    for (const table of this.tables.keys()) {
      const flaw = await this.unrecordedRow(table)
      if (flaw) return flaw
    }
    return undefined
  }

  private proveEntries(entry: AuditEntry, number: string, rows: ReadonlyMap<string, ReadonlyMap<string, StoredRow>>): Flaw | undefined {
    let first: Flaw | undefined
    for (const { table, id, hash } of list(entry.entries)) {
      const known = this.tables.get(table)
      if (!known) continue
      this.cover(table, id)
      const row = rows.get(table)?.get(id)
      if (!row) first = { ledger: entry.chain, number, why: `操作日志第${entry.seq}条登记的记录已不存在，被删除` }
      else if (rowHash(known.metadata, row) !== hash) first = { ledger: entry.chain, number, why: `操作日志第${entry.seq}条登记的记录内容被改动` }
    }
    return first
  }

  /** Met from the end of the chain backwards: the first change seen of a field is its last. */
  private suspect(entry: AuditEntry, change: RecordedChange, number: string, row: StoredRow | undefined): void {
    if (!this.tables.has(change.table)) return
    const later = this.laterFields.add(`${change.table}\n${change.id}\n（删除）`)
    if (change.before === null) this.cover(change.table, change.id)
    if (change.after === null) this.removed.set(change.table, (this.removed.get(change.table) ?? 0) + 1)
    const differs = Object.entries(change.after ?? {}).some(([field, value]) => {
      if (this.laterFields.add(`${change.table}\n${change.id}\n${field}`) || value === unrecorded || !row) return false
      return canonicalText(row[field]) !== canonicalText(value)
    })
    const missing = !later && !row && change.after !== null
    if ((differs || missing) && this.suspicions.length < suspicionsKept) {
      const why = missing ? `操作日志第${entry.seq}条登记的记录已不存在，被删除` : `现有内容与操作日志第${entry.seq}条登记的不符，被改动`
      this.suspicions.push({ table: change.table, id: change.id, flaw: { ledger: entry.chain, number, why } })
    }
  }

  private cover(table: string, id: string): void {
    if (!this.recorded.add(`${table}\n${id}`)) this.covered.set(table, (this.covered.get(table) ?? 0) + 1)
  }

  /** A row changed in two chains, or met again by chance, can be suspected wrongly: all its changes, in the order of its versions, decide. */
  private async cleared({ table, id }: Suspicion): Promise<boolean> {
    const changes: RecordedChange[] = []
    for (const chain of new Set(await this.chainsNaming(id)))
      for await (const batch of auditBatches(this.manager, chain))
        changes.push(...batch.flatMap((entry) => list(entry.changes).filter((change) => change.table === table && change.id === id)))
    const versionOf = (change: RecordedChange) => (change.after === null ? Number.MAX_SAFE_INTEGER : Number(change.after['version'] ?? 0))
    changes.sort((a, b) => versionOf(a) - versionOf(b))
    const [row] = (await this.rowsOf(table, [id])).values()
    if (changes.at(-1)?.after === null) return row === undefined
    if (!row) return false
    const expected: StoredRow = Object.assign({}, ...changes.map((change) => change.after ?? {}))
    return Object.entries(expected).every(([field, value]) => value === unrecorded || canonicalText(row[field]) === canonicalText(value))
  }

  private async chainsNaming(id: string): Promise<readonly ChainId[]> {
    const rows = await this.manager.query<{ chain: ChainId }[]>(
      `SELECT DISTINCT chain FROM audit_entries WHERE changes LIKE '%${id.replace(/[^0-9a-f-]/g, '')}%'`
    )
    return rows.map((row) => row.chain)
  }

  /** A row that no audit entry speaks of. Counted first; only where the counts differ are the rows looked through. */
  private async unrecordedRow(table: string): Promise<Flaw | undefined> {
    const known = this.tables.get(table)
    if (!known) return undefined
    const { metadata, ledger } = known
    const repository = this.manager.getRepository<{ id: string; number?: string; name?: string }>(metadata.target)
    if ((await repository.count()) <= (this.covered.get(table) ?? 0) - (this.removed.get(table) ?? 0)) return undefined
    for (let after = ''; ;) {
      const rows = await repository.createQueryBuilder('r').where('r.id > :after', { after }).orderBy('r.id', 'ASC').limit(window).getMany()
      const stranger = rows.find((row) => !this.recorded.has(`${table}\n${row.id}`))
      if (stranger) return { ledger, number: stranger.number ?? stranger.name ?? stranger.id, why: '这条记录在操作日志中没有登记，是绕过程序写入的' }
      const last = rows.at(-1)
      if (!last) return undefined
      after = last.id
    }
  }

  /** Rows by id as they were hashed. Built from plain columns: the mapper's own way costs several times as much. */
  private async rowsOf(table: string, ids: readonly string[]): Promise<Map<string, StoredRow>> {
    const known = this.tables.get(table)
    const found = new Map<string, StoredRow>()
    if (!known) return found
    const { driver } = this.manager.connection
    const { columns, target } = known.metadata
    for (let from = 0; from < ids.length; from += window) {
      const query = this.manager.createQueryBuilder(target, 'r').select([])
      for (const column of columns) query.addSelect(`r.${column.propertyName}`, column.propertyName)
      for (const raw of await query.where('r.id IN (:...ids)', { ids: ids.slice(from, from + window) }).getRawMany<StoredRow>())
        found.set(
          String(raw['id']),
          Object.fromEntries(columns.map((column) => [column.propertyName, driver.prepareHydratedValue(raw[column.propertyName], column) ?? null]))
        )
    }
    return found
  }
}

/** An altered entry may hold anything where a list belongs; it is named for its hash, and says nothing here. */
function list<T>(value: readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : []
}
