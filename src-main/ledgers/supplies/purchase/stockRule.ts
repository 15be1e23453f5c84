import type { Application } from '../../../kernel/rules/rule'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { SupplyItem } from '../entities/catalogue'
import { stockOnHand } from '../item/rows'
import { SUP_05 } from '../rules/purchasing'
import { averageMonthlyConsumption } from '../stock/consumption'
import { itemIn } from '../stock/items'
import { nameOf } from '../stock/post'

/** What is to be bought beside what is there and what a month uses (SUP-05, DK-03 第五条(1)). Thousandths. */
export async function stockRule(
  unit: UnitOfWork,
  items: ReadonlyMap<string, SupplyItem>,
  lines: readonly { readonly itemId: string; readonly quantity: number }[]
): Promise<Application> {
  const ids = lines.map(({ itemId }) => itemId)
  const stock = await stockOnHand(unit.manager, ids)
  const uses = await averageMonthlyConsumption(unit.manager, ids, unit.today)
  return SUP_05.on({
    of: 'stock',
    lines: lines.map(({ itemId, quantity }, index) => {
      const item = itemIn(items, itemId)
      return {
        itemName: nameOf(item),
        measure: item.measure,
        quantity,
        onHand: stock.get(itemId) ?? 0,
        monthlyUse: uses.get(itemId) ?? 0,
        field: `lines.${index}.quantity`
      }
    })
  })
}
