import { listOf } from '../base'
import { entry, type RowOf } from '../record'
import { choice, code, date, moment, quantity, text, unit, whole } from '../recordField'
import { clockKinds, type ClockKind } from './words'

/** A clock that runs for goods of an intake. */
export interface ClockRow {
  readonly lineId: string | null
  readonly goods: string
  readonly kind: ClockKind
  readonly rule: string
  readonly basis: string
  readonly dueOn: string
  /** For periods of hours. */
  readonly dueAt: string | null
  readonly daysLeft: number
  /** Whether the period has ended, by the minute for periods of hours. */
  readonly over: boolean
  readonly leads: boolean
  readonly calendarMissing: boolean
}

/** Goods that fall due, one row per line, for the list and the 到期处理 sheet. */
export const due = entry('detainedDue', {
  dueOn: date('到期日', 10),
  /** For periods of hours. */
  dueAt: moment('到期时间', 15).nullable().aside(),
  dueKind: choice('依据规则', clockKinds, 14),
  rule: code('规则编号', 7).joined(),
  tag: code('物品编号', 17),
  name: text('物品', 11),
  onHand: quantity('数量', 7).totalled('measure'),
  measure: text('单位', 4),
  party: text('当事人', 8),
  squadName: unit('片区', 'squadId', 11),
  todo: text('应办事项', 22).derived(),
  state: text('状态', 7).derived(),
  /** 0 on the last day, negative afterwards. */
  daysLeft: whole('剩余天数', 6).derived().aside(),
  overdueDays: whole('逾期天数', 6).derived(),
  remarks: text('备注', 12).derived()
})
export type DueRow = RowOf<typeof due>

export const clocks = {
  /** Goods on hand by what falls due first. */
  list: listOf('staff', due)
}
