import type { Fields } from '../fields'
import type { RecordDetail } from './registerRows'
import {
  blankKinds,
  blankStates,
  choicesOf,
  documentKinds,
  inspectionStates,
  refusalGrounds,
  serialOutcomes,
  useModes,
  useRequestStates,
  type BlankKind,
  type BlankState,
  type DocumentKind,
  type InspectionState,
  type RefusalGround,
  type SealKind,
  type SerialOutcome,
  type UseMode,
  type UseRequestState
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

export interface UseRequestRow {
  readonly id: string
  readonly number: string
  readonly submittedOn: string
  readonly sealId: string
  readonly sealName: string
  readonly documentKind: DocumentKind
  readonly title: string
  readonly documentNumber: string | null
  readonly addressee: string | null
  readonly copies: number
  readonly impressions: number
  readonly purpose: string
  readonly signingBody: string
  readonly onBehalf: boolean
  readonly unitName: string
  readonly applicantName: string
  readonly state: UseRequestState
  readonly consumedCopies: number
  readonly version: number
}

export const useRequestFields = {
  number: { label: '申请编号', kind: 'code', width: 15, section: '申请' },
  submittedOn: { label: '申请日期', kind: 'date', width: 12, section: '申请' },
  sealName: { label: '印章', kind: 'reference', width: 18, section: '文件', required: true },
  documentKind: { label: '类别', kind: 'choice', width: 14, section: '文件', choices: choicesOf(documentKinds), required: true },
  title: { label: '文件名称', kind: 'text', width: 26, section: '文件', required: true },
  documentNumber: { label: '文号', kind: 'code', width: 18, section: '文件' },
  addressee: { label: '发往单位', kind: 'text', width: 16, section: '文件' },
  copies: { label: '份数', kind: 'integer', width: 6, section: '文件', total: true, required: true },
  impressions: { label: '用印次数', kind: 'integer', width: 8, section: '文件', total: true },
  purpose: { label: '用途', kind: 'text', width: 16, section: '文件' },
  signingBody: { label: '落款', kind: 'text', width: 18, section: '文件' },
  onBehalf: { label: '代章', kind: 'boolean', width: 6, section: '文件' },
  unitName: { label: '用印部门', kind: 'unit', width: 14, section: '申请' },
  applicantName: { label: '经办人', kind: 'person', width: 9, section: '申请' },
  state: { label: '状态', kind: 'choice', width: 12, section: '申请', choices: choicesOf(useRequestStates) },
  consumedCopies: { label: '已用份数', kind: 'integer', width: 8, section: '申请', total: true }
} as const satisfies Fields<Omit<UseRequestRow, 'id' | 'sealId' | 'version'>>

export interface UseRequestDetail extends RecordDetail<UseRequestRow> {
  readonly useId: string | null
  readonly useNumber: string | null
  readonly draftId: string | null
}

export interface UseRow {
  readonly id: string
  readonly number: string
  readonly at: string
  readonly sealId: string
  readonly sealName: string
  readonly title: string
  readonly documentNumber: string | null
  readonly documentKind: DocumentKind
  readonly addressee: string | null
  readonly copies: number
  readonly impressions: number
  readonly purpose: string
  readonly unitName: string
  readonly applicantName: string
  readonly approvers: string
  readonly onBehalf: boolean
  readonly custodianName: string
  readonly mode: UseMode
  readonly scanned: boolean
  /** 冲正, 已冲正, 遗失期间无效 and accepted warnings. */
  readonly remarks: string
}

export const useFields = {
  number: { label: '用印编号', kind: 'code', width: 15, synonyms: ['编号', '登记号'] },
  at: { label: '时间', kind: 'instant', width: 16 },
  sealName: { label: '印章', kind: 'text', width: 18 },
  title: { label: '文件名称', kind: 'text', width: 24 },
  documentNumber: { label: '文号', kind: 'code', width: 18 },
  documentKind: { label: '类别', kind: 'choice', width: 14, choices: choicesOf(documentKinds) },
  addressee: { label: '发往单位', kind: 'text', width: 16 },
  copies: { label: '份数', kind: 'integer', width: 6, total: true },
  impressions: { label: '用印次数', kind: 'integer', width: 8, total: true },
  purpose: { label: '用途', kind: 'text', width: 14 },
  unitName: { label: '申请部门', kind: 'text', width: 14 },
  applicantName: { label: '经办人', kind: 'text', width: 9 },
  approvers: { label: '审批人及时间', kind: 'longText', width: 28 },
  onBehalf: { label: '代章', kind: 'boolean', width: 6 },
  custodianName: { label: '监印人', kind: 'text', width: 9 },
  mode: { label: '方式', kind: 'choice', width: 10, choices: choicesOf(useModes) },
  scanned: { label: '扫描件', kind: 'boolean', width: 7 },
  remarks: { label: '备注', kind: 'longText', width: 16 }
} as const satisfies Fields<Omit<UseRow, 'id' | 'sealId'>>

export interface UseDetail extends RecordDetail<UseRow> {
  readonly requestId: string | null
  readonly batchId: string | null
  readonly scans: readonly { readonly attachmentId: string; readonly at: string }[]
}

export interface RefusalRow {
  readonly id: string
  readonly number: string
  readonly at: string
  readonly sealName: string
  readonly title: string
  readonly unitName: string
  readonly applicantName: string
  readonly ground: RefusalGround
  readonly detail: string | null
  readonly needed: string
  readonly custodianName: string
  readonly followUp: string
}

export const refusalFields = {
  number: { label: '编号', kind: 'code', width: 15 },
  at: { label: '时间', kind: 'instant', width: 16 },
  sealName: { label: '印章', kind: 'text', width: 18, required: true },
  title: { label: '文件', kind: 'text', width: 26, required: true },
  unitName: { label: '申请部门', kind: 'text', width: 14 },
  applicantName: { label: '经办人', kind: 'text', width: 9, required: true },
  ground: { label: '拒绝情形', kind: 'choice', width: 20, choices: choicesOf(refusalGrounds), required: true },
  detail: { label: '具体情况', kind: 'longText', width: 20 },
  needed: { label: '需补正事项', kind: 'longText', width: 20, required: true },
  custodianName: { label: '监印人', kind: 'text', width: 9 },
  followUp: { label: '后续', kind: 'text', width: 18 }
} as const satisfies Fields<Omit<RefusalRow, 'id'>>

export interface BlankRow {
  readonly id: string
  readonly number: string
  readonly kind: BlankKind
  readonly sealName: string
  readonly purpose: string
  readonly format: string
  readonly firstSerial: string
  readonly lastSerial: string
  readonly quantity: number
  readonly used: number
  readonly voided: number
  readonly returned: number
  readonly outstanding: number
  readonly unitName: string
  readonly responsibleName: string
  readonly approverName: string | null
  readonly submittedOn: string
  readonly stampedOn: string | null
  readonly accountBy: string | null
  readonly state: BlankState
  readonly version: number
}

export const blankFields = {
  number: { label: '批次', kind: 'code', width: 15 },
  kind: { label: '类别', kind: 'choice', width: 12, choices: choicesOf(blankKinds), required: true },
  sealName: { label: '印章', kind: 'reference', width: 18, required: true },
  purpose: { label: '用途', kind: 'text', width: 18, required: true },
  format: { label: '格式', kind: 'text', width: 16, required: true },
  firstSerial: { label: '起号', kind: 'code', width: 12, required: true },
  lastSerial: { label: '止号', kind: 'code', width: 12, required: true },
  quantity: { label: '数量', kind: 'integer', width: 7, total: true },
  used: { label: '已用', kind: 'integer', width: 7, total: true },
  voided: { label: '作废', kind: 'integer', width: 7, total: true },
  returned: { label: '退回', kind: 'integer', width: 7, total: true },
  outstanding: { label: '差异', kind: 'integer', width: 7, total: true },
  unitName: { label: '部门', kind: 'unit', width: 14 },
  responsibleName: { label: '责任人', kind: 'person', width: 9, required: true },
  approverName: { label: '批准人', kind: 'person', width: 9 },
  submittedOn: { label: '申请日期', kind: 'date', width: 12 },
  stampedOn: { label: '用印日期', kind: 'date', width: 12 },
  accountBy: { label: '核销期限', kind: 'date', width: 12 },
  state: { label: '状态', kind: 'choice', width: 12, choices: choicesOf(blankStates) }
} as const satisfies Fields<Omit<BlankRow, 'id' | 'version'>>

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

export interface InspectionRow {
  readonly id: string
  readonly number: string
  readonly day: string
  readonly period: string
  readonly unitId: string
  readonly unitName: string
  readonly sealNames: string
  readonly sampled: number
  readonly faulty: number
  readonly findings: string | null
  readonly rectifyBy: string | null
  readonly result: string | null
  readonly inspectorName: string
  readonly state: InspectionState
  readonly version: number
}

export const inspectionFields = {
  number: { label: '编号', kind: 'code', width: 15 },
  day: { label: '日期', kind: 'date', width: 12 },
  period: { label: '检查期间', kind: 'text', width: 26 },
  unitName: { label: '被查单位', kind: 'unit', width: 16, required: true },
  sealNames: { label: '印章', kind: 'text', width: 22 },
  sampled: { label: '抽查笔数', kind: 'integer', width: 8, total: true },
  faulty: { label: '问题笔数', kind: 'integer', width: 8, total: true },
  findings: { label: '问题', kind: 'longText', width: 24 },
  rectifyBy: { label: '整改期限', kind: 'date', width: 12 },
  result: { label: '结果', kind: 'text', width: 16 },
  inspectorName: { label: '检查人', kind: 'person', width: 9 },
  state: { label: '状态', kind: 'choice', width: 10, choices: choicesOf(inspectionStates) }
} as const satisfies Fields<Omit<InspectionRow, 'id' | 'unitId' | 'version'>>

export interface SampleRow {
  readonly id: string
  readonly use: UseRow
  readonly sound: boolean | null
  readonly finding: string | null
}

export interface InspectionDetail extends RecordDetail<InspectionRow> {
  readonly samples: readonly SampleRow[]
}
