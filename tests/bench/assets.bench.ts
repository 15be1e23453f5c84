// assets: cards of many things — lists, sums, search, a scanned number, a stocktake of everything, a month's
// depreciation, finance's list held against the book, export — through RPC, against bare indexed reads and writes.
import { AssetBook, DepreciationEntry, DepreciationRun } from '@main/ledgers/assets/entities'
import { benchHouse, benchSizes, keptFolder } from './support/benchHouse'
import { fillAssetCards } from './support/assetCards'
import { signedInCaller } from './support/caller'
import { bareInserts } from './support/bareInserts'
import { longestBlock, reportExport, reportPages, reportRead, reportSearch } from './support/ledgerMeasures'
import { percentile95, report, timed } from './support/measure'

for (const rows of benchSizes([100_000])) {
  const house = await benchHouse(
    await keptFolder('assetCards', rows, fillAssetCards, ['bulkOffice.ts', 'assetCards.ts'])
  )
  const { client, personId } = await signedInCaller(house, ['assetClerk', 'finance', 'financeHead'])
  const { cards, depreciations, stocktakes } = client.assets
  const bare = (sql: string, ...values: (string | number)[]) => house.database.read.query<unknown[]>(sql, values)
  const page = () => bare('SELECT * FROM assets ORDER BY number LIMIT 50')
  const middle = `GD${String(Math.floor(rows / 2)).padStart(7, '0')}`
  const one = () => bare('SELECT * FROM assets WHERE number = ?', middle)
  const found = await cards.scan({ number: middle })
  if (!found) throw new Error('no such card')

  await reportPages('assets list, with sums', rows, (window) => cards.list(window), page)
  await reportPages(
    'assets list, one unit by place',
    rows,
    (window) =>
      cards.list({
        ...window,
        filters: [{ field: 'unitId', op: 'eq', value: found.unitId }],
        sort: { field: 'place', direction: 'asc' }
      }),
    () => bare('SELECT * FROM assets WHERE unit_id = ? ORDER BY place, id LIMIT 50', found.unitId)
  )
  await reportPages(
    'assets list, computers by value',
    rows,
    (window) =>
      cards.list({
        ...window,
        filters: [{ field: 'name', op: 'eq', value: '台式计算机' }],
        sort: { field: 'originalCents', direction: 'desc' }
      }),
    () => bare("SELECT * FROM assets WHERE name = '台式计算机' ORDER BY original_cents DESC, id DESC LIMIT 50")
  )
  await reportRead(
    'assets sums by the list',
    rows,
    () => cards.list({ limit: 1, search: `GD${String(Math.floor(Math.random() * 10))}` }),
    () => bare('SELECT SUM(original_cents) FROM assets')
  )
  const words = ['tsjsj', '记录仪', 'GD00123', 'wenjiangui', 'SN00012', '陈建国', '硒鼓']
  await reportSearch('assets list search', rows, words, (search) => cards.list({ search, limit: 50 }), page)
  await reportSearch(
    'assets search over everything',
    rows,
    words,
    (search) => client.home.search({ words: search }),
    page
  )
  await reportRead('assets one card', rows, () => cards.get({ id: found.id }), one)
  await reportRead('assets scanned number', rows, () => cards.scan({ number: middle }), one)
  await reportRead('assets due on the home page', rows, () => client.home.due(undefined), page)
  await reportRead('assets home page charts', rows, () => client.home.charts(undefined), page)

  let opened = { id: '' }
  const openMs = await timed(async () => {
    opened = await stocktakes.open({ duty: 'none', scope: 'all', counterIds: [personId] })
  })
  const numbers = Array.from({ length: 60 }, (_, at) => `GD${String(1 + at * Math.floor(rows / 61)).padStart(7, '0')}`)
  const scan = (code: string) => () =>
    stocktakes.scan({
      id: opened.id,
      round: 'first',
      scans: [{ code, place: '101室', at: house.clock.now(), key: `bench-${code}` }]
    })
  await scan('GD9999999')()
  const ways = {
    '': numbers,
    ', written otherwise': numbers.map((number) => number.replace('GD', 'ｇｄ ')),
    ', of a number nobody knows': numbers.map((number) => number.replace('GD', 'XX'))
  }
  for (const [way, codes] of Object.entries(ways)) {
    const scanMs = await percentile95(codes.map(scan))
    const scanned = await bareInserts(house, 'asset_scans', codes.length, { each: true })
    report({
      name: `assets scan in a stocktake of everything${way}`,
      oursMs: scanMs,
      referenceMs: scanned / codes.length,
      rows,
      p95Ms: scanMs
    })
  }
  const frozen = await bareInserts(house, 'asset_count_books', rows)
  report({ name: 'assets stocktake of everything opened', oursMs: openMs, referenceMs: frozen, rows })

  let postMs = 0
  const blockMs = await longestBlock(async () => {
    postMs = await timed(() => depreciations.post({ month: '2026-09' }))
  })
  const charged = await house.database.read.count(DepreciationEntry)
  const [run] = await house.database.read.find(DepreciationRun)
  const running = await house.database.read.countBy(AssetBook, { chargedUntil: '2026-09' })
  if (run?.assets !== running || charged !== running) throw new Error('the run and its books differ')
  const chargedMs = await bareInserts(house, 'asset_depreciation', charged)
  report({ name: 'assets depreciation of a month', oursMs: postMs, referenceMs: chargedMs, rows, charged, blockMs })

  const csv = [
    '资产编号,资产名称,资产原值(元),累计折旧(元),取得日期',
    ...(
      await house.database.read.query<FinanceRow[]>(
        `SELECT a.number, a.name, a.original_cents AS value, b.accumulated_cents AS taken, a.acquired_on AS day
       FROM assets a JOIN asset_books b ON b.id = a.id ORDER BY a.number`
      )
    ).map(
      // One in a thousand stands in finance's list with another value.
      ({ number, name, value, taken, day }, index) =>
        [number, name, (value + (index % 1000 === 0 ? 100 : 0)) / 100, taken / 100, day].join(',')
    )
  ].join('\n')
  const { id: attachmentId } = await client.files.upload({ file: new File([csv], '财务资产账.csv') })
  const dryRunMs = await timed(() => client.imports.dryRun({ kind: 'assetFinance', attachmentId }))
  const commitMs = await timed(() => client.imports.commit({ kind: 'assetFinance', attachmentId }))
  const [made] = (await client.assets.reconciliations.list({ limit: 1 })).rows
  if (made?.matched !== rows || made.differences !== rows / 1000) throw new Error('the reconciliation is not right')
  report({
    name: 'assets reconciliation with finance',
    oursMs: dryRunMs + commitMs,
    referenceMs: await bareInserts(house, 'asset_finance_rows', rows),
    rows,
    dryRunMs: Math.round(dryRunMs),
    commitMs: Math.round(commitMs)
  })

  const cells = [found.number, 'A02010104', found.name, 'M720', 1, 5000, '新购', '2020-01-05', '2020-01-05', 72]
  await reportExport('assets export', client, {
    output: 'assets',
    sheets: ['明细台账'],
    rows,
    cells: [...cells, 3000, 2000, '科室1', '陈建国', '陈建国', '101室', '在用', '']
  })
  await house.database.close()
}

interface FinanceRow {
  readonly number: string
  readonly name: string
  readonly value: number
  readonly taken: number
  readonly day: string
}
