import { formatInstant, formatShortDate } from '@contract'

interface Due {
  readonly dueOn: string
  /** For periods of hours. */
  readonly dueAt: string | null
  /** 0 on the last day, negative afterwards. */
  readonly daysLeft: number
}

/** When a period ends: the day, or the minute for periods of hours. */
export const dueWords = ({ dueOn, dueAt }: Pick<Due, 'dueOn' | 'dueAt'>): string =>
  dueAt ? `${formatInstant(dueAt)}前` : formatShortDate(dueOn)

/** How long there is left; `over` is what main says, since hours run out within a day. */
export function leftWords({ daysLeft }: Pick<Due, 'daysLeft'>, over: boolean): string {
  if (over) return daysLeft < 0 ? `逾期${-daysLeft}天` : '已逾期'
  return daysLeft === 0 ? '今天到期' : `还有${daysLeft}天`
}
