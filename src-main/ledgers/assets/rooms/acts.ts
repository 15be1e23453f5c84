import { formatDate } from '../../../contract/display'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { addDays } from '../../../kernel/localDate'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Person, Unit } from '../../../office/entities'
import { AssetRoom, RoomSeat } from '../entities'
import { sameAs } from '../../../office/records/sameAs'

export interface RoomInput {
  readonly id?: string | undefined
  readonly version?: number | undefined
  readonly name: string
  readonly unitId: string
  readonly heavyPrinting?: string | undefined
}

/** Enters a room, or changes what is known of it. */
export async function saveRoom(unit: UnitOfWork, input: RoomInput): Promise<AssetRoom> {
  await unit.load(Unit, input.unitId, '单位')
  const same = await sameAs(unit.manager, AssetRoom, 'name', input.name)
  if (same.some(({ id }) => id !== input.id)) throw invalid([{ path: 'name', message: `房间“${input.name}”已登记` }])
  const facts = { name: input.name, unitId: input.unitId, heavyPrinting: input.heavyPrinting ?? null }
  if (!input.id) {
    const made = await unit.insert(AssetRoom, facts)
    unit.about({ type: 'assetRoom', id: made.id, number: made.name })
    return made
  }
  const before = await unit.load(AssetRoom, input.id, '房间')
  if (before.version !== input.version) throw conflict('房间')
  unit.about({ type: 'assetRoom', id: before.id, number: input.name })
  return unit.update(AssetRoom, before, facts, '房间')
}

/** Somebody begins to work in a room; who worked in another leaves it the day before. */
export async function takeSeat(
  unit: UnitOfWork,
  input: { readonly roomId: string; readonly personId: string; readonly fromDay: string }
): Promise<RoomSeat> {
  const room = await unit.load(AssetRoom, input.roomId, '房间')
  await unit.load(Person, input.personId, '人员')
  const seats = await unit.manager.findBy(RoomSeat, { personId: input.personId })
  for (const seat of seats.filter(({ toDay }) => toDay === null)) {
    if (seat.roomId === room.id) throw invalid([{ path: 'personId', message: '已登记在这个房间' }])
    if (input.fromDay <= seat.fromDay) {
      const { name } = await unit.load(AssetRoom, seat.roomId, '房间')
      const message = `这个人从${formatDate(seat.fromDay)}起登记在${name}，换房间要晚于这一天`
      throw invalid([{ path: 'fromDay', message }])
    }
    await unit.update(RoomSeat, seat, { toDay: addDays(input.fromDay, -1) }, '座位')
  }
  unit.about({ type: 'assetRoom', id: room.id, number: room.name })
  return unit.insert(RoomSeat, { ...input, toDay: null })
}

/** Somebody leaves a room; the day is the last one there. */
export async function leaveSeat(
  unit: UnitOfWork,
  input: { readonly seatId: string; readonly toDay: string }
): Promise<RoomSeat> {
  const seat = await unit.load(RoomSeat, input.seatId, '座位')
  if (seat.toDay !== null) throw notNow('座位')
  if (input.toDay < seat.fromDay) throw invalid([{ path: 'toDay', message: '结束日期不能早于开始日期' }])
  const room = await unit.load(AssetRoom, seat.roomId, '房间')
  unit.about({ type: 'assetRoom', id: room.id, number: room.name })
  return unit.update(RoomSeat, seat, { toDay: input.toDay }, '座位')
}
