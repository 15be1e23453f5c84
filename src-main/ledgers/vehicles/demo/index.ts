import type { House } from '../../../office/house'
import { DemoPool } from './acting'
import { demoConduct } from './conduct'
import { demoFleet } from './fleet'
import { demoRepairs } from './repairs'
import { demoStates } from './states'
import { demoYear } from './year'

/**
 * Fills the vehicles ledger of the demo bureau with a year of trips, fuel and repairs, and with records in every state.
 */
export async function demoVehicles(house: House): Promise<void> {
  const pool = await DemoPool.of(house)
  const fleet = await demoFleet(pool)
  const year = await demoYear(pool, fleet)
  await demoRepairs(pool, fleet)
  await demoConduct(pool, fleet)
  await demoStates(pool, fleet, year)
}
