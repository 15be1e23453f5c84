import { Not } from 'typeorm'
import { conflict, invalid } from '../../../kernel/fault'
import type { LocalDate } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Supplier } from '../entities/catalogue'

export interface SupplierInput {
  readonly name: string
  readonly designated: boolean
  readonly designatedFrom?: LocalDate | null | undefined
  readonly designatedTo?: LocalDate | null | undefined
  readonly contact?: string | undefined
  readonly phone?: string | undefined
  readonly remarks?: string | undefined
}

/** Whether the bureau may buy from a supplier without a reason on a day (SUP-05). */
export function isDesignated(supplier: Pick<Supplier, 'active' | 'designated' | 'designatedFrom' | 'designatedTo'>, day: LocalDate): boolean {
  const { active, designated, designatedFrom, designatedTo } = supplier
  return active && designated && (!designatedFrom || designatedFrom <= day) && (!designatedTo || day <= designatedTo)
}

/** Enters a supplier. Names are unique. */
export async function createSupplier(unit: UnitOfWork, input: SupplierInput): Promise<Supplier> {
  const fields = await checkedFields(unit, input)
  const supplier = await unit.insert(Supplier, { ...fields, active: true })
  unit.about({ type: 'supplier', id: supplier.id, number: null })
  return supplier
}

/** Changes a supplier's data, its designated period or whether it is in use. */
export async function updateSupplier(unit: UnitOfWork, id: string, version: number, active: boolean, input: SupplierInput): Promise<Supplier> {
  const supplier = await unit.load(Supplier, id, '供应商')
  if (supplier.version !== version) throw conflict('供应商')
  const fields = await checkedFields(unit, input, id)
  unit.about({ type: 'supplier', id, number: null })
  return unit.update(Supplier, supplier, { ...fields, active }, '供应商')
}

async function checkedFields(unit: UnitOfWork, input: SupplierInput, id?: string) {
  const { name, designated, designatedFrom = null, designatedTo = null } = input
  const same = await unit.manager.countBy(Supplier, { name, ...(id ? { id: Not(id) } : {}) })
  if (same > 0) throw invalid([{ path: 'name', message: `供应商“${name}”已登记，请直接使用` }])
  if (designatedFrom && designatedTo && designatedTo < designatedFrom)
    throw invalid([{ path: 'designatedTo', message: '定点结束日期不能早于开始日期' }])
  return {
    name,
    designated,
    designatedFrom,
    designatedTo,
    contact: input.contact ?? null,
    phone: input.phone ?? null,
    remarks: input.remarks ?? null,
    searchKey: searchKey(name, input.contact)
  }
}
