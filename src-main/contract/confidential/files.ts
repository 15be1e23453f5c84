import { commandInput, output } from '../base'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, longText, moment, person, reference, text, whole } from '../recordField'
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
import { deliveryShapes, fileShapes } from './inputs'
import {
  carrierActs,
  carrierKinds,
  carrierStates,
  deliveryKinds,
  fileStates,
  origins,
  scopeChanges,
  secrecyClasses
} from './words'

/** A file in the register. What is sealed is null for everybody but the officer. */
export const file = record('confidentialFile', {
  number: code('登记号', 13).in('登记'),
  receivedOn: date('收文日期', 10).in('登记'),
  issuer: text('来文机关', 11).nullable().derived().in('登记'),
  documentNumber: code('文号', 14).nullable().derived().in('登记'),
  code: text('代号', 8).nullable().derived().in('登记'),
  title: text('标题', 14).nullable().derived().in('登记').aside(),
  secrecy: choice('密级', secrecyClasses, 4).in('密级'),
  issuedOn: date('制发日期', 10).nullable().in('密级'),
  period: text('保密期限', 9).derived().in('密级'),
  expiresOn: date('期满日期', 10).nullable().in('密级'),
  copyNumbers: text('份号', 10).derived().in('载体'),
  copies: whole('份数', 4).derived().in('载体'),
  pages: whole('页数', 4).in('载体'),
  scope: text('知悉范围', 14).derived().in('密级'),
  cabinetName: reference('存放', 'cabinetId', 7).in('载体'),
  receivedByName: text('签收人', 6).in('登记'),
  origin: choice('收文方式', origins, 9).in('登记').aside(),
  central: flag('中央文件', 6).in('登记').aside(),
  formerNumber: code('原登记号', 11).nullable().in('登记').aside(),
  condition: text('解密条件', 10).nullable().derived().in('密级').aside(),
  notes: longText('备注', 12).nullable().derived().in('登记').aside(),
  state: choice('状态', fileStates, 6).in('登记')
})
export type FileRow = RowOf<typeof file>

/** One copy of a file and where it is now. */
export const carrier = entry('confidentialCarrier', {
  label: code('登记号和份号', 18),
  fileNumber: reference('登记号', 'fileId', 13).aside(),
  code: text('代号', 8).nullable().derived(),
  secrecy: choice('密级', secrecyClasses, 4).joined(),
  kind: choice('类别', carrierKinds, 6).joined(),
  pages: whole('页数', 4).joined(),
  state: choice('所在', carrierStates, 8),
  holderName: text('持有人', 7),
  place: text('存放', 8),
  since: moment('起始时间', 14),
  dueAt: moment('应归还', 14).nullable()
})
export type CarrierRow = RowOf<typeof carrier>

/** A link of a carrier's chain. */
export const carrierStep = entry('confidentialCarrierStep', {
  at: moment('时间', 14),
  act: choice('事项', carrierActs, 8),
  fromName: text('交出', 7),
  toName: text('接收', 7),
  place: text('地点', 9),
  paper: code('依据', 14),
  byName: text('经办人', 7)
})
export type CarrierStepRow = RowOf<typeof carrierStep>

/** A person or post put on or taken off the scope. */
export const scopeLine = entry('confidentialScopeLine', {
  at: moment('时间', 14),
  change: choice('变动', scopeChanges, 5),
  who: text('人员或职务', 12).derived(),
  byName: text('经办人', 7)
})
export type ScopeLineRow = RowOf<typeof scopeLine>

export interface FileDetail extends Detail<FileRow> {
  readonly carriers: readonly CarrierRow[]
  readonly scopeLines: readonly ScopeLineRow[]
  readonly personIds: readonly string[]
  readonly posts: readonly string[]
}

export interface CarrierDetail extends Detail<CarrierRow> {
  readonly steps: readonly CarrierStepRow[]
  /** The leg it is out on, if it is. */
  readonly legId: string | null
  readonly noNumberReason: string | null
}

/** Letters on their way to the officer (SEC-04). */
export const delivery = record('confidentialDelivery', {
  number: code('移交单号', 14),
  kind: choice('类别', deliveryKinds, 9),
  personName: person('经手人', 'personId', 7).asWritten(),
  at: moment('时间', 14),
  envelopes: whole('封数', 5),
  dueOn: date('应移交', 10),
  handedOverAt: moment('移交时间', 14).nullable(),
  lateReason: text('逾期原因', 12).nullable().derived().aside()
})
export type DeliveryRow = RowOf<typeof delivery>

/** How the ledger stands on this machine. */
export interface MachineState {
  /** Whether titles may be typed (SEC-02). */
  readonly titles: boolean
  readonly titlesBy: string | null
  readonly titlesAt: string | null
  /** Minutes without a touch after which the screen is hidden. */
  readonly hideMinutes: number
}

export const files = {
  list: knownList(file),
  get: knownQuery().input(byId('文件')).output(output<FileDetail>()),
  register: officerCommand().input(commandInput(fileShapes.register)).output(output<Made>()),
  recordIssued: officerCommand().input(commandInput(fileShapes.issued)).output(output<{ version: number }>()),
  reverse: officerCommand().input(commandInput(fileShapes.reverse)).output(output<{ version: number }>()),
  widen: officerCommand().input(commandInput(fileShapes.widen)).output(output<Submitted>()),
  narrow: officerCommand().input(commandInput(fileShapes.narrow)).output(output<{ recalled: number }>()),
  machine: ownQuery().output(output<MachineState>()),
  switchTitles: officerCommand().input(commandInput(fileShapes.switch)).output(output<{ id: string }>())
}

export const carriers = {
  list: knownList(carrier),
  get: knownQuery().input(byId('载体')).output(output<CarrierDetail>())
}

export const deliveries = {
  list: officerList(delivery),
  announce: officerCommand().input(commandInput(deliveryShapes.announce)).output(output<Made>()),
  handOver: officerCommand().input(commandInput(deliveryShapes.handOver)).output(output<{ version: number }>())
}
