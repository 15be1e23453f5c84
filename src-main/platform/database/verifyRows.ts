import { setImmediate } from 'node:timers/promises'
import type { EntityManager, EntityMetadata } from 'typeorm'
import { chainIds, type ChainId } from '../../contract/ledgers'
import { canonicalText } from '../../kernel/canonical'
import { auditBatches } from './auditBatches'
import { layoutStated } from './auditChain'
import type { AuditEntry, RecordedChange } from './auditEntities'
import { holds, valuesHash } from './rows'
import { isSecretWords, standsFor } from './secretWords'
import { SeenSet } from './seenSet'
import { StoredTable, type StoredRow } from './storedTable'
import type { Flaw, Provable } from './provable'

/** The rows a batch of entries speaks of, by table and id. */
type RowsNamed = ReadonlyMap<string, ReadonlyMap<string, StoredRow>>

interface Suspicion {
  readonly table: string
  readonly id: string
  readonly flaw: Flaw
}

const window = 2_000
/** More suspicions than this are not looked into one by one; the first of them will do. */
const suspicionsKept = 200

/**
 * Proves rows against the audit entries that wrote or changed them. Fed with each chain from its end to its beginning.
 */
export class RowProof {
  private readonly tables: ReadonlyMap<string, { readonly stored: StoredTable; readonly ledger: ChainId }>
  private readonly laterFields = new SeenSet()
  /** Rows there must be by the log: those brought in less those taken away. */
  private readonly expected = new Map<string, number>()
  private readonly suspicions: Suspicion[] = []

  constructor(
    private readonly manager: EntityManager,
    entities: Provable['entities']
  ) {
    const known = entities.map(({ entity, ledger }) => ({
      stored: new StoredTable(manager, manager.connection.getMetadata(entity)),
      ledger
    }))
    this.tables = new Map(known.map((each) => [each.stored.metadata.tableName, each]))
  }

  /** Reads the rows a batch of one chain's entries wrote or changed. */
  async read(batch: readonly AuditEntry[]): Promise<RowsNamed> {
    const wanted = new Map<string, Set<string>>()
    for (const entry of batch)
      for (const { table, id } of [...list(entry.entries), ...list(entry.changes)]) {
        const ids = wanted.get(table)
        if (ids) ids.add(id)
        else wanted.set(table, new Set([id]))
      }
    const rows = new Map<string, ReadonlyMap<string, StoredRow>>()
    for (const [table, ids] of wanted) rows.set(table, await this.rowsOf(table, [...ids]))
    return rows
  }

  /** Proves what a batch wrote against the rows read for it; gives the flaw with the lowest sequence. */
  async prove(
    batch: readonly AuditEntry[],
    rows: RowsNamed,
    nameOf: (entry: AuditEntry) => string
  ): Promise<Flaw | undefined> {
    let first: Flaw | undefined
    for (const entry of batch) {
      for (const [index, part] of parts(list(entry.entries)).entries()) {
        if (index > 0) await setImmediate()
        const flaw = this.proveEntries(entry, part, nameOf(entry), rows)
        if (flaw) first = flaw
      }
      for (const [index, part] of parts(list(entry.changes)).entries()) {
        if (index > 0) await setImmediate()
        for (const change of part) this.suspect(entry, change, nameOf(entry), rows.get(change.table)?.get(change.id))
      }
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

  private proveEntries(
    entry: AuditEntry,
    part: AuditEntry['entries'],
    number: string,
    rows: RowsNamed
  ): Flaw | undefined {
    let first: Flaw | undefined
    for (const { table, id, hash } of part) {
      const known = this.tables.get(table)
      if (!known) continue
      this.expect(table, 1)
      const row = rows.get(table)?.get(id)
      if (!row) first = { ledger: entry.chain, number, why: `操作日志第${entry.seq}条登记的记录已不存在，被删除` }
      else if (!holds(() => valuesHash(known.stored.layout, row, layoutStated(entry)) === hash))
        first = { ledger: entry.chain, number, why: `操作日志第${entry.seq}条登记的记录内容被改动` }
    }
    return first
  }

  /** Met from the end of the chain backwards: the first change seen of a field is its last. */
  private suspect(entry: AuditEntry, change: RecordedChange, number: string, row: StoredRow | undefined): void {
    const known = this.tables.get(change.table)
    if (!known) return
    const later = this.laterFields.add(`${change.table}\n${change.id}\n（删除）`)
    if (change.before === null) this.expect(change.table, 1)
    if (change.after === null) this.expect(change.table, -1)
    const differs = Object.entries(change.after ?? {}).some(([field, value]) => {
      if (this.laterFields.add(`${change.table}\n${change.id}\n${field}`) || !row) return false
      return !agrees(known.stored, row, field, value)
    })
    const smuggled =
      change.before === null && change.after !== null && !!row && this.holdsUnrecorded(known.stored, row, change)
    const missing = !later && !row && change.after !== null
    if ((differs || missing || smuggled) && this.suspicions.length < suspicionsKept) {
      const why = missing
        ? `操作日志第${entry.seq}条登记的记录已不存在，被删除`
        : `现有内容与操作日志第${entry.seq}条登记的不符，被改动`
      this.suspicions.push({ table: change.table, id: change.id, flaw: { ledger: entry.chain, number, why } })
    }
  }

  /** A column added after the row was brought in holds nothing until a change records it. */
  private holdsUnrecorded(stored: StoredTable, row: StoredRow, { table, id, after }: RecordedChange): boolean {
    return stored.layout.columns.some(
      (column, place) =>
        !(column.propertyName in (after ?? {})) &&
        !isAbsent(column, row[place]) &&
        !this.laterFields.has(`${table}\n${id}\n${column.propertyName}`)
    )
  }

  private expect(table: string, rows: number): void {
    this.expected.set(table, (this.expected.get(table) ?? 0) + rows)
  }

  /**
   * A row changed in two chains, or met again by chance, can be suspected wrongly: all its changes, in the order of its
   * versions, decide.
   */
  private async cleared({ table, id }: Suspicion): Promise<boolean> {
    const changes: RecordedChange[] = []
    for (const chain of new Set(await this.chainsNaming(id)))
      for await (const batch of auditBatches(this.manager, chain))
        changes.push(
          ...batch.flatMap((entry) =>
            list(entry.changes).filter((change) => change.table === table && change.id === id)
          )
        )
    const versionOf = (change: RecordedChange) =>
      change.after === null ? Number.MAX_SAFE_INTEGER : Number(change.after['version'] ?? 0)
    changes.sort((a, b) => versionOf(a) - versionOf(b))
    const known = this.tables.get(table)
    const row = (await this.rowsOf(table, [id])).get(id)
    if (changes.at(-1)?.after === null) return row === undefined
    if (!row || !known) return false
    const last: Record<string, unknown> = Object.assign({}, ...changes.map((change) => change.after ?? {}))
    return known.stored.layout.columns.every((column, place) =>
      column.propertyName in last
        ? agrees(known.stored, row, column.propertyName, last[column.propertyName])
        : isAbsent(column, row[place])
    )
  }

  private async chainsNaming(id: string): Promise<readonly ChainId[]> {
    const rows = await this.manager.query<{ chain: ChainId }[]>(
      `SELECT DISTINCT chain FROM audit_entries WHERE changes LIKE '%${id.replace(/[^0-9a-f-]/g, '')}%'`
    )
    return rows.map((row) => row.chain)
  }

  /**
   * A row that no audit entry speaks of. Counted first; only where the counts differ are the log and the rows gone
   * through again.
   */
  private async unrecordedRow(table: string): Promise<Flaw | undefined> {
    const known = this.tables.get(table)
    if (!known) return undefined
    const { stored, ledger } = known
    const count = await this.manager.getRepository(stored.metadata.target).count()
    if (count <= (this.expected.get(table) ?? 0)) return undefined
    const recorded = await this.namesRecorded(table)
    for (let after = ''; ;) {
      const rows = await stored.after(after, window)
      const stranger = rows.find((row) => !recorded.has(String(stored.valueOf(row, 'id'))))
      if (stranger) {
        const name = ['number', 'name', 'id']
          .map((property) => stored.valueOf(stranger, property))
          .find((value) => typeof value === 'string')
        return { ledger, number: name ?? '—', why: '这条记录在操作日志中没有登记，是绕过程序写入的' }
      }
      const last = rows.at(-1)
      if (!last) return { ledger, number: '—', why: '有记录多于操作日志所登记的，是绕过程序写入的' }
      after = String(stored.valueOf(last, 'id'))
    }
  }

  private async namesRecorded(table: string): Promise<SeenSet> {
    const recorded = new SeenSet()
    for (const chain of chainIds)
      for await (const batch of auditBatches(this.manager, chain))
        for (const entry of batch)
          for (const each of [...list(entry.entries), ...list(entry.changes)])
            if (each.table === table) recorded.add(each.id)
    return recorded
  }

  private async rowsOf(table: string, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
    const stored = this.tables.get(table)?.stored
    const found = new Map<string, StoredRow>()
    if (!stored) return found
    for (let from = 0; from < ids.length; from += window)
      for (const [id, row] of await stored.byId(ids.slice(from, from + window))) found.set(id, row)
    return found
  }
}

/** Nothing, or what the column gives to rows that were there before it. */
function isAbsent(column: EntityMetadata['columns'][number], value: unknown): boolean {
  return value === null || value === undefined || value === (column.default ?? null)
}

/** An altered entry may hold anything where a list belongs; it is named for its hash, and says nothing here. */
function list<T>(value: readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : []
}

/**
 * The list of an import is long: it is gone through in parts, and other work of the process gets its turn in between.
 */
function parts<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / window) }, (_, index) =>
    all.slice(index * window, (index + 1) * window)
  )
}

function agrees(stored: StoredTable, row: StoredRow, field: string, value: unknown): boolean {
  if (isSecretWords(value)) return standsFor(value, stored.valueOf(row, field))
  return holds(() => canonicalText(stored.valueOf(row, field)) === canonicalText(value))
}
