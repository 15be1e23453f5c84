import { implement } from '@orpc/server'
import { contract } from '../../contract'
import type { Detail } from '../../contract/confidential/access'
import type { Page } from '../../contract/lists'
import { actsOn, read } from '../../office/handlers'
import { permitting, translatingFaults, type CallContext, type Permitted } from '../../office/procedure'
import type { Reading } from '../../office/house'
import { handOverOffice, registerCabinet } from './cabinet/acts'
import { cabinetRows, handoversPage } from './cabinet/rows'
import { carrierDetail, carriersPage } from './carrier/rows'
import { closeCheck, countCarriers, openCheck } from './check/acts'
import { checkDetail, checksPage } from './check/rows'
import { lend, requestLeave, takeBack } from './circulation/acts'
import {
  knowingPage,
  leaveDetail,
  leavesPage,
  legDetail,
  legsPage,
  mine,
  scopeRequestDetail,
  scopeRequestsPage
} from './circulation/rows'
import { requestClassification } from './classification/acts'
import { classificationDetail, classificationsPage } from './classification/rows'
import { makeCopies, requestCopy } from './copy/acts'
import { copiesPage, copyDetail } from './copy/rows'
import { announceDelivery, takeDelivery } from './delivery/acts'
import { deliveriesPage } from './delivery/rows'
import { dispatchCarriers, receiptOf } from './dispatch/acts'
import { dispatchDetail, dispatchesPage } from './dispatch/rows'
import { destroyCarriers, handOverCarriers, requestEnding } from './ending/acts'
import { endingDetail, endingsPage } from './ending/rows'
import { recordIssued, registerFile, reverseFile } from './file/register'
import { fileDetail, filesPage, machineState } from './file/rows'
import { narrowScope, requestWidening } from './file/scopeActs'
import { switchTitles } from './file/titles'
import { closeIncident, foundAgain, noteIncident, openIncident, reportIncident } from './incident/acts'
import { incidentDetail, incidentsPage } from './incident/rows'
import { endMedium, handOverMedium, registerMedium, useMedium } from './medium/acts'
import { mediaPage, mediumDetail } from './medium/rows'
import { published, requestPublication } from './publication/acts'
import { publicationDetail, publicationsPage } from './publication/rows'
import { logged } from './reading/log'
import { lapsesPage, readingsPage } from './reading/rows'
import { requestReview } from './review/acts'
import { reviewDetail, reviewsPage } from './review/rows'
import { checkMonths, returnMonths, roundChoices } from './rounds'

const os = implement(contract.confidential).$context<CallContext>().use(translatingFaults).use(permitting)
const act = actsOn('confidential')

/** A list read by the officer leaves its line; what was searched for does not. */
async function list<Row, Input extends { readonly search?: string | undefined }>(
  context: Permitted,
  what: string,
  input: Input,
  page: (reading: Reading, input: Input) => Promise<Page<Row>>
): Promise<Page<Row>> {
  const found = await page(await context.reading(), input)
  return logged(context, found, {
    kind: input.search ? 'search' : 'list',
    what,
    number: null,
    count: found.rows.length
  })
}

/** A record opened by the officer leaves its line. */
async function opened<Row, D extends Detail<Row>>(
  context: Permitted,
  what: string,
  numberOf: (row: D['row']) => string,
  detail: (reading: Reading) => Promise<D>
): Promise<D> {
  const found = await detail(await context.reading())
  return logged(context, found, { kind: 'open', what, number: numberOf(found.row), count: 1 })
}

const numbered = ({ number }: { readonly number: string }) => number
const labelled = ({ label }: { readonly label: string }) => label

const files = os.files.router({
  list: os.files.list.handler(({ context, input }) => list(context, '收文登记', input, filesPage)),
  get: os.files.get.handler(({ context, input }) =>
    opened(context, '文件', numbered, (reading) => fileDetail(reading, input.id))
  ),
  register: os.files.register.handler(act('收文登记', (unit, input, house) => registerFile(unit, house, input))),
  recordIssued: os.files.recordIssued.handler(act('补录制发日期', recordIssued)),
  reverse: os.files.reverse.handler(act('冲正收文登记', (unit, input, house) => reverseFile(unit, house, input))),
  widen: os.files.widen.handler(act('申请扩大知悉范围', (unit, input, house) => requestWidening(unit, house, input))),
  narrow: os.files.narrow.handler(act('缩小知悉范围', narrowScope)),
  machine: os.files.machine.handler(read(machineState)),
  switchTitles: os.files.switchTitles.handler(
    act((input) => (input.titles ? '开启标题登记' : '关闭标题登记'), switchTitles)
  )
})

const carriers = os.carriers.router({
  list: os.carriers.list.handler(({ context, input }) => list(context, '载体', input, carriersPage)),
  get: os.carriers.get.handler(({ context, input }) =>
    opened(context, '载体', labelled, (reading) => carrierDetail(reading, input.id))
  )
})

const deliveries = os.deliveries.router({
  list: os.deliveries.list.handler(({ context, input }) => list(context, '代签收和带回', input, deliveriesPage)),
  announce: os.deliveries.announce.handler(
    act('登记代签收', (unit, input, house) => announceDelivery(unit, house, input))
  ),
  handOver: os.deliveries.handOver.handler(act('接收移交', (unit, input, house) => takeDelivery(unit, house, input)))
})

const legs = os.legs.router({
  list: os.legs.list.handler(({ context, input }) => list(context, '传阅登记', input, legsPage)),
  get: os.legs.get.handler(({ context, input }) =>
    opened(context, '传阅记录', numbered, (reading) => legDetail(reading, input.id))
  ),
  mine: os.legs.mine.handler(read(mine)),
  knowing: os.legs.knowing.handler(({ context, input }) => list(context, '知悉登记', input, knowingPage)),
  lend: os.legs.lend.handler(act('送阅', lend)),
  takeBack: os.legs.takeBack.handler(act('收回', (unit, input, house) => takeBack(unit, house, input)))
})

const leaves = os.leaves.router({
  list: os.leaves.list.handler(({ context, input }) => list(context, '带出申请', input, leavesPage)),
  get: os.leaves.get.handler(({ context, input }) =>
    opened(context, '带出申请', numbered, (reading) => leaveDetail(reading, input.id))
  ),
  request: os.leaves.request.handler(act('申请带出', (unit, input, house) => requestLeave(unit, house, input)))
})

const scopeRequests = os.scopeRequests.router({
  list: os.scopeRequests.list.handler(({ context, input }) => list(context, '知悉范围申请', input, scopeRequestsPage)),
  get: os.scopeRequests.get.handler(({ context, input }) =>
    opened(context, '知悉范围申请', numbered, (reading) => scopeRequestDetail(reading, input.id))
  )
})

const copies = os.copies.router({
  list: os.copies.list.handler(({ context, input }) => list(context, '复制登记', input, copiesPage)),
  get: os.copies.get.handler(({ context, input }) =>
    opened(context, '复印申请', numbered, (reading) => copyDetail(reading, input.id))
  ),
  request: os.copies.request.handler(act('申请复印', (unit, input, house) => requestCopy(unit, house, input))),
  make: os.copies.make.handler(act('登记复制', makeCopies))
})

const endings = os.endings.router({
  list: os.endings.list.handler(({ context, input }) => list(context, '清退销毁清册', input, endingsPage)),
  get: os.endings.get.handler(({ context, input }) =>
    opened(context, '清册', numbered, (reading) => endingDetail(reading, input.id))
  ),
  rounds: os.endings.rounds.handler(read(({ today, book }) => roundChoices(today, returnMonths(book)))),
  request: os.endings.request.handler(act('报批清册', (unit, input, house) => requestEnding(unit, house, input))),
  handOver: os.endings.handOver.handler(
    act('凭回执移交', (unit, input, house) => handOverCarriers(unit, house, input))
  ),
  destroy: os.endings.destroy.handler(act('登记销毁', (unit, input, house) => destroyCarriers(unit, house, input)))
})

const dispatches = os.dispatches.router({
  list: os.dispatches.list.handler(({ context, input }) => list(context, '发文登记', input, dispatchesPage)),
  get: os.dispatches.get.handler(({ context, input }) =>
    opened(context, '发文记录', numbered, (reading) => dispatchDetail(reading, input.id))
  ),
  send: os.dispatches.send.handler(act('发文', (unit, input, house) => dispatchCarriers(unit, house, input))),
  receipt: os.dispatches.receipt.handler(act('登记发文回执', (unit, input, house) => receiptOf(unit, house, input)))
})

const checks = os.checks.router({
  list: os.checks.list.handler(({ context, input }) => list(context, '核查记录', input, checksPage)),
  get: os.checks.get.handler(({ context, input }) =>
    opened(context, '核查单', numbered, (reading) => checkDetail(reading, input.id))
  ),
  rounds: os.checks.rounds.handler(read(({ today, book }) => roundChoices(today, checkMonths(book)))),
  open: os.checks.open.handler(act('开始核查', openCheck)),
  count: os.checks.count.handler(act('登记核对', (unit, input, house) => countCarriers(unit, house, input))),
  close: os.checks.close.handler(act('完成核查', (unit, input, house) => closeCheck(unit, house, input)))
})

const incidents = os.incidents.router({
  list: os.incidents.list.handler(({ context, input }) => list(context, '事件', input, incidentsPage)),
  get: os.incidents.get.handler(({ context, input }) =>
    opened(context, '事件', numbered, (reading) => incidentDetail(reading, input.id))
  ),
  open: os.incidents.open.handler(act('登记事件', (unit, input, house) => openIncident(unit, house, input))),
  report: os.incidents.report.handler(act('登记事件报告', (unit, input, house) => reportIncident(unit, house, input))),
  note: os.incidents.note.handler(act('登记事件处理', (unit, input, house) => noteIncident(unit, house, input))),
  found: os.incidents.found.handler(act('登记找回', (unit, input, house) => foundAgain(unit, house, input))),
  close: os.incidents.close.handler(act('事件结案', (unit, input, house) => closeIncident(unit, house, input)))
})

const media = os.media.router({
  list: os.media.list.handler(({ context, input }) => list(context, '涉密介质', input, mediaPage)),
  get: os.media.get.handler(({ context, input }) =>
    opened(context, '涉密介质', numbered, (reading) => mediumDetail(reading, input.id))
  ),
  register: os.media.register.handler(act('登记涉密介质', (unit, input, house) => registerMedium(unit, house, input))),
  use: os.media.use.handler(act('登记介质使用', (unit, input, house) => useMedium(unit, house, input))),
  handOver: os.media.handOver.handler(act('移交涉密介质', handOverMedium)),
  end: os.media.end.handler(act('停用涉密介质', endMedium))
})

const classifications = os.classifications.router({
  list: os.classifications.list.handler(({ context, input }) => list(context, '定密审批', input, classificationsPage)),
  get: os.classifications.get.handler(({ context, input }) =>
    opened(context, '定密审批', numbered, (reading) => classificationDetail(reading, input.id))
  ),
  request: os.classifications.request.handler(
    act('申请定密', (unit, input, house) => requestClassification(unit, house, input))
  )
})

const reviews = os.reviews.router({
  list: os.reviews.list.handler(({ context, input }) => list(context, '解密审查', input, reviewsPage)),
  get: os.reviews.get.handler(({ context, input }) =>
    opened(context, '解密审查', numbered, (reading) => reviewDetail(reading, input.id))
  ),
  request: os.reviews.request.handler(act('申请解密审查', (unit, input, house) => requestReview(unit, house, input)))
})

const publications = os.publications.router({
  list: os.publications.list.handler(({ context, input }) => list(context, '公开保密审查', input, publicationsPage)),
  get: os.publications.get.handler(({ context, input }) =>
    opened(context, '公开保密审查', numbered, (reading) => publicationDetail(reading, input.id))
  ),
  request: os.publications.request.handler(
    act('申请公开保密审查', (unit, input, house) => requestPublication(unit, house, input))
  ),
  publish: os.publications.publish.handler(act('登记公开', published))
})

/** The procedures of the ledger of confidential files. */
export const confidentialRouter = os.router({
  files,
  carriers,
  deliveries,
  legs,
  leaves,
  scopeRequests,
  copies,
  lapses: { list: os.lapses.list.handler(({ context, input }) => list(context, '逾期记录', input, lapsesPage)) },
  endings,
  dispatches,
  checks,
  incidents,
  media,
  classifications,
  reviews,
  publications,
  cabinets: {
    list: os.cabinets.list.handler(read(cabinetRows)),
    register: os.cabinets.register.handler(act('登记保密柜', registerCabinet)),
    handovers: os.cabinets.handovers.handler(read(handoversPage)),
    handOver: os.cabinets.handOver.handler(act('保密员交接', handOverOffice))
  },
  readings: { list: os.readings.list.handler(read(readingsPage)) }
})
