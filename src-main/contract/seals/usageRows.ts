import { choicesOf, type Fields } from '../fields'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, longText, moment, person, reference, text, unit, whole } from '../recordField'
import type { RecordDetail } from './registerRows'
import {
  blankKinds,
  blankStates,
  documentKinds,
  inspectionStates,
  refusalGrounds,
  serialOutcomes,
  useModes,
  useRequestStates,
  type BlankKind,
  type DocumentKind,
  type SealKind,
  type SerialOutcome
} from './words'

/** What a kind of document brings along, so that an application is at most five fields. */
export interface DocumentTemplate {
  readonly kind: DocumentKind
  readonly label: string
  readonly purpose: string
  readonly impressionsPerCopy: number
  /** Goes outside the bureau (SEAL-15). */
  readonly external: boolean
  /** Legal review, leader in charge and head sign first (SEAL-16). */
  readonly enforcement: boolean
  /** The office director may approve instead of the head (SEAL-07). */
  readonly authorised: boolean
  /** Kinds of seals usually put on it, the usual one first. */
  readonly sealKinds: readonly SealKind[]
}

export const useRequest = record('sealUseRequest', {
  number: code('申请编号', 15).in('申请'),
  submittedOn: date('申请日期', 12).in('申请'),
  sealName: reference('印章', 'sealId', 18).joined().typed().in('文件'),
  documentKind: choice('类别', documentKinds, 14).typed().in('文件'),
  title: text('文件名称', 26).typed(200).in('文件'),
  documentNumber: code('文号', 18).nullable().in('文件'),
  addressee: text('发往单位', 16).nullable().in('文件'),
  copies: whole('份数', 6).typed(9999).in('文件').totalled(),
  impressions: whole('用印次数', 8).in('文件').totalled(),
  purpose: text('用途', 16).in('文件'),
  signingBody: text('落款', 18).in('文件'),
  onBehalf: flag('代章', 6).in('文件'),
  unitName: unit('用印部门', 'unitId', 14).in('申请'),
  applicantName: person('经办人', 'applicantId', 9).in('申请'),
  state: choice('状态', useRequestStates, 12).in('申请'),
  consumedCopies: whole('已用份数', 8).in('申请').totalled()
})
export type UseRequestRow = RowOf<typeof useRequest>

export interface UseRequestDetail extends RecordDetail<UseRequestRow> {
  readonly useId: string | null
  readonly useNumber: string | null
  readonly draftId: string | null
  /** What the applicant put instead of what the kind of document and the seal bring; null where it follows them. */
  readonly insteadOfUsual: Record<'purpose' | 'signingBody', string | null> & { readonly impressions: number | null }
}

/** One stamping; names stand as they were on the day. */
export const use = entry('sealUse', {
  number: code('用印编号', 15).alsoCalled('编号', '登记号'),
  at: moment('时间', 16),
  sealName: text('印章', 18).by('sealId'),
  title: text('文件名称', 24),
  documentNumber: code('文号', 18).nullable(),
  documentKind: choice('类别', documentKinds, 14),
  addressee: text('发往单位', 16).nullable(),
  copies: whole('份数', 6).totalled(),
  impressions: whole('用印次数', 8).totalled(),
  purpose: text('用途', 14),
  unitName: unit('申请部门', 'unitId', 14).asWritten(),
  applicantName: text('经办人', 9),
  approvers: longText('审批人及时间', 28),
  onBehalf: flag('代章', 6),
  custodianName: text('监印人', 9),
  mode: choice('方式', useModes, 10),
  scanned: flag('扫描件', 7).derived(),
  /** 冲正, 已冲正, 遗失期间无效 and accepted warnings. */
  remarks: longText('备注', 16).derived()
})
export type UseRow = RowOf<typeof use>

export interface UseDetail extends RecordDetail<UseRow> {
  readonly requestId: string | null
  readonly batchId: string | null
  readonly scans: readonly { readonly attachmentId: string; readonly at: string }[]
}

export const refusal = entry('sealRefusal', {
  number: code('编号', 15),
  at: moment('时间', 16),
  sealName: text('印章', 18).typed(),
  title: text('文件', 26).typed(),
  unitName: text('申请部门', 14),
  applicantName: text('经办人', 9).typed(),
  ground: choice('拒绝情形', refusalGrounds, 20).typed(),
  detail: longText('具体情况', 20).nullable(),
  needed: longText('需补正事项', 20).typed(),
  custodianName: text('监印人', 9),
  followUp: text('后续', 18).derived()
})
export type RefusalRow = RowOf<typeof refusal>

export const blank = record('sealBlankBatch', {
  number: code('批次', 15),
  kind: choice('类别', blankKinds, 12).typed(),
  sealName: reference('印章', 'sealId', 18).joined().typed(),
  purpose: text('用途', 18).typed(),
  format: text('格式', 16).typed(),
  firstSerial: code('起号', 12).derived().typed(),
  lastSerial: code('止号', 12).derived().typed(),
  quantity: whole('数量', 7).derived().totalled(),
  used: whole('已用', 7).totalled(),
  voided: whole('作废', 7).totalled(),
  returned: whole('退回', 7).totalled(),
  outstanding: whole('差异', 7).derived().totalled(),
  unitName: unit('部门', 'unitId', 14),
  responsibleName: person('责任人', 'responsibleId', 9).typed(),
  approverName: text('批准人', 9).nullable().derived(),
  submittedOn: date('申请日期', 12),
  stampedOn: date('用印日期', 12).nullable(),
  accountBy: date('核销期限', 12).nullable().derived(),
  state: choice('状态', blankStates, 12)
})
export type BlankRow = RowOf<typeof blank>

export interface SerialRow {
  readonly serial: number
  readonly label: string
  readonly outcome: SerialOutcome | null
  readonly documentNumber: string | null
  readonly note: string | null
  readonly at: string | null
  readonly personName: string | null
  readonly entryId: string | null
}

export const serialFields = {
  label: { label: '号码', kind: 'code', width: 12 },
  outcome: { label: '去向', kind: 'choice', width: 8, choices: choicesOf(serialOutcomes) },
  documentNumber: { label: '文书（案件）号', kind: 'code', width: 18 },
  note: { label: '说明', kind: 'text', width: 18 },
  at: { label: '核销时间', kind: 'instant', width: 16 },
  personName: { label: '核销人', kind: 'text', width: 9 }
} as const satisfies Fields<Omit<SerialRow, 'serial' | 'entryId'>>

/** What an application for blanks asks for, as its form is filled. */
export interface BlankAsked {
  readonly sealId: string
  readonly kind: BlankKind
  readonly purpose: string
  readonly format: string
  readonly serialPrefix: string
  readonly serialFrom: number
  readonly serialTo: number
  readonly responsibleId: string
}

export interface BlankDetail extends RecordDetail<BlankRow> {
  readonly asked: BlankAsked
  readonly serials: readonly SerialRow[]
}

export const inspection = record('sealInspection', {
  number: code('编号', 15),
  day: date('日期', 12),
  period: text('检查期间', 26).derived(),
  unitName: unit('被查单位', 'unitId', 16).typed(),
  sealNames: text('印章', 22).derived(),
  sampled: whole('抽查笔数', 8).totalled(),
  faulty: whole('问题笔数', 8).totalled(),
  findings: longText('问题', 24).nullable(),
  rectifyBy: date('整改期限', 12).nullable(),
  result: text('结果', 16).nullable(),
  inspectorName: text('检查人', 9),
  state: choice('状态', inspectionStates, 10)
})
export type InspectionRow = RowOf<typeof inspection>

export interface SampleRow {
  readonly id: string
  readonly use: UseRow
  readonly sound: boolean | null
  readonly finding: string | null
}

export interface InspectionDetail extends RecordDetail<InspectionRow> {
  readonly samples: readonly SampleRow[]
}
