import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import { groupsOf } from '../../../kernel/groups'
import { rowsWith } from '../../../platform/database/readRows'
import { Asset, AssetEntry } from '../entities'

/** Equipment or a car with its days on the book and the units it came to, in that order. */
export interface Equipment {
  readonly isCar: boolean
  readonly enteredOn: string
  readonly exitedOn: string | null
  readonly moves: readonly { readonly day: string; readonly unitId: string | null }[]
}

/** Cards that ever were on the book: one whose import was taken back never was. */
const everOnBook = (manager: EntityManager): SelectQueryBuilder<Asset> =>
  manager.createQueryBuilder(Asset, 'a').where('(a.state <> :gone OR a.exitKind IS NOT NULL)', { gone: 'gone' })

/** Whether anything stood on the book at the end of a day. */
export const anyOnBook = (manager: EntityManager, day: string): Promise<boolean> =>
  everOnBook(manager).andWhere('a.enteredOn <= :day AND (a.exitedOn IS NULL OR a.exitedOn > :day)', { day }).getExists()

/** Equipment and cars, those off the book by now too. */
export async function equipmentEver(manager: EntityManager): Promise<readonly Equipment[]> {
  const things = await everOnBook(manager)
    .andWhere(new Brackets((or) => or.where('a.equipmentKind <> :none').orWhere('a.category = :car')))
    .setParameters({ none: 'none', car: 'vehicle' })
    .getMany()
  const entries = await rowsWith(
    manager,
    AssetEntry,
    'assetId',
    things.map(({ id }) => id),
    { order: { id: 'ASC' } }
  )
  const moves = groupsOf(
    entries.filter(({ unitId }) => unitId !== null),
    ({ assetId }) => assetId
  )
  return things.map(({ id, equipmentKind, enteredOn, exitedOn }) => ({
    isCar: equipmentKind === 'none',
    enteredOn,
    exitedOn,
    moves: moves.get(id) ?? []
  }))
}

/** The unit that had a thing at the end of a day; null before it came and from the day it left the book. */
export const unitWith = ({ enteredOn, exitedOn, moves }: Equipment, day: string): string | null =>
  enteredOn <= day && (exitedOn === null || exitedOn > day)
    ? (moves.findLast((move) => move.day <= day)?.unitId ?? null)
    : null
