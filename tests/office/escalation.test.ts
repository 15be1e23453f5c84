import { beforeAll, expect, it } from 'vitest'
import type { Person } from '@main/office/entities'
import { Approval, ApprovalDecision } from '@main/office/approvals/entities'
import { appoint } from '@main/office/people/appointments'
import { closeTestHouse, onBothEngines, openTestHouse, type TestHouse } from '../support/house'
import { aBureau, aPerson, aUnit, arranging } from '../support/people'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as, refusedBy } from '../support/officeCalls'

const anAppointment = { unitId: null, matter: null, from: '2026-01-01', to: null }

onBothEngines('steps that go up', (bare) => {
  let house: TestHouse
  let applicant: Person
  let unitHead: Person
  let leader: Person
  let head: Person
  let secretary: Person

  beforeAll(async () => {
    house = withLedger(bare(), aFakeLedger('supplies'))
    await aBureau(house)
    const unit = await aUnit(house, { name: '申请科' })
    applicant = await aPerson(house, { name: '经办', unitId: unit.id })
    unitHead = await aPerson(house, { name: '科长', unitId: unit.id, posts: ['unitHead'] })
    leader = await aPerson(house, { name: '分管', posts: [{ post: 'leader', unitId: unit.id }] })
    head = await aPerson(house, { name: '局长', posts: ['head'] })
    secretary = await aPerson(house, { name: '书记', posts: ['partySecretary'] })
  })

  const now = (id: string) => house.database.read.findOneByOrFail(Approval, { id })
  const decide = async (person: Person, id: string) =>
    as(house, person).approvals.decide({ id, version: (await now(id)).version, outcome: 'approve', opinion: '同意' })

  it('K-01 reminds after its period, and after a second one lets the next role up decide too', async () => {
    const { id, number } = await aRequest(house, applicant)
    const stepOf = async () => (await as(house, applicant).approvals.get({ id })).steps[0]
    house.clock.setDay('2026-10-05')
    expect((await as(house, unitHead).home.due()).find((item) => item.number === number)).toMatchObject({
      rule: 'K-01',
      dueOn: '2026-10-03'
    })
    expect(await stepOf()).toMatchObject({ candidates: ['科长'], escalated: false, hint: null })
    expect(await refusedBy(decide(leader, id))).toEqual(['K-01'])

    house.clock.setDay('2026-10-06')
    expect(await stepOf()).toMatchObject({
      candidates: ['科长', '分管'],
      escalated: true,
      hint: expect.stringContaining('逾期未办')
    })
    expect((await as(house, leader).approvals.inbox()).map((row) => row.id)).toContain(id)
    expect(await refusedBy(decide(head, id))).toEqual(['K-01'])
    await decide(leader, id)
    expect(await stepOf()).toMatchObject({ decidedBy: '分管', capacity: '分管领导', escalated: true })
    expect((await now(id)).stepSince).toBe('2026-10-06T01:00:00.000Z')

    const own = await aRequest(house, applicant)
    house.clock.setDay('2026-10-12')
    await decide(unitHead, own.id)
    const [decision] = await house.database.read.findBy(ApprovalDecision, { approvalId: own.id })
    expect(decision).toMatchObject({ name: '科长', escalated: false })
    house.clock.setDay('2026-09-30')
  })

  it('K-02 takes what the party secretary may not decide to the head', async () => {
    const chain = [{ role: 'partySecretary', label: '书记意见' }] as const
    const there = withLedger(bare(), aFakeLedger('seals', chain))
    const { id } = await aRequest(there, secretary)
    const view = await as(there, head).approvals.get({ id })
    expect(view.steps[0]).toMatchObject({
      candidates: ['局长'],
      escalated: true,
      hint: expect.stringContaining('上一级领导')
    })
    expect(
      await as(there, head).approvals.decide({ id, version: view.version, outcome: 'approve', opinion: '同意' })
    ).toEqual({ state: 'approved' })
  })

  it('K-02 says whom to appoint where nobody at all can decide', async () => {
    const alone = await openTestHouse(house.engine)
    await aBureau(alone)
    const there = withLedger(alone, aFakeLedger('seals', [{ role: 'legalReviewer', label: '法制审核意见' }]))
    const person = await aPerson(there)
    const { id } = await aRequest(there, person)
    const stepOf = async () => (await as(there, person).approvals.get({ id })).steps[0]
    expect(await stepOf()).toMatchObject({
      candidates: [],
      hint: expect.stringContaining('今天无人担任法制审核，也没有上级领导')
    })
    await arranging(there, (unit) =>
      appoint(unit, there, { ...anAppointment, personId: person.id, post: 'legalReviewer' })
    )
    expect(await stepOf()).toMatchObject({ candidates: [], hint: expect.stringContaining('任命其他领导') })
    await aPerson(there, { name: '新局长', posts: ['head'] })
    expect(await stepOf()).toMatchObject({ candidates: ['新局长'], escalated: true })
    await closeTestHouse(alone)
  })

  it('K-07 names in the decision and in the audit log whom a stand-in stood in for', async () => {
    const unit = await aUnit(house, { name: '代管科' })
    const absent = await aPerson(house, { name: '张三', unitId: unit.id, posts: ['unitHead'], pin: '2580' })
    const deputy = await aPerson(house, { name: '李四', unitId: unit.id, posts: ['claimant'], pin: '1470' })
    const [post] = await as(house, absent).office.appointments({ personId: absent.id })
    await as(house, absent).office.standIn({
      appointmentId: post?.id ?? '',
      toPersonId: deputy.id,
      from: '2026-09-30',
      until: '2026-10-08',
      keysHandedOver: false,
      reason: '学习',
      signatures: {
        from: { by: 'pin', personId: absent.id, pin: '2580' },
        to: { by: 'pin', personId: deputy.id, pin: '1470' }
      }
    })
    const { id } = await aRequest(house, await aPerson(house, { unitId: unit.id }))
    expect(await refusedBy(decide(absent, id))).toEqual(['K-01'])
    await decide(deputy, id)
    expect((await as(house, deputy).approvals.get({ id })).steps[0]).toMatchObject({
      decidedBy: '李四',
      capacity: '科室负责人（代 张三）'
    })
    const auditor = as(house, await aPerson(house, { posts: ['inspector'] }))
    const { rows } = await auditor.administration.audit({
      filters: [{ field: 'actorName', op: 'eq', value: '李四' }],
      offset: 0,
      limit: 10
    })
    expect(rows[0]).toMatchObject({ act: '审批', capacity: '指定领用人、科室负责人（代 张三）' })
  })
})
