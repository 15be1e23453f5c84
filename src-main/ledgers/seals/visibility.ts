import { In, type EntityManager, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import type { Post } from '../../contract/posts'
import { holds, type Actor } from '../../kernel/actor'
import { notFound } from '../../kernel/fault'
import type { Reading } from '../../office/house'
import { Person } from '../../office/entities'
import { custodianOn, keepersFor } from '../../office/people/custody'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Seal } from './entities'
import { SEAL_11 } from './rules/usage'

/** Posts that see the whole ledger. */
export const sealPosts: readonly Post[] = [
  'sealCustodian',
  'officeDirector',
  'head',
  'partySecretary',
  'leader',
  'matterLeader',
  'legalReviewer',
  'financeHead',
  'inspector'
]

/** The office, which runs engraving, activation, custody and inspection. */
export const officePosts: readonly Post[] = ['officeDirector', 'sealCustodian']

/** The post by which seals are kept; who stands in for its holder has their seals in hand. */
export const custodyPosts: readonly Post[] = ['sealCustodian']

/**
 * Which seals somebody may stamp with now (SEAL-11): those whose chain of custody ends with them that day, whatever
 * their post. A seal nobody has received yet is the bureau's custodian's to put in order.
 */
export async function stampsWith({
  manager,
  actor,
  today
}: Pick<Reading, 'manager' | 'actor' | 'today'>): Promise<(seal: Pick<Seal, 'custodianId'>) => boolean> {
  const keepers = actor.personId === null ? [] : await keepersFor(manager, actor.personId, today, custodyPosts)
  return ({ custodianId }) => (custodianId === null ? holds(actor, custodyPosts) : keepers.includes(custodianId))
}

/** Who has a seal in hand on a day, by name and id; null where nobody has. */
export async function custodianOfSeal(
  manager: EntityManager,
  seal: Pick<Seal, 'custodianId'>,
  day: string
): Promise<Person | null> {
  const custodian = seal.custodianId === null ? null : await custodianOn(manager, seal.custodianId, day, custodyPosts)
  return custodian ? manager.findOneBy(Person, { id: custodian.personId }) : null
}

/** Refuses whoever does not have the seal in hand (SEAL-11). */
export async function onlyCustodian(unit: UnitOfWork, seal: Pick<Seal, 'custodianId' | 'name'>): Promise<void> {
  const may = await stampsWith(unit)
  const custodian = await custodianOfSeal(unit.manager, seal, unit.today)
  unit.judge(SEAL_11.on({ of: 'hand', sealName: seal.name, inHand: may(seal), custodianName: custodian?.name ?? null }))
}

/**
 * Whether somebody sees every record of the ledger; others see what is theirs, their unit's and of the seals they keep.
 */
export const seesAll = (actor: Actor): boolean => actor.personId === null || holds(actor, sealPosts)

/** Columns (alias.property) that make a record somebody's own: unit, people, seal. */
export interface OwnColumns {
  readonly unit?: string | readonly string[]
  readonly people?: readonly string[]
  readonly seal?: string
}

/**
 * Narrows a list to what the person asking may read: all of it, or what is theirs, their unit's and of seals they keep.
 */
export async function narrowToOwn<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { manager, actor, today }: Pick<Reading, 'manager' | 'actor' | 'today'>,
  { unit = [], people = [], seal }: OwnColumns
): Promise<SelectQueryBuilder<Row>> {
  if (seesAll(actor)) return query
  const keepers = await keepersFor(manager, actor.personId ?? '', today, custodyPosts)
  const kept = seal
    ? await manager.find(Seal, { where: { custodianId: In([actor.personId ?? '', ...keepers]) }, select: { id: true } })
    : []
  const ways = [
    ...[unit].flat().map((column) => `${column} = :ownUnit`),
    ...people.map((column) => `${column} = :ownPerson`),
    ...(seal && kept.length > 0 ? [`${seal} IN (:...ownSeals)`] : [])
  ]
  return query.andWhere(`(${ways.join(' OR ')})`, {
    ownUnit: actor.unitId ?? '',
    ownPerson: actor.personId ?? '',
    ownSeals: kept.map(({ id }) => id)
  })
}

/** The record of that id among those the query gives, i.e. the reader's own; what is not is as if it were not there. */
export async function readableRow<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  id: string,
  what: string
): Promise<Row> {
  const row = await query.andWhere(`${query.alias}.id = :readId`, { readId: id }).getOne()
  if (!row) throw notFound(what)
  return row
}
