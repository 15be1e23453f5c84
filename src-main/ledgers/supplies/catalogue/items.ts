import { Not } from 'typeorm'
import { invalid } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { conflict } from '../../../kernel/fault'
import { SupplyItem, type IntervalRule } from '../entities/catalogue'
import { listedAs, SUP_01 } from '../rules/catalogue'

/** An item as filled in; what is left out is taken from the regulations' lists by name. */
export interface ItemInput {
  readonly name: string
  readonly spec: string
  readonly measure: string
  readonly category: SupplyItem['category']
  readonly special?: boolean | undefined
  readonly tradeIn?: boolean | undefined
  readonly intervalRule?: IntervalRule | undefined
  readonly refillItemId?: string | null | undefined
  readonly location?: string | undefined
  /** Thousandths. */
  readonly safetyStock?: number | undefined
  readonly remarks?: string | undefined
}

/** Enters an item in the catalogue under the next PM number (SUP-01). */
export async function createItem(unit: UnitOfWork, input: ItemInput): Promise<SupplyItem> {
  const fields = await judgedFields(unit, input, undefined)
  const number = await unit.nextNumber('PM')
  const item = await unit.insert(SupplyItem, { ...fields, number, active: true, searchKey: keyOf(number, fields) })
  unit.about({ type: 'supplyItem', id: item.id, number })
  return item
}

/** Changes what the catalogue says of an item (SUP-01). */
export async function updateItem(unit: UnitOfWork, id: string, version: number, input: ItemInput): Promise<SupplyItem> {
  const item = await itemAt(unit, id, version)
  const fields = await judgedFields(unit, input, item)
  const after = await unit.update(SupplyItem, item, { ...fields, searchKey: keyOf(item.number, fields) }, '用品')
  unit.about({ type: 'supplyItem', id, number: item.number })
  return after
}

/** Takes an item out of use or back into it. */
export async function setItemActive(unit: UnitOfWork, id: string, version: number, active: boolean): Promise<SupplyItem> {
  const item = await itemAt(unit, id, version)
  unit.about({ type: 'supplyItem', id, number: item.number })
  return unit.update(SupplyItem, item, { active }, '用品')
}

/** Items by id, all of them in use; fails with `invalid` on the line that names one out of use, twice, or unknown. */
export async function itemsInUse(unit: UnitOfWork, itemIds: readonly string[]): Promise<ReadonlyMap<string, SupplyItem>> {
  const items = new Map<string, SupplyItem>()
  for (const [index, id] of itemIds.entries()) {
    const item = await unit.load(SupplyItem, id, '用品')
    if (!item.active) throw invalid([{ path: `lines.${index}.itemId`, message: `“${item.name}”已停用，请另选` }])
    if (items.has(id)) throw invalid([{ path: `lines.${index}.itemId`, message: `“${item.name}”重复，请合并为一行` }])
    items.set(id, item)
  }
  return items
}

async function itemAt(unit: UnitOfWork, id: string, version: number): Promise<SupplyItem> {
  const item = await unit.load(SupplyItem, id, '用品')
  if (item.version !== version) throw conflict('用品')
  return item
}

async function judgedFields(unit: UnitOfWork, input: ItemInput, existing: SupplyItem | undefined) {
  const { name, spec, measure, category } = input
  const listed = listedAs(name)
  const special = input.special ?? existing?.special ?? listed.special
  const fields = {
    name,
    spec,
    measure,
    category,
    special,
    tradeIn: input.tradeIn ?? existing?.tradeIn ?? (special || listed.tradeIn),
    intervalRule: input.intervalRule ?? existing?.intervalRule ?? listed.intervalRule,
    refillItemId: input.refillItemId ?? null,
    location: input.location ?? null,
    safetyStock: input.safetyStock ?? null,
    remarks: input.remarks ?? null
  }
  const same = await unit.manager.findOneBy(SupplyItem, { name, spec, measure, ...(existing ? { id: Not(existing.id) } : {}) })
  if (fields.refillItemId) await unit.load(SupplyItem, fields.refillItemId, '替换芯')
  unit.judge(SUP_01.on({ ...fields, id: existing?.id, duplicateOf: same?.number }))
  return fields
}

const keyOf = (number: string, fields: { name: string; spec: string }) => searchKey(fields.name, fields.spec, number)
