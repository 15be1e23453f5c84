import { beforeAll, expect, it } from 'vitest'
import type { Person } from '@main/office/entities'
import { firstSteps } from '@main/office/home/firstSteps'
import { onBothEngines } from '../support/house'
import { aBureau, aPerson, aUnit } from '../support/people'
import { reads } from '../support/warehouse'

onBothEngines('the first steps of a bureau', (house) => {
  let founder: Person
  const steps = async (person: Person) => firstSteps(await reads(house(), person))
  const step = async (id: string) => (await steps(founder)).find((each) => each.id === id)
  beforeAll(async () => {
    await aBureau(house())
    const unitId = (await aUnit(house(), { name: '办公室' })).id
    founder = await aPerson(house(), { name: '建立人', unitId, posts: ['administrator'], pin: '135790' })
  })

  it('stand in order, the bureau done and everything else to do', async () => {
    expect((await steps(founder)).map(({ id, done }) => [id, done])).toEqual([
      ['bureau', true],
      ['roster', false],
      ['posts', false],
      ['accounts', false],
      ['books', false],
      ['backup', false]
    ])
    expect((await step('books'))?.said).toContain('办公用品')
    expect((await step('posts'))?.said).toContain('还空着：主要领导')
  })

  it('tell of people, vacant posts and holders without an account as they are', async () => {
    await aPerson(house(), { name: '局长甲', posts: ['head'] })
    expect(await step('roster')).toMatchObject({ done: true, said: '在岗2人' })
    expect((await step('posts'))?.said).not.toContain('主要领导')
    expect(await step('accounts')).toMatchObject({ done: false, said: '任职的人里有1人没有账号' })
  })

  it('lead whoever does not set the bureau up to the books of their own post only', async () => {
    const keeper = await aPerson(house(), { name: '保管员甲', posts: ['suppliesKeeper'] })
    expect(await steps(keeper)).toEqual([
      { id: 'books', title: '导入各台账的期初', done: false, said: '还没有登记：办公用品' }
    ])
    expect(await steps(await aPerson(house(), { name: '副局长乙', posts: ['leader'] }))).toEqual([])
  })
})
