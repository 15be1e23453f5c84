import { localDateOf, type Instant } from '../../../kernel/instant'
import type { LocalDate } from '../../../kernel/localDate'
import { calendarDaysFrom, type Deadline } from '../../../kernel/periods'
import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'
import { letterObjections, type LetterFacts } from './letters'
import type { DaysParameter } from './oversight'

/** What SEAL-17 looks at: a loss being reported, its steps, a re-engraving. */
export type LossFacts =
  | {
      readonly of: 'report'
      readonly lostFrom: LocalDate
      readonly discoveredAt: Instant
      readonly leaderReportedAt: Instant | undefined
      readonly now: Instant
      /** Blanks: the day they were stamped, before which none of them can have been lost. */
      readonly stampedOn?: LocalDate | null
      /** Where in the input the report stands. */
      readonly at?: string
    }
  /** A letter to units concerned, or the certificate a lost seal is engraved again with. */
  | {
      readonly of: 'letter'
      readonly letter: LetterFacts
      readonly newspaper: boolean
      /** All that was reported lost turned up again. */
      readonly revoked: boolean
    }
  /** A lost seal's successor is registered. */
  | { readonly of: 'engraving'; readonly certificate: boolean }
  /** A lost blank that is to be accounted for otherwise. */
  | { readonly of: 'found'; readonly label: string; readonly declaredIn: string | undefined }
  | {
      readonly of: 'steps'
      readonly lostFrom: LocalDate
      readonly dates: readonly (LocalDate | undefined)[]
      readonly today: LocalDate
    }
  | {
      readonly of: 'reissue'
      readonly lost: boolean
      readonly newspaper: boolean
      readonly policeReport: boolean
      readonly originalApproval: string | undefined
    }

/**
 * SEAL-17: a lost seal is reported at once, declared void in a newspaper, and engraved again only on that and the
 * original approval.
 */
export const SEAL_17 = defineRule<LossFacts, { reportDays: DaysParameter; noticeDays: DaysParameter }>({
  id: 'SEAL-17',
  act: 'NEED',
  title: '印章（含盖好的空白封条、文书）遗失立即报告领导和公安机关并登报声明，遗失期间用印无效，凭声明和原批准文件补刻',
  sources: [source('DK-05', '第三条第（三）项、第二条第（四）项、第六条第（二）项第4目')],
  parameters: {
    reportDays: { label: '报告领导、报案期限', unit: '日', fallback: 0 },
    noticeDays: { label: '登报声明期限', unit: '日', fallback: 7 }
  },
  check: (facts) => {
    const within = facts.of === 'report' ? (facts.at ?? '') : ''
    const block = (message: string, field: string) => ({ message, field: `${within}${field}`, act: 'BLOCK' as const })
    if (facts.of === 'found')
      return (
        facts.declaredIn !== undefined && {
          message: `${facts.label}号已由遗失报告${facts.declaredIn}声明作废，找回也不得再用，交办公室封存`,
          act: 'BLOCK'
        }
      )
    if (facts.of === 'letter') {
      const { letter, newspaper, revoked } = facts
      return [
        ...letterObjections(letter),
        ...(revoked ? [block('遗失的号码已全部冲正，不再函告', 'kind')] : []),
        ...(letter.kind === 'reissue' && !newspaper
          ? [{ message: '补刻证明须附声明作废的报纸，还没有登报', missing: ['登报声明作废'] }]
          : [])
      ]
    }
    if (facts.of === 'engraving')
      return !facts.certificate && { message: '遗失补刻还缺：办公室补刻印章证明', missing: ['办公室补刻印章证明'] }
    if (facts.of === 'report') {
      const { lostFrom, discoveredAt, leaderReportedAt, now, stampedOn = null } = facts
      return [
        ...(stampedOn !== null && lostFrom < stampedOn ? [block('遗失起始日期不能早于用印日期', 'lostFrom')] : []),
        ...(discoveredAt > now ? [block('发现时间不能晚于现在', 'discoveredAt')] : []),
        ...(lostFrom > localDateOf(discoveredAt) ? [block('遗失起始日期不能晚于发现之日', 'lostFrom')] : []),
        ...(leaderReportedAt && leaderReportedAt > now ? [block('报告领导时间不能晚于现在', 'leaderReportedAt')] : [])
      ]
    }
    if (facts.of === 'steps') {
      const given = facts.dates.filter((date) => date !== undefined)
      return [
        ...(given.some((date) => date > facts.today)
          ? [block('报告、报案、登报日期不能晚于今天', 'policeReportedOn')]
          : []),
        ...(given.some((date) => date < facts.lostFrom)
          ? [block('报告、报案、登报日期不能早于遗失起始日期', 'policeReportedOn')]
          : [])
      ]
    }
    const missing = [
      ...(facts.lost ? [] : ['原印章的遗失报告']),
      ...(facts.policeReport ? [] : ['派出所报案']),
      ...(facts.newspaper ? [] : ['登报声明作废']),
      ...(facts.originalApproval ? [] : ['原刻制批准文件'])
    ]
    return missing.length > 0 && { message: `遗失补刻还缺：${missing.join('、')}`, missing }
  }
})

/** A step that a loss still waits for, with its deadline (SEAL-17). */
export interface LossStep {
  readonly what: '报告局领导' | '到派出所报案' | '登报声明作废'
  readonly deadline: Deadline
}

/** Steps not yet taken after a loss was discovered. "At once" is the same day unless the bureau set otherwise. */
export function openLossSteps(
  loss: {
    readonly discoveredAt: Instant
    readonly leaderReportedAt: Instant | null
    readonly policeReportedOn: LocalDate | null
    readonly newspaperOn: LocalDate | null
  },
  days: { readonly reportDays: number; readonly noticeDays: number }
): readonly LossStep[] {
  const day = localDateOf(loss.discoveredAt)
  return [
    ...(loss.leaderReportedAt
      ? []
      : [{ what: '报告局领导' as const, deadline: calendarDaysFrom(day, days.reportDays) }]),
    ...(loss.policeReportedOn
      ? []
      : [{ what: '到派出所报案' as const, deadline: calendarDaysFrom(day, days.reportDays) }]),
    ...(loss.newspaperOn ? [] : [{ what: '登报声明作废' as const, deadline: calendarDaysFrom(day, days.noticeDays) }])
  ]
}

/**
 * Whether a use on a day is void because the seal was lost by then (SEAL-17). A lost seal never comes back into use.
 */
export const isVoidByLoss = (day: LocalDate, lostFrom: LocalDate | undefined): boolean =>
  lostFrom !== undefined && day >= lostFrom
