/** Posts a person can be appointed to. Rights follow the appointments of the day (K-06). */
export interface PostInfo {
  readonly label: string
  /** What an appointment to the post must name beside the person. */
  readonly scope: 'bureau' | 'unit' | 'matter'
  /** Posts that keep goods, seals, keys or files: temporary staff and outsiders cannot hold them (K-11). */
  readonly keeps?: boolean
}

export const posts = {
  head: { label: '主要领导', scope: 'bureau' },
  partySecretary: { label: '书记', scope: 'bureau' },
  leader: { label: '分管领导', scope: 'unit' },
  matterLeader: { label: '分管领导（专项）', scope: 'matter' },
  officeDirector: { label: '办公室主任', scope: 'bureau' },
  unitHead: { label: '科室负责人', scope: 'unit' },
  financeHead: { label: '财务负责人', scope: 'bureau' },
  finance: { label: '财务人员', scope: 'bureau' },
  legalReviewer: { label: '法制审核', scope: 'bureau' },
  buyer: { label: '采购员', scope: 'bureau' },
  suppliesKeeper: { label: '用品保管员', scope: 'bureau', keeps: true },
  claimant: { label: '指定领用人', scope: 'unit' },
  sealCustodian: { label: '监印人', scope: 'bureau', keeps: true },
  warehouseKeeper: { label: '仓库管理员', scope: 'bureau', keeps: true },
  vehicleOffice: { label: '车辆管理员', scope: 'bureau', keeps: true },
  refueller: { label: '加油员', scope: 'bureau' },
  safetyMember: { label: '安全领导小组成员', scope: 'bureau' },
  administrationLeader: { label: '机关管理分管领导', scope: 'bureau' },
  confidentialityOfficer: { label: '保密员', scope: 'bureau', keeps: true },
  assetClerk: { label: '资产管理员', scope: 'bureau', keeps: true },
  inspector: { label: '纪检监督', scope: 'bureau' },
  administrator: { label: '系统管理员', scope: 'bureau' }
} as const satisfies Record<string, PostInfo>

export type Post = keyof typeof posts
export const postNames = Object.keys(posts) as [Post, ...Post[]]

/** Matters a leader can be in charge of apart from units. The first five are those K-04 keeps from the head. */
export const matters = {
  finance: '财务',
  personnel: '人事',
  works: '工程建设',
  procurement: '物资采购',
  approvals: '行政审批',
  enforcement: '行政执法',
  confidentiality: '保密'
} as const
export type Matter = keyof typeof matters
export const matterNames = Object.keys(matters) as [Matter, ...Matter[]]
