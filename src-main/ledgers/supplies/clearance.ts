import type { EntityManager } from 'typeorm'
import { formatQuantity } from '../../contract/display'
import type { LedgerModule } from '../../office/house'
import { Issue, type IssueLine } from './entities/stock'
import { itemsOf } from './stock/items'
import { nameOf } from './stock/post'
import { isTradeIn, returnedOf, standingLines } from './issue/history'

/**
 * Durable goods in a person's name (K-08): trade-in items as last issued and not brought back; an exchange replaces the
 * one before.
 */
export const heldBy: LedgerModule['heldBy'] = async (manager: EntityManager, personId) => {
  const lines = await standingLines(manager)
    .andWhere('l.userId = :personId', { personId })
    .orderBy('l.id', 'ASC')
    .getMany()
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const returned = await returnedOf(
    manager,
    lines.map((line) => line.id)
  )
  const last = new Map<string, { line: IssueLine; quantity: number }>()
  for (const line of lines) {
    const item = items.get(line.itemId)
    if (!item || !isTradeIn(item)) continue
    const before = line.tradedIn ? 0 : (last.get(item.id)?.quantity ?? 0)
    last.set(item.id, { line, quantity: before + line.quantity - (returned.get(line.id) ?? 0) })
  }
  const found = []
  for (const [itemId, { line, quantity }] of last) {
    const item = items.get(itemId)
    if (!item || quantity <= 0) continue
    const issue = await manager.findOneBy(Issue, { id: line.issueId })
    found.push({
      label: `${nameOf(item)}${formatQuantity(quantity)}${item.measure}`,
      number: issue?.number ?? '',
      since: line.day,
      todo: '交回用品保管员'
    })
  }
  return found
}
