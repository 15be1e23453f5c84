import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page } from '../lists'
import { attachmentId, id, localDate, text } from '../values'
import { byId, type Detail, type Made } from './access'
import { choicesOf, clockKinds, extensionStates, type ClockKind, type ExtensionState } from './words'

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
export interface DueRow {
  readonly id: string
  readonly dueOn: string
  /** For periods of hours. */
  readonly dueAt: string | null
  readonly dueKind: ClockKind
  readonly rule: string
  readonly tag: string
  readonly name: string
  readonly onHand: number
  readonly measure: string
  readonly party: string
  readonly squadName: string
  readonly todo: string
  readonly state: string
  /** 0 on the last day, negative afterwards. */
  readonly daysLeft: number
  readonly overdueDays: number
  readonly remarks: string
}

export const dueFields = {
  dueOn: { label: '到期日', kind: 'date', width: 10 },
  dueKind: { label: '依据规则', kind: 'choice', width: 14, choices: choicesOf(clockKinds) },
  rule: { label: '规则编号', kind: 'code', width: 7 },
  tag: { label: '物品编号', kind: 'code', width: 17 },
  name: { label: '物品', kind: 'text', width: 12 },
  onHand: { label: '数量', kind: 'quantity', width: 8, total: true },
  measure: { label: '单位', kind: 'text', width: 5 },
  party: { label: '当事人', kind: 'text', width: 9 },
  squadName: { label: '片区', kind: 'unit', width: 12 },
  todo: { label: '应办事项', kind: 'text', width: 24 },
  state: { label: '状态', kind: 'text', width: 7 },
  overdueDays: { label: '逾期天数', kind: 'integer', width: 6 },
  remarks: { label: '备注', kind: 'text', width: 12 }
} as const satisfies Fields<Omit<DueRow, 'id' | 'dueAt' | 'daysLeft'>>

export interface ExtensionRow {
  readonly id: string
  readonly number: string
  readonly intakeId: string
  readonly intakeNumber: string
  readonly party: string
  readonly squadName: string
  readonly applicantName: string
  readonly submittedOn: string
  readonly originalDueOn: string
  readonly days: number
  readonly extendedDueOn: string
  readonly reason: string
  readonly notifiedOn: string | null
  readonly state: ExtensionState
  readonly version: number
}

export const extensionFields = {
  number: { label: '延期单号', kind: 'code', width: 15 },
  intakeNumber: { label: '入库单号', kind: 'code', width: 15 },
  party: { label: '当事人', kind: 'text', width: 9 },
  squadName: { label: '片区', kind: 'unit', width: 12 },
  applicantName: { label: '申请人', kind: 'person', width: 8 },
  submittedOn: { label: '申请日期', kind: 'date', width: 10 },
  originalDueOn: { label: '原期限', kind: 'date', width: 10 },
  days: { label: '延长天数', kind: 'integer', width: 6 },
  extendedDueOn: { label: '拟延至', kind: 'date', width: 10 },
  reason: { label: '理由', kind: 'longText', width: 20 },
  notifiedOn: { label: '告知当事人日期', kind: 'date', width: 10 },
  state: { label: '状态', kind: 'choice', width: 8, choices: choicesOf(extensionStates) }
} as const satisfies Fields<Omit<ExtensionRow, 'id' | 'intakeId' | 'version'>>

export const clocks = {
  /** Goods on hand by what falls due first. */
  list: query('staff').input(listInput).output(output<Page<DueRow>>())
}

export const extensions = {
  list: query('staff').input(listInput).output(output<Page<ExtensionRow>>()),
  get: query('staff').input(byId('延期申请')).output(output<Detail<ExtensionRow, never>>()),
  /** Asks for the one extension of a seizure, before it ends. */
  submit: command('staff')
    .input(
      commandInput({
        intakeId: id('入库单'),
        days: z.int({ error: '请填写延长天数' }).min(1, '延长天数应大于零').max(365, '延长天数过多'),
        reason: text('延期理由', 500),
        /** The law of the case asks for the head's approval. */
        needsHead: z.boolean().default(false)
      })
    )
    .output(output<Made & { approvalId: string }>()),
  /** The party was told of the approved extension. */
  notify: command('staff')
    .input(commandInput({ id: id('延期申请'), version: z.int(), notifiedOn: localDate('告知日期'), attachmentId: attachmentId.optional() }))
    .output(output<{ version: number }>())
}
