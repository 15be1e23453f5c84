import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page } from '../lists'
import { attachmentId, id, localDate, optionalText, signature, text, thousandths } from '../values'
import { byId, type Detail, type Made } from './access'
import { choicesOf, exitKinds, exitStates, keysOf, requestKinds, type ExitKind, type ExitState } from './words'

/** One exit (出库单), asked for, approved and carried out. */
export interface ExitRow {
  readonly id: string
  readonly number: string
  readonly kind: ExitKind
  readonly ownerless: boolean
  readonly submittedOn: string
  readonly squadName: string
  readonly applicantName: string
  readonly intakeNumber: string
  readonly party: string
  readonly recipient: string
  readonly goods: string
  readonly decisionNumber: string
  readonly decidedOn: string | null
  readonly doneAt: string | null
  readonly batch: string | null
  readonly photos: number
  readonly state: ExitState
  readonly version: number
}

export const exitFields = {
  number: { label: '出库单号', kind: 'code', width: 15, section: '单据' },
  kind: { label: '去向', kind: 'choice', width: 7, choices: choicesOf(exitKinds), section: '单据', required: true },
  ownerless: { label: '按无主物品处理', kind: 'boolean', width: 7, section: '单据' },
  submittedOn: { label: '申请日期', kind: 'date', width: 10, section: '单据' },
  squadName: { label: '片区', kind: 'unit', width: 12, section: '单据' },
  applicantName: { label: '申请人', kind: 'person', width: 8, section: '单据' },
  intakeNumber: { label: '入库单号', kind: 'code', width: 15, section: '物品' },
  party: { label: '当事人', kind: 'text', width: 9, section: '物品' },
  recipient: { label: '接收人（单位）', kind: 'text', width: 14, section: '物品' },
  goods: { label: '物品', kind: 'text', width: 20, section: '物品' },
  decisionNumber: { label: '决定文书', kind: 'code', width: 16, section: '依据' },
  decidedOn: { label: '决定日期', kind: 'date', width: 10, section: '依据' },
  doneAt: { label: '出库时间', kind: 'instant', width: 15, section: '办理' },
  batch: { label: '销毁批次', kind: 'code', width: 15, section: '办理' },
  photos: { label: '照片数', kind: 'integer', width: 6, section: '办理' },
  state: { label: '状态', kind: 'choice', width: 8, choices: choicesOf(exitStates), section: '单据' }
} as const satisfies Fields<Omit<ExitRow, 'id' | 'version'>>

/** A line of an exit. Thousandths. */
export interface ExitLineRow {
  readonly id: string
  readonly lineId: string
  readonly tag: string
  readonly name: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly onHand: number
  readonly location: string
}

export const exitLineFields = {
  tag: { label: '物品编号', kind: 'code', width: 17 },
  name: { label: '物品', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 9 },
  measure: { label: '单位', kind: 'text', width: 5 },
  quantity: { label: '出库数量', kind: 'quantity', width: 8, total: true },
  onHand: { label: '在库数量', kind: 'quantity', width: 8 },
  location: { label: '库位', kind: 'text', width: 10 }
} as const satisfies Fields<Omit<ExitLineRow, 'id' | 'lineId'>>

/** How an exit was carried out. */
export interface ExitRecordRow {
  readonly at: string
  readonly place: string
  readonly method: string
  readonly executorName: string
  readonly recorderName: string
  readonly witnessName: string
  readonly keeperName: string
  readonly squadSignerName: string
  readonly receiverName: string
  readonly receiverIdKind: string
  readonly condition: string
  readonly receiptNumber: string
  readonly photoIds: readonly string[]
}

/** What a written-off quantity rests on: the clean-up that did not find it, and who answers for it. */
export interface WriteOffRow {
  readonly cleanupId: string
  readonly cleanupNumber: string
  readonly responsibility: string
}

export interface ExitDetail extends Detail<ExitRow, ExitLineRow> {
  readonly writeOff: WriteOffRow | null
  readonly record: ExitRecordRow | null
}

const exitLine = z.strictObject({ lineId: id('物品'), quantity: thousandths('出库数量') })

const request = {
  intakeId: id('入库单'),
  kind: z.enum(keysOf(requestKinds), { error: '请选择去向' }),
  /** The party did not appear within the period (WH-07). */
  ownerless: z.boolean().default(false),
  lines: z.array(exitLine).min(1, '请选择出库物品').max(200),
  decisionNumber: optionalText('决定文书号', 60),
  decidedOn: localDate('决定日期').optional(),
  decisionAttachmentId: attachmentId.optional(),
  /** Receiving body; the party on return. */
  recipient: optionalText('接收人（单位）', 80),
  proxyAttachmentId: attachmentId.optional(),
  /** How the party was called to come: notice or announcement, for ownerless goods. */
  announcement: optionalText('通知或公示情况', 300),
  photoIds: z.array(attachmentId).max(20).default([]),
  /** Somebody of the squad who may sign in its head's place. */
  deputyId: id('片区指定人员').optional(),
  reason: text('理由', 300)
}

export const exits = {
  list: query('staff').input(listInput).output(output<Page<ExitRow>>()),
  get: query('staff').input(byId('出库单')).output(output<ExitDetail>()),
  submit: command('staff').input(commandInput(request)).output(output<Made & { approvalId: string }>()),
  /** Hands the goods over, whole as approved; signatures of keeper, squad and, on return, party. */
  complete: command(['warehouseKeeper'])
    .input(
      commandInput({
        id: id('出库单'),
        version: z.int(),
        place: optionalText('办理地点', 120),
        method: optionalText('处理方式', 120),
        executorId: id('执行人').optional(),
        recorderId: id('记录人').optional(),
        witness: optionalText('见证人', 60),
        receiver: optionalText('领取人', 60),
        receiverIdKind: optionalText('领取人证件类型', 40),
        condition: optionalText('完好情况', 200),
        receiptNumber: optionalText('回执或缴库凭证号', 60),
        photoIds: z.array(attachmentId).max(40).default([]),
        signatures: z.strictObject({
          keeper: signature.optional(),
          squad: signature.optional(),
          executor: signature.optional(),
          recorder: signature.optional(),
          /** Pen picture of the party or the receiving body. */
          receiver: attachmentId.optional(),
          witness: attachmentId.optional()
        })
      })
    )
    .output(output<Made & { batch: string | null }>()),
  /** Corrects an exit entered by mistake, or brings back what was written off and found again, with reversing entries (K-09). */
  reverse: command(['warehouseKeeper'])
    .input(
      commandInput({
        id: id('出库单'),
        version: z.int(),
        reason: text('原因'),
        /** Of a write-off: the goods were found; otherwise they count as missing again. */
        foundAgain: z.boolean().default(false)
      })
    )
    .output(output<{ id: string }>())
}
