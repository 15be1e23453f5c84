import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { Handover } from '@main/office/entities'
import { verifyHouse } from '@main/office/administration/verify'
import { auditHash } from '@main/platform/database/auditChain'
import { AuditEntry, ChainHead, genesisHash } from '@main/platform/database/auditEntities'
import { plainRow, rowHash } from '@main/platform/database/rows'
import { openTestHouse, closeTestHouse } from '../support/house'

it('is quick', async () => {
  const house = await openTestHouse('sqlite')
  const { writer } = house.database
  const md = writer.getMetadata(Handover)
  let previousHash = genesisHash
  const N = 60000
  for (let from = 0; from < N; from += 500) {
    const entries = [], rows = []
    for (let i = from; i < from + 500; i += 1) {
      const row = plainRow(md, { id: house.newId(), number: `JJ-2026-${String(i + 1).padStart(6, '0')}`, at: '2026-01-01T00:00:00.000Z', kind: 'receipt', ledger: 'x', subject: '东西', fromName: '甲', toName: '乙', reason: '移交' })
      rows.push(row)
      const e = { chain: 'supplies' as const, seq: i + 1, at: '2026-01-01T00:00:00.000Z', actorId: null, actorName: '某人', capacity: '用品保管员', act: '发放', subjectType: 'issue', subjectId: house.newId(), subjectNumber: String(row['number']), changes: [], entries: [{ table: 'handovers', id: String(row['id']), hash: rowHash(md, row) }], accepted: [], previousHash }
      const hash = auditHash(e)
      previousHash = hash
      entries.push({ ...e, id: house.newId(), hash })
    }
    await writer.createQueryBuilder().insert().into(Handover).values(rows).updateEntity(false).execute()
    await writer.createQueryBuilder().insert().into(AuditEntry).values(entries as never).updateEntity(false).execute()
  }
  await writer.createQueryBuilder().update(ChainHead).set({ length: N, hash: previousHash }).where({ chain: 'supplies' }).execute()
  await writer.query(`INSERT INTO number_sequences VALUES ('JJ', 2026, ${N})`)
  let t = Date.now()
  let n = 0
  for (let below = 1e9; ;) {
    const raw = await house.database.read.query(`SELECT * FROM audit_entries WHERE chain='supplies' AND seq < ${below} ORDER BY seq DESC LIMIT 500`)
    if (!raw.length) break
    for (const r of raw) { createHash('sha256').update(Object.values(r).join('|')).digest('hex'); n += 1 }
    below = raw.at(-1).seq
  }
  const bare = Date.now() - t
  t = Date.now()
  const report = await verifyHouse(house)
  console.log({ N, n, bare, ours: Date.now() - t, rss: process.memoryUsage().rss / 1e6 })
  expect(report).toMatchObject({ ok: true })
  await closeTestHouse(house)
}, 200000)
