import { instantAt } from '../../../kernel/instant'
import { addMonths, startOfMonth } from '../../../kernel/localDate'
import { DemoDiary } from '../../../office/demo/diary'
import type { House } from '../../../office/house'
import { DemoOffice } from './acting'
import { demoOversight } from './oversight'
import { demoLives, demoRegister } from './register'
import { demoUsage } from './usage'

/**
 * Fills the seals ledger of the demo bureau with a year's records in every state, made by its own people through the
 * ledger's services in the order of time.
 */
export async function demoSeals(house: House): Promise<void> {
  const diary = await DemoDiary.of(house, (days) =>
    instantAt(days.workday(startOfMonth(addMonths(days.today, -12))), '08:35')
  )
  const demo = new DemoOffice(diary)
  const told: (readonly (() => Promise<void>)[])[] = []
  await diary.tell([
    async () => {
      const seals = await demoRegister(demo)
      told.push(demoLives(demo, seals), demoUsage(demo, seals), demoOversight(demo, seals))
    }
  ])
  await diary.tell(told.flat())
}
