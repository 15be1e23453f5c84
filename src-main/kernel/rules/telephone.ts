import { formatInstant } from '../../contract/display'
import type { Instant } from '../instant'
import type { LocalDate } from '../localDate'
import { calendarDaysFrom, workingDaysFrom, type Deadline } from '../periods'
import type { WorkingCalendar } from '../workingCalendar'
import { source, type Source } from './regulation'
import { defineRule, type Objection } from './rule'

/** Where each kind of matter has its own word on telephone approvals. */
const vehicles: readonly Source[] = [source('DK-02', '第二条第5项'), source('BZ-03', '第七条')]
const others: readonly Source[] = [source('DK-03', '第五条第（2）项')]

/** The text K-03 rests on for a ledger: vehicles have their own, all others follow that of purchases. */
export const telephoneSources = (ledger: string): readonly Source[] => (ledger === 'vehicles' ? vehicles : others)

/** Whether the papers after a telephone approval are owed in working days (vehicles) or in calendar days (all else). */
export const papersInWorkingDays = (ledger: string): boolean => ledger === 'vehicles'

/** When the papers after a telephone approval are owed. */
export const papersPeriod = (
  ledger: string,
  days: { readonly vehicleDays: number; readonly otherDays: number },
  from: LocalDate,
  calendar: WorkingCalendar
): Deadline =>
  papersInWorkingDays(ledger)
    ? workingDaysFrom(from, days.vehicleDays, calendar)
    : calendarDaysFrom(from, days.otherDays)

export interface TelephoneFacts {
  readonly ledger: string
  readonly approvedBy: string | undefined
  readonly approvedAt: Instant | undefined
  readonly takenBy: string | undefined
  /** The PIN of who took the call was given. */
  readonly pinGiven: boolean
  readonly now: Instant
  /** When the step before was decided: no consent to this one is earlier. Absent for the first step. */
  readonly previousStepAt: Instant | undefined
  readonly applicantId: string
  /** Who took the call holds a post entitled to record it (custodian, keeper, office); those posts in words. */
  readonly takerEntitled: boolean
  readonly entitledWords: string
  /** Who took the call has an interest of their own: applied, or is the person concerned. */
  readonly takerConcerned: boolean
  /** What is asked for, in the words of the parameter. */
  readonly topics: readonly string[]
}

const separator = /[；;]/

/**
 * K-03: a telephone approval stands in for one step that is due, recorded by somebody entitled who is not the
 * applicant, with their PIN.
 */
export const K_03 = defineRule<
  TelephoneFacts,
  {
    vehicleDays: { label: string; unit: string; fallback: number }
    otherDays: { label: string; unit: string; fallback: number }
    excluded: { label: string; fallback: string }
  }
>({
  id: 'K-03',
  act: 'NEED',
  title: '紧急情况可电话请示，由有权人员接听记录，事后按期补办手续；逾期未确认的不予报销',
  sources: [...others, ...vehicles],
  parameters: {
    vehicleDays: { label: '车辆补办期限', unit: '工作日', fallback: 1 },
    otherDays: { label: '其他事项补办期限', unit: '日', fallback: 3 },
    excluded: { label: '不得电话请示的事项（用分号隔开）', fallback: '本局、党组印章用印；印章销毁；物品销毁' }
  },
  check: (facts, { excluded }) =>
    objectionsTo(facts, excluded).map((each) => ({ ...each, sources: telephoneSources(facts.ledger) }))
})

function objectionsTo(facts: TelephoneFacts, excluded: string): readonly Objection[] {
  const { approvedBy, approvedAt, takenBy, now, previousStepAt } = facts
  const missing = [
    ...(approvedBy ? [] : ['批准领导']),
    ...(approvedAt ? [] : ['批准时间']),
    ...(takenBy ? [] : ['接听记录人']),
    ...(takenBy && !facts.pinGiven ? ['接听记录人的签字码'] : [])
  ]
  const barred = excluded.split(separator).map((name) => name.trim())
  const topic = facts.topics.find((each) => barred.includes(each))
  const block = (message: string, field: string) => ({ message, field, act: 'BLOCK' as const })
  return [
    ...(topic ? [block(`${topic}不得以电话请示代替书面审批`, 'approvedBy')] : []),
    ...(missing.length > 0
      ? [{ message: '电话请示须记明批准领导、批准时间和接听记录人，由接听记录人用签字码确认', missing }]
      : []),
    ...(approvedAt && approvedAt > now ? [block('批准时间不能晚于现在', 'approvedAt')] : []),
    ...(approvedAt && previousStepAt && approvedAt < previousStepAt
      ? [block(`批准时间不能早于上一步办结（${formatInstant(previousStepAt)}），每一步分别请示`, 'approvedAt')]
      : []),
    ...(approvedBy && approvedBy === takenBy ? [block('批准领导与接听记录人不能是同一人', 'takenBy')] : []),
    ...(takenBy && takenBy === facts.applicantId
      ? [block('申请人不能为自己的申请接听记录，请由保管人员或办公室人员接听记录', 'takenBy')]
      : takenBy && facts.takerConcerned
        ? [block('与这项申请有利害关系的人员不能接听记录', 'takenBy')]
        : takenBy && !facts.takerEntitled
          ? [block(`接听记录人应是${facts.entitledWords}`, 'takenBy')]
          : [])
  ]
}
