import { searchKey } from '../../../kernel/searchKey'
import type { UndoImport } from '../../../office/outputs/importDefinition'
import { undoneName, unreversed } from '../../../office/undoing'
import { SupplyItem } from '../entities/catalogue'
import { Movement } from '../entities/stock'
import { reverseReceipts } from './post'

/** Takes an opening back: its movements are reversed, its items go out of use and give their names up. */
export const undoOpening: UndoImport = async (unit, imported, { reason }) => {
  const movements = await unreversed(unit.manager, Movement, await imported.of(Movement))
  const items = await imported.of(SupplyItem)
  await reverseReceipts(unit, movements, new Map(items.map((item) => [item.id, item])), reason)
  for (const item of items) {
    const name = undoneName(item.name, item.number)
    const key = searchKey(name, item.spec, item.number)
    await unit.update(SupplyItem, item, { active: false, name, searchKey: key }, '用品')
  }
}
