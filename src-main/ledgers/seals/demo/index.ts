import type { House } from '../../../office/house'
import { DemoOffice } from './acting'
import { demoRegister } from './register'
import { demoUsage } from './usage'

/**
 * Fills the seals ledger of the demo bureau with records in every state, made by its own people through the ledger's
 * services.
 */
export async function demoSeals(house: House): Promise<void> {
  const demo = new DemoOffice(house)
  await demoUsage(demo, await demoRegister(demo))
}
