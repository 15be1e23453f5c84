import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { Post } from '../../contract/posts'
import { holds, type Actor } from '../../kernel/actor'
import { forbidden, notFound } from '../../kernel/fault'
import type { Reading } from '../../office/house'
import { Seal } from './entities'

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

/** Whether somebody may stamp with a seal: its own custodian of the day, or the bureau's. */
export const mayStamp = (actor: Actor, seal: Pick<Seal, 'custodianId' | 'unitId'>): boolean =>
  (seal.custodianId !== null && actor.personId === seal.custodianId) || holds(actor, ['sealCustodian'], seal.unitId)

/** Refuses whoever neither keeps the seal nor is the bureau's custodian. */
export function onlyCustodian(actor: Actor, seal: Pick<Seal, 'custodianId' | 'unitId' | 'name'>): void {
  if (!mayStamp(actor, seal)) throw forbidden(`“${seal.name}”由其保管人或监印人用印`, ['监印人'])
}

/** Whether somebody sees every record of the ledger; others see what is theirs, their unit's and of the seals they keep. */
export const seesAll = (actor: Actor): boolean => actor.personId === null || holds(actor, sealPosts)

/** Columns (alias.property) that make a record somebody's own: unit, people, seal. */
export interface OwnColumns {
  readonly unit?: string
  readonly people?: readonly string[]
  readonly seal?: string
}

/** Narrows a list to what the person asking may read: all of it, or what is theirs, their unit's and of seals they keep. */
export async function narrowToOwn<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { manager, actor }: Pick<Reading, 'manager' | 'actor'>,
  { unit, people = [], seal }: OwnColumns
): Promise<SelectQueryBuilder<Row>> {
  if (seesAll(actor)) return query
  const kept = seal ? await manager.find(Seal, { where: { custodianId: actor.personId ?? '' }, select: { id: true } }) : []
  const ways = [
    ...(unit ? [`${unit} = :ownUnit`] : []),
    ...people.map((column) => `${column} = :ownPerson`),
    ...(seal && kept.length > 0 ? [`${seal} IN (:...ownSeals)`] : [])
  ]
  return query.andWhere(`(${ways.join(' OR ')})`, {
    ownUnit: actor.unitId ?? '',
    ownPerson: actor.personId ?? '',
    ownSeals: kept.map(({ id }) => id)
  })
}

/** Refuses a record that is not the reader's to see as if it were not there. */
export function assertReadable(
  actor: Actor,
  own: { readonly unitId?: string | null; readonly people?: readonly (string | null)[] },
  what: string
): void {
  if (seesAll(actor) || (own.unitId && own.unitId === actor.unitId) || own.people?.includes(actor.personId ?? '')) return
  throw notFound(what)
}
