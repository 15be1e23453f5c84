import { Table, type QueryRunner, type TableColumnOptions } from 'typeorm'
import { guardAgainstReplacing, replaceGuardOf } from './replaceGuard'

type ColumnSpec = Omit<TableColumnOptions, 'name'>

/** Column kinds of migrations, matching the decorators of columns.ts on both engines. */
export const column = {
  id: { type: 'varchar', length: '36', isPrimary: true },
  ref: { type: 'varchar', length: '36' },
  refOptional: { type: 'varchar', length: '36', isNullable: true },
  text: { type: 'text' },
  textOptional: { type: 'text', isNullable: true },
  key: { type: 'text', isPrimary: true },
  date: { type: 'varchar', length: '10' },
  dateOptional: { type: 'varchar', length: '10', isNullable: true },
  instant: { type: 'varchar', length: '24' },
  instantOptional: { type: 'varchar', length: '24', isNullable: true },
  whole: { type: 'bigint' },
  wholeOptional: { type: 'bigint', isNullable: true },
  wholeKey: { type: 'bigint', isPrimary: true },
  flag: { type: 'boolean' },
  json: { type: 'text' },
  jsonOptional: { type: 'text', isNullable: true }
} as const satisfies Record<string, ColumnSpec>

export interface TableSpec {
  readonly columns: Readonly<Record<string, ColumnSpec>>
  /** Column lists that must be unique together. */
  readonly unique?: readonly (readonly string[])[]
  readonly index?: readonly (readonly string[])[]
  /** Column → table whose id it must name. */
  readonly references?: Readonly<Record<string, string>>
  /** UPDATE and DELETE fail in the database itself (K-09). */
  readonly appendOnly?: boolean
  /** SQL conditions each row must meet, in plain portable SQL. */
  readonly checks?: readonly string[]
}

const isPostgres = (runner: QueryRunner) => runner.connection.options.type === 'postgres'

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * Creates a table with its keys, indexes and, where asked, the triggers that keep it append-only. Names are
 * snake_cased.
 */
export async function createTable(runner: QueryRunner, name: string, spec: TableSpec): Promise<void> {
  await runner.createTable(
    new Table({
      name,
      columns: Object.entries(spec.columns).map(([property, options]) => ({ name: snake(property), ...options })),
      uniques: (spec.unique ?? []).map((names) => ({
        name: `uq_${name}_${names.map(snake).join('_')}`,
        columnNames: names.map(snake)
      })),
      indices: (spec.index ?? []).map((names) => ({
        name: `ix_${name}_${names.map(snake).join('_')}`,
        columnNames: names.map(snake)
      })),
      foreignKeys: Object.entries(spec.references ?? {}).map(([from, table]) => ({
        name: `fk_${name}_${snake(from)}`,
        columnNames: [snake(from)],
        referencedTableName: table,
        referencedColumnNames: ['id']
      })),
      checks: (spec.checks ?? []).map((expression, index) => ({ name: `ck_${name}_${index}`, expression }))
    })
  )
  if (spec.appendOnly) await guardAppendOnly(runner, name)
}

/** What the triggers say; recognised when the database refuses a raw change. */
export const appendOnlyMessage = 'append-only'

async function guardAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  if (isPostgres(runner)) {
    await runner.query(
      `CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${appendOnlyMessage}: %', TG_TABLE_NAME; END $$`
    )
    await runner.query(
      `CREATE TRIGGER ${table}_keep BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`
    )
    await runner.query(
      `CREATE TRIGGER ${table}_keep_all BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`
    )
    return
  }
  for (const event of ['UPDATE', 'DELETE'])
    await runner.query(
      `CREATE TRIGGER ${table}_keep_${event.toLowerCase()} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, '${appendOnlyMessage}: ${table}'); END`
    )
  await guardAgainstReplacing(runner, table)
}

export interface AddedColumns {
  /** Columns of the table's own kinds; a default is what rows of before hold, none means they hold nothing. */
  readonly columns: Readonly<Record<string, ColumnSpec>>
  readonly unique?: TableSpec['unique']
  readonly index?: TableSpec['index']
  readonly references?: TableSpec['references']
}

/**
 * Gives a released table further columns by ALTER TABLE ADD COLUMN, which leaves rows, keys and triggers as they are on
 * both engines. (What TypeORM does on SQLite makes the table anew and loses its triggers.) A column of an append-only
 * table must be optional without a default: what was written before did not say it. Rows there already are given no
 * values: a change of what is kept has its own entry.
 */
export async function addColumns(runner: QueryRunner, table: string, added: AddedColumns): Promise<void> {
  const escape = (name: string) => runner.connection.driver.escape(name)
  const appendOnly = (await triggersOf(runner, table)).length > 0
  for (const [property, spec] of Object.entries(added.columns)) {
    if (appendOnly && (!spec.isNullable || spec.default !== undefined))
      throw new Error(`${table}.${property}: a column added to an append-only table is optional and has no default`)
    const length = spec.length === undefined ? '' : `(${spec.length})`
    const rest = [
      spec.isNullable ? '' : ' NOT NULL',
      spec.default === undefined ? '' : ` DEFAULT ${String(spec.default)}`,
      added.references?.[property] ? ` REFERENCES ${escape(added.references[property])} (id)` : ''
    ].join('')
    await runner.query(
      `ALTER TABLE ${escape(table)} ADD COLUMN ${escape(snake(property))} ${spec.type}${length}${rest}`
    )
  }
  const indexes = [
    ...(added.unique ?? []).map((names) => ({ kind: 'UNIQUE INDEX', prefix: 'uq', names: names.map(snake) })),
    ...(added.index ?? []).map((names) => ({ kind: 'INDEX', prefix: 'ix', names: names.map(snake) }))
  ]
  for (const { kind, prefix, names } of indexes)
    await runner.query(
      `CREATE ${kind} ${escape(`${prefix}_${table}_${names.join('_')}`)} ON ${escape(table)} (${names.map(escape).join(', ')})`
    )
  if (appendOnly && !isPostgres(runner)) await guardAgainstReplacing(runner, table)
}

/** Takes columns added by `addColumns` away again, for a migration's way back; their indexes go first. */
export async function dropColumns(
  runner: QueryRunner,
  table: string,
  { columns, unique = [], index = [] }: AddedColumns
): Promise<void> {
  const escape = (name: string) => runner.connection.driver.escape(name)
  for (const [prefix, lists] of [
    ['uq', unique],
    ['ix', index]
  ] as const)
    for (const names of lists)
      await runner.query(`DROP INDEX ${escape(`${prefix}_${table}_${names.map(snake).join('_')}`)}`)
  // It names the columns that are unique, and may name one of these.
  const guarded = !isPostgres(runner) && (await triggersOf(runner, table)).includes(replaceGuardOf(table))
  if (guarded) await runner.query(`DROP TRIGGER ${replaceGuardOf(table)}`)
  for (const property of Object.keys(columns))
    await runner.query(`ALTER TABLE ${escape(table)} DROP COLUMN ${escape(snake(property))}`)
  if (guarded) await guardAgainstReplacing(runner, table)
}

/** Names of the triggers that keep a table append-only, as the database has them now and they are in force. */
export async function triggersOf(runner: QueryRunner, table: string): Promise<readonly string[]> {
  const query = isPostgres(runner)
    ? `SELECT t.tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE c.relname = $1 AND c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'O' ORDER BY 1`
    : `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? ORDER BY 1`
  const rows: readonly { readonly name: string }[] = await runner.query(query, [table])
  return rows.map(({ name }) => name).filter((name) => name.startsWith(`${table}_keep`))
}

/** Drops a table made by `createTable`; its triggers go with it. */
export async function dropTable(runner: QueryRunner, name: string): Promise<void> {
  await runner.dropTable(name)
}
