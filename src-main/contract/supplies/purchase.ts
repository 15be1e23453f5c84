import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import { telephoneSchema } from '../approvals'
import { attachmentId, cents, countThousandths, id, localDate, month, optionalText, text, thousandths } from '../values'
import type { AcceptanceRow, SupplierReturnRow } from './acceptance'
import { choicesOf, purchaseKinds, purchaseStates } from './words'

export interface PurchaseRow {
  readonly id: string
  readonly number: string
  readonly submittedOn: string
  readonly kind: keyof typeof purchaseKinds
  readonly month: string
  readonly unitId: string
  readonly unitName: string
  readonly applicantName: string
  readonly buyerName: string | null
  readonly items: string
  readonly quotes: number
  readonly budgetCents: number
  readonly dealCents: number | null
  readonly supplierId: string | null
  readonly supplierName: string | null
  readonly orderedOn: string | null
  readonly invoiceNumber: string | null
  readonly reason: string | null
  readonly recommendation: string | null
  readonly applicationAttachmentId: string | null
  readonly invoiceAttachmentId: string | null
  readonly itemListAttachmentId: string | null
  readonly invoiceCheckedBy: string | null
  /** In words, when a telephone approval still waits for the leader's confirmation; null otherwise. */
  readonly unconfirmed: string | null
  readonly state: keyof typeof purchaseStates
  readonly version: number
}

export const purchaseFields = {
  number: { label: '采购单号', kind: 'code', width: 15 },
  submittedOn: { label: '日期', kind: 'date', width: 11, section: '基本信息' },
  kind: { label: '方式', kind: 'choice', width: 6, section: '基本信息', choices: choicesOf(purchaseKinds) },
  month: { label: '月份', kind: 'month', width: 8, section: '基本信息' },
  unitName: { label: '单位', kind: 'unit', width: 12, section: '基本信息' },
  applicantName: { label: '申请人', kind: 'person', width: 8, section: '基本信息' },
  items: { label: '品名', kind: 'text', width: 20, section: '基本信息' },
  reason: { label: '用途及情况说明', kind: 'longText', width: 16, section: '基本信息' },
  applicationAttachmentId: { label: '签字申请表', kind: 'image', section: '基本信息' },
  budgetCents: { label: '预算金额', kind: 'money', width: 10, section: '比价订购', total: true },
  quotes: { label: '比价家数', kind: 'integer', width: 8, section: '比价订购' },
  recommendation: { label: '推荐及理由', kind: 'longText', width: 16, section: '比价订购' },
  buyerName: { label: '采购员', kind: 'person', width: 8, section: '比价订购' },
  supplierName: { label: '供应商', kind: 'reference', width: 18, section: '比价订购' },
  dealCents: { label: '成交金额', kind: 'money', width: 10, section: '比价订购', total: true },
  orderedOn: { label: '订购日期', kind: 'date', width: 11, section: '比价订购' },
  invoiceNumber: { label: '发票号', kind: 'code', width: 14, section: '票据' },
  invoiceAttachmentId: { label: '发票', kind: 'image', section: '票据' },
  itemListAttachmentId: { label: '物品清单', kind: 'image', section: '票据' },
  invoiceCheckedBy: { label: '财务核对人', kind: 'person', width: 9, section: '票据' },
  unconfirmed: { label: '电话请示', kind: 'text', width: 16, section: '基本信息' },
  state: { label: '状态', kind: 'choice', width: 10, section: '基本信息', choices: choicesOf(purchaseStates) }
} as const satisfies Fields<Omit<PurchaseRow, 'id' | 'unitId' | 'supplierId' | 'version'>>

export interface PurchaseLineRow {
  readonly id: string
  readonly lineNumber: number
  readonly itemId: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly onHand: number | null
  readonly monthlyUse: number | null
  readonly requestedQuantity: number | null
  readonly quantity: number
  readonly adjustReason: string | null
  readonly unitPriceCents: number
  readonly amountCents: number
  readonly dealPriceCents: number | null
  readonly dealCents: number | null
  readonly deliveredQuantity: number
  readonly acceptedQuantity: number
  /** Still to come: goods sent back for exchange counted again. */
  readonly dueQuantity: number
}

export const purchaseLineFields = {
  lineNumber: { label: '行', kind: 'integer', width: 4 },
  itemName: { label: '品名', kind: 'reference', width: 14 },
  spec: { label: '规格', kind: 'text', width: 10 },
  measure: { label: '单位', kind: 'text', width: 5 },
  onHand: { label: '库存', kind: 'quantity', width: 7 },
  monthlyUse: { label: '月均消耗', kind: 'quantity', width: 8 },
  requestedQuantity: { label: '申购合计', kind: 'quantity', width: 8 },
  quantity: { label: '采购数', kind: 'quantity', width: 8, required: true },
  adjustReason: { label: '核减理由', kind: 'text', width: 12 },
  unitPriceCents: { label: '预计单价', kind: 'money', width: 9, required: true },
  amountCents: { label: '预算金额', kind: 'money', width: 10, total: true },
  dealPriceCents: { label: '成交单价', kind: 'money', width: 9 },
  dealCents: { label: '成交金额', kind: 'money', width: 10, total: true },
  deliveredQuantity: { label: '已到', kind: 'quantity', width: 7 },
  acceptedQuantity: { label: '合格', kind: 'quantity', width: 7 },
  dueQuantity: { label: '待到', kind: 'quantity', width: 7 }
} as const satisfies Fields<Omit<PurchaseLineRow, 'id' | 'itemId'>>

export interface QuoteRow {
  readonly id: string
  readonly supplierId: string
  readonly supplierName: string
  readonly amountCents: number
  readonly quotedOn: string
  readonly attachmentId: string | null
  readonly remarks: string | null
}

export const quoteFields = {
  supplierName: { label: '供应商', kind: 'reference', width: 20, required: true },
  amountCents: { label: '报价', kind: 'money', width: 10, required: true },
  quotedOn: { label: '报价日期', kind: 'date', width: 11, required: true },
  attachmentId: { label: '报价单', kind: 'image' },
  remarks: { label: '备注', kind: 'text', width: 14 }
} as const satisfies Fields<Omit<QuoteRow, 'id' | 'supplierId'>>

export interface PurchaseDetail {
  readonly row: PurchaseRow
  readonly lines: readonly PurchaseLineRow[]
  readonly quotes: readonly QuoteRow[]
  readonly requisitions: readonly { readonly id: string; readonly number: string; readonly unitName: string }[]
  readonly acceptances: readonly AcceptanceRow[]
  readonly returns: readonly SupplierReturnRow[]
  readonly approval: ApprovalView | null
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

/** What a month's consolidation starts from: approved requisitions, the same item summed. */
export interface PurchasePlan {
  readonly month: string
  readonly requisitions: readonly { readonly id: string; readonly number: string; readonly unitName: string; readonly approved: boolean }[]
  readonly lines: readonly {
    readonly itemId: string
    readonly itemName: string
    readonly spec: string
    readonly measure: string
    readonly requested: number
    readonly onHand: number
    readonly monthlyUse: number
    /** Highest price the units expect. */
    readonly unitPriceCents: number
    readonly units: string
  }[]
}

const quotes = z
  .array(
    z.strictObject({
      supplierId: id('供应商'),
      amountCents: cents('报价'),
      quotedOn: localDate('报价日期'),
      attachmentId: attachmentId.optional(),
      remarks: optionalText('备注', 100)
    })
  )
  .max(20, '报价最多二十家')

const wanted = z
  .array(z.strictObject({ itemId: id('用品'), quantity: thousandths('采购数'), unitPriceCents: cents('预计单价') }))
  .min(1, '请至少填写一种用品')
  .max(200, '一张采购单最多二百行')

const target = { id: id('采购单'), version: z.int() }

export const purchases = {
  list: query('signedIn').input(listInput).output(output<Page<PurchaseRow>>()),
  get: query('signedIn')
    .input(z.strictObject({ id: id('采购单') }))
    .output(output<PurchaseDetail>()),
  plan: query(['buyer', 'officeDirector', 'suppliesKeeper'])
    .input(z.strictObject({ month: month('采购月份') }))
    .output(output<PurchasePlan>()),
  /** Takes up all approved requisitions of a month in one purchase, with the quotes compared. */
  submit: command('staff')
    .input(
      commandInput({
        month: month('采购月份'),
        lines: z
          .array(
            z.strictObject({
              itemId: id('用品'),
              quantity: countThousandths('采购数'),
              unitPriceCents: cents('预计单价'),
              adjustReason: optionalText('核减理由', 200)
            })
          )
          .min(1, '请至少填写一种用品')
          .max(500),
        quotes: quotes.default([]),
        supplierId: id('推荐供应商').optional(),
        recommendation: optionalText('推荐理由')
      })
    )
    .output(output<{ id: string; number: string }>()),
  /** A subordinate unit asks for goods of its own; the office buys them. */
  submitUnit: command('staff')
    .input(commandInput({ lines: wanted, reason: text('用途'), applicationAttachmentId: attachmentId.optional() }))
    .output(output<{ id: string; number: string }>()),
  /** Bought on a leader's word by telephone; paperwork follows (K-03). */
  submitEmergency: command('staff')
    .input(commandInput({ lines: wanted, reason: optionalText('紧急情况'), supplierId: id('供应商').optional(), call: telephoneSchema }))
    .output(output<{ id: string; number: string; confirmBy: string | null }>()),
  addQuotes: command('staff')
    .input(commandInput({ ...target, quotes: quotes.min(1, '请填写报价') }))
    .output(output<{ version: number }>()),
  /** Puts quantities and prices of a returned purchase right and hands it in again. */
  revise: command('staff')
    .input(
      commandInput({
        ...target,
        lines: z
          .array(
            z.strictObject({
              lineId: id('采购明细'),
              quantity: countThousandths('采购数'),
              unitPriceCents: cents('预计单价'),
              adjustReason: optionalText('核减理由', 200)
            })
          )
          .min(1)
          .max(500),
        recommendation: optionalText('推荐理由'),
        note: text('补正说明')
      })
    )
    .output(output<{ version: number }>()),
  order: command('staff')
    .input(
      commandInput({
        ...target,
        supplierId: id('供应商'),
        lines: z
          .array(z.strictObject({ lineId: id('采购明细'), dealPriceCents: cents('成交单价') }))
          .min(1)
          .max(500)
      })
    )
    .output(output<{ version: number }>()),
  attachInvoice: command('staff')
    .input(commandInput({ ...target, invoiceNumber: text('发票号', 60), invoiceAttachmentId: attachmentId, itemListAttachmentId: attachmentId }))
    .output(output<{ version: number }>()),
  /** Finance compares the invoice with what was accepted. */
  checkInvoice: command('staff')
    .input(commandInput({ ...target, amountCents: cents('发票金额') }))
    .output(output<{ version: number }>()),
  close: command(['buyer', 'officeDirector', 'finance', 'financeHead', 'suppliesKeeper'])
    .input(commandInput(target))
    .output(output<{ version: number }>())
}
