// Posts stock-ins as one of several programs on one data folder, once told to on its input; prints each number when it
// has been acknowledged.
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { ledgerModules } from '@main/ledgers'
import { systemClock } from '@main/kernel/instant'
import { openHouse } from '@main/office/openHouse'
import { uuidSource } from '@main/platform/ids'
import { postReceipt } from '../../platform/crash/receipts'

const [, , folder, resources, count] = process.argv
if (!folder || !resources || !count) throw new Error('which data folder, where are the resources, and how many?')
const house = await openHouse({
  folder,
  modules: ledgerModules,
  clock: systemClock,
  newId: uuidSource,
  resources,
  appVersion: 'writer'
})
process.stdout.write('ready\n')
await once(process.stdin, 'data')
for (let posted = 0; posted < Number(count); posted += 1) {
  process.stdout.write(`${await postReceipt(house)}\n`)
  // A clerk's pause: without it the one who has the file keeps it.
  await setTimeout(Math.random() * 20)
}
await house.database.close()
process.exit(0)
