import { instantAt } from '../../../kernel/instant'
import { yearOf } from '../../../kernel/localDate'
import { makeCopies, requestCopy } from '../copy/acts'
import { destroyCarriers, handOverCarriers, requestEnding } from '../ending/acts'
import { CopyRequest, Ending } from '../entities'
import { approved, demo, penOf, received, type DemoCast } from './cast'

const { actAs } = demo

/** Copies made, copies approved, copies asked for. */
export async function copies(cast: DemoCast): Promise<void> {
  const { diary, house, officer } = cast
  await diary.reach(diary.ago(95, '09:40'))
  const file = await received(cast)
  const ask = (count: number) =>
    actAs(house, officer, '申请复印', (unit) =>
      requestCopy(unit, house, { carrierId: file.carrierIds[0] ?? '', count, purpose: '专班使用', consent: undefined })
    )
  await diary.workdays(1, '10:00')
  const made = await ask(2)
  await approved(cast, made)
  await diary.workdays(1, '09:00')
  const { version } = await house.database.read.findOneByOrFail(CopyRequest, { id: made.id })
  await actAs(house, officer, '登记复制', (unit) => makeCopies(unit, { id: made.id, version, stamped: true }))
  await diary.reach(diary.ago(2, '10:00'))
  await approved(cast, await ask(1))
  await diary.reach(diary.ago(1, '10:30'))
  await ask(1)
}

type Kind = 'giveBack' | 'destroy' | 'archive'

async function listed(cast: DemoCast, kind: Kind, agency: string) {
  const { house, officer, diary } = cast
  const { carrierIds } = await received(cast)
  await diary.workdays(8, '09:15')
  const asked = await actAs(house, officer, '报批清册', (unit) =>
    requestEnding(unit, house, { kind, carrierIds: [...carrierIds], agency, round: undefined })
  )
  return { ...asked, carrierIds }
}

async function handedOver(cast: DemoCast, id: string, carrierIds: readonly string[], receipt: number): Promise<void> {
  const { version } = await cast.house.database.read.findOneByOrFail(Ending, { id })
  await actAs(cast.house, cast.officer, '凭回执移交', (unit) =>
    handOverCarriers(unit, cast.house, {
      id,
      version,
      place: '县委机要科',
      receipts: carrierIds.map((carrierId, index) => ({ carrierId, receiptNumber: `机要回${receipt + index}号` }))
    })
  )
}

/** The return of last year, each carrier against its receipt, in the last weeks of that year. */
export async function lastYearsReturn(cast: DemoCast): Promise<void> {
  const { diary } = cast
  const day = diary.workdaysAgo(24, `${yearOf(diary.today) - 1}-12-31`)
  if (day < diary.workdaysAgo(240)) return
  await diary.reach(instantAt(day, '09:30'))
  const back = await listed(cast, 'giveBack', '县委办公室机要科')
  await approved(cast, back)
  await diary.workdays(3, '15:00')
  await handedOver(cast, back.id, back.carrierIds, 3)
}

/** A destruction carried out in spring or whenever it was half a year ago. */
export async function destruction(cast: DemoCast): Promise<void> {
  const { diary, house, officer, supervisors } = cast
  await diary.reach(diary.ago(110, '09:20'))
  const gone = await listed(cast, 'destroy', '县涉密载体销毁中心')
  await approved(cast, gone)
  await diary.workdays(4, '15:20')
  const { version } = await house.database.read.findOneByOrFail(Ending, { id: gone.id })
  await actAs(house, officer, '登记销毁', (unit) =>
    destroyCarriers(unit, house, {
      id: gone.id,
      version,
      place: '县涉密载体销毁中心',
      supervisorIds: [...supervisors],
      signatures: supervisors.map((person) => penOf(person))
    })
  )
}

/** This year's return, half receipted, and a list for the archive that waits for its decision. */
export async function openLists(cast: DemoCast): Promise<void> {
  const { diary } = cast
  await diary.reach(diary.ago(20, '09:00'))
  const back = await listed(cast, 'giveBack', '县委办公室机要科')
  await approved(cast, back)
  await diary.workdays(2, '10:20')
  await handedOver(cast, back.id, back.carrierIds.slice(0, 1), 12)
  await diary.reach(diary.ago(9, '11:00'))
  await listed(cast, 'archive', '县档案馆')
}
