import type { ObjectLiteral } from 'typeorm'
import type { ChainId } from '@main/contract/ledgers'
import type { House } from '@main/office/house'
import { auditHash } from '@main/platform/database/auditChain'
import { AuditEntry, ChainHead, NumberSequence } from '@main/platform/database/auditEntities'
import { currentLayout, plainRow, rowHash } from '@main/platform/database/rows'
import type { BulkInserter } from './bulkInserter'

export type Written = readonly [entity: new () => object, rows: readonly ObjectLiteral[]]

/** One act with the rows it leaves. */
export interface BulkAct {
  readonly at: string
  readonly act: string
  readonly actorName?: string
  readonly subject: { readonly type: string; readonly id: string; readonly number: string }
  /** Entries of the ledger, hashed into the audit entry. */
  readonly appended: readonly Written[]
  /** Rows that may change later, recorded whole. */
  readonly inserted?: readonly Written[]
  /** Balances and counters, not recorded. */
  readonly derived?: readonly Written[]
}

/**
 * Writes acts with their audit entries straight into the tables: what the services would leave, only faster. `finish`
 * moves the head of the chain.
 */
export async function actRecorder(house: House, chain: ChainId, insert: BulkInserter) {
  const { writer } = house.database
  const head = await writer.getRepository(ChainHead).findOneByOrFail({ chain })
  let { hash: previousHash, length: seq } = head
  const record = async ({ at, act, actorName = '系统', subject, appended, inserted = [], derived = [] }: BulkAct) => {
    seq += 1
    const entry: Omit<AuditEntry, 'hash' | 'id'> = {
      chain,
      seq,
      at,
      actorId: null,
      actorName,
      capacity: '',
      act,
      subjectType: subject.type,
      subjectId: subject.id,
      subjectNumber: subject.number,
      changes: inserted.flatMap(([entity, rows]) => {
        const metadata = writer.getMetadata(entity)
        return rows.map((row) => ({
          table: metadata.tableName,
          id: String(row['id']),
          before: null,
          after: plainRow(metadata, row)
        }))
      }),
      entries: appended.flatMap(([entity, rows]) => {
        const metadata = writer.getMetadata(entity)
        return rows.map((row) => ({ table: metadata.tableName, id: String(row['id']), hash: rowHash(metadata, row) }))
      }),
      accepted: [],
      layout: currentLayout,
      previousHash
    }
    previousHash = auditHash(entry)
    for (const [entity, rows] of [...inserted, ...appended, ...derived]) await insert(entity, rows)
    await insert(AuditEntry, [{ ...entry, id: house.newId(), hash: previousHash }])
  }
  const finish = async () => {
    await insert.flush()
    await writer.getRepository(ChainHead).update({ chain }, { length: seq, hash: previousHash })
  }
  return Object.assign(record, { finish })
}

/** Numbers of documents as K-10 gives them, counted by prefix and year; `rows` are the counters to be kept. */
export function numberGiver() {
  const last = new Map<string, { prefix: string; year: number; last: number }>()
  const next = (prefix: string, day: string) => {
    const year = Number(day.slice(0, 4))
    const counter = last.get(`${prefix}${year}`) ?? { prefix, year, last: 0 }
    counter.last += 1
    last.set(`${prefix}${year}`, counter)
    return `${prefix}-${year}-${String(counter.last).padStart(6, '0')}`
  }
  const keep = (house: House) =>
    house.database.writer.getRepository(NumberSequence).upsert([...last.values()], ['prefix', 'year'])
  return Object.assign(next, { keep })
}
