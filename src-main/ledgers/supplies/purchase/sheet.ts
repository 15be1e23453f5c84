import { purchaseKinds, purchaseStates } from '../../../contract/supplies/words'
import { formatQuantity } from '../../../contract/display'
import { groupsOf } from '../../../kernel/groups'
import { amountOf } from '../../../kernel/money'
import { Approval } from '../../../office/approvals/entities'
import type { Reading } from '../../../office/house'
import type { ExportScope, WorkbookDefinition } from '../../../office/outputs/outputDefinitions'
import { stateDay } from '../../../office/outputs/filterWords'
import { allRows } from '../../../platform/database/listQuery'
import { REMARKS_KEY } from '../../../platform/documents/ledgerColumns'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { approvalStateLabels } from '../../../contract/approvals'
import { bureauName } from '../../../office/people/bureau'
import { exceptionWords } from '../../../office/records/remarks'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { itemsOf } from '../stock/items'
import { Acceptance, PurchaseLine, type Purchase } from '../entities/purchase'
import { acceptedLines, type AcceptedLine } from './chain'
import { purchaseRows } from './rows'
import { purchaseList, readablePurchases } from './detail'

const columns: readonly SheetColumn[] = [
  { key: 'number', label: '采购单号', kind: 'code', width: 15 },
  { key: 'submittedOn', label: '日期', kind: 'date', width: 11 },
  { key: 'kind', label: '方式', kind: 'text', width: 6 },
  { key: 'item', label: '品名', kind: 'text', width: 16 },
  { key: 'measure', label: '单位', kind: 'text', width: 4 },
  { key: 'quantity', label: '数量', kind: 'quantity', width: 8, total: true, per: 'measure' },
  { key: 'budgetCents', label: '预算金额', kind: 'money', width: 11, total: true },
  { key: 'dealCents', label: '成交金额', kind: 'money', width: 11, total: true },
  { key: 'supplierName', label: '供应商', kind: 'text', width: 18 },
  { key: 'quotes', label: '比价家数', kind: 'integer', width: 6 },
  { key: 'approval', label: '审批', kind: 'text', width: 9 },
  { key: 'acceptance', label: '验收', kind: 'text', width: 16 },
  { key: 'unorderedQuantity', label: '未订购', kind: 'quantity', width: 7, total: true, per: 'measure' },
  { key: 'dueQuantity', label: '未到货', kind: 'quantity', width: 7, total: true, per: 'measure' },
  { key: 'refusedQuantity', label: '退货', kind: 'quantity', width: 7, total: true, per: 'measure' },
  { key: 'acceptedQuantity', label: '验收数', kind: 'quantity', width: 7, total: true, per: 'measure' },
  { key: 'stockedQuantity', label: '入库数', kind: 'quantity', width: 7, total: true, per: 'measure' },
  { key: 'waitingQuantity', label: '待入库', kind: 'quantity', width: 7, total: true, per: 'measure' },
  { key: 'invoiceNumber', label: '发票号', kind: 'code', width: 14 },
  { key: 'state', label: '状态', kind: 'text', width: 10 }
]

/**
 * 采购台账: one row per line of a purchase of the period, so that amounts can be summed by goods, with what became of it
 * by the period's end: 数量 = 未订购 + 未到货 + 退货 + 验收数, 验收数 = 入库数 + 待入库; exceptions stand in 备注.
 */
export const purchaseSheet: WorkbookDefinition['sheets'][number] = {
  name: '采购台账',
  shows: 'movements',
  ofNow: ['供应商', '比价家数', '审批', '发票号', '状态'],
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
  const until = stateDay(scope, reading)
  const accepted = groupsOf(await acceptedLines(reading.manager, until), ({ purchaseLineId }) => purchaseLineId)
  for await (const purchases of allRows(query, purchaseList, input))
    yield* await rowsOf(reading, purchases, accepted, until)
}

async function rowsOf(
  { manager, today }: Reading,
  purchases: readonly Purchase[],
  acceptedOf: ReadonlyMap<string, readonly AcceptedLine[]>,
  until: string
): Promise<readonly SheetRow[]> {
  const ids = purchases.map((purchase) => purchase.id)
  const shown = new Map((await purchaseRows(manager, purchases, today)).map((row) => [row.id, row]))
  const lines = await rowsWith(manager, PurchaseLine, 'purchaseId', ids, { order: { lineNumber: 'ASC' } })
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const acceptances = await rowsWith(manager, Acceptance, 'purchaseId', ids, { order: { number: 'ASC' } })
  const approvals = await rowsById(
    manager,
    Approval,
    purchases.map((purchase) => purchase.approvalId)
  )
  const exceptions = await exceptionWords(manager, 'supplies', [...ids, ...acceptances.map((each) => each.id)])
  return purchases.flatMap((purchase) => {
    const row = shown.get(purchase.id)
    const approval = approvals.get(purchase.approvalId ?? '')?.state
    const own = acceptances.filter((each) => each.purchaseId === purchase.id)
    // What is of the whole purchase, or of a whole acceptance, is said once: on the first line it concerns.
    const unsaid = new Map(own.map(({ id }) => [id, exceptions.get(id) ?? []]))
    unsaid.set(purchase.id, [row?.unconfirmed ?? '', ...(exceptions.get(purchase.id) ?? [])])
    const once = (id: string): readonly string[] => {
      const words = unsaid.get(id) ?? []
      unsaid.delete(id)
      return words
    }
    return lines
      .filter((line) => line.purchaseId === purchase.id)
      .map((line): SheetRow => {
        const held = acceptedOf.get(line.id) ?? []
        const ordered = purchase.orderedOn !== null && purchase.orderedOn <= until
        const became = whatBecame(line.quantity, held)
        return {
          number: purchase.number,
          submittedOn: purchase.submittedOn,
          kind: purchaseKinds[purchase.kind],
          item: items.get(line.itemId)?.name ?? '',
          measure: items.get(line.itemId)?.measure ?? '',
          quantity: line.quantity,
          budgetCents: amountOf(line.quantity, line.unitPriceCents),
          dealCents: !ordered || line.dealPriceCents === null ? null : amountOf(line.quantity, line.dealPriceCents),
          supplierName: row?.supplierName ?? null,
          quotes: row?.quotes ?? 0,
          approval: approval ? approvalStateLabels[approval] : '',
          acceptance: own
            .filter(({ id }) => held.some(({ acceptanceId }) => acceptanceId === id))
            .map((each) => each.number)
            .join('、'),
          unorderedQuantity: ordered ? 0 : line.quantity,
          dueQuantity: ordered ? became.due : 0,
          refusedQuantity: became.refused,
          acceptedQuantity: became.accepted,
          stockedQuantity: became.stocked,
          waitingQuantity: became.accepted - became.stocked,
          invoiceNumber: purchase.invoiceNumber,
          state: purchaseStates[purchase.state],
          [REMARKS_KEY]: [
            line.adjustReason ? `核减：${line.adjustReason}` : '',
            ...became.words,
            ...[purchase.id, ...held.map(({ acceptanceId }) => acceptanceId)].flatMap(once)
          ]
            .filter(Boolean)
            .join('；')
        }
      })
  })
}

/** What became of an ordered line: exchanged goods are due once more, other refused ones never come. */
function whatBecame(quantity: number, held: readonly AcceptedLine[]) {
  const sum = (field: 'delivered' | 'accepted' | 'refused' | 'unsettled' | 'exchanged' | 'stocked') =>
    held.reduce((whole, line) => whole + line[field], 0)
  const [exchanged, unsettled] = [sum('exchanged'), sum('unsettled')]
  return {
    due: quantity - sum('delivered') + exchanged,
    refused: sum('refused'),
    accepted: sum('accepted'),
    stocked: sum('stocked'),
    words: [
      exchanged > 0 ? `换货${formatQuantity(exchanged)}` : '',
      unsettled > 0 ? `退货中${formatQuantity(unsettled)}未办结` : ''
    ]
  }
}
