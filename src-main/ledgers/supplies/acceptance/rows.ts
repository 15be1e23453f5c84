import type { EntityManager } from 'typeorm'
import type { AcceptanceLineRow, AcceptanceRow, SupplierReturnRow } from '../../../contract/supplies/acceptance'
import { personNames } from '../../../office/people/names'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { supplierNames } from '../item/rows'
import { itemsOf } from '../stock/items'
import { Acceptance, AcceptanceLine, Holding, Purchase, PurchaseLine, type SupplierReturn } from '../entities/purchase'

async function purchaseNumbers(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsWith(manager, Purchase, 'id', ids)
  return new Map(rows.map((row) => [row.id, row.number]))
}

/** Acceptances as lists show them. */
export async function acceptanceRows(manager: EntityManager, acceptances: readonly Acceptance[]): Promise<readonly AcceptanceRow[]> {
  if (acceptances.length === 0) return []
  const lines = await rowsWith(
    manager,
    AcceptanceLine,
    'acceptanceId',
    acceptances.map((each) => each.id),
    { order: { id: 'ASC' } }
  )
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const people = await personNames(
    manager,
    acceptances.flatMap((each) => [each.accepterId, each.keeperId])
  )
  const suppliers = await supplierNames(
    manager,
    acceptances.map((each) => each.supplierId)
  )
  const purchases = await purchaseNumbers(
    manager,
    acceptances.map((each) => each.purchaseId)
  )
  return acceptances.map((each) => {
    const own = lines.filter((line) => line.acceptanceId === each.id)
    return {
      id: each.id,
      number: each.number,
      at: each.at,
      purchaseId: each.purchaseId,
      purchaseNumber: purchases.get(each.purchaseId) ?? '',
      supplierName: suppliers.get(each.supplierId ?? '') ?? null,
      deliveryNote: each.deliveryNote,
      items: own.map((line) => items.get(line.itemId)?.name ?? '').join('、'),
      accepterName: people.get(each.accepterId) ?? '',
      keeperName: people.get(each.keeperId) ?? '',
      supplierAgent: each.supplierAgent,
      rejected: own.some((line) => line.rejectedQuantity > 0),
      remarks: each.remarks
    }
  })
}

/** The lines of an acceptance beside what was ordered and what still waits to be stocked. */
export async function acceptanceLineRows(manager: EntityManager, acceptanceId: string): Promise<readonly AcceptanceLineRow[]> {
  const lines = await manager.find(AcceptanceLine, { where: { acceptanceId }, order: { id: 'ASC' } })
  if (lines.length === 0) return []
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const ordered = new Map(
    (
      await rowsWith(
        manager,
        PurchaseLine,
        'id',
        lines.map((line) => line.purchaseLineId)
      )
    ).map((line) => [line.id, line.quantity])
  )
  const held = new Map(
    (
      await rowsWith(
        manager,
        Holding,
        'acceptanceLineId',
        lines.map((line) => line.id)
      )
    ).map((holding) => [holding.acceptanceLineId, holding.quantity])
  )
  return lines.map((line) => {
    const item = items.get(line.itemId)
    return {
      id: line.id,
      purchaseLineId: line.purchaseLineId,
      itemId: line.itemId,
      itemName: item?.name ?? '',
      spec: item?.spec ?? '',
      measure: item?.measure ?? '',
      orderedQuantity: ordered.get(line.purchaseLineId) ?? 0,
      deliveredQuantity: line.deliveredQuantity,
      acceptedQuantity: line.acceptedQuantity,
      rejectedQuantity: line.rejectedQuantity,
      rejectReason: line.rejectReason,
      heldQuantity: held.get(line.id) ?? 0
    }
  })
}

/** Supplier returns as lists show them. */
export async function returnRows(manager: EntityManager, returns: readonly SupplierReturn[]): Promise<readonly SupplierReturnRow[]> {
  if (returns.length === 0) return []
  const lines = new Map(
    (
      await rowsWith(
        manager,
        AcceptanceLine,
        'id',
        returns.map((each) => each.acceptanceLineId)
      )
    ).map((line) => [line.id, line.acceptanceId])
  )
  const acceptances = await rowsById(manager, Acceptance, [...lines.values()])
  const purchases = await purchaseNumbers(
    manager,
    [...acceptances.values()].map((each) => each.purchaseId)
  )
  const suppliers = await supplierNames(
    manager,
    returns.map((each) => each.supplierId)
  )
  const items = await itemsOf(
    manager,
    returns.map((each) => each.itemId)
  )
  return returns.map((each) => {
    const acceptance = acceptances.get(lines.get(each.acceptanceLineId) ?? '')
    const item = items.get(each.itemId)
    return {
      id: each.id,
      number: each.number,
      openedOn: each.openedOn,
      purchaseId: acceptance?.purchaseId ?? '',
      purchaseNumber: purchases.get(acceptance?.purchaseId ?? '') ?? '',
      acceptanceNumber: acceptance?.number ?? '',
      supplierName: suppliers.get(each.supplierId ?? '') ?? null,
      itemName: item?.name ?? '',
      spec: item?.spec ?? '',
      measure: item?.measure ?? '',
      quantity: each.quantity,
      reason: each.reason,
      state: each.state,
      closedOn: each.closedOn,
      outcome: each.outcome,
      version: each.version
    }
  })
}
