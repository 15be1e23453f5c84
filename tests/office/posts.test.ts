import { MoreThan } from 'typeorm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Post } from '@main/contract/posts'
import type { Person, Unit } from '@main/office/entities'
import { holdersOf, postsOn } from '@main/office/actors'
import { AuditEntry, ExceptionEntry } from '@main/platform/database/auditEntities'
import { onBothEngines } from '../support/house'
import { aBureau, aPerson, aUnit } from '../support/people'
import { penOf } from '../support/pen'
import { as, faultOf, refusedBy, type OfficeClient } from '../support/officeCalls'

onBothEngines('posts', (house) => {
  let director: OfficeClient
  let department: Unit
  const today = '2026-09-30'
  const post = (person: Person, name: Post, more: object = {}) => ({
    personId: person.id,
    post: name,
    from: today,
    ...more
  })

  beforeAll(async () => {
    await aBureau(house())
    department = await aUnit(house(), { name: '任职科' })
    director = as(house(), await aPerson(house(), { name: '主任', posts: ['officeDirector'], unitId: department.id }))
  })

  describe('K-06', () => {
    it('K-06 refuses a post without its unit or matter, an end before the beginning, and the same post twice', async () => {
      const person = await aPerson(house(), { unitId: department.id })
      expect(await refusedBy(director.office.appoint(post(person, 'unitHead')))).toEqual(['K-06'])
      expect(await refusedBy(director.office.appoint(post(person, 'matterLeader')))).toEqual(['K-06'])
      expect(await refusedBy(director.office.appoint(post(person, 'buyer', { to: '2026-09-29' })))).toEqual(['K-06'])
      await director.office.appoint(post(person, 'unitHead', { unitId: department.id, to: '2026-12-31' }))
      expect(
        await refusedBy(
          director.office.appoint(post(person, 'unitHead', { unitId: department.id, from: '2026-12-31' }))
        )
      ).toEqual(['K-06'])
      await director.office.appoint(post(person, 'unitHead', { unitId: department.id, from: '2027-01-01' }))
    })

    it('K-06 gives rights from the first to the last day, both included', async () => {
      const person = await aPerson(house(), { unitId: department.id })
      const { id } = await director.office.appoint(post(person, 'buyer', { from: '2026-10-01', to: '2026-10-31' }))
      const heldOn = async (day: string) =>
        (await postsOn(house().database.read, person.id, day)).map((held) => held.post)
      expect(await Promise.all(['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'].map(heldOn))).toEqual([
        [],
        ['buyer'],
        ['buyer'],
        []
      ])
      const [row] = await director.office.appointments({ personId: person.id })
      await director.office.endAppointment({ id, version: row?.version ?? 0, to: '2026-10-15' })
      expect(await heldOn('2026-10-16')).toEqual([])
      expect(
        (await faultOf(director.office.endAppointment({ id, version: row?.version ?? 0, to: '2026-10-20' }))).code
      ).toBe('conflict')
    })

    it('K-06 has one head at a time', async () => {
      await director.office.appoint(post(await aPerson(house()), 'head', { to: '2026-12-31' }))
      const second = await aPerson(house())
      expect(await refusedBy(director.office.appoint(post(second, 'head')))).toEqual(['K-06'])
      await director.office.appoint(post(second, 'head', { from: '2027-01-01' }))
    })
  })

  describe('K-04', () => {
    it('K-04 warns when the head is to be in charge of money, people, works, purchases or approvals, either way round', async () => {
      const person = await aPerson(house(), { posts: ['head'] })
      const finance = post(person, 'matterLeader', { matter: 'finance' })
      const fault = await faultOf(director.office.appoint(finance))
      expect(fault.data.findings).toMatchObject([
        { rule: 'K-04', act: 'WARN', source: expect.stringContaining('白城市局') }
      ])
      await director.office.appoint({ ...finance, reasons: { 'K-04': '班子缺员，暂由本人分管' } })
      expect(await house().database.read.findOneBy(ExceptionEntry, { rule: 'K-04' })).toMatchObject({
        reason: '班子缺员，暂由本人分管',
        actorName: '主任'
      })
      expect(
        await refusedBy(director.office.appoint(post(person, 'matterLeader', { matter: 'confidentiality' })))
      ).toEqual(['K-04'])

      const leader = await aPerson(house(), { posts: [{ post: 'matterLeader', matter: 'works' }] })
      expect(await refusedBy(director.office.appoint(post(leader, 'head', { from: '2040-01-01' })))).toContain('K-04')
    })

    it('K-04 is silent for matters a head may be in charge of', async () => {
      const person = await aPerson(house(), { posts: ['head'] })
      await director.office.appoint(post(person, 'matterLeader', { matter: 'confidentiality' }))
    })

    it('K-04 looks at the unit whose matter it is: the head as leader of the finance unit', async () => {
      const person = await aPerson(house(), { posts: ['head'] })
      const finance = await aUnit(house(), { name: '财务审计装备股' })
      const archive = await aUnit(house(), { name: '档案室' })
      const fault = await faultOf(director.office.appoint(post(person, 'leader', { unitId: finance.id })))
      expect(fault.data.findings).toMatchObject([{ rule: 'K-04', act: 'WARN' }])
      expect(fault.message).toContain('财务审计装备股')
      await director.office.appoint(post(person, 'leader', { unitId: archive.id }))
      // Brigades are kept from the head by 白城市局 only.
      const brigade = await aUnit(house(), { name: '市容大队', kind: 'brigade' })
      await director.office.appoint(post(person, 'leader', { unitId: brigade.id }))
    })
  })

  describe('K-11', () => {
    it.each([
      ['temporary', 'sealCustodian'],
      ['outsider', 'suppliesKeeper'],
      ['temporary', 'officeDirector']
    ] as const)('K-11 refuses %s staff as %s, and no reason helps', async (kind, name) => {
      const person = await aPerson(house(), { kind })
      expect(
        await refusedBy(director.office.appoint({ ...post(person, name), reasons: { 'K-11': '人手不足' } }))
      ).toEqual(['K-11'])
    })

    it('K-11 lets contract staff keep', async () => {
      await director.office.appoint(post(await aPerson(house(), { kind: 'contract' }), 'suppliesKeeper'))
    })
  })

  describe('K-07', () => {
    const setUp = async () => {
      const keeper = await aPerson(house(), {
        name: `监印${house().newId().slice(-4)}`,
        posts: ['sealCustodian'],
        pin: '1111'
      })
      const deputy = await aPerson(house(), { name: `代管${house().newId().slice(-4)}`, pin: '2222' })
      const [appointment] = await director.office.appointments({ personId: keeper.id })
      const input = {
        appointmentId: appointment?.id ?? '',
        toPersonId: deputy.id,
        from: today,
        until: '2026-10-09',
        keysHandedOver: true,
        reason: '出差',
        signatures: {
          from: { by: 'pin' as const, personId: keeper.id, pin: '1111' },
          to: { by: 'pin' as const, personId: deputy.id, pin: '2222' }
        }
      }
      return { keeper, deputy, input }
    }

    it('K-07 refuses a stand-in without both signatures, an end or the keys, and names what is missing', async () => {
      const { keeper, input } = await setUp()
      const fault = await faultOf(
        as(house(), keeper).office.standIn({
          ...input,
          until: null,
          keysHandedOver: false,
          signatures: { from: input.signatures.from }
        })
      )
      expect(fault.data.findings).toMatchObject([{ rule: 'K-07', missing: ['接收人签字', '代管结束日期', '钥匙移交'] }])
      expect(await postsOn(house().database.read, keeper.id, today)).toHaveLength(1)
    })

    it('K-07 refuses a wrong PIN and keeps nothing but that it was wrong', async () => {
      const { keeper, deputy, input } = await setUp()
      const length = await house().database.read.countBy(AuditEntry, { chain: 'office' })
      const forged = {
        ...input,
        signatures: { ...input.signatures, to: { by: 'pin' as const, personId: deputy.id, pin: '9999' } }
      }
      expect((await faultOf(as(house(), keeper).office.standIn(forged))).code).toBe('invalid')
      const since = await house().database.read.findBy(AuditEntry, { chain: 'office', seq: MoreThan(length) })
      expect(since.map(({ act }) => act)).toEqual(['签字码输错'])
    })

    it('K-07 gives the duties to the stand-in until the last day, and takes them from the absent', async () => {
      const { keeper, deputy, input } = await setUp()
      as(house(), deputy)
      const signatures = { ...input.signatures, to: penOf(deputy) }
      const { number } = await as(house(), keeper).office.standIn({ ...input, signatures })
      expect(number).toMatch(/^JJ-2026-\d{6}$/)
      const holders = (day: string) => holdersOf(house().database.read, 'sealCustodian', day)
      expect(await holders('2026-10-09')).toContain(deputy.id)
      expect(await holders('2026-10-09')).not.toContain(keeper.id)
      expect(await holders('2026-10-10')).toContain(keeper.id)
      expect(await holders('2026-10-10')).not.toContain(deputy.id)
      const page = await director.office.handovers({ search: number })
      expect(page.rows).toMatchObject([
        { kind: 'standIn', fromName: keeper.name, toName: deputy.name, untilDay: '2026-10-09', reason: '出差' }
      ])
      const [standIn] = await director.office.appointments({ personId: deputy.id })
      const onward = { ...input, appointmentId: standIn?.id ?? '', toPersonId: keeper.id, signatures: {} }
      expect((await faultOf(as(house(), deputy).office.standIn(onward))).message).toContain('不能再转')
      expect(await refusedBy(as(house(), keeper).office.standIn(input))).toContain('K-06')
    })

    it('K-07 shows a stand-in to end with the post, also where the post is ended afterwards', async () => {
      const { keeper, deputy, input } = await setUp()
      await as(house(), keeper).office.standIn(input)
      const [own] = await director.office.appointments({ personId: keeper.id })
      const reasons = { 'K-06': '机构调整' }
      await director.office.endAppointment({ id: own?.id ?? '', version: own?.version ?? 0, to: '2026-10-05', reasons })
      expect(await director.office.appointments({ personId: deputy.id })).toMatchObject([
        { standIn: true, from: today, to: '2026-10-05' }
      ])
      const on = async (day: string) => director.office.appointments({ personId: deputy.id, on: day })
      expect([(await on('2026-10-05')).length, (await on('2026-10-06')).length]).toEqual([1, 0])
    })

    it('K-11 refuses temporary staff as stand-in', async () => {
      const { keeper, input } = await setUp()
      const temporary = await aPerson(house(), { kind: 'temporary', pin: '3333' })
      const signatures = { ...input.signatures, to: { by: 'pin' as const, personId: temporary.id, pin: '3333' } }
      expect(
        await refusedBy(as(house(), keeper).office.standIn({ ...input, toPersonId: temporary.id, signatures }))
      ).toEqual(['K-11'])
    })

    it('lets nobody hand over somebody else’s post', async () => {
      const { input } = await setUp()
      expect((await faultOf(as(house(), await aPerson(house())).office.standIn(input))).code).toBe('forbidden')
    })
  })
})
