import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, images, moment, money, person, quantity, text, unit, whole } from '../recordField'
import { penStrokes } from '../pen'
import { attachmentId, id, optionalText, signature, text as required, thousandths } from '../values'
import { byId, type Detail, type Made } from './access'
import { ofIntake } from './intake'
import { line } from './line'
import { exitKinds, exitStates, requestKinds } from './words'

/** One exit (出库单), asked for, approved and carried out. */
export const exit = record('detainedExit', {
  number: code('出库单号', 15).in('单据'),
  kind: choice('去向', exitKinds, 7).typed().in('单据'),
  ownerless: flag('按无主物品处理', 7).otherwise(false).in('单据'),
  submittedOn: date('申请日期', 10).in('单据'),
  squadName: unit('片区', 'squadId', 12).in('单据'),
  applicantName: person('申请人', 'applicantId', 8).nullable().in('单据'),
  intakeNumber: ofIntake.intakeNumber.in('物品'),
  party: ofIntake.party.in('物品'),
  recipient: text('接收人（单位）', 14).otherwise('', 80).in('物品'),
  goods: text('物品', 20).in('物品'),
  decisionNumber: code('决定文书', 16).otherwise('', 60).in('依据'),
  decidedOn: date('决定日期', 10).optional().in('依据'),
  doneAt: moment('出库时间', 15).nullable().derived().in('办理'),
  batch: code('销毁批次', 15).nullable().derived().in('办理'),
  photos: whole('照片数', 6).derived().in('办理'),
  state: choice('状态', exitStates, 8).in('单据')
})
export type ExitRow = RowOf<typeof exit>

/** A line of an exit. Thousandths. */
export const exitLine = entry('detainedExitLine', {
  tag: line.fields.tag.joined().by('lineId'),
  name: line.fields.name.joined(),
  spec: line.fields.spec.joined(),
  measure: line.fields.measure.joined(),
  quantity: quantity('出库数量', 8).totalled('measure'),
  onHand: quantity('在库数量', 8).joined(),
  location: line.fields.location.joined()
})
export type ExitLineRow = RowOf<typeof exitLine>

/** How an exit was carried out. */
export const carriedOut = entry('detainedExitRecord', {
  at: moment('办理时间'),
  place: text('地点').otherwise('', 120),
  method: text('方式').otherwise('', 120),
  executorName: text('执行人'),
  recorderName: text('记录人'),
  witnessName: text('见证人'),
  receiverName: text('领取人'),
  receiverIdKind: text('证件类型').otherwise('', 40),
  condition: text('完好情况').otherwise('', 200),
  receiptNumber: code('凭证号').otherwise('', 60),
  auctionCents: money('拍卖成交价').optional(),
  squadSignerName: text('片区签字'),
  keeperName: text('保管员签字'),
  photoIds: images('办理照片').otherwise([], 40)
})
export type ExitRecordRow = RowOf<typeof carriedOut>

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

const exitLineAsked = z.strictObject({ lineId: id('物品'), quantity: thousandths('出库数量') })

const request = {
  ...exit.shape,
  intakeId: id('入库单'),
  /**
   * `ownerless`: the party did not appear within the period (WH-07); `recipient`: the receiving body, the party on
   * return.
   */
  kind: z.enum(keysOf(requestKinds), { error: '请选择去向' }),
  lines: z.array(exitLineAsked).min(1, '请选择出库物品').max(200),
  decisionAttachmentId: attachmentId.optional(),
  proxyAttachmentId: attachmentId.optional(),
  /** How the party was called to come: notice or announcement, for ownerless goods. */
  announcement: optionalText('通知或公示情况', 300),
  photoIds: z.array(attachmentId).max(20).default([]),
  /** Somebody of the squad who may sign in its head's place. */
  deputyId: id('片区指定人员').optional(),
  reason: required('理由', 300)
}

export const exits = {
  list: listOf('staff', exit),
  get: query('staff').input(byId('出库单')).output(output<ExitDetail>()),
  submit: command('staff').input(commandInput(request)).output(output<Made & { approvalId: string }>()),
  /** Hands the goods over, whole as approved; signatures of keeper, squad and, on return, party. */
  complete: command(['warehouseKeeper'])
    .input(
      commandInput({
        id: id('出库单'),
        version: z.int(),
        ...carriedOut.shape,
        executorId: id('执行人').optional(),
        recorderId: id('记录人').optional(),
        witness: optionalText('见证人', 60),
        receiver: optionalText('领取人', 60),
        signatures: z.strictObject({
          keeper: signature.optional(),
          squad: signature.optional(),
          executor: signature.optional(),
          recorder: signature.optional(),
          /** Drawn by the party or the receiving body. */
          receiver: penStrokes.optional(),
          witness: penStrokes.optional()
        })
      })
    )
    .output(output<Made & { batch: string | null }>()),
  /**
   * Corrects an exit entered by mistake, or brings back what was written off and found again, with reversing entries
   * (K-09).
   */
  reverse: command(['warehouseKeeper'])
    .input(
      commandInput({
        id: id('出库单'),
        version: z.int(),
        reason: required('原因'),
        /** Of a write-off: the goods were found; otherwise they count as missing again. */
        foundAgain: z.boolean().default(false)
      })
    )
    .output(output<{ id: string }>())
}
