/** Kinds of seals (SEAL-01). The last five are special seals (专用章). */
export const sealKinds = {
  partyGroup: '党组印章',
  bureau: '本局印章',
  unit: '内设机构印章',
  institution: '事业单位印章',
  personal: '局领导个人印章',
  finance: '财务专用章',
  approval: '行政审批专用章',
  caseReview: '案件核审专用章',
  contract: '合同专用章',
  jointReview: '联审会签专用章'
} as const
export type SealKind = keyof typeof sealKinds

/** Where a seal stands in its life (SEAL-02). Before engraving it is an engraving application. */
export const sealStates = {
  engraved: '已刻制待启用',
  activated: '已启用待领取',
  inUse: '使用中',
  suspended: '停用',
  returned: '已收回',
  sealedAway: '已封存',
  destroyed: '已销毁',
  lost: '遗失',
  /** Of a register that was imported and taken back. */
  undone: '已撤销'
} as const
export type SealState = keyof typeof sealStates

export const inks = { red: '大红印油', blue: '蓝色印油' } as const
export type Ink = keyof typeof inks

export const sealShapes = { round: '圆形', oval: '椭圆形', square: '方形', rectangle: '长方形' } as const
export type SealShape = keyof typeof sealShapes

export const sealMaterials = {
  rubber: '橡胶',
  photosensitive: '光敏',
  copper: '铜质',
  steel: '钢质',
  horn: '牛角',
  wood: '木质',
  other: '其他',
  /** Of seals taken over from a register that does not say. */
  unrecorded: '原登记簿未记载'
} as const
export type SealMaterial = keyof typeof sealMaterials

export const engravingKinds = { first: '新刻', replacement: '更换', reissue: '遗失补刻' } as const
export type EngravingKind = keyof typeof engravingKinds

const requestStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消'
} as const
export const engravingStates = { ...requestStates, engraved: '已刻制' } as const
export type EngravingState = keyof typeof engravingStates
export const useRequestStates = { ...requestStates, approved: '已批准待用印', stamped: '已用印' } as const
export type UseRequestState = keyof typeof useRequestStates
export const destructionStates = { ...requestStates, approved: '已批准待销毁', destroyed: '已销毁' } as const
export type DestructionState = keyof typeof destructionStates
export const blankStates = { ...requestStates, approved: '已批准待用印', stamped: '待核销', closed: '已核销' } as const
export type BlankState = keyof typeof blankStates
export const lossStates = { open: '处理中', declared: '已声明作废' } as const
export type LossState = keyof typeof lossStates
/** A report of lost blanks ends too when all of them turned up before they were declared void. */
export const blankLossStates = { ...lossStates, revoked: '已冲正' } as const
export type BlankLossState = keyof typeof blankLossStates
/** Papers of the office after a loss or for a worn seal (SEAL-05, SEAL-17). */
export const letterKinds = { lossNotice: '遗失函告', reissue: '补刻证明', worn: '磨损更换证明' } as const
export type LetterKind = keyof typeof letterKinds
export const letterStates = { issued: '有效', void: '已作废' } as const
export type LetterState = keyof typeof letterStates
/** What a paper is about: a lost seal, lost blanks, or a seal that is worn. */
export const letterSubjects = { sealLoss: '印章遗失', sealBlankLoss: '空白用印遗失', seal: '印章磨损' } as const
export type LetterSubject = keyof typeof letterSubjects
/** Which papers there are about each. */
export const letterKindsOf: Readonly<Record<LetterSubject, readonly LetterKind[]>> = {
  sealLoss: ['lossNotice', 'reissue'],
  sealBlankLoss: ['lossNotice'],
  seal: ['worn']
}
export const inspectionStates = { open: '检查中', rectifying: '整改中', closed: '已办结' } as const
export type InspectionState = keyof typeof inspectionStates

/** How a seal or its key passes from hand to hand, as the register of handovers names it. */
export const custodyKinds = {
  receipt: '领取',
  transfer: '移交',
  standIn: '临时代管',
  recovery: '收回',
  key: '钥匙移交'
} as const
export type CustodyKind = keyof typeof custodyKinds

/**
 * How a stamping came to be: on an approval, in short form (SEAL-08), as a batch of blanks (SEAL-12), or taken over
 * from an older book.
 */
export const useModes = {
  approved: '审批用印',
  shortForm: '简易登记',
  blank: '空白封条文书',
  opening: '期初登记'
} as const
export type UseMode = keyof typeof useModes

export const shortFormBases = { counterfoil: '带存根的介绍信', issuedDocument: '领导已签发的公文' } as const
export type ShortFormBasis = keyof typeof shortFormBases

/** Grounds on which the custodian refuses (SEAL-14). */
export const refusalGrounds = {
  notApproved: '未经负责人、局领导审核批准',
  outOfScope: '用印内容不在印章使用范围',
  blankPaper: '在空白介绍信、表格或便条上盖章',
  notStaff: '经办人不是本单位职工'
} as const
export type RefusalGround = keyof typeof refusalGrounds

export const blankKinds = { strip: '空白封条', caseForm: '空白办案文书' } as const
export type BlankKind = keyof typeof blankKinds

export const serialOutcomes = { used: '已用', voided: '作废', returned: '退回', lost: '遗失' } as const
export type SerialOutcome = keyof typeof serialOutcomes

/** Kinds of documents that are sealed; a seal's scope is a list of them, and each has a template. */
export const documentKinds = {
  officialDocument: '公文（含联合发文）',
  partyDocument: '党组公文',
  partyReview: '党组审核表',
  award: '奖状、证书',
  penaltyNotice: '行政处罚告知书',
  penaltyDecision: '行政处罚决定书',
  seizureDecision: '查封扣押决定书',
  reconsideration: '行政复议文书',
  caseDocument: '其他办案文书',
  report: '报表',
  contract: '合同、协议书',
  powerOfAttorney: '委托书',
  introduction: '介绍信',
  certificate: '证明',
  procurementReview: '政府采购审核表',
  fundingApproval: '资金申请审批表',
  travelAbroad: '出国审批表',
  enterpriseReview: '企业设立登记审核',
  partyMember: '发展党员审批',
  cheque: '支票',
  receipt: '收支票据、账册',
  jointReview: '联审会签单',
  licence: '行政许可决定、许可证',
  approvalDocument: '其他行政审批文书',
  unitReport: '部门请示、报告、计划、总结',
  assessment: '考核表',
  other: '其他'
} as const
export type DocumentKind = keyof typeof documentKinds
