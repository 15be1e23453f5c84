import type { EntityManager } from 'typeorm'
import { rowsWith } from '../../../platform/database/readRows'
import { AcceptanceLine, SupplierReturn, type PurchaseLine } from '../entities/purchase'

/** Rejected goods the supplier exchanges, by purchase line, in thousandths: they are to be delivered once more. */
export async function exchangedByLine(
  manager: EntityManager,
  purchaseLineIds: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  const exchanged = new Map<string, number>()
  if (purchaseLineIds.length === 0) return exchanged
  const accepted = await rowsWith(manager, AcceptanceLine, 'purchaseLineId', purchaseLineIds)
  if (accepted.length === 0) return exchanged
  const lineOf = new Map(accepted.map((line) => [line.id, line.purchaseLineId]))
  const returns = await rowsWith(manager, SupplierReturn, 'acceptanceLineId', [...lineOf.keys()], {
    where: { state: 'exchanged' }
  })
  for (const each of returns) {
    const line = lineOf.get(each.acceptanceLineId) ?? ''
    exchanged.set(line, (exchanged.get(line) ?? 0) + each.quantity)
  }
  return exchanged
}

/** What is still to come, by purchase line, in thousandths: ordered, less delivered, plus what is being exchanged. */
export async function dueByLine(
  manager: EntityManager,
  lines: readonly PurchaseLine[]
): Promise<ReadonlyMap<string, number>> {
  const exchanged = await exchangedByLine(
    manager,
    lines.map((line) => line.id)
  )
  return new Map(lines.map((line) => [line.id, line.quantity - line.deliveredQuantity + (exchanged.get(line.id) ?? 0)]))
}
