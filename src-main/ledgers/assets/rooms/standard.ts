import type { EntityManager } from 'typeorm'
import type { StandardKind } from '../../../contract/assets'
import { sameAs } from '../../../office/records/sameAs'
import { placesSame } from '../cards/same'
import { Asset, AssetRoom, RoomSeat } from '../entities'
import type { RoomStandard } from '../rules/acquiring'

/** People who work in a room on a day. */
export async function peopleIn(manager: EntityManager, roomId: string, day: string): Promise<readonly RoomSeat[]> {
  const seats = await manager.findBy(RoomSeat, { roomId })
  return seats.filter(({ fromDay, toDay }) => fromDay <= day && (toDay === null || toDay >= day))
}

/** How many of each counted kind stand in a place. */
export async function holdingsIn(manager: EntityManager, place: string): Promise<ReadonlyMap<StandardKind, number>> {
  const held = await manager
    .createQueryBuilder(Asset, 'a')
    .select('a.standardKind', 'kind')
    .addSelect('SUM(a.quantity)', 'held')
    .where('a.place IN (:...places) AND a.state <> :gone', { places: await placesSame(manager, place), gone: 'gone' })
    .groupBy('a.standardKind')
    .getRawMany<{ kind: StandardKind; held: number | string }>()
  return new Map(held.map(({ kind, held: count }) => [kind, Number(count)]))
}

/**
 * What a room has, may have and would get of each kind with a standard; nothing for a place that is no registered room.
 */
export async function roomStandards(
  manager: EntityManager,
  place: string | null,
  wanted: readonly { readonly standardKind: StandardKind; readonly quantity: number }[],
  day: string
): Promise<{ readonly room: AssetRoom | null; readonly kinds: readonly RoomStandard[] }> {
  const room = place === null ? null : ((await sameAs(manager, AssetRoom, 'name', place))[0] ?? null)
  const asked = new Map<StandardKind, number>()
  for (const { standardKind, quantity } of wanted)
    if (standardKind !== 'none') asked.set(standardKind, (asked.get(standardKind) ?? 0) + quantity)
  if (asked.size === 0) return { room, kinds: [] }
  const people = room ? (await peopleIn(manager, room.id, day)).length : 0
  const held = place === null ? new Map<StandardKind, number>() : await holdingsIn(manager, place)
  return {
    room,
    kinds: [...asked].map(([kind, quantity]) => ({
      kind,
      wanted: quantity,
      held: held.get(kind) ?? 0,
      people,
      heavyPrinting: room?.heavyPrinting ?? null
    }))
  }
}
