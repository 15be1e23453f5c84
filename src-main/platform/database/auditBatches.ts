import type { EntityManager } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import { AuditEntry } from './auditEntities'
import { StoredTable } from './storedTable'

const batchSize = 500
/** An import's entry names every row it brought; a batch ends before its lists grow beyond this, or after one entry. */
const batchBytes = 8_000_000

/** Gives the entries of a chain below a sequence, a batch at a time from the highest down; none below its beginning. */
export function auditReader(manager: EntityManager, chain: ChainId): (below: number) => Promise<readonly AuditEntry[]> {
  const table = new StoredTable(manager, manager.connection.getMetadata(AuditEntry))
  const names = table.layout.columns.map((column) => column.propertyName)
  const [chainAt, belowAt] = manager.connection.options.type === 'postgres' ? ['$1', '$2'] : ['?1', '?2']
  const below = `FROM audit_entries WHERE chain = ${chainAt} AND seq < ${belowAt}`
  const next = `SELECT seq, octet_length(changes) + octet_length(entries) AS bytes ${below} ORDER BY seq DESC LIMIT ${batchSize}`
  const gathered = `SELECT seq, sum(bytes) OVER (ORDER BY seq DESC) AS bytes FROM (${next}) AS next`
  const lowest = `coalesce((SELECT min(seq) FROM (${gathered}) AS gathered WHERE bytes <= ${batchBytes}), (SELECT max(seq) ${below}))`
  const rest = `WHERE chain = ${chainAt} AND seq < ${belowAt} AND seq >= ${lowest} ORDER BY seq DESC, id DESC`
  return async (seq) => {
    const rows = await table.read(rest, [chain, seq])
    return rows.map((row) => {
      const entry: Record<string, unknown> = {}
      for (const [place, name] of names.entries()) entry[name] = row[place]
      return entry as unknown as AuditEntry
    })
  }
}

/** Reads a chain from its end to its beginning in batches. */
export async function* auditBatches(manager: EntityManager, chain: ChainId): AsyncGenerator<readonly AuditEntry[]> {
  const read = auditReader(manager, chain)
  for (let below = Number.MAX_SAFE_INTEGER; ;) {
    const batch = await read(below)
    yield batch
    const last = batch.at(-1)
    if (!last) return
    below = last.seq
  }
}
