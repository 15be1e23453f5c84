import { beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '@main/office/entities'
import { Approval } from '@main/office/approvals/entities'
import { keepHouse } from '@main/office/administration/backups'
import { expireApprovals, mustStillHold } from '@main/office/approvals/cancelling'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson, arranging, aUnit } from '../support/people'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as, faultOf } from '../support/officeCalls'

onBothEngines('approved and not done', (bare) => {
  const ledger = aFakeLedger('supplies')
  let house: TestHouse
  let applicant: Person
  let unitHead: Person
  let leader: Person
  let head: Person

  beforeAll(async () => {
    house = withLedger(bare(), ledger)
    await aBureau(house)
    const unit = await aUnit(house, { name: '申请科' })
    applicant = await aPerson(house, { name: '经办', unitId: unit.id })
    unitHead = await aPerson(house, { name: '科长', unitId: unit.id, posts: ['unitHead'] })
    leader = await aPerson(house, { name: '分管', posts: [{ post: 'leader', unitId: unit.id }] })
    head = await aPerson(house, { name: '局长', posts: ['head'] })
  })

  const now = (id: string) => house.database.read.findOneByOrFail(Approval, { id })
  const approved = async () => {
    const request = await aRequest(house, applicant)
    for (const person of [unitHead, leader, head])
      await as(house, person).approvals.decide({
        id: request.id,
        version: (await now(request.id)).version,
        outcome: 'approve',
        opinion: '同意'
      })
    return request
  }
  const cancel = async (person: Person, id: string) =>
    as(house, person).approvals.cancel({ id, version: (await now(id)).version, reason: '当事人不来领取' })

  describe('K-01', () => {
    it('K-01 lets applicant or decider cancel what is not done, with a reason; nobody else, and nothing that is done', async () => {
      const first = await approved()
      const stranger = await aPerson(house, { name: '旁人' })
      expect((await faultOf(cancel(stranger, first.id))).code).toBe('forbidden')
      expect((await now(first.id)).state).toBe('approved')
      expect(await cancel(applicant, first.id)).toEqual({ state: 'cancelled' })
      expect(ledger.cancelled).toEqual([first.subjectId])
      const second = await approved()
      expect(await cancel(leader, second.id)).toEqual({ state: 'cancelled' })

      const done = await approved()
      ledger.done.add(done.subjectId)
      const fault = await faultOf(cancel(applicant, done.id))
      expect(fault.data.findings).toMatchObject([{ rule: 'K-01', act: 'BLOCK' }])
      expect((await now(done.id)).state).toBe('approved')
      const pending = await aRequest(house, applicant)
      expect((await faultOf(cancel(applicant, pending.id))).data.findings).toMatchObject([{ rule: 'K-01' }])
    })

    it('K-01 ends an approval nobody acted on within 180 days; on the last day it still holds, the day after it does not', async () => {
      const { id } = await approved()
      const act = () => arranging(house, (unit) => mustStillHold(unit, id))
      // 2026-09-30 + 180 days = 2027-03-29.
      house.clock.setDay('2027-03-29')
      await act()
      expect(await expireApprovals(house)).toBe(0)
      house.clock.setDay('2027-03-30')
      await expect(act()).rejects.toThrow('批准的有效期到2027年3月29日止')
      expect(await expireApprovals(house)).toBe(1)
      expect(await now(id)).toMatchObject({ state: 'cancelled' })
      expect(await expireApprovals(house)).toBe(0)
      house.clock.setDay('2026-09-30')
    })

    it('K-01 ends it without anybody asking, wherever the program is open', async () => {
      const { id } = await approved()
      house.clock.setDay('2027-03-30')
      // The day's backup of this make-believe house fails; what has run out ends all the same.
      const keeping = await keepHouse(house, () => undefined)
      await keeping.caughtUp
      keeping.stop()
      expect(await now(id)).toMatchObject({ state: 'cancelled' })
      house.clock.setDay('2026-09-30')
    })
  })
})
