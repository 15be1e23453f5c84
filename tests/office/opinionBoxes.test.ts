import { beforeAll, expect, it } from 'vitest'
import { Approval } from '@main/office/approvals/entities'
import type { Person } from '@main/office/entities'
import { readingOf } from '@main/office/procedure'
import { opinionBoxes } from '@main/office/records/opinionBoxes'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson, aUnit } from '../support/people'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as } from '../support/officeCalls'

// A signature in an opinion box is taken for consent: on paper there is nothing but the box to tell it by.
onBothEngines('opinion boxes', (bare) => {
  let house: TestHouse
  let applicant: Person
  let unitHead: Person

  beforeAll(async () => {
    house = withLedger(bare(), aFakeLedger('supplies'))
    await aBureau(house)
    const unit = await aUnit(house, { name: '申请科' })
    applicant = await aPerson(house, { name: '经办', unitId: unit.id })
    unitHead = await aPerson(house, { name: '科长', unitId: unit.id, posts: ['unitHead'] })
    await aPerson(house, { name: '分管', posts: [{ post: 'leader', unitId: unit.id }] })
  })

  it.each([
    ['approve', '材料齐全', '材料齐全'],
    ['approve', '不同意见已采纳', '不同意见已采纳'],
    ['refuse', '材料不齐', '不同意：材料不齐'],
    ['refuse', '不同意，缺发票', '不同意，缺发票'],
    ['return', '请附发票', '退回补正：请附发票'],
    ['return', '退回补正，请附发票', '退回补正，请附发票']
  ] as const)('K-01 %s with the words %s reads %s', async (outcome, opinion, printed) => {
    const { id } = await aRequest(house, applicant)
    const { version } = await house.database.read.findOneByOrFail(Approval, { id })
    await as(house, unitHead).approvals.decide({ id, version, outcome, opinion })
    const [decided, next] = await opinionBoxes(await readingOf(house), id)
    expect(decided).toMatchObject({ opinion: printed, name: '科长' })
    expect(next?.opinion).toBeUndefined()
  })
})
