import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalText } from '@main/kernel/canonical'
import { Attachment } from '@main/office/entities'
import { auditHash } from '@main/platform/database/auditChain'
import { genesisHash, type AuditEntry } from '@main/platform/database/auditEntities'
import { insertedText, layoutOf, rowHash, valuesHash } from '@main/platform/database/rows'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'

// The texts docs/decisions/row-layout.md gives, so that another program can prove an export of the tables.
const documented = readFileSync(new URL('../../../docs/decisions/row-layout.md', import.meta.url), 'utf8')
const [layout2 = '', layout1 = '', statement = ''] = [...documented.matchAll(/^```json\n(.*)\n```$/gm)].map(
  ([, text]) => text ?? ''
)
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

const row = {
  id: '01900000-0000-7000-8000-000000000001',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  name: '原件.png',
  mime: 'image/png',
  size: 12,
  at: '2026-06-30T01:00:00.000Z',
  personId: null
}
const facts: Omit<AuditEntry, 'id' | 'hash'> = {
  chain: 'office',
  seq: 1,
  at: row.at,
  actorId: null,
  actorName: '黎凡',
  capacity: '',
  act: '上传附件',
  subjectType: null,
  subjectId: null,
  subjectNumber: null,
  changes: [],
  entries: [{ table: 'attachments', id: row.id, hash: sha256(layout2) }],
  accepted: [],
  layout: 2,
  previousHash: genesisHash
}

describe('the documented canonical texts', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => closeTestHouse(house))
  const metadata = () => house.database.writer.getMetadata(Attachment)
  const valuesOf = (values: object) =>
    layoutOf(metadata()).columns.map((column): unknown => column.getEntityValue(values) ?? null)

  it('are stated with their hashes', () => {
    for (const text of [layout2, layout1, statement]) expect(documented).toContain(`SHA-256 \`${sha256(text)}\``)
  })

  it('tell a row put in as canonical JSON of the change does, absent values as null', () => {
    const change = { table: 'attachments', id: row.id, before: null, after: row }
    expect(insertedText(metadata(), row)).toBe(canonicalText(change))
    const { personId: _absent, ...stated } = row
    expect(insertedText(metadata(), stated)).toBe(canonicalText(change))
  })

  it('give the hash of a row under layout 2, absent values left out', () => {
    expect(rowHash(metadata(), row)).toBe(sha256(layout2))
    expect(valuesHash(layoutOf(metadata()), valuesOf(row), 2)).toBe(sha256(layout2))
    expect(layout2).not.toContain('personId')
  })

  it('give the hash of a row under layout 1, absent values of version 0.1.0 stated', () => {
    expect(valuesHash(layoutOf(metadata()), valuesOf(row), 1)).toBe(sha256(layout1))
    expect(valuesHash(layoutOf(metadata()), valuesOf({ ...row, personId: 'p' }), 1)).toBe(
      sha256(layout1.replace('null', '"p"'))
    )
  })

  it('tell an empty text, zero and false from nothing', () => {
    const hashes = [{ ...row, personId: '' }, { ...row, personId: null }, { ...row, size: 0 }, row].map((each) =>
      rowHash(metadata(), each)
    )
    expect(new Set(hashes).size).toBe(3)
  })

  it('give the hash of an audit entry, the layout it states included', () => {
    expect(auditHash(facts)).toBe(sha256(statement))
    const { layout: _stated, ...first } = facts
    const named = { actorId: null, subjectId: null, subjectNumber: null, subjectType: null }
    const all = { ...first, ...named, entries: [{ hash: sha256(layout2), id: row.id, table: 'attachments' }] }
    const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
    expect(auditHash({ ...facts, layout: null })).toBe(sha256(JSON.stringify(sorted)))
    expect(() => auditHash({ ...facts, layout: 3 })).toThrow('layout 3')
  })
})
