// Posts stock-ins one after another until it is killed; prints each number once its unit of work has been acknowledged.
import { ledgerModules } from '@main/ledgers'
import { systemClock } from '@main/kernel/instant'
import { openHouse } from '@main/office/openHouse'
import { uuidSource } from '@main/platform/ids'
import { postReceipt } from './receipts'

const [, , folder, resources] = process.argv
if (!folder || !resources) throw new Error('which data folder, and where are the resources?')
const house = await openHouse({
  folder,
  modules: ledgerModules,
  clock: systemClock,
  newId: uuidSource,
  resources,
  appVersion: 'crash'
})
for (;;) process.stdout.write(`${await postReceipt(house)}\n`)
