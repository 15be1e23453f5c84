import { Table, type QueryRunner, type TableColumnOptions } from 'typeorm'

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

/** Creates a table with its keys, indexes and, where asked, the triggers that keep it append-only. Names are snake_cased. */
export async function createTable(runner: QueryRunner, name: string, spec: TableSpec): Promise<void> {
  await runner.createTable(
    new Table({
      name,
      columns: Object.entries(spec.columns).map(([property, options]) => ({ name: snake(property), ...options })),
      uniques: (spec.unique ?? []).map((names) => ({ name: `uq_${name}_${names.map(snake).join('_')}`, columnNames: names.map(snake) })),
      indices: (spec.index ?? []).map((names) => ({ name: `ix_${name}_${names.map(snake).join('_')}`, columnNames: names.map(snake) })),
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
    await runner.query(`CREATE TRIGGER ${table}_keep BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`)
    await runner.query(`CREATE TRIGGER ${table}_keep_all BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
    return
  }
  for (const event of ['UPDATE', 'DELETE'])
    await runner.query(
      `CREATE TRIGGER ${table}_keep_${event.toLowerCase()} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, '${appendOnlyMessage}: ${table}'); END`
    )
}

/** Drops a table made by `createTable`; its triggers go with it. */
export async function dropTable(runner: QueryRunner, name: string): Promise<void> {
  await runner.dropTable(name)
}
