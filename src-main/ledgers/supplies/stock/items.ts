import type { EntityManager } from 'typeorm'
import { formatQuantity } from '../../../contract/display'
import { columnsOf, shownOf } from '../../../contract/record'
import { itemKind } from '../../../contract/supplies/item'
import { invalid } from '../../../kernel/fault'
import { mustFind, rowsWith } from '../../../platform/database/readRows'
import { standingRowsById } from '../../../platform/database/standing'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'

/** Items by id. */
export const itemsOf = (
  manager: EntityManager,
  ids: readonly (string | null)[]
): Promise<ReadonlyMap<string, SupplyItem>> => standingRowsById(manager, SupplyItem, ids)

/** The items of form lines; `invalid` names the line whose item is unknown, given up or there twice. */
export async function itemsOfLines(
  manager: EntityManager,
  lines: readonly { readonly itemId: string }[]
): Promise<ReadonlyMap<string, SupplyItem>> {
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const seen = new Set<string>()
  const issues = lines.flatMap(({ itemId }, index) => {
    const item = items.get(itemId)
    const path = `lines.${index}.itemId`
    if (!item) return [{ path, message: '名录中没有这种物品，请重新选择' }]
    if (!item.active) return [{ path, message: `${item.name}已停用，请选择其他物品` }]
    if (seen.has(itemId)) return [{ path, message: `${item.name}重复填写，请合并为一行` }]
    seen.add(itemId)
    return []
  })
  if (issues.length > 0) throw invalid(issues)
  return items
}

/** The item of an id that is known to be among the items read. */
export const itemIn = (items: ReadonlyMap<string, SupplyItem>, id: string): SupplyItem => mustFind(items, id)

/** What a line shows of its goods. */
export const goodsShown = (item: SupplyItem) => ({ itemId: item.id, itemName: item.name, ...shownOf(itemKind, item) })

/** The columns behind it, where a list joins the item as `i`. */
export const goodsColumns = { itemName: 'i.name', ...columnsOf(itemKind, 'i') }

/** Balances by item id; items never stocked are missing. */
export async function balancesOf(
  manager: EntityManager,
  itemIds: readonly string[]
): Promise<ReadonlyMap<string, SupplyBalance>> {
  const rows = await rowsWith(manager, SupplyBalance, 'itemId', itemIds)
  return new Map(rows.map((balance) => [balance.itemId, balance]))
}

/** Goods in one line, e.g. A4复印纸2箱、中性笔5支. Quantities in thousandths. */
export function goodsText(
  lines: readonly { readonly itemId: string; readonly quantity: number }[],
  items: ReadonlyMap<string, SupplyItem>
): string {
  return lines
    .map(({ itemId, quantity }) => {
      const item = items.get(itemId)
      return `${item?.name ?? ''}${formatQuantity(quantity)}${item?.measure ?? ''}`
    })
    .join('、')
}
