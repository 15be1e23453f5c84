import { setImmediate } from 'node:timers/promises'
import type { EntityManager } from 'typeorm'
import { chainIds } from '../../contract/ledgers'
import type { VerifyReport } from '../../contract/administration'
import { AuditEntry, ChainHead, genesisHash } from './auditEntities'
import { auditHash } from './auditChain'
import { auditReader } from './auditBatches'
import { RowProof } from './verifyRows'
import { holds } from './rows'
import { triggerFlaw } from './guards'
import { numberGaps } from './verifyNumbers'
import type { Flaw, Provable } from './provable'

/**
 * Proves the audit chains and everything they cover: entries re-hashed and linked, sequence without gaps, heads, every
 * appended row against its recorded hash, every changed row against what was last recorded, rows nobody recorded,
 * number runs (K-10), balances, files. Reads in batches, so memory does not grow with the ledgers. Give it a snapshot,
 * lest a write in between looks like a flaw.
 */
export async function verifyLedgers(manager: EntityManager, provable: Provable): Promise<VerifyReport> {
  const heads = await manager.find(ChainHead)
  const rows = new RowProof(manager, provable.entities)
  const chains: { ledger: string; length: number; head: string }[] = []
  for (const chain of chainIds) {
    const head = heads.find((each) => each.chain === chain)
    if (!head) return bad({ ledger: chain, number: '—', why: '链头记录缺失' })
    const flaw = await proveChain(manager, head, rows)
    if (flaw) return bad(flaw)
    chains.push({ ledger: chain, length: head.length, head: head.hash })
  }
  const guarded = provable.entities.filter(({ appendOnly }) => appendOnly)
  const guardless = () =>
    triggerFlaw(
      manager,
      [...guarded, { ledger: 'office' as const, entity: AuditEntry }].map(({ ledger, entity }) => ({
        ledger,
        table: manager.connection.getMetadata(entity).tableName
      }))
    )
  const flaw =
    (await rows.conclude()) ??
    (await numberGaps(manager, provable.numbers)) ??
    (await unproven(manager, provable)) ??
    (await guardless())
  return flaw ? bad(flaw) : { ok: true, entries: chains.reduce((sum, chain) => sum + chain.length, 0), chains }
}

const bad = ({ ledger, number, why }: Flaw): VerifyReport => ({ ok: false, firstBad: { ledger, number, why } })

/** Name of an entry a clerk can look up. */
const nameOf = (entry: AuditEntry) => entry.subjectNumber ?? `操作日志第${entry.seq}条`

/**
 * Walks a chain from its head back to its beginning, so that the last value recorded for a row is met first. The flaw
 * with the lowest sequence is the first altered entry.
 */
async function proveChain(manager: EntityManager, head: ChainHead, rows: RowProof): Promise<Flaw | undefined> {
  const ledger = head.chain
  let first: Flaw | undefined
  let expectedSeq = head.length
  let expectedHash = head.hash
  let above = '链头'
  const read = auditReader(manager, ledger)
  for (
    let batch = await read(Number.MAX_SAFE_INTEGER), below = batch.at(-1)?.seq;
    below !== undefined;
    below = batch.at(-1)?.seq
  ) {
    const reading = await begun(rows.read(batch))
    for (const entry of batch) {
      if (entry.seq > expectedSeq)
        first = { ledger, number: nameOf(entry), why: `操作日志第${entry.seq}条重复或超出链头` }
      else if (entry.seq < expectedSeq)
        first = {
          ledger,
          number: `操作日志第${entry.seq + 1}条`,
          why: `操作日志缺第${entry.seq + 1}条至第${expectedSeq}条`
        }
      else if (!holds(() => auditHash(entry) === entry.hash))
        first = { ledger, number: nameOf(entry), why: `操作日志第${entry.seq}条的内容与校验码不符，记录被改动` }
      else if (entry.hash !== expectedHash)
        first = { ledger, number: nameOf(entry), why: `操作日志第${entry.seq}条与${above}记载的校验码不符，记录被改写` }
      expectedSeq = entry.seq - 1
      expectedHash = entry.previousHash
      above = `第${entry.seq}条`
    }
    const written = await reading()
    const next = await begun(read(below))
    const flaw = await rows.prove(batch, written, nameOf)
    if (flaw) first = flaw
    batch = await next()
  }
  if (expectedSeq > 0) return { ledger, number: '操作日志第1条', why: `操作日志缺第1条至第${expectedSeq}条` }
  if (expectedHash !== genesisHash)
    return { ledger, number: '操作日志第1条', why: '操作日志第1条之前还有记录，开头被截去' }
  return first
}

/**
 * Lets a query set out, so that the database reads while this thread hashes. Gives what waits for it; never more than
 * one is under way.
 */
async function begun<T>(reading: Promise<T>): Promise<() => Promise<T>> {
  reading.catch(() => undefined)
  await setImmediate()
  return () => reading
}

async function unproven(manager: EntityManager, provable: Provable): Promise<Flaw | undefined> {
  for (const { ledger, prove } of provable.proofs) {
    const [wrong] = await prove(manager)
    if (wrong) return { ledger, number: wrong.number, why: wrong.why }
  }
  for await (const { name, intact } of provable.files(manager))
    if (!intact) return { ledger: 'office', number: name, why: '附件文件缺失或内容被改动' }
  return undefined
}
