import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { purchaseDetail } from './detail'
import { formatDate, formatMoney, formatMonth } from '../../../contract/display'
import { purchaseKinds } from '../../../contract/supplies/words'
import { capitalAmount } from '../../../kernel/capitalAmount'
import { notFound } from '../../../kernel/fault'
import { collectiveOf } from '../../../office/approvals/collective'
import { Approval } from '../../../office/approvals/entities'
import type { Reading } from '../../../office/house'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import type { FormBlock, FormModel } from '../../../platform/documents/formModel'
import { Purchase } from '../entities/purchase'
import { assertReadable } from '../visibility'
import { purchaseLineRows, purchaseRows, quoteRows } from './rows'

async function make(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor, today } = reading
  const purchase = await manager.findOneBy(Purchase, { id })
  if (!purchase) throw notFound('采购单')
  if (purchase.applicantId !== actor.personId) assertReadable(actor, purchase.unitId, '采购单')
  const [row] = await purchaseRows(manager, [purchase], today)
  const lines = await purchaseLineRows(manager, id)
  const quotes = await quoteRows(manager, id)
  return {
    title: '办公用品采购审批表',
    number: purchase.number,
    bureau: await bureauName(manager),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: '申请单位', value: row?.unitName ?? '' },
          { label: '申请人', value: row?.applicantName ?? '' },
          { label: '月份', value: formatMonth(purchase.month) },
          { label: '采购方式', value: `${purchaseKinds[purchase.kind]}采购` },
          ...(purchase.reason
            ? [{ label: purchase.kind === 'emergency' ? '紧急情况' : '用途', value: purchase.reason, span: 3 as const }]
            : [])
        ]
      },
      {
        kind: 'lines',
        caption: '汇总明细',
        columns: [
          { key: 'itemName', label: '品名', kind: 'text', weight: 3 },
          { key: 'spec', label: '规格', kind: 'text', weight: 2 },
          { key: 'measure', label: '单位', kind: 'text' },
          { key: 'onHand', label: '库存', kind: 'quantity' },
          { key: 'monthlyUse', label: '月均消耗', kind: 'quantity' },
          { key: 'requestedQuantity', label: '申购合计', kind: 'quantity' },
          { key: 'quantity', label: '采购数', kind: 'quantity' },
          { key: 'unitPriceCents', label: '预计单价', kind: 'money' },
          { key: 'amountCents', label: '预算金额', kind: 'money', total: true }
        ],
        rows: lines.map(
          ({
            itemName,
            spec,
            measure,
            onHand,
            monthlyUse,
            requestedQuantity,
            quantity,
            unitPriceCents,
            amountCents
          }) => ({
            itemName,
            spec,
            measure,
            onHand,
            monthlyUse,
            requestedQuantity,
            quantity,
            unitPriceCents,
            amountCents
          })
        )
      },
      {
        kind: 'lines',
        caption: '比价',
        columns: [
          { key: 'supplierName', label: '供应商', kind: 'text', weight: 3 },
          { key: 'amountCents', label: '报价', kind: 'money' },
          { key: 'quotedOn', label: '报价日期', kind: 'date' },
          { key: 'remarks', label: '备注', kind: 'text', weight: 2 }
        ],
        rows: quotes.map(({ supplierName, amountCents, quotedOn, remarks }) => ({
          supplierName,
          amountCents,
          quotedOn,
          remarks
        })),
        minimumRows: 3
      },
      {
        kind: 'facts',
        facts: [
          {
            label: '推荐及理由',
            value: [row?.supplierName, purchase.recommendation].filter(Boolean).join('：'),
            span: 3
          },
          { label: '预算', value: `${formatMoney(purchase.budgetCents)}元`, span: 3 },
          { label: '人民币大写', value: capitalAmount(purchase.budgetCents), span: 3 }
        ]
      },
      await collectiveBlock(reading, purchase.approvalId),
      {
        kind: 'facts',
        facts: [
          {
            label: '县财政局同意',
            value: [purchase.consentNumber, formatDate(purchase.consentOn)].filter(Boolean).join(' '),
            span: 3,
            open: true
          },
          { label: '参与采购的财务人员', value: row?.financeName ?? '', span: 3, open: true }
        ]
      },
      { kind: 'opinions', boxes: await opinionBoxes(reading, purchase.approvalId) }
    ],
    notes: row?.unconfirmed ? [row.unconfirmed] : []
  }
}

async function collectiveBlock(reading: Reading, approvalId: string | null): Promise<FormBlock> {
  const approval = approvalId ? await reading.manager.findOneBy(Approval, { id: approvalId }) : null
  const decision = approvalId ? await collectiveOf(reading.manager, approvalId) : undefined
  const blank = approval?.needsCollective ? '' : '未达大额标准'
  return {
    kind: 'facts',
    facts: [
      { label: '集体决策会议', value: decision?.meeting ?? blank },
      { label: '会议日期', value: formatDate(decision?.heldOn) },
      { label: '纪要号', value: decision?.minutesNumber ?? '' }
    ]
  }
}

/** 采购审批表. */
export const purchaseForm: FormDefinition = {
  id: 'supplies.purchase',
  name: '采购审批表',
  access: recordAccess(contract.supplies.purchases.get, purchaseDetail),
  make,
  find: async ({ manager }, number) => (await manager.findOneBy(Purchase, { number }))?.id
}
