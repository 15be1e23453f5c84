import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page } from '../lists'
import { attachmentId, id, localDate, optionalText, signature, text } from '../values'
import { byId, type Detail } from './access'
import type { LineRow } from './line'

/** Goods kept by a third party under a custody agreement. */
export interface KeepingRow {
  readonly id: string
  readonly number: string
  readonly intakeNumber: string
  readonly party: string
  readonly keeper: string
  readonly contact: string
  readonly address: string
  readonly from: string
  readonly to: string
  readonly responsibleName: string
  readonly goods: string
  readonly lastInspectedOn: string | null
  readonly nextInspectionOn: string | null
  readonly endedOn: string | null
  readonly version: number
}

export const keepingFields = {
  number: { label: '委托单号', kind: 'code', width: 15 },
  intakeNumber: { label: '入库单号', kind: 'code', width: 15 },
  party: { label: '当事人', kind: 'text', width: 9 },
  keeper: { label: '保管人', kind: 'text', width: 14 },
  contact: { label: '联系方式', kind: 'code', width: 13 },
  address: { label: '保管地点', kind: 'text', width: 16 },
  from: { label: '起始日期', kind: 'date', width: 10 },
  to: { label: '截止日期', kind: 'date', width: 10 },
  responsibleName: { label: '责任人', kind: 'person', width: 8 },
  goods: { label: '物品', kind: 'text', width: 20 },
  lastInspectedOn: { label: '最近检查', kind: 'date', width: 10 },
  nextInspectionOn: { label: '下次检查', kind: 'date', width: 10 },
  endedOn: { label: '收回日期', kind: 'date', width: 10 }
} as const satisfies Fields<Omit<KeepingRow, 'id' | 'version'>>

export const keepings = {
  list: query('staff').input(listInput).output(output<Page<KeepingRow>>()),
  get: query('staff').input(byId('委托保管')).output(output<Detail<KeepingRow, LineRow>>()),
  /** Gives goods to a third party to keep, under an agreement. */
  begin: command(['warehouseKeeper'])
    .input(
      commandInput({
        lineIds: z.array(id('物品')).min(1, '请选择物品').max(200),
        keeper: optionalText('保管人', 80),
        contact: optionalText('联系方式', 40),
        address: optionalText('保管地点', 120),
        from: localDate('起始日期'),
        to: localDate('截止日期'),
        /** Who of the bureau answers for the goods there. */
        responsibleId: id('责任人'),
        duties: optionalText('保管责任', 500),
        agreementAttachmentId: attachmentId.optional(),
        keeperSignature: attachmentId.optional(),
        signature: signature.optional()
      })
    )
    .output(output<{ id: string; number: string }>()),
  inspect: command('staff')
    .input(
      commandInput({
        id: id('委托保管'),
        version: z.int(),
        result: text('检查情况', 300),
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
