import { fileURLToPath } from 'node:url'
import { ledgerModules } from '@main/ledgers'
import { openHouse } from '@main/office/openHouse'
import type { House } from '@main/office/house'
import { uuidSource } from '@main/platform/ids'
import { tempFolder } from '../../support/tempFolder'
import { movableClock } from '../../support/clock'

/** A house on a fresh SQLite file, with full durability, its clock standing on a working day. */
export async function benchHouse(folder = tempFolder('bench')): Promise<House> {
  const resources = fileURLToPath(new URL('../../../resources', import.meta.url))
  return openHouse({ folder, modules: ledgerModules, clock: movableClock('2026-09-30T01:00:00.000Z'), newId: uuidSource, resources, appVersion: 'bench' })
}
