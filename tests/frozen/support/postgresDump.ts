import { Client, escapeIdentifier, escapeLiteral } from 'pg'

// What the server's own catalogue says of each object, as the statement that makes it. Not pg_dump: the package that
// carries the server does not carry its tools. Enough for what the ledgers use: tables, sequences, constraints,
// indexes, functions, triggers.
const objects = {
  sequences: `SELECT format('CREATE SEQUENCE %I START %s', sequencename, coalesce(last_value, 0) + 1) AS text
    FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  tables: `SELECT format('CREATE TABLE %I (%s)', c.relname, string_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')), ', ' ORDER BY a.attnum)) AS text
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.oid, c.relname ORDER BY c.relname`,
  constraints: `SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS text
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'c', 'f')
    ORDER BY position(contype::text IN 'pucf'), conrelid::regclass::text, conname`,
  indexes: `SELECT pg_get_indexdef(i.indexrelid) AS text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid) ORDER BY c.relname`,
  functions: `SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname`,
  triggers: `SELECT pg_get_triggerdef(oid) AS text FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgrelid::regclass::text, tgname`
} as const

/** A whole small database as SQL text that makes it again in an empty one: schema, rows, then keys and triggers. */
export async function dumpPostgres(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const texts = async (query: string) => (await client.query<{ text: string }>(query)).rows.map(({ text }) => text)
    const parts = [...(await texts(objects.sequences)), ...(await texts(objects.tables))]
    const tables = await texts(
      `SELECT relname AS text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`
    )
    for (const table of tables) parts.push(...(await rowsOf(client, table)))
    for (const kind of ['constraints', 'indexes', 'functions', 'triggers'] as const)
      parts.push(...(await texts(objects[kind])))
    return `${parts.join(';\n')};\n`
  } finally {
    await client.end()
  }
}

async function rowsOf(client: Client, table: string): Promise<string[]> {
  const name = escapeIdentifier(table)
  const { rows } = await client.query<{ text: string | null }>(
    `SELECT json_agg(t)::text AS text FROM (SELECT * FROM ${name} ORDER BY 1) AS t`
  )
  const text = rows[0]?.text
  return text == null
    ? []
    : [`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${escapeLiteral(text)})`]
}

/** Fills an empty database from such a text. */
export async function loadPostgres(url: string, dump: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(dump)
  } finally {
    await client.end()
  }
}
