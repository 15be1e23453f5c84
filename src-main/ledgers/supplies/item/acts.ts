import { keptOf } from '../../../contract/record'
import { item, type ItemInput } from '../../../contract/supplies/item'
import { conflict, invalid } from '../../../kernel/fault'
import { isSame } from '../../../kernel/sameness'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { SupplyItem } from '../entities/catalogue'
import { listedAs, SUP_01 } from '../rules/catalogue'
import { sameAs } from '../../../office/records/sameAs'

/** Enters an item in the catalogue under the next PM number (SUP-01). */
export async function createItem(unit: UnitOfWork, input: ItemInput): Promise<SupplyItem> {
  const fields = await judgedFields(unit, input, undefined)
  const number = await unit.nextNumber('PM')
  const entered = await unit.insert(SupplyItem, { ...fields, number, active: true, searchKey: keyOf(number, fields) })
  unit.about({ type: 'supplyItem', id: entered.id, number })
  return entered
}

/** Changes what the catalogue says of an item (SUP-01). */
export async function updateItem(unit: UnitOfWork, id: string, version: number, input: ItemInput): Promise<SupplyItem> {
  const before = await itemAt(unit, id, version)
  const fields = await judgedFields(unit, input, before)
  const after = await unit.update(SupplyItem, before, { ...fields, searchKey: keyOf(before.number, fields) }, '用品')
  unit.about({ type: 'supplyItem', id, number: before.number })
  return after
}

/** Takes an item out of use or back into it. */
export async function setItemActive(
  unit: UnitOfWork,
  id: string,
  version: number,
  active: boolean
): Promise<SupplyItem> {
  const before = await itemAt(unit, id, version)
  unit.about({ type: 'supplyItem', id, number: before.number })
  return unit.update(SupplyItem, before, { active }, '用品')
}

/** Items by id, all of them in use; fails with `invalid` on the line that names one out of use, twice, or unknown. */
export async function itemsInUse(
  unit: UnitOfWork,
  itemIds: readonly string[]
): Promise<ReadonlyMap<string, SupplyItem>> {
  const items = new Map<string, SupplyItem>()
  for (const [index, id] of itemIds.entries()) {
    const asked = await unit.load(SupplyItem, id, '用品')
    if (!asked.active) throw invalid([{ path: `lines.${index}.itemId`, message: `“${asked.name}”已停用，请另选` }])
    if (items.has(id)) throw invalid([{ path: `lines.${index}.itemId`, message: `“${asked.name}”重复，请合并为一行` }])
    items.set(id, asked)
  }
  return items
}

async function itemAt(unit: UnitOfWork, id: string, version: number): Promise<SupplyItem> {
  const stored = await unit.load(SupplyItem, id, '用品')
  if (stored.version !== version) throw conflict('用品')
  return stored
}

async function judgedFields(unit: UnitOfWork, input: ItemInput, existing: SupplyItem | undefined) {
  const typed = keptOf(item, input)
  const listed = listedAs(typed.name)
  const special = input.special ?? existing?.special ?? listed.special
  const fields = {
    ...typed,
    special,
    tradeIn: input.tradeIn ?? existing?.tradeIn ?? (special || listed.tradeIn),
    intervalRule: input.intervalRule ?? existing?.intervalRule ?? listed.intervalRule
  }
  const { name, spec, measure } = fields
  const named = await sameAs(unit.manager, SupplyItem, 'name', name)
  const same = named.find(
    (other) => other.id !== existing?.id && isSame(other.spec, spec) && isSame(other.measure, measure)
  )
  if (fields.refillItemId) await unit.load(SupplyItem, fields.refillItemId, '替换芯')
  unit.judge(SUP_01.on({ ...fields, id: existing?.id, duplicateOf: same?.number }))
  return fields
}

const keyOf = (number: string, fields: { name: string; spec: string }) => searchKey(fields.name, fields.spec, number)
