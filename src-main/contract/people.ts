import { posts } from './posts'
import { entry, record, type RowOf } from './record'
import { choice, code, date, flag, longText, moment, text, unit, whole } from './recordField'

export const unitKinds = {
  department: '科室',
  brigade: '大队',
  squad: '中队（片区）',
  institution: '下属单位'
} as const
export type UnitKind = keyof typeof unitKinds
export const personKindLabels = {
  permanent: '正式在编',
  contract: '合同聘用',
  temporary: '临时聘用',
  outsider: '外来人员'
} as const
export type PersonKindName = keyof typeof personKindLabels
export const personStatuses = { active: '在岗', leaving: '办理离岗', departed: '已离岗' } as const
export type PersonStatus = keyof typeof personStatuses

/** A unit of the bureau with today's head and how many people are still there. */
export const unitRecord = record('unit', {
  name: text('单位名称', 18).typed(50),
  kind: choice('类别', unitKinds, 10).typed(),
  parentName: unit('上级单位', 'parentId', 18).optional(),
  headName: text('负责人', 9).nullable().derived(),
  people: whole('人数', 6).derived(),
  active: flag('启用', 6)
})
export type UnitRow = RowOf<typeof unitRecord>

/** Somebody on the roster (花名册). */
export const personRecord = record('person', {
  name: text('姓名', 10).typed(30).in('基本信息').importedAs('名字', '人员姓名', '职工姓名'),
  unitName: unit('科室（中队）', 'unitId', 18)
    .typed()
    .in('基本信息')
    .importedAs('部门', '科室', '单位', '所在单位', '中队', '科室(中队)'),
  position: text('职务', 12).optional(30).in('基本信息').importedAs('岗位', '职位'),
  kind: choice('编制', personKindLabels, 10).typed().in('基本信息').importedAs('人员类别', '用工性质', '身份'),
  joinedOn: date('入职时间', 12).optional().in('基本信息').importedAs('入职日期', '参加工作时间', '到岗时间'),
  phone: code('联系电话', 14).optional(30).in('基本信息').importedAs('电话', '手机'),
  status: choice('状态', personStatuses, 10).in('基本信息'),
  posts: text('现任职务（权限）', 24).derived().in('基本信息'),
  remarks: longText('备注', 16).optional().in('基本信息').importedAs('说明')
})
export type PersonRow = RowOf<typeof personRecord>

const handoverKinds = {
  transfer: '正式移交',
  standIn: '代管',
  key: '钥匙',
  receipt: '收回',
  recovery: '代管交回'
} as const
const postWords = Object.fromEntries(Object.entries(posts).map(([post, { label }]) => [post, label])) as {
  readonly [P in keyof typeof posts]: string
}

/** A handover of a post, a stand-in or a key (K-07): names as they were when it was signed. */
export const handoverRecord = entry('handover', {
  number: code('编号', 16),
  at: moment('时间', 14),
  kind: choice('类别', handoverKinds, 9),
  post: choice('岗位', postWords, 12).nullable(),
  subject: longText('移交内容', 24),
  fromName: text('移交人', 9),
  toName: text('接收人', 9),
  witnessName: text('监交人', 9).nullable(),
  untilDay: date('代管至', 10).nullable(),
  reason: longText('原因', 18)
})
export type HandoverRow = RowOf<typeof handoverRecord>
