import type { House } from '../../../office/house'
import { DemoAssets } from './acting'
import { demoCards } from './cards'
import { demoChecking } from './checking'
import { demoCounts } from './counts'
import { demoEnds } from './ends'
import { demoEquipment } from './equipment'
import { demoFinance } from './finance'
import { demoGetting } from './getting'
import { demoLeaving } from './leaving'
import { demoLiving } from './living'
import { demoMending } from './mending'

/**
 * Fills the fixed-assets ledger of the demo bureau with the twelve months before today, made by its own people through
 * the ledger's services in the order of time, and with records in every state.
 */
export async function demoAssets(house: House): Promise<void> {
  const demo = await DemoAssets.of(house)
  await demoCards(demo)
  for (const tell of [
    demoGetting,
    demoLiving,
    demoMending,
    demoEquipment,
    demoLeaving,
    demoEnds,
    demoChecking,
    demoCounts,
    demoFinance
  ])
    tell(demo)
  await demo.play()
}
