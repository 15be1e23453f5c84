import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInternal, tableWords, valueWords } from '@main/office/administration/columnWords'
import { ledgerModules } from '@main/ledgers'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'

/** Every column that an act can change, of every ledger: one that is confided to some has its log read by those. */
const changeable = ledgerModules.flatMap(({ id, entities, appendOnly }) =>
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

  it('say of a sealed value that there is one, and nothing of it', async () => {
    const sealed = await house.fields.seal('鹬蚌七号', 'confidential_files.code.x')
    expect(valueWords({ label: '代号', kind: 'text' }, sealed, new Map())).toBe('（加密，不显示）')
    expect(valueWords({ label: '代号', kind: 'text' }, 'v1.鹬蚌', new Map())).toBe('v1.鹬蚌')
  })
})
