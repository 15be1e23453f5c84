import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { assetPosts } from '../../contract/assets'
import { holds, type Actor } from '../../kernel/actor'
import { notFound } from '../../kernel/fault'

/** Whether the person sees every unit's assets; the program itself (command line, clocks) does. */
export const seesAllAssets = (actor: Actor): boolean => actor.personId === null || holds(actor, assetPosts)

/** Units whose assets a person reads: their own and those they head. */
function ownUnits(actor: Actor): readonly string[] {
  const led = actor.posts.filter(({ post }) => post === 'unitHead').map(({ unitId }) => unitId)
  return [...new Set([actor.unitId, ...led])].filter((id) => id !== null)
}

/** Columns (alias.property) that make a record somebody's own. */
export interface OwnColumns {
  readonly units: readonly string[]
  readonly people: readonly string[]
}

/** Narrows a list to what the person asking may read: all of it, or what is theirs and their units'. */
export function narrowToOwn<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  actor: Actor,
  { units, people }: OwnColumns
): SelectQueryBuilder<Row> {
  if (seesAllAssets(actor)) return query
  const ways = [
    ...units.map((column) => `${column} IN (:...ownUnits)`),
    ...people.map((column) => `${column} = :ownPerson`)
  ]
  return query.andWhere(`(${ways.join(' OR ')})`, {
    ownUnits: ['', ...ownUnits(actor)],
    ownPerson: actor.personId ?? ''
  })
}

/** Refuses a record that is not the reader's to see as if it were not there. */
export function assertReadable(
  actor: Actor,
  { units, people }: { readonly units: readonly (string | null)[]; readonly people: readonly (string | null)[] },
  what: string
): void {
  const own = ownUnits(actor)
  if (
    seesAllAssets(actor) ||
    units.some((id) => id !== null && own.includes(id)) ||
    people.includes(actor.personId ?? '')
  )
    return
  throw notFound(what)
}
