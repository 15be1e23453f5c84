import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { record, type RowOf } from '../record'
import { code, date, person, text } from '../recordField'
import { penStrokes } from '../pen'
import { attachmentId, id, optionalText, signature, text as required } from '../values'
import { byId, type Detail } from './access'
import { ofIntake } from './intake'
import type { LineRow } from './line'

/**
 * Goods kept by a third party under a custody agreement; `responsibleId` is who of the bureau answers for them there.
 */
export const keeping = record('detainedKeeping', {
  number: code('委托单号', 15),
  ...ofIntake,
  keeper: text('保管人', 14).otherwise('', 80).expected(),
  contact: code('联系方式', 13).otherwise('', 40).expected(),
  address: text('保管地点', 16).otherwise('', 120).expected(),
  fromDay: date('起始日期', 10).typed(),
  toDay: date('截止日期', 10).typed(),
  responsibleName: person('责任人', 'responsibleId', 8).typed(),
  goods: text('物品', 20),
  lastInspectedOn: date('最近检查', 10).nullable(),
  nextInspectionOn: date('下次检查', 10).nullable(),
  endedOn: date('收回日期', 10).nullable()
})
export type KeepingRow = RowOf<typeof keeping>

export const keepings = {
  list: listOf('staff', keeping),
  get: query('staff').input(byId('委托保管')).output(output<Detail<KeepingRow, LineRow>>()),
  /** Gives goods to a third party to keep, under an agreement. */
  begin: command(['warehouseKeeper'])
    .input(
      commandInput({
        lineIds: z.array(id('物品')).min(1, '请选择物品').max(200),
        ...keeping.shape,
        duties: optionalText('保管责任', 500),
        agreementAttachmentId: attachmentId.optional(),
        keeperSignature: penStrokes.optional(),
        signature: signature.optional()
      })
    )
    .output(output<{ id: string; number: string }>()),
  inspect: command('staff')
    .input(
      commandInput({
        id: id('委托保管'),
        version: z.int(),
        result: required('检查情况', 300),
        inOrder: z.boolean(),
        photoIds: z.array(attachmentId).max(20).default([])
      })
    )
    .output(output<{ version: number }>()),
  /** Goods come back to the warehouse. */
  end: command(['warehouseKeeper'])
    .input(
      commandInput({
        id: id('委托保管'),
        version: z.int(),
        location: optionalText('库位', 40),
        separation: optionalText('分隔标识', 100),
        note: optionalText('完好情况', 200)
      })
    )
    .output(output<{ version: number }>())
}
