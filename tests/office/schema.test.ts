import { expect, it } from 'vitest'
import { onBothEngines } from '../support/house'

onBothEngines('schema', (house) => {
  it('is what the entities say: the migrations leave no column to add, drop or retype', async () => {
    const { upQueries } = await house().database.writer.driver.createSchemaBuilder().log()
    // Keys, checks and indexes are the migrations' own business; entities only speak of tables and columns.
    const columns = upQueries.map(({ query }) => query).filter((query) => /ADD COLUMN|DROP COLUMN|ALTER COLUMN|RENAME COLUMN|CREATE TABLE|DROP TABLE|ADD "/i.test(query))
    expect(columns).toEqual([])
  })

  it('has every table of the entities, with every column', async () => {
    const { writer } = house().database
    for (const metadata of writer.entityMetadatas) {
      const table = await writer.createQueryRunner().getTable(metadata.tableName)
      expect(table?.columns.map((column) => [column.name, column.isNullable]).sort()).toEqual(metadata.columns.map((column) => [column.databaseName, column.isNullable]).sort())
    }
  })
})
