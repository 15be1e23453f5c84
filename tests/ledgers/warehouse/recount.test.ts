import { expect, it } from 'vitest'
import { as } from '../../support/officeCalls'
import { onBothEngines } from '../../support/house'
import { aPerson } from '../../support/people'
import { aLine, aWarehouseStaff, detainedOn, standingOf } from '../../support/warehouse'

onBothEngines(
  'due dates after a change of rules',
  (house) => {
    it('WH-04 follow the new period as soon as the head has approved it, without anybody asking', async () => {
      const staff = await aWarehouseStaff(house())
      const admin = as(house(), await aPerson(house(), { posts: ['administrator'] }))
      const director = as(house(), await aPerson(house(), { posts: ['officeDirector'] }))
      const head = as(house(), await aPerson(house(), { posts: ['head'] }))
      const { lines } = await detainedOn(house(), staff, '2026-07-06', {
        lines: [aLine(staff, { perishability: 'perishable' })]
      })
      const due = async () => (await standingOf(house(), lines[0]?.id ?? '')).dueOn
      expect(await due()).toBe('2026-07-08')

      await admin.administration.setParameter({ rule: 'WH-04', name: 'perishable', value: 1, basis: '局长办公会决定' })
      expect(await due()).toBe('2026-07-08')
      const { approvalId } =
        (await admin.administration.rules()).find(({ id }) => id === 'WH-04')?.pending[0] ??
        expect.fail('nothing pending')
      for (const decider of [director, head]) {
        const { version } = await decider.approvals.get({ id: approvalId })
        await decider.approvals.decide({ id: approvalId, version, outcome: 'approve', opinion: '同意' })
      }

      expect(await due()).toBe('2026-07-07')
    })
  },
  '2026-07-06T01:30:00.000Z'
)
