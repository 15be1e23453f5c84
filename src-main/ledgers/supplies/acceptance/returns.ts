import type { EntityManager } from 'typeorm'
import { conflict, notNow } from '../../../kernel/fault'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsWith } from '../../../platform/database/readRows'
import { Acceptance, AcceptanceLine, Purchase, PurchaseLine, SupplierReturn } from '../entities/purchase'
import { returnDue, SUP_07 } from '../rules/acceptance'
import { dueByLine } from './quantityLeft'

/** Rejected goods of a purchase the supplier has not taken back or exchanged yet. */
export async function openReturnsOf(manager: EntityManager, purchaseId: string): Promise<readonly SupplierReturn[]> {
  return (await returnsOf(manager, purchaseId)).filter((each) => each.state === 'open')
}

/** All rejected goods of a purchase. */
export async function returnsOf(manager: EntityManager, purchaseId: string): Promise<readonly SupplierReturn[]> {
  const acceptances = await manager.findBy(Acceptance, { purchaseId })
  if (acceptances.length === 0) return []
  const lines = await rowsWith(
    manager,
    AcceptanceLine,
    'acceptanceId',
    acceptances.map((each) => each.id)
  )
  if (lines.length === 0) return []
  return rowsWith(
    manager,
    SupplierReturn,
    'acceptanceLineId',
    lines.map((line) => line.id),
    { order: { number: 'ASC' } }
  )
}

/**
 * Settles rejected goods with the supplier: taken back for money, or others will be delivered for them (SUP-07, DK-03
 * 第五条(3)).
 */
export async function closeReturn(
  unit: UnitOfWork,
  id: string,
  version: number,
  how: 'returned' | 'exchanged',
  outcome: string
): Promise<SupplierReturn> {
  const open = await unit.load(SupplierReturn, id, '退换单')
  if (open.version !== version) throw conflict('退换单')
  if (open.state !== 'open') throw notNow('退换单')
  const subject = { type: 'supplierReturn', id, number: open.number }
  const due = { dueOn: returnDue(open.openedOn, unit.book).dueOn, dueAt: null }
  await noteIfLate(unit, { rule: SUP_07, subject, what: '不合格品退换', due })
  unit.about(subject)
  const closed = await unit.update(SupplierReturn, open, { state: how, closedOn: unit.today, outcome }, '退换单')
  const line = await unit.load(AcceptanceLine, open.acceptanceLineId, '验收明细')
  const acceptance = await unit.load(Acceptance, line.acceptanceId, '验收单')
  await refreshDelivery(unit, await unit.load(Purchase, acceptance.purchaseId, '采购单'))
  return closed
}

/**
 * Brings a purchase's state in line with what has arrived; an invoice checked before has to be checked against the new
 * figures.
 */
export async function refreshDelivery(unit: UnitOfWork, purchase: Purchase): Promise<Purchase> {
  const lines = await unit.manager.findBy(PurchaseLine, { purchaseId: purchase.id })
  const due = await dueByLine(unit.manager, lines)
  const state = [...due.values()].every((quantity) => quantity <= 0) ? 'delivered' : 'ordered'
  return unit.update(Purchase, purchase, { state, invoiceCheckedById: null, invoiceCheckedAt: null }, '采购单')
}
