// crowd: twenty workstations issuing goods at one PostgreSQL, through permission, rules, numbers and the audit chain,
// against bare inserts of the same rows over twenty connections. Both keep what they have committed (fsync on). No
// number may be lost or given twice.
import pg from 'pg'
import { aSupplyItem } from '../support/supplies'
import { anApprovedRequest, aStoreCast, stocked } from '../support/store'
import { startPostgresServer } from '../support/postgresServer'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { Issue, Movement } from '@main/ledgers/supplies/entities/stock'
import { verifyHouse } from '@main/office/administration/verify'
import { benchHouse, benchSizes } from './support/benchHouse'
import { someStations, type CrowdOrder } from './support/crowd'
import { report, timed } from './support/measure'

const workstations = 20
const processes = 4
const one = 1_000
/** The tables an act inserts into, with the rows of one act. */
const inserted = {
  supply_issues: 1,
  supply_movements: 1,
  supply_issue_lines: 1,
  signatures: 2,
  audit_entries: 1
} as const

type Rows = ReadonlyMap<string, readonly Record<string, unknown>[]>

const server = await startPostgresServer({ durable: true })
try {
  for (const rows of benchSizes([1_000])) {
    const acts = Math.ceil(rows / workstations)
    const url = await freshDatabase(`crowd_${rows}`)
    const house = await benchHouse(undefined, { kind: 'postgres', url, poolSize: 2 })
    const cast = await aStoreCast(house)
    const item = await aSupplyItem(house)
    const total = acts * workstations
    await stocked(house, cast, item.id, total * one, total * 150)
    const stations: CrowdOrder['stations'][number][] = []
    for (let station = 0; station < workstations; station += 1) {
      const { request, lines } = await anApprovedRequest(house, cast, [{ itemId: item.id, quantity: acts * one }])
      stations.push({ requestId: request.id, version: request.version, lineId: lines[0]?.id ?? '' })
    }
    const share = workstations / processes
    const order = { url, keeperId: cast.keeper.id, claimantId: cast.claimant.id, acts, quantity: one }
    const programs = await Promise.all(
      Array.from({ length: processes }, (_, index) =>
        someStations({ ...order, stations: stations.slice(index * share, (index + 1) * share) })
      )
    )
    let given: string[] = []
    let actMs: number[] = []
    // The end of a process is not part of an act, but too short to matter.
    const oursMs = await timed(async () => {
      const results = await Promise.all(programs.map((program) => program.post()))
      given = results.flatMap(({ numbers }) => [...numbers])
      actMs = results.flatMap((result) => [...result.actMs])
    })

    const kept = (await house.database.read.find(Issue, { order: { number: 'ASC' } })).map(({ number }) => number)
    const first = Number(kept[0]?.slice(-6))
    const gaps = kept.filter((number, index) => Number(number.slice(-6)) !== first + index).length
    const balance = await house.database.read.findOneByOrFail(SupplyBalance, { itemId: item.id })
    const handedOut = await house.database.read.count(Movement, { where: { kind: 'issue' } })
    const lost = given.filter((number) => !kept.includes(number)).length + (total - handedOut) + balance.quantity / one
    const doubled = given.length - new Set(given).size
    const { ok } = await verifyHouse(house)
    if (first !== 1 || gaps || lost || doubled || !ok)
      throw new Error(`${lost} lost, ${doubled} doubled, ${gaps} gaps, verified: ${ok}`)

    const written: Rows = new Map(
      await Promise.all(
        Object.entries(inserted).map(async ([table, perAct]): Promise<[string, Record<string, unknown>[]]> => {
          const only = table === 'audit_entries' ? "WHERE act = '领用发放'" : ''
          return [
            table,
            await house.database.read.query(`SELECT * FROM ${table} ${only} ORDER BY id DESC LIMIT ${total * perAct}`)
          ]
        })
      )
    )
    await house.database.close()
    const referenceMs = await bareInserts(written, acts, false)
    const sharedBalanceMs = await bareInserts(written, acts, true)
    const perSecond = (milliseconds: number) => Number(((total * 1_000) / milliseconds).toFixed(1))
    report({
      name: 'crowd',
      oursMs,
      referenceMs,
      rows: total,
      workstations,
      actsPerSecond: perSecond(oursMs),
      bareActsPerSecond: perSecond(referenceMs),
      throughputOfBare: Number((referenceMs / oursMs).toFixed(3)),
      // The same inserts, each with the update of the one row all workstations share, as every balance, number and
      // chain has one.
      bareWithSharedRowPerSecond: perSecond(sharedBalanceMs),
      throughputOfBareWithSharedRow: Number((sharedBalanceMs / oursMs).toFixed(3)),
      p95ActMs: Math.round(actMs.sort((a, b) => a - b)[Math.floor(actMs.length * 0.95)] ?? 0),
      lost,
      doubled,
      gaps
    })
  }
} finally {
  await server.stop()
}

async function freshDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return url.href
}

async function bareInserts(tables: Rows, acts: number, sharedRow: boolean): Promise<number> {
  const url = await freshDatabase(`bare_${acts}_${String(sharedRow)}`)
  const clients = Array.from({ length: workstations }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map((client) => client.connect()))
  const [first] = clients
  const statements = new Map<string, string>()
  for (const [table, [sample = {}]] of tables) {
    const names = Object.keys(sample)
    const types = names.map(
      (name) =>
        `${name} ${name === 'id' ? 'varchar(36) PRIMARY KEY' : typeof sample[name] === 'number' ? 'bigint' : typeof sample[name] === 'boolean' ? 'boolean' : 'text'}`
    )
    await first?.query(`CREATE TABLE ${table} (${types.join(', ')})`)
    statements.set(table, `INSERT INTO ${table} VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`)
  }
  await first?.query(
    "CREATE TABLE balances (id text PRIMARY KEY, quantity bigint); INSERT INTO balances VALUES ('item', 0)"
  )
  const station = async (client: pg.Client, at: number) => {
    for (let act = at * acts; act < (at + 1) * acts; act += 1) {
      await client.query('BEGIN')
      for (const [table, text] of statements) {
        const rows = tables.get(table) ?? []
        const perAct = rows.length / (acts * workstations)
        for (const row of rows.slice(act * perAct, (act + 1) * perAct))
          await client.query({ name: table, text, values: Object.values(row) })
      }
      if (sharedRow)
        await client.query({
          name: 'balance',
          text: "UPDATE balances SET quantity = quantity + $1 WHERE id = 'item'",
          values: [one]
        })
      await client.query('COMMIT')
    }
  }
  const milliseconds = await timed(() => Promise.all(clients.map(station)))
  await Promise.all(clients.map((client) => client.end()))
  return milliseconds
}
