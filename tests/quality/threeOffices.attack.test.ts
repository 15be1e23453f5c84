import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Account, Appointment, type Person } from '@main/office/entities'
import { hashSecret } from '@main/platform/session/secrets'
import { createAccount } from '@main/office/accounts/service'
import { recordAttack } from '../support/attack'
import { openTestHouse, closeTestHouse, type Engine, type TestHouse } from '../support/house'
import { as, faultOf, type OfficeClient } from '../support/officeCalls'
import { aBureau, aPerson, arranging } from '../support/people'
import { postgresEnabled } from '../support/postgres'

const pins = { director: '471902', head: '582013', auditor: '693124', admin: '704235' }
const today = '2026-09-30'

type Way = (window: OfficeClient, second?: { by: 'pin'; personId: string; pin: string }) => Promise<unknown>

describe.each<Engine>(['sqlite', 'postgres'])('the administrator alone [%s]', (engine) => {
  const run = it.skipIf(engine === 'postgres' && !postgresEnabled)
  let house: TestHouse
  let people: Record<'admin' | 'director' | 'head' | 'auditor' | 'keeper' | 'clerk', Person>
  /** What took one call before, by name; `second` confirms where somebody does. */
  let takeovers: Readonly<Record<string, Way>>

  const accountOf = (person: Person) => house.database.read.findOneByOrFail(Account, { personId: person.id })
  const appointmentOf = (person: Person) => house.database.read.findOneByOrFail(Appointment, { personId: person.id })
  const reset =
    (person: () => Person, change: { resetPassword?: boolean; active?: boolean }): Way =>
    async (window, second) => {
      const { id, version } = await accountOf(person())
      return window.office.updateAccount({ id, version, active: true, ...change, ...(second ? { second } : {}) })
    }
  const ending =
    (person: () => Person): Way =>
    async (window, second) => {
      const { id, version } = await appointmentOf(person())
      return window.office.endAppointment({ id, version, to: today, ...(second ? { second } : {}) })
    }

  beforeAll(async () => {
    if (engine === 'postgres' && !postgresEnabled) return
    house = await openTestHouse(engine)
    await aBureau(house)
    people = {
      admin: await aPerson(house, { name: '系统甲', posts: ['administrator'], pin: pins.admin }),
      director: await aPerson(house, { name: '主任乙', posts: ['officeDirector'], pin: pins.director }),
      head: await aPerson(house, { name: '局长丙', posts: ['head'], pin: pins.head }),
      auditor: await aPerson(house, { name: '监督丁', posts: ['inspector'], pin: pins.auditor }),
      keeper: await aPerson(house, { name: '保管戊', posts: ['suppliesKeeper'] }),
      clerk: await aPerson(house, { name: '职工己' })
    }
    const { director, head, auditor, keeper, clerk } = people
    takeovers = {
      给同伙任职: (window, second) =>
        window.office.appoint({ personId: clerk.id, post: 'finance', from: today, ...(second ? { second } : {}) }),
      免去主要领导: ending(() => head),
      免去纪检监督: ending(() => auditor),
      改审批流程: (window, second) =>
        window.approvals.editChain({
          kind: 'supplies.purchase',
          steps: [{ role: 'officeDirector', label: '意见', or: [] }],
          basis: '试验',
          ...(second ? { second } : {})
        }),
      重设主要领导密码: reset(() => head, { resetPassword: true }),
      重设办公室主任密码: reset(() => director, { resetPassword: true }),
      停用纪检监督账号: reset(() => auditor, { active: false }),
      给保管员开自己拿着口令的账号: (window, second) =>
        window.office.createAccount({
          personId: keeper.id,
          login: 'baoguan',
          ...(second ? { second } : {})
        }),
      安排别人代管: async (window, second) =>
        window.office.standIn({
          appointmentId: (await appointmentOf(director)).id,
          toPersonId: clerk.id,
          from: today,
          until: '2026-10-10',
          keysHandedOver: true,
          reason: '外出',
          signatures: {
            from: { by: 'pin', personId: director.id, pin: pins.director },
            to: { by: 'pin', personId: clerk.id, pin: '815346' }
          },
          ...(second ? { second } : {})
        })
    }
    await arranging(house, async (unit) => {
      const account = await createAccount(unit, {
        personId: clerk.id,
        login: 'zhigong',
        passwordHash: await hashSecret('Qinghe-2026-xin')
      })
      await unit.update(Account, account, { pinHash: await hashSecret('815346') }, '账号', ['pinHash'])
    })
  }, 120_000)
  afterAll(() => (engine === 'postgres' && !postgresEnabled ? undefined : closeTestHouse(house)))

  run('does none of it in one call: each asks for a second person of another office', async () => {
    const window = as(house, people.admin)
    for (const [name, way] of Object.entries(takeovers)) {
      const fault = await faultOf(way(window))
      recordAttack('管理员单独夺权', 1, fault.code === 'invalid' ? 0 : 1)
      expect([name, fault.code, fault.data.issues?.[0]?.path]).toEqual([name, 'invalid', 'second'])
    }
  })

  run('cannot be his own second, nor take somebody without an office, a pen or a wrong PIN for one', async () => {
    const window = as(house, people.admin)
    const way = takeovers['给同伙任职'] as Way
    for (const second of [
      { by: 'pin' as const, personId: people.admin.id, pin: pins.admin },
      { by: 'pin' as const, personId: people.clerk.id, pin: '815346' },
      { by: 'pin' as const, personId: people.director.id, pin: '000111' }
    ])
      expect((await faultOf(way(window, second))).code).toBe('invalid')
  })

  run('gives himself nothing, not even with a second person', async () => {
    const window = as(house, people.admin)
    const second = { by: 'pin' as const, personId: people.director.id, pin: pins.director }
    const { id, version } = await accountOf(people.admin)
    for (const call of [
      window.office.appoint({ personId: people.admin.id, post: 'finance', from: today, second }),
      window.office.updateAccount({ id, version, active: true, resetPassword: true, second })
    ])
      expect((await faultOf(call)).message).toContain('不能由本人给自己办理')
  })

  run('appoints for past days only by a document', async () => {
    const second = { by: 'pin' as const, personId: people.director.id, pin: pins.director }
    const past = { personId: people.clerk.id, post: 'buyer', from: '2026-09-29', second } as const
    const window = as(house, people.admin)
    expect((await faultOf(window.office.appoint(past))).data.issues?.[0]?.path).toBe('documentNumber')
    await window.office.appoint({ ...past, to: '2026-10-01', documentNumber: '城管人〔2026〕3号' })
  })

  run('never gives all three offices to one person', async () => {
    const second = { by: 'pin' as const, personId: people.auditor.id, pin: pins.auditor }
    const window = as(house, people.director)
    const one = await aPerson(house, { name: '职工庚' })
    await window.office.appoint({ personId: one.id, post: 'administrator', from: today, second })
    const all = { from: today, second } as const
    await window.office.appoint({ personId: one.id, post: 'inspector', ...all })
    const fault = await faultOf(window.office.appoint({ personId: one.id, post: 'officeDirector', ...all }))
    expect(fault.message).toContain('职工庚不能一人兼任')
  })

  run('reads in the log what the office did, and nothing of what the ledgers hold', async () => {
    await house.database.write(
      {
        chain: 'supplies',
        act: '领用发放',
        actor: { personId: null, name: '系统', unitId: null, kind: 'permanent', posts: [] }
      },
      (unit) => Promise.resolve(unit.about({ type: 'issue', id: unit.newId(), number: 'LY-1' }))
    )
    const { rows } = await as(house, people.admin).administration.audit({ search: '领用发放' })
    const id = rows[0]?.id ?? ''
    expect((await faultOf(as(house, people.admin).administration.auditDetail({ id }))).code).toBe('forbidden')
    expect(await as(house, people.auditor).administration.auditDetail({ id })).toMatchObject({ act: '领用发放' })
  })

  run('does each of it together with a second person, whose confirmation stays under the act', async () => {
    const window = as(house, people.admin)
    const by = (person: 'director' | 'head' | 'auditor') => ({
      by: 'pin' as const,
      personId: people[person].id,
      pin: pins[person]
    })
    expect(await window.office.seconds({ concernedId: people.head.id })).toEqual(
      expect.arrayContaining([
        { id: people.director.id, name: '主任乙' },
        { id: people.auditor.id, name: '监督丁' }
      ])
    )
    for (const [name, way] of Object.entries(takeovers))
      await expect(way(window, by(name.includes('主要领导') ? 'director' : 'head')), name).resolves.toBeDefined()
    const [{ signed = 0 } = {}] = await house.database.read.query<{ signed: number }[]>(
      "SELECT count(*) AS signed FROM signatures WHERE role = '复核人'"
    )
    expect(Number(signed)).toBeGreaterThanOrEqual(Object.keys(takeovers).length)
  })
})

it('lets a bureau in which nobody else could confirm go on', async () => {
  const house = await openTestHouse('sqlite')
  await aBureau(house)
  const admin = await aPerson(house, { posts: ['administrator'], pin: pins.admin })
  const clerk = await aPerson(house)
  await as(house, admin).office.appoint({ personId: clerk.id, post: 'officeDirector', from: today })
  expect(await as(house, admin).office.seconds({})).toEqual([])
  await closeTestHouse(house)
})
