import type { EntityManager } from 'typeorm'
import {
  acceptance,
  acceptanceLine,
  supplierReturn,
  type AcceptanceLineRow,
  type AcceptanceRow,
  type SupplierReturnRow
} from '../../../contract/supplies/acceptance'
import { rowsOf } from '../../../office/records/recordRows'
import { mustFind, rowsById, rowsWith } from '../../../platform/database/readRows'
import { supplierNames } from '../item/rows'
import { goodsShown, itemIn, itemsOf } from '../stock/items'
import { Acceptance, AcceptanceLine, Holding, Purchase, PurchaseLine, type SupplierReturn } from '../entities/purchase'

async function purchaseNumbers(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsWith(manager, Purchase, 'id', ids)
  return new Map(rows.map((row) => [row.id, row.number]))
}

/** Acceptances as lists show them. */
export async function acceptanceRows(
  manager: EntityManager,
  acceptances: readonly Acceptance[]
): Promise<readonly AcceptanceRow[]> {
  const ids = acceptances.map(({ id }) => id)
  const lines = await rowsWith(manager, AcceptanceLine, 'acceptanceId', ids, { order: { id: 'ASC' } })
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  const suppliers = await supplierNames(
    manager,
    acceptances.map(({ supplierId }) => supplierId)
  )
  const purchases = await purchaseNumbers(
    manager,
    acceptances.map(({ purchaseId }) => purchaseId)
  )
  return rowsOf(manager, acceptance, acceptances, ({ id, purchaseId, supplierId }) => {
    const own = lines.filter(({ acceptanceId }) => acceptanceId === id)
    return {
      purchaseId,
      purchaseNumber: purchases.get(purchaseId) ?? '',
      supplierId,
      supplierName: suppliers.get(supplierId ?? '') ?? null,
      items: own.map(({ itemId }) => itemIn(items, itemId).name).join('、'),
      rejected: own.some(({ rejectedQuantity }) => rejectedQuantity > 0)
    }
  })
}

/** The lines of an acceptance beside what was ordered and what still waits to be stocked. */
export async function acceptanceLineRows(
  manager: EntityManager,
  acceptanceId: string
): Promise<readonly AcceptanceLineRow[]> {
  const lines = await manager.find(AcceptanceLine, { where: { acceptanceId }, order: { id: 'ASC' } })
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  const ordered = await rowsById(
    manager,
    PurchaseLine,
    lines.map(({ purchaseLineId }) => purchaseLineId)
  )
  const holdings = await rowsWith(
    manager,
    Holding,
    'acceptanceLineId',
    lines.map(({ id }) => id)
  )
  const held = new Map(holdings.map(({ acceptanceLineId, quantity }) => [acceptanceLineId, quantity]))
  return rowsOf(manager, acceptanceLine, lines, ({ id, itemId, purchaseLineId }) => ({
    ...goodsShown(itemIn(items, itemId)),
    orderedQuantity: ordered.get(purchaseLineId)?.quantity ?? 0,
    heldQuantity: held.get(id) ?? 0
  }))
}

/** Supplier returns as lists show them. */
export async function returnRows(
  manager: EntityManager,
  returns: readonly SupplierReturn[]
): Promise<readonly SupplierReturnRow[]> {
  const lines = await rowsById(
    manager,
    AcceptanceLine,
    returns.map(({ acceptanceLineId }) => acceptanceLineId)
  )
  const acceptances = await rowsById(
    manager,
    Acceptance,
    [...lines.values()].map(({ acceptanceId }) => acceptanceId)
  )
  const purchases = await purchaseNumbers(
    manager,
    [...acceptances.values()].map(({ purchaseId }) => purchaseId)
  )
  const suppliers = await supplierNames(
    manager,
    returns.map(({ supplierId }) => supplierId)
  )
  const items = await itemsOf(
    manager,
    returns.map(({ itemId }) => itemId)
  )
  return rowsOf(manager, supplierReturn, returns, ({ itemId, acceptanceLineId, supplierId }) => {
    const { purchaseId, number } = mustFind(acceptances, mustFind(lines, acceptanceLineId).acceptanceId)
    return {
      ...goodsShown(itemIn(items, itemId)),
      purchaseId,
      purchaseNumber: purchases.get(purchaseId) ?? '',
      acceptanceNumber: number,
      supplierId,
      supplierName: suppliers.get(supplierId ?? '') ?? null
    }
  })
}
