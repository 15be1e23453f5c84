// seals: the register of seal uses at many entries — lists, search, what is due, one record, export — through RPC,
// against bare indexed reads.
import { SealUse } from '@main/ledgers/seals/entities'
import { benchHouse, benchSizes, keptFolder } from './support/benchHouse'
import { callerOf, signedInCaller } from './support/caller'
import { reportExport, reportPages, reportRead, reportSearch } from './support/ledgerMeasures'
import { fillSealUses } from './support/sealUses'

for (const rows of benchSizes([100_000])) {
  const house = await benchHouse(await keptFolder('sealUses', rows, fillSealUses, ['bulkOffice.ts', 'sealUses.ts']))
  const { client } = await signedInCaller(house, ['sealCustodian'])
  const [use] = await house.database.read.find(SealUse, { order: { at: 'ASC' }, skip: Math.floor(rows / 2), take: 1 })
  if (!use) throw new Error('no uses')
  const clerk = callerOf(house, use.applicantId ?? '')
  const { list } = client.seals.uses
  const bare = (sql: string, ...values: string[]) => house.database.read.query<unknown[]>(sql, values)
  const page = () => bare('SELECT * FROM seal_uses ORDER BY at DESC, id DESC LIMIT 50')
  const one = () => bare('SELECT * FROM seal_uses WHERE id = ?', use.id)

  await reportPages('seals list', rows, (window) => list(window), page)
  await reportPages(
    'seals list, one seal by time',
    rows,
    (window) =>
      list({
        ...window,
        filters: [{ field: 'sealId', op: 'eq', value: use.sealId }],
        sort: { field: 'at', direction: 'desc' }
      }),
    () => bare('SELECT * FROM seal_uses WHERE seal_id = ? ORDER BY at DESC, id DESC LIMIT 50', use.sealId)
  )
  await reportPages(
    'seals list, approved by time',
    rows,
    (window) =>
      list({
        ...window,
        filters: [{ field: 'mode', op: 'eq', value: 'approved' }],
        sort: { field: 'at', direction: 'desc' }
      }),
    () => bare("SELECT * FROM seal_uses WHERE mode = 'approved' ORDER BY at DESC, id DESC LIMIT 50")
  )
  await reportPages(
    'seals list, one year by number',
    rows,
    (window) => {
      const year = [
        { field: 'at', op: 'from' as const, value: '2025-01-01' },
        { field: 'at', op: 'to' as const, value: '2025-12-31' }
      ]
      return list({ ...window, filters: year, sort: { field: 'number', direction: 'asc' } })
    },
    () => bare("SELECT * FROM seal_uses WHERE number >= 'YY-2025' ORDER BY number LIMIT 50")
  )
  await reportPages(
    'seals list, by unit',
    rows,
    (window) => list({ ...window, sort: { field: 'unitName', direction: 'asc' } }),
    () => bare('SELECT * FROM seal_uses ORDER BY unit_name, id LIMIT 50')
  )
  await reportPages("seals list, a clerk's own", rows, (window) => clerk.seals.uses.list(window), page)
  await reportPages(
    'seals applications',
    rows,
    (window) => client.seals.requests.list(window),
    () => bare('SELECT * FROM seal_use_requests ORDER BY number DESC LIMIT 50')
  )
  const words = ['zxzz', '占用道路', 'YY-2024-0001', 'longjianguo', '采购合同', '罗洁', '硒鼓']
  await reportSearch('seals list search', rows, words, (search) => list({ search, limit: 50 }), page)
  await reportSearch(
    'seals search over everything',
    rows,
    words,
    (search) => client.home.search({ words: search }),
    page
  )
  await reportRead('seals due on the home page', rows, () => client.home.due(undefined), page)
  await reportRead('seals home page charts', rows, () => client.home.charts(undefined), page)
  await reportRead('seals one use', rows, () => client.seals.uses.get({ id: use.id }), one)
  await reportRead(
    'seals one seal with its count of uses',
    rows,
    () => client.seals.register.get({ id: use.sealId }),
    one
  )
  const cells = [
    use.number,
    use.at,
    use.sealName,
    use.title,
    '基城管〔2025〕1号',
    '公文',
    '县财政局',
    2,
    2,
    use.purpose,
    use.unitName
  ]
  const names = [use.applicantName, use.approvers, '', use.custodianName, '', '']
  await reportExport('seals export', client, {
    output: 'seals',
    sheets: ['用印登记'],
    rows,
    cells: [...cells, ...names]
  })
  await house.database.close()
}
