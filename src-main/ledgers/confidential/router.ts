import { implement } from '@orpc/server'
import { contract } from '../../contract'
import type { Detail } from '../../contract/confidential/access'
import type { Page } from '../../contract/lists'
import { permitting, translatingFaults, type CallContext, type Permitted } from '../../office/procedure'
import type { Reading } from '../../office/house'
import { handOverOffice, registerCabinet } from './cabinet/acts'
import { cabinetRows, handoversPage } from './cabinet/rows'
import { carrierDetail, carriersPage } from './carrier/rows'
import { closeCheck, countCarriers, openCheck } from './check/acts'
import { checkDetail, checksPage } from './check/rows'
import { lend, requestLeave, takeBack } from './circulation/acts'
import { knowingPage, leaveDetail, leavesPage, legDetail, legsPage, mine, scopeRequestDetail, scopeRequestsPage } from './circulation/rows'
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

const os = implement(contract.confidential).$context<CallContext>().use(translatingFaults).use(permitting)
const work = (act: string, input: { readonly reasons?: Record<string, string> | undefined }) =>
  ({ chain: 'confidential', act, reasons: input.reasons }) as const

/** A list read by the officer leaves its line; what was searched for does not. */
async function list<Row, Input extends { readonly search?: string | undefined }>(
  context: Permitted,
  what: string,
  input: Input,
  page: (reading: Reading, input: Input) => Promise<Page<Row>>
): Promise<Page<Row>> {
  const found = await page(await context.reading(), input)
  return logged(context, found, { kind: input.search ? 'search' : 'list', what, number: null, count: found.rows.length })
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
  get: os.files.get.handler(({ context, input }) => opened(context, '文件', numbered, (reading) => fileDetail(reading, input.id))),
  register: os.files.register.handler(({ context, input }) =>
    context.write(work('收文登记', input), (unit) => registerFile(unit, context.house, input))
  ),
  recordIssued: os.files.recordIssued.handler(({ context, input }) =>
    context.write(work('补录制发日期', input), (unit) => recordIssued(unit, input))
  ),
  reverse: os.files.reverse.handler(({ context, input }) =>
    context.write(work('冲正收文登记', input), (unit) => reverseFile(unit, context.house, input))
  ),
  widen: os.files.widen.handler(({ context, input }) =>
    context.write(work('申请扩大知悉范围', input), (unit) => requestWidening(unit, context.house, input))
  ),
  narrow: os.files.narrow.handler(({ context, input }) => context.write(work('缩小知悉范围', input), (unit) => narrowScope(unit, input))),
  machine: os.files.machine.handler(async ({ context }) => machineState(await context.reading())),
  switchTitles: os.files.switchTitles.handler(({ context, input }) =>
    context.write(work(input.titles ? '开启标题登记' : '关闭标题登记', input), (unit) => switchTitles(unit, input))
  )
})

const carriers = os.carriers.router({
  list: os.carriers.list.handler(({ context, input }) => list(context, '载体', input, carriersPage)),
  get: os.carriers.get.handler(({ context, input }) => opened(context, '载体', labelled, (reading) => carrierDetail(reading, input.id)))
})

const deliveries = os.deliveries.router({
  list: os.deliveries.list.handler(({ context, input }) => list(context, '代签收和带回', input, deliveriesPage)),
  announce: os.deliveries.announce.handler(({ context, input }) =>
    context.write(work('登记代签收', input), (unit) => announceDelivery(unit, context.house, input))
  ),
  handOver: os.deliveries.handOver.handler(({ context, input }) =>
    context.write(work('接收移交', input), (unit) => takeDelivery(unit, context.house, input))
  )
})

const legs = os.legs.router({
  list: os.legs.list.handler(({ context, input }) => list(context, '传阅登记', input, legsPage)),
  get: os.legs.get.handler(({ context, input }) => opened(context, '传阅记录', numbered, (reading) => legDetail(reading, input.id))),
  mine: os.legs.mine.handler(async ({ context }) => mine(await context.reading())),
  knowing: os.legs.knowing.handler(({ context, input }) => list(context, '知悉登记', input, knowingPage)),
  lend: os.legs.lend.handler(({ context, input }) => context.write(work('送阅', input), (unit) => lend(unit, input))),
  takeBack: os.legs.takeBack.handler(({ context, input }) => context.write(work('收回', input), (unit) => takeBack(unit, context.house, input)))
})

const leaves = os.leaves.router({
  list: os.leaves.list.handler(({ context, input }) => list(context, '带出申请', input, leavesPage)),
  get: os.leaves.get.handler(({ context, input }) => opened(context, '带出申请', numbered, (reading) => leaveDetail(reading, input.id))),
  request: os.leaves.request.handler(({ context, input }) =>
    context.write(work('申请带出', input), (unit) => requestLeave(unit, context.house, input))
  )
})

const scopeRequests = os.scopeRequests.router({
  list: os.scopeRequests.list.handler(({ context, input }) => list(context, '知悉范围申请', input, scopeRequestsPage)),
  get: os.scopeRequests.get.handler(({ context, input }) =>
    opened(context, '知悉范围申请', numbered, (reading) => scopeRequestDetail(reading, input.id))
  )
})

const copies = os.copies.router({
  list: os.copies.list.handler(({ context, input }) => list(context, '复制登记', input, copiesPage)),
  get: os.copies.get.handler(({ context, input }) => opened(context, '复印申请', numbered, (reading) => copyDetail(reading, input.id))),
  request: os.copies.request.handler(({ context, input }) =>
    context.write(work('申请复印', input), (unit) => requestCopy(unit, context.house, input))
  ),
  make: os.copies.make.handler(({ context, input }) => context.write(work('登记复制', input), (unit) => makeCopies(unit, input)))
})

const endings = os.endings.router({
  list: os.endings.list.handler(({ context, input }) => list(context, '清退销毁清册', input, endingsPage)),
  get: os.endings.get.handler(({ context, input }) => opened(context, '清册', numbered, (reading) => endingDetail(reading, input.id))),
  request: os.endings.request.handler(({ context, input }) =>
    context.write(work('报批清册', input), (unit) => requestEnding(unit, context.house, input))
  ),
  handOver: os.endings.handOver.handler(({ context, input }) =>
    context.write(work('凭回执移交', input), (unit) => handOverCarriers(unit, context.house, input))
  ),
  destroy: os.endings.destroy.handler(({ context, input }) =>
    context.write(work('登记销毁', input), (unit) => destroyCarriers(unit, context.house, input))
  )
})

const dispatches = os.dispatches.router({
  list: os.dispatches.list.handler(({ context, input }) => list(context, '发文登记', input, dispatchesPage)),
  get: os.dispatches.get.handler(({ context, input }) => opened(context, '发文记录', numbered, (reading) => dispatchDetail(reading, input.id))),
  send: os.dispatches.send.handler(({ context, input }) =>
    context.write(work('发文', input), (unit) => dispatchCarriers(unit, context.house, input))
  ),
  receipt: os.dispatches.receipt.handler(({ context, input }) =>
    context.write(work('登记发文回执', input), (unit) => receiptOf(unit, context.house, input))
  )
})

const checks = os.checks.router({
  list: os.checks.list.handler(({ context, input }) => list(context, '核查记录', input, checksPage)),
  get: os.checks.get.handler(({ context, input }) => opened(context, '核查单', numbered, (reading) => checkDetail(reading, input.id))),
  open: os.checks.open.handler(({ context, input }) => context.write(work('开始核查', input), (unit) => openCheck(unit, input))),
  count: os.checks.count.handler(({ context, input }) => context.write(work('登记核对', input), (unit) => countCarriers(unit, context.house, input))),
  close: os.checks.close.handler(({ context, input }) => context.write(work('完成核查', input), (unit) => closeCheck(unit, context.house, input)))
})

const incidents = os.incidents.router({
  list: os.incidents.list.handler(({ context, input }) => list(context, '事件', input, incidentsPage)),
  get: os.incidents.get.handler(({ context, input }) => opened(context, '事件', numbered, (reading) => incidentDetail(reading, input.id))),
  open: os.incidents.open.handler(({ context, input }) => context.write(work('登记事件', input), (unit) => openIncident(unit, context.house, input))),
  report: os.incidents.report.handler(({ context, input }) =>
    context.write(work('登记事件报告', input), (unit) => reportIncident(unit, context.house, input))
  ),
  note: os.incidents.note.handler(({ context, input }) =>
    context.write(work('登记事件处理', input), (unit) => noteIncident(unit, context.house, input))
  ),
  found: os.incidents.found.handler(({ context, input }) => context.write(work('登记找回', input), (unit) => foundAgain(unit, context.house, input))),
  close: os.incidents.close.handler(({ context, input }) =>
    context.write(work('事件结案', input), (unit) => closeIncident(unit, context.house, input))
  )
})

const media = os.media.router({
  list: os.media.list.handler(({ context, input }) => list(context, '涉密介质', input, mediaPage)),
  get: os.media.get.handler(({ context, input }) => opened(context, '涉密介质', numbered, (reading) => mediumDetail(reading, input.id))),
  register: os.media.register.handler(({ context, input }) =>
    context.write(work('登记涉密介质', input), (unit) => registerMedium(unit, context.house, input))
  ),
  use: os.media.use.handler(({ context, input }) => context.write(work('登记介质使用', input), (unit) => useMedium(unit, context.house, input))),
  handOver: os.media.handOver.handler(({ context, input }) => context.write(work('移交涉密介质', input), (unit) => handOverMedium(unit, input))),
  end: os.media.end.handler(({ context, input }) => context.write(work('停用涉密介质', input), (unit) => endMedium(unit, input)))
})

const classifications = os.classifications.router({
  list: os.classifications.list.handler(({ context, input }) => list(context, '定密审批', input, classificationsPage)),
  get: os.classifications.get.handler(({ context, input }) =>
    opened(context, '定密审批', numbered, (reading) => classificationDetail(reading, input.id))
  ),
  request: os.classifications.request.handler(({ context, input }) =>
    context.write(work('申请定密', input), (unit) => requestClassification(unit, context.house, input))
  )
})

const reviews = os.reviews.router({
  list: os.reviews.list.handler(({ context, input }) => list(context, '解密审查', input, reviewsPage)),
  get: os.reviews.get.handler(({ context, input }) => opened(context, '解密审查', numbered, (reading) => reviewDetail(reading, input.id))),
  request: os.reviews.request.handler(({ context, input }) =>
    context.write(work('申请解密审查', input), (unit) => requestReview(unit, context.house, input))
  )
})

const publications = os.publications.router({
  list: os.publications.list.handler(({ context, input }) => list(context, '公开保密审查', input, publicationsPage)),
  get: os.publications.get.handler(({ context, input }) =>
    opened(context, '公开保密审查', numbered, (reading) => publicationDetail(reading, input.id))
  ),
  request: os.publications.request.handler(({ context, input }) =>
    context.write(work('申请公开保密审查', input), (unit) => requestPublication(unit, context.house, input))
  ),
  publish: os.publications.publish.handler(({ context, input }) => context.write(work('登记公开', input), (unit) => published(unit, input)))
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
    list: os.cabinets.list.handler(async ({ context }) => cabinetRows(await context.reading())),
    register: os.cabinets.register.handler(({ context, input }) => context.write(work('登记保密柜', input), (unit) => registerCabinet(unit, input))),
    handovers: os.cabinets.handovers.handler(async ({ context, input }) => handoversPage(await context.reading(), input)),
    handOver: os.cabinets.handOver.handler(({ context, input }) => context.write(work('保密员交接', input), (unit) => handOverOffice(unit, input)))
  },
  readings: { list: os.readings.list.handler(async ({ context, input }) => readingsPage(await context.reading(), input)) }
})
