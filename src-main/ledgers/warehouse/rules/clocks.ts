import { formatDate, formatInstant } from '../../../contract/display'
import type { ExitKind, LegalBasis } from '../../../contract/warehouse/words'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'
import { endOfMonth } from '../../../kernel/localDate'
import { workingDaysFrom, type Deadline } from '../../../kernel/periods'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import { seasonsOf } from '../clocks/parameters'

const days = (label: string, fallback: number, unit = '日') => ({ label, unit, fallback })
const words = (label: string, fallback: string) => ({ label, fallback })
const monthList = (label: string, fallback: string) => ({ label, fallback, of: 'months' }) as const

/** WH-04: the bureau's own handling period, calendar days from the day of detention. */
export const WH_04 = defineRule<
  { readonly perishable: boolean },
  {
    perishable: { label: string; unit: string; fallback: number }
    midSeasonDays: { label: string; unit: string; fallback: number }
    winterDays: { label: string; unit: string; fallback: number }
    durable: { label: string; unit: string; fallback: number }
    spring: { label: string; fallback: string }
    summer: { label: string; fallback: string }
    autumn: { label: string; fallback: string }
    winter: { label: string; fallback: string }
  }
>({
  id: 'WH-04',
  act: 'CLOCK',
  title: '暂扣物品从暂扣之日起按易腐程度和季节限期处理',
  sources: [source('DK-04', '第二部分第五条')],
  parameters: {
    perishable: days('易腐物品（夏季）', 2),
    midSeasonDays: days('易腐物品（春秋季）', 3),
    winterDays: days('易腐物品（冬季）', 5),
    durable: days('易存放物品', 30),
    spring: monthList('春季月份', '3,4,5'),
    summer: monthList('夏季月份', '6,7,8'),
    autumn: monthList('秋季月份', '9,10,11'),
    winter: monthList('冬季月份', '12,1,2')
  },
  check: ({ perishable }, set) =>
    perishable &&
    seasonsOf(set) === undefined && {
      message: '季节月份参数设置有误（十二个月须各归且只归一个季节），算不出易腐物品的处理期限，请系统管理员改正参数',
      act: 'BLOCK'
    }
})

/** What WH-05 is asked about. */
export type StatutoryFacts =
  | {
      readonly about: 'extension'
      readonly basis: LegalBasis
      readonly dueOn: string | undefined
      readonly over: boolean
      readonly decided: boolean
      /** Number of an extension pending or approved already. */
      readonly earlier: string | undefined
      readonly days: number
    }
  | { readonly about: 'approval'; readonly dueOn: string; readonly over: boolean }
  | {
      readonly about: 'testing'
      readonly seizure: boolean
      readonly from: string
      readonly to: string
      readonly detainedOn: string
      readonly dueOn: string | undefined
      readonly noticed: boolean
      readonly overlaps: boolean
    }
  | {
      readonly about: 'exit'
      readonly kind: ExitKind
      readonly ownerless: boolean
      readonly dueOn: string
      readonly undecidedAtEnd: boolean
    }
  | {
      readonly about: 'decision'
      readonly kind: string
      readonly decidedOn: string
      readonly detainedOn: string
      readonly today: string
      readonly already: string | undefined
      readonly preserved: boolean
      readonly over: boolean
      readonly dueOn: string | undefined
    }

/**
 * WH-05: preserved evidence is decided on within 7 working days, seizure lasts 30 days and once at most 30 more,
 * approved before the end.
 */
export const WH_05 = defineRule<
  StatutoryFacts,
  {
    preservationDays: { label: string; unit: string; fallback: number }
    seizureDays: { label: string; unit: string; fallback: number }
    extensionDays: { label: string; unit: string; fallback: number }
    noticeDays: { label: string; unit: string; fallback: number }
    preservationLaw: { label: string; fallback: string }
    seizureLaw: { label: string; fallback: string }
    confiscationLaw: { label: string; fallback: string }
  }
>({
  id: 'WH-05',
  act: 'CLOCK',
  title:
    '先行登记保存七个工作日内作出处理决定；查封扣押不超过三十日，期满前经批准可延长一次且不超过三十日，检测期间不计入；期满未决定的解除',
  sources: [
    source('DK-09', '第十七条、第五十一条'),
    source('BZH', '调查取证第2项'),
    source('LAW', '（行政处罚法第五十六条、行政强制法第二十五条）')
  ],
  parameters: {
    preservationDays: days('先行登记保存处理期限', 7, '工作日'),
    seizureDays: days('查封扣押期限', 30),
    extensionDays: days('查封扣押延长期限上限', 30),
    // The law says at once (及时).
    noticeDays: days('延期批准后告知当事人期限', 1, '工作日'),
    // printed on the party's list as the ground of the measure
    preservationLaw: words('先行登记保存的法律依据', '《中华人民共和国行政处罚法》第五十六条'),
    seizureLaw: words('查封扣押的法律依据', '《中华人民共和国行政强制法》第二十四条、第二十五条'),
    confiscationLaw: words('罚没物品的法律依据', '《中华人民共和国行政处罚法》第七十四条')
  },
  check: (facts, { extensionDays }) => {
    const said: Objection[] = []
    const block = (message: string, field?: string) =>
      said.push({ message, act: 'BLOCK', ...(field === undefined ? {} : { field }) })
    switch (facts.about) {
      case 'extension':
        if (facts.dueOn === undefined) block('只有查封扣押的物品可以延期，先行登记保存须按期作出处理决定', 'intakeId')
        if (facts.decided) block('这批物品已作出处理决定，不再延期', 'intakeId')
        if (facts.earlier) block(`查封扣押只能延长一次，已有延期申请${facts.earlier}`, 'intakeId')
        if (facts.days > extensionDays) block(`延长期限最长${extensionDays}日，不能延长${facts.days}日`, 'days')
        if (facts.over) block(`查封扣押期限已于${formatDate(facts.dueOn)}届满，不能再延期，应解除并退还`, 'intakeId')
        break
      case 'approval':
        if (facts.over) block(`查封扣押期限已于${formatDate(facts.dueOn)}届满，延期须在届满前批准，现应解除并退还`)
        break
      case 'testing':
        if (!facts.seizure) block('检测鉴定期间只从查封扣押期限中扣除', 'intakeId')
        if (facts.to < facts.from) block('检测结束日期不能早于开始日期', 'to')
        if (facts.from < facts.detainedOn) block(`检测开始日期不能早于扣押日期${formatDate(facts.detainedOn)}`, 'from')
        if (facts.dueOn !== undefined && facts.from > facts.dueOn)
          block(`查封扣押期限已于${formatDate(facts.dueOn)}届满，届满后开始的检测不能扣除`, 'from')
        if (facts.overlaps) block('与已登记的检测期间重叠，重叠的日子不能重复扣除', 'from')
        if (!facts.noticed)
          said.push({
            message: '检测期间须书面告知当事人，请登记告知书',
            missing: ['检测告知书文号', '告知书扫描件'],
            field: 'noticeNumber',
            act: 'NEED'
          })
        break
      case 'exit':
        if (facts.undecidedAtEnd && facts.kind !== 'return' && !facts.ownerless)
          block(
            `法定期限已于${formatDate(facts.dueOn)}届满而未作处理决定，应当解除并退还当事人，不能作其他处理`,
            'kind'
          )
        break
      case 'decision':
        if (facts.decidedOn > facts.today) block('决定日期不能晚于今天', 'decidedOn')
        if (facts.decidedOn < facts.detainedOn)
          block(`决定日期不能早于扣押日期${formatDate(facts.detainedOn)}`, 'decidedOn')
        if (facts.already) block(`这批物品已有处理决定${facts.already}`, 'kind')
        if (facts.kind === 'seize' && !facts.preserved) block('只有先行登记保存的物品可以转为查封扣押', 'kind')
        if (facts.over && facts.kind !== 'return')
          block(`法定期限已于${formatDate(facts.dueOn)}届满，期满后只能作解除并退还的决定`, 'decidedOn')
    }
    return said
  }
})

/**
 * WH-06: a seizure is approved before it; on-the-spot seizure is reported and its approval completed within hours;
 * refused means released at once.
 */
export const WH_06 = defineRule<
  | {
      readonly about: 'intake'
      readonly onTheSpot: boolean
      readonly seizure: boolean
      /** Day of the approval before the seizure. */
      readonly approvedOn: string | null
      readonly detainedOn: string
    }
  | { readonly about: 'exit'; readonly kind: ExitKind; readonly refused: boolean; readonly ownerless: boolean },
  { hours: { label: string; unit: string; fallback: number } }
>({
  id: 'WH-06',
  act: 'CLOCK',
  title: '查封扣押事先报经批准；当场扣押的二十四小时内报告并补办批准手续，不批准的立即解除',
  sources: [source('DK-09', '第五十条'), source('LAW', '（行政强制法第十八条、第十九条）')],
  parameters: { hours: days('当场扣押补办批准手续期限', 24, '小时') },
  check: (facts) => {
    if (facts.about === 'intake') return approvedBefore(facts)
    return (
      facts.refused &&
      facts.kind !== 'return' &&
      !facts.ownerless && {
        message: '当场扣押未获批准，应当立即解除并退还当事人，不能作其他处理',
        field: 'kind',
        act: 'BLOCK' as const
      }
    )
  }
})

/** A planned seizure is approved before it is carried out; one on the spot afterwards (DK-09 五十). */
function approvedBefore(facts: {
  readonly onTheSpot: boolean
  readonly seizure: boolean
  readonly approvedOn: string | null
  readonly detainedOn: string
}): readonly Objection[] {
  const { onTheSpot, seizure, approvedOn, detainedOn } = facts
  if (onTheSpot)
    return seizure ? [] : [{ message: '当场实施的是查封扣押，请把法律依据选为查封扣押', field: 'basis', act: 'BLOCK' }]
  if (!seizure) return []
  if (approvedOn === null)
    return [
      {
        message: '查封扣押须事先报经批准，请填批准日期；当场实施、事后补批的请勾选当场扣押',
        missing: ['事先批准日期'],
        field: 'approvedOn',
        act: 'NEED'
      }
    ]
  return approvedOn > detainedOn
    ? [
        {
          message: `批准日期${formatDate(approvedOn)}晚于扣押日期${formatDate(detainedOn)}，不是事先批准；当场实施的请勾选当场扣押`,
          field: 'approvedOn',
          act: 'BLOCK'
        }
      ]
    : []
}

/** WH-07: ownerless goods only after the period and one more day; photographed before they are destroyed. */
export const WH_07 = defineRule<
  {
    /** A request may be prepared and decided before the day; the act itself not. */
    readonly about: 'request' | 'act'
    readonly ownerless: boolean
    readonly kind: ExitKind
    readonly today: string
    /** First day the goods may be treated as ownerless. */
    readonly from: string | undefined
    readonly photos: number
    readonly announced: boolean
    readonly name: string
  },
  { extraDays: { label: string; unit: string; fallback: number } }
>({
  id: 'WH-07',
  act: 'BLOCK',
  title: '当事人逾期不来处理的，期限届满再顺延一日方按无主物品处理，销毁前须拍照',
  sources: [source('DK-04', '第二部分第六条')],
  parameters: { extraDays: days('期限届满后顺延', 1) },
  check: ({ about, ownerless, kind, today, from, photos, announced, name }) => {
    if (!ownerless) return undefined
    const missing = [...(photos > 0 ? [] : ['片区拍摄的照片']), ...(announced ? [] : ['通知或公示情况'])]
    return [
      ...(kind === 'return'
        ? [{ message: '退还当事人的不是无主物品，请取消“按无主物品处理”', field: 'ownerless' }]
        : []),
      ...(from === undefined || (about === 'act' && today < from)
        ? [
            {
              message: `${name}${from ? `要到${formatDate(from)}才可` : '算不出期限，不能'}按无主物品处理，在此之前不能销毁`,
              field: 'ownerless'
            }
          ]
        : []),
      ...(missing.length > 0
        ? [
            {
              message: '按无主物品处理前须由片区拍照取证并记明通知或公示情况',
              missing,
              field: 'photoIds',
              act: 'NEED' as const
            }
          ]
        : [])
    ]
  }
})

/** WH-15: overdue goods per squad are reported every month. */
export const WH_15 = defineRule<
  { readonly month: string; readonly today: string; readonly already: boolean },
  { reportDays: { label: string; unit: string; fallback: number } }
>({
  id: 'WH-15',
  act: 'CLOCK',
  title: '各片区逾期物品在领导首页显示，并按月报告',
  sources: [source('PRACTICE')],
  parameters: { reportDays: days('月报期限（次月）', 5, '工作日') },
  check: ({ month, today, already }) => [
    ...(month >= today.slice(0, 7)
      ? [{ message: '本月还没有结束，月报请在次月报送', field: 'month', act: 'BLOCK' as const }]
      : []),
    ...(already
      ? [{ message: `${month.replace('-', '年')}月的月报已经报送`, field: 'month', act: 'BLOCK' as const }]
      : [])
  ]
})

/** How the end of a period of hours is written for a clerk. */
export const hourText = (dueAt: string): string => `${formatInstant(dueAt)}前`

/** The last day to tell the party of an extension, counted from its approval (WH-05). */
export const noticeDeadline = (approvedOn: string, workingDays: number, calendar: WorkingCalendar): Deadline =>
  workingDaysFrom(approvedOn, workingDays, calendar)

/** The last day for a month's report: so many working days into the month after (WH-15). */
export const reportDeadline = (month: string, workingDays: number, calendar: WorkingCalendar): Deadline =>
  workingDaysFrom(endOfMonth(`${month}-01`), workingDays, calendar)
