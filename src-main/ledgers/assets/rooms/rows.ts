import type { RoomRow } from '../../../contract/assets'
import { rosterOf } from '../../../office/people/roster'
import type { Reading } from '../../../office/house'
import { AssetRoom } from '../entities'
import { holdingsIn, peopleIn } from './standard'

/** Rooms with who works in them today and what stands in them. */
export async function roomRows(reading: Reading, rooms?: readonly AssetRoom[]): Promise<readonly RoomRow[]> {
  const { manager, today } = reading
  const { units, people } = await rosterOf(manager)
  const rows: RoomRow[] = []
  for (const room of rooms ?? (await manager.find(AssetRoom, { order: { name: 'ASC' } }))) {
    const held = await holdingsIn(manager, room.name)
    const seats = await peopleIn(manager, room.id, today)
    rows.push({
      id: room.id,
      name: room.name,
      unitId: room.unitId,
      unitName: units.get(room.unitId) ?? '',
      heavyPrinting: room.heavyPrinting,
      people: seats.map(({ id, personId }) => ({ seatId: id, personId, name: people.get(personId) ?? '' })),
      computers: held.get('computer') ?? 0,
      printers: held.get('printer') ?? 0,
      copiers: held.get('copier') ?? 0,
      version: room.version
    })
  }
  return rows
}
