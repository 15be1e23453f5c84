// search: pinyin initials, middle of a name and number over many records, against a bare indexed read of the same
// number of rows.
import { benchHouse, benchSizes, filledFolder } from './support/benchHouse'
import { signedInCaller } from './support/caller'
import { median, percentile95, report } from './support/measure'

for (const rows of benchSizes([100_000])) {
  const house = await benchHouse(await filledFolder(rows))
  const { client } = await signedInCaller(house, ['suppliesKeeper'])
  const words = ['zxb', '性笔', 'RK-2022-000123', 'dayinzhi', '硒', 'ly-2021-0000']
  const list = (search: string) => () => client.supplies.stock.movements({ search, limit: 50 })
  const referenceMs = await median(20, () =>
    house.database.read.query('SELECT * FROM supply_movements ORDER BY day DESC, id DESC LIMIT 50')
  )
  // Other words each time, so that no remembered total helps.
  const fresh = Array.from({ length: 30 }, (_, index) =>
    list(`${words[index % words.length]}${index < words.length ? '' : String(index % 10)}`)
  )
  const oursMs = await percentile95(fresh)
  report({ name: 'search', oursMs, referenceMs, rows, p95Ms: Number(oursMs.toFixed(1)), queries: fresh.length })
  await house.database.close()
}
