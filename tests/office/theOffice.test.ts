import { expect, it } from 'vitest'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Appointment, type Person } from '@main/office/entities'
import { officeUnits } from '@main/office/people/theOffice'
import { onBothEngines, type TestHouse } from '../support/house'
import { aPerson, aUnit } from '../support/people'

const day = '2026-09-30'

onBothEngines('the office, whatever it is called', (house) => {
  /** Ends somebody's posts with a day, as an earlier decision did. */
  const ended = ({ id }: Person, toDay: string) =>
    house().database.write({ chain: 'office', act: '免职', actor: system }, async (unit) => {
      for (const held of await unit.manager.findBy(Appointment, { personId: id }))
        await unit.update(Appointment, held, { toDay }, '任职')
    })
  const system = { personId: null, name: '系统', unitId: '', kind: 'permanent', posts: [] } as const
  const units = () => officeUnits((house() as TestHouse).database.read, day)

  it('K-01 is the unit of the office director, and its leader is asked; while nobody holds the post, of the last one', async () => {
    expect(await units()).toEqual([])
    const general = await aUnit(house(), { name: '综合股' })
    const named = await aUnit(house(), { name: '办公室' })
    const director = await aPerson(house(), { unitId: general.id, posts: ['officeDirector'] })
    const before = await aPerson(house(), { unitId: named.id, posts: ['officeDirector'] })
    await ended(before, '2026-06-30')
    const leader = await aPerson(house(), { posts: [{ post: 'leader', unitId: general.id }] })
    await aPerson(house(), { posts: [{ post: 'leader', unitId: named.id }] })
    const clerk = await aPerson(house(), { unitId: named.id })

    expect(await units()).toEqual([general.id])
    const request = {
      applicantId: clerk.id,
      unitId: clerk.unitId,
      concernedPersonId: null,
      previousDeciderId: null,
      steps: [{ role: 'leader:office', label: '分管领导意见' }],
      step: 0,
      stepSince: '2026-09-30T01:00:00.000Z'
    } as const
    expect((await candidatesFor(house().database.read, request, day)).people).toEqual([leader.id])

    await ended(director, '2026-09-29')
    expect(await units()).toEqual([general.id])
  })
})
