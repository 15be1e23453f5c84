import sqlite3 from 'sqlite3'

/**
 * The driver TypeORM is to use for a SQLite file, with the connection class wanted. TypeORM asks any driver for its
 * verbose mode, which from then on takes a stack trace of every statement of the process, a third of the time of an
 * act. This one has no such mode.
 */
export const sqliteDriver = (Database: typeof sqlite3.Database = sqlite3.Database) => ({
  ...sqlite3,
  verbose: () => ({ ...sqlite3, Database })
})
