import { command, commandInput, listOf, output } from '../base'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, longText, moment, person, reference, text, unit, whole } from '../recordField'
import {
  byId,
  closed,
  knownList,
  knownQuery,
  officerCommand,
  officerList,
  officerQuery,
  ownQuery,
  type Detail,
  type Made,
  type Submitted
} from './access'
import { cabinetShapes, mediumShapes, publicationShapes, reviewShapes } from './inputs'
import { mediumKinds, mediumStates, readingKinds, requestStates, reviewKinds, secrecyClasses } from './words'

/** A medium that holds secrets. */
export const medium = record('confidentialMedium', {
  number: code('编号', 14),
  kind: choice('类型', mediumKinds, 7),
  secrecy: choice('密级', secrecyClasses, 4),
  startedOn: date('启用日期', 10),
  holderName: person('责任人', 'holderId', 7),
  place: text('存放', 9),
  serial: code('序列号', 12).nullable().derived().aside(),
  uses: whole('使用记录数', 7),
  endedOn: date('停用日期', 10).nullable(),
  supervisorNames: text('监销人', 9),
  state: choice('状态', mediumStates, 6)
})
export type MediumRow = RowOf<typeof medium>

/** A use of a medium. */
export const mediumUse = entry('confidentialMediumUse', {
  at: moment('时间', 14),
  userName: text('使用人', 7),
  computer: code('涉密计算机', 12),
  purpose: text('用途', 18).nullable().derived()
})
export type MediumUseRow = RowOf<typeof mediumUse>

export interface MediumDetail extends Detail<MediumRow> {
  readonly uses: readonly MediumUseRow[]
}

/** The class of a file of our own, decided before it is registered. */
export const classification = record('confidentialClassification', {
  number: code('定密单号', 15),
  drafterName: text('拟稿人', 7),
  code: text('代号', 8).nullable().derived(),
  secrecy: choice('密级', secrecyClasses, 4),
  issuedOn: date('制发日期', 10),
  expiresOn: date('期满日期', 10).nullable(),
  basis: text('定密依据', 16).nullable().derived(),
  names: text('知悉范围', 14),
  copies: whole('份数', 4),
  fileNumber: reference('登记号', 'fileId', 13).nullable(),
  submittedOn: date('申请日期', 10),
  state: choice('状态', requestStates, 7)
})
export type ClassificationRow = RowOf<typeof classification>

/** What an approved decision says, to begin an entry of the register with. */
export interface ClassificationDetail extends Detail<ClassificationRow> {
  readonly decided: {
    readonly personIds: readonly string[]
    readonly posts: readonly string[]
    readonly periodKind: string
    readonly periodYears: number | null
  }
}

/** A review of class and period. */
export const review = record('confidentialReview', {
  number: code('审查单号', 15),
  fileNumber: reference('登记号', 'fileId', 13),
  kind: choice('审查', reviewKinds, 8),
  before: text('原密级和期限', 14),
  newSecrecy: choice('变更后密级', secrecyClasses, 6).nullable(),
  newExpiresOn: date('变更后期满', 10).nullable(),
  reason: text('理由', 16).nullable().derived(),
  notice: code('发文机关通知', 12).nullable().derived(),
  noticeOn: date('通知日期', 10).nullable(),
  submittedOn: date('申请日期', 10),
  decidedOn: date('决定日期', 10).nullable(),
  state: choice('状态', requestStates, 7)
})
export type ReviewRow = RowOf<typeof review>

/** A review before something is published. */
export const publication = record('confidentialPublication', {
  number: code('审查单号', 14),
  submittedOn: date('日期', 10),
  content: longText('拟公开内容', 20).nullable().derived(),
  medium: text('载体', 9),
  recording: flag('音像资料', 6),
  unitName: unit('申请部门', 'unitId', 10),
  applicantName: text('申请人', 7),
  publisherName: text('公开人', 7),
  publishedAt: moment('公开时间', 14).nullable(),
  state: choice('状态', requestStates, 7)
})
export type PublicationRow = RowOf<typeof publication>

/** A cabinet and who has its keys. */
export const cabinet = record('confidentialCabinet', {
  label: text('柜号', 9),
  place: text('位置', 12),
  holderName: person('钥匙保管人', 'holderId', 8),
  since: date('保管起', 10)
})
export type CabinetRow = RowOf<typeof cabinet>

/** The officer's post passing on. */
export const officerHandover = entry('confidentialHandover', {
  number: code('交接单号', 14),
  at: moment('时间', 14),
  fromName: text('移交人', 7),
  toName: text('接收人', 7),
  witnessName: text('监交人', 7),
  cabinets: text('保密柜', 12),
  carriers: whole('载体份数', 6)
})
export type OfficerHandoverRow = RowOf<typeof officerHandover>

/** A line of the reading log. */
export const reading = entry('confidentialReading', {
  at: moment('时间', 14),
  personName: text('查阅人', 7),
  kind: choice('方式', readingKinds, 8),
  what: text('内容', 16),
  number: code('单号', 16).nullable(),
  count: whole('条数', 5)
})
export type ReadingRow = RowOf<typeof reading>

export const media = {
  list: knownList(medium),
  get: knownQuery().input(byId('介质')).output(output<MediumDetail>()),
  register: officerCommand().input(commandInput(mediumShapes.register)).output(output<Made>()),
  use: officerCommand().input(commandInput(mediumShapes.use)).output(output<{ id: string }>()),
  handOver: officerCommand().input(commandInput(mediumShapes.handOver)).output(output<{ version: number }>()),
  end: officerCommand().input(commandInput(mediumShapes.end)).output(output<{ version: number }>())
}

export const classifications = {
  list: knownList(classification),
  get: knownQuery().input(byId('定密审批')).output(output<ClassificationDetail>()),
  request: officerCommand().input(commandInput(reviewShapes.classify)).output(output<Submitted>())
}

export const reviews = {
  list: knownList(review),
  get: knownQuery().input(byId('审查单')).output(output<Detail<ReviewRow>>()),
  request: officerCommand().input(commandInput(reviewShapes.review)).output(output<Submitted>())
}

export const publications = {
  list: listOf('staff', publication, closed),
  get: ownQuery().input(byId('审查单')).output(output<Detail<PublicationRow>>()),
  request: command('staff').input(commandInput(publicationShapes.request)).output(output<Submitted>()),
  publish: command('staff', { hidden: true })
    .input(commandInput(publicationShapes.publish))
    .output(output<{ version: number }>())
}

export const cabinets = {
  list: officerQuery().output(output<readonly CabinetRow[]>()),
  register: officerCommand().input(commandInput(cabinetShapes.register)).output(output<Made>()),
  handovers: officerList(officerHandover),
  handOver: officerCommand().input(commandInput(cabinetShapes.handOver)).output(output<Made>())
}

export const readings = { list: officerList(reading) }
