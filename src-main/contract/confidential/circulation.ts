import { commandInput, output } from '../base'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, moment, person, reference, text, whole } from '../recordField'
import {
  byId,
  knownList,
  knownQuery,
  officerCommand,
  officerList,
  ownQuery,
  type Detail,
  type Made,
  type Submitted
} from './access'
import { copyShapes, legShapes } from './inputs'
import { knowingWays, requestStates, secrecyClasses } from './words'

/** One leg of a circulation. */
export const leg = entry('confidentialLeg', {
  number: code('传阅单号', 14),
  label: reference('登记号和份号', 'carrierId', 18),
  secrecy: choice('密级', secrecyClasses, 4).joined(),
  readerName: person('阅件人', 'readerId', 7).asWritten(),
  outAt: moment('送阅时间', 14),
  dueAt: moment('应归还', 14),
  returnedAt: moment('归还时间', 14).nullable().joined(),
  pages: whole('清点页数', 6).nullable().joined(),
  took: text('用时', 8).derived(),
  signed: text('签字', 7).derived(),
  overdue: text('逾期', 8).derived(),
  officerName: text('保密员', 7).aside(),
  opening: flag('原登记簿转入', 8).aside()
})
export type LegRow = RowOf<typeof leg>

/** Who knew a file of 机密 and above (知悉登记). */
export const knowing = entry('confidentialKnowing', {
  fileNumber: reference('登记号', 'fileId', 13),
  secrecy: choice('密级', secrecyClasses, 4).joined(),
  readerName: text('知悉人', 7),
  readerPosition: text('职务', 9),
  way: choice('知悉方式', knowingWays, 7).derived(),
  outAt: moment('起', 14),
  returnedAt: moment('止', 14).nullable().joined()
})
export type KnowingRow = RowOf<typeof knowing>

/** What is with the person asking: by number only (SEC-01). */
export interface MineRow {
  readonly id: string
  readonly label: string
  readonly outAt: string
  readonly dueAt: string
}

/** Leave to take a carrier out. */
export const leave = record('confidentialLeave', {
  number: code('带出单号', 14),
  label: reference('登记号和份号', 'carrierId', 18),
  readerName: text('带出人', 7),
  backBy: moment('归还时间', 14),
  destination: text('带往地点', 10).nullable().derived(),
  reason: text('理由', 14).nullable().derived(),
  submittedOn: date('申请日期', 10),
  state: choice('状态', requestStates, 7)
})
export type LeaveRow = RowOf<typeof leave>

/** A request to widen a scope. */
export const scopeRequest = record('confidentialScopeRequest', {
  number: code('申请单号', 14),
  fileNumber: reference('登记号', 'fileId', 13),
  names: text('列入', 14),
  reason: text('理由', 16).nullable().derived(),
  submittedOn: date('申请日期', 10),
  state: choice('状态', requestStates, 7)
})
export type ScopeRequestRow = RowOf<typeof scopeRequest>

/** A request to copy. */
export const copy = record('confidentialCopy', {
  number: code('复印单号', 14),
  label: reference('原登记号和份号', 'carrierId', 18),
  secrecy: choice('密级', secrecyClasses, 4).joined(),
  count: whole('复制份数', 6),
  copyNumbers: text('新份号', 14),
  stamped: flag('复制戳记', 6).nullable().derived(),
  purpose: text('用途', 12).nullable().derived(),
  consent: code('发文机关同意文号', 12).nullable().derived(),
  submittedOn: date('申请日期', 10),
  madeAt: moment('复制时间', 14).nullable(),
  madeByName: text('经办人', 7),
  state: choice('状态', requestStates, 7)
})
export type CopyRow = RowOf<typeof copy>

/** A time that was missed, and stays missed. */
export const lapse = entry('confidentialLapse', {
  what: text('事项', 14),
  rule: code('规则', 8),
  number: code('单号', 14),
  personName: text('经手人', 7),
  dueOn: date('期限', 10),
  doneAt: moment('办理时间', 14),
  reason: text('原因', 16).nullable().derived()
})
export type LapseRow = RowOf<typeof lapse>

export const legs = {
  list: knownList(leg),
  get: knownQuery().input(byId('传阅记录')).output(output<Detail<LegRow>>()),
  mine: ownQuery().output(output<readonly MineRow[]>()),
  knowing: knownList(knowing),
  lend: officerCommand().input(commandInput(legShapes.lend)).output(output<Made>()),
  takeBack: officerCommand().input(commandInput(legShapes.takeBack)).output(output<{ late: boolean }>())
}

export const leaves = {
  list: knownList(leave),
  get: knownQuery().input(byId('带出申请')).output(output<Detail<LeaveRow>>()),
  request: officerCommand().input(commandInput(legShapes.leave)).output(output<Submitted>())
}

export const scopeRequests = {
  list: knownList(scopeRequest),
  get: knownQuery().input(byId('知悉范围申请')).output(output<Detail<ScopeRequestRow>>())
}

export const copies = {
  list: knownList(copy),
  get: knownQuery().input(byId('复印申请')).output(output<Detail<CopyRow>>()),
  request: officerCommand().input(commandInput(copyShapes.request)).output(output<Submitted>()),
  make: officerCommand().input(commandInput(copyShapes.make)).output(output<{ copyNumbers: string }>())
}

export const lapses = { list: officerList(lapse) }
