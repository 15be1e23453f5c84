import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import { cents, id, month, optionalText, text, thousandths } from '../values'
import { choicesOf, requisitionStates } from './words'

export interface RequisitionRow {
  readonly id: string
  readonly number: string
  readonly month: string
  readonly unitId: string
  readonly unitName: string
  readonly applicantName: string
  /** Names of the goods, joined. */
  readonly items: string
  readonly amountCents: number
  readonly submittedOn: string
  readonly urgentReason: string | null
  readonly purchaseNumber: string | null
  readonly state: keyof typeof requisitionStates
  readonly version: number
}

export const requisitionFields = {
  number: { label: '申购单号', kind: 'code', width: 15 },
  month: { label: '月份', kind: 'month', width: 8, section: '基本信息' },
  unitName: { label: '部门', kind: 'unit', width: 12, section: '基本信息' },
  applicantName: { label: '申请人', kind: 'person', width: 8, section: '基本信息' },
  items: { label: '品名', kind: 'text', width: 20 },
  amountCents: { label: '预计金额', kind: 'money', width: 10 },
  submittedOn: { label: '申请日期', kind: 'date', width: 11 },
  urgentReason: { label: '紧急理由', kind: 'longText', width: 14 },
  purchaseNumber: { label: '采购单号', kind: 'code', width: 15 },
  state: { label: '状态', kind: 'choice', width: 10, choices: choicesOf(requisitionStates) }
} as const satisfies Fields<Omit<RequisitionRow, 'id' | 'unitId' | 'version'>>

export interface RequisitionLineRow {
  readonly id: string
  readonly lineNumber: number
  readonly itemId: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly onHand: number | null
  readonly monthlyUse: number | null
  readonly quantity: number
  readonly unitPriceCents: number
  readonly amountCents: number
  readonly purpose: string | null
}

export const requisitionLineFields = {
  lineNumber: { label: '行', kind: 'integer', width: 4 },
  itemName: { label: '品名', kind: 'reference', width: 14, required: true },
  spec: { label: '规格', kind: 'text', width: 10 },
  measure: { label: '单位', kind: 'text', width: 5 },
  onHand: { label: '库存', kind: 'quantity', width: 7 },
  monthlyUse: { label: '月均消耗', kind: 'quantity', width: 8 },
  quantity: { label: '申购数', kind: 'quantity', width: 8, required: true },
  unitPriceCents: { label: '预计单价', kind: 'money', width: 9, required: true },
  amountCents: { label: '金额', kind: 'money', width: 10, total: true },
  purpose: { label: '用途', kind: 'text', width: 12 }
} as const satisfies Fields<Omit<RequisitionLineRow, 'id' | 'itemId'>>

export interface RequisitionDetail {
  readonly row: RequisitionRow
  readonly lines: readonly RequisitionLineRow[]
  readonly approval: ApprovalView | null
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

const lines = z
  .array(
    z.strictObject({ itemId: id('用品'), quantity: thousandths('申购数'), unitPriceCents: cents('预计单价'), purpose: optionalText('用途', 100) })
  )
  .min(1, '请至少填写一种用品')
  .max(200, '一份申购表最多二百行')

export const requisitions = {
  list: query('signedIn').input(listInput).output(output<Page<RequisitionRow>>()),
  get: query('signedIn')
    .input(z.strictObject({ id: id('申购单') }))
    .output(output<RequisitionDetail>()),
  /** The month whose round is open today, and the day it closes. */
  round: query('signedIn').output(output<{ readonly month: string; readonly closesOn: string }>()),
  /** For the applicant's own unit. Without a month: the round open today. An urgent late one gives its reason under SUP-02. */
  submit: command('staff')
    .input(commandInput({ month: month('申购月份').optional(), lines }))
    .output(output<{ id: string; number: string; month: string }>()),
  /** Puts a returned requisition right and hands it in again. */
  revise: command('staff')
    .input(commandInput({ id: id('申购单'), version: z.int(), lines, note: text('补正说明') }))
    .output(output<{ version: number }>())
}
