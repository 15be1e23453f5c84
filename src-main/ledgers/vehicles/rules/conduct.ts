import { formatMoney } from '../../../contract/display'
import type { IncidentKind } from '../../../contract/vehicles/words'
import { addDays, endOfMonth } from '../../../kernel/localDate'
import { proportionOf } from '../../../kernel/money'
import { calendarDaysFrom, hoursFrom, type Deadline } from '../../../kernel/periods'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type RuleBook } from '../../../kernel/rules/rule'

type Whole = { label: string; unit: string; fallback: number }

export interface IncidentFacts {
  readonly kind: IncidentKind
  readonly casualties: boolean
  readonly lossCents: number
  readonly leaderTold: boolean
  readonly headTold: boolean
  readonly notified: boolean
  readonly discipline: boolean
}
type ReportFacts =
  | { readonly stage: 'told'; readonly name: string; readonly leader: boolean }
  | {
      readonly stage: 'record'
      readonly at: string
      readonly now: string
      readonly share: number | null
      readonly kind: IncidentKind
      readonly points: number
    }
  | ({ readonly stage: 'close' } & IncidentFacts)

/**
 * VEH-15: points are the driver's, the fine the using unit's; accidents go up at once; breaches are notified and go to
 * discipline inspection.
 */
export const VEH_15 = defineRule<ReportFacts, { leaderHours: Whole; headLoss: Whole }>({
  id: 'VEH-15',
  act: 'NEED',
  title:
    '违章扣分由驾驶员负责，罚款据实由用车单位报销；事故第一时间报告分管领导，较大事故或人员伤亡报告主要领导；违规通报并报纪检',
  sources: [source('DK-02', '安全用车规定第1项、第2项、第3项')],
  parameters: {
    leaderHours: { label: '事故报告分管领导的时限', unit: '小时', fallback: 2 },
    headLoss: { label: '较大事故的损失起点', unit: '元', fallback: 10_000 }
  },
  check: (facts, limits) => {
    if (facts.stage === 'told')
      return (
        !facts.leader && {
          message: `${facts.name}那天不是用车单位的分管领导或主要领导，事故应报告分管领导`,
          act: 'BLOCK',
          field: 'leaderToldId'
        }
      )
    if (facts.stage === 'record')
      return [
        ...(facts.at > facts.now ? [{ message: '时间不能晚于现在', act: 'BLOCK' as const, field: 'at' }] : []),
        ...(facts.share !== null && facts.share > 100
          ? [{ message: '责任比例不能超过100%', act: 'BLOCK' as const, field: 'share' }]
          : []),
        ...(facts.kind !== 'violation' && facts.points > 0
          ? [{ message: '扣分只登记在违章记录上', act: 'BLOCK' as const, field: 'points' }]
          : [])
      ]
    const missing = [
      ...(facts.kind === 'accident' && !facts.leaderTold ? ['报告分管领导的时间'] : []),
      ...(mustTellHead(facts, limits.headLoss) && !facts.headTold ? ['报告主要领导的时间'] : []),
      ...(isBreach(facts.kind) && !facts.notified ? ['通报'] : []),
      ...(isBreach(facts.kind) && !facts.discipline ? ['报纪检监察'] : [])
    ]
    return missing.length > 0 && { message: `还没有${missing.join('、')}，不能结案`, missing }
  }
})

/** Whether the head has to be told: casualties, or loss from so many yuan on. */
export const mustTellHead = (
  { kind, casualties, lossCents }: Pick<IncidentFacts, 'kind' | 'casualties' | 'lossCents'>,
  headLossYuan: number
): boolean => kind === 'accident' && (casualties || lossCents >= headLossYuan * 100)

/** Breaches that are notified and go to discipline inspection. */
export const isBreach = (kind: IncidentKind): boolean => kind !== 'accident' && kind !== 'damage'

/** Until when a breach is notified and with discipline inspection, from the day it happened. */
export const noticeDueOn = (day: string): string => addDays(day, 30)

/** Until when what a spot check found is dealt with. */
export const followUpDueOn = (day: string): string => addDays(day, 7)

/** Until when an accident is told to the leader in charge. */
export const reportDeadline = (at: string, book: RuleBook): Deadline => hoursFrom(at, VEH_15.values(book).leaderHours)

type Amounts = { goods: Whole; bonus: Whole; share: Whole; percent: Whole; postDay: Whole }

/** VEH-16: what a driver is paid at the end of the year, exact to the cent; what was signed stays. */
export const VEH_16 = defineRule<
  {
    readonly signed: boolean
    readonly already: string | undefined
    readonly changed: boolean
    readonly yearOver: boolean
  },
  Amounts
>({
  id: 'VEH-16',
  act: 'NEED',
  title: '驾驶员劳保用品和安全奖年终兑现；承担一半以上责任的事故扣奖并承担净损失的百分之五',
  sources: [source('DK-02', '驾驶员管理及补助第2项、第3项、第4项')],
  parameters: {
    goods: { label: '劳保用品', unit: '元/年', fallback: 800 },
    bonus: { label: '固定安全奖', unit: '元/月', fallback: 100 },
    share: { label: '扣奖的责任比例起点', unit: '%', fallback: 50 },
    percent: { label: '承担净损失的比例', unit: '%', fallback: 5 },
    postDay: { label: '计发当月的在岗日', unit: '日', fallback: 15 }
  },
  check: ({ signed, already, changed, yearOver }) => [
    ...(yearOver ? [] : [{ message: '年终结算在当年12月起办理', act: 'BLOCK' as const, field: 'year' }]),
    ...(already && !changed
      ? [{ message: `已按${already}结算并签字，数字没有变化，不再重复结算`, act: 'BLOCK' as const }]
      : []),
    ...(signed ? [] : [{ message: '结算表须由驾驶员本人签字', missing: ['驾驶员签字'], field: 'signatures.driver' }])
  ]
})

/** An accident as the year-end statement looks at it. Share in percent, amounts in cents. */
export interface YearAccident {
  readonly id: string
  readonly number: string
  readonly day: string
  readonly share: number
  readonly lossCents: number
  readonly insuranceCents: number
}

/** A time somebody was a driver; `until` null while it runs. */
export interface DriverTerm {
  readonly from: string
  readonly until: string | null
}

export interface YearFigures {
  readonly months: number
  readonly goodsCents: number
  readonly bonusMonths: number
  readonly bonusCents: number
  readonly charges: readonly {
    readonly incidentId: string
    readonly number: string
    readonly day: string
    readonly share: number
    readonly netLossCents: number
    readonly chargeCents: number
  }[]
  readonly chargeCents: number
  readonly payableCents: number
}

/**
 * A driver's year: months in post on the 15th, labour goods in twelfths, no bonus from the month of the first at-fault
 * accident to December, five percent of each such accident's loss net of insurance. `from` and `until` bound each time
 * as a driver; amounts in cents.
 */
export function yearFigures(
  year: number,
  terms: readonly DriverTerm[],
  accidents: readonly YearAccident[],
  book: RuleBook
): YearFigures {
  const { goods, bonus, share, percent, postDay } = VEH_16.values(book)
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).filter(
    (month) => {
      const last = endOfMonth(`${month}-01`)
      const day = `${month}-${String(postDay).padStart(2, '0')}`
      const asked = day > last ? last : day
      return terms.some(({ from, until }) => from <= asked && (until === null || until >= asked))
    }
  )
  const atFault = accidents.filter((each) => each.day.startsWith(`${year}-`) && each.share >= share)
  const firstLost = atFault.map(({ day }) => day.slice(0, 7)).sort()[0]
  const bonusMonths = months.filter((month) => firstLost === undefined || month < firstLost).length
  const charges = atFault.map(({ id, number, day, share: own, lossCents, insuranceCents }) => {
    const netLossCents = Math.max(0, lossCents - insuranceCents)
    return {
      incidentId: id,
      number,
      day,
      share: own,
      netLossCents,
      chargeCents: proportionOf(netLossCents, percent, 100)
    }
  })
  const goodsCents = proportionOf(goods * 100, months.length, 12)
  const bonusCents = bonus * 100 * bonusMonths
  const chargeCents = charges.reduce((sum, each) => sum + each.chargeCents, 0)
  return {
    months: months.length,
    goodsCents,
    bonusMonths,
    bonusCents,
    charges,
    chargeCents,
    payableCents: goodsCents + bonusCents - chargeCents
  }
}

/** Why less than the full amounts is paid, in words. */
export const deductionWords = (figures: YearFigures): string =>
  figures.charges
    .map(
      ({ number, day, share, chargeCents }) =>
        `${day}事故${number}责任${share}%，停发当月起安全奖，承担净损失的部分${formatMoney(chargeCents)}元`
    )
    .join('；')

/** VEH-18: the safety group's appointed members check vehicles; what is found is followed up. */
export const VEH_18 = defineRule<{
  readonly member: boolean
  readonly problem: boolean
  readonly finding: string
  readonly at: string
  readonly now: string
}>({
  id: 'VEH-18',
  act: 'NEED',
  title: '安全领导小组不定期抽查车辆并跟踪处理，结果纳入个人年度清单',
  sources: [source('DK-02', '安全用车规定'), source('BC-25', '第六条'), source('BZ-03', '第八条第1项、第九条')],
  check: ({ member, problem, finding, at, now }) => [
    ...(member ? [] : [{ message: '抽查由安全领导小组成员进行', act: 'BLOCK' as const }]),
    ...(at > now ? [{ message: '检查时间不能晚于现在', act: 'BLOCK' as const, field: 'at' }] : []),
    ...(problem && finding === '' ? [{ message: '请写明发现的问题', missing: ['问题说明'], field: 'finding' }] : [])
  ]
})

/** VEH-19: costs per vehicle; receipts in time and within their month, later ones are not reimbursed. */
export const VEH_19 = defineRule<
  {
    readonly receiptOn: string
    readonly today: string
    readonly positive: boolean
    readonly late: boolean
    /** The cost the same receipt stands in already. */
    readonly enteredAs: string | undefined
  },
  { days: Whole }
>({
  id: 'VEH-19',
  act: 'LOG',
  title: '单车核算燃油、维修、保险、过路、罚款等费用；票据在期限内且当月报账，过期不予报销',
  sources: [source('BC-07', '第六条'), source('DK-07', '第二十五条')],
  parameters: { days: { label: '票据报账期限', unit: '日', fallback: 7 } },
  check: ({ receiptOn, today, positive, late, enteredAs }, { days }) => [
    ...(receiptOn > today ? [{ message: '票据日期不能晚于今天', act: 'BLOCK' as const, field: 'receiptOn' }] : []),
    ...(positive ? [] : [{ message: '金额应大于零', act: 'BLOCK' as const, field: 'amountCents' }]),
    ...(enteredAs === undefined
      ? []
      : [
          {
            message: `这张票据已登记在${enteredAs}，一张票据只报一次`,
            ask: '确是另一张票据的请写明',
            act: 'WARN' as const,
            field: 'receiptNumber'
          }
        ]),
    ...(late
      ? [
          {
            message: `票据超过${days}日或已跨月，不予报销，登记后由经手人自理`,
            act: 'WARN' as const,
            field: 'receiptOn'
          }
        ]
      : [])
  ]
})

/** Until when a receipt is settled: so many days, and not beyond its month. */
export function receiptDeadline(receiptOn: string, book: RuleBook): Deadline {
  const term = calendarDaysFrom(receiptOn, VEH_19.values(book).days)
  const monthEnd = calendarDaysFrom(endOfMonth(receiptOn), 0)
  return term.dueOn < monthEnd.dueOn ? term : monthEnd
}
