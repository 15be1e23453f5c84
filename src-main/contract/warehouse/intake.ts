import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page } from '../lists'
import { attachmentId, cents, id, instant, localDate, optionalText, signature, text, thousandths } from '../values'
import { byId, type Detail, type Made } from './access'
import type { ClockRow } from './clocks'
import type { LineRow } from './line'
import { choicesOf, decisionKinds, keysOf, legalBases, partySigns, perishabilities, spotStates, type LegalBasis, type SpotState } from './words'

/** One intake (入库单). */
export interface IntakeRow {
  readonly id: string
  readonly number: string
  readonly at: string
  readonly detainedAt: string
  readonly squadId: string
  readonly squadName: string
  readonly officers: string
  readonly party: string
  readonly partyAddress: string | null
  readonly place: string
  readonly cause: string
  readonly basis: LegalBasis
  readonly onTheSpot: boolean
  readonly documentNumber: string
  readonly caseNumber: string | null
  readonly goods: string
  readonly lineCount: number
  readonly onHandLines: number
  readonly handlerName: string
  readonly keeperName: string
  readonly partySign: string
  readonly remarks: string | null
}

export const intakeFields = {
  number: { label: '入库单号', kind: 'code', width: 15, section: '单据' },
  at: { label: '入库时间', kind: 'instant', width: 15, section: '单据' },
  detainedAt: { label: '扣押时间', kind: 'instant', width: 15, section: '案件', required: true },
  squadName: { label: '片区', kind: 'unit', width: 12, section: '案件', required: true },
  officers: { label: '执法人员', kind: 'text', width: 14, section: '案件', required: true },
  party: { label: '当事人', kind: 'text', width: 10, section: '当事人', required: true },
  partyAddress: { label: '当事人地址', kind: 'text', width: 16, section: '当事人' },
  place: { label: '暂扣地点', kind: 'text', width: 14, section: '案件', required: true },
  cause: { label: '案由', kind: 'text', width: 10, section: '案件', required: true },
  basis: { label: '法律依据', kind: 'choice', width: 9, choices: choicesOf(legalBases), section: '案件', required: true },
  onTheSpot: { label: '当场扣押', kind: 'boolean', width: 6, section: '案件' },
  documentNumber: { label: '文书号', kind: 'code', width: 18, section: '案件', required: true },
  caseNumber: { label: '案件编号', kind: 'code', width: 14, section: '案件' },
  goods: { label: '物品', kind: 'text', width: 22, section: '物品' },
  lineCount: { label: '物品项数', kind: 'integer', width: 6, section: '物品' },
  onHandLines: { label: '在库项数', kind: 'integer', width: 6, section: '物品' },
  handlerName: { label: '交件人', kind: 'person', width: 8, section: '单据' },
  keeperName: { label: '保管员', kind: 'person', width: 8, section: '单据' },
  partySign: { label: '当事人签名', kind: 'text', width: 12, section: '当事人' },
  remarks: { label: '备注', kind: 'longText', width: 14, section: '单据' }
} as const satisfies Fields<Omit<IntakeRow, 'id' | 'squadId'>>

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
  readonly spot: { readonly state: SpotState; readonly label: string; readonly dueAt: string; readonly approvalId: string } | null
}

export const spotStateChoices = choicesOf(spotStates)

/** What is typed in of goods; the import of an old register holds to the same limits. */
export const goodsShape = {
  name: text('物品名称', 60),
  spec: optionalText('规格', 60),
  brand: optionalText('品牌', 60),
  quantity: thousandths('数量'),
  measure: text('单位', 10),
  condition: optionalText('状况', 100),
  perishability: z.enum(keysOf(perishabilities), { error: '请选择是否易腐' }),
  estimatedCents: cents('估值').optional(),
  location: optionalText('库位', 40),
  /** How goods of several owners in one place are kept apart (WH-13). */
  separation: optionalText('分隔标识', 100),
  photoIds: z.array(attachmentId).max(20).default([])
}
const line = z.strictObject(goodsShape)

/** What is typed in of an intake in words. */
export const intakeShape = {
  party: optionalText('当事人', 60),
  partyAddress: optionalText('当事人地址', 120),
  partyPhone: optionalText('当事人电话', 30),
  place: optionalText('暂扣地点', 120),
  cause: optionalText('案由', 100),
  documentNumber: optionalText('文书号', 60),
  caseNumber: optionalText('案件编号', 60),
  remarks: optionalText('备注', 500)
}

const officer = z.strictObject({ personId: id('执法人员'), certificate: optionalText('执法证号', 40) })

/** How the party stood to the list: signed with a pen, refused, or not there. */
const partySign = z.strictObject({
  how: z.enum(keysOf(partySigns), { error: '请选择当事人签名情况' }),
  attachmentId: attachmentId.optional(),
  reason: optionalText('拒签或不在场原因', 200),
  witness: optionalText('见证人', 60)
})

const keeperPosts = ['warehouseKeeper'] as const

export const intakes = {
  list: query('staff').input(listInput).output(output<Page<IntakeRow>>()),
  get: query('staff').input(byId('入库单')).output(output<IntakeDetail>()),
  /** Takes goods in at the counter: keeper counts, keeper and handing officer sign. */
  receive: command(keeperPosts)
    .input(
      commandInput({
        squadId: id('片区'),
        officers: z.array(officer).max(6),
        ...intakeShape,
        basis: z.enum(keysOf(legalBases), { error: '请选择法律依据' }),
        onTheSpot: z.boolean().default(false),
        detainedAt: instant('扣押时间'),
        lines: z.array(line).min(1, '请填写物品').max(200),
        partySign,
        signatures: z.strictObject({ handler: signature.optional(), keeper: signature.optional() })
      })
    )
    .output(output<Made & { lines: readonly { id: string; tag: string }[]; slip: { dueOn: string; dueAt: string | null; basis: string } | null }>()),
  /** Corrects an intake entered by mistake by reversing entries (K-09); nothing may have left. */
  reverse: command(keeperPosts)
    .input(commandInput({ id: id('入库单'), reason: text('冲正原因') }))
    .output(output<{ id: string }>()),
  /** Records the decision on the goods; it ends the statutory clock. */
  decide: command('staff')
    .input(
      commandInput({
        id: id('入库单'),
        kind: z.enum(keysOf(decisionKinds), { error: '请选择处理决定' }),
        documentNumber: text('决定文书号', 60),
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
        agency: text('检测鉴定机构', 80),
        from: localDate('检测开始日期'),
        to: localDate('检测结束日期'),
        noticeNumber: optionalText('告知书文号', 60),
        noticeAttachmentId: attachmentId.optional()
      })
    )
    .output(output<{ id: string }>()),
  /** Works all clocks out again, after parameters or holidays were changed. */
  recountClocks: command(['warehouseKeeper', 'administrator', 'officeDirector']).input(commandInput({})).output(output<{ lines: number }>())
}
