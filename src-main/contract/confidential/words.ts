/** Classes of state secrets, highest first; 内部 is work information, no state secret. */
export const secrecyClasses = { topSecret: '绝密', secret: '机密', confidential: '秘密', internal: '内部' } as const
export type SecrecyClass = keyof typeof secrecyClasses

/** How the period of secrecy is stated; `ceiling`: the paper states none, so that the law's maximum holds. */
export const periodKinds = {
  years: '年限',
  until: '截止日期',
  condition: '解密条件',
  ceiling: '未标注，按上限'
} as const
export type PeriodKind = keyof typeof periodKinds

/** How a file came to the bureau. */
export const origins = {
  officer: '保密员签收',
  colleague: '经同意代签收',
  meeting: '会议或出差带回',
  own: '本局产生',
  opening: '原登记簿转入'
} as const
export type Origin = keyof typeof origins

export const fileStates = { held: '在册', declassified: '已解密', reversed: '已冲正' } as const
export type FileState = keyof typeof fileStates

/**
 * Where a carrier is. `unsettled`: the register it was taken over from ends its life without the papers the rules ask
 * for.
 */
export const carrierStates = {
  cabinet: '在柜',
  reader: '传阅中',
  out: '批准带出',
  transit: '已发出待回执',
  missing: '缺失',
  unsettled: '去向待核',
  givenBack: '已清退',
  archived: '已归档',
  sentOut: '已发文',
  destroyed: '已销毁',
  reversed: '已冲正'
} as const
export type CarrierState = keyof typeof carrierStates

/** States in which a carrier is still the bureau's to answer for. */
export const livingStates = [
  'cabinet',
  'reader',
  'out',
  'transit',
  'missing',
  'unsettled'
] as const satisfies readonly CarrierState[]

/** Steps of a carrier's chain. */
export const carrierActs = {
  registered: '登记入柜',
  copied: '复制入柜',
  lent: '送阅',
  takenOut: '批准带出',
  recalled: '收回通知',
  cameBack: '归还入柜',
  handedOver: '移交保密员',
  missing: '清查缺失',
  found: '找回入柜',
  sent: '发出',
  receipted: '收到回执',
  givenBack: '清退',
  archived: '归档移交',
  destroyed: '销毁',
  unsettled: '原登记簿去向待核',
  reversed: '冲正'
} as const
export type CarrierAct = keyof typeof carrierActs

export const carrierKinds = { original: '原件', copy: '复制件' } as const
export type CarrierKind = keyof typeof carrierKinds

/** What a request of the ledger can be. */
export const requestStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消',
  done: '已办结'
} as const
export type RequestState = keyof typeof requestStates

export const endingKinds = { giveBack: '清退', archive: '归档移交', destroy: '销毁' } as const
export type EndingKind = keyof typeof endingKinds

export const checkPurposes = { halfYear: '定期核查', handover: '交接核查', extra: '临时检查' } as const
export type CheckPurpose = keyof typeof checkPurposes

export const checkResults = {
  present: '在柜',
  withReader: '在阅件人处',
  inTransit: '已发出待回执',
  missing: '缺失',
  /** Its life here ended by list or receipt after the check had begun. */
  left: '核查期间离柜'
} as const
export type CheckResult = keyof typeof checkResults

export const countMethods = { scan: '扫码', hand: '逐份核对' } as const
export type CountMethod = keyof typeof countMethods

export const checkStates = { open: '核查中', done: '已完成' } as const
export type CheckState = keyof typeof checkStates

export const incidentKinds = { missing: '载体缺失', pages: '页数短缺', leak: '失泄密' } as const
export type IncidentKind = keyof typeof incidentKinds

export const incidentEvents = {
  measure: '采取措施',
  report: '报告保密工作部门',
  course: '查处情况',
  found: '找回',
  closed: '结案'
} as const
export type IncidentEventKind = keyof typeof incidentEvents

export const incidentStates = { open: '处理中', closed: '已结案' } as const
export type IncidentState = keyof typeof incidentStates

export const mediumKinds = { usb: 'U盘', disk: '移动硬盘', hardDisk: '硬盘', disc: '光盘', other: '其他介质' } as const
export type MediumKind = keyof typeof mediumKinds

export const mediumStates = { inUse: '在用', destroyed: '已销毁', handedIn: '已上交' } as const
export type MediumState = keyof typeof mediumStates

export const mediumEndings = { destroyed: '销毁', handedIn: '上交' } as const

export const reviewKinds = { declassify: '解密', extend: '延长保密期限', change: '变更密级' } as const
export type ReviewKind = keyof typeof reviewKinds

export const scopeChanges = { add: '列入', remove: '移出' } as const
export type ScopeChange = keyof typeof scopeChanges

export const dispatchStates = { sent: '待回执', receipted: '已回执' } as const
export type DispatchState = keyof typeof dispatchStates

export const deliveryKinds = { colleague: '代签收', meeting: '会议或出差带回' } as const
export type DeliveryKind = keyof typeof deliveryKinds

/** What the officer did with the contents of the register: each is a line of the reading log. */
export const readingKinds = {
  list: '查看列表',
  open: '打开记录',
  search: '检索',
  print: '打印表单',
  look: '预览表单',
  label: '打印标签',
  export: '导出台账',
  import: '导入登记簿'
} as const
export type ReadingKind = keyof typeof readingKinds

export const knowingWays = { read: '传阅', takenOut: '批准带出' } as const
