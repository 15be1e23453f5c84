import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInternal, tableWords } from '@main/office/administration/columnWords'
import { ledgerModules } from '@main/ledgers'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'

/** Every column that an act can change, of every ledger whose log others than its own officer may read. */
const changeable = ledgerModules
  .filter(({ confided }) => !confided)
  .flatMap(({ id, entities, appendOnly }) =>
    entities.filter((entity) => !(appendOnly as readonly unknown[]).includes(entity)).map((entity) => ({ id, entity }))
  )

describe('the words of the audit log', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => closeTestHouse(house))

  it('name every column that an act can change, and its table', () => {
    const words = tableWords(house.database.read, ledgerModules)
    const unnamed = changeable.flatMap(({ id, entity }) => {
      const { tableName, columns } = house.database.read.connection.getMetadata(entity)
      const named = words.table(tableName, id) !== words.table('no_such_table', id)
      return [
        ...(named ? [] : [tableName]),
        ...columns
          .map(({ propertyName }) => propertyName)
          .filter((column) => !isInternal(tableName, column) && words.column(tableName, column).label === '其他内容')
          .map((column) => `${tableName}.${column}`)
      ]
    })
    expect(unnamed).toEqual([])
  })
})
