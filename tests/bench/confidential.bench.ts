// confidential: many carriers — lists, search over sealed fields, what is due, one file, a scanned label, export —
// through RPC, against bare indexed reads and, for the search, bare decryption of the same fields.
import { createDecipheriv, randomBytes } from 'node:crypto'
import { CarrierStanding, ConfidentialFile } from '@main/ledgers/confidential/entities'
import { confidentialProofs } from '@main/ledgers/confidential/proofs'
import { benchHouse, benchSizes, keptFolder } from './support/benchHouse'
import { signedInCaller } from './support/caller'
import { fillConfidentialFiles } from './support/confidentialFiles'
import { longestBlock, reportExport, reportPages, reportRead, reportSearch } from './support/ledgerMeasures'
import { percentile95, report, timed } from './support/measure'

/** Milliseconds AES-256-GCM alone takes for so many short texts, one after another. */
async function bareDecryption(texts: number): Promise<number> {
  const [key, nonce, sealed] = [randomBytes(32), randomBytes(12), randomBytes(24)]
  return timed(async () => {
    for (let text = 0; text < texts; text += 1)
      createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(nonce).update(sealed)
  })
}

for (const rows of benchSizes([50_000])) {
  const sources = ['bulkOffice.ts', 'confidentialFiles.ts']
  const house = await benchHouse(await keptFolder('confidentialFiles', rows, fillConfidentialFiles, sources))
  const { read } = house.database
  for (const prove of confidentialProofs)
    if ((await prove(read)).length > 0) throw new Error('the folder is not proven')
  const { client } = await signedInCaller(house, ['confidentialityOfficer'])
  const { client: stranger } = await signedInCaller(house, ['officeDirector'])
  const { files, carriers, legs } = client.confidential
  const bare = (sql: string, ...values: string[]) => read.query<unknown[]>(sql, values)
  const page = () => bare('SELECT * FROM confidential_standings ORDER BY label LIMIT 50')
  const [standing] = await read.find(CarrierStanding, { order: { label: 'ASC' }, skip: Math.floor(rows / 2), take: 1 })
  if (!standing) throw new Error('no carriers')
  const one = () => bare('SELECT * FROM confidential_standings WHERE id = ?', standing.id)

  await reportPages('confidential carriers', rows, (window) => carriers.list(window), page)
  await reportPages(
    'confidential carriers with readers',
    rows,
    (window) => carriers.list({ ...window, filters: [{ field: 'state', op: 'eq', value: 'reader' }] }),
    () => bare("SELECT * FROM confidential_standings WHERE state = 'reader' ORDER BY label LIMIT 50")
  )
  await reportPages(
    'confidential files',
    rows,
    (window) => files.list(window),
    () => bare('SELECT * FROM confidential_files ORDER BY number DESC LIMIT 50')
  )
  await reportPages(
    'confidential files by end of period',
    rows,
    (window) => files.list({ ...window, sort: { field: 'expiresOn', direction: 'asc' } }),
    () => bare('SELECT * FROM confidential_files ORDER BY expires_on, id LIMIT 50')
  )
  await reportPages(
    'confidential legs',
    rows,
    (window) => legs.list(window),
    () => bare('SELECT * FROM confidential_legs ORDER BY out_at DESC LIMIT 50')
  )

  const held = await read.find(ConfidentialFile)
  const sealed = held.reduce(
    (sum, row) =>
      sum + [row.codeSealed, row.issuerSealed, row.documentNumberSealed, row.notesSealed].filter(Boolean).length,
    0
  )
  const words = ['代号1234', '密〔2024〕77', '第4000件', '没有这几个字', '代号77']
  const searches = words.flatMap((search) =>
    [0, 1].map((more) => () => carriers.list({ search: `${search}${more}`, limit: 50 }))
  )
  const searchMs = await percentile95(searches)
  const searchBlockMs = await longestBlock(() => carriers.list({ search: '代号4321', limit: 50 }))
  report({
    name: 'confidential search over sealed fields',
    oursMs: searchMs,
    referenceMs: await bareDecryption(sealed),
    rows,
    files: held.length,
    sealed,
    blockMs: searchBlockMs
  })
  await reportSearch(
    'confidential search by label',
    rows,
    ['MJ-2026-0012', '0188', '0999', 'MJ-2026-01'],
    (search) => client.home.search({ words: search }),
    page
  )
  await reportRead('confidential due on the home page', rows, () => client.home.due(undefined), page)
  await reportRead("confidential due, a stranger's home page", rows, () => stranger.home.due(undefined), page)
  await reportRead('confidential one file', rows, () => files.get({ id: standing.fileId }), one)
  await reportRead('confidential one carrier', rows, () => carriers.get({ id: standing.id }), one)
  await reportExport('confidential export', client, {
    output: 'confidential',
    sheets: ['收文登记'],
    rows: held.length,
    cells: [
      'MJ-2026-000001',
      '2024-01-05',
      '县委办公室',
      '云办密〔2024〕1号',
      '代号1',
      '机密★',
      '2024-01-05',
      '10年',
      '0101、0102'
    ].concat(['2', '12', '陈建国、刘丽华、龙志强', '保密柜1', '陈建国', '在册'])
  })
  await house.database.close()
}
