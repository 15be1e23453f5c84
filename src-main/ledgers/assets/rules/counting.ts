import { stocktakeDuties, type StocktakeDuty, type StocktakeScope } from '../../../contract/assets'
import { formatDate } from '../../../contract/display'
import { endOfMonth, type LocalDate } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** A duty to count: what fulfils it. */
export interface CountDuty {
  readonly duty: Exclude<StocktakeDuty, 'none'>
  /** Name of the period, e.g. 2026-Q4, 2026-H1 or 2026-06. */
  readonly period: string
  readonly from: LocalDate
  /** Last day of the period. */
  readonly to: LocalDate
  readonly scope: StocktakeScope
}

/** Which counts a parameter of AST-14 turns on. */
export interface DutySettings {
  readonly quarter4: number
  readonly yearEnd: number
  readonly halfYear: number
  readonly equipment: number
}

/**
 * The duties of a year under the profile's settings. Half-years end 30 June and 31 December; equipment is counted
 * within June and within December.
 */
export function dutiesOf(year: number, on: DutySettings): readonly CountDuty[] {
  const equipment = (month: string): CountDuty => ({
    duty: 'equipment',
    period: `${year}-${month}`,
    from: `${year}-${month}-01`,
    to: endOfMonth(`${year}-${month}-01`),
    scope: 'equipment'
  })
  return [
    ...(on.halfYear
      ? [
          {
            duty: 'halfYear' as const,
            period: `${year}-H1`,
            from: `${year}-01-01`,
            to: `${year}-06-30`,
            scope: 'all' as const
          }
        ]
      : []),
    ...(on.equipment ? [equipment('06')] : []),
    ...(on.quarter4
      ? [
          {
            duty: 'quarter4' as const,
            period: `${year}-Q4`,
            from: `${year}-10-01`,
            to: `${year}-12-31`,
            scope: 'all' as const
          }
        ]
      : []),
    ...(on.halfYear
      ? [
          {
            duty: 'halfYear' as const,
            period: `${year}-H2`,
            from: `${year}-07-01`,
            to: `${year}-12-31`,
            scope: 'all' as const
          }
        ]
      : []),
    ...(on.yearEnd
      ? [
          {
            duty: 'yearEnd' as const,
            period: `${year}-12`,
            from: `${year}-12-01`,
            to: `${year}-12-31`,
            scope: 'all' as const
          }
        ]
      : []),
    ...(on.equipment ? [equipment('12')] : [])
  ]
}

type DutyFlag = { label: string; unit: string; fallback: number; profiles: Record<string, number> }

/** AST-14: only a count of the right scope, by the right parties, in its time fulfils a duty. */
export const AST_14 = defineRule<
  | {
      readonly of: 'open'
      readonly duty: StocktakeDuty
      /** The earlier period it is to make up for, as typed; empty for the one of today. */
      readonly named: string
      /** The period of the duty it counts for; absent where there is none. */
      readonly period: CountDuty | undefined
      readonly today: LocalDate
      /** Number of the count that has fulfilled the period already. */
      readonly doneBy: string | undefined
      readonly scope: StocktakeScope
      readonly unitChosen: boolean
      readonly office: boolean
      readonly finance: boolean
      readonly things: number
    }
  | {
      readonly of: 'count'
      readonly state: string
      readonly counter: boolean
      readonly second: boolean
    }
  | {
      readonly of: 'close'
      readonly notSecond: readonly string[]
      readonly unexplained: readonly string[]
      readonly explanation: string | null
      readonly differences: number
      readonly late: CountDuty | undefined
    }
  | {
      readonly of: 'settle'
      readonly approved: boolean
      readonly done: boolean
      readonly evidence: boolean
      readonly needed: string
    },
  { quarter4: DutyFlag; yearEnd: DutyFlag; halfYear: DutyFlag; equipment: DutyFlag }
>({
  id: 'AST-14',
  act: 'NEED',
  title: '第四季度办公室和财务共同全面盘存，年终、半年盘点，执法装备六月、十二月清查；差异复盘、说明、报批',
  sources: [
    source('DK-07', '第三十八条'),
    source('DK-06', '第三条第6项'),
    source('BC-31', '第十条'),
    source('BZ-10', '第八条')
  ],
  parameters: {
    quarter4: {
      label: '第四季度全面盘存（1为须做）',
      unit: '',
      fallback: 1,
      profiles: { 'baicheng-bureau': 0, 'baicheng-office': 0 }
    },
    yearEnd: { label: '年终盘点（1为须做）', unit: '', fallback: 0, profiles: { 'baicheng-bureau': 1 } },
    halfYear: { label: '半年盘点（1为须做）', unit: '', fallback: 0, profiles: { 'baicheng-office': 1 } },
    equipment: { label: '执法装备六月、十二月清查（1为须做）', unit: '', fallback: 1, profiles: {} }
  },
  check: (facts) => {
    switch (facts.of) {
      case 'open':
        return opened(facts)
      case 'count':
        return [
          ...(facts.state === 'counting' || (facts.second && facts.state === 'explaining')
            ? []
            : [{ message: '这次盘点已经不在清点阶段', act: 'BLOCK' as const }]),
          ...(facts.counter || facts.second ? [] : [{ message: '您不是这次的盘点人', act: 'BLOCK' as const }])
        ]
      case 'close':
        return [
          ...(facts.notSecond.length > 0
            ? [{ message: `差异须由另一人复盘：${facts.notSecond.slice(0, 5).join('、')}`, missing: ['复盘'] }]
            : []),
          ...(facts.unexplained.length > 0
            ? [
                {
                  message: `差异须逐件写明原因和处理意见：${facts.unexplained.slice(0, 5).join('、')}`,
                  missing: ['差异原因', '处理意见']
                }
              ]
            : []),
          ...(facts.differences > 0 && !facts.explanation
            ? [{ message: '有差异的须写书面说明', missing: ['书面说明'], field: 'explanation' }]
            : []),
          ...(facts.late
            ? [
                {
                  message: `${stocktakeDuties[facts.late.duty]}应在${formatDate(facts.late.to)}前办完，已逾期`,
                  act: 'WARN' as const
                }
              ]
            : [])
        ]
      default:
        return [
          ...(facts.approved ? [] : [{ message: '差异处理还没有批准', missing: ['批准的盘点报告'] }]),
          ...(facts.done ? [{ message: '这项差异已经处理过', act: 'BLOCK' as const }] : []),
          ...(facts.evidence ? [] : [{ message: `请先办理：${facts.needed}`, missing: [facts.needed] }])
        ]
    }
  }
})

function opened({
  duty,
  named,
  period,
  today,
  doneBy,
  scope,
  unitChosen,
  office,
  finance,
  things
}: {
  readonly duty: StocktakeDuty
  readonly named: string
  readonly period: CountDuty | undefined
  readonly today: LocalDate
  readonly doneBy: string | undefined
  readonly scope: StocktakeScope
  readonly unitChosen: boolean
  readonly office: boolean
  readonly finance: boolean
  readonly things: number
}): Objection[] {
  const word = stocktakeDuties[duty]
  const nothing = things === 0 ? [{ message: '这个范围内没有在账资产', act: 'BLOCK' as const, field: 'scope' }] : []
  if (duty === 'none') return named === '' ? nothing : [{ message: `${word}不填期间`, act: 'BLOCK', field: 'period' }]
  if (!period && named !== '')
    return [{ message: `${word}没有“${named}”这个期间，如2026-Q4、2026-06`, act: 'BLOCK', field: 'period' }]
  if (!period)
    return [
      {
        message: `现在不在${word}的时间内，请按“专项盘点”开展；补做以前没有盘的，请填期间`,
        act: 'BLOCK',
        field: 'duty'
      }
    ]
  if (period.from > today)
    return [{ message: `${word}（${period.period}）还没有到时间`, act: 'BLOCK', field: 'period' }]
  if (period.to < today && doneBy)
    return [{ message: `${word}（${period.period}）已由${doneBy}完成，不用补做`, act: 'BLOCK', field: 'period' }]
  return [
    ...nothing,
    ...(scope === period.scope
      ? []
      : [
          {
            message:
              period.scope === 'all'
                ? `${word}要盘全部资产，局部盘点不能代替`
                : `${word}盘执法装备（含车辆），请选执法装备范围`,
            act: 'BLOCK' as const,
            field: 'scope'
          }
        ]),
    ...(duty === 'equipment' && !unitChosen
      ? [{ message: '执法装备由各单位分别清查，请选单位', missing: ['单位'], field: 'scopeUnitId' }]
      : []),
    ...(duty === 'quarter4' && !(office && finance)
      ? [
          {
            message: `${word}由办公室和财务审计装备股共同进行`,
            missing: [...(office ? [] : ['办公室盘点人']), ...(finance ? [] : ['财务审计装备股盘点人'])],
            field: 'counterIds'
          }
        ]
      : [])
  ]
}
