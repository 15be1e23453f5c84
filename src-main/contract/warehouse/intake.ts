import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { entry, type RowOf } from '../record'
import { choice, code, date, flag, longText, moment, person, text, unit, whole } from '../recordField'
import { penStrokes } from '../pen'
import { attachmentId, id, localDate, optionalText, signature, text as required, thousandths } from '../values'
import { byId, type Detail, type Made } from './access'
import type { ClockRow } from './clocks'
import { line, type LineRow } from './line'
import { decisionKinds, legalBases, partySigns, type SpotState } from './words'

/** One intake (入库单). */
export const intake = entry('detainedIntake', {
  number: code('入库单号', 15).in('单据'),
  at: moment('入库时间', 15).in('单据'),
  detainedAt: moment('扣押时间', 15).typed().in('案件'),
  squadName: unit('片区', 'squadId', 12).typed().in('案件'),
  officers: text('执法人员', 14).derived().in('案件').expected(),
  party: text('当事人', 10).otherwise('', 60).in('当事人').expected().alsoCalled('物主', '当事人姓名'),
  partyAddress: text('当事人地址', 16).optional(120).in('当事人'),
  place: text('暂扣地点', 14).otherwise('', 120).in('案件').expected(),
  cause: text('案由', 10).otherwise('', 100).in('案件').expected().alsoCalled('违法行为', '事由'),
  basis: choice('法律依据', legalBases, 9).typed().in('案件'),
  onTheSpot: flag('当场扣押', 6).otherwise(false).in('案件'),
  approvedOn: date('事先批准日期', 10).optional().in('案件').hinted('查封扣押事先批准的日期；当场扣押的不填').aside(),
  documentNumber: code('文书号', 18)
    .otherwise('', 60)
    .in('案件')
    .expected()
    .alsoCalled('扣押文书号', '决定书号', '文书编号', '文号'),
  caseNumber: code('案件编号', 14).optional(60).in('案件'),
  goods: text('物品', 22).in('物品'),
  lineCount: whole('物品项数', 6).derived().in('物品'),
  onHandLines: whole('在库项数', 6).derived().in('物品'),
  handlerName: person('交件人', 'handlerId', 8).nullable().in('单据'),
  keeperName: person('保管员', 'keeperId', 8).nullable().in('单据'),
  partySign: text('当事人签名', 12).derived().in('当事人'),
  remarks: longText('备注', 14).optional(500).in('单据').alsoCalled('说明')
})
export type IntakeRow = RowOf<typeof intake>

/** What records that follow an intake say of it. */
export const ofIntake = {
  intakeNumber: intake.fields.number.joined().by('intakeId'),
  party: text('当事人', 9).joined()
}

/** An extension, test or decision that moved the clocks of an intake. */
export interface ClockEventRow {
  readonly id: string
  readonly kind: 'decision' | 'testing' | 'extension' | 'spot'
  readonly title: string
  readonly number: string
  readonly on: string
  readonly detail: string
  readonly state: string
}

export interface IntakeDetail extends Detail<IntakeRow, LineRow> {
  readonly clocks: readonly ClockRow[]
  readonly events: readonly ClockEventRow[]
  readonly spot: {
    readonly state: SpotState
    readonly label: string
    readonly dueAt: string
    readonly approvalId: string
  } | null
}

/** What is typed in of goods; the import of an old register holds to the same limits. */
export const goodsShape = {
  ...line.shape,
  quantity: thousandths('数量'),
  /** How goods of several owners in one place are kept apart (WH-13). */
  separation: optionalText('分隔标识', 100)
}

const officer = z.strictObject({ personId: id('执法人员'), certificate: optionalText('执法证号', 40) })

/** How the party stood to the list: signed with a pen, refused, or not there. */
const partySign = z.strictObject({
  how: z.enum(keysOf(partySigns), { error: '请选择当事人签名情况' }),
  strokes: penStrokes.optional(),
  reason: optionalText('拒签或不在场原因', 200),
  witness: optionalText('见证人', 60)
})

const keeperPosts = ['warehouseKeeper'] as const

export const intakes = {
  list: listOf('staff', intake),
  get: query('staff').input(byId('入库单')).output(output<IntakeDetail>()),
  /** Takes goods in at the counter: keeper counts, keeper and handing officer sign. */
  receive: command(keeperPosts)
    .input(
      commandInput({
        ...intake.shape,
        officers: z.array(officer).max(6),
        partyPhone: optionalText('当事人电话', 30),
        lines: z.array(z.strictObject(goodsShape)).min(1, '请填写物品').max(200),
        partySign,
        signatures: z.strictObject({ handler: signature.optional(), keeper: signature.optional() })
      })
    )
    .output(
      output<
        Made & {
          lines: readonly { id: string; tag: string }[]
          slip: { dueOn: string; dueAt: string | null; basis: string } | null
        }
      >()
    ),
  /** Corrects an intake entered by mistake by reversing entries (K-09); nothing may have left. */
  reverse: command(keeperPosts)
    .input(commandInput({ id: id('入库单'), reason: required('冲正原因') }))
    .output(output<{ id: string }>()),
  /** Records the decision on the goods; it ends the statutory clock. */
  decide: command('staff')
    .input(
      commandInput({
        id: id('入库单'),
        kind: z.enum(keysOf(decisionKinds), { error: '请选择处理决定' }),
        documentNumber: required('决定文书号', 60),
        decidedOn: localDate('决定日期'),
        attachmentId: attachmentId.optional(),
        note: optionalText('说明', 300)
      })
    )
    .output(output<{ id: string }>()),
  /** Records a test or appraisal whose days do not count towards seizure; the party has been told. */
  recordTesting: command('staff')
    .input(
      commandInput({
        id: id('入库单'),
        agency: required('检测鉴定机构', 80),
        from: localDate('检测开始日期'),
        to: localDate('检测结束日期'),
        noticeNumber: optionalText('告知书文号', 60),
        noticeAttachmentId: attachmentId.optional()
      })
    )
    .output(output<{ id: string }>())
}
