import type { ObjectLiteral } from 'typeorm'
import type { House } from '@main/office/house'

type EntityType = new () => object

/** Adds rows to what waits to be written; `flush` writes what is left. */
export interface BulkInserter {
  (entity: EntityType, rows: readonly ObjectLiteral[]): Promise<void>
  readonly flush: () => Promise<void>
}

/**
 * Gathers rows and writes them many at a time, one transaction a batch. Entities named first are written first, so that
 * references hold.
 */
export function bulkInserter(house: House, order: readonly EntityType[] = []): BulkInserter {
  const { writer, storage } = house.database
  const waiting = new Map<EntityType, ObjectLiteral[]>(order.map((entity) => [entity, []]))
  let held = 0
  const write = async (entity: EntityType, rows: readonly ObjectLiteral[]) => {
    const { columns, tableName } = writer.getMetadata(entity)
    const size = Math.floor(30_000 / columns.length)
    for (let start = 0; start < rows.length; start += size) {
      const part = rows.slice(start, start + size)
      const values = part.map(
        (_, row) =>
          `(${columns.map((_column, index) => (storage.kind === 'postgres' ? `$${row * columns.length + index + 1}` : '?')).join(',')})`
      )
      const parameters = part.flatMap((row) =>
        columns.map(
          (column): unknown => writer.driver.preparePersistentValue(column.getEntityValue(row) ?? null, column) ?? null
        )
      )
      const names = columns.map(({ databaseName }) => `"${databaseName}"`)
      await writer.query(`INSERT INTO ${tableName} (${names.join(',')}) VALUES ${values.join(',')}`, parameters)
    }
  }
  const flush = async () => {
    await writer.query('BEGIN')
    for (const [entity, rows] of waiting) await write(entity, rows.splice(0))
    await writer.query('COMMIT')
    held = 0
  }
  const insert = async (entity: EntityType, rows: readonly ObjectLiteral[]) => {
    const rowsOf = waiting.get(entity) ?? []
    rowsOf.push(...rows)
    waiting.set(entity, rowsOf)
    held += rows.length
    if (held >= 4_000) await flush()
  }
  return Object.assign(insert, { flush })
}
