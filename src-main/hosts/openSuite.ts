import log from 'electron-log/node'
import { systemClock } from '../kernel/instant'
import { ledgerModules } from '../ledgers'
import type { House } from '../office/house'
import { openHouse } from '../office/openHouse'
import { uuidSource } from '../platform/ids'
import type { DataFolder } from './dataFolder'
import { logInto } from './logging'
import { appVersion, resourcesFolder } from './projectRoot'

/** Opens the bureau's data of a folder with all ledgers: the composition shared by the window, the browser host and the command line. */
export async function openSuite({ folder, storage }: DataFolder): Promise<House> {
  logInto(folder)
  const house = await openHouse({
    folder,
    ...(storage ? { storage } : {}),
    modules: ledgerModules,
    clock: systemClock,
    newId: uuidSource,
    resources: resourcesFolder,
    appVersion
  })
  log.info(`opened ${folder}, version ${appVersion}`)
  return house
}
