import { In, type EntityManager } from 'typeorm'
import { formatQuantity } from '../../../contract/display'
import { invalid } from '../../../kernel/fault'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'

// Longer lists than the engines take in one statement come from imports.
async function inParts<T>(ids: readonly string[], read: (part: string[]) => Promise<T[]>): Promise<T[]> {
  const wanted = [...new Set(ids)]
  const rows: T[] = []
  for (let start = 0; start < wanted.length; start += 1_000) rows.push(...(await read(wanted.slice(start, start + 1_000))))
  return rows
}

/** Items by id. */
export async function itemsOf(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, SupplyItem>> {
  const rows = await inParts(ids, (part) => manager.findBy(SupplyItem, { id: In(part) }))
  return new Map(rows.map((item) => [item.id, item]))
}

/** The items of form lines; `invalid` names the line whose item is unknown, given up or there twice. */
export async function itemsOfLines(manager: EntityManager, lines: readonly { readonly itemId: string }[]): Promise<ReadonlyMap<string, SupplyItem>> {
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
export function itemIn(items: ReadonlyMap<string, SupplyItem>, id: string): SupplyItem {
  const item = items.get(id)
  if (!item) throw new Error(`item ${id} was not read`)
  return item
}

/** Balances by item id; items never stocked are missing. */
export async function balancesOf(manager: EntityManager, itemIds: readonly string[]): Promise<ReadonlyMap<string, SupplyBalance>> {
  const rows = await inParts(itemIds, (part) => manager.findBy(SupplyBalance, { itemId: In(part) }))
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
