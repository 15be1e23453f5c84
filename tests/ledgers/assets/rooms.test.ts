import { beforeAll, expect, it } from 'vitest'
import { RoomSeat } from '@main/ledgers/assets/entities'
import { leaveSeat, saveRoom, takeSeat } from '@main/ledgers/assets/rooms/acts'
import { peopleIn } from '@main/ledgers/assets/rooms/standard'
import { anAssetBureau, doing, type AssetBureau } from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { refusalOf } from '../../support/refusals'

onBothEngines('who works in a room', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })
  const aRoom = (name: string) =>
    doing(house(), bureau.director, (unit) => saveRoom(unit, { name, unitId: bureau.section.id }))
  const seated = (roomId: string, fromDay: string) =>
    doing(house(), bureau.director, (unit) => takeSeat(unit, { roomId, personId: bureau.colleague.id, fromDay }))
  const left = (seatId: string, toDay: string) =>
    doing(house(), bureau.director, (unit) => leaveSeat(unit, { seatId, toDay }))
  const people = async (roomId: string, day: string) => (await peopleIn(house().database.read, roomId, day)).length

  it('AST-04 counts who changes rooms in one room a day: the old one to the day before, the new one from then on', async () => {
    const [first, second] = [await aRoom('501室'), await aRoom('502室')]
    await seated(first.id, '2026-03-02')
    const refused = (day: string) => refusalOf(house(), 'assets', () => seated(second.id, day))
    for (const day of ['2026-03-01', '2026-03-02'])
      expect((await refused(day)).message).toContain('从2026年3月2日起登记在501室，换房间要晚于这一天')
    expect((await refusalOf(house(), 'assets', () => seated(first.id, '2026-03-09'))).message).toContain(
      '已登记在这个房间'
    )
    await seated(second.id, '2026-03-09')
    const counted = async (day: string) => [await people(first.id, day), await people(second.id, day)]
    expect(await counted('2026-03-01')).toEqual([0, 0])
    expect(await counted('2026-03-08')).toEqual([1, 0])
    expect(await counted('2026-03-09')).toEqual([0, 1])

    const { id } = await house().database.read.findOneByOrFail(RoomSeat, { roomId: second.id })
    expect((await refusalOf(house(), 'assets', () => left(id, '2026-03-08'))).message).toContain('不能早于')
    await left(id, '2026-04-30')
    expect(await counted('2026-04-30')).toEqual([0, 1])
    expect(await counted('2026-05-01')).toEqual([0, 0])
    expect((await refusalOf(house(), 'assets', () => left(id, '2026-05-31'))).message).toContain(
      '在现在的状态下不能这样办'
    )
  })
})
