import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, listOf, output, query } from '../base'
import type { RecordAction, TimelineEvent } from '../lists'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, longText, money, monthOf, person, quantity, text, unit, whole } from '../recordField'
import { cents, id, month, optionalText, text as required, thousandths } from '../values'
import { goods } from './item'
import { requisitionStates } from './words'

export const requisition = record('requisition', {
  number: code('申购单号', 15),
  month: monthOf('月份', 8).in('基本信息'),
  unitName: unit('部门', 'unitId', 12).in('基本信息'),
  applicantName: person('申请人', 'applicantId', 8).in('基本信息'),
  /** Names of the goods, joined. */
  items: text('品名', 20).derived(),
  amountCents: money('预计金额', 10).derived(),
  submittedOn: date('申请日期', 11),
  urgentReason: longText('紧急理由', 14).nullable(),
  purchaseNumber: code('采购单号', 15).nullable().derived(),
  state: choice('状态', requisitionStates, 10)
})
export type RequisitionRow = RowOf<typeof requisition>

export const requisitionLine = entry('requisitionLine', {
  lineNumber: whole('行', 4),
  ...goods,
  itemName: goods.itemName.typed(),
  onHand: quantity('库存', 7).nullable(),
  monthlyUse: quantity('月均消耗', 8).nullable(),
  quantity: quantity('申购数', 8).typed(),
  unitPriceCents: money('预计单价', 9).typed(),
  amountCents: money('金额', 10).derived().totalled(),
  purpose: text('用途', 12).nullable()
})
export type RequisitionLineRow = RowOf<typeof requisitionLine>

export interface RequisitionDetail {
  readonly row: RequisitionRow
  readonly lines: readonly RequisitionLineRow[]
  readonly approval: ApprovalView | null
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

const lines = z
  .array(
    z.strictObject({
      itemId: id('用品'),
      quantity: thousandths('申购数'),
      unitPriceCents: cents('预计单价'),
      purpose: optionalText('用途', 100)
    })
  )
  .min(1, '请至少填写一种用品')
  .max(200, '一份申购表最多二百行')

export const requisitions = {
  list: listOf('signedIn', requisition),
  get: query('signedIn')
    .input(z.strictObject({ id: id('申购单') }))
    .output(output<RequisitionDetail>()),
  /** The month whose round is open today, and the day it closes. */
  round: query('signedIn').output(output<{ readonly month: string; readonly closesOn: string }>()),
  /**
   * For the applicant's own unit. Without a month: the round open today. An urgent late one gives its reason under
   * SUP-02.
   */
  submit: command('staff')
    .input(commandInput({ month: month('申购月份').optional(), lines }))
    .output(output<{ id: string; number: string; month: string }>()),
  /** Puts a returned requisition right and hands it in again. */
  revise: command('staff')
    .input(commandInput({ id: id('申购单'), version: z.int(), lines, note: required('补正说明') }))
    .output(output<{ version: number }>())
}
