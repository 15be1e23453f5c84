import { beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '@main/office/entities'
import { Approval, ApprovalDecision } from '@main/office/approvals/entities'
import { opinionBoxes } from '@main/office/records/opinionBoxes'
import { approversOf } from '@main/office/records/remarks'
import { readingOf } from '@main/office/procedure'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson, aUnit } from '../support/people'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as, faultOf } from '../support/officeCalls'
import { everythingOf } from '../support/refusals'

onBothEngines('telephone approvals', (bare) => {
  const ledger = aFakeLedger('supplies')
  let house: TestHouse
  let applicant: Person
  let unitHead: Person
  let leader: Person
  let head: Person
  let keeper: Person
  let colleague: Person

  beforeAll(async () => {
    house = withLedger(bare(), ledger)
    await aBureau(house)
    const unit = await aUnit(house, { name: '申请科' })
    applicant = await aPerson(house, { name: '经办', unitId: unit.id, posts: ['suppliesKeeper'], pin: '1111' })
    unitHead = await aPerson(house, { name: '科长', unitId: unit.id, posts: ['unitHead'] })
    leader = await aPerson(house, { name: '分管', posts: [{ post: 'leader', unitId: unit.id }] })
    head = await aPerson(house, { name: '局长', posts: ['head'] })
    keeper = await aPerson(house, { name: '保管', posts: ['suppliesKeeper'], pin: '2468' })
    colleague = await aPerson(house, { name: '同事', unitId: unit.id, pin: '3333' })
  })

  const now = (id: string) => house.database.read.findOneByOrFail(Approval, { id })
  const call = (more: object = {}) => ({
    approvedBy: unitHead.id,
    approvedAt: '2026-09-30T00:30:00.000Z',
    takenBy: keeper.id,
    pin: '2468',
    ...more
  })
  const telephone = async (id: string, more: object = {}, by = keeper) =>
    as(house, by).approvals.telephone({ id, version: (await now(id)).version, call: call(more) })
  const decide = async (person: Person, id: string) =>
    as(house, person).approvals.decide({ id, version: (await now(id)).version, outcome: 'approve', opinion: '同意' })

  const refusedUntouched = async (id: string, act: () => Promise<unknown>) => {
    const before = [await everythingOf(house, 'supplies'), await now(id)]
    const fault = await faultOf(act())
    expect([await everythingOf(house, 'supplies'), await now(id)]).toEqual(before)
    return fault
  }

  describe('K-03', () => {
    it('K-03 refuses a clerk who names himself as call-taker for his own request, three steps over, whatever post he holds', async () => {
      const { id } = await aRequest(house, applicant)
      const fault = await refusedUntouched(id, () => telephone(id, { takenBy: applicant.id, pin: '1111' }, applicant))
      expect(fault.data.findings).toMatchObject([
        { rule: 'K-03', act: 'BLOCK', source: '洞口县局《办公用品管理制度》第五条第（2）项' }
      ])
      expect(fault.message).toContain('申请人不能为自己的申请接听记录')
    })

    it('K-03 refuses a taker who neither keeps the ledger nor is of the office, and one without the PIN', async () => {
      const { id } = await aRequest(house, applicant)
      const stranger = await refusedUntouched(id, () => telephone(id, { takenBy: colleague.id, pin: '3333' }))
      expect(stranger.message).toContain('接听记录人应是用品保管员、采购员、办公室主任')
      const silent = await refusedUntouched(id, () => telephone(id, { pin: undefined }))
      expect(silent.data.findings).toMatchObject([{ rule: 'K-03', missing: ['接听记录人的签字码'] }])
      expect((await refusedUntouched(id, () => telephone(id, { pin: '9999' }))).message).toContain('签字码不对')
    })

    it('K-03 takes a step only when it is due and never before the step before', async () => {
      const { id } = await aRequest(house, applicant)
      expect((await refusedUntouched(id, () => telephone(id, { approvedBy: leader.id }))).data.findings).toMatchObject([
        { rule: 'K-01' }
      ])
      await telephone(id)
      const early = await refusedUntouched(id, () =>
        telephone(id, { approvedBy: leader.id, approvedAt: '2026-09-30T00:59:00.000Z' })
      )
      expect(early.data.findings).toMatchObject([{ rule: 'K-03', act: 'BLOCK' }])
      expect(early.message).toContain('批准时间不能早于上一步办结')
      expect(await telephone(id, { approvedBy: leader.id, approvedAt: '2026-09-30T01:00:00.000Z' })).toMatchObject({
        state: 'pending'
      })
    })

    it('K-03 bars what the bureau excludes: the bureau seal and destruction by default', async () => {
      ledger.topics.splice(0, ledger.topics.length, '物品销毁')
      const { id } = await aRequest(house, applicant)
      const fault = await refusedUntouched(id, () => telephone(id))
      ledger.topics.splice(0)
      expect(fault.message).toContain('物品销毁不得以电话请示代替书面审批')
      expect(await telephone(id)).toMatchObject({ state: 'pending' })
    })

    it('K-03 wants a reason where the call is typed in days later, and marks it 补录', async () => {
      const { id } = await aRequest(house, applicant)
      const late = { approvedAt: '2026-09-27T02:00:00.000Z' }
      expect((await refusedUntouched(id, () => telephone(id, late))).data.findings).toMatchObject([
        { rule: 'K-13', act: 'WARN' }
      ])
      const version = (await now(id)).version
      await as(house, keeper).approvals.telephone({
        id,
        version,
        call: call(late),
        reasons: { 'K-13': '外出执法，返回补登' }
      })
      const { subjectId } = await now(id)
      const { timelineOf } = await import('@main/office/records/timeline')
      const events = await timelineOf(house.database.read, {
        ledger: 'supplies',
        subjects: [subjectId],
        approvals: [id]
      })
      expect(events.map(({ title }) => title)).toContain(
        '补录：电话批准时间2026年9月27日，2026年9月30日登记（原因：外出执法，返回补登）'
      )
    })

    it('K-03 tells the leader named at once, prints no signature before the confirmation, and who took the call always', async () => {
      const { id, number } = await aRequest(house, applicant)
      await telephone(id)
      expect((await as(house, unitHead).approvals.inbox()).find((row) => row.number === number)).toMatchObject({
        confirmation: true
      })
      const box = async () => (await opinionBoxes(await readingOf(house), id))[0]
      expect(await box()).toEqual({
        label: '科室负责人意见',
        opinion: '电话同意；科长2026年9月30日08时30分电话，保管接听记录（电话同意，未确认）'
      })
      // Not yet approved: there are steps to come.
      expect((await approversOf(house.database.read, [id])).get(id)).toBeUndefined()
      await as(house, unitHead).approvals.confirmTelephone({
        id,
        version: (await now(id)).version,
        opinion: '情况属实'
      })
      expect(await box()).toMatchObject({
        name: '科长',
        date: '2026-09-30',
        opinion: expect.stringContaining('2026年9月30日确认：情况属实')
      })
    })

    it('K-03 says of who approved last that it was by telephone, and whether it was confirmed', async () => {
      const { id } = await aRequest(house, applicant)
      await decide(unitHead, id)
      await decide(leader, id)
      const approver = async () => (await approversOf(house.database.read, [id])).get(id)
      expect(await approver()).toBeUndefined()
      await telephone(id, { approvedBy: head.id, approvedAt: house.clock.now() })
      expect(await approver()).toBe('局长（电话同意，未确认）')
      await as(house, head).approvals.confirmTelephone({ id, version: (await now(id)).version, opinion: '情况属实' })
      expect(await approver()).toBe('局长（电话同意，已确认）')
    })

    it('K-03 lets the leader named disown a call: what waits is refused, what is not done is cancelled, what is done says so', async () => {
      const disown = async (id: string, by = unitHead) =>
        as(house, by).approvals.disownTelephone({ id, version: (await now(id)).version, reason: '没有接到电话' })
      const waiting = await aRequest(house, applicant)
      await telephone(waiting.id)
      expect((await faultOf(disown(waiting.id, head))).code).toBe('forbidden')
      expect(await disown(waiting.id)).toEqual({ state: 'refused' })
      expect(ledger.outcomes.at(-1)).toBe('refused')

      const approved = async () => {
        const request = await aRequest(house, applicant)
        await telephone(request.id)
        await decide(leader, request.id)
        await decide(head, request.id)
        return request
      }
      const open = await approved()
      expect(await disown(open.id)).toEqual({ state: 'cancelled' })
      expect(ledger.cancelled).toContain(open.subjectId)

      const done = await approved()
      ledger.done.add(done.subjectId)
      expect(await disown(done.id)).toEqual({ state: 'approved' })
      const { rows } = await as(house, head).administration.exceptions({
        filters: [{ field: 'subjectNumber', op: 'eq', value: done.number }]
      })
      expect(rows).toMatchObject([
        { rule: 'K-03', message: '科长否认电话同意“试验用品”，保管接听记录', reason: '没有接到电话' }
      ])
      const [box] = await opinionBoxes(await readingOf(house), done.id)
      expect(box?.opinion).toContain('（电话同意，本人否认）：没有接到电话')
      expect(box?.name).toBeUndefined()
      expect(await house.database.read.countBy(ApprovalDecision, { approvalId: done.id, outcome: 'disown' })).toBe(1)
    })
  })
})
