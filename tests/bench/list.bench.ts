// list: first and last page of 50 with filter, sort and total through the RPC protocol, against the bare SQL of one
// indexed page.
import { benchHouse, benchSizes, filledFolder } from './support/benchHouse'
import { signedInCaller } from './support/caller'
import { median, report } from './support/measure'

let smallest: number | undefined
for (const rows of benchSizes([10_000, 100_000, 1_000_000])) {
  const house = await benchHouse(await filledFolder(rows))
  const { client } = await signedInCaller(house, ['suppliesKeeper'])
  const request = {
    filters: [{ field: 'kind', op: 'eq', value: 'issue' }],
    sort: { field: 'day', direction: 'desc' },
    limit: 50
  } as const
  const list = (offset: number) =>
    client.supplies.stock.movements({ ...request, filters: [...request.filters], offset })
  const { total } = await list(0)
  const referenceMs = await median(20, () =>
    house.database.read.query(`SELECT * FROM supply_movements WHERE kind = 'issue' ORDER BY day DESC, id DESC LIMIT 50`)
  )
  const firstMs = await median(20, () => list(0))
  const lastMs = await median(20, () => list(total - 50))
  const middleMs = await median(5, () => list(Math.floor(total / 2)))
  const oursMs = Math.max(firstMs, lastMs)
  smallest ??= oursMs
  report({
    name: 'list',
    oursMs,
    referenceMs,
    rows,
    firstMs: Number(firstMs.toFixed(2)),
    lastMs: Number(lastMs.toFixed(2)),
    middleMs: Number(middleMs.toFixed(2)),
    againstSmallest: Number((oursMs / smallest).toFixed(2))
  })
  await house.database.close()
}
