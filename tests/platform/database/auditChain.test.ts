import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalText } from '@main/kernel/canonical'
import { auditHash, CanonicalList, writtenHash } from '@main/platform/database/auditChain'
import { currentLayout } from '@main/platform/database/rows'
import { genesisHash, type AuditEntry } from '@main/platform/database/auditEntities'

const anEntry: Omit<AuditEntry, 'id' | 'hash'> = {
  chain: 'office',
  seq: 1,
  at: '2026-09-03T01:00:00.000Z',
  actorId: null,
  actorName: '黎凡',
  capacity: '',
  act: '导入',
  subjectType: null,
  subjectId: null,
  subjectNumber: null,
  changes: [],
  entries: [],
  accepted: [],
  layout: currentLayout,
  previousHash: genesisHash
}

it('a list kept as bytes is the canonical text of the list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 1_200 }), async (members) => {
      const list = new CanonicalList()
      for (const member of members) list.add(member)
      expect(list.bytes.toString()).toBe(canonicalText(members))
      expect((await list.ended()).toString()).toBe(canonicalText(members))
    }),
    { numRuns: 50 }
  )
})

it('hashing a long entry in parts, a pair of surrogates on every border, gives the hash of the whole', async () => {
  for (const shift of ['', 'x']) {
    const name = `${shift}${'😀'.repeat(2_100_000)}`
    const changes = [{ table: 'units', id: '1', before: null, after: { name } }]
    const { entries, ...rest } = anEntry
    const lists = { changes: Buffer.from(canonicalText(changes)), entries: Buffer.from(canonicalText(entries)) }
    expect(await writtenHash(rest, lists)).toBe(auditHash({ ...anEntry, changes }))
  }
})
