import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { groupsOf } from '../../../kernel/groups'
import { rowsWith } from '../../../platform/database/readRows'
import { Asset, AssetEntry } from '../entities'

/** What stood on the book at the end of a day; a card whose import was taken back never did. */
const onBook = (manager: EntityManager, day: string): SelectQueryBuilder<Asset> =>
  manager
    .createQueryBuilder(Asset, 'a')
    .where('(a.state <> :gone OR a.exitKind IS NOT NULL)', { gone: 'gone' })
    .andWhere('a.enteredOn <= :day AND (a.exitedOn IS NULL OR a.exitedOn > :day)', { day })

/** Whether anything stood on the book at the end of a day. */
export const anyOnBook = (manager: EntityManager, day: string): Promise<boolean> => onBook(manager, day).getExists()

/** Whether there was equipment, cars left aside, at the end of a day. */
export const anyEquipmentOn = (manager: EntityManager, day: string): Promise<boolean> =>
  onBook(manager, day).andWhere('a.equipmentKind <> :none', { none: 'none' }).getExists()

/** The units that had equipment or a car at the end of a day, whoever has it now. */
export async function unitsWithEquipment(manager: EntityManager, day: string): Promise<ReadonlySet<string>> {
  const things = (moved: 'EXISTS' | 'NOT EXISTS') =>
    onBook(manager, day)
      .andWhere('(a.equipmentKind <> :none OR a.category = :car)', { none: 'none', car: 'vehicle' })
      .andWhere((query) => {
        const later = query.subQuery().select('1').from(AssetEntry, 'e')
        return `${moved} ${later.where('e.assetId = a.id AND e.unitId IS NOT NULL AND e.day > :day').getQuery()}`
      })
  const stayed = await things('NOT EXISTS')
    .select('a.unitId', 'unitId')
    .distinct()
    .getRawMany<{ readonly unitId: string }>()
  const moved = (await things('EXISTS').select('a.id', 'id').getRawMany<{ readonly id: string }>()).map(({ id }) => id)
  const moves = groupsOf(
    (await rowsWith(manager, AssetEntry, 'assetId', moved, { order: { id: 'ASC' } })).filter(
      (entry) => entry.unitId !== null && entry.day <= day
    ),
    ({ assetId }) => assetId
  )
  const before = moved.flatMap((id) => moves.get(id)?.at(-1)?.unitId ?? [])
  return new Set([...stayed.map(({ unitId }) => unitId), ...before])
}
