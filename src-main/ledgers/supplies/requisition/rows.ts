import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import {
  requisition,
  requisitionLine,
  type RequisitionDetail,
  type RequisitionLineRow,
  type RequisitionRow
} from '../../../contract/supplies/requisition'
import { notFound } from '../../../kernel/fault'
import { amountOf } from '../../../kernel/money'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { goodsShown, itemIn, itemsOf } from '../stock/items'
import { Purchase, Requisition, RequisitionLine } from '../entities/purchase'
import { actionsFor } from '../../../office/records/recordActions'
import { openRound, roundCloses, SUP_02 } from '../rules/requisitioning'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { onlyAmong, rowsById, rowsWith } from '../../../platform/database/readRows'
import { assertReadable, readableUnits } from '../visibility'
import { amountOfLines, linesOf } from './acts'

const requisitionList = listing(requisition, 'r', { joined: {}, order: [['r.number', 'DESC']] })

/** A window of the requisitions the person may read. */
export async function requisitionPage(reading: Reading, input: ListInput): Promise<Page<RequisitionRow>> {
  const query = reading.manager.createQueryBuilder(Requisition, 'r')
  onlyAmong(query, 'r.unitId', readableUnits(reading.actor))
  return pageOf(query, requisitionList, input, (rows) => requisitionRows(reading.manager, rows))
}

/** One requisition with lines, approval, acts and history. */
export async function requisitionDetail(reading: Reading, id: string): Promise<RequisitionDetail> {
  const { manager, actor } = reading
  const found = await manager.findOneBy(Requisition, { id })
  const [row] = found ? await requisitionRows(manager, [found]) : []
  if (!found || !row) throw notFound('申购单')
  if (found.applicantId !== actor.personId) assertReadable(actor, found.unitId, '申购单')
  return {
    row,
    lines: await requisitionLineRows(manager, id),
    approval: found.approvalId ? await approvalView(reading, found.approvalId) : null,
    actions: actionsFor(
      [
        {
          action: 'revise',
          label: '补正',
          possible: found.state === 'returned',
          otherwise: '退回补正的申购单才能修改',
          by: [],
          people: [found.applicantId]
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id], approvals: [found.approvalId] })
  }
}

/** The lines of a requisition as shown and printed. */
export async function requisitionLineRows(manager: EntityManager, id: string): Promise<readonly RequisitionLineRow[]> {
  const lines = await linesOf(manager, id)
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  return rowsOf(manager, requisitionLine, lines, ({ itemId, quantity, unitPriceCents }) => ({
    ...goodsShown(itemIn(items, itemId)),
    amountCents: amountOf(quantity, unitPriceCents)
  }))
}

/** The month whose round is open today and the day it closes (SUP-02). */
export function roundToday(reading: Reading): { month: string; closesOn: string } {
  const month = openRound(reading.today, reading.book)
  return { month, closesOn: roundCloses(month, SUP_02.values(reading.book).day) }
}

async function requisitionRows(
  manager: EntityManager,
  rows: readonly Requisition[]
): Promise<readonly RequisitionRow[]> {
  const ids = rows.map(({ id }) => id)
  const lines = await rowsWith(manager, RequisitionLine, 'requisitionId', ids, { order: { lineNumber: 'ASC' } })
  const wanted = lines.filter(({ quantity }) => quantity > 0)
  const items = await itemsOf(
    manager,
    wanted.map(({ itemId }) => itemId)
  )
  const purchases = await rowsById(
    manager,
    Purchase,
    rows.map(({ purchaseId }) => purchaseId)
  )
  return rowsOf(manager, requisition, rows, ({ id, purchaseId }) => {
    const own = wanted.filter(({ requisitionId }) => requisitionId === id)
    return {
      items: own.map(({ itemId }) => itemIn(items, itemId).name).join('、'),
      amountCents: amountOfLines(own),
      purchaseNumber: purchases.get(purchaseId ?? '')?.number ?? null
    }
  })
}
