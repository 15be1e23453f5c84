import { keptOf } from '../../../contract/record'
import { supplier, type SupplierInput } from '../../../contract/supplies/item'
import { conflict, invalid } from '../../../kernel/fault'
import type { LocalDate } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Supplier } from '../entities/catalogue'
import { sameAs } from '../../../office/records/sameAs'

/** Whether the bureau may buy from a supplier without a reason on a day (SUP-05). */
export function isDesignated(
  of: Pick<Supplier, 'active' | 'designated' | 'designatedFrom' | 'designatedTo'>,
  day: LocalDate
): boolean {
  const { active, designated, designatedFrom, designatedTo } = of
  return active && designated && (!designatedFrom || designatedFrom <= day) && (!designatedTo || day <= designatedTo)
}

/** Enters a supplier. Names are unique. */
export async function createSupplier(unit: UnitOfWork, input: SupplierInput): Promise<Supplier> {
  const entered = await unit.insert(Supplier, { ...(await checkedFields(unit, input)), active: true })
  unit.about({ type: 'supplier', id: entered.id, number: null })
  return entered
}

/** Changes a supplier's data, its designated period or whether it is in use. */
export async function updateSupplier(
  unit: UnitOfWork,
  id: string,
  version: number,
  input: SupplierInput
): Promise<Supplier> {
  const before = await unit.load(Supplier, id, '供应商')
  if (before.version !== version) throw conflict('供应商')
  const fields = await checkedFields(unit, input, id)
  unit.about({ type: 'supplier', id, number: null })
  return unit.update(Supplier, before, { ...fields, active: input.active ?? before.active }, '供应商')
}

async function checkedFields(unit: UnitOfWork, input: SupplierInput, id?: string) {
  const typed = keptOf(supplier, input)
  const { name, designatedFrom, designatedTo } = typed
  const same = await sameAs(unit.manager, Supplier, 'name', name)
  if (same.some((other) => other.id !== id))
    throw invalid([{ path: 'name', message: `供应商“${name}”已登记，请直接使用` }])
  if (designatedFrom && designatedTo && designatedTo < designatedFrom)
    throw invalid([{ path: 'designatedTo', message: '定点结束日期不能早于开始日期' }])
  return { ...typed, searchKey: searchKey(name, typed.contact) }
}
