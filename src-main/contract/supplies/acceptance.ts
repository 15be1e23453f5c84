import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import type { RecordAction, TimelineEvent } from '../lists'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, longText, moment, person, quantity, reference, text } from '../recordField'
import { penStrokes } from '../pen'
import { countThousandths, id, optionalText, signature, text as required, thousandths } from '../values'
import { goods } from './item'
import { supplierReturnStates } from './words'

export const acceptance = entry('acceptance', {
  number: code('验收单号', 15),
  at: moment('验收时间', 16),
  purchaseNumber: reference('采购单号', 'purchaseId', 15).joined(),
  supplierName: reference('供应商', 'supplierId', 18).nullable().joined(),
  deliveryNote: code('送货单号', 14).typed(),
  items: text('品名', 20).derived(),
  accepterName: person('验收人', 'accepterId', 8),
  keeperName: person('保管员', 'keeperId', 8).typed(),
  supplierAgent: text('供应商代表', 10).nullable(),
  /** Whether any line was rejected. */
  rejected: flag('有不合格', 8).derived(),
  remarks: longText('备注', 14).nullable()
})
export type AcceptanceRow = RowOf<typeof acceptance>

export const acceptanceLine = entry('acceptanceLine', {
  ...goods,
  spec: goods.spec.called('型号'),
  orderedQuantity: quantity('应到', 8).derived().by('purchaseLineId'),
  deliveredQuantity: quantity('实到', 8).typed(),
  acceptedQuantity: quantity('合格', 8).typed(),
  rejectedQuantity: quantity('不合格', 8).typed(),
  rejectReason: text('不合格原因', 14).nullable(),
  /** Waiting in the holding area, not yet in stock. */
  heldQuantity: quantity('待入库', 8).derived()
})
export type AcceptanceLineRow = RowOf<typeof acceptanceLine>

export interface AcceptanceDetail {
  readonly row: AcceptanceRow
  readonly lines: readonly AcceptanceLineRow[]
  readonly returns: readonly SupplierReturnRow[]
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

export const supplierReturn = record('supplierReturn', {
  number: code('退换单号', 15),
  openedOn: date('日期', 11),
  purchaseNumber: reference('采购单号', 'purchaseId', 15).joined(),
  acceptanceNumber: code('验收单号', 15).joined(),
  supplierName: reference('供应商', 'supplierId', 18).nullable().joined(),
  ...goods,
  quantity: quantity('数量', 8).totalled(),
  reason: text('不合格原因', 14),
  state: choice('状态', supplierReturnStates, 8),
  closedOn: date('办结日期', 11).nullable(),
  outcome: longText('处理结果', 14).nullable()
})
export type SupplierReturnRow = RowOf<typeof supplierReturn>

export interface SupplierReturnDetail {
  readonly row: SupplierReturnRow
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

const readers = [
  'buyer',
  'suppliesKeeper',
  'officeDirector',
  'finance',
  'financeHead',
  'head',
  'partySecretary',
  'leader',
  'matterLeader',
  'inspector'
] as const

export const acceptances = {
  list: listOf(readers, acceptance),
  get: query(readers)
    .input(z.strictObject({ id: id('验收单') }))
    .output(output<AcceptanceDetail>()),
  /** Accepts one delivery line by line; the person signed in is the accepter. */
  record: command(['suppliesKeeper', 'officeDirector', 'buyer'])
    .input(
      commandInput({
        purchaseId: id('采购单'),
        version: z.int(),
        deliveryNote: required('送货单号', 60),
        keeperId: id('保管员'),
        supplierAgent: optionalText('供应商代表', 30),
        remarks: optionalText('备注'),
        signatures: z
          .strictObject({
            keeper: signature.optional(),
            /** Drawn by the supplier's agent, who is not on the staff. */
            supplierAgent: penStrokes.optional()
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
  list: listOf(readers, supplierReturn),
  get: query(readers)
    .input(z.strictObject({ id: id('退换单') }))
    .output(output<SupplierReturnDetail>()),
  /** The supplier took the goods back for money, or will deliver others for them. */
  close: command(['buyer', 'officeDirector', 'suppliesKeeper'])
    .input(
      commandInput({
        id: id('退换单'),
        version: z.int(),
        how: z.enum(['returned', 'exchanged']),
        outcome: required('处理结果')
      })
    )
    .output(output<{ version: number }>())
}
