import { instantAt } from '../../../kernel/instant'
import { addMonths, startOfMonth } from '../../../kernel/localDate'
import { DemoDiary } from '../../../office/demo/diary'
import type { House } from '../../../office/house'
import { DemoStoreroom } from './acting'
import { demoCatalogue } from './catalogue'
import { demoCounter } from './counter'
import { demoProcurement } from './procurement'
import { demoRounds } from './rounds'
import { demoStocktakes } from './stocktakes'
import { demoStock } from './stock'

/**
 * A year of office supplies, from the opening stock to records in every state today, made by the demo bureau's people
 * through the ledger's own acts in the order of time.
 */
export async function demoSupplies(house: House): Promise<void> {
  const diary = await DemoDiary.of(house, (days) =>
    instantAt(days.workday(startOfMonth(addMonths(days.today, -12))), '08:40')
  )
  const store = await DemoStoreroom.of(diary)
  await diary.tell([() => demoCatalogue(store)])
  await diary.tell([
    ...demoStock(store),
    ...demoRounds(store),
    ...demoProcurement(store),
    ...demoCounter(store),
    ...demoStocktakes(store)
  ])
}
