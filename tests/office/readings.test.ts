import { expect, it } from 'vitest'
import { verifyHouse } from '@main/office/administration/verify'
import type { Person } from '@main/office/entities'
import { leaveTrace } from '@main/office/records/readings'
import { readingOf } from '@main/office/procedure'
import { onBothEngines } from '../support/house'
import { as, faultOf } from '../support/officeCalls'
import { aBureau, aPerson } from '../support/people'

onBothEngines('the reading log', (house) => {
  let auditor: Person
  const logged = async () => {
    const { rows } = await as(house(), auditor).administration.readings({ limit: 100 })
    return rows.map(({ actorName, act, at, subjectNumber }) => [actorName, act, at.slice(0, 10), subjectNumber])
  }

  it('names who read the audit log, once a day for the whole and for each entry', async () => {
    await aBureau(house())
    auditor = await aPerson(house(), { name: '监督甲', posts: ['inspector'] })
    const admin = await aPerson(house(), { name: '系统乙', posts: ['administrator'] })
    expect(await logged()).toEqual([])
    const window = as(house(), admin)
    const { rows } = await window.administration.audit({ limit: 10 })
    await window.administration.audit({ limit: 10, search: '任职' })
    const [first] = rows
    if (!first) throw new Error('nothing was done')
    for (const times of [1, 2])
      expect(await window.administration.auditDetail({ id: first.id }), `${times}`).toBeDefined()
    expect(await logged()).toEqual([
      ['系统乙', '查阅操作日志', '2026-09-30', null],
      ['系统乙', '查阅操作日志', '2026-09-30', null],
      ['监督甲', '查阅操作日志', '2026-09-30', null]
    ])
    house().clock.advanceDays(1)
    await window.administration.audit({ limit: 10 })
    expect((await logged())[0]).toEqual(['系统乙', '查阅操作日志', '2026-10-01', null])
  })

  it('keeps what was read out of what was done', async () => {
    const { rows } = await as(house(), auditor).administration.audit({ limit: 200 })
    expect(rows.filter(({ act }) => act === '查阅操作日志')).toEqual([])
  })

  it('tells nobody else', async () => {
    const clerk = await aPerson(house(), { posts: ['suppliesKeeper'] })
    expect((await faultOf(as(house(), clerk).administration.readings({}))).code).toBe('forbidden')
  })

  it('keeps readings of a ledger that is confided to some in its own chain, which the others do not see', async () => {
    const officer = await aPerson(house(), { name: '保密丙', posts: ['confidentialityOfficer'] })
    const actor = { personId: officer.id, name: officer.name, unitId: officer.unitId, kind: officer.kind, posts: [] }
    const reading = await readingOf(house(), actor)
    const subject = { type: 'attachment', id: house().newId(), number: '附件一' }
    const record: Parameters<typeof leaveTrace>[1] = (work, body) => house().database.write({ ...work, actor }, body)
    for (const ledger of ['confidential', 'seals'])
      await leaveTrace(reading, record, { act: '查阅附件', subject, ledger })
    expect((await logged()).filter(([name]) => name === '保密丙')).toHaveLength(1)
    expect((await as(house(), auditor).administration.audit({ search: '查阅附件' })).total).toBe(0)
  })

  it('is proven like everything else', async () => {
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
    await house().database.writer.query("UPDATE chain_heads SET length = length - 1 WHERE chain = 'readings'")
    expect(await verifyHouse(house())).toMatchObject({ ok: false, firstBad: { ledger: 'readings' } })
  })
})
