import type { Matter, Post } from '../../contract/posts'
import { matters, posts } from '../../contract/posts'
import { personKinds, type PersonKind } from '../actor'
import { defineRule } from './rule'
import { source } from './regulation'

/** K-01: the chain is kept in order, and each decision names its opinion. */
export const K_01 = defineRule<
  {
    readonly step: number
    readonly currentStep: number
    readonly stepLabel: string
    readonly opinion: string
    readonly holdsRole: boolean
  },
  { waitingDays: { label: string; unit: string; fallback: number } }
>({
  id: 'K-01',
  act: 'NEED',
  title: '按审批程序逐级办理，每一步记明审批人、身份、时间和意见',
  sources: [source('DK-03', '第四条'), source('DK-05', '第五条第（一）项'), source('BC-31', '第五条'), source('BZ-03', '第六条')],
  parameters: { waitingDays: { label: '无人办理的提醒期限', unit: '日', fallback: 3 } },
  check: ({ step, currentStep, stepLabel, opinion, holdsRole }) => [
    ...(step !== currentStep
      ? [{ message: `前一步尚未办结，现在还不能办理“${stepLabel}”`, missing: ['前一步的审批意见'], act: 'BLOCK' as const }]
      : []),
    ...(!holdsRole
      ? [{ message: `“${stepLabel}”应由当日任职的人员办理，您今天没有这个职务`, missing: [`${stepLabel}的意见`], act: 'BLOCK' as const }]
      : []),
    ...(opinion.trim() === '' ? [{ message: '请写明审批意见', missing: ['审批意见'], field: 'opinion' }] : [])
  ]
})

/** K-02: nobody decides their own request, nor two consecutive steps. */
export const K_02 = defineRule<{ readonly deciderId: string; readonly applicantId: string; readonly previousDeciderId: string | undefined }>({
  id: 'K-02',
  act: 'BLOCK',
  title: '本人不得审批自己的申请，同一人不得连续审批两步',
  sources: [source('BC-12', '第二条'), source('BZ-08', '第四条')],
  check: ({ deciderId, applicantId, previousDeciderId }) => {
    if (deciderId === applicantId) return { message: '不能审批自己提出的申请，应由上一级领导审批' }
    return deciderId === previousDeciderId && { message: '上一步已由您审批，本步应由上一级领导审批' }
  }
})

/** K-03: a telephone approval is complete with who approved, when, who took the call; confirmed within its period. */
export const K_03 = defineRule<
  {
    readonly approvedBy: string | undefined
    readonly approvedAt: string | undefined
    readonly takenBy: string | undefined
    readonly inFuture: boolean
  },
  { vehicleDays: { label: string; unit: string; fallback: number }; otherDays: { label: string; unit: string; fallback: number } }
>({
  id: 'K-03',
  act: 'NEED',
  title: '紧急情况可电话请示，事后按期补办手续；逾期未确认的不予报销',
  sources: [source('DK-03', '第五条第（2）项'), source('DK-02', '第二条第5项'), source('BZ-03', '第七条')],
  parameters: {
    vehicleDays: { label: '车辆补办期限', unit: '工作日', fallback: 1 },
    otherDays: { label: '其他事项补办期限', unit: '日', fallback: 3 }
  },
  check: ({ approvedBy, approvedAt, takenBy, inFuture }) => [
    ...(!approvedBy || !approvedAt || !takenBy
      ? [
          {
            message: '电话请示须记明批准领导、批准时间和接听记录人',
            missing: [...(approvedBy ? [] : ['批准领导']), ...(approvedAt ? [] : ['批准时间']), ...(takenBy ? [] : ['接听记录人'])]
          }
        ]
      : []),
    ...(inFuture ? [{ message: '批准时间不能晚于现在', field: 'approvedAt', act: 'BLOCK' as const }] : []),
    ...(approvedBy && approvedBy === takenBy ? [{ message: '批准领导与接听记录人不能是同一人', field: 'takenBy', act: 'BLOCK' as const }] : [])
  ]
})

const keptFromHead: readonly Matter[] = ['finance', 'personnel', 'works', 'procurement', 'approvals']

/** K-04: the head is not at the same time in charge of the five matters. */
export const K_04 = defineRule<{
  readonly personName: string
  readonly heldPosts: readonly Post[]
  readonly heldMatters: readonly Matter[]
  readonly post: Post
  readonly matter: Matter | null
}>({
  id: 'K-04',
  act: 'WARN',
  title: '主要领导不直接分管财务、人事、工程、采购、审批',
  sources: [source('BC-12', '第二条'), source('BZ-08', '第四条')],
  check: ({ personName, heldPosts, heldMatters, post, matter }) => {
    const inCharge = [...heldMatters, ...(matter ? [matter] : [])].filter((each) => keptFromHead.includes(each))
    const isHead = post === 'head' || heldPosts.includes('head')
    return (
      isHead &&
      inCharge.length > 0 && { message: `${personName}是主要领导，不应同时分管${inCharge.map((each) => matters[each]).join('、')}`, field: 'matter' }
    )
  }
})

/** K-05: large sums rest on a collective decision, and the head's opinion is entered last. Exactly the limit counts as large. */
export const K_05 = defineRule<
  {
    readonly amountCents: number
    readonly what: 'expenditure' | 'assets'
    readonly decision: { readonly meeting: string; readonly heldOn: string; readonly minutesNumber: string; readonly scan: boolean } | undefined
    readonly headSpokeLast: boolean
  },
  Record<'expenditure' | 'assets', { label: string; unit: string; fallback: number; profiles: { 'baicheng-office': number } }>
>({
  id: 'K-05',
  act: 'NEED',
  title: '大额资金须经集体研究决定，主要领导末位表态',
  sources: [source('BC-35', '第一条、第三条'), source('BC-13', '第五条'), source('BZ-06', '第二章'), source('BZ-09', '第七条')],
  parameters: {
    expenditure: { label: '大额支出起点', unit: '元', fallback: 10_000, profiles: { 'baicheng-office': 500 } },
    assets: { label: '资产总额起点', unit: '元', fallback: 10_000, profiles: { 'baicheng-office': 1_000 } }
  },
  check: ({ amountCents, what, decision, headSpokeLast }, limits) => {
    if (amountCents < limits[what] * 100) return
    const missing = decision
      ? [
          ...(decision.meeting ? [] : ['会议名称']),
          ...(decision.heldOn ? [] : ['会议日期']),
          ...(decision.minutesNumber ? [] : ['纪要编号']),
          ...(decision.scan ? [] : ['纪要扫描件'])
        ]
      : ['会议名称', '会议日期', '纪要编号', '纪要扫描件']
    return [
      ...(missing.length > 0 ? [{ message: `金额达到${limits[what]}元，须先经集体研究决定并登记会议纪要`, missing }] : []),
      ...(decision && !headSpokeLast ? [{ message: '集体决策记录中主要领导的意见应最后登记', missing: ['主要领导末位意见'] }] : [])
    ]
  }
})

/** K-06: rights follow appointments, which have a beginning and an end. */
export const K_06 = defineRule<{
  readonly post: Post
  readonly from: string
  readonly to: string | null
  readonly overlapping: string | undefined
  readonly needsScope: boolean
}>({
  id: 'K-06',
  act: 'NEED',
  title: '任职有起止日期，权限随当日任职',
  sources: [source('PRACTICE')],
  check: ({ post, from, to, overlapping, needsScope }) => [
    ...(to !== null && to < from ? [{ message: '任职结束日期不能早于开始日期', field: 'to', act: 'BLOCK' as const }] : []),
    ...(overlapping ? [{ message: `${overlapping}在这段时间已任${posts[post].label}，不能重复登记`, field: 'from', act: 'BLOCK' as const }] : []),
    ...(needsScope
      ? [
          {
            message: `任${posts[post].label}须写明负责的${posts[post].scope === 'unit' ? '单位' : '事项'}`,
            missing: [posts[post].scope === 'unit' ? '负责的单位' : '负责的事项']
          }
        ]
      : [])
  ]
})

/** K-07: a stand-in takes over by a handover both sign, with an end, and holds the keys meanwhile. */
export const K_07 = defineRule<{
  readonly fromSigned: boolean
  readonly toSigned: boolean
  readonly until: string | null
  readonly from: string
  readonly keysHandedOver: boolean
  readonly samePerson: boolean
}>({
  id: 'K-07',
  act: 'NEED',
  title: '临时代管须办理交接并双方签字，代管期间钥匙随之移交',
  sources: [source('DK-05', '第六条第（一）项')],
  check: ({ fromSigned, toSigned, until, from, keysHandedOver, samePerson }) => {
    const missing = [
      ...(fromSigned ? [] : ['移交人签字']),
      ...(toSigned ? [] : ['接收人签字']),
      ...(until ? [] : ['代管结束日期']),
      ...(keysHandedOver ? [] : ['钥匙移交'])
    ]
    return [
      ...(missing.length > 0 ? [{ message: '临时代管须有双方签字的交接记录，并写明起止日期、移交钥匙', missing }] : []),
      ...(samePerson ? [{ message: '移交人与接收人不能是同一人', field: 'toPersonId', act: 'BLOCK' as const }] : []),
      ...(until && until < from ? [{ message: '代管结束日期不能早于开始日期', field: 'until', act: 'BLOCK' as const }] : [])
    ]
  }
})

/** K-08: nobody leaves or transfers while anything is in their name. */
export const K_08 = defineRule<{
  readonly personName: string
  readonly held: readonly { readonly ledger: string; readonly label: string; readonly number: string }[]
}>({
  id: 'K-08',
  act: 'NEED',
  title: '名下物品、印章、文件、车辆、钥匙全部交清方可离岗',
  sources: [source('DK-06', '第三条第5项'), source('DK-07', '第三十七条'), source('BC-29', '第六条')],
  check: ({ personName, held }) =>
    held.length > 0 && {
      message: `${personName}名下还有${held.length}项未交清，不能办理离岗`,
      missing: held.map((item) => `${item.ledger}：${item.label}（${item.number}）`)
    }
})

/** K-09: entries are never changed or deleted; the database itself refuses. A reversal names what it reverses, why, and only once. */
export const K_09 = defineRule<{ readonly alreadyReversed: boolean; readonly isReversal: boolean; readonly reason: string }>({
  id: 'K-09',
  act: 'BLOCK',
  title: '台账记录只增不改，差错以冲正更正，两笔都留痕',
  sources: [source('PRACTICE')],
  check: ({ alreadyReversed, isReversal, reason }) => [
    ...(alreadyReversed ? [{ message: '这笔记录已经冲正过，不能再次冲正' }] : []),
    ...(isReversal ? [{ message: '冲正记录本身不能再冲正，请重新登记一笔' }] : []),
    ...(reason.trim() === '' ? [{ message: '请写明冲正原因', field: 'reason' }] : [])
  ]
})

/** K-10: numbers run without gaps per ledger and year. */
export const K_10 = defineRule<{ readonly gaps: readonly string[] }>({
  id: 'K-10',
  act: 'BLOCK',
  title: '台账编号按年连续，不跳号不重号',
  sources: [source('PRACTICE')],
  check: ({ gaps }) => gaps.length > 0 && { message: `编号不连续：缺${gaps.join('、')}` }
})

/** K-11: temporary staff and outsiders cannot apply, approve or keep. */
export const K_11 = defineRule<{ readonly personName: string; readonly kind: PersonKind; readonly doing: 'apply' | 'approve' | 'keep' }>({
  id: 'K-11',
  act: 'BLOCK',
  title: '临时聘用人员和外来人员不得申请、审批、保管',
  sources: [source('DK-05', '第五条第（四）项第4目')],
  check: ({ personName, kind, doing }) => {
    const verb = { apply: '提出申请', approve: '审批', keep: '任保管岗位' }[doing]
    return (kind === 'temporary' || kind === 'outsider') && { message: `${personName}是${personKinds[kind]}，不能${verb}，请由正式职工办理` }
  }
})

/** The rules all ledgers share. */
export const commonRules = [K_01, K_02, K_03, K_04, K_05, K_06, K_07, K_08, K_09, K_10, K_11]
