import type { EntityManager } from 'typeorm'
import { formatDate } from '../../../contract/display'
import type { PurchaseLineRow, PurchaseRow, QuoteRow } from '../../../contract/supplies/purchase'
import { amountOf } from '../../../kernel/money'
import type { LocalDate } from '../../../kernel/localDate'
import { unconfirmedOf } from '../../../office/approvals/unconfirmed'
import { personNames, unitNames } from '../../../office/people/names'
import { rowsWith } from '../../../platform/database/readRows'
import { dueByLine } from '../acceptance/quantityLeft'
import { supplierNames } from '../item/rows'
import { itemsOf } from '../stock/items'
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
  for (const purchase of emergencies) {
    const own = calls.filter((call) => call.approvalId === purchase.approvalId)
    const words = own.map(({ name, confirmBy }) =>
      confirmBy !== null && today > confirmBy
        ? `K-03 ${name}电话请示逾期未补手续（应于${formatDate(confirmBy)}前），不予报销`
        : `K-03 ${name}电话请示待补手续（${formatDate(confirmBy)}前）`
    )
    if (words.length > 0) notes.set(purchase.id, words.join('；'))
  }
  return notes
}

/** Purchases as lists show them. */
export async function purchaseRows(manager: EntityManager, purchases: readonly Purchase[], today: LocalDate): Promise<readonly PurchaseRow[]> {
  if (purchases.length === 0) return []
  const ids = purchases.map((purchase) => purchase.id)
  const lines = await rowsWith(manager, PurchaseLine, 'purchaseId', ids, { order: { lineNumber: 'ASC' } })
  const quotes = await rowsWith(manager, Quote, 'purchaseId', ids)
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const suppliers = await supplierNames(
    manager,
    purchases.map((purchase) => purchase.supplierId)
  )
  const people = await personNames(
    manager,
    purchases.flatMap((purchase) => [purchase.applicantId, purchase.buyerId, purchase.invoiceCheckedById])
  )
  const units = await unitNames(
    manager,
    purchases.map((purchase) => purchase.unitId)
  )
  const notes = await unconfirmedNotes(manager, purchases, today)
  return purchases.map((purchase) => ({
    id: purchase.id,
    number: purchase.number,
    submittedOn: purchase.submittedOn,
    kind: purchase.kind,
    month: purchase.month,
    unitId: purchase.unitId,
    unitName: units.get(purchase.unitId) ?? '',
    applicantName: people.get(purchase.applicantId) ?? '',
    buyerName: people.get(purchase.buyerId ?? '') ?? null,
    items: lines
      .filter((line) => line.purchaseId === purchase.id && line.quantity > 0)
      .map((line) => items.get(line.itemId)?.name ?? '')
      .join('、'),
    quotes: distinctSuppliers(quotes.filter((quote) => quote.purchaseId === purchase.id)),
    budgetCents: purchase.budgetCents,
    dealCents: purchase.dealCents,
    supplierId: purchase.supplierId,
    supplierName: suppliers.get(purchase.supplierId ?? '') ?? null,
    orderedOn: purchase.orderedOn,
    invoiceNumber: purchase.invoiceNumber,
    reason: purchase.reason,
    recommendation: purchase.recommendation,
    applicationAttachmentId: purchase.applicationAttachmentId,
    invoiceAttachmentId: purchase.invoiceAttachmentId,
    itemListAttachmentId: purchase.itemListAttachmentId,
    invoiceCheckedBy: people.get(purchase.invoiceCheckedById ?? '') ?? null,
    unconfirmed: notes.get(purchase.id) ?? null,
    state: purchase.state,
    version: purchase.version
  }))
}

/** The lines of a purchase as shown and printed. */
export async function purchaseLineRows(manager: EntityManager, purchaseId: string): Promise<readonly PurchaseLineRow[]> {
  const lines = await manager.find(PurchaseLine, { where: { purchaseId }, order: { lineNumber: 'ASC' } })
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const due = await dueByLine(manager, lines)
  return lines.map((line) => {
    const item = items.get(line.itemId)
    return {
      id: line.id,
      lineNumber: line.lineNumber,
      itemId: line.itemId,
      itemName: item?.name ?? '',
      spec: item?.spec ?? '',
      measure: item?.measure ?? '',
      onHand: line.onHand,
      monthlyUse: line.monthlyUse,
      requestedQuantity: line.requestedQuantity,
      quantity: line.quantity,
      adjustReason: line.adjustReason,
      unitPriceCents: line.unitPriceCents,
      amountCents: amountOf(line.quantity, line.unitPriceCents),
      dealPriceCents: line.dealPriceCents,
      dealCents: line.dealPriceCents === null ? null : amountOf(line.quantity, line.dealPriceCents),
      deliveredQuantity: line.deliveredQuantity,
      acceptedQuantity: line.acceptedQuantity,
      dueQuantity: Math.max(due.get(line.id) ?? 0, 0)
    }
  })
}

/** The quotes of a purchase, cheapest first. */
export async function quoteRows(manager: EntityManager, purchaseId: string): Promise<readonly QuoteRow[]> {
  const quotes = await manager.find(Quote, { where: { purchaseId }, order: { amountCents: 'ASC', id: 'ASC' } })
  const names = await supplierNames(
    manager,
    quotes.map((quote) => quote.supplierId)
  )
  return quotes.map(({ id, supplierId, amountCents, quotedOn, attachmentId, remarks }) => ({
    id,
    supplierId,
    supplierName: names.get(supplierId) ?? '',
    amountCents,
    quotedOn,
    attachmentId,
    remarks
  }))
}
