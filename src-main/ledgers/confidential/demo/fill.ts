import { instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import type { House, ImportRow } from '../../../office/house'
import { Person } from '../../../office/entities'
import { countCarriers, openCheck, closeCheck } from '../check/acts'
import { requestLeave, takeBack } from '../circulation/acts'
import { requestClassification } from '../classification/acts'
import { makeCopies, requestCopy } from '../copy/acts'
import { announceDelivery, takeDelivery } from '../delivery/acts'
import { dispatchCarriers, receiptOf } from '../dispatch/acts'
import { destroyCarriers, handOverCarriers, requestEnding } from '../ending/acts'
import {
  CarrierStanding,
  Check,
  CheckLine,
  CopyRequest,
  Dispatch,
  Ending,
  Incident,
  Medium,
  Publication
} from '../entities'
import { openRegister } from '../file/importOpening'
import { narrowScope, requestWidening } from '../file/scopeActs'
import { closeIncident, foundAgain, openIncident, reportIncident } from '../incident/acts'
import { endMedium, registerMedium, useMedium } from '../medium/acts'
import { published, requestPublication } from '../publication/acts'
import { requestReview } from '../review/acts'
import { approved, castOf, demo, lent, penOf, received, type DemoCast } from './cast'

const { actAs } = demo

/**
 * Confidential files of the demo bureau in every state, through the ledger's own services. Nothing is made where there
 * is no officer.
 */
export async function fillConfidential(house: House): Promise<void> {
  const cast = await castOf(house)
  if (!cast) return
  await theOldBook(cast)
  await circulation(cast)
  await copies(cast)
  await endings(cast)
  await own(cast)
  await matters(cast)
  await checksAndIncidents(cast)
}

/**
 * What an old register brings along: readings on time and late, a return with its receipt, a destruction by one person
 * alone.
 */
async function theOldBook(cast: DemoCast): Promise<void> {
  const { house, officer } = cast
  const people = new Map((await house.database.read.find(Person)).map(({ name, id }) => [name, id]))
  const today = house.clock.today()
  const day = addDays(today, -90)
  const year = day.slice(0, 4)
  const sheet = (name: string, values: readonly ImportRow['values'][]): ImportRow[] =>
    values.map((each, index) => ({ sheet: name, row: index + 3, values: each }))
  const file = (serial: number, more: ImportRow['values']) => ({
    number: `MJ${year}-00${serial}`,
    receivedOn: day,
    issuer: '县人防办',
    documentNumber: `云人防密〔${year}〕${serial}号`,
    code: `旧${serial}`,
    secrecy: '机密★10年',
    copies: '1',
    copyNumber: `090${serial}`,
    pages: '8',
    scope: '谢晓岚、江映雪',
    cabinet: '保密柜1',
    receivedBy: '唐雨薇',
    ...more
  })
  const leg = (serial: number, reader: string, days: number, late: boolean) => ({
    number: `MJ${year}-00${serial}`,
    copyNumber: `090${serial}`,
    reader,
    outAt: instantAt(addDays(day, days), '09:05'),
    returnedAt: late ? instantAt(addDays(day, days + 1), '08:40') : instantAt(addDays(day, days), '11:30')
  })
  const ending = (serial: number, method: string, receipt: string, second: string) => ({
    number: `MJ${year}-00${serial}`,
    copyNumber: `090${serial}`,
    method,
    endedOn: addDays(day, 40),
    place: method === '销毁' ? '县涉密载体销毁中心' : '县保密局',
    handler: '唐雨薇',
    second,
    receipt
  })
  const rows = [
    ...sheet('收文登记', [
      file(1, {}),
      file(2, { issuedOn: addDays(day, -5) }),
      file(3, {}),
      file(4, { secrecy: '内部', copyNumber: '无' })
    ]),
    ...sheet('传阅登记', [leg(1, '谢晓岚', 1, false), leg(1, '江映雪', 3, true)]),
    ...sheet('清退销毁', [ending(1, '清退', `保回〔${year}〕7号`, ''), ending(3, '销毁', '', '')])
  ]
  await actAs(house, officer, '导入密级文件登记簿', (unit) =>
    openRegister(unit, rows, { house, unitId: () => '', personId: (name) => people.get(name) })
  )
}

/**
 * A file in the cabinet, one with a reader, one taken out by leave, a widened and a narrowed scope, letters still to be
 * handed over.
 */
async function circulation(cast: DemoCast): Promise<void> {
  const { house, officer, readers } = cast
  const file = await received(cast, { secrecy: 'secret', period: { kind: 'years', years: 10 } })
  const leg = await lent(cast, file.carrierIds[0], readers[0])
  await actAs(house, officer, '收回', (unit) =>
    takeBack(unit, house, { id: leg.id, pages: 12, lateReason: undefined, note: undefined })
  )
  await lent(cast, file.carrierIds[0], readers[1])
  const leave = await actAs(house, officer, '申请带出', (unit) =>
    requestLeave(unit, house, {
      carrierId: file.carrierIds[1] ?? '',
      readerId: readers[2],
      backBy: instantAt(addDays(house.clock.today(), 1), '17:00'),
      destination: '县委会议室',
      reason: '参加专题会'
    })
  )
  await approved(cast, leave)
  await lent(cast, file.carrierIds[1], readers[2], leave.id)
  const wide = await received(cast, { personIds: [readers[0], readers[1]] })
  const widened = await actAs(house, officer, '申请扩大知悉范围', (unit) =>
    requestWidening(unit, house, { fileId: wide.id, personIds: [readers[2]], posts: [], reason: '牵头承办' })
  )
  await approved(cast, widened)
  await lent(cast, wide.carrierIds[0], readers[2])
  await actAs(house, officer, '缩小知悉范围', (unit) =>
    narrowScope(unit, { fileId: wide.id, personIds: [readers[2]], posts: [], reason: '分工调整' })
  )
  await actAs(house, officer, '申请扩大知悉范围', (unit) =>
    requestWidening(unit, house, { fileId: wide.id, personIds: [], posts: ['legalReviewer'], reason: '合法性审查' })
  )
  const letter = (kind: 'colleague' | 'meeting', personId: string) =>
    actAs(house, officer, '登记代签收', (unit) =>
      announceDelivery(unit, house, { kind, personId, at: undefined, envelopes: 1 })
    )
  const brought = await letter('meeting', readers[0])
  await actAs(house, officer, '接收移交', (unit) =>
    takeDelivery(unit, house, {
      id: brought.id,
      version: 1,
      unopened: true,
      lateReason: undefined,
      signature: penOf(cast, readers[0])
    })
  )
  await received(cast, { origin: 'meeting', deliveryId: brought.id })
  await letter('colleague', readers[1])
  await received(cast, {
    central: true,
    issuer: undefined,
    documentNumber: undefined,
    code: undefined,
    secrecy: 'secret'
  })
}

async function copies(cast: DemoCast): Promise<void> {
  const { house, officer } = cast
  const file = await received(cast)
  const ask = (count: number) =>
    actAs(house, officer, '申请复印', (unit) =>
      requestCopy(unit, house, { carrierId: file.carrierIds[0] ?? '', count, purpose: '专班使用', consent: undefined })
    )
  const made = await ask(2)
  await approved(cast, made)
  const { version } = await house.database.read.findOneByOrFail(CopyRequest, { id: made.id })
  await actAs(house, officer, '登记复制', (unit) => makeCopies(unit, { id: made.id, version, stamped: true }))
  await approved(cast, await ask(1))
  await ask(1)
}

/** A return half receipted, a destruction carried out, an archive list waiting for its decision. */
async function endings(cast: DemoCast): Promise<void> {
  const { house, officer, supervisors } = cast
  const list = async (kind: 'giveBack' | 'destroy' | 'archive', agency: string) => {
    const { carrierIds } = await received(cast)
    const asked = await actAs(house, officer, '报批清册', (unit) =>
      requestEnding(unit, house, { kind, carrierIds: [...carrierIds], agency, round: undefined })
    )
    return { ...asked, carrierIds }
  }
  const at = async (id: string) => (await house.database.read.findOneByOrFail(Ending, { id })).version
  const back = await list('giveBack', '县委办公室机要科')
  await approved(cast, back)
  const version = await at(back.id)
  await actAs(house, officer, '凭回执移交', (unit) =>
    handOverCarriers(unit, house, {
      id: back.id,
      version,
      place: '县委机要科',
      receipts: [{ carrierId: back.carrierIds[0] ?? '', receiptNumber: '机要回12号' }]
    })
  )
  const gone = await list('destroy', '县涉密载体销毁中心')
  await approved(cast, gone)
  const destroying = await at(gone.id)
  await actAs(house, officer, '登记销毁', (unit) =>
    destroyCarriers(unit, house, {
      id: gone.id,
      version: destroying,
      place: '县涉密载体销毁中心',
      supervisorIds: [...supervisors],
      signatures: supervisors.map((person) => penOf(cast, person))
    })
  )
  await list('archive', '县档案馆')
}

/** Files of our own: one classed, registered and sent out with and without receipt, one waiting for its class. */
async function own(cast: DemoCast): Promise<void> {
  const { house, officer, readers } = cast
  const today = house.clock.today()
  const said = {
    secrecy: 'confidential' as const,
    issuedOn: today,
    period: { kind: 'years' as const, years: 3 },
    personIds: [readers[0]],
    posts: []
  }
  const classify = (code: string) =>
    actAs(house, officer, '申请定密', (unit) =>
      requestClassification(unit, house, {
        ...said,
        drafterId: readers[1],
        code,
        basis: '城市管理工作国家秘密范围第三项',
        copies: 2
      })
    )
  const classed = await classify('自01')
  await approved(cast, classed)
  const file = await received(cast, {
    ...said,
    origin: 'own',
    classificationId: classed.id,
    code: '自01',
    issuer: undefined
  })
  await actAs(house, officer, '发文', (unit) =>
    dispatchCarriers(unit, house, { carrierIds: [...file.carrierIds], recipient: '县政府办公室' })
  )
  const [first] = await house.database.read.find(Dispatch, { where: { fileId: file.id }, order: { number: 'ASC' } })
  if (first)
    await actAs(house, officer, '登记发文回执', (unit) =>
      receiptOf(unit, house, {
        id: first.id,
        version: first.version,
        receiptNumber: '府办收3号',
        receiptOn: today,
        lateReason: undefined
      })
    )
  await classify('自02')
}

/** Media in use and destroyed, a file declassified and one under review, publications at every stage. */
async function matters(cast: DemoCast): Promise<void> {
  const { house, officer, readers, supervisors } = cast
  const today = house.clock.today()
  const medium = (place: string) =>
    actAs(house, officer, '登记涉密介质', (unit) =>
      registerMedium(unit, house, {
        kind: 'usb',
        secrecy: 'secret',
        startedOn: today,
        holderId: readers[0],
        place,
        serial: undefined
      })
    )
  const used = await medium('保密柜1')
  await actAs(house, officer, '登记介质使用', (unit) =>
    useMedium(unit, house, { id: used.id, userId: readers[0], computer: 'BM-01', marked: true, purpose: '导入汇编' })
  )
  const ended = await medium('保密柜1下层')
  const { version } = await house.database.read.findOneByOrFail(Medium, { id: ended.id })
  await actAs(house, officer, '停用涉密介质', (unit) =>
    endMedium(unit, {
      id: ended.id,
      version,
      how: 'destroyed',
      supervisorIds: [...supervisors],
      signatures: supervisors.map((person) => penOf(cast, person))
    })
  )
  const review = (fileId: string) =>
    actAs(house, officer, '申请解密审查', (unit) =>
      requestReview(unit, house, {
        fileId,
        kind: 'declassify',
        newSecrecy: undefined,
        newExpiresOn: undefined,
        reason: '发文机关已公布',
        notice: `云办解密〔${today.slice(0, 4)}〕1号`,
        noticeOn: today
      })
    )
  await approved(cast, await review((await received(cast)).id))
  await review((await received(cast)).id)
  const publication = (recording: boolean) =>
    actAs(house, readers[1], '申请公开保密审查', (unit) =>
      requestPublication(unit, house, {
        content: '市容整治通告',
        medium: '单位门户网站',
        recording,
        publisherId: readers[1]
      })
    )
  const through = await publication(false)
  await approved(cast, through)
  const { version: stands } = await house.database.read.findOneByOrFail(Publication, { id: through.id })
  await actAs(house, readers[1], '登记公开', (unit) => published(unit, { id: through.id, version: stands }))
  await publication(true)
}

/**
 * A check in which one carrier was missing and found again, a leak reported and closed, and an incident nobody has
 * reported yet.
 */
async function checksAndIncidents(cast: DemoCast): Promise<void> {
  const { house, officer, member } = cast
  const { read } = house.database
  const lost = await received(cast)
  const check = await actAs(house, officer, '开始核查', (unit) =>
    openCheck(unit, { purpose: 'extra', half: undefined, memberId: member })
  )
  const lines = await read.findBy(CheckLine, { checkId: check.id })
  const seen = { cabinet: 'present', reader: 'withReader', out: 'withReader', transit: 'inTransit' } as const
  const counts = lines.map(({ carrierId, state }) => ({
    carrierId,
    result:
      carrierId === lost.carrierIds[0] || !(state in seen) ? ('missing' as const) : seen[state as keyof typeof seen],
    method: 'scan' as const,
    note: undefined
  }))
  await actAs(house, officer, '登记核对', (unit) => countCarriers(unit, house, { id: check.id, counts }))
  const { version } = await read.findOneByOrFail(Check, { id: check.id })
  await actAs(house, officer, '完成核查', (unit) =>
    closeCheck(unit, house, {
      id: check.id,
      version,
      conclusion: '两份缺失，均已登记事件',
      lateReason: undefined,
      signature: penOf(cast, member)
    })
  )
  const missing = await read.findOneByOrFail(Incident, { carrierId: lost.carrierIds[0] ?? '' })
  await actAs(house, officer, '登记找回', (unit) =>
    foundAgain(unit, house, { id: missing.id, version: missing.version, text: '夹在其他卷内' })
  )
  const leak = await actAs(house, officer, '登记事件', (unit) =>
    openIncident(unit, house, {
      kind: 'leak',
      carrierId: undefined,
      discoveredAt: undefined,
      course: '工作群内出现照片',
      measures: '立即删除，责令说明'
    })
  )
  await actAs(house, officer, '登记事件报告', (unit) =>
    reportIncident(unit, house, { id: leak.id, version: 1, to: '县保密局', at: undefined, lateReason: undefined })
  )
  await actAs(house, officer, '事件结案', (unit) =>
    closeIncident(unit, house, { id: leak.id, version: 2, conclusion: '责任人已处理', paper: '保结1号' })
  )
  const { state } = await read.findOneByOrFail(CarrierStanding, { id: lost.carrierIds[1] ?? '' })
  if (state === 'cabinet') await lent(cast, lost.carrierIds[1], cast.readers[0])
}
