import { matters, posts, type Matter, type Post } from '../../contract/posts'
import { formatDate } from '../../contract/display'
import { source } from './regulation'
import { defineRule } from './rule'

const keptFromHead: readonly Matter[] = ['finance', 'personnel', 'works', 'procurement', 'enforcement', 'approvals']

/** A unit somebody leads, with the matters that are its business by its name and kind. */
export interface LedUnit {
  readonly name: string
  readonly matters: readonly Matter[]
  /** A brigade of the enforcement force. */
  readonly brigade: boolean
}

/** Words in the name of a unit that say whose matter it is (K-04). */
const matterWords: readonly (readonly [words: RegExp, matter: Matter])[] = [
  [/财务|财装|计财|审计装备/, 'finance'],
  [/人事|组织人事|政工|干部/, 'personnel'],
  [/工程|基建|建设股|建设科|项目/, 'works'],
  [/采购|招标|招投标/, 'procurement'],
  [/执法|督察|法制/, 'enforcement'],
  [/审批|许可|政务服务/, 'approvals']
]

/** The matters a unit's name speaks of: 财务装备股 → finance. */
export const mattersOfUnit = (name: string): readonly Matter[] =>
  matterWords.flatMap(([words, matter]) => (words.test(name) ? [matter] : []))

/**
 * K-04: the head is not at the same time in charge of the matters kept apart, by matter or by the unit whose matter it
 * is.
 */
export const K_04 = defineRule<
  {
    readonly personName: string
    readonly heldPosts: readonly Post[]
    readonly heldMatters: readonly Matter[]
    readonly post: Post
    readonly matter: Matter | null
    /** Units the person leads or is to lead as leader in charge. */
    readonly units: readonly LedUnit[]
  },
  { brigades: { label: string; fallback: string; profiles: Partial<Record<'baicheng-bureau', string>> } }
>({
  id: 'K-04',
  act: 'WARN',
  title: '主要领导不直接分管财务、人事、工程、采购、执法、审批（白城市局：也不分管大队）',
  sources: [source('BC-12', '第二条'), source('BZ-08', '第四条')],
  parameters: {
    brigades: { label: '主要领导不分管大队（是/否）', fallback: '否', profiles: { 'baicheng-bureau': '是' } }
  },
  check: ({ personName, heldPosts, heldMatters, post, matter, units }, { brigades }) => {
    if (post !== 'head' && !heldPosts.includes('head')) return
    const byMatter = [...heldMatters, ...(matter ? [matter] : [])]
      .filter((each) => keptFromHead.includes(each))
      .map((each) => matters[each])
    const byUnit = units
      .filter((unit) => unit.matters.some((each) => keptFromHead.includes(each)) || (unit.brigade && brigades === '是'))
      .map((unit) => unit.name)
    const inCharge = [...new Set([...byMatter, ...byUnit])]
    return (
      inCharge.length > 0 && {
        message: `${personName}是主要领导，不应同时分管${inCharge.join('、')}`,
        field: matter ? 'matter' : 'unitId'
      }
    )
  }
})

/**
 * K-06: rights follow appointments, which have a beginning and an end; what a change of them leaves behind is said at
 * the appointment.
 */
export const K_06 = defineRule<{
  readonly post: Post
  readonly from: string
  readonly to: string | null
  readonly overlapping: string | undefined
  readonly needsScope: boolean
  /** Days a term of the post may last; the person has held it without a break since `heldSince`. */
  readonly term?:
    | { readonly personName: string; readonly months: number; readonly heldSince: string; readonly end: string }
    | undefined
  /** Acts done in the post after the day it would end with. */
  readonly actsAfter?: readonly string[] | undefined
  /** Things still in the holder's keeping at the end of a keeping post. */
  readonly stillKept?: readonly string[] | undefined
}>({
  id: 'K-06',
  act: 'NEED',
  title: '任职有起止日期，权限随当日任职',
  sources: [source('PRACTICE')],
  check: ({ post, from, to, overlapping, needsScope, term, actsAfter = [], stillKept = [] }) => [
    ...(to !== null && to < from
      ? [{ message: '任职结束日期不能早于开始日期', field: 'to', act: 'BLOCK' as const }]
      : []),
    ...(overlapping
      ? [
          {
            message: `${overlapping}在这段时间已任${posts[post].label}，不能重复登记`,
            field: 'from',
            act: 'BLOCK' as const
          }
        ]
      : []),
    ...(needsScope
      ? [
          {
            message: `任${posts[post].label}须写明负责的${posts[post].scope === 'unit' ? '单位' : '事项'}`,
            missing: [posts[post].scope === 'unit' ? '负责的单位' : '负责的事项']
          }
        ]
      : []),
    ...(term
      ? [
          {
            message: `${term.personName}自${formatDate(term.heldSince)}起任${posts[post].label}，任期${term.months}个月到${formatDate(term.end)}止，本次为超期连任`,
            ask: '请写明连任原因',
            field: 'personId',
            act: 'WARN' as const
          }
        ]
      : []),
    ...(actsAfter.length > 0
      ? [
          {
            message: `任职结束日期之后仍以${posts[post].label}身份办理了${actsAfter.length}件：${actsAfter.join('、')}；这些办理事项保留原样`,
            ask: '请写明提前结束任职的原因',
            missing: actsAfter,
            field: 'to',
            act: 'WARN' as const
          }
        ]
      : []),
    ...(stillKept.length > 0
      ? [
          {
            message: `结束任职时名下还有：${stillKept.join('、')}`,
            ask: '请先办理移交，或写明由谁接管',
            missing: stillKept,
            field: 'to',
            act: 'WARN' as const
          }
        ]
      : [])
  ]
})
