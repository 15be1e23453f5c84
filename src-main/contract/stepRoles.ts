import { matters, posts, type Matter, type Post } from './posts'

/**
 * Who can decide a step of an approval chain: a post, the leader in charge of a matter or of the office, or the person
 * concerned.
 */
export type StepRoleName = Exclude<Post, 'matterLeader'> | `leader:${Matter}` | 'leader:office' | 'person'

const matterShort: Record<Matter, string> = {
  ...matters,
  works: '工程',
  procurement: '采购',
  approvals: '审批',
  enforcement: '执法'
}
const ofMatters = Object.fromEntries(
  Object.entries(matterShort).map(([matter, word]) => [`leader:${matter}`, `分管${word}领导`])
)
const ofPosts = Object.fromEntries(
  Object.entries(posts)
    .filter(([post]) => post !== 'matterLeader')
    .map(([post, { label }]) => [post, label])
)

/** Roles of chain steps in words. */
export const stepRoleLabels = { ...ofPosts, 'leader:office': '分管办公室领导', ...ofMatters, person: '本人' } as Record<
  StepRoleName,
  string
>
/**
 * Roles held outside the bureau: they decide on the printed paper, whose scan is recorded, and nobody in the bureau
 * decides in their place.
 */
export const outsideRoles: readonly StepRoleName[] = ['administrationLeader']
export const stepRoleNames = Object.keys(stepRoleLabels) as [StepRoleName, ...StepRoleName[]]

/** Conditions under which a step is taken or left out, in words. */
export const conditionLabels: Readonly<Record<string, string>> = {
  special: '特殊用品',
  byKeeper: '保管员本人提出',
  enforcement: '执法文书',
  caseForm: '空白办案文书',
  authorised: '授权办公室主任审批的事项',
  needsHead: '法律规定由主要领导批准',
  ofLeader: '分管领导本人的事项',
  recording: '执法记录音像资料',
  otherUnit: '用其他单位的车或集中整治期间',
  specialTask: '专项任务',
  secretary: '书记与局长不是同一人',
  between: '两个单位之间调拨',
  equipment: '执法装备'
}
