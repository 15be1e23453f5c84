import sqlite3 from 'sqlite3'

/** How many compiled statements a connection keeps, and the longest worth keeping. */
const kept = 300
const longest = 40_000

// Statements that end when they are done. Others (PRAGMA, VACUUM, schema changes) are rare and may leave work open.
const keepable = /^(SELECT|INSERT|UPDATE|DELETE|BEGIN IMMEDIATE|COMMIT|ROLLBACK)\b/i

type Callback = (this: unknown, error: Error | null, ...more: unknown[]) => void
type Method = 'run' | 'all'

/**
 * A SQLite connection that keeps its compiled statements by text. Compiling costs a second trip to the driver's thread
 * for every statement: half of the time of an act. SQLite compiles a kept statement anew by itself when the schema has
 * changed.
 */
export class KeepingDatabase extends sqlite3.Database {
  private readonly statements = new Map<string, sqlite3.Statement>()
  private closing = false

  override run(sql: string, ...given: readonly unknown[]): this {
    return this.perform('run', sql, given)
  }

  override all(sql: string, ...given: readonly unknown[]): this {
    return this.perform('all', sql, given)
  }

  /** Lets go of every kept statement first: SQLite does not close while one is left. */
  override close(callback?: (error: Error | null) => void): void {
    this.closing = true
    for (const statement of this.statements.values()) statement.finalize()
    this.statements.clear()
    super.close(callback)
  }

  private perform(method: Method, sql: string, given: readonly unknown[]): this {
    const callback = given.at(-1)
    if (!isCallback(callback) || this.closing || sql.length > longest || !keepable.test(sql))
      return super[method](sql, ...given) as this
    const known = this.statements.get(sql)
    if (known) {
      // Moved to the end: the ones at the front were not asked for longest.
      this.statements.delete(sql)
      this.statements.set(sql, known)
      known[method](...given)
    } else this.first(method, sql, given.slice(0, -1), callback)
    return this
  }

  /** A statement is kept once it has run: one that does not compile never calls its later users back. */
  private first(method: Method, sql: string, values: readonly unknown[], callback: Callback): void {
    const statement = this.prepare(sql, (error: Error | null) => {
      if (error) callback.call(this, error)
    })
    const keep = () => this.keep(sql, statement)
    statement[method](...values, function (this: unknown, error: Error | null, ...more: unknown[]) {
      keep()
      callback.call(this, error, ...more)
    })
  }

  private keep(sql: string, statement: sqlite3.Statement): void {
    if (this.closing || this.statements.has(sql)) return void statement.finalize()
    this.statements.set(sql, statement)
    if (this.statements.size <= kept) return
    const [oldest] = this.statements
    if (!oldest) return
    this.statements.delete(oldest[0])
    oldest[1].finalize()
  }
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function'
}
