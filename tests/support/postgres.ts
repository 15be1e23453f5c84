import { randomUUID } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { describe, inject } from 'vitest'
import { postgresIsInstalled } from './postgresServer'

/**
 * False with LEDGER_TEST_ENGINES=sqlite, for quick runs, and where PostgreSQL's package has no build for the system.
 */
export const postgresEnabled =
  (process.env['LEDGER_TEST_ENGINES'] ?? 'sqlite,postgres').split(',').includes('postgres') && postgresIsInstalled()

/** `describe` for what needs PostgreSQL: reported as skipped, by name, where there is none. */
export const describeOnPostgres = describe.skipIf(!postgresEnabled)

/** A database that nobody else uses, dropped with `drop()` or with the run. */
export interface ThrowAwayDatabase {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  drop(): Promise<void>
}

/** What a new database starts with: prepared once per run under its name (e.g. by the migrations), then copied. */
export interface DatabaseTemplate {
  readonly name: string
  /** Fills the database behind the address; must have closed its connections when it resolves. */
  prepare(url: string): Promise<void>
}

async function serverUrl(): Promise<string> {
  const response = await fetch(inject('postgresOnDemand'))
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}

function databaseUrl(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

async function ensureTemplate(client: Client, server: string, template: DatabaseTemplate): Promise<string> {
  const name = `template_${template.name}`
  // The workers of a run prepare one after another; a database appears under its final name only when it is complete.
  await client.query('SELECT pg_advisory_lock(hashtext($1))', [name])
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return name
    const unfinished = `unfinished_${randomUUID()}`
    await client.query(`CREATE DATABASE ${escapeIdentifier(unfinished)}`)
    await template.prepare(databaseUrl(server, unfinished))
    await client.query(`ALTER DATABASE ${escapeIdentifier(unfinished)} RENAME TO ${escapeIdentifier(name)}`)
    return name
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtext($1))', [name])
  }
}

async function onServer<T>(server: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * A new PostgreSQL database on the run's server: empty, or a copy of the template. Starts the server when it is the
 * first.
 */
export async function freshPostgresDatabase(template?: DatabaseTemplate): Promise<ThrowAwayDatabase> {
  const server = await serverUrl()
  const database = `test_${randomUUID()}`
  await onServer(server, async (client) => {
    // Copied file by file: through the write-ahead log, as is usual, it takes twice as long.
    const from = template
      ? ` TEMPLATE ${escapeIdentifier(await ensureTemplate(client, server, template))} STRATEGY file_copy`
      : ''
    await client.query(`CREATE DATABASE ${escapeIdentifier(database)}${from}`)
  })
  const { hostname, port, username, password } = new URL(server)
  return {
    url: databaseUrl(server, database),
    host: hostname,
    port: Number(port),
    user: username,
    password,
    database,
    drop: () =>
      onServer(
        server,
        async (client) =>
          void (await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`))
      )
  }
}
