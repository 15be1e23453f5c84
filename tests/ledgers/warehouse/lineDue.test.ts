import { beforeAll, describe, expect, it } from 'vitest'
import { goodsDue } from '@main/ledgers/warehouse/line/goodsDue'
import { onBothEngines } from '../../support/house'
import { aBureau } from '../../support/people'
import { aLine, aWarehouseStaff, detainedOn, reads, type WarehouseStaff } from '../../support/warehouse'

onBothEngines('goods on the due list', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    await aBureau(house())
    staff = await aWarehouseStaff(house())
    // Durable goods are due 30 days on: overdue since 08-31, 09-01 (two), 09-14; due today; due on 10-10.
    for (const [index, day] of [
      '2026-08-01',
      '2026-08-02',
      '2026-08-02',
      '2026-08-15',
      '2026-08-31',
      '2026-09-10'
    ].entries())
      await detainedOn(house(), staff, day, {
        basis: 'confiscation',
        lines: [aLine(staff, { location: `架${index}` })]
      })
    house().clock.setDay('2026-09-30')
  })
  const told = async (most?: number) =>
    (await goodsDue(await reads(house()), '2026-10-31', most)).map(({ dueOn, rule, count = 1, subjectType }) => ({
      dueOn,
      rule,
      count,
      subjectType
    }))
  const intake = (dueOn: string) => ({ dueOn, rule: 'WH-04', count: 1, subjectType: 'intake' })
  const rest = (dueOn: string, count: number) => ({ dueOn, rule: 'WH-15', count, subjectType: 'overdue' })

  describe('WH-15 tells overdue goods of each squad', () => {
    it('one by one while they are few', async () => {
      expect((await told()).sort((a, b) => a.dueOn.localeCompare(b.dueOn))).toEqual(
        ['2026-08-31', '2026-09-01', '2026-09-01', '2026-09-14', '2026-09-30', '2026-10-10'].map(intake)
      )
    })

    it.each([
      [4, ['2026-09-14', '2026-09-30', '2026-10-10'], rest('2026-08-31', 3)],
      [5, ['2026-09-01', '2026-09-01', '2026-09-14', '2026-09-30', '2026-10-10'], rest('2026-08-31', 1)],
      [1, ['2026-09-30', '2026-10-10'], rest('2026-08-31', 4)]
    ])(
      'the longest overdue as one sum beyond %i, whole days together, what is still to come always apart',
      async (most, apart, sum) => {
        const items = await told(most)
        expect(
          items
            .filter((item) => item.subjectType === 'intake')
            .map((item) => item.dueOn)
            .sort()
        ).toEqual(apart)
        expect(items.filter((item) => item.subjectType === 'overdue')).toEqual([sum])
      }
    )

    it('says whose they are, how many and since when', async () => {
      const [item] = (await goodsDue(await reads(house()), '2026-10-31', 1)).filter(
        (each) => each.subjectType === 'overdue'
      )
      expect(item).toMatchObject({ subjectId: staff.squad.id, unitId: staff.squad.id })
      expect(item?.title).toMatch(/另有4批物品逾期更久，最早的2026年8月31日到期/)
    })
  })
})
