import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Handover, Person, Unit } from '@main/office/entities'
import { verifyHouse } from '@main/office/administration/verify'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { auditHash } from '@main/platform/database/auditChain'
import { closeTestHouse, openTestHouse, type Engine, type TestHouse } from '../support/house'
import { aBureau, aPerson, aUnit, anAttachment, arranging } from '../support/people'
import { postgresEnabled } from '../support/postgres'

const engines: readonly Engine[] = ['sqlite', 'postgres']

describe.each(engines)('verify [%s]', (engine) => {
  let house: TestHouse
  const run = it.skipIf(engine === 'postgres' && !postgresEnabled)

  beforeEach(async () => {
    if (engine === 'postgres' && !postgresEnabled) return
    house = await openTestHouse(engine)
    await aBureau(house)
    await aUnit(house, { name: '甲科' })
    await anAttachment(house, '原件.png')
    await aUnit(house, { name: '乙科' })
  })
  afterEach(async () => {
    if (engine === 'sqlite' || postgresEnabled) await closeTestHouse(house)
  })

  /** Changes stored rows the way somebody with the database's password would. */
  const tamper = async (sql: string, table = 'audit_entries') => {
    const { writer } = house.database
    if (engine === 'postgres') await writer.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    else for (const event of ['update', 'delete']) await writer.query(`DROP TRIGGER IF EXISTS ${table}_keep_${event}`)
    await writer.query(sql)
  }
  const entryAt = async (seq: number) => house.database.read.findOneByOrFail(AuditEntry, { chain: 'office', seq })
  const aKey = (person: Person) =>
    arranging(house, async (unit) => {
      const number = await unit.nextNumber('JJ')
      await unit.append(Handover, {
        number,
        at: unit.now,
        kind: 'key',
        ledger: 'office',
        post: null,
        subject: '钥匙',
        subjectId: null,
        fromPersonId: null,
        fromName: '',
        toPersonId: person.id,
        toName: person.name,
        witnessPersonId: null,
        witnessName: null,
        fromDay: null,
        untilDay: null,
        reason: '领用',
        inventory: null
      })
      unit.about({ type: 'handover', id: person.id, number })
    })

  run('gives the counts and heads of an honest house, also after changes, removals and across chains', async () => {
    const unit = await aUnit(house, { name: '丙科' })
    await house.database.write(
      {
        chain: 'supplies',
        act: '别的台账改单位',
        actor: { personId: null, name: '系统', unitId: null, kind: 'permanent', posts: [] }
      },
      (work) => work.update(Unit, unit, { name: '丁科' }, '单位')
    )
    await arranging(house, (work) =>
      work.update(Unit, { ...unit, version: 2 }, { name: '戊科', active: false }, '单位')
    )
    const gone = await aUnit(house, { name: '己科' })
    await arranging(house, (work) => work.remove(Unit, gone, '单位'))
    const report = await verifyHouse(house)
    expect(report).toMatchObject({ ok: true, entries: 9 })
    expect(report.ok && report.chains.find((chain) => chain.ledger === 'office')).toEqual({
      ledger: 'office',
      length: 8,
      head: (await entryAt(8)).hash
    })
  })

  run('names an audit entry whose words were altered', async () => {
    await tamper(`UPDATE audit_entries SET act = '别的操作' WHERE seq = 2`)
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { ledger: 'office', number: '操作日志第2条', why: expect.stringContaining('改动') }
    })
  })

  run('names an altered entry although its hash was made to fit', async () => {
    const entry = { ...(await entryAt(3)), actorName: '别人' }
    await tamper(`UPDATE audit_entries SET actor_name = '别人', hash = '${auditHash(entry)}' WHERE seq = 3`)
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { number: '操作日志第3条', why: expect.stringContaining('改写') }
    })
  })

  run('names the first of several altered entries', async () => {
    await tamper(`UPDATE audit_entries SET act = '别的操作' WHERE seq IN (2, 4)`)
    expect(await verifyHouse(house)).toMatchObject({ firstBad: { number: '操作日志第2条' } })
  })

  run.each([
    [2, '操作日志第2条'],
    [1, '操作日志第1条'],
    [4, '操作日志第4条']
  ])('names a deleted entry (%i)', async (seq, name) => {
    await tamper(`DELETE FROM audit_entries WHERE seq = ${seq}`)
    const report = await verifyHouse(house)
    expect(report).toMatchObject({ ok: false })
    expect(report.ok ? '' : `${report.firstBad.number} ${report.firstBad.why}`).toContain(name.slice(4, -1))
  })

  run('names an appended row whose content was altered, and one that was deleted', async () => {
    await tamper(`UPDATE attachments SET name = '换过.png'`, 'attachments')
    expect(await verifyHouse(house)).toMatchObject({
      firstBad: { number: '操作日志第3条', why: expect.stringContaining('内容被改动') }
    })
    await tamper(`DELETE FROM attachments`, 'attachments')
    expect(await verifyHouse(house)).toMatchObject({
      firstBad: { number: '操作日志第3条', why: expect.stringContaining('被删除') }
    })
  })

  run('names a mutable row changed or deleted behind the program’s back', async () => {
    const person = await aPerson(house, { name: '被改的人', kind: 'temporary' })
    await arranging(house, (unit) => unit.update(Person, person, { phone: '0739-1234567' }, '人员'))
    await tamper(`UPDATE people SET kind = 'permanent'`, 'people')
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { ledger: 'office', why: expect.stringContaining('不符') }
    })
    await tamper(`DELETE FROM people`, 'people')
    expect(await verifyHouse(house)).toMatchObject({ ok: false, firstBad: { why: expect.stringContaining('被删除') } })
  })

  run('names a row that was put in behind the program’s back', async () => {
    await tamper(
      `INSERT INTO units (id, name, kind, parent_id, active, version) VALUES ('01900000-0000-7000-8000-0000000000ff', '假科室', 'department', NULL, ${engine === 'postgres' ? 'true' : '1'}, 1)`,
      'units'
    )
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { number: '假科室', why: expect.stringContaining('没有登记') }
    })
  })

  run('names an entry whose lists are no longer lists', async () => {
    await tamper(`UPDATE audit_entries SET changes = '[{"table":"units"' WHERE seq = 2`)
    expect(await verifyHouse(house)).toMatchObject({
      firstBad: { number: '操作日志第2条', why: expect.stringContaining('改动') }
    })
  })

  it.skipIf(engine === 'postgres')('names a row in which bytes stand for text', async () => {
    await tamper(`UPDATE units SET name = x'00ff' WHERE name = '甲科'`, 'units')
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { number: '操作日志第2条', why: expect.stringContaining('不符') }
    })
  })

  run('finds one altered row, and one put in, among the many of one act', async () => {
    await arranging(house, (unit) =>
      unit.insertMany(
        Unit,
        Array.from({ length: 4_500 }, (_, index) => ({
          name: `第${index}科`,
          kind: 'department' as const,
          parentId: null,
          active: true
        }))
      )
    )
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
    await tamper(`UPDATE units SET name = '改过的科' WHERE name = '第4321科'`, 'units')
    expect(await verifyHouse(house)).toMatchObject({
      firstBad: { number: '操作日志第5条', why: expect.stringContaining('不符') }
    })
    await tamper(`UPDATE units SET name = '第4321科' WHERE name = '改过的科'`, 'units')
    const columns = 'kind, parent_id, active, version'
    await tamper(
      `INSERT INTO units (id, name, ${columns}) SELECT '01900000-ffff-7000-8000-0000000000ff', '混入的科', ${columns} FROM units WHERE name = '第7科'`,
      'units'
    )
    expect(await verifyHouse(house)).toMatchObject({
      firstBad: { number: '混入的科', why: expect.stringContaining('没有登记') }
    })
  })

  run('tells of a row put back after it was taken away', async () => {
    const gone = await aUnit(house, { name: '撤销科' })
    await arranging(house, (work) => work.remove(Unit, gone, '单位'))
    await tamper(
      `INSERT INTO units (id, name, kind, parent_id, active, version) SELECT '${gone.id}', '撤销科', kind, parent_id, active, version FROM units WHERE name = '甲科'`,
      'units'
    )
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { ledger: 'office', why: expect.stringContaining('绕过程序') }
    })
  })

  run('names an attachment whose file was altered', async () => {
    const attachment = await anAttachment(house, '合同.png')
    writeFileSync(house.attachments.pathOf(attachment.sha256), 'other bytes')
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { number: '合同.png', why: expect.stringContaining('附件') }
    })
  })

  run('names a moved chain head', async () => {
    await tamper(`UPDATE chain_heads SET length = 3 WHERE chain = 'office'`, 'chain_heads')
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { ledger: 'office', why: expect.stringContaining('超出链头') }
    })
  })

  run('K-10 names a number that is missing', async () => {
    const person = await aPerson(house)
    for (const _ of [1, 2, 3]) await aKey(person)
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
    await tamper(`UPDATE number_sequences SET last = 4 WHERE prefix = 'JJ'`, 'number_sequences')
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { number: 'JJ-2026-000004', why: expect.stringContaining('不连续') }
    })
  })

  run('is not disturbed by what is written meanwhile', async () => {
    const [report] = await Promise.all([
      verifyHouse(house),
      ...Array.from({ length: 10 }, (_, index) => aUnit(house, { name: `同时写入${index}` }))
    ])
    expect(report).toMatchObject({ ok: true })
  })
})
