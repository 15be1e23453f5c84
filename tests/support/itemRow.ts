import { searchKey } from '@main/kernel/searchKey'
import type { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'

/** A row of the catalogue as it stands in the database: plain goods that nothing is known of but what the plan says. */
export function itemRow(plan: Partial<Omit<SupplyItem, 'id' | 'version'>>): Omit<SupplyItem, 'id' | 'version'> {
  return {
    number: '',
    name: '',
    spec: '标准',
    brand: null,
    measure: '个',
    category: 'office',
    special: false,
    tradeIn: false,
    intervalRule: 'none',
    goodsGroup: null,
    refillItemId: null,
    location: null,
    safetyStock: null,
    remarks: null,
    active: true,
    searchKey: searchKey(plan.name ?? ''),
    ...plan
  }
}
