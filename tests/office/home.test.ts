import { beforeAll, describe, expect, it } from 'vitest'
import { addMinutes, minuteOf } from '@main/kernel/instant'
import type { DueDraft } from '@main/office/ledgerModule'
import type { Person } from '@main/office/entities'
import { Person as PersonEntity, RuleSettingRow } from '@main/office/entities'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson, arranging, aUnit } from '../support/people'
import { mayKnow } from '@main/ledgers/confidential/visibility'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as, faultOf } from '../support/officeCalls'

onBothEngines('home', (bare) => {
  const ledger = aFakeLedger('supplies')
  let house: TestHouse
  let applicant: Person
  let unitHead: Person
  let leader: Person

  beforeAll(async () => {
    house = withLedger(bare(), ledger)
    await aBureau(house)
    const unit = await aUnit(house, { name: '首页科' })
    applicant = await aPerson(house, { name: '申请人甲', unitId: unit.id })
    unitHead = await aPerson(house, { name: '科长甲', unitId: unit.id, posts: ['unitHead'] })
    leader = await aPerson(house, { name: '分管甲', posts: [{ post: 'leader', unitId: unit.id }, 'head'] })
  })

  const draft = (dueOn: string, more: Partial<DueDraft> = {}): DueDraft => ({
    ledger: 'supplies',
    rule: 'SUP-18',
    source: '',
    title: `到期 ${dueOn}`,
    number: null,
    dueOn,
    dueAt: null,
    calendarMissing: false,
    subjectType: 'fake',
    subjectId: '',
    unitId: null,
    ...more
  })
  /** What runs in the ledger from now on: an act came between. */
  const running = async (...dues: readonly DueDraft[]): Promise<void> => {
    ledger.dues.splice(0, Infinity, ...dues)
    await arranging(house, async () => undefined)
  }
  const dueOf = async (person: Person, where = house) =>
    (await as(where, person).home.due()).map(({ dueOn, group, daysLeft }) => ({ dueOn, group, daysLeft }))

  it('groups what is due: overdue, today, within a week, later', async () => {
    await running(...['2026-10-08', '2026-09-30', '2026-09-29', '2026-10-07'].map((day) => draft(day)))
    expect(await dueOf(leader)).toEqual([
      { dueOn: '2026-09-29', group: 'overdue', daysLeft: -1 },
      { dueOn: '2026-09-30', group: 'today', daysLeft: 0 },
      { dueOn: '2026-10-07', group: 'week', daysLeft: 7 },
      { dueOn: '2026-10-08', group: 'later', daysLeft: 8 }
    ])
    expect(await as(house, leader).home.counts()).toEqual({ inbox: 0, due: 3, overdue: 1 })
  })

  it('says nothing of a clock whose rule is switched off', async () => {
    await running(draft('2026-09-30', { rule: 'SUP-17' }), draft('2026-09-30', { rule: 'SUP-09' }))
    expect(await dueOf(leader)).toHaveLength(2)
    const off = await arranging(bare(), (unit) =>
      unit.insert(RuleSettingRow, { rule: 'SUP-09', state: 'off', parameters: {} })
    )
    expect((await as(house, leader).home.due()).map(({ rule }) => rule)).toEqual(['SUP-17'])
    await arranging(bare(), (unit) => unit.remove(RuleSettingRow, off, '规则'))
    expect(await dueOf(leader)).toHaveLength(2)
  })

  it('counts hours that have run out as overdue on their day, not before the minute is over', async () => {
    const now = house.clock.now()
    await running(
      draft(house.clock.today(), { dueAt: addMinutes(now, -1) }),
      draft(house.clock.today(), { dueAt: minuteOf(now) })
    )
    expect((await dueOf(leader)).map(({ group }) => group)).toEqual(['overdue', 'today'])
  })

  it('works out what is due once for everybody, again after every act and with every minute', async () => {
    let asked = 0
    const there = withLedger(bare(), {
      ...ledger,
      due: async () => {
        asked += 1
        return []
      }
    })
    house.clock.set('2026-09-30T01:00:05.000Z')
    await Promise.all([dueOf(leader, there), dueOf(unitHead, there), as(there, leader).home.counts()])
    house.clock.set('2026-09-30T01:00:59.000Z')
    await dueOf(applicant, there)
    expect(asked).toBe(1)
    house.clock.set('2026-09-30T01:01:00.000Z')
    await dueOf(leader, there)
    expect(asked).toBe(2)
    await arranging(house, async () => undefined)
    await dueOf(leader, there)
    expect(asked).toBe(3)
  })

  it('shows people what concerns their unit or their post, leaders everything, an administrator nothing', async () => {
    await running(draft('2026-09-30', { unitId: applicant.unitId }), draft('2026-10-01'))
    const keeper = await aPerson(house, { posts: ['suppliesKeeper'] })
    const administrator = await aPerson(house, { posts: ['administrator'] })
    expect((await dueOf(applicant)).map((item) => item.dueOn)).toEqual(['2026-09-30'])
    expect((await dueOf(keeper)).map((item) => item.dueOn)).toEqual(['2026-09-30', '2026-10-01'])
    expect(await dueOf(leader)).toHaveLength(2)
    expect(await dueOf(administrator)).toEqual([])
  })

  it('SEC-01 keeps what is confidential to the officer and the leaders of the matter', async () => {
    const confidential = aFakeLedger('confidential')
    const there = withLedger(bare(), { ...confidential, confided: mayKnow })
    confidential.dues.push(draft('2026-09-30', { ledger: 'confidential', unitId: applicant.unitId }))
    const officer = await aPerson(house, { posts: ['confidentialityOfficer'] })
    const inspector = await aPerson(house, { posts: ['inspector'] })
    const deputy = await aPerson(house, { posts: [{ post: 'matterLeader', matter: 'confidentiality' }] })
    expect(
      await Promise.all(
        [officer, deputy, inspector, applicant].map(async (person) => (await dueOf(person, there)).length)
      )
    ).toEqual([1, 1, 0, 0])
  })

  describe('requests', () => {
    it('shows the applicant where a request stands and whom it waits for; after three days the decider is reminded', async () => {
      await running()
      const request = await aRequest(house, applicant)
      expect(await as(house, applicant).home.myRequests()).toMatchObject([
        { approvalId: request.id, state: '审批中', waitingFor: '科室负责人意见：科长甲' }
      ])
      expect(await as(house, unitHead).home.myRequests()).toEqual([])
      expect(await dueOf(unitHead)).toEqual([])
      house.clock.advanceDays(3)
      expect(await as(house, unitHead).home.due()).toMatchObject([
        { rule: 'K-01', number: request.number, group: 'today', title: expect.stringContaining('2026年9月30日起未办') }
      ])
      expect((await as(house, unitHead).home.counts()).inbox).toBe(1)
      house.clock.advanceDays(1)
      expect((await as(house, unitHead).home.counts()).overdue).toBe(1)
      house.clock.setDay('2026-09-30')
    })
  })

  describe('search', () => {
    it.each(['申请人', 'sqrj', 'shenqingren'])('finds people by %s', async (words) => {
      expect(await as(house, unitHead).home.search({ words })).toMatchObject([
        { ledger: '人员', title: '申请人甲', subjectType: 'person', detail: '首页科' }
      ])
    })

    it('takes signs of patterns for what they are', async () => {
      expect(await as(house, unitHead).home.search({ words: '%' })).toEqual([])
    })
  })

  describe('saved views', () => {
    it('are each person’s own; the same name replaces', async () => {
      const [mine, theirs] = [as(house, applicant), as(house, unitHead)]
      const { id } = await mine.savedViews.save({ list: 'office.people', name: '我的', view: '{"a":1}' })
      expect(await mine.savedViews.save({ list: 'office.people', name: '我的', view: '{"a":2}' })).toEqual({ id })
      expect(await mine.savedViews.list({ list: 'office.people' })).toEqual([{ id, name: '我的', view: '{"a":2}' }])
      expect(await theirs.savedViews.list({ list: 'office.people' })).toEqual([])
      expect((await faultOf(theirs.savedViews.remove({ id }))).code).toBe('forbidden')
      await mine.savedViews.remove({ id })
      expect(await mine.savedViews.list({ list: 'office.people' })).toEqual([])
    })
  })

  describe('live check', () => {
    it('gives findings and issues of a form and saves nothing', async () => {
      const director = as(house, await aPerson(house, { posts: ['officeDirector'] }))
      const temporary = await aPerson(house, { kind: 'temporary' })
      const people = await house.database.read.count(PersonEntity)
      const check = (call: string, input: unknown) => director.checks.preview({ call, input })
      expect(await check('office.createPerson', { name: '试填', unitId: applicant.unitId, kind: 'permanent' })).toEqual(
        { findings: [], issues: [] }
      )
      expect(
        (await check('office.createPerson', { name: '', unitId: applicant.unitId })).issues.map((issue) => issue.path)
      ).toEqual(['name', 'kind'])
      const appointment = { personId: temporary.id, post: 'sealCustodian', from: '2026-09-30', to: '2026-09-01' }
      expect((await check('office.appoint', appointment)).findings.map((finding) => finding.rule)).toEqual([
        'K-11',
        'K-06'
      ])
      expect(await house.database.read.count(PersonEntity)).toBe(people)
    })

    it('gathers what is missing of several rules at once', async () => {
      const keeper = await aPerson(house, { posts: ['sealCustodian'] })
      const [appointment] = await as(house, keeper).office.appointments({ personId: keeper.id })
      const input = {
        appointmentId: appointment?.id,
        toPersonId: applicant.id,
        from: '2026-09-30',
        until: null,
        keysHandedOver: false,
        reason: '出差',
        signatures: {}
      }
      const { findings } = await as(house, keeper).checks.preview({ call: 'office.standIn', input })
      expect(findings).toMatchObject([
        { rule: 'K-07', missing: ['移交人签字', '接收人签字', '代管结束日期', '钥匙移交'] }
      ])
    })

    it.each([
      'session.signOut',
      'administration.backup',
      'office.people',
      'office.nothing',
      '__proto__.toString',
      'constructor'
    ])('does not run %s', async (call) => {
      expect((await faultOf(as(house, leader).checks.preview({ call, input: {} }))).code).toBe('notFound')
    })

    it('asks the same permission as the act itself', async () => {
      const fault = await faultOf(
        as(house, applicant).checks.preview({
          call: 'office.createUnit',
          input: { name: '越权', kind: 'department', parentId: null }
        })
      )
      expect(fault.code).toBe('forbidden')
    })
  })
})
