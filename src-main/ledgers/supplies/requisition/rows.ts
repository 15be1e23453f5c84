import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { RequisitionDetail, RequisitionLineRow, RequisitionRow } from '../../../contract/supplies/requisition'
import { notFound } from '../../../kernel/fault'
import { amountOf } from '../../../kernel/money'
import { approvalView } from '../../../office/approvals/views'
import { personNames, unitNames } from '../../../office/people/names'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { itemsOf } from '../stock/items'
import { Purchase, Requisition, RequisitionLine } from '../entities/purchase'
import { actionsFor } from '../../../office/records/recordActions'
import { openRound, roundCloses, SUP_02 } from '../rules/requisitioning'
import { timelineOf } from '../../../office/records/timeline'
import { onlyAmong, rowsWith } from '../../../platform/database/readRows'
import { assertReadable, readableUnits } from '../visibility'
import { amountOfLines, linesOf } from './acts'

const list: ListDefinition = {
  columns: {
    number: 'r.number',
    month: 'r.month',
    unitId: 'r.unitId',
    submittedOn: 'r.submittedOn',
    state: 'r.state',
    urgentReason: 'r.urgentReason'
  },
  search: ['r.searchKey'],
  order: [['r.number', 'DESC']]
}

/** A window of the requisitions the person may read. */
export async function requisitionPage(reading: Reading, input: ListInput): Promise<Page<RequisitionRow>> {
  const query = reading.manager.createQueryBuilder(Requisition, 'r')
  onlyAmong(query, 'r.unitId', readableUnits(reading.actor))
  return pageOf(query, list, input, (rows) => requisitionRows(reading.manager, rows))
}

/** One requisition with lines, approval, acts and history. */
export async function requisitionDetail(reading: Reading, id: string): Promise<RequisitionDetail> {
  const { manager, actor } = reading
  const requisition = await manager.findOneBy(Requisition, { id })
  if (!requisition) throw notFound('申购单')
  if (requisition.applicantId !== actor.personId) assertReadable(actor, requisition.unitId, '申购单')
  const [row] = await requisitionRows(manager, [requisition])
  if (!row) throw notFound('申购单')
  return {
    row,
    lines: await requisitionLineRows(manager, id),
    approval: requisition.approvalId ? await approvalView(reading, requisition.approvalId) : null,
    actions: actionsFor(
      [
        {
          action: 'revise',
          label: '补正',
          possible: requisition.state === 'returned',
          otherwise: '退回补正的申购单才能修改',
          by: [],
          people: [requisition.applicantId]
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id], approvals: [requisition.approvalId] })
  }
}

/** The lines of a requisition as shown and printed. */
export async function requisitionLineRows(manager: EntityManager, id: string): Promise<readonly RequisitionLineRow[]> {
  const lines = await linesOf(manager, id)
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
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
      quantity: line.quantity,
      unitPriceCents: line.unitPriceCents,
      amountCents: amountOf(line.quantity, line.unitPriceCents),
      purpose: line.purpose
    }
  })
}

/** The month whose round is open today and the day it closes (SUP-02). */
export function roundToday(reading: Reading): { month: string; closesOn: string } {
  const month = openRound(reading.today, reading.book)
  return { month, closesOn: roundCloses(month, SUP_02.values(reading.book).day) }
}

async function requisitionRows(manager: EntityManager, rows: readonly Requisition[]): Promise<readonly RequisitionRow[]> {
  if (rows.length === 0) return []
  const lines = await rowsWith(
    manager,
    RequisitionLine,
    'requisitionId',
    rows.map((row) => row.id),
    { order: { lineNumber: 'ASC' } }
  )
  const wanted = lines.filter((line) => line.quantity > 0)
  const items = await itemsOf(
    manager,
    wanted.map((line) => line.itemId)
  )
  const units = await unitNames(
    manager,
    rows.map((row) => row.unitId)
  )
  const people = await personNames(
    manager,
    rows.map((row) => row.applicantId)
  )
  const purchaseIds = rows.map((row) => row.purchaseId).filter((id) => id !== null)
  const purchases = new Map((await rowsWith(manager, Purchase, 'id', purchaseIds)).map((purchase) => [purchase.id, purchase.number]))
  return rows.map((row) => {
    const own = wanted.filter((line) => line.requisitionId === row.id)
    return {
      id: row.id,
      number: row.number,
      month: row.month,
      unitId: row.unitId,
      unitName: units.get(row.unitId) ?? '',
      applicantName: people.get(row.applicantId) ?? '',
      items: own.map((line) => items.get(line.itemId)?.name ?? '').join('、'),
      amountCents: amountOfLines(own),
      submittedOn: row.submittedOn,
      urgentReason: row.urgentReason,
      purchaseNumber: purchases.get(row.purchaseId ?? '') ?? null,
      state: row.state,
      version: row.version
    }
  })
}
