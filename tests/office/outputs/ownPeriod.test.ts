import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownPeriod } from '@main/office/outputs/filterWords'
import { readingOf } from '@main/office/procedure'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'

/** Sheets that are of a period by their nature: a month, a year, so much of it as is over. */
const ofAPeriod = [
  ...['收发存月报', '科室消耗统计', '月度油耗核算', '费用汇总(单车)', '用车公示'],
  ...['折旧', '增减变动', '存量情况', '资产购置处置公示']
]

describe('the period of a sheet nobody chose one for', () => {
  it('is said where its beginning is left open, and only there', () => {
    const own = { from: '2026-01-01', to: '2026-09-30' }
    expect(ownPeriod({}, own)).toEqual({ time: '期间：2026年1月1日至2026年9月30日（未选期间，本表按此期间）' })
    expect(ownPeriod({ to: own.to }, own)).toEqual({
      time: '期间：2026年1月1日至2026年9月30日（未选开始日期，本表按此期间）'
    })
    expect(ownPeriod({ from: own.from }, own)).toEqual({})
  })
})

describe('the sheets of all ledgers', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
  }, 300_000)
  afterAll(async () => closeTestHouse(house))

  it('say on themselves what period they are of, where none is asked for', async () => {
    const reading = await readingOf(house)
    const said: string[] = []
    for (const { workbooks } of house.modules)
      for (const { sheets } of workbooks)
        for (const { name, make } of sheets) {
          const { time } = await make(reading, {})
          if (time !== undefined) said.push(name)
          expect((await make(reading, { from: '2026-01-01', to: '2026-12-31' })).time, name).toBeUndefined()
        }
    expect(said.sort()).toEqual([...ofAPeriod].sort())
  })
})
