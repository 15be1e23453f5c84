import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDateOf, localTimeOf } from '@main/kernel/instant'
import { DemoDiary } from '@main/office/demo/diary'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'

/** Wednesday 30 September 2026, nine in the morning; no holidays are loaded. */
describe('the diary of the demo bureau', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z')
  })
  afterAll(() => closeTestHouse(house))

  const diary = () => DemoDiary.of(house, (days) => days.ago(20, '08:30'))

  it('lets stories go on in the order of time, whoever tells them', async () => {
    const told = await diary()
    const seen: string[] = []
    const note = (what: string): void => {
      const { now } = told.house.clock
      seen.push(`${localDateOf(now())} ${localTimeOf(now())} ${what}`)
    }
    await told.tell([
      async () => {
        await told.reach(told.ago(3, '15:00'))
        note('ordered')
        await told.workdays(2, '10:00')
        note('accepted')
      },
      async () => {
        note('asked')
        await told.reach(told.ago(2, '09:00'))
        note('decided')
      }
    ])
    expect(seen).toEqual([
      '2026-09-02 08:30 asked',
      '2026-09-25 15:00 ordered',
      '2026-09-28 09:00 decided',
      '2026-09-29 10:00 accepted'
    ])
  })

  it('never goes back, never beyond the present, and works neither at noon nor after hours', async () => {
    const told = await diary()
    const times: string[] = []
    await told.tell([
      async () => {
        for (const wait of [
          () => told.reach(told.ago(4, '17:00')),
          () => told.later(20),
          () => told.reach(told.ago(9)),
          () => told.reach(told.ago(3, '17:00')),
          () => told.later(45),
          () => told.later(190),
          () => told.reach(told.at(5))
        ]) {
          await wait()
          times.push(`${localDateOf(told.now)} ${localTimeOf(told.now)}`)
        }
      }
    ])
    expect(times).toEqual([
      '2026-09-24 17:00',
      '2026-09-24 17:20',
      '2026-09-24 17:20',
      '2026-09-25 17:00',
      '2026-09-28 09:15',
      '2026-09-28 14:55',
      '2026-09-30 09:00'
    ])
  })

  it('ends with what a story fails with, early or late', async () => {
    for (const late of [false, true]) {
      const told = await diary()
      const story = async (): Promise<void> => {
        if (late) await told.workdays(1, '09:00')
        throw new Error('nobody can decide')
      }
      await expect(told.tell([story])).rejects.toThrow('nobody can decide')
    }
  })
})
