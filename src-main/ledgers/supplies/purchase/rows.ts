import type { EntityManager } from 'typeorm'
import { formatDate } from '../../../contract/display'
import {
  purchase,
  purchaseLine,
  quote,
  type PurchaseLineRow,
  type PurchaseRow,
  type QuoteRow
} from '../../../contract/supplies/purchase'
import { amountOf } from '../../../kernel/money'
import type { LocalDate } from '../../../kernel/localDate'
import { unconfirmedOf } from '../../../office/approvals/unconfirmed'
import { rowsOf } from '../../../office/records/recordRows'
import { rowsWith } from '../../../platform/database/readRows'
import { dueByLine } from '../acceptance/quantityLeft'
import { supplierNames } from '../item/rows'
import { goodsShown, itemIn, itemsOf } from '../stock/items'
import { PurchaseLine, Quote, type Purchase } from '../entities/purchase'
import { distinctSuppliers } from './quotes'

/** What a list and a ledger row say of a telephone approval not yet confirmed (K-03), by purchase. */
export async function unconfirmedNotes(
  manager: EntityManager,
  purchases: readonly Purchase[],
  today: LocalDate
): Promise<ReadonlyMap<string, string>> {
  const emergencies = purchases.filter((purchase) => purchase.approvalId !== null)
  const calls =
    emergencies.length > 0
      ? await unconfirmedOf(
          manager,
          emergencies.map((purchase) => purchase.approvalId ?? '')
        )
      : []
  const notes = new Map<string, string>()
  for (const emergency of emergencies) {
    const own = calls.filter((call) => call.approvalId === emergency.approvalId)
    const words = own.map(({ name, confirmBy }) =>
      confirmBy !== null && today > confirmBy
        ? `K-03 ${name}电话请示逾期未补手续（应于${formatDate(confirmBy)}前），不予报销`
        : `K-03 ${name}电话请示待补手续（${formatDate(confirmBy)}前）`
    )
    if (words.length > 0) notes.set(emergency.id, words.join('；'))
  }
  return notes
}

/** Purchases as lists show them. */
export async function purchaseRows(
  manager: EntityManager,
  purchases: readonly Purchase[],
  today: LocalDate
): Promise<readonly PurchaseRow[]> {
  const ids = purchases.map(({ id }) => id)
  const lines = await rowsWith(manager, PurchaseLine, 'purchaseId', ids, { order: { lineNumber: 'ASC' } })
  const quotes = await rowsWith(manager, Quote, 'purchaseId', ids)
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  const suppliers = await supplierNames(
    manager,
    purchases.map(({ supplierId }) => supplierId)
  )
  const notes = await unconfirmedNotes(manager, purchases, today)
  return rowsOf(manager, purchase, purchases, ({ id, supplierId }) => ({
    supplierId,
    supplierName: suppliers.get(supplierId ?? '') ?? null,
    items: lines
      .filter(({ purchaseId, quantity }) => purchaseId === id && quantity > 0)
      .map(({ itemId }) => itemIn(items, itemId).name)
      .join('、'),
    quotes: distinctSuppliers(quotes.filter(({ purchaseId }) => purchaseId === id)),
    unconfirmed: notes.get(id) ?? null
  }))
}

/** The lines of a purchase as shown and printed. */
export async function purchaseLineRows(
  manager: EntityManager,
  purchaseId: string
): Promise<readonly PurchaseLineRow[]> {
  const lines = await manager.find(PurchaseLine, { where: { purchaseId }, order: { lineNumber: 'ASC' } })
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  const due = await dueByLine(manager, lines)
  return rowsOf(manager, purchaseLine, lines, ({ id, itemId, quantity, unitPriceCents, dealPriceCents }) => ({
    ...goodsShown(itemIn(items, itemId)),
    amountCents: amountOf(quantity, unitPriceCents),
    dealCents: dealPriceCents === null ? null : amountOf(quantity, dealPriceCents),
    dueQuantity: Math.max(due.get(id) ?? 0, 0)
  }))
}

/** The quotes of a purchase, cheapest first. */
export async function quoteRows(manager: EntityManager, purchaseId: string): Promise<readonly QuoteRow[]> {
  const quotes = await manager.find(Quote, { where: { purchaseId }, order: { amountCents: 'ASC', id: 'ASC' } })
  const names = await supplierNames(
    manager,
    quotes.map(({ supplierId }) => supplierId)
  )
  return rowsOf(manager, quote, quotes, ({ supplierId }) => ({ supplierName: names.get(supplierId) ?? '' }))
}
