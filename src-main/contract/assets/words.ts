/** Stored words of the fixed-assets ledger with what the user reads. */
export const categories = {
  building: '房屋及构筑物',
  instrument: '仪器设备',
  vehicle: '车辆',
  furniture: '家具用具',
  other: '其他'
} as const
export type AssetCategory = keyof typeof categories

/** How a thing came to the bureau. `opening`: taken over from the ledger kept by hand. */
export const ways = {
  purchase: '新购',
  allocation: '调拨',
  donation: '接受捐赠',
  selfBuilt: '自建',
  exchange: '置换',
  surplus: '盘盈',
  other: '其他'
} as const
export type Way = keyof typeof ways

export const fundings = {
  budget: '财政拨款',
  ownFunds: '自有资金',
  special: '专项资金',
  none: '无偿取得',
  other: '其他'
} as const
export type Funding = keyof typeof fundings

export const procurementWays = {
  central: '政府集中采购',
  departmental: '部门集中采购',
  scattered: '分散采购',
  other: '其他'
} as const
export type ProcurementWay = keyof typeof procurementWays

export const valueKinds = {
  original: '原值',
  provisional: '暂估值',
  replacement: '重置值',
  appraised: '评估值',
  nominal: '名义金额'
} as const
export type ValueKind = keyof typeof valueKinds

/** National use states, and what the bureau's own life of a thing adds. */
export const assetStates = {
  inUse: '在用',
  idle: '闲置',
  lent: '出借',
  repairing: '维修中',
  missing: '缺失待查',
  awaiting: '待处置',
  gone: '已下账'
} as const
export type AssetState = keyof typeof assetStates

export const depreciationStates = {
  running: '提折旧',
  finished: '已完成折旧',
  none: '不提折旧',
  unsettled: '期初偏差待处理'
} as const
export type DepreciationState = keyof typeof depreciationStates

/** Schemes of class codes: the same digits mean different things in them. */
export const classSchemes = { '2022': 'GB/T 14885—2022', '2013': '2013年旧代码', none: '未赋码' } as const
export type ClassScheme = keyof typeof classSchemes

/** Things of DK-06 三 and their like: bought, issued and repaired by the finance and equipment section. */
export const equipmentKinds = {
  none: '非执法装备',
  bodyCamera: '执法记录仪',
  camera: '摄像照相设备',
  radio: '对讲机',
  noiseMeter: '噪声检测仪',
  uniform: '制式服装',
  insignia: '标志标识',
  protective: '防护装备',
  workCard: '工作证',
  other: '其他装备'
} as const
export type EquipmentKind = keyof typeof equipmentKinds

/** Kinds BC-31 counts per room. */
export const standardKinds = {
  computer: '计算机',
  printer: '打印机',
  copier: '复印机',
  fax: '传真机',
  none: '无配备标准'
} as const
export type StandardKind = keyof typeof standardKinds

export const entryKinds = {
  entered: '入账',
  split: '拆分',
  merged: '合并',
  improved: '改良增值',
  partlyRetired: '部分报废',
  revalued: '价值更正',
  lifeChanged: '年限调整',
  settled: '期初折旧处理',
  transferred: '调拨',
  assigned: '使用人、存放地变更',
  stateChanged: '状态变更',
  labelled: '贴标签',
  exited: '下账',
  undone: '撤销导入'
} as const
export type EntryKind = keyof typeof entryKinds

export const disposalKinds = {
  allocation: '无偿划转',
  donation: '对外捐赠',
  transfer: '转让',
  exchange: '置换',
  scrap: '报废',
  writeOff: '损失核销'
} as const
export type DisposalKind = keyof typeof disposalKinds

/** States every request of the ledger goes through. */
export const requestStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消'
} as const

export const acquisitionStates = { ...requestStates, accepted: '已验收' } as const
export type AcquisitionState = keyof typeof acquisitionStates
export const acquisitionKinds = { purchase: '购置', houseRepair: '房屋维修' } as const
export type AcquisitionKind = keyof typeof acquisitionKinds

export const acceptanceStates = { open: '待建卡', carded: '已建卡', closed: '不建卡（登记低值）' } as const
export type AcceptanceState = keyof typeof acceptanceStates

export const transferStates = { ...requestStates, done: '已交接' } as const
export type TransferState = keyof typeof transferStates
export const transferKinds = { between: '单位之间', within: '单位内部' } as const
export type TransferKind = keyof typeof transferKinds

export const loanStates = { ...requestStates, out: '借出', back: '已归还' } as const
export type LoanState = keyof typeof loanStates
export const loanKinds = { out: '出借', rent: '出租', in: '长期借入' } as const
export type LoanKind = keyof typeof loanKinds

export const repairStates = { requested: '已报修', arranged: '维修中', done: '已修好', beyond: '无法修复' } as const
export type RepairState = keyof typeof repairStates

export const damageKinds = {
  loss: '丢失',
  misuse: '使用不当损坏',
  wilful: '故意损坏',
  ownDisposal: '擅自处置',
  accident: '非人为损坏'
} as const
export type DamageKind = keyof typeof damageKinds
export const damageStates = { ...requestStates, settled: '已赔付结清' } as const
export type DamageState = keyof typeof damageStates

export const issueStates = { ...requestStates, issued: '领用中', back: '已交回', lost: '已丢失' } as const
export type IssueState = keyof typeof issueStates

export const lowValueStates = { inUse: '在用', idle: '在库', gone: '已下账' } as const
export type LowValueState = keyof typeof lowValueStates

export const retirementStates = { ...requestStates, done: '已处置' } as const
export type RetirementState = keyof typeof retirementStates

export const stocktakeScopes = {
  all: '全部资产',
  unit: '单位',
  place: '地点',
  category: '类别',
  equipment: '执法装备'
} as const
export type StocktakeScope = keyof typeof stocktakeScopes

/** Which duty of AST-14 a count is to fulfil. */
export const stocktakeDuties = {
  quarter4: '第四季度全面盘存',
  yearEnd: '年终盘点',
  halfYear: '半年盘点',
  equipment: '执法装备半年清查',
  none: '专项盘点'
} as const
export type StocktakeDuty = keyof typeof stocktakeDuties
export const assetCountStates = {
  counting: '盘点中',
  explaining: '差异待说明',
  ...requestStates,
  done: '已办结'
} as const
export type AssetCountState = keyof typeof assetCountStates
export const countOutcomes = {
  pending: '未盘',
  found: '相符',
  misplaced: '错位',
  missing: '缺失',
  surplus: '盘盈'
} as const
export type CountOutcome = keyof typeof countOutcomes
export const scanOutcomes = { found: '相符', elsewhere: '应在别处', unknown: '账上没有', repeated: '重复扫描' } as const
export type ScanOutcomeWord = keyof typeof scanOutcomes
export const countProposals = {
  move: '更正存放地',
  finding: '查明责任（损失认定）',
  card: '盘盈建卡',
  retire: '申请报废',
  found: '已找到',
  none: '不需处理'
} as const
export type CountProposal = keyof typeof countProposals

export const reconciliationStates = { open: '有差异', settled: '已结清', undone: '已撤销' } as const
export type ReconciliationState = keyof typeof reconciliationStates
export const agreementKinds = { ledgers: '账账', cards: '账卡', things: '账实' } as const
export type AgreementKind = keyof typeof agreementKinds
export const differenceKinds = {
  officeOnly: '财务账无',
  financeOnly: '办公室账无',
  value: '原值不符',
  depreciation: '累计折旧不符',
  quantity: '数量不符',
  unit: '使用部门不符',
  thing: '盘点缺失'
} as const
export type DifferenceKind = keyof typeof differenceKinds
export const settlements = {
  office: '办公室账更正',
  finance: '财务账更正',
  explained: '时间性差异，已说明',
  card: '补建卡片',
  exit: '办理下账'
} as const
export type Settlement = keyof typeof settlements

export const runStates = { posted: '已计提', locked: '已结账' } as const
export type RunState = keyof typeof runStates
