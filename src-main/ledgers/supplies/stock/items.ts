import { In, type EntityManager } from 'typeorm'
import { formatQuantity } from '../../../contract/display'
import { invalid } from '../../../kernel/fault'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'

/** Items by id. */
export async function itemsOf(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, SupplyItem>> {
  const wanted = [...new Set(ids)]
  const rows = wanted.length > 0 ? await manager.findBy(SupplyItem, { id: In(wanted) }) : []
  return new Map(rows.map((item) => [item.id, item]))
}

/** The items of form lines; `invalid` names the line whose item is unknown, given up or there twice. */
export async function itemsOfLines(manager: EntityManager, lines: readonly { readonly itemId: string }[]): Promise<ReadonlyMap<string, SupplyItem>> {
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const issues = lines.flatMap(({ itemId }, index) => {
    const item = items.get(itemId)
    const path = `lines.${index}.itemId`
    if (!item) return [{ path, message: '名录中没有这种物品，请重新选择' }]
    if (!item.active) return [{ path, message: `${item.name}已停用，请选择其他物品` }]
    if (lines.findIndex((line) => line.itemId === itemId) < index) return [{ path, message: `${item.name}重复填写，请合并为一行` }]
    return []
  })
  if (issues.length > 0) throw invalid(issues)
  return items
}

/** The item of an id that is known to be among the items read. */
export function itemIn(items: ReadonlyMap<string, SupplyItem>, id: string): SupplyItem {
  const item = items.get(id)
  if (!item) throw new Error(`item ${id} was not read`)
  return item
}

/** Balances by item id; items never stocked are missing. */
export async function balancesOf(manager: EntityManager, itemIds: readonly string[]): Promise<ReadonlyMap<string, SupplyBalance>> {
  const wanted = [...new Set(itemIds)]
  const rows = wanted.length > 0 ? await manager.findBy(SupplyBalance, { itemId: In(wanted) }) : []
  return new Map(rows.map((balance) => [balance.itemId, balance]))
}

/** Goods in one line, e.g. A4复印纸2箱、中性笔5支. Quantities in thousandths. */
export function goodsText(lines: readonly { readonly itemId: string; readonly quantity: number }[], items: ReadonlyMap<string, SupplyItem>): string {
  return lines
    .map(({ itemId, quantity }) => {
      const item = items.get(itemId)
      return `${item?.name ?? ''}${formatQuantity(quantity)}${item?.measure ?? ''}`
    })
    .join('、')
}
