import { instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { requestLeave, takeBack } from '../circulation/acts'
import { announceDelivery, takeDelivery } from '../delivery/acts'
import { narrowScope, requestWidening } from '../file/scopeActs'
import { approved, demo, lent, penOf, received, type DemoCast } from './cast'

const { actAs } = demo

/** A reader brings a carrier back, complete; late where a reason is said. */
const back = ({ house, officer }: DemoCast, id: string, lateReason?: string) =>
  actAs(house, officer, '收回', (unit) => takeBack(unit, house, { id, pages: 12, lateReason, note: undefined }))

/** A file that three readers read one after the other over three weeks, one of them bringing it back a day late. */
export async function readInTurn(cast: DemoCast): Promise<void> {
  const { diary, readers } = cast
  await diary.reach(diary.ago(130, '09:10'))
  const file = await received(cast)
  for (const [index, reader] of readers.entries()) {
    await diary.workdays(4, '09:30')
    const leg = await lent(cast, file.carrierIds[0], reader)
    if (index === 1) await diary.workdays(1, '08:40')
    else await diary.later(75)
    await back(cast, leg.id, index === 1 ? '赴市里开会，当晚未回' : undefined)
  }
}

/** A file read yesterday and not brought back, another copy of it taken out by leave until tomorrow. */
export async function outNow(cast: DemoCast): Promise<void> {
  const { diary, house, officer, readers } = cast
  await diary.reach(diary.ago(3, '09:00'))
  const file = await received(cast, { secrecy: 'secret', period: { kind: 'years', years: 10 } })
  await diary.later(30)
  const leg = await lent(cast, file.carrierIds[0], readers[0])
  await diary.later(120)
  await back(cast, leg.id)
  await diary.reach(diary.ago(1, '14:40'))
  await lent(cast, file.carrierIds[0], readers[1])
  const leave = await actAs(house, officer, '申请带出', (unit) =>
    requestLeave(unit, house, {
      carrierId: file.carrierIds[1] ?? '',
      readerId: readers[2],
      backBy: instantAt(addDays(diary.today, 1), '17:00'),
      destination: '县委会议室',
      reason: '参加专题会'
    })
  )
  await approved(cast, leave)
  await lent(cast, file.carrierIds[1], readers[2], leave.id)
}

/** A scope that is widened, narrowed while the carrier is out, and to be widened again. */
export async function scopes(cast: DemoCast): Promise<void> {
  const { diary, house, officer, readers } = cast
  await diary.reach(diary.ago(26, '10:10'))
  const wide = await received(cast, { personIds: [readers[0], readers[1]] })
  await diary.workdays(2, '09:00')
  const widened = await actAs(house, officer, '申请扩大知悉范围', (unit) =>
    requestWidening(unit, house, { fileId: wide.id, personIds: [readers[2]], posts: [], reason: '牵头承办' })
  )
  await approved(cast, widened)
  await diary.reach(diary.ago(1, '09:20'))
  await lent(cast, wide.carrierIds[0], readers[2])
  await diary.later(40)
  await actAs(house, officer, '缩小知悉范围', (unit) =>
    narrowScope(unit, { fileId: wide.id, personIds: [readers[2]], posts: [], reason: '分工调整' })
  )
  await diary.later(90)
  await actAs(house, officer, '申请扩大知悉范围', (unit) =>
    requestWidening(unit, house, { fileId: wide.id, personIds: [], posts: ['legalReviewer'], reason: '合法性审查' })
  )
}

/** A file brought back from a meeting and handed in, letters a colleague took in, a file of the centre. */
export async function deliveries(cast: DemoCast): Promise<void> {
  const { diary, house, officer, readers } = cast
  const letter = (kind: 'colleague' | 'meeting', personId: string) =>
    actAs(house, officer, '登记代签收', (unit) =>
      announceDelivery(unit, house, { kind, personId, at: undefined, envelopes: 1 })
    )
  await diary.reach(diary.ago(75, '16:20'))
  const brought = await letter('meeting', readers[0])
  await diary.workdays(1, '08:50')
  await actAs(house, officer, '接收移交', (unit) =>
    takeDelivery(unit, house, {
      id: brought.id,
      version: 1,
      unopened: true,
      lateReason: undefined,
      signature: penOf(readers[0])
    })
  )
  await diary.later(20)
  await received(cast, { origin: 'meeting', deliveryId: brought.id })
  await diary.reach(diary.ago(33, '15:10'))
  await received(cast, {
    central: true,
    issuer: undefined,
    documentNumber: undefined,
    code: undefined,
    secrecy: 'secret'
  })
  await diary.reach(diary.ago(1, '16:00'))
  await letter('colleague', readers[1])
}
