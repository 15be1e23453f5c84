import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, listOf, output, query } from '../base'
import type { RecordAction, TimelineEvent } from '../lists'
import { telephoneSchema } from '../approvals'
import { entry, record, type RowOf } from '../record'
import {
  choice,
  code,
  date,
  image,
  longText,
  money,
  monthOf,
  person,
  quantity,
  reference,
  text,
  unit,
  whole
} from '../recordField'
import {
  attachmentId,
  cents,
  countThousandths,
  id,
  localDate,
  month,
  optionalText,
  text as required,
  thousandths
} from '../values'
import { goods } from './item'
import type { AcceptanceRow, SupplierReturnRow } from './acceptance'
import { purchaseKinds, purchaseStates } from './words'

export const purchase = record('purchase', {
  number: code('采购单号', 15),
  submittedOn: date('日期', 11).in('基本信息'),
  kind: choice('方式', purchaseKinds, 6).in('基本信息'),
  month: monthOf('月份', 8).in('基本信息'),
  unitName: unit('单位', 'unitId', 12).in('基本信息'),
  applicantName: person('申请人', 'applicantId', 8).in('基本信息'),
  items: text('品名', 20).derived().in('基本信息'),
  reason: longText('用途及情况说明', 16).nullable().in('基本信息'),
  applicationAttachmentId: image('签字申请表').nullable().in('基本信息'),
  budgetCents: money('预算金额', 10).in('比价订购').totalled(),
  quotes: whole('比价家数', 8).derived().in('比价订购'),
  recommendation: longText('推荐及理由', 16).nullable().in('比价订购'),
  buyerName: person('采购员', 'buyerId', 8).nullable().in('比价订购'),
  supplierName: reference('供应商', 'supplierId', 18).nullable().joined().in('比价订购'),
  dealCents: money('成交金额', 10).nullable().in('比价订购').totalled(),
  orderedOn: date('订购日期', 11).nullable().in('比价订购'),
  financeName: person('财务参与人', 'financeId', 9).optional().in('比价订购').aside(),
  consentNumber: code('县财政局同意文号', 14).optional(60).in('比价订购').aside(),
  consentOn: date('同意日期', 11).optional().in('比价订购').aside(),
  consentAttachmentId: image('同意文件').optional().in('比价订购').aside(),
  invoiceNumber: code('发票号', 14).nullable().in('票据'),
  invoiceAttachmentId: image('发票').nullable().in('票据'),
  itemListAttachmentId: image('物品清单').nullable().in('票据'),
  invoiceCheckedBy: person('财务核对人', 'invoiceCheckedById', 9).nullable().in('票据'),
  /** In words, when a telephone approval still waits for the leader's confirmation; null otherwise. */
  unconfirmed: text('电话请示', 16).nullable().derived().in('基本信息'),
  state: choice('状态', purchaseStates, 10).in('基本信息')
})
export type PurchaseRow = RowOf<typeof purchase>

export const purchaseLine = record('purchaseLine', {
  lineNumber: whole('行', 4),
  ...goods,
  onHand: quantity('库存', 7).nullable(),
  monthlyUse: quantity('月均消耗', 8).nullable(),
  requestedQuantity: quantity('申购合计', 8).nullable(),
  quantity: quantity('采购数', 8).typed(),
  adjustReason: text('核减理由', 12).nullable(),
  unitPriceCents: money('预计单价', 9).typed(),
  amountCents: money('预算金额', 10).derived().totalled(),
  dealPriceCents: money('成交单价', 9).nullable(),
  dealCents: money('成交金额', 10).nullable().derived().totalled(),
  deliveredQuantity: quantity('已到', 7),
  acceptedQuantity: quantity('合格', 7),
  /** Still to come: goods sent back for exchange counted again. */
  dueQuantity: quantity('待到', 7).derived()
})
export type PurchaseLineRow = RowOf<typeof purchaseLine>

export const quote = entry('quote', {
  supplierName: reference('供应商', 'supplierId', 20).typed(),
  amountCents: money('报价', 10).typed(),
  quotedOn: date('报价日期', 11).typed(),
  attachmentId: image('报价单').nullable(),
  remarks: text('备注', 14).nullable()
})
export type QuoteRow = RowOf<typeof quote>

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
  readonly requisitions: readonly {
    readonly id: string
    readonly number: string
    readonly unitName: string
    readonly approved: boolean
  }[]
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
  list: listOf('signedIn', purchase),
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
    .input(commandInput({ lines: wanted, reason: required('用途'), applicationAttachmentId: attachmentId.optional() }))
    .output(output<{ id: string; number: string }>()),
  /** Who may say yes to an emergency purchase of mine by telephone today. */
  emergencyDeciders: query('staff').output(output<readonly string[]>()),
  /** Bought on a leader's word by telephone; paperwork follows (K-03). */
  submitEmergency: command('staff')
    .input(
      commandInput({
        lines: wanted,
        reason: optionalText('紧急情况'),
        supplierId: id('供应商').optional(),
        call: telephoneSchema
      })
    )
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
        note: required('补正说明')
      })
    )
    .output(output<{ version: number }>()),
  order: command('staff')
    .input(
      commandInput({
        ...target,
        supplierId: id('供应商'),
        financeId: id('财务参与人').optional(),
        consentNumber: optionalText('县财政局同意文号', 60),
        consentOn: localDate('同意日期').optional(),
        consentAttachmentId: attachmentId.optional(),
        lines: z
          .array(z.strictObject({ lineId: id('采购明细'), dealPriceCents: cents('成交单价') }))
          .min(1)
          .max(500)
      })
    )
    .output(output<{ version: number }>()),
  attachInvoice: command('staff')
    .input(
      commandInput({
        ...target,
        invoiceNumber: required('发票号', 60),
        invoiceAttachmentId: attachmentId,
        itemListAttachmentId: attachmentId
      })
    )
    .output(output<{ version: number }>()),
  /** Finance compares the invoice with what was accepted. */
  checkInvoice: command('staff')
    .input(commandInput({ ...target, amountCents: cents('发票金额') }))
    .output(output<{ version: number }>()),
  close: command(['buyer', 'officeDirector', 'finance', 'financeHead', 'suppliesKeeper'])
    .input(commandInput(target))
    .output(output<{ version: number }>())
}
