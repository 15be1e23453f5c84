import type { ApprovalView } from '../approvals'
import type { Fields } from '../fields'
import type { RecordAction, TimelineEvent } from '../lists'
import {
  choicesOf,
  custodyKinds,
  destructionStates,
  engravingKinds,
  engravingStates,
  inks,
  lossStates,
  sealKinds,
  sealMaterials,
  sealShapes,
  sealStates,
  type CustodyKind,
  type DestructionState,
  type DocumentKind,
  type EngravingKind,
  type EngravingState,
  type Ink,
  type LossState,
  type SealKind,
  type SealMaterial,
  type SealShape,
  type SealState
} from './words'

/** What every record of the ledger is opened with. */
export interface RecordDetail<Row> {
  readonly row: Row
  readonly approval: ApprovalView | null
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

export interface SealRow {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly imprintText: string
  readonly kind: SealKind
  readonly material: SealMaterial
  readonly size: string
  readonly shape: SealShape
  readonly ink: Ink
  readonly sealCode: string | null
  readonly approvalDocument: string | null
  readonly engraver: string | null
  readonly engravedOn: string | null
  readonly activationNumber: string | null
  readonly activatedOn: string | null
  readonly scope: readonly DocumentKind[]
  readonly scopeText: string
  readonly unitId: string
  readonly unitName: string
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly custodianId: string | null
  readonly custodianName: string | null
  readonly standInUntil: string | null
  readonly keyHolderName: string | null
  readonly storage: string
  readonly safeguard: string
  readonly state: SealState
  /** Attachment id of the imprint picture. */
  readonly imprintId: string | null
  readonly opening: boolean
  readonly remarks: string | null
  readonly version: number
}

export const sealFields = {
  number: { label: '编号', kind: 'code', width: 15, section: '登记' },
  name: { label: '名称', kind: 'text', width: 18, section: '印章', synonyms: ['印章名称', '印章'], required: true },
  imprintText: { label: '印文', kind: 'text', width: 22, section: '印章', synonyms: ['印文内容', '印章内容', '刻字内容'], required: true },
  kind: {
    label: '类别',
    kind: 'choice',
    width: 12,
    section: '印章',
    synonyms: ['印章类别', '种类', '类型'],
    choices: choicesOf(sealKinds),
    required: true
  },
  material: { label: '材质', kind: 'choice', width: 8, section: '印章', synonyms: ['质地'], choices: choicesOf(sealMaterials) },
  size: { label: '尺寸', kind: 'text', width: 10, section: '印章', synonyms: ['规格', '直径', '大小'], required: true },
  shape: { label: '形状', kind: 'choice', width: 8, section: '印章', synonyms: ['样式'], choices: choicesOf(sealShapes) },
  ink: { label: '印油', kind: 'choice', width: 8, section: '印章', synonyms: ['印油颜色'], choices: choicesOf(inks) },
  sealCode: { label: '印章编码', kind: 'code', width: 15, section: '印章', synonyms: ['公安编码', '备案编码'], hint: '公安备案编码，一般为13位数字' },
  approvalDocument: { label: '刻制批准文号', kind: 'code', width: 18, section: '刻制启用', synonyms: ['批准文号', '刻制文号'] },
  engraver: { label: '刻制单位', kind: 'text', width: 16, section: '刻制启用', synonyms: ['刻章单位', '承制单位'] },
  engravedOn: { label: '刻制日期', kind: 'date', width: 12, section: '刻制启用', synonyms: ['刻章日期', '刻制时间'] },
  activationNumber: { label: '启用文号', kind: 'code', width: 18, section: '刻制启用', synonyms: ['启用通知文号', '启用通知'] },
  activatedOn: { label: '启用日期', kind: 'date', width: 12, section: '刻制启用', synonyms: ['启用时间', '开始使用日期'] },
  scope: { label: '使用范围（项）', kind: 'text', width: 10, section: '使用' },
  scopeText: { label: '使用范围', kind: 'longText', width: 26, section: '使用', synonyms: ['用印范围', '用途'] },
  unitName: {
    label: '保管部门',
    kind: 'unit',
    width: 14,
    section: '保管',
    synonyms: ['使用部门', '部门', '单位', '所属单位', '保管单位'],
    required: true
  },
  ownerName: { label: '印鉴领导', kind: 'person', width: 9, section: '保管', synonyms: ['所属领导'] },
  custodianName: { label: '保管人', kind: 'person', width: 9, section: '保管', synonyms: ['监印人', '专管人员', '管理人'] },
  standInUntil: { label: '代管至', kind: 'date', width: 12, section: '保管' },
  keyHolderName: { label: '柜钥匙持有人', kind: 'person', width: 10, section: '保管' },
  storage: { label: '存放', kind: 'text', width: 14, section: '保管', synonyms: ['存放地点', '存放处', '存放位置'] },
  safeguard: { label: '安全防范', kind: 'text', width: 14, section: '保管', synonyms: ['防范措施', '安全措施'] },
  state: { label: '状态', kind: 'choice', width: 12, section: '登记', choices: choicesOf(sealStates) },
  imprintId: { label: '印模', kind: 'image', width: 14, section: '印章', synonyms: ['印样'] },
  opening: { label: '期初', kind: 'boolean', width: 6, section: '登记' },
  remarks: { label: '备注', kind: 'longText', width: 16, section: '登记', synonyms: ['说明'] }
} as const satisfies Fields<Omit<SealRow, 'id' | 'unitId' | 'ownerId' | 'custodianId' | 'version'>>

/** A seal to choose from in forms. */
export interface SealChoice {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly imprintText: string
  readonly kind: SealKind
  readonly state: SealState
  readonly unitId: string
  readonly scope: readonly DocumentKind[]
  readonly custodianName: string | null
  /** Whether the person asking keeps it today or may stamp with it. */
  readonly mine: boolean
  readonly searchKey: string
}

export interface SealDetail extends RecordDetail<SealRow> {
  readonly engravingId: string | null
  readonly predecessor: { readonly id: string; readonly number: string; readonly name: string; readonly state: SealState } | null
  readonly handovers: readonly CustodyRow[]
  readonly uses: { readonly count: number; readonly lastAt: string | null }
  readonly lossId: string | null
  readonly destructionId: string | null
}

export interface EngravingRow {
  readonly id: string
  readonly number: string
  readonly kind: EngravingKind
  readonly name: string
  readonly imprintText: string
  readonly sealKind: SealKind
  readonly spec: string
  readonly unitName: string
  readonly applicantName: string
  readonly reason: string
  readonly basis: string
  readonly predecessorName: string | null
  readonly oldSealHandling: string | null
  readonly submittedOn: string
  readonly state: EngravingState
  readonly engraver: string | null
  readonly engravedOn: string | null
  readonly sealId: string | null
  readonly version: number
}

/** What an application asks for, as its form is filled. */
export interface EngravingAsked {
  readonly engraving: EngravingKind
  readonly name: string
  readonly imprintText: string
  readonly kind: SealKind
  readonly material: SealMaterial
  readonly size: string
  readonly shape: SealShape
  readonly ink: Ink
  readonly scope: readonly DocumentKind[]
  readonly unitId: string
  readonly ownerId: string | null
  readonly reason: string
  readonly basis: string
  readonly predecessorId: string | null
  readonly oldSealHandling: string | null
  readonly originalApproval: string | null
}

export interface EngravingDetail extends RecordDetail<EngravingRow> {
  readonly asked: EngravingAsked
}

export const engravingFields = {
  number: { label: '申请编号', kind: 'code', width: 15, section: '申请' },
  kind: { label: '事项', kind: 'choice', width: 8, section: '申请', choices: choicesOf(engravingKinds), required: true },
  name: { label: '印章名称', kind: 'text', width: 18, section: '印章', required: true },
  imprintText: { label: '印文', kind: 'text', width: 22, section: '印章', required: true },
  sealKind: { label: '类别', kind: 'choice', width: 12, section: '印章', choices: choicesOf(sealKinds), required: true },
  spec: { label: '规格', kind: 'text', width: 18, section: '印章' },
  unitName: { label: '申请部门', kind: 'unit', width: 14, section: '申请' },
  applicantName: { label: '申请人', kind: 'person', width: 9, section: '申请' },
  reason: { label: '理由', kind: 'longText', width: 22, section: '申请', required: true },
  basis: { label: '依据', kind: 'longText', width: 22, section: '申请', required: true },
  predecessorName: { label: '原印章', kind: 'reference', width: 16, section: '原印章' },
  oldSealHandling: { label: '原印章处理', kind: 'text', width: 14, section: '原印章' },
  submittedOn: { label: '申请日期', kind: 'date', width: 12, section: '申请' },
  state: { label: '状态', kind: 'choice', width: 10, section: '申请', choices: choicesOf(engravingStates) },
  engraver: { label: '刻制单位', kind: 'text', width: 16, section: '刻制' },
  engravedOn: { label: '刻制日期', kind: 'date', width: 12, section: '刻制' }
} as const satisfies Fields<Omit<EngravingRow, 'id' | 'sealId' | 'version'>>

export interface CustodyRow {
  readonly id: string
  readonly number: string
  readonly at: string
  readonly sealId: string | null
  readonly sealName: string
  readonly kind: CustodyKind
  readonly fromName: string
  readonly toName: string
  readonly witnessName: string | null
  readonly fromDay: string | null
  readonly untilDay: string | null
  readonly reason: string
}

export const custodyFields = {
  number: { label: '交接编号', kind: 'code', width: 15 },
  at: { label: '时间', kind: 'instant', width: 16 },
  sealName: { label: '印章', kind: 'text', width: 20 },
  kind: { label: '类型', kind: 'choice', width: 10, choices: choicesOf(custodyKinds), required: true },
  fromName: { label: '移交人', kind: 'person', width: 9 },
  toName: { label: '接收人', kind: 'person', width: 9, required: true },
  witnessName: { label: '监交人', kind: 'person', width: 9 },
  fromDay: { label: '起', kind: 'date', width: 12 },
  untilDay: { label: '止', kind: 'date', width: 12 },
  reason: { label: '原因', kind: 'longText', width: 22, required: true }
} as const satisfies Fields<Omit<CustodyRow, 'id' | 'sealId'>>

export interface LossRow {
  readonly id: string
  readonly number: string
  readonly sealId: string
  readonly sealName: string
  readonly discoveredAt: string
  readonly lostFrom: string
  readonly circumstances: string
  readonly reporterName: string
  readonly leaderName: string | null
  readonly leaderReportedAt: string | null
  readonly policeStation: string | null
  readonly policeReportedOn: string | null
  readonly policeReceipt: string | null
  readonly newspaper: string | null
  readonly newspaperOn: string | null
  readonly state: LossState
  readonly version: number
}

export const lossFields = {
  number: { label: '编号', kind: 'code', width: 15 },
  sealName: { label: '印章', kind: 'text', width: 18 },
  discoveredAt: { label: '发现时间', kind: 'instant', width: 16, required: true },
  lostFrom: { label: '遗失起始日期', kind: 'date', width: 12, required: true },
  circumstances: { label: '经过', kind: 'longText', width: 26, required: true },
  reporterName: { label: '报告人', kind: 'person', width: 9 },
  leaderName: { label: '报告的领导', kind: 'person', width: 10 },
  leaderReportedAt: { label: '报告领导时间', kind: 'instant', width: 16 },
  policeStation: { label: '报案派出所', kind: 'text', width: 14 },
  policeReportedOn: { label: '报案日期', kind: 'date', width: 12 },
  policeReceipt: { label: '报案回执号', kind: 'code', width: 16 },
  newspaper: { label: '登报报刊', kind: 'text', width: 14 },
  newspaperOn: { label: '登报日期', kind: 'date', width: 12 },
  state: { label: '状态', kind: 'choice', width: 10, choices: choicesOf(lossStates) }
} as const satisfies Fields<Omit<LossRow, 'id' | 'sealId' | 'version'>>

export interface DestructionRow {
  readonly id: string
  readonly number: string
  readonly sealId: string
  readonly sealName: string
  readonly reason: string
  readonly method: string
  readonly applicantName: string
  readonly submittedOn: string
  readonly state: DestructionState
  readonly destroyedAt: string | null
  readonly place: string | null
  readonly firstWitnessName: string | null
  readonly secondWitnessName: string | null
  readonly version: number
}

export const destructionFields = {
  number: { label: '编号', kind: 'code', width: 15 },
  sealName: { label: '印章', kind: 'text', width: 18 },
  reason: { label: '销毁原因', kind: 'longText', width: 22, required: true },
  method: { label: '方式', kind: 'text', width: 12, required: true },
  applicantName: { label: '申请人', kind: 'person', width: 9 },
  submittedOn: { label: '申请日期', kind: 'date', width: 12 },
  state: { label: '状态', kind: 'choice', width: 12, choices: choicesOf(destructionStates) },
  destroyedAt: { label: '销毁时间', kind: 'instant', width: 16 },
  place: { label: '地点', kind: 'text', width: 14 },
  firstWitnessName: { label: '监销人一', kind: 'person', width: 9 },
  secondWitnessName: { label: '监销人二', kind: 'person', width: 9 }
} as const satisfies Fields<Omit<DestructionRow, 'id' | 'sealId' | 'version'>>
