import { beforeAll, expect, it } from 'vitest'
import { Attachment, Unit } from '@main/office/entities'
import { systemActor } from '@main/kernel/actor'
import { AuditEntry, ChainHead, NumberSequence } from '@main/platform/database/auditEntities'
import { auditHash } from '@main/platform/database/auditChain'
import { onBothEngines } from '../../support/house'
import { aUnit, anAttachment, arranging } from '../../support/people'

onBothEngines('unit of work', (house) => {
  it('leaves exactly one audit entry per act, chained to the one before', async () => {
    const before = await house().database.read.countBy(AuditEntry, { chain: 'office' })
    await aUnit(house())
    await aUnit(house())
    const entries = await house().database.read.find(AuditEntry, { where: { chain: 'office' }, order: { seq: 'ASC' } })
    expect(entries.length).toBe(before + 2)
    const [first, second] = entries.slice(-2)
    expect(second?.previousHash).toBe(first?.hash)
    expect(second && auditHash(second)).toBe(second?.hash)
    expect(await house().database.read.findOneBy(ChainHead, { chain: 'office' })).toMatchObject({
      length: entries.length,
      hash: second?.hash
    })
  })

  it('K-10 keeps numbers gap-free: a refused act gives its number back', async () => {
    const first = await arranging(house(), (unit) => unit.nextNumber('CS'))
    const refused = arranging(house(), async (unit) => {
      await unit.nextNumber('CS')
      throw new Error('refused')
    })
    await expect(refused).rejects.toThrow('refused')
    const second = await arranging(house(), (unit) => unit.nextNumber('CS'))
    expect([first, second]).toEqual(['CS-2026-000001', 'CS-2026-000002'])
    expect(await house().database.read.findOneBy(NumberSequence, { prefix: 'CS', year: 2026 })).toMatchObject({
      last: 2
    })
  })

  it('writes nothing when the act fails half-way', async () => {
    const entries = await house().database.read.count(AuditEntry)
    const act = arranging(house(), async (unit) => {
      await unit.insert(Unit, { name: '半途而废科', kind: 'department', parentId: null, active: true })
      throw new Error('power cut')
    })
    await expect(act).rejects.toThrow('power cut')
    expect(await house().database.read.countBy(Unit, { name: '半途而废科' })).toBe(0)
    expect(await house().database.read.count(AuditEntry)).toBe(entries)
  })

  it('stores many rows at once as it stores each alone', async () => {
    const texts = [
      '“引号"和\\反斜线',
      '换\n行\t制表',
      '𠮷野家',
      '{"不":"是JSON"}',
      '[1]',
      ' 前后空格 ',
      '0012',
      '1e3',
      "it's"
    ]
    // The database of a server takes no zero within a text.
    if (house().engine === 'sqlite') texts.push('零\u0000在中间')
    const rowsOf = (mark: string) =>
      Array.from({ length: 40 }, (_, index) => ({
        name: `${texts[index % texts.length] ?? ''}${mark}${index}`,
        kind: 'department' as const,
        parentId: null,
        active: index % 2 === 0
      }))
    const many = await arranging(house(), (unit) => unit.insertMany(Unit, rowsOf('众')))
    const alone = await arranging(house(), async (unit) => {
      const written: Unit[] = []
      for (const row of rowsOf('独')) written.push(await unit.insert(Unit, row))
      return written
    })
    const stored = async ({ id }: Unit) => {
      const kinds = house().engine === 'sqlite' ? ', typeof(active) AS a, typeof(version) AS v, typeof(name) AS n' : ''
      const [row] = await house().database.read.query<Record<string, unknown>[]>(
        `SELECT name, kind, parent_id, active, version${kinds} FROM units WHERE id = '${id}'`
      )
      return { ...row, name: String(row?.['name']).replace(/[众独]/, '') }
    }
    for (const [index, each] of many.entries()) {
      expect(await house().database.read.findOneBy(Unit, { id: each.id })).toMatchObject({ name: each.name })
      expect(await stored(each)).toEqual(alone[index] && (await stored(alone[index])))
    }
  })

  it('stores half a sign in many rows as one unknown sign', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({ prefix: `半\ud842${index}`, year: 2026, last: index }))
    await arranging(house(), (unit) => unit.deriveMany(NumberSequence, rows))
    expect(await house().database.read.countBy(NumberSequence, { prefix: '半\ufffd7', year: 2026 })).toBe(1)
  })

  it('gives a conflict to the second of two who changed the same version', async () => {
    const unit = await aUnit(house())
    const rename = (name: string) => arranging(house(), (work) => work.update(Unit, unit, { name }, '单位'))
    await rename(`改名一${unit.id}`)
    await expect(rename(`改名二${unit.id}`)).rejects.toMatchObject({ type: 'conflict' })
    expect(await house().database.read.findOneBy(Unit, { id: unit.id })).toMatchObject({
      name: `改名一${unit.id}`,
      version: 2
    })
  })

  it('lets a live check see the rules and saves nothing', async () => {
    const entries = await house().database.read.count(AuditEntry)
    const check = house().database.write({ chain: 'office', act: '试算', actor: systemActor, preview: [] }, (unit) =>
      unit.insert(Unit, { name: '试算科', kind: 'department', parentId: null, active: true })
    )
    await expect(check).rejects.toThrow()
    expect(await house().database.read.countBy(Unit, { name: '试算科' })).toBe(0)
    expect(await house().database.read.count(AuditEntry)).toBe(entries)
  })

  it('queues parallel acts so that none is lost', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `并发科${index}`)
    await Promise.all(names.map((name) => aUnit(house(), { name })))
    const found = await house().database.read.find(Unit)
    expect(names.every((name) => found.some((unit) => unit.name === name))).toBe(true)
    const seqs = (
      await house().database.read.find(AuditEntry, { where: { chain: 'office' }, order: { seq: 'ASC' } })
    ).map((entry) => entry.seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  })

  it('keeps uncommitted rows out of reads', async () => {
    let seen = -1
    await arranging(house(), async (unit) => {
      await unit.insert(Unit, { name: '未提交科', kind: 'department', parentId: null, active: true })
      seen = await house().database.read.countBy(Unit, { name: '未提交科' })
    })
    expect(seen).toBe(0)
    expect(await house().database.read.countBy(Unit, { name: '未提交科' })).toBe(1)
  })

  let kept: Attachment
  beforeAll(async () => {
    kept = await anAttachment(house())
  })

  it.each([
    "UPDATE attachments SET name = 'x'",
    'DELETE FROM attachments',
    "UPDATE audit_entries SET act = 'x'",
    'DELETE FROM audit_entries'
  ])('K-09 refuses raw %s in the database itself', async (sql) => {
    await expect(house().database.writer.query(sql)).rejects.toThrow(/append-only/)
    expect(await house().database.read.findOneBy(Attachment, { id: kept.id })).toMatchObject({ name: kept.name })
  })

  it('K-09 tells a program that would change entries what to do instead', async () => {
    const act = arranging(house(), (unit) =>
      unit.manager.createQueryBuilder().update(Attachment).set({ name: 'x' }).where({ id: kept.id }).execute()
    )
    await expect(act).rejects.toMatchObject({ type: 'refused', message: expect.stringContaining('冲正') })
  })
})
