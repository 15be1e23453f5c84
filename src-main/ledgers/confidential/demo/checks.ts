import { IsNull } from 'typeorm'
import { instantAt } from '../../../kernel/instant'
import type { CheckPurpose } from '../../../contract/confidential/words'
import { closeCheck, countCarriers, openCheck } from '../check/acts'
import { CarrierStanding, Check, CheckLine, Incident } from '../entities'
import { closeIncident, foundAgain, openIncident, reportIncident } from '../incident/acts'
import { roundsBetween } from '../rounds'
import { demo, lent, penOf, received, type DemoCast } from './cast'

const { actAs } = demo

const seen = { cabinet: 'present', reader: 'withReader', out: 'withReader', transit: 'inTransit' } as const

/** Looks at every carrier as the book has it; `gone` is not where it should be, nor is what the book has nowhere. */
async function checked(cast: DemoCast, purpose: CheckPurpose, conclusion: string, gone?: string): Promise<void> {
  const { diary, house, officer, member } = cast
  const { read } = house.database
  const { id } = await actAs(house, officer, '开始核查', (unit) =>
    openCheck(unit, { purpose, half: undefined, memberId: member })
  )
  const lines = await read.findBy(CheckLine, { checkId: id })
  const counts = lines.map(({ carrierId, state }) => ({
    carrierId,
    result: carrierId === gone || !(state in seen) ? ('missing' as const) : seen[state as keyof typeof seen],
    method: 'scan' as const,
    note: undefined
  }))
  await actAs(house, officer, '登记核对', (unit) => countCarriers(unit, house, { id, counts }))
  await diary.later(20)
  const { version } = await read.findOneByOrFail(Check, { id })
  await actAs(house, officer, '完成核查', (unit) =>
    closeCheck(unit, house, { id, version, conclusion, lateReason: undefined, signature: penOf(member) })
  )
}

const reported = ({ house, officer }: DemoCast, { id, version }: Pick<Incident, 'id' | 'version'>) =>
  actAs(house, officer, '登记事件报告', (unit) =>
    reportIncident(unit, house, { id, version, to: '县保密局', at: undefined, lateReason: undefined })
  )

const closed = ({ house, officer }: DemoCast, id: string, version: number, conclusion: string, paper: string) =>
  actAs(house, officer, '事件结案', (unit) => closeIncident(unit, house, { id, version, conclusion, paper }))

/**
 * The checks of the half-years that are over. The first finds that nobody can prove where one of the old book went;
 * that is reported the same day and closed weeks later, the carrier staying missing.
 */
export async function periodicChecks(cast: DemoCast): Promise<void> {
  const { diary, house } = cast
  const begins = diary.workdaysAgo(240)
  const over = roundsBetween(begins, diary.today, [6, 12]).filter(({ to }) => to < diary.today)
  for (const { to } of over) {
    const day = diary.workdaysAgo(5, to)
    if (day < begins) continue
    await diary.reach(instantAt(day, '09:00'))
    await checked(cast, 'halfYear', '逐份核对，账实不符的已登记事件')
    const [open] = await house.database.read.findBy(Incident, { state: 'open', reportedAt: IsNull() })
    if (!open) continue
    await diary.later(60)
    const { version } = await reported(cast, open)
    await diary.workdays(15, '10:00')
    await closed(cast, open.id, version, '查无下落，原经办人已作说明', '保结1号')
  }
}

/** A photograph in a chat group: deleted at once, reported the same day, closed. */
export async function leak(cast: DemoCast): Promise<void> {
  const { diary, house, officer } = cast
  await diary.reach(diary.ago(58, '20:10'))
  const opened = await actAs(house, officer, '登记事件', (unit) =>
    openIncident(unit, house, {
      kind: 'leak',
      carrierId: undefined,
      discoveredAt: undefined,
      course: '工作群内出现照片',
      measures: '立即删除，责令说明'
    })
  )
  await diary.reach(diary.ago(58, '21:30'))
  const { version } = await reported(cast, { id: opened.id, version: 1 })
  await diary.workdays(12, '11:00')
  await closed(cast, opened.id, version, '责任人已处理', '保结2号')
}

/** An extra check yesterday, in which a carrier was missing; it was found again and nobody has reported it yet. */
export async function extraCheck(cast: DemoCast): Promise<void> {
  const { diary, house, officer, readers } = cast
  const { read } = house.database
  await diary.reach(diary.ago(12, '09:30'))
  const lost = await received(cast)
  await diary.reach(diary.ago(1, '16:20'))
  await checked(cast, 'extra', '一份缺失，已登记事件', lost.carrierIds[0])
  const missing = await read.findOneByOrFail(Incident, { carrierId: lost.carrierIds[0] ?? '' })
  await diary.later(15)
  await actAs(house, officer, '登记找回', (unit) =>
    foundAgain(unit, house, { id: missing.id, version: missing.version, text: '夹在其他卷内' })
  )
  await diary.reach(diary.at(0, '08:40'))
  if (!diary.calendar.isWorkingDay(diary.today)) return
  const { state } = await read.findOneByOrFail(CarrierStanding, { id: lost.carrierIds[1] ?? '' })
  if (state === 'cabinet') await lent(cast, lost.carrierIds[1], readers[0])
}
