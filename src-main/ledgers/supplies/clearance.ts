import type { EntityManager } from 'typeorm'
import { formatQuantity } from '../../contract/display'
import type { LedgerModule } from '../../office/ledgerModule'
import { rowsById } from '../../platform/database/readRows'
import { Issue } from './entities/stock'
import { isTradeIn, leftWith } from './issue/history'
import { itemIn, itemsOf } from './stock/items'
import { nameOf } from './stock/post'

/**
 * Durable goods in a person's name (K-08): trade-in items as issued and neither brought back, taken in worn nor handed
 * in against another.
 */
export const heldBy: LedgerModule['heldBy'] = async (manager: EntityManager, personId) => {
  const held = await leftWith(manager, personId)
  const items = await itemsOf(
    manager,
    held.map(({ line }) => line.itemId)
  )
  const durable = held.filter(({ line }) => isTradeIn(itemIn(items, line.itemId)))
  const issues = await rowsById(
    manager,
    Issue,
    durable.map(({ line }) => line.issueId)
  )
  return durable.map(({ line, left }) => {
    const item = itemIn(items, line.itemId)
    return {
      label: `${nameOf(item)}${formatQuantity(left)}${item.measure}`,
      number: issues.get(line.issueId)?.number ?? '',
      since: line.day,
      todo: '交回用品保管员：能用的退库，用坏的登记报废'
    }
  })
}
