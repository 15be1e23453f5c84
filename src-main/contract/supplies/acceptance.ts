import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import { attachmentId, countThousandths, id, optionalText, signature, text, thousandths } from '../values'
import { choicesOf, supplierReturnStates } from './words'

export interface AcceptanceRow {
  readonly id: string
  readonly number: string
  readonly at: string
  readonly purchaseId: string
  readonly purchaseNumber: string
  readonly supplierName: string | null
  readonly deliveryNote: string
  readonly items: string
  readonly accepterName: string
  readonly keeperName: string
  readonly supplierAgent: string | null
  /** Whether any line was rejected. */
  readonly rejected: boolean
  readonly remarks: string | null
}

export const acceptanceFields = {
  number: { label: '验收单号', kind: 'code', width: 15 },
  at: { label: '验收时间', kind: 'instant', width: 16 },
  purchaseNumber: { label: '采购单号', kind: 'code', width: 15 },
  supplierName: { label: '供应商', kind: 'text', width: 18 },
  deliveryNote: { label: '送货单号', kind: 'code', width: 14, required: true },
  items: { label: '品名', kind: 'text', width: 20 },
  accepterName: { label: '验收人', kind: 'person', width: 8 },
  keeperName: { label: '保管员', kind: 'person', width: 8, required: true },
  supplierAgent: { label: '供应商代表', kind: 'text', width: 10 },
  rejected: { label: '有不合格', kind: 'boolean', width: 8 },
  remarks: { label: '备注', kind: 'longText', width: 14 }
} as const satisfies Fields<Omit<AcceptanceRow, 'id' | 'purchaseId'>>

export interface AcceptanceLineRow {
  readonly id: string
  readonly purchaseLineId: string
  readonly itemId: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly orderedQuantity: number
  readonly deliveredQuantity: number
  readonly acceptedQuantity: number
  readonly rejectedQuantity: number
  readonly rejectReason: string | null
  /** Waiting in the holding area, not yet in stock. */
  readonly heldQuantity: number
}

export const acceptanceLineFields = {
  itemName: { label: '品名', kind: 'text', width: 14 },
  spec: { label: '型号', kind: 'text', width: 10 },
  measure: { label: '单位', kind: 'text', width: 5 },
  orderedQuantity: { label: '应到', kind: 'quantity', width: 8 },
  deliveredQuantity: { label: '实到', kind: 'quantity', width: 8, required: true },
  acceptedQuantity: { label: '合格', kind: 'quantity', width: 8, required: true },
  rejectedQuantity: { label: '不合格', kind: 'quantity', width: 8, required: true },
  rejectReason: { label: '不合格原因', kind: 'text', width: 14 },
  heldQuantity: { label: '待入库', kind: 'quantity', width: 8 }
} as const satisfies Fields<Omit<AcceptanceLineRow, 'id' | 'purchaseLineId' | 'itemId'>>

export interface AcceptanceDetail {
  readonly row: AcceptanceRow
  readonly lines: readonly AcceptanceLineRow[]
  readonly returns: readonly SupplierReturnRow[]
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

export interface SupplierReturnRow {
  readonly id: string
  readonly number: string
  readonly openedOn: string
  readonly purchaseId: string
  readonly purchaseNumber: string
  readonly acceptanceNumber: string
  readonly supplierName: string | null
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly reason: string
  readonly state: keyof typeof supplierReturnStates
  readonly closedOn: string | null
  readonly outcome: string | null
  readonly version: number
}

export const supplierReturnFields = {
  number: { label: '退换单号', kind: 'code', width: 15 },
  openedOn: { label: '日期', kind: 'date', width: 11 },
  purchaseNumber: { label: '采购单号', kind: 'code', width: 15 },
  acceptanceNumber: { label: '验收单号', kind: 'code', width: 15 },
  supplierName: { label: '供应商', kind: 'text', width: 18 },
  itemName: { label: '品名', kind: 'text', width: 14 },
  spec: { label: '规格', kind: 'text', width: 10 },
  measure: { label: '单位', kind: 'text', width: 5 },
  quantity: { label: '数量', kind: 'quantity', width: 8, total: true },
  reason: { label: '不合格原因', kind: 'text', width: 14 },
  state: { label: '状态', kind: 'choice', width: 8, choices: choicesOf(supplierReturnStates) },
  closedOn: { label: '办结日期', kind: 'date', width: 11 },
  outcome: { label: '处理结果', kind: 'longText', width: 14 }
} as const satisfies Fields<Omit<SupplierReturnRow, 'id' | 'purchaseId' | 'version'>>

export interface SupplierReturnDetail {
  readonly row: SupplierReturnRow
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

const readers = ['buyer', 'suppliesKeeper', 'officeDirector', 'finance', 'financeHead', 'head', 'leader', 'inspector'] as const

export const acceptances = {
  list: query(readers).input(listInput).output(output<Page<AcceptanceRow>>()),
  get: query(readers)
    .input(z.strictObject({ id: id('验收单') }))
    .output(output<AcceptanceDetail>()),
  /** Accepts one delivery line by line; the person signed in is the accepter. */
  record: command(['suppliesKeeper', 'officeDirector', 'buyer'])
    .input(
      commandInput({
        purchaseId: id('采购单'),
        version: z.int(),
        deliveryNote: text('送货单号', 60),
        keeperId: id('保管员'),
        supplierAgent: optionalText('供应商代表', 30),
        remarks: optionalText('备注'),
        signatures: z
          .strictObject({
            keeper: signature.optional(),
            /** Pen picture of the supplier's agent, who is not on the staff. */
            supplierAgent: attachmentId.optional()
          })
          .optional(),
        lines: z
          .array(
            z.strictObject({
              lineId: id('采购明细'),
              deliveredQuantity: thousandths('实到数量'),
              acceptedQuantity: countThousandths('合格数量'),
              rejectedQuantity: countThousandths('不合格数量'),
              rejectReason: optionalText('不合格原因', 200)
            })
          )
          .min(1, '请填写到货明细')
          .max(500)
      })
    )
    .output(output<{ id: string; number: string }>())
}

export const supplierReturns = {
  list: query(readers).input(listInput).output(output<Page<SupplierReturnRow>>()),
  get: query(readers)
    .input(z.strictObject({ id: id('退换单') }))
    .output(output<SupplierReturnDetail>()),
  /** The supplier took the goods back for money, or will deliver others for them. */
  close: command(['buyer', 'officeDirector', 'suppliesKeeper'])
    .input(commandInput({ id: id('退换单'), version: z.int(), how: z.enum(['returned', 'exchanged']), outcome: text('处理结果') }))
    .output(output<{ version: number }>())
}
