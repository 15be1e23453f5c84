import type { EntityManager } from 'typeorm'

/**
 * Draws the next numbers of a prefix in a year and gives the last of them (K-10). Others wait for it until the end of
 * the transaction, also for the first number of a year: some prefixes are drawn from by several chains, so the head of
 * a chain does not keep them apart.
 */
export async function drawNumbers(
  manager: EntityManager,
  prefix: string,
  year: number,
  count: number
): Promise<number> {
  const { driver } = manager.connection
  const values = [prefix, year, count].map((_, index) => driver.createParameter('v', index)).join(', ')
  // A SELECT in front would not lock; `insert` in small letters because TypeORM throws away what SQLite gives back to
  // an INSERT.
  const [row] = await manager.query<{ last: number }[]>(
    `insert into number_sequences (prefix, year, last) VALUES (${values}) ` +
      'ON CONFLICT (prefix, year) DO UPDATE SET last = number_sequences.last + EXCLUDED.last RETURNING last',
    [prefix, year, count]
  )
  if (!row) throw new Error(`no number was drawn for ${prefix}`)
  return row.last
}
