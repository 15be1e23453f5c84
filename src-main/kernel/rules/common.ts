import { formatDate, formatMoney } from '../../contract/display'
import { K_04, K_06 } from './appointing'
import { K_13 } from './lateness'
import { objectionsToPaper, type PaperFacts } from './paper'
import { K_11, K_12 } from './people'
import { defineRule, type Objection } from './rule'
import { source } from './regulation'
import { K_03 } from './telephone'

export { K_03, K_04, K_06, K_11, K_12, K_13 }

/** K-01: the chain is kept in order, and each decision names its opinion. */
export const K_01 = defineRule<
  {
    readonly step: number
    readonly currentStep: number
    readonly stepLabel: string
    readonly opinion: string
    readonly holdsRole: boolean
    /** Where the step was decided on paper outside the bureau. */
    readonly paper?: PaperFacts
  },
  {
    waitingDays: { label: string; unit: string; fallback: number }
    expiryDays: { label: string; unit: string; fallback: number }
  }
>({
  id: 'K-01',
  act: 'NEED',
  title: '按审批程序逐级办理，每一步记明审批人、身份、时间和意见',
  sources: [
    source('DK-03', '第四条'),
    source('DK-05', '第五条第（一）项'),
    source('BC-31', '第五条'),
    source('BZ-03', '第六条')
  ],
  parameters: {
    waitingDays: { label: '无人办理的提醒期限', unit: '日', fallback: 3 },
    expiryDays: { label: '批准后无人办理的失效期限', unit: '日', fallback: 180 }
  },
  check: ({ step, currentStep, stepLabel, opinion, holdsRole, paper }) => [
    ...(step !== currentStep
      ? [
          {
            message: `前一步尚未办结，现在还不能办理“${stepLabel}”`,
            missing: ['前一步的审批意见'],
            act: 'BLOCK' as const
          }
        ]
      : []),
    ...(!holdsRole
      ? [
          {
            message: `“${stepLabel}”应由当日任职的人员办理，您今天没有这个职务`,
            missing: [stepLabel.endsWith('意见') ? stepLabel : `${stepLabel}的意见`],
            act: 'BLOCK' as const
          }
        ]
      : []),
    ...(opinion.trim() === '' ? [{ message: '请写明审批意见', missing: ['审批意见'], field: 'opinion' }] : []),
    ...(paper ? objectionsToPaper(paper) : [])
  ]
})

/** K-02: nobody decides their own request, nor two consecutive steps. */
export const K_02 = defineRule<{
  readonly deciderId: string
  readonly applicantId: string
  readonly previousDeciderId: string | undefined
}>({
  id: 'K-02',
  act: 'BLOCK',
  title: '本人不得审批自己的申请，同一人不得连续审批两步',
  sources: [source('BC-12', '第二条'), source('BZ-08', '第四条')],
  check: ({ deciderId, applicantId, previousDeciderId }) => {
    if (deciderId === applicantId) return { message: '不能审批自己提出的申请，应由上一级领导审批' }
    return deciderId === previousDeciderId && { message: '上一步已由您审批，本步应由上一级领导审批' }
  }
})

/** What a large sum is spent on: each has its own limit (K-05). */
export type Spending = 'expenditure' | 'assets'

/** A large sum with the decision of the meeting on it. Cents. */
interface DecidedSum {
  readonly amountCents: number
  readonly what: Spending
  readonly decision:
    | { readonly meeting: string; readonly heldOn: string; readonly minutesNumber: string; readonly scan: boolean }
    | undefined
  readonly headSpokeLast: boolean
}

/** A sum asked for beside what was asked for of the kind, for the same unit or thing, in the days before. Cents. */
interface SplitSum {
  /** Whose it is, in words. */
  readonly whose: string
  readonly amountCents: number
  readonly what: Spending
  readonly earlier: readonly { readonly number: string; readonly cents: number }[]
}

/** Each below the limit, together not: shown, and with a reason only. Days and yuan. */
function splitBelow({ whose, amountCents, earlier }: SplitSum, limit: number, days: number): Objection | undefined {
  // What reaches the limit by itself has its own meeting.
  const below = earlier.filter(({ cents }) => cents < limit * 100)
  const sum = below.reduce((total, { cents }) => total + cents, amountCents)
  if (below.length === 0 || amountCents >= limit * 100 || sum < limit * 100) return undefined
  return {
    message: `${whose}在${days}日内已有${below.map(({ number }) => number).join('、')}，合计${formatMoney(sum)}元，达到${limit}元，须经集体研究决定`,
    ask: '分开办理的请写明理由，拆分规避集体研究的请合并申请',
    act: 'WARN'
  }
}

/**
 * K-05: large sums rest on a collective decision, and the head's opinion is entered last. Exactly the limit counts as
 * large.
 */
export const K_05 = defineRule<
  DecidedSum | SplitSum,
  Record<
    'expenditure' | 'assets',
    { label: string; unit: string; fallback: number; profiles: { 'baicheng-office': number } }
  > & { splitDays: { label: string; unit: string; fallback: number } }
>({
  id: 'K-05',
  act: 'NEED',
  title: '大额资金须经集体研究决定，主要领导末位表态',
  sources: [
    source('BC-35', '第一条、第三条'),
    source('BC-13', '第五条'),
    source('BZ-06', '第二章'),
    source('BZ-09', '第七条')
  ],
  parameters: {
    expenditure: { label: '大额支出起点', unit: '元', fallback: 10_000, profiles: { 'baicheng-office': 500 } },
    assets: { label: '资产总额起点', unit: '元', fallback: 10_000, profiles: { 'baicheng-office': 1_000 } },
    splitDays: { label: '同一单位（车辆）同类支出拆分的查看天数', unit: '日', fallback: 7 }
  },
  check: (facts, limits) => {
    const { amountCents, what } = facts
    if ('earlier' in facts) return splitBelow(facts, limits[what], limits.splitDays)
    if (amountCents < limits[what] * 100) return
    const { decision, headSpokeLast } = facts
    const missing = decision
      ? [
          ...(decision.meeting ? [] : ['会议名称']),
          ...(decision.heldOn ? [] : ['会议日期']),
          ...(decision.minutesNumber ? [] : ['纪要编号']),
          ...(decision.scan ? [] : ['纪要扫描件'])
        ]
      : ['会议名称', '会议日期', '纪要编号', '纪要扫描件']
    return [
      ...(missing.length > 0
        ? [{ message: `金额达到${limits[what]}元，须先经集体研究决定并登记会议纪要`, missing }]
        : []),
      ...(decision && !headSpokeLast
        ? [{ message: '集体决策记录中主要领导的意见应最后登记', missing: ['主要领导末位意见'] }]
        : [])
    ]
  }
})

/** K-07: a stand-in takes over by a handover both sign, with an end, and holds the keys meanwhile. */
export const K_07 = defineRule<{
  readonly fromSigned: boolean
  readonly toSigned: boolean
  readonly until: string | null
  readonly from: string
  readonly keysHandedOver: boolean
}>({
  id: 'K-07',
  act: 'NEED',
  title: '临时代管须办理交接并双方签字，代管期间钥匙随之移交',
  sources: [source('DK-05', '第六条第（一）项')],
  check: ({ fromSigned, toSigned, until, from, keysHandedOver }) => {
    const missing = [
      ...(fromSigned ? [] : ['移交人签字']),
      ...(toSigned ? [] : ['接收人签字']),
      ...(until ? [] : ['代管结束日期']),
      ...(keysHandedOver ? [] : ['钥匙移交'])
    ]
    return [
      ...(missing.length > 0 ? [{ message: '临时代管须有双方签字的交接记录，并写明起止日期、移交钥匙', missing }] : []),
      ...(until && until < from
        ? [{ message: '代管结束日期不能早于开始日期', field: 'until', act: 'BLOCK' as const }]
        : [])
    ]
  }
})

/** K-08: nobody leaves or transfers while anything is in their name; who comes back comes back on the same record. */
export const K_08 = defineRule<
  | {
      readonly of: 'leaving'
      readonly personName: string
      readonly held: readonly { readonly ledger: string; readonly label: string; readonly number: string }[]
    }
  | { readonly of: 'newcomer'; readonly personName: string; readonly departedOn: string | null }
>({
  id: 'K-08',
  act: 'NEED',
  title: '名下物品、印章、文件、车辆、钥匙全部交清方可离岗',
  sources: [source('DK-06', '第三条第5项'), source('DK-07', '第三十七条'), source('BC-29', '第六条')],
  check: (facts) => {
    if (facts.of === 'newcomer')
      return {
        message: `花名册里有已离岗的同名人员${facts.personName}${facts.departedOn ? `（${formatDate(facts.departedOn)}离岗）` : ''}`,
        ask: '如是同一人，请在原记录上办理返岗；确是另一人的请写明',
        field: 'name',
        act: 'WARN'
      }
    const { personName, held } = facts
    const missing = held.map((item) => `${item.ledger}：${item.label}（${item.number}）`)
    return (
      held.length > 0 && {
        message: `${personName}名下还有${held.length}项未交清，不能办理离岗：${missing.join('；')}`,
        missing
      }
    )
  }
})

/**
 * K-09: entries are never changed or deleted; the database itself refuses. A reversal names what it reverses, why, and
 * only once.
 */
export const K_09 = defineRule<{
  readonly alreadyReversed: boolean
  readonly isReversal: boolean
  readonly reason: string
}>({
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

/**
 * K-14: what was signed or decided stays as it was: its paper is kept with the act and shown by every reprint. Nothing
 * is signed unkept.
 */
export const K_14 = defineRule<{ readonly paper: string; readonly content: string }>({
  id: 'K-14',
  act: 'LOG',
  title: '签字、审批时的表单内容随操作留存，重印照原样，以后的变动注明日期附在下面',
  sources: [source('PRACTICE')],
  check: ({ paper, content }) => content === '' && { message: `${paper}的签批内容没有保存，不能签批`, act: 'BLOCK' }
})

/** The rules all ledgers share. */
export const commonRules = [K_01, K_02, K_03, K_04, K_05, K_06, K_07, K_08, K_09, K_10, K_11, K_12, K_13, K_14]
