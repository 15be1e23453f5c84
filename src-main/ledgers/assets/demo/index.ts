import type { House } from '../../../office/house'
import { DemoAssets } from './acting'
import { demoCards } from './cards'
import { demoLife } from './life'

/**
 * Fills the fixed-assets ledger of the demo bureau with a year in every state, made by its own people through the
 * ledger's services.
 */
export async function demoAssets(house: House): Promise<void> {
  const demo = new DemoAssets(house)
  await demoLife(demo, await demoCards(demo))
}
