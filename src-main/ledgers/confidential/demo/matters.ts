import { Medium, Publication } from '../entities'
import { endMedium, registerMedium, useMedium } from '../medium/acts'
import { published, requestPublication } from '../publication/acts'
import { requestReview } from '../review/acts'
import { approved, demo, penOf, received, type DemoCast } from './cast'

const { actAs } = demo

/** A medium used every few weeks, and one that was destroyed. */
export async function media(cast: DemoCast): Promise<void> {
  const { diary, house, officer, readers, supervisors } = cast
  const medium = (place: string) =>
    actAs(house, officer, '登记涉密介质', (unit) =>
      registerMedium(unit, house, {
        kind: 'usb',
        secrecy: 'secret',
        startedOn: house.clock.today(),
        holderId: readers[0],
        place,
        serial: undefined
      })
    )
  await diary.reach(diary.ago(200, '09:00'))
  const used = await medium('保密柜1')
  await diary.later(15)
  const ended = await medium('保密柜1下层')
  for (const days of [150, 96, 41, 6]) {
    await diary.reach(diary.ago(days, '15:10'))
    await actAs(house, officer, '登记介质使用', (unit) =>
      useMedium(unit, house, { id: used.id, userId: readers[0], computer: 'BM-01', marked: true, purpose: '导入汇编' })
    )
    if (days !== 96) continue
    await diary.workdays(3, '10:40')
    const { version } = await house.database.read.findOneByOrFail(Medium, { id: ended.id })
    await actAs(house, officer, '停用涉密介质', (unit) =>
      endMedium(unit, {
        id: ended.id,
        version,
        how: 'destroyed',
        supervisorIds: [...supervisors],
        signatures: supervisors.map((person) => penOf(person))
      })
    )
  }
}

/** A file declassified by its issuer's notice, and one under review. */
export async function reviews(cast: DemoCast): Promise<void> {
  const { diary, house, officer } = cast
  const review = (fileId: string, serial: number) =>
    actAs(house, officer, '申请解密审查', (unit) =>
      requestReview(unit, house, {
        fileId,
        kind: 'declassify',
        newSecrecy: undefined,
        newExpiresOn: undefined,
        reason: '发文机关已公布',
        notice: `云办解密〔${house.clock.today().slice(0, 4)}〕${serial}号`,
        noticeOn: house.clock.today()
      })
    )
  await diary.reach(diary.ago(160, '10:00'))
  const [first, second] = [await received(cast), await received(cast)]
  await diary.reach(diary.ago(50, '09:50'))
  await approved(cast, await review(first.id, 1))
  await diary.reach(diary.ago(2, '15:40'))
  await review(second.id, 2)
}

/** A notice that was reviewed and published, and a recording that waits for its review. */
export async function publications(cast: DemoCast): Promise<void> {
  const { diary, house, readers } = cast
  const publication = (recording: boolean) =>
    actAs(house, readers[1], '申请公开保密审查', (unit) =>
      requestPublication(unit, house, {
        content: '市容整治通告',
        medium: '单位门户网站',
        recording,
        publisherId: readers[1]
      })
    )
  await diary.reach(diary.ago(85, '10:30'))
  const through = await publication(false)
  await approved(cast, through)
  await diary.workdays(1, '09:00')
  const { version } = await house.database.read.findOneByOrFail(Publication, { id: through.id })
  await actAs(house, readers[1], '登记公开', (unit) => published(unit, { id: through.id, version }))
  await diary.reach(diary.ago(1, '15:30'))
  await publication(true)
}
