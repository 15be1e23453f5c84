import { In, type EntityManager } from 'typeorm'
import { purchaseKinds, purchaseStates } from '../../../contract/supplies/words'
import { amountOf } from '../../../kernel/money'
import { Approval } from '../../../office/approvals/entities'
import type { ExportScope, Reading, WorkbookDefinition } from '../../../office/house'
import { ExceptionEntry } from '../../../platform/database/auditEntities'
import { allRows } from '../../../platform/database/listQuery'
import { REMARKS_KEY } from '../../../platform/documents/ledgerColumns'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { approvalStateLabels } from '../../../contract/approvals'
import { itemsById } from '../catalogue/views'
import { Acceptance, PurchaseLine, type Purchase } from '../entities/purchase'
import { bureauName } from '../opinionBoxes'
import { purchaseRows } from './rows'
import { purchaseList, readablePurchases } from './views'

const columns: readonly SheetColumn[] = [
  { key: 'number', label: '采购单号', kind: 'code', width: 15 },
  { key: 'submittedOn', label: '日期', kind: 'date', width: 11 },
  { key: 'kind', label: '方式', kind: 'text', width: 6 },
  { key: 'item', label: '品名', kind: 'text', width: 16 },
  { key: 'quantity', label: '数量', kind: 'quantity', width: 8 },
  { key: 'budgetCents', label: '预算金额', kind: 'money', width: 11, total: true },
  { key: 'dealCents', label: '成交金额', kind: 'money', width: 11, total: true },
  { key: 'supplierName', label: '供应商', kind: 'text', width: 18 },
  { key: 'quotes', label: '比价家数', kind: 'integer', width: 6 },
  { key: 'approval', label: '审批', kind: 'text', width: 9 },
  { key: 'acceptance', label: '验收', kind: 'text', width: 16 },
  { key: 'invoiceNumber', label: '发票号', kind: 'code', width: 14 },
  { key: 'state', label: '状态', kind: 'text', width: 10 }
]

/** 采购台账: one row per line of a purchase, so that amounts can be summed by goods; exceptions stand in 备注. */
export const purchaseSheet: WorkbookDefinition['sheets'][number] = {
  name: '采购台账',
  make: async (reading, scope) => ({
    title: `${await bureauName(reading.manager)}办公用品采购台账`,
    columns,
    rows: ledgerRows(reading, scope)
  })
}

async function* ledgerRows(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = readablePurchases(reading)
  if (scope.from) query.andWhere('p.submittedOn >= :from', { from: scope.from })
  if (scope.to) query.andWhere('p.submittedOn <= :to', { to: scope.to })
  const input = scope.filter ?? { filters: [], sort: { field: 'number', direction: 'asc' as const } }
  for await (const purchases of allRows(query, purchaseList, input)) yield* await rowsOf(reading, purchases)
}

async function rowsOf({ manager, today }: Reading, purchases: readonly Purchase[]): Promise<readonly SheetRow[]> {
  const ids = purchases.map((purchase) => purchase.id)
  const shown = new Map((await purchaseRows(manager, purchases, today)).map((row) => [row.id, row]))
  const lines = await manager.find(PurchaseLine, { where: { purchaseId: In(ids) }, order: { lineNumber: 'ASC' } })
  const items = await itemsById(
    manager,
    lines.map((line) => line.itemId)
  )
  const acceptances = await manager.find(Acceptance, { where: { purchaseId: In(ids) }, order: { number: 'ASC' } })
  const approvals = new Map(
    (await manager.findBy(Approval, { id: In(purchases.map((purchase) => purchase.approvalId ?? '')) })).map((approval) => [
      approval.id,
      approval.state
    ])
  )
  const exceptions = await exceptionNotes(manager, purchases, acceptances)
  return purchases.flatMap((purchase) => {
    const row = shown.get(purchase.id)
    const approval = approvals.get(purchase.approvalId ?? '')
    const own = acceptances.filter((each) => each.purchaseId === purchase.id)
    const remarks = [row?.unconfirmed, ...(exceptions.get(purchase.id) ?? [])].filter(Boolean).join('；')
    return lines
      .filter((line) => line.purchaseId === purchase.id)
      .map((line): SheetRow => ({
        number: purchase.number,
        submittedOn: purchase.submittedOn,
        kind: purchaseKinds[purchase.kind],
        item: items.get(line.itemId)?.name ?? '',
        quantity: line.quantity,
        budgetCents: amountOf(line.quantity, line.unitPriceCents),
        dealCents: line.dealPriceCents === null ? null : amountOf(line.quantity, line.dealPriceCents),
        supplierName: row?.supplierName ?? null,
        quotes: row?.quotes ?? 0,
        approval: approval ? approvalStateLabels[approval] : '',
        acceptance: own.map((each) => each.number).join('、'),
        invoiceNumber: purchase.invoiceNumber,
        state: purchaseStates[purchase.state],
        [REMARKS_KEY]: [line.adjustReason ? `核减：${line.adjustReason}` : '', remarks].filter(Boolean).join('；')
      }))
  })
}

/** Warnings passed with a reason on a purchase or its acceptances, in words, by purchase. */
async function exceptionNotes(
  manager: EntityManager,
  purchases: readonly Purchase[],
  acceptances: readonly Acceptance[]
): Promise<ReadonlyMap<string, readonly string[]>> {
  const purchaseOf = new Map([
    ...purchases.map((purchase) => [purchase.id, purchase.id] as const),
    ...acceptances.map((acceptance) => [acceptance.id, acceptance.purchaseId] as const)
  ])
  const notes = new Map<string, string[]>()
  const entries = await manager.find(ExceptionEntry, { where: { chain: 'supplies', subjectId: In([...purchaseOf.keys()]) }, order: { id: 'ASC' } })
  for (const { rule, reason, subjectId } of entries) {
    const purchaseId = purchaseOf.get(subjectId ?? '') ?? ''
    notes.set(purchaseId, [...(notes.get(purchaseId) ?? []), `${rule} ${reason}`])
  }
  return notes
}
