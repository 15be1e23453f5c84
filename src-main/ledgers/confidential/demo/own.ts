import { requestClassification } from '../classification/acts'
import { dispatchCarriers, receiptOf } from '../dispatch/acts'
import { Dispatch } from '../entities'
import { approved, demo, received, type DemoCast } from './cast'

const { actAs } = demo

/** Files of our own: one classed, registered and sent out with and without receipt, one waiting for its class. */
export async function ownFiles(cast: DemoCast): Promise<void> {
  const { diary, house, officer, readers } = cast
  await diary.reach(diary.ago(45, '09:00'))
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
  await diary.workdays(1, '08:45')
  const file = await received(cast, {
    ...said,
    origin: 'own',
    classificationId: classed.id,
    code: '自01',
    issuer: undefined
  })
  await diary.reach(diary.ago(4, '10:00'))
  await actAs(house, officer, '发文', (unit) =>
    dispatchCarriers(unit, house, { carrierIds: [...file.carrierIds], recipient: '县政府办公室' })
  )
  const [first] = await house.database.read.find(Dispatch, { where: { fileId: file.id }, order: { number: 'ASC' } })
  await diary.workdays(2, '16:00')
  if (first)
    await actAs(house, officer, '登记发文回执', (unit) =>
      receiptOf(unit, house, {
        id: first.id,
        version: first.version,
        receiptNumber: '府办收3号',
        receiptOn: house.clock.today(),
        lateReason: undefined
      })
    )
  await diary.reach(diary.ago(1, '11:10'))
  await classify('自02')
}
