import { addDays, addMonths, dateOf, monthNumberOf, yearOf, type LocalDate } from '../../../kernel/localDate'
import { calendarDaysFrom, type Deadline } from '../../../kernel/periods'
import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'
import { blankKinds, type BlankKind, type SealKind, type SealState, type SerialOutcome } from '../../../contract/seals'

/** A rule's parameter that is a whole number of something. */
export interface DaysParameter {
  label: string
  unit: string
  fallback: number
}

/** What SEAL-12 looks at: a page at the counter, a batch applied for, or serials being accounted for. */
export type BlankFacts =
  | { readonly of: 'page'; readonly blank: boolean }
  | {
      readonly of: 'batch'
      readonly kind: BlankKind
      readonly purpose: string | undefined
      readonly format: string | undefined
      readonly responsible: string | undefined
      readonly from: number
      readonly to: number
      readonly overlaps: string | undefined
      readonly approved: boolean | undefined
      /** Number of the use by which the batch has been stamped already. */
      readonly stampedAs?: string | undefined
    }
  | {
      readonly of: 'accounting'
      readonly serials: readonly {
        readonly label: string
        readonly inBatch: boolean
        readonly already: boolean
        readonly outcome: SerialOutcome
        readonly documentNumber: string | undefined
      }[]
      /** Whether what happened to the lost ones is reported. */
      readonly lossReported: boolean
    }

/**
 * SEAL-12: no blank paper; blank strips and case forms only in approved batches whose serials are accounted for one by
 * one.
 */
export const SEAL_12 = defineRule<BlankFacts, { batchSize: DaysParameter; days: DaysParameter }>({
  id: 'SEAL-12',
  act: 'BLOCK',
  title: '严禁在空白介绍信、表格、便条上盖章；空白封条、办案文书专人负责、专项审批、逐号核销',
  sources: [source('DK-05', '第五条第（二）项')],
  parameters: {
    batchSize: { label: '一批空白用印最多份数', unit: '份', fallback: 500 },
    days: { label: '空白用印核销期限', unit: '日', fallback: 90 }
  },
  check: (facts, { batchSize }) => {
    if (facts.of === 'page')
      return (
        facts.blank && {
          message: '严禁在空白介绍信、表格或便条上盖章；空白封条和办案文书请办理空白用印审批',
          field: 'blank'
        }
      )
    if (facts.of === 'accounting') return accountingObjections(facts)
    return batchObjections(facts, batchSize)
  }
})

function batchObjections(
  { kind, purpose, format, responsible, from, to, overlaps, approved, stampedAs }: Extract<BlankFacts, { of: 'batch' }>,
  batchSize: number
) {
  if (stampedAs !== undefined) return [{ message: `这一批已用印（${stampedAs}），一批只用印一次；不够用请另行申请` }]
  const missing = [
    ...(responsible ? [] : ['指定专人']),
    ...(format ? [] : ['特定格式']),
    ...(purpose ? [] : ['指明用途']),
    ...(approved === false ? ['分管领导审批'] : [])
  ]
  const count = to - from + 1
  return [
    ...(missing.length > 0 ? [{ message: `空白用印还缺：${missing.join('、')}`, missing, act: 'NEED' as const }] : []),
    ...(count < 1 ? [{ message: '止号不能小于起号', field: 'serialTo' }] : []),
    ...(count > batchSize ? [{ message: `一批最多${batchSize}份，请分批申请`, field: 'serialTo' }] : []),
    ...(overlaps ? [{ message: `号码与批次${overlaps}重复，请核对起止号`, field: 'serialFrom' }] : []),
    ...(kind === 'strip' && approved === undefined && format && !isStrip(format)
      ? [
          {
            message: `格式“${format}”不像封条，按“${blankKinds.strip}”办理不经法制审核和主要领导审批`,
            ask: `是办案文书的请改选“${blankKinds.caseForm}”，确是封条的请写明理由`,
            field: 'kind',
            act: 'WARN' as const
          }
        ]
      : [])
  ]
}

const documentWords = /决定书|通知书|告知书|笔录|文书|清单|凭证|审批/u

/** Whether a format is that of a sealing strip; forms of a case go the longer way (SEAL-16). */
const isStrip = (format: string): boolean => /封条|封签/u.test(format) && !documentWords.test(format)

function accountingObjections({ serials, lossReported }: Extract<BlankFacts, { of: 'accounting' }>) {
  const lost = serials.filter(({ outcome }) => outcome === 'lost').map(({ label }) => label)
  return [
    ...serials.flatMap(serialObjections),
    ...(lost.length > 0 && !lossReported
      ? [
          {
            message: `${lost.join('、')}号遗失，请填写遗失报告：发现时间、遗失起始日期和经过`,
            missing: ['遗失报告'],
            act: 'NEED' as const
          }
        ]
      : []),
    ...(lost.length === 0 && lossReported ? [{ message: '填了遗失报告，但没有号码的去向是遗失' }] : [])
  ]
}

type AccountedSerial = Extract<BlankFacts, { of: 'accounting' }>['serials'][number]

function serialObjections({ label, inBatch, already, outcome, documentNumber }: AccountedSerial, index: number) {
  const field = `serials.${index}.serial`
  if (!inBatch) return [{ message: `${label}号不在这一批之内`, field }]
  if (already) return [{ message: `${label}号已经核销，不能重复`, field }]
  return outcome === 'used' && !documentNumber
    ? [
        {
          message: `${label}号已用，请填写用于哪份文书或案件`,
          missing: [`${label}号的文书（案件）号`],
          field: `serials.${index}.documentNumber`,
          act: 'NEED' as const
        }
      ]
    : []
}

/** The day by which every serial of a stamped batch is accounted for (SEAL-12). */
export const accountingDeadline = (stampedOn: LocalDate, days: number): Deadline => calendarDaysFrom(stampedOn, days)

/** SEAL-18: sealed away after recovery, or destroyed on a leader's approval before at least two witnesses. */
export const SEAL_18 = defineRule<
  | { readonly of: 'application'; readonly openAs: string | undefined }
  | { readonly of: 'ending'; readonly on: LocalDate; readonly today: LocalDate; readonly place: string | undefined }
  | {
      readonly of: 'destruction'
      readonly approved: boolean
      readonly witnesses: readonly string[]
      readonly place: string | undefined
      readonly record: boolean
    }
>({
  id: 'SEAL-18',
  act: 'NEED',
  title: '停用印章及时收回封存，或经局领导批准、两人以上监销并登记备案',
  sources: [source('DK-05', '第七条')],
  check: (facts) => {
    if (facts.of === 'application')
      return (
        facts.openAs !== undefined && {
          message: `这枚印章的销毁申请${facts.openAs}正在办理，不能重复申请`,
          act: 'BLOCK'
        }
      )
    if (facts.of === 'ending')
      return [
        ...(facts.on > facts.today ? [{ message: '日期不能晚于今天', field: 'on', act: 'BLOCK' as const }] : []),
        ...(facts.place === '' ? [{ message: '请填写封存处', missing: ['封存处'], field: 'place' }] : [])
      ]
    const { approved, witnesses, place, record } = facts
    const missing = [
      ...(approved ? [] : ['局领导批准']),
      ...(new Set(witnesses).size >= 2 ? [] : ['两名监销人签字']),
      ...(place ? [] : ['销毁地点']),
      ...(record ? [] : ['销毁照片或记录'])
    ]
    return missing.length > 0 && { message: `销毁印章还缺：${missing.join('、')}`, missing }
  }
})

/** A stretch of the year in which each unit is inspected once. */
export interface InspectionPeriod {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** The inspection period of `months` months (1, 2, 3, 4, 6 or 12; others as 3) a day lies in, counted from January. */
export function inspectionPeriodOf(day: LocalDate, months: number): InspectionPeriod {
  const length = [1, 2, 3, 4, 6, 12].includes(months) ? months : 3
  const first = Math.floor((monthNumberOf(day) - 1) / length) * length + 1
  const from = dateOf(yearOf(day), first, 1) ?? day
  return { from, to: addDays(addMonths(from, length), -1) }
}

/**
 * SEAL-19: the office inspects each unit's seal use periodically; drawn uses are all checked and findings get a date.
 */
export const SEAL_19 = defineRule<
  | {
      readonly of: 'opening'
      readonly unitName: string
      readonly alreadyInspectedAs: string | undefined
      readonly periodFrom: LocalDate
      readonly today: LocalDate
    }
  | {
      readonly of: 'conclusion'
      readonly unchecked: number
      readonly faulty: number
      readonly findings: string | undefined
      readonly rectifyBy: LocalDate | undefined
      readonly result: string | undefined
      readonly today: LocalDate
    },
  { months: DaysParameter; sampleSize: DaysParameter }
>({
  id: 'SEAL-19',
  act: 'CLOCK',
  title: '办公室定期检查各部门和单位的用印情况，抽查并记录问题',
  sources: [source('DK-05', '第六条第（二）项第3目')],
  parameters: {
    months: { label: '检查周期', unit: '个月', fallback: 3 },
    sampleSize: { label: '每次抽查笔数', unit: '笔', fallback: 10 }
  },
  check: (facts) => {
    if (facts.of === 'opening')
      return [
        ...(facts.periodFrom > facts.today
          ? [{ message: '检查期间还没有开始', field: 'periodOf', act: 'BLOCK' as const }]
          : []),
        ...(facts.alreadyInspectedAs
          ? [
              {
                message: `${facts.unitName}本期已检查（${facts.alreadyInspectedAs}），确需再次检查请说明理由`,
                act: 'WARN' as const
              }
            ]
          : [])
      ]
    const { unchecked, faulty, findings, rectifyBy, result, today } = facts
    const wrong = faulty > 0 || findings !== undefined
    const missing = [
      ...(unchecked > 0 ? [`还有${unchecked}笔抽查记录未填写结论`] : []),
      ...(faulty > 0 && !findings ? ['发现的问题'] : []),
      ...(wrong && !rectifyBy ? ['整改期限'] : []),
      ...(!wrong && !result ? ['检查结果'] : [])
    ]
    return [
      ...(missing.length > 0
        ? [{ message: `检查记录还缺：${missing.join('、')}`, missing, act: 'NEED' as const }]
        : []),
      ...(wrong && rectifyBy && rectifyBy < today
        ? [{ message: '整改期限不能早于今天', field: 'rectifyBy', act: 'BLOCK' as const }]
        : [])
    ]
  }
})

/** SEAL-20: the finance seal and private seals (with their keys) are never in one hand. */
export const SEAL_20 = defineRule<{
  readonly receiver: string
  readonly kind: SealKind
  readonly held: readonly { readonly name: string; readonly kind: SealKind; readonly state: SealState }[]
}>({
  id: 'SEAL-20',
  act: 'BLOCK',
  title: '财务专用章与个人私章不得由一人保管',
  sources: [source('DK-07', '第二十条')],
  check: ({ receiver, kind, held }) => {
    const counterpart: Partial<Record<SealKind, SealKind>> = { finance: 'personal', personal: 'finance' }
    const clash = held.find(
      (each) =>
        each.kind === counterpart[kind] &&
        each.state !== 'destroyed' &&
        each.state !== 'lost' &&
        each.state !== 'undone'
    )
    return clash && { message: `${receiver}已保管“${clash.name}”，财务专用章与个人印章须分人保管`, field: 'toPersonId' }
  }
})
