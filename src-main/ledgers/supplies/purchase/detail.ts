import type { ListInput, Page, RecordAction } from '../../../contract/lists'
import { purchase, type PurchaseDetail, type PurchaseRow } from '../../../contract/supplies/purchase'
import type { Actor } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import { rosterOf } from '../../../office/people/roster'
import type { Reading } from '../../../office/house'
import { onlyAmong } from '../../../platform/database/readRows'
import { pageOf } from '../../../platform/database/listQuery'
import { acceptanceRows, returnRows } from '../acceptance/rows'
import { returnsOf } from '../acceptance/returns'
import { Supplier } from '../entities/catalogue'
import { Acceptance, Purchase, Requisition } from '../entities/purchase'
import { actionsFor } from '../../../office/records/recordActions'
import { listing } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { assertReadable, readableUnits } from '../visibility'
import { purchaseLineRows, purchaseRows, quoteRows } from './rows'

/** How purchases are listed, filtered and summed. */
export const purchaseList = listing(purchase, 'p', {
  joined: { supplierName: 's.name' },
  order: [['p.number', 'DESC']]
})

/** Purchases the person may read, before filters. */
export function readablePurchases(reading: Reading) {
  const query = reading.manager.createQueryBuilder(Purchase, 'p').leftJoin(Supplier, 's', 's.id = p.supplierId')
  onlyAmong(query, 'p.unitId', readableUnits(reading.actor))
  return query
}

/** A window of the purchases the person may read. */
export async function purchasePage(reading: Reading, input: ListInput): Promise<Page<PurchaseRow>> {
  return pageOf(readablePurchases(reading), purchaseList, input, (rows) =>
    purchaseRows(reading.manager, rows, reading.today)
  )
}

/** One purchase with everything that hangs on it. */
export async function purchaseDetail(reading: Reading, id: string): Promise<PurchaseDetail> {
  const { manager, actor, today } = reading
  const found = await manager.findOneBy(Purchase, { id })
  const [row] = found ? await purchaseRows(manager, [found], today) : []
  if (!found || !row) throw notFound('采购单')
  if (found.applicantId !== actor.personId) assertReadable(actor, found.unitId, '采购单')
  const requisitions = await manager.find(Requisition, { where: { purchaseId: id }, order: { number: 'ASC' } })
  const { units } = await rosterOf(manager)
  const acceptances = await manager.find(Acceptance, { where: { purchaseId: id }, order: { number: 'ASC' } })
  return {
    row,
    lines: await purchaseLineRows(manager, id),
    quotes: await quoteRows(manager, id),
    requisitions: requisitions.map((each) => ({
      id: each.id,
      number: each.number,
      unitName: units.get(each.unitId) ?? ''
    })),
    acceptances: await acceptanceRows(manager, acceptances),
    returns: await returnRows(manager, await returnsOf(manager, id)),
    approval: found.approvalId ? await approvalView(reading, found.approvalId) : null,
    actions: purchaseActions(found, actor),
    timeline: await timelineOf(manager, {
      ledger: 'supplies',
      subjects: [id, ...acceptances.map((each) => each.id)],
      approvals: [found.approvalId]
    })
  }
}

/** The flow table of a purchase after approval: which act in which state, by whom. */
function purchaseActions(purchase: Purchase, actor: Actor): readonly RecordAction[] {
  const running = ['ordered', 'delivered'].includes(purchase.state)
  const afterOrder = '订购后才能办理'
  const emergency = purchase.kind === 'emergency'
  return actionsFor(
    [
      ...(emergency
        ? []
        : [
            {
              action: 'addQuotes',
              label: '登记报价',
              possible: ['pending', 'returned', 'approved'].includes(purchase.state),
              otherwise: '订购前才能登记报价',
              by: ['buyer'] as const
            }
          ]),
      ...(emergency
        ? []
        : [
            {
              action: 'revise',
              label: '补正',
              possible: purchase.state === 'returned',
              otherwise: '退回补正的采购单才能修改',
              by: [],
              people: [purchase.applicantId]
            }
          ]),
      {
        action: 'order',
        label: '订购',
        possible: purchase.state === 'approved',
        otherwise: purchase.state === 'pending' ? '审批完成后才能订购' : '已订购或未获批准',
        by: ['buyer'],
        ...(emergency
          ? { people: [purchase.applicantId, ...(actor.unitId === purchase.unitId ? [actor.personId] : [])] }
          : {})
      },
      {
        action: 'accept',
        label: '验收',
        possible: running,
        otherwise: afterOrder,
        by: ['suppliesKeeper', 'officeDirector', 'buyer']
      },
      {
        action: 'attachInvoice',
        label: '登记发票清单',
        possible: running,
        otherwise: afterOrder,
        by: ['buyer', 'officeDirector'],
        people: [purchase.applicantId]
      },
      {
        action: 'checkInvoice',
        label: '财务核对',
        possible: running,
        otherwise: afterOrder,
        by: ['finance', 'financeHead']
      },
      {
        action: 'close',
        label: '办结',
        possible: running,
        otherwise: purchase.state === 'closed' ? '已办结' : afterOrder,
        by: ['buyer', 'officeDirector', 'finance', 'financeHead', 'suppliesKeeper']
      }
    ],
    actor
  )
}
