export const vehicleUses = {
  enforcement: '执法执勤',
  confidential: '机要通信',
  emergency: '应急保障',
  reception: '公务接待',
  special: '特种专业技术',
  other: '其他'
} as const
export type VehicleUse = keyof typeof vehicleUses

export const vehicleStates = {
  inUse: '在用',
  repair: '送修',
  sealed: '封存',
  replaced: '已更新',
  scrapped: '已报废',
  /** Of a ledger that was imported and taken back. */
  undone: '已撤销'
} as const
export type VehicleState = keyof typeof vehicleStates

/** States of vehicles the bureau does not run any more. */
export const retiredStates: readonly VehicleState[] = ['replaced', 'scrapped', 'undone']
/** Whether the bureau runs a vehicle no more. */
export const isRetired = ({ state }: { readonly state: VehicleState }): boolean => retiredStates.includes(state)

/** Licence classes of cars; a class covers those named by VEH-03. */
export const licenceClasses = { A1: 'A1', A2: 'A2', A3: 'A3', B1: 'B1', B2: 'B2', C1: 'C1', C2: 'C2' } as const
export type LicenceClass = keyof typeof licenceClasses

export const fuelGrades = {
  g92: '92号汽油',
  g95: '95号汽油',
  g98: '98号汽油',
  d0: '0号柴油',
  d10: '-10号柴油'
} as const
export type FuelGrade = keyof typeof fuelGrades

export const paperKinds = { compulsory: '交强险', commercial: '商业险', inspection: '年检' } as const
export type PaperKind = keyof typeof paperKinds

/** Entries in the life of a vehicle. */
export const lifeKinds = {
  entered: '建档',
  unit: '变更使用单位',
  drivers: '变更驾驶员',
  state: '变更状态',
  facts: '更正档案',
  paper: '登记证照',
  meter: '更换里程表',
  undone: '撤销导入'
} as const
export type LifeKind = keyof typeof lifeKinds

export const driverStates = { active: '在任', ended: '已卸任' } as const
export type DriverState = keyof typeof driverStates

export const cardKinds = { fuel: '加油卡', toll: '通行卡' } as const
export const cardStates = { active: '使用中', lost: '已挂失', cancelled: '已注销' } as const
export type CardKind = keyof typeof cardKinds
export type CardState = keyof typeof cardStates

export const providerKinds = { garage: '修理厂', station: '加油站', insurer: '保险公司' } as const
export type ProviderKind = keyof typeof providerKinds

export const tripPurposes = {
  enforcement: '执法巡查',
  matter: '公务活动',
  meeting: '会议',
  survey: '检查调研',
  confidential: '机要',
  reception: '接待',
  emergency: '应急保障',
  garage: '送修保养',
  other: '其他公务'
} as const
export type TripPurpose = keyof typeof tripPurposes

/** Ranks of who a car is asked for, as BZ-03 article 4 tells them apart. */
export const userRanks = { above: '科级以上', section: '科级以下' } as const
export type UserRank = keyof typeof userRanks

export const tripStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准',
  out: '已出车',
  done: '已返回',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消'
} as const
export type TripState = keyof typeof tripStates

export const changeStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准',
  refused: '不同意',
  withdrawn: '已撤回'
} as const
export type ChangeState = keyof typeof changeStates

/** Where an odometer reading was taken. */
export const readingSources = {
  opening: '建档',
  tripOut: '出车',
  tripIn: '回车',
  refuel: '加油',
  garageIn: '送修',
  garageOut: '修毕',
  layup: '封存',
  release: '启封',
  meter: '更换里程表',
  undone: '撤销导入'
} as const
export type ReadingSource = keyof typeof readingSources

export const distanceCauses = {
  refuelling: '往返加油',
  garage: '送修试车',
  inspection: '年检审车',
  parking: '挪车停放',
  missingTrip: '漏办派车',
  meterError: '里程表误差',
  privateUse: '公车私用'
} as const
export type DistanceCause = keyof typeof distanceCauses
export const distanceStates = { open: '待说明', explained: '已说明', exception: '例外' } as const
export type DistanceState = keyof typeof distanceStates

export const statementLineKinds = {
  refuel: '加油',
  reversal: '加油冲正',
  load: '圈存',
  goods: '商品消费',
  other: '其他'
} as const
export type StatementLineKind = keyof typeof statementLineKinds

export const matchKinds = {
  agreeing: '相符',
  notRegistered: '未登记',
  notOnStatement: '对账单无',
  amount: '金额不符',
  litres: '升数不符',
  grade: '油品不符',
  card: '卡车不符',
  date: '日期不符',
  goods: '非油品',
  netted: '冲正相抵'
} as const
export type MatchKind = keyof typeof matchKinds

export const suspicionKinds = {
  aboveTank: '单次超油箱容积',
  aboveTankDay: '24小时内合计超油箱',
  secondFill: '同日再次加油',
  soon: '行驶不足即大量加油',
  noTrip: '当日无派车',
  holiday: '节假日加油',
  layup: '封存期间加油',
  garage: '送修期间加油',
  station: '非定点加油站',
  offRoute: '站点与派车路线对不上',
  grade: '油品与车辆不符',
  cardShared: '一卡多车',
  consumption: '油耗偏离',
  likeCars: '油耗偏离同型车',
  amount: '金额与升数单价不符',
  round: '整数金额',
  meter: '里程未动或倒退',
  statement: '与对账单不符',
  repair: '重复或拆分维修'
} as const
export type SuspicionKind = keyof typeof suspicionKinds
export const settledStates = { open: '待处理', settled: '已处理' } as const
export type SettledState = keyof typeof settledStates

export const repairKinds = { service: '保养', repair: '维修', overhaul: '大修' } as const
export type RepairKind = keyof typeof repairKinds
export const repairStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '待送修',
  inGarage: '修理中',
  accepted: '已验收',
  closed: '已办结',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消'
} as const
export type RepairState = keyof typeof repairStates

export const incidentKinds = {
  violation: '违章',
  accident: '事故',
  damage: '人为损坏',
  mismatch: '油料里程不符',
  privateUse: '公车私用',
  repairBreach: '违规维修'
} as const
export type IncidentKind = keyof typeof incidentKinds
export const incidentStates = { open: '处理中', closed: '已处理' } as const
export type IncidentState = keyof typeof incidentStates

export const checkResults = {
  good: '正常',
  entertainment: '停放娱乐场所、餐馆',
  offYard: '未停放规定地点',
  defect: '车况隐患',
  unclean: '车容不洁',
  other: '其他问题'
} as const
export type CheckResult = keyof typeof checkResults

export const layupStates = { sealed: '封存中', released: '已启封' } as const
export type LayupState = keyof typeof layupStates

export const costKinds = {
  toll: '过路费',
  parking: '停车费',
  insurance: '保险费',
  inspection: '年检费',
  washing: '洗车费',
  fine: '罚款',
  other: '其他'
} as const
export type CostKind = keyof typeof costKinds

export const expiryKinds = { ...paperKinds, licence: '驾驶证', service: '保养' } as const
export type ExpiryKind = keyof typeof expiryKinds
export const expiryStates = { valid: '有效', soon: '即将到期', over: '已过期', missing: '未登记' } as const
export type ExpiryState = keyof typeof expiryStates
