import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Movement, StocktakeLine, type Stocktake } from '../entities/stock'
import { itemIn, itemsOf } from '../stock/items'
import { postMovement } from '../stock/post'
import { enterStockIn } from '../stock/receive'
import { proportionOf } from '../../../kernel/money'
import { differenceCentsOf, differenceOf } from './figures'

/**
 * Posts the approved gains as a stock-in and the losses against the stocktake, so that books agree with shelves
 * (SUP-18).
 */
export async function adjustStock(unit: UnitOfWork, stocktake: Stocktake): Promise<void> {
  const lines = await unit.manager.find(StocktakeLine, {
    where: { stocktakeId: stocktake.id },
    order: { lineNumber: 'ASC' }
  })
  const items = await itemsOf(
    unit.manager,
    lines.map((line) => line.itemId)
  )
  const gains = lines.filter((line) => (differenceOf(line) ?? 0) > 0)
  const losses = lines.filter((line) => (differenceOf(line) ?? 0) < 0)
  if (gains.length > 0) {
    const document = await enterStockIn(unit, {
      source: 'gain',
      remarks: `盘点${stocktake.number}盘盈`,
      keeperId: stocktake.openedById,
      handlerId: stocktake.counterId
    })
    for (const [index, line] of gains.entries()) {
      const quantity = differenceOf(line) ?? 0
      const valueCents = line.bookQuantity > 0 ? differenceCentsOf(line) : await lastCost(unit, line.itemId, quantity)
      await postMovement(unit, {
        kind: 'gain',
        document,
        lineNumber: index + 1,
        item: itemIn(items, line.itemId),
        quantity,
        valueCents,
        reason: line.reason
      })
    }
  }
  for (const line of losses)
    await postMovement(unit, {
      kind: 'loss',
      document: stocktake,
      lineNumber: line.lineNumber,
      item: itemIn(items, line.itemId),
      quantity: -(differenceOf(line) ?? 0),
      reason: line.reason
    })
  unit.about({ type: 'stocktake', id: stocktake.id, number: stocktake.number })
}

/** Found goods of an item that was sold out on the books are worth what its last movement cost. */
async function lastCost(unit: UnitOfWork, itemId: string, quantity: number): Promise<number> {
  const last = await unit.manager.findOne(Movement, { where: { itemId }, order: { id: 'DESC' } })
  return last ? proportionOf(Math.abs(last.valueCents), quantity, Math.abs(last.quantity)) : 0
}
