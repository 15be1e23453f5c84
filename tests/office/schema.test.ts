import { expect, it } from 'vitest'
import { onBothEngines } from '../support/house'

onBothEngines('schema', (house) => {
  it('is what the entities say: every table with every column, its type, length, key and whether it may be empty', async () => {
    const { writer } = house().database
    const runner = writer.createQueryRunner()
    for (const metadata of writer.entityMetadatas) {
      const table = await runner.getTable(metadata.tableName)
      const migrated = table?.columns.map(
        (column) =>
          `${column.name} ${column.type} ${column.length} ${column.isPrimary ? 'key' : ''} ${column.isNullable ? 'optional' : ''}`
      )
      const declared = metadata.columns.map(
        (column) =>
          `${column.databaseName} ${writer.driver.normalizeType(column)} ${writer.driver.getColumnLength(column)} ${column.isPrimary ? 'key' : ''} ${column.isNullable ? 'optional' : ''}`
      )
      expect(migrated?.sort(), metadata.tableName).toEqual(declared.sort())
    }
    await runner.release()
  })
})
