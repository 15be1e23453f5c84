import type { ApprovalView } from '../approvals'
import type { RecordAction, TimelineEvent } from '../lists'
import { entry, record, type RowOf } from '../record'
import {
  choice,
  code,
  date,
  flag,
  image,
  longText,
  moment,
  person,
  reference,
  several,
  text,
  unit
} from '../recordField'
import {
  custodyKinds,
  destructionStates,
  documentKinds,
  engravingKinds,
  engravingStates,
  inks,
  lossStates,
  sealKinds,
  sealMaterials,
  sealShapes,
  sealStates,
  type DocumentKind,
  type EngravingKind,
  type Ink,
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

export const seal = record('seal', {
  number: code('编号', 15).in('登记'),
  name: text('名称', 18).typed(60).in('印章').alsoCalled('印章名称', '印章'),
  imprintText: text('印文', 22).typed(100).in('印章').alsoCalled('印文内容', '印章内容', '刻字内容'),
  kind: choice('类别', sealKinds, 12).typed().in('印章').alsoCalled('印章类别', '种类', '类型'),
  material: choice('材质', sealMaterials, 8).in('印章').alsoCalled('质地'),
  size: text('尺寸', 10).typed(30).in('印章').alsoCalled('规格', '直径', '大小'),
  shape: choice('形状', sealShapes, 8).in('印章').alsoCalled('样式'),
  ink: choice('印油', inks, 8).in('印章').alsoCalled('印油颜色'),
  sealCode: code('印章编码', 15)
    .nullable()
    .in('印章')
    .alsoCalled('公安编码', '备案编码')
    .hinted('公安备案编码，一般为13位数字'),
  approvalDocument: code('刻制批准文号', 18).nullable().in('刻制启用').alsoCalled('批准文号', '刻制文号'),
  engraver: text('刻制单位', 16).nullable().in('刻制启用').alsoCalled('刻章单位', '承制单位'),
  engravedOn: date('刻制日期', 12).nullable().in('刻制启用').alsoCalled('刻章日期', '刻制时间'),
  activationNumber: code('启用文号', 18).nullable().in('刻制启用').alsoCalled('启用通知文号', '启用通知'),
  activatedOn: date('启用日期', 12).nullable().in('刻制启用').alsoCalled('启用时间', '开始使用日期'),
  scope: several('使用范围（项）', documentKinds, 10).in('使用'),
  scopeText: longText('使用范围', 26).derived().in('使用').alsoCalled('用印范围', '用途'),
  unitName: unit('保管部门', 'unitId', 14)
    .typed()
    .in('保管')
    .alsoCalled('使用部门', '部门', '单位', '所属单位', '保管单位'),
  ownerName: person('印鉴领导', 'ownerId', 9).nullable().in('保管').alsoCalled('所属领导'),
  custodianName: person('保管人', 'custodianId', 9).nullable().in('保管').alsoCalled('监印人', '专管人员', '管理人'),
  standInUntil: date('代管至', 12).nullable().in('保管'),
  keyHolderName: person('柜钥匙持有人', 'keyHolderId', 10).nullable().in('保管'),
  storage: text('存放', 14).nullable().in('保管').alsoCalled('存放地点', '存放处', '存放位置'),
  safeguard: text('安全防范', 14).nullable().in('保管').alsoCalled('防范措施', '安全措施'),
  state: choice('状态', sealStates, 12).in('登记'),
  /** Attachment id of the imprint picture. */
  imprintId: image('印模', 14).nullable().in('印章').alsoCalled('印样'),
  opening: flag('期初', 6).in('登记'),
  remarks: longText('备注', 16).nullable().in('登记').alsoCalled('说明')
})
export type SealRow = RowOf<typeof seal>

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
  readonly predecessor: {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly state: SealState
  } | null
  readonly handovers: readonly CustodyRow[]
  readonly uses: { readonly count: number; readonly lastAt: string | null }
  readonly lossId: string | null
  readonly destructionId: string | null
}

export const engraving = record('sealEngraving', {
  number: code('申请编号', 15).in('申请'),
  kind: choice('事项', engravingKinds, 8).typed().in('申请'),
  name: text('印章名称', 18).typed(60).in('印章'),
  imprintText: text('印文', 22).typed(100).in('印章'),
  sealKind: choice('类别', sealKinds, 12).typed().in('印章'),
  spec: text('规格', 18).derived().in('印章'),
  unitName: unit('申请部门', 'unitId', 14).in('申请'),
  applicantName: person('申请人', 'applicantId', 9).in('申请'),
  reason: longText('理由', 22).typed().in('申请'),
  basis: longText('依据', 22).typed().in('申请'),
  predecessorName: reference('原印章', 'predecessorId', 16).nullable().in('原印章'),
  oldSealHandling: text('原印章处理', 14).nullable().in('原印章'),
  submittedOn: date('申请日期', 12).in('申请'),
  state: choice('状态', engravingStates, 10).in('申请'),
  engraver: text('刻制单位', 16).nullable().in('刻制').by('sealId'),
  engravedOn: date('刻制日期', 12).nullable().in('刻制')
})
export type EngravingRow = RowOf<typeof engraving>

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

export const custodyRecord = entry('sealCustody', {
  number: code('交接编号', 15),
  at: moment('时间', 16),
  sealName: text('印章', 20).nullable().joined().by('sealId'),
  kind: choice('类型', custodyKinds, 10).typed(),
  fromName: text('移交人', 9),
  toName: text('接收人', 9).typed(),
  witnessName: text('监交人', 9).nullable(),
  fromDay: date('起', 12).nullable(),
  untilDay: date('止', 12).nullable(),
  reason: longText('原因', 22).typed()
})
export type CustodyRow = RowOf<typeof custodyRecord>

const sealNamed = reference('印章', 'sealId', 18).joined()

export const loss = record('sealLoss', {
  number: code('编号', 15),
  sealName: sealNamed,
  discoveredAt: moment('发现时间', 16).typed(),
  lostFrom: date('遗失起始日期', 12).typed(),
  circumstances: longText('经过', 26).typed(),
  reporterName: person('报告人', 'reporterId', 9),
  leaderName: person('报告的领导', 'leaderId', 10).nullable(),
  leaderReportedAt: moment('报告领导时间', 16).nullable(),
  policeStation: text('报案派出所', 14).nullable(),
  policeReportedOn: date('报案日期', 12).nullable(),
  policeReceipt: code('报案回执号', 16).nullable(),
  newspaper: text('登报报刊', 14).nullable(),
  newspaperOn: date('登报日期', 12).nullable(),
  state: choice('状态', lossStates, 10)
})
export type LossRow = RowOf<typeof loss>

export const destruction = record('sealDestruction', {
  number: code('编号', 15),
  sealName: sealNamed,
  reason: longText('销毁原因', 22).typed(),
  method: text('方式', 12).typed(),
  applicantName: person('申请人', 'applicantId', 9),
  submittedOn: date('申请日期', 12),
  state: choice('状态', destructionStates, 12),
  destroyedAt: moment('销毁时间', 16).nullable(),
  place: text('地点', 14).nullable(),
  firstWitnessName: person('监销人一', 'firstWitnessId', 9).nullable(),
  secondWitnessName: person('监销人二', 'secondWitnessId', 9).nullable()
})
export type DestructionRow = RowOf<typeof destruction>
