import { commandInput, output } from '../base'
import type { Choice } from '../fields'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, longText, moment, reference, text, whole, year } from '../recordField'
import {
  byId,
  knownList,
  knownQuery,
  officerCommand,
  officerQuery,
  type Detail,
  type Made,
  type Submitted
} from './access'
import { checkShapes, endingShapes, incidentShapes } from './inputs'
import {
  carrierStates,
  checkPurposes,
  checkResults,
  checkStates,
  countMethods,
  dispatchStates,
  endingKinds,
  incidentEvents,
  incidentKinds,
  incidentStates,
  requestStates,
  secrecyClasses,
  type CheckResult
} from './words'

/** A list by which carriers leave for good. */
export const ending = record('confidentialEnding', {
  number: code('清册号', 14),
  kind: choice('方式', endingKinds, 7),
  year: year('年度', 5).nullable().aside(),
  period: text('清退期', 9).derived(),
  carriers: whole('份数', 5),
  done: whole('已办', 5),
  agency: text('接收或销毁单位', 14).nullable().derived(),
  submittedOn: date('申请日期', 10),
  doneAt: moment('办结时间', 14).nullable(),
  opening: flag('原登记簿转入', 8).aside(),
  state: choice('状态', requestStates, 7)
})
export type EndingRow = RowOf<typeof ending>

/** A carrier on a list, and how it left. */
export const endingLine = entry('confidentialEndingLine', {
  label: code('登记号和份号', 18),
  secrecy: choice('密级', secrecyClasses, 4).joined(),
  pages: whole('页数', 4).joined(),
  receiptNumber: code('回执号', 14).nullable().joined(),
  place: text('地点', 10).nullable().joined(),
  endedAt: moment('时间', 14).nullable().joined(),
  officerName: text('经办人', 7).nullable().joined(),
  supervisorNames: text('监销人', 10).nullable().joined()
})
export type EndingLineRow = RowOf<typeof endingLine> & { readonly carrierId: string }

export interface EndingDetail extends Detail<EndingRow> {
  readonly lines: readonly EndingLineRow[]
}

/** A carrier sent to another office. */
export const dispatch = record('confidentialDispatch', {
  number: code('发文单号', 14),
  label: reference('登记号和份号', 'carrierId', 18),
  secrecy: choice('密级', secrecyClasses, 4).joined(),
  recipient: text('发往机关', 12).nullable().derived(),
  sentAt: moment('发出时间', 14),
  receiptDueOn: date('回执期限', 10),
  receiptNumber: code('回执号', 14).nullable(),
  receiptOn: date('回执日期', 10).nullable(),
  officerName: text('经办人', 7),
  state: choice('状态', dispatchStates, 6)
})
export type DispatchRow = RowOf<typeof dispatch>

/** A check of every carrier. */
export const check = record('confidentialCheck', {
  number: code('核查单号', 15),
  purpose: choice('类型', checkPurposes, 7),
  period: text('期间', 10).derived(),
  openedAt: moment('开始', 14),
  closedAt: moment('完成', 14).nullable(),
  expected: whole('应核份数', 6),
  counted: whole('已核对', 5),
  missing: whole('缺失', 5),
  officerName: text('保密员', 7),
  memberName: text('小组成员', 7),
  conclusion: longText('结论', 16).nullable().derived(),
  state: choice('状态', checkStates, 6)
})
export type CheckRow = RowOf<typeof check>

/** A carrier of a check and what was seen of it. */
export const checkLine = entry('confidentialCheckLine', {
  label: code('登记号和份号', 18),
  state: choice('账面', carrierStates, 8),
  place: text('存放', 9),
  result: choice('核对', checkResults, 8).nullable().joined(),
  method: choice('方法', countMethods, 7).nullable().joined(),
  note: text('说明', 14).nullable().derived()
})
export type CheckLineRow = RowOf<typeof checkLine> & {
  readonly carrierId: string
  /** What it may be counted as, by where the book has it now; the first is what the book expects. */
  readonly possible: readonly CheckResult[]
}

export interface CheckDetail extends Detail<CheckRow> {
  readonly lines: readonly CheckLineRow[]
  readonly memberId: string
}

/** A missing carrier, missing pages, or a leak. */
export const incident = record('confidentialIncident', {
  number: code('事件号', 14),
  kind: choice('类型', incidentKinds, 7),
  subject: text('对象', 16),
  discoveredAt: moment('发现时间', 14),
  reportDueAt: moment('应报告', 14),
  reportedAt: moment('报告时间', 14).nullable(),
  foundOn: date('找回日期', 10).nullable(),
  closedOn: date('结案日期', 10).nullable(),
  byName: text('登记人', 7),
  state: choice('状态', incidentStates, 6)
})
export type IncidentRow = RowOf<typeof incident>

/** What was done about an incident. */
export const incidentEvent = entry('confidentialIncidentEvent', {
  at: moment('时间', 14),
  kind: choice('事项', incidentEvents, 9),
  text: longText('情况', 30).nullable().derived(),
  paper: code('文号', 12).nullable().derived(),
  byName: text('登记人', 7)
})
export type IncidentEventRow = RowOf<typeof incidentEvent>

export interface IncidentDetail extends Detail<IncidentRow> {
  readonly events: readonly IncidentEventRow[]
  readonly carrierId: string | null
}

export const endings = {
  list: knownList(ending),
  get: knownQuery().input(byId('清册')).output(output<EndingDetail>()),
  rounds: officerQuery().output(output<readonly Choice[]>()),
  request: officerCommand().input(commandInput(endingShapes.request)).output(output<Submitted>()),
  handOver: officerCommand().input(commandInput(endingShapes.handOver)).output(output<{ version: number }>()),
  destroy: officerCommand().input(commandInput(endingShapes.destroy)).output(output<{ version: number }>())
}

export const dispatches = {
  list: knownList(dispatch),
  get: knownQuery().input(byId('发文记录')).output(output<Detail<DispatchRow>>()),
  send: officerCommand().input(commandInput(endingShapes.dispatch)).output(output<{ numbers: readonly string[] }>()),
  receipt: officerCommand().input(commandInput(endingShapes.receipt)).output(output<{ version: number }>())
}

export const checks = {
  list: knownList(check),
  get: knownQuery().input(byId('核查单')).output(output<CheckDetail>()),
  rounds: officerQuery().output(output<readonly Choice[]>()),
  open: officerCommand().input(commandInput(checkShapes.open)).output(output<Made>()),
  count: officerCommand().input(commandInput(checkShapes.count)).output(output<{ incidents: readonly string[] }>()),
  close: officerCommand().input(commandInput(checkShapes.close)).output(output<{ version: number }>())
}

export const incidents = {
  list: knownList(incident),
  get: knownQuery().input(byId('事件')).output(output<IncidentDetail>()),
  open: officerCommand().input(commandInput(incidentShapes.open)).output(output<Made>()),
  report: officerCommand().input(commandInput(incidentShapes.report)).output(output<{ version: number }>()),
  note: officerCommand().input(commandInput(incidentShapes.event)).output(output<{ version: number }>()),
  found: officerCommand().input(commandInput(incidentShapes.found)).output(output<{ version: number }>()),
  close: officerCommand().input(commandInput(incidentShapes.close)).output(output<{ version: number }>())
}
