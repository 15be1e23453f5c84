import { beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '@main/office/entities'
import { Approval, ApprovalDecision } from '@main/office/approvals/entities'
import { RuleSettingRow } from '@main/office/entities'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson, aUnit, anAttachment, arranging } from '../support/people'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as, faultOf, refusedBy } from '../support/officeCalls'

onBothEngines('approvals', (bare) => {
  const ledger = aFakeLedger('supplies')
  let house: TestHouse
  let applicant: Person
  let unitHead: Person
  let leader: Person
  let head: Person
  let secretary: Person
  let director: Person

  beforeAll(async () => {
    house = withLedger(bare(), ledger)
    await aBureau(house)
    const unit = await aUnit(house, { name: '申请科' })
    applicant = await aPerson(house, { name: '经办', unitId: unit.id })
    unitHead = await aPerson(house, { name: '科长', unitId: unit.id, posts: ['unitHead'], pin: '1212' })
    leader = await aPerson(house, { name: '分管', posts: [{ post: 'leader', unitId: unit.id }] })
    head = await aPerson(house, { name: '局长', posts: ['head'] })
    secretary = await aPerson(house, { name: '书记', posts: ['partySecretary'] })
    director = await aPerson(house, { name: '主任', posts: ['officeDirector'], pin: '2468' })
  })

  const now = (id: string) => house.database.read.findOneByOrFail(Approval, { id })
  const decide = async (person: Person, id: string, more: object = {}) =>
    as(house, person).approvals.decide({
      id,
      version: (await now(id)).version,
      outcome: 'approve',
      opinion: '同意',
      ...more
    })

  describe('K-01', () => {
    it('K-01 refuses a later step before an earlier one, and lets the chain through in order', async () => {
      const { id } = await aRequest(house, applicant)
      expect(await refusedBy(decide(leader, id))).toEqual(['K-01'])
      expect(await refusedBy(decide(head, id))).toEqual(['K-01'])
      for (const person of [unitHead, leader]) expect(await decide(person, id)).toEqual({ state: 'pending' })
      expect(await decide(head, id)).toEqual({ state: 'approved' })
      expect(ledger.outcomes.slice(-3)).toEqual(['pending', 'pending', 'approved'])
      const decisions = await house.database.read.find(ApprovalDecision, {
        where: { approvalId: id },
        order: { step: 'ASC' }
      })
      expect(decisions).toMatchObject([
        { name: '科长', capacity: '科室负责人', opinion: '同意', at: '2026-09-30T01:00:00.000Z' },
        { name: '分管', capacity: '分管领导' },
        { name: '局长', capacity: '主要领导' }
      ])
    })

    it('K-01 shows a request to whoever may read its record or takes part in it, and to nobody else', async () => {
      const stranger = await aPerson(house, { name: '旁人' })
      const { id } = await aRequest(house, applicant)
      const before = await now(id)
      for (const person of [stranger, applicant, unitHead]) ledger.closedTo.add(person.id)
      await expect(as(house, stranger).approvals.get({ id })).rejects.toMatchObject({ code: 'notFound' })
      await expect(decide(stranger, id)).rejects.toMatchObject({ code: 'notFound' })
      expect(await now(id)).toEqual(before)
      for (const person of [applicant, unitHead, leader])
        expect((await as(house, person).approvals.get({ id })).id).toBe(id)
      ledger.closedTo.clear()
      expect((await as(house, stranger).approvals.get({ id })).id).toBe(id)
    })

    it('K-01 asks for an opinion, and takes a PIN for a signature', async () => {
      const { id } = await aRequest(house, applicant)
      expect(await refusedBy(decide(unitHead, id, { opinion: ' ' }))).toEqual(['K-01'])
      await decide(unitHead, id, { signature: { by: 'pin', personId: unitHead.id, pin: '1212' } })
      const [decision] = await house.database.read.findBy(ApprovalDecision, { approvalId: id })
      expect(decision?.signatureId).not.toBeNull()
    })

    it('K-01 refuses who held the post yesterday', async () => {
      const past = await aPerson(house, { unitId: applicant.unitId })
      await as(house, await aPerson(house, { posts: ['officeDirector'] })).office.appoint({
        personId: past.id,
        post: 'unitHead',
        unitId: applicant.unitId,
        from: '2026-01-01',
        to: '2026-09-29',
        documentNumber: '城管人〔2026〕1号'
      })
      expect(await refusedBy(decide(past, (await aRequest(house, applicant)).id))).toEqual(['K-01'])
    })

    it('shows people what waits for them, and nobody else', async () => {
      const { id } = await aRequest(house, applicant)
      const inboxOf = async (person: Person) => (await as(house, person).approvals.inbox()).map((row) => row.id)
      expect(await inboxOf(unitHead)).toContain(id)
      expect(await inboxOf(leader)).not.toContain(id)
      const { actions } = await as(house, leader).approvals.get({ id })
      expect(actions.find((action) => action.action === 'approve')).toMatchObject({
        enabled: false,
        reason: expect.stringContaining('科室负责人')
      })
    })

    it('gives a conflict to the second of two deciders of one step', async () => {
      const { id, version } = await aRequest(house, applicant)
      await decide(unitHead, id)
      expect(
        (await faultOf(as(house, unitHead).approvals.decide({ id, version, outcome: 'approve', opinion: '同意' }))).code
      ).toBe('conflict')
    })

    it('returns for completion, is handed in again and begins anew; withdrawn only before the first decision', async () => {
      const { id } = await aRequest(house, applicant)
      await decide(unitHead, id)
      await decide(leader, id, { outcome: 'return', opinion: '缺清单' })
      expect(await now(id)).toMatchObject({ state: 'returned' })
      const version = async () => (await now(id)).version
      expect(
        (await faultOf(as(house, leader).approvals.resubmit({ id, version: await version(), note: '补了' }))).code
      ).toBe('forbidden')
      await as(house, applicant).approvals.resubmit({ id, version: await version(), note: '已补清单' })
      expect(await now(id)).toMatchObject({ state: 'pending', step: 0 })
      await as(house, applicant).approvals.withdraw({ id, version: await version() })
      expect(await now(id)).toMatchObject({ state: 'withdrawn' })
      const second = await aRequest(house, applicant)
      await decide(unitHead, second.id)
      expect(
        await refusedBy(as(house, applicant).approvals.withdraw({ id: second.id, version: second.version + 1 }))
      ).toEqual(['K-01'])
      expect(await now(second.id)).toMatchObject({ state: 'pending' })
    })

    it('lets the applicant take a returned request back, whoever had decided it before', async () => {
      const { id } = await aRequest(house, applicant)
      await decide(unitHead, id)
      await decide(leader, id, { outcome: 'return', opinion: '不急用' })
      const { version, actions } = await as(house, applicant).approvals.get({ id })
      expect(actions.find((action) => action.action === 'withdraw')).toMatchObject({ enabled: true })
      expect((await faultOf(as(house, unitHead).approvals.withdraw({ id, version }))).code).toBe('forbidden')
      expect(await as(house, applicant).approvals.withdraw({ id, version })).toEqual({ state: 'withdrawn' })
      expect(ledger.outcomes.at(-1)).toBe('withdrawn')
      // No opinion is put into anybody's mouth.
      expect(
        await house.database.read.findOneByOrFail(ApprovalDecision, { approvalId: id, outcome: 'withdraw' })
      ).toMatchObject({ opinion: '' })
      expect((await faultOf(as(house, applicant).approvals.withdraw({ id, version: version + 1 }))).code).toBe(
        'conflict'
      )
    })

    it('decides several alike at once, each on its own', async () => {
      const [first, second] = [await aRequest(house, applicant), await aRequest(house, applicant)]
      const results = await as(house, unitHead).approvals.decideMany({
        items: [
          { id: first.id, version: first.version },
          { id: second.id, version: 99 }
        ],
        outcome: 'approve',
        opinion: '同意'
      })
      expect(results).toMatchObject([{ ok: true }, { ok: false, message: expect.stringContaining('刷新') }])
    })
  })

  describe('K-02', () => {
    it('K-02 refuses deciding one’s own request; the step goes one role up', async () => {
      const { id } = await aRequest(house, unitHead)
      expect(await refusedBy(decide(unitHead, id))).toContain('K-02')
      await decide(leader, id)
      const [decision] = await house.database.read.findBy(ApprovalDecision, { approvalId: id })
      expect(decision).toMatchObject({ stepLabel: '科室负责人意见', name: '分管', escalated: true })
      expect(await refusedBy(decide(leader, id))).toContain('K-02')
      await decide(head, id)
      expect((await now(id)).step).toBe(2)
      expect(await refusedBy(decide(head, id))).toContain('K-02')
      expect(await decide(secretary, id)).toEqual({ state: 'approved' })
    })
  })

  describe('K-03', () => {
    const call = () => ({
      approvedBy: unitHead.id,
      approvedAt: '2026-09-30T00:30:00.000Z',
      takenBy: director.id,
      pin: '2468'
    })
    const telephone = async (id: string, more: object = {}) =>
      as(house, applicant).approvals.telephone({ id, version: (await now(id)).version, call: { ...call(), ...more } })

    it('K-03 refuses a call without who approved, when and who took it', async () => {
      const { id } = await aRequest(house, applicant)
      const fault = await faultOf(telephone(id, { approvedAt: undefined, takenBy: undefined }))
      expect(fault.data.findings).toMatchObject([
        { rule: 'K-03', missing: ['批准时间', '接听记录人'], source: '洞口县局《办公用品管理制度》第五条第（2）项' }
      ])
      expect(await refusedBy(telephone(id, { approvedAt: '2026-09-30T02:00:00.000Z' }))).toEqual(['K-03'])
      expect(await refusedBy(telephone(id, { takenBy: unitHead.id }))).toContain('K-03')
      expect(await refusedBy(telephone(id, { approvedBy: head.id }))).toEqual(['K-01'])
    })

    it('K-03 names those who may decide the step: nobody else is offered as who approved by telephone', async () => {
      const { id } = await aRequest(house, applicant)
      expect((await as(house, applicant).approvals.get({ id })).deciderIds).toEqual([unitHead.id])
      await decide(unitHead, id)
      expect((await as(house, applicant).approvals.get({ id })).deciderIds).toEqual([leader.id])
      // Nor is a time taken before the step before was decided.
      const early = await faultOf(telephone(id, { approvedBy: leader.id, approvedAt: '2026-09-30T00:30:00.000Z' }))
      expect(early.data.findings?.map(({ rule }) => rule)).toEqual(['K-03'])
    })

    it('K-03 stands among the exceptions in the order of time asked for', async () => {
      await arranging(house, (unit) =>
        unit.except({ rule: 'K-06', message: '先记的', source: '工作惯例', reason: '补录' })
      )
      house.clock.advanceMinutes(60)
      const { id } = await aRequest(house, applicant)
      await telephone(id)
      for (const direction of ['asc', 'desc'] as const) {
        const { rows } = await as(house, head).administration.exceptions({ sort: { field: 'at', direction } })
        const times = rows.map(({ at }) => at)
        expect(new Set(rows.map(({ rule }) => rule))).toEqual(new Set(['K-03', 'K-06']))
        expect(times).toEqual(direction === 'asc' ? times.toSorted() : times.toSorted().reverse())
      }
      house.clock.setDay('2026-09-30')
    })

    it('K-03 lets a call stand in, due in 3 days; it stays among the exceptions until that leader confirms', async () => {
      const { id, number } = await aRequest(house, applicant)
      expect(await telephone(id)).toEqual({ state: 'pending', dueOn: '2026-10-03' })
      const exceptionsOf = async () =>
        (
          await as(house, head).administration.exceptions({ filters: [{ field: 'rule', op: 'eq', value: 'K-03' }] })
        ).rows.filter((row) => row.subjectNumber === number)
      expect(await exceptionsOf()).toMatchObject([
        {
          ledger: '办公用品',
          message: expect.stringContaining('尚未确认'),
          source: expect.stringContaining('洞口县局')
        }
      ])
      const due = await as(house, unitHead).home.due()
      expect(due.find((item) => item.number === number)).toMatchObject({
        rule: 'K-03',
        dueOn: '2026-10-03',
        daysLeft: 3,
        group: 'week'
      })

      house.clock.setDay('2026-10-04')
      expect((await exceptionsOf())[0]?.message).toContain('逾期未确认，不予报销')
      expect((await as(house, head).home.due()).find((item) => item.number === number)?.group).toBe('overdue')
      const confirm = async (person: Person) =>
        as(house, person).approvals.confirmTelephone({ id, version: (await now(id)).version, opinion: '情况属实' })
      expect((await faultOf(confirm(head))).code).toBe('forbidden')
      await confirm(unitHead)
      // The papers came a day late: the line stays for ever, and so does 不予报销.
      expect(await exceptionsOf()).toMatchObject([
        { message: '科长电话请示的书面确认（不予报销）逾期：应于2026年10月3日前，实际2026年10月4日', actorName: '科长' }
      ])
      expect((await faultOf(confirm(unitHead))).code).toBe('conflict')
      const [step] = (await as(house, applicant).approvals.get({ id })).steps
      expect(step).toMatchObject({ telephone: true, confirmedAt: '2026-10-04T01:00:00.000Z', confirmationDueOn: null })
      house.clock.setDay('2026-09-30')
    })

    it('K-03 gives vehicles one working day, over holidays', async () => {
      const vehicles = withLedger(bare(), aFakeLedger('vehicles'))
      const { id, version } = await aRequest(vehicles, applicant)
      const answer = await as(vehicles, applicant).approvals.telephone({ id, version, call: call() })
      expect(answer.dueOn).toBe('2026-10-01')
    })
  })

  describe('K-05', () => {
    const large = { amountCents: 1_000_000, needsCollective: true }
    const upToHead = async () => {
      const { id } = await aRequest(house, applicant, large)
      await decide(unitHead, id)
      await decide(leader, id)
      return id
    }
    const meeting = async (id: string, more: object = {}) => {
      const scan = await anAttachment(house, '纪要.png')
      const version = (await now(id)).version
      return as(house, head).approvals.recordCollective({
        id,
        version,
        meeting: '局长办公会',
        heldOn: '2026-09-29',
        minutesNumber: '〔2026〕9号',
        attachmentId: scan.id,
        headOpinion: '同意集体意见',
        ...more
      })
    }

    it('K-05 refuses the last step of exactly 10,000 yuan without a meeting’s decision, and lets it through with it', async () => {
      const id = await upToHead()
      const fault = await faultOf(decide(head, id))
      expect(fault.data.findings).toMatchObject([
        { rule: 'K-05', missing: ['会议名称', '会议日期', '纪要编号', '纪要扫描件'] }
      ])
      await meeting(id)
      expect(await decide(head, id)).toEqual({ state: 'approved' })
      expect((await as(house, head).approvals.get({ id })).collective).toEqual({
        meeting: '局长办公会',
        heldOn: '2026-09-29',
        minutesNumber: '〔2026〕9号'
      })
    })

    it('K-05 asks for the scan and for the head’s opinion last', async () => {
      const id = await upToHead()
      await meeting(id, { attachmentId: undefined, headOpinion: undefined })
      const fault = await faultOf(decide(head, id))
      expect(fault.data.findings?.flatMap((finding) => finding.missing)).toEqual(['纪要扫描件', '主要领导末位意见'])
    })

    it('K-05 lets the head refuse without any meeting', async () => {
      const id = await upToHead()
      expect(await decide(head, id, { outcome: 'refuse', opinion: '预算不足' })).toEqual({ state: 'refused' })
    })

    it('K-05 lowered by the administrator passes with a reason', async () => {
      await arranging(house, (unit) => unit.insert(RuleSettingRow, { rule: 'K-05', state: 'warn', parameters: {} }))
      const id = await upToHead()
      expect(await refusedBy(decide(head, id))).toEqual(['K-05'])
      expect(await decide(head, id, { reasons: { 'K-05': '抢险急用' } })).toEqual({ state: 'approved' })
    })
  })

  describe('K-11', () => {
    it.each(['temporary', 'outsider'] as const)('K-11 refuses an application by %s staff', async (kind) => {
      const person = await aPerson(house, { kind, unitId: applicant.unitId })
      await expect(aRequest(house, person)).rejects.toMatchObject({
        type: 'refused',
        message: expect.stringContaining('K-11')
      })
    })

    it('K-11 refuses a decision by temporary staff, whatever post they were given', async () => {
      const temporary = await aPerson(house, { kind: 'temporary', unitId: applicant.unitId, posts: ['unitHead'] })
      expect((await faultOf(decide(temporary, (await aRequest(house, applicant)).id))).code).toBe('forbidden')
    })
  })
})
