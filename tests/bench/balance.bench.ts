// balance: stock on hand of one item at many movements, against a bare primary-key read.
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { benchHouse, benchSizes, filledFolder } from './support/benchHouse'
import { signedInCaller } from './support/caller'
import { median, report } from './support/measure'

for (const rows of benchSizes([10_000, 1_000_000])) {
  const house = await benchHouse(await filledFolder(rows))
  const { client } = await signedInCaller(house, ['suppliesKeeper'])
  const [balance] = await house.database.read.find(SupplyBalance, { take: 1 })
  const itemId = balance?.itemId ?? ''
  const referenceMs = await median(200, () =>
    house.database.read.query('SELECT * FROM supply_balances WHERE item_id = ?', [itemId])
  )
  const oursMs = await median(200, () => house.database.read.findOneBy(SupplyBalance, { itemId }))
  const listMs = await median(20, () => client.supplies.stock.list({ limit: 50 }))
  report({ name: 'balance', oursMs, referenceMs, rows, stockListMs: Number(listMs.toFixed(2)) })
  await house.database.close()
}
