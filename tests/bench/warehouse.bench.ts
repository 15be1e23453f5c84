// warehouse: detained goods at many lines — lists, search, due list, one record, clocks worked out again, export —
// through RPC, against bare indexed reads.
import { recountClocks } from '@main/office/administration/clocks'
import { DetainedLine, Intake, Standing } from '@main/ledgers/warehouse/entities'
import { IsNull, MoreThan } from 'typeorm'
import { benchHouse, benchSizes, keptFolder } from './support/benchHouse'
import { callerOf, signedInCaller } from './support/caller'
import { fillDetainedGoods } from './support/detainedGoods'
import { longestBlock, reportExport, reportPages, reportRead, reportSearch } from './support/ledgerMeasures'
import { report, timed } from './support/measure'

for (const rows of benchSizes([100_000])) {
  const house = await benchHouse(
    await keptFolder('detainedGoods', rows, fillDetainedGoods, [
      'bulkOffice.ts',
      'detainedGoods.ts',
      'detainedLives.ts'
    ])
  )
  const { client } = await signedInCaller(house, ['warehouseKeeper'])
  const { read } = house.database
  const [line] = await read.find(Standing, { where: { dueOn: MoreThan('2023-01-01') }, order: { tag: 'ASC' }, take: 1 })
  if (!line) throw new Error('nothing is due')
  const intake = await read.findOneByOrFail(Intake, { id: line.intakeId })
  const officer = callerOf(house, intake.handlerId ?? '')
  const open = rows - (await read.countBy(Standing, { dueOn: IsNull() }))
  const bare = (sql: string, ...values: string[]) => read.query<unknown[]>(sql, values)
  const page = () => bare('SELECT * FROM detained_standings ORDER BY tag DESC LIMIT 50')
  const duePage = () => bare("SELECT * FROM detained_standings WHERE due_on > '' ORDER BY due_on, id LIMIT 50")
  const one = () => bare('SELECT * FROM detained_standings WHERE id = ?', line.id)
  const here = [{ field: 'state', op: 'in' as const, value: ['held', 'partly'] }]
  const { lines } = client.warehouse

  await reportPages('warehouse goods', rows, (window) => lines.list(window), page)
  await reportPages('warehouse goods on hand', rows, (window) => lines.list({ ...window, filters: here }), page)
  await reportPages(
    'warehouse goods on hand by due day',
    rows,
    (window) => lines.list({ ...window, filters: here, sort: { field: 'dueOn', direction: 'asc' } }),
    duePage
  )
  await reportPages(
    'warehouse goods of a party by day',
    rows,
    (window) =>
      lines.list({
        ...window,
        filters: [{ field: 'party', op: 'eq', value: intake.party }],
        sort: { field: 'detainedOn', direction: 'desc' }
      }),
    () =>
      bare('SELECT * FROM detained_standings WHERE party = ? ORDER BY detained_on DESC, id DESC LIMIT 50', intake.party)
  )
  await reportPages(
    'warehouse goods by name',
    rows,
    (window) => lines.list({ ...window, sort: { field: 'name', direction: 'asc' } }),
    () => bare('SELECT * FROM detained_standings ORDER BY name, id LIMIT 50')
  )
  await reportPages(
    "warehouse goods, an officer's squad",
    rows,
    (window) => officer.warehouse.lines.list({ ...window, filters: here }),
    page
  )
  await reportPages(
    'warehouse intakes, seizures by time',
    rows,
    (window) =>
      client.warehouse.intakes.list({
        ...window,
        filters: [{ field: 'basis', op: 'eq', value: 'seizure' }],
        sort: { field: 'at', direction: 'desc' }
      }),
    () => bare("SELECT * FROM detained_intakes WHERE basis = 'seizure' ORDER BY at DESC, id DESC LIMIT 50")
  )
  await reportPages(
    'warehouse exits',
    rows,
    (window) => client.warehouse.exits.list({ ...window, filters: [{ field: 'kind', op: 'eq', value: 'return' }] }),
    () => bare("SELECT * FROM detained_exits WHERE kind = 'return' ORDER BY id DESC LIMIT 50")
  )
  await reportPages(
    'warehouse custody chain',
    rows,
    (window) => lines.custody(window),
    () => bare('SELECT * FROM detained_custody ORDER BY line_id, id LIMIT 50')
  )
  await reportPages('warehouse due list', rows, (window) => client.warehouse.clocks.list(window), duePage)
  await reportRead('warehouse due on the home page', rows, () => client.home.due(undefined), duePage)
  await reportRead('warehouse counts on the home page', rows, () => client.home.counts(undefined), duePage)
  await reportRead('warehouse home page charts', rows, () => client.home.charts(undefined), page)
  const words = ['szxc', '轮车', 'ZK-2024-00012', 'xigua', '陈建国', '扣字〔2024〕6', '硒鼓']
  await reportSearch('warehouse list search', rows, words, (search) => lines.list({ search, limit: 50 }), page)
  await reportSearch(
    'warehouse search over everything',
    rows,
    words,
    (search) => client.home.search({ words: search }),
    page
  )
  await reportRead('warehouse custody state of a scanned tag', rows, () => lines.byTag({ tag: line.tag }), one)
  await reportRead('warehouse one line', rows, () => lines.get({ id: line.id }), one)
  await reportRead('warehouse one intake', rows, () => client.warehouse.intakes.get({ id: intake.id }), one)
  const { name, tag, party, location } = line
  const goods = [
    intake.number,
    intake.at,
    intake.detainedAt,
    '片区1',
    '陈建国、刘丽华',
    party,
    intake.cause,
    '查封扣押',
    intake.documentNumber,
    name
  ]
  const about = [
    '普通',
    2,
    line.measure,
    '完好',
    '否',
    50,
    location,
    '2026年1月1日（查封扣押期限）',
    '陈建国',
    '刘丽华',
    '',
    tag
  ]
  await reportExport('warehouse export', client, {
    output: 'warehouse',
    sheets: ['入库登记'],
    rows,
    cells: [...goods, ...about]
  })
  let recountMs = 0
  const blockMs = await longestBlock(async () => {
    recountMs = await timed(() => recountClocks(house))
  })
  const referenceMs = await timed(() => read.findBy(DetainedLine, { intakeId: intake.id }))
  report({ name: 'warehouse clocks worked out again', oursMs: recountMs, referenceMs, rows, open, blockMs })
  await house.database.close()
}
