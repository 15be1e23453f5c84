import { formatQuantity } from '../../../contract/display'
import { citeFor } from '../../../kernel/rules/regulation'
import type { AnyonesReading } from '../../../office/house'
import type { DueDraft } from '../../../office/ledgerModule'
import { SUP_17 } from '../rules/storeKeeping'
import { replenishment } from './replenishment'

/** Items below their safety stock, due today, with what is proposed to be bought (SUP-17). */
export async function stockDue({ manager, book, today }: AnyonesReading): Promise<readonly DueDraft[]> {
  return (await replenishment(manager, book, today)).map((row) => ({
    ledger: 'supplies',
    rule: SUP_17.id,
    source: citeFor(book.profile, SUP_17.sources),
    title: `${row.itemName}${row.spec ? `（${row.spec}）` : ''}库存${formatQuantity(row.quantity)}${row.measure}，低于安全库存，建议补充${formatQuantity(row.proposal)}${row.measure}`,
    number: null,
    dueOn: today,
    dueAt: null,
    calendarMissing: false,
    subjectType: 'supplyItem',
    subjectId: row.itemId,
    unitId: null
  }))
}
