import pg from 'pg'
import sqlite3 from 'sqlite3'
import { DataSource, type MixedList, type EntitySchema } from 'typeorm'
import { SnakeNamingStrategy } from 'typeorm-naming-strategies'
import { KeepingDatabase } from './keptStatements'
import { sqliteDriver } from './sqliteDriver'

/** Where the bureau's data lives: a file of its own, or the bureau's PostgreSQL server. */
export type Storage =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize?: number }

export type EntityClass = MixedList<new () => object> | EntitySchema
export interface Schema {
  readonly entities: readonly (new () => object)[]
  /** Small tables that seldom change, kept in memory between acts (see standing.ts). */
  readonly standing?: readonly (new () => object)[]
  readonly migrations: readonly (new () => import('typeorm').MigrationInterface)[]
}

// Sums and 64-bit columns arrive as text from the PostgreSQL driver; every value we keep fits a double exactly.
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1700, Number)

const busyTimeout = 10_000

const driver = sqliteDriver(KeepingDatabase)

/** The connection all writes go through. On SQLite it is one connection, so its users must queue. */
export function writerSource(storage: Storage, schema: Schema): DataSource {
  const common = {
    entities: [...schema.entities],
    migrations: [...schema.migrations],
    migrationsTransactionMode: 'all' as const,
    namingStrategy: new SnakeNamingStrategy()
  }
  return storage.kind === 'sqlite'
    ? new DataSource({ type: 'sqlite', driver, database: storage.file, enableWAL: true, busyTimeout, ...common })
    : new DataSource({ type: 'postgres', url: storage.url, poolSize: storage.poolSize ?? 10, ...common })
}

/** A second connection that cannot write and never sees uncommitted rows. */
export function readerSource(storage: Storage, schema: Schema): DataSource {
  const common = { entities: [...schema.entities], namingStrategy: new SnakeNamingStrategy() }
  return storage.kind === 'sqlite'
    ? new DataSource({
        type: 'sqlite',
        driver,
        database: storage.file,
        flags: sqlite3.OPEN_READONLY,
        busyTimeout,
        ...common
      })
    : new DataSource({
        type: 'postgres',
        url: storage.url,
        poolSize: storage.poolSize ?? 10,
        extra: { options: '-c default_transaction_read_only=on' },
        ...common
      })
}
