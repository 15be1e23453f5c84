import type { PersonKindName, UnitKind } from '../../contract/people'
import type { Matter, Post } from '../../contract/posts'

/** A post of the demo bureau: the post alone, or with the units or matters it is for. */
export type DemoPost =
  | Post
  | {
      readonly post: Post
      readonly units?: readonly string[]
      readonly matters?: readonly Matter[]
      /** Terms of office in months from today, where the post does not run on. */
      readonly terms?: readonly (readonly [from: number, to: number])[]
    }

export interface DemoPerson {
  readonly name: string
  readonly position: string
  readonly kind?: PersonKindName
  readonly posts?: readonly DemoPost[]
  /** Signs in; everyone with a post does. */
  readonly account?: boolean
}

export interface DemoUnit {
  readonly name: string
  readonly kind: UnitKind
  readonly parent?: string
  readonly people: readonly DemoPerson[]
}

/** The demo bureau; county, people and all are invented. */
export const demoBureau = { name: '云溪县城市管理和综合执法局', shortName: '云溪城管', profile: 'dongkou' } as const

const unitHead: DemoPost = 'unitHead'

/**
 * Units with their people and posts. Every unit has a head and a claimant; every unit has a leader of its own or
 * through the unit above it, so that each approval chain resolves in every profile.
 */
export const demoUnits: readonly DemoUnit[] = [
  {
    name: '局领导',
    kind: 'department',
    people: [
      { name: '周启明', position: '局长', posts: ['head', { post: 'leader', units: ['局领导'] }] },
      { name: '贺文清', position: '党组书记', posts: ['partySecretary'] },
      {
        name: '陆远航',
        position: '副局长',
        posts: [
          { post: 'leader', units: ['办公室', '财务审计装备股', '政工股'] },
          { post: 'matterLeader', matters: ['finance', 'procurement', 'personnel'] },
          'administrationLeader'
        ]
      },
      {
        name: '沈国栋',
        position: '副局长',
        posts: [
          { post: 'leader', units: ['执法大队'] },
          { post: 'matterLeader', matters: ['enforcement'] }
        ]
      },
      {
        name: '覃月华',
        position: '副局长',
        posts: [
          { post: 'leader', units: ['法制教育股', '市政公用股', '环境卫生管理所'] },
          { post: 'matterLeader', matters: ['confidentiality', 'works', 'approvals'] }
        ]
      },
      { name: '邓秉正', position: '纪检组长', posts: ['inspector', unitHead] }
    ]
  },
  {
    name: '办公室',
    kind: 'department',
    people: [
      { name: '谢晓岚', position: '办公室主任', posts: ['officeDirector', unitHead] },
      { name: '唐雨薇', position: '机要员', posts: ['confidentialityOfficer', 'sealCustodian'] },
      { name: '罗振邦', position: '科员', posts: ['suppliesKeeper', 'assetClerk'] },
      {
        name: '夏知秋',
        position: '科员',
        posts: [
          {
            post: 'buyer',
            terms: [
              [-16, -10],
              [-4, 2]
            ]
          },
          'claimant'
        ]
      },
      { name: '韦建业', position: '车管员', posts: ['vehicleOffice'] },
      { name: '方子墨', position: '信息管理员', posts: ['administrator'] },
      { name: '欧阳春', position: '驾驶员', kind: 'contract', account: true },
      { name: '石大勇', position: '驾驶员', kind: 'contract', posts: ['refueller'] },
      { name: '马小翠', position: '勤杂', kind: 'temporary' }
    ]
  },
  {
    name: '财务审计装备股',
    kind: 'department',
    people: [
      { name: '蒋明珠', position: '股长', posts: ['financeHead', unitHead] },
      { name: '吕思齐', position: '会计', posts: ['finance', 'claimant'] },
      { name: '单玉兰', position: '出纳', posts: [{ post: 'sealCustodian', units: ['财务审计装备股'] }] }
    ]
  },
  {
    name: '政工股',
    kind: 'department',
    people: [
      { name: '黎向前', position: '股长', posts: [unitHead] },
      { name: '冯佳宁', position: '科员', posts: ['claimant', { post: 'buyer', terms: [[-10, -4]] }] }
    ]
  },
  {
    name: '法制教育股',
    kind: 'department',
    people: [
      { name: '江映雪', position: '股长', posts: [unitHead, 'legalReviewer'] },
      { name: '尹照临', position: '科员', posts: ['claimant', 'legalReviewer'] },
      { name: '段安邦', position: '法律顾问', kind: 'outsider' }
    ]
  },
  {
    name: '市政公用股',
    kind: 'department',
    people: [
      { name: '曾广陵', position: '股长', posts: [unitHead] },
      { name: '易水寒', position: '科员', posts: ['claimant'] },
      { name: '孟长河', position: '维修工', kind: 'outsider' }
    ]
  },
  {
    name: '执法大队',
    kind: 'brigade',
    people: [
      { name: '雷震东', position: '大队长', posts: [unitHead] },
      { name: '向北辰', position: '内勤', posts: ['claimant', 'safetyMember'] },
      { name: '戴长春', position: '仓库管理员', posts: ['warehouseKeeper'] }
    ]
  },
  {
    name: '一中队',
    kind: 'squad',
    parent: '执法大队',
    people: [
      { name: '龙啸林', position: '中队长', posts: [unitHead] },
      { name: '彭一帆', position: '执法队员', posts: ['claimant'] },
      { name: '任平生', position: '执法队员', account: true },
      { name: '米晓光', position: '协管员', kind: 'temporary', account: true }
    ]
  },
  {
    name: '二中队',
    kind: 'squad',
    parent: '执法大队',
    people: [
      { name: '卓不凡', position: '中队长', posts: [unitHead] },
      { name: '柯玉书', position: '执法队员', posts: ['claimant'] },
      { name: '庄晓梦', position: '执法队员', account: true },
      { name: '齐小山', position: '协管员', kind: 'temporary' }
    ]
  },
  {
    name: '三中队',
    kind: 'squad',
    parent: '执法大队',
    people: [
      { name: '燕南飞', position: '中队长', posts: [unitHead] },
      { name: '温如玉', position: '执法队员', posts: ['claimant'] },
      { name: '鲁大海', position: '执法队员', kind: 'contract' }
    ]
  },
  {
    name: '环境卫生管理所',
    kind: 'institution',
    people: [
      { name: '高洁', position: '所长', posts: [unitHead] },
      { name: '安然', position: '内勤', posts: ['claimant'] },
      { name: '钟守业', position: '班长', kind: 'contract' },
      { name: '白玉霜', position: '保洁员', kind: 'temporary' }
    ]
  }
]
