import { open, stat } from 'node:fs/promises'
import sqlite3 from 'sqlite3'
import { DataSource } from 'typeorm'
import { sqliteDriver } from './sqliteDriver'

/** What can be wrong with a database file. */
export type FileDamage = 'truncated' | 'foreign' | 'corrupt'

/**
 * Files up to this size are checked page by page before use; larger ones by header, length and the ends of their
 * chains.
 */
const checkedWhole = 64 * 1024 * 1024

/** Opens a database file to be read only, whatever is in it, and closes it again. */
export async function reading<T>(file: string, read: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await new DataSource({
    type: 'sqlite',
    driver: sqliteDriver(),
    database: file,
    flags: sqlite3.OPEN_READONLY,
    busyTimeout: 10_000
  }).initialize()
  try {
    return await read(source)
  } finally {
    await source.destroy()
  }
}

/** Copies a database, however busy, into a new file: one consistent state, without its free pages. */
export async function copySqlite(from: string, to: string): Promise<void> {
  await reading(from, (source) => source.query('VACUUM INTO ?', [to]))
}

/**
 * Opens a database file nobody else uses, to be changed outside any unit of work: a copy that is being made or put in
 * place.
 */
export async function changing<T>(file: string, change: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await new DataSource({ type: 'sqlite', driver: sqliteDriver(), database: file }).initialize()
  try {
    return await change(source)
  } finally {
    await source.destroy()
  }
}

/** Where each chain ends, by chain. */
export async function headsIn(
  source: DataSource
): Promise<Readonly<Record<string, { readonly length: number; readonly hash: string }>>> {
  const rows = await source.query<{ chain: string; length: number; hash: string }[]>(
    'SELECT chain, length, hash FROM chain_heads ORDER BY chain'
  )
  return Object.fromEntries(rows.map(({ chain, length, hash }) => [chain, { length, hash }]))
}

/** Content hashes of the files the database refers to. */
export async function attachmentHashesIn(source: DataSource): Promise<readonly string[]> {
  return (await source.query<{ sha256: string }[]>('SELECT DISTINCT sha256 FROM attachments ORDER BY sha256')).map(
    (row) => row.sha256
  )
}

/** What is wrong with a database file, if anything. `thorough` checks every page whatever the size. */
export async function damageOf(file: string, thorough = false): Promise<FileDamage | undefined> {
  const header = await damagedHeader(file)
  if (header) return header
  const { size } = await stat(file)
  try {
    return await reading(file, async (source) => {
      const tables = await source.query<{ name: string }[]>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('chain_heads', 'audit_entries', 'migrations')"
      )
      if (tables.length < 3) return 'foreign'
      if (thorough || size <= checkedWhole) {
        const [answer] = await source.query<{ integrity_check: string }[]>('PRAGMA integrity_check(1)')
        if (answer?.integrity_check !== 'ok') return 'corrupt'
      }
      const broken = await source.query<unknown[]>(
        'SELECT h.chain FROM chain_heads h LEFT JOIN audit_entries e ON e.chain = h.chain AND e.seq = h.length WHERE h.length > 0 AND (e.hash IS NULL OR e.hash <> h.hash)'
      )
      return broken.length > 0 ? 'corrupt' : undefined
    })
  } catch {
    return 'corrupt'
  }
}

async function hasLog(file: string): Promise<boolean> {
  return stat(`${file}-wal`).then(
    ({ size }) => size > 0,
    () => false
  )
}

/** Reads the file's own header: is it SQLite at all, and is it as long as it says (SQLite file format, 1.3)? */
async function damagedHeader(file: string): Promise<FileDamage | undefined> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0)
    if (bytesRead < 100) return 'truncated'
    if (buffer.toString('latin1', 0, 16) !== 'SQLite format 3\0') return 'foreign'
    const stated = buffer.readUInt16BE(16)
    const pageSize = stated === 1 ? 65_536 : stated
    const pages = buffer.readUInt32BE(28)
    const pagesKnown = pages > 0 && buffer.readUInt32BE(24) === buffer.readUInt32BE(92)
    // A crash while the write-ahead log is being copied back leaves the file short of what its header says; the log has
    // the rest.
    if (await hasLog(file)) return undefined
    return size % pageSize !== 0 || (pagesKnown && size < pages * pageSize) ? 'truncated' : undefined
  } finally {
    await handle.close()
  }
}
