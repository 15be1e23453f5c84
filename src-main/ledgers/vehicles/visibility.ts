import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { officePosts, overseers } from '../../contract/vehicles/access'
import { holds, type Actor } from '../../kernel/actor'
import { forbidden, notFound } from '../../kernel/fault'
import { holdersOf } from '../../office/actors'
import { officeUnits } from '../../office/people/theOffice'

/** Whether somebody sees every record of the ledger; others see what is theirs and their unit's. */
export const seesAll = (actor: Actor): boolean => actor.personId === null || holds(actor, overseers)

/** Units whose records are somebody's own: where they work and those they head. */
const ownUnits = (actor: Actor): readonly string[] => [
  ...new Set(
    [actor.unitId, ...actor.posts.filter(({ post }) => post === 'unitHead').map(({ unitId }) => unitId)].filter(
      (id) => id !== null
    )
  )
]

/** Columns (alias.property) that make a record somebody's own. */
export interface OwnColumns {
  readonly units?: readonly string[]
  readonly people?: readonly string[]
}

/** Narrows a list to what the person asking may read. */
export function narrowToOwn<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  actor: Actor,
  { units = [], people = [] }: OwnColumns
): SelectQueryBuilder<Row> {
  if (seesAll(actor)) return query
  const ways = [
    ...units.map((column) => `${column} IN (:...ownUnits)`),
    ...people.map((column) => `${column} = :ownPerson`)
  ]
  const own = ownUnits(actor)
  return query.andWhere(`(${ways.join(' OR ')})`, {
    ownUnits: own.length > 0 ? own : [''],
    ownPerson: actor.personId ?? ''
  })
}

/** Refuses a record that is not the reader's to see as if it were not there. */
export function mustSee(
  actor: Actor,
  own: { readonly units: readonly (string | null)[]; readonly people?: readonly (string | null)[] },
  what: string
): void {
  if (seesAll(actor)) return
  if (own.units.some((id) => id !== null && ownUnits(actor).includes(id))) return
  if (own.people?.some((id) => id !== null && id === actor.personId)) return
  throw notFound(what)
}

/** Refuses whoever is neither named nor of the vehicle office. */
export function mustBeAmong(actor: Actor, people: readonly (string | null)[], words: string): void {
  if (holds(actor, officePosts) || (actor.personId !== null && people.includes(actor.personId))) return
  throw forbidden(`由${words}或车辆管理员办理`, [words, '车辆管理员'])
}

/**
 * Who is responsible for a unit's vehicles on a day: whoever heads it or stands in; the office director for the
 * office's.
 */
export async function responsibleFor(manager: EntityManager, unitId: string, day: string): Promise<readonly string[]> {
  const ofOffice = (await officeUnits(manager, day)).includes(unitId)
  return ofOffice ? holdersOf(manager, 'officeDirector', day) : holdersOf(manager, 'unitHead', day, { unitId })
}
