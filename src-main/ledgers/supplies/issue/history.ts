import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { inParts, rowsWith } from '../../../platform/database/readRows'
import type { SupplyItem } from '../entities/catalogue'
import { SupplyItem as Items } from '../entities/catalogue'
import { IssueLine, Movement, Scrap } from '../entities/stock'
import { groupOf } from '../rules/catalogue'
import { itemIn, itemsOf } from '../stock/items'

/** Issue lines that were not reversed, alias `l`. */
export function standingLines(manager: EntityManager): SelectQueryBuilder<IssueLine> {
  const query = manager.createQueryBuilder(IssueLine, 'l')
  const reversed = query.subQuery().select('1').from(Movement, 'r').where('r.reversalOfId = l.movementId').getQuery()
  return query.where(`NOT EXISTS ${reversed}`)
}

/** What came back unused of issue lines, in thousandths by line id. */
export async function returnedOf(
  manager: EntityManager,
  lineIds: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  const rows = await inParts(lineIds, (part) =>
    manager
      .createQueryBuilder(Movement, 'm')
      .select('m.issueLineId', 'lineId')
      .addSelect('SUM(m.quantity)', 'quantity')
      .where('m.issueLineId IN (:...part)', { part })
      .groupBy('m.issueLineId')
      .getRawMany<{ lineId: string; quantity: number | string }>()
  )
  return new Map(rows.map((row) => [row.lineId, Number(row.quantity)]))
}

/** Lines still with the person: not reversed and not wholly brought back. */
async function kept(manager: EntityManager, lines: readonly IssueLine[]): Promise<readonly IssueLine[]> {
  const returned = await returnedOf(
    manager,
    lines.map((line) => line.id)
  )
  return lines.filter((line) => line.quantity > (returned.get(line.id) ?? 0))
}

/** What was taken in worn of issue lines, in thousandths by issue and item. */
export async function wornOf(
  manager: EntityManager,
  lines: readonly IssueLine[]
): Promise<ReadonlyMap<string, number>> {
  const entries = await rowsWith(
    manager,
    Scrap,
    'issueId',
    lines.map(({ issueId }) => issueId),
    { where: { source: 'worn' } }
  )
  const worn = new Map<string, number>()
  for (const { issueId, itemId, quantity } of entries)
    worn.set(wornKey(issueId, itemId), (worn.get(wornKey(issueId, itemId)) ?? 0) + quantity)
  return worn
}
/** Where `wornOf` keeps a line's. */
export const wornKey = (issueId: string | null, itemId: string) => `${issueId ?? ''} ${itemId}`

/** A line a person drew goods by, and what is still with them of it. Thousandths. */
export interface LeftWith {
  readonly line: IssueLine
  readonly left: number
}

/**
 * What is still with a person of what they drew, oldest first: less what came back unused, what was taken in worn, and
 * what was handed in against another of its group.
 */
export async function leftWith(
  manager: EntityManager,
  userId: string,
  among?: readonly string[]
): Promise<readonly LeftWith[]> {
  const query = standingLines(manager).andWhere('l.userId = :userId', { userId })
  if (among) query.andWhere('l.itemId IN (:...among)', { among })
  const lines = await query.orderBy('l.id', 'ASC').getMany()
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  const returned = await returnedOf(
    manager,
    lines.map(({ id }) => id)
  )
  const worn = await wornOf(manager, lines)
  const found: { line: IssueLine; group: string; left: number }[] = []
  for (const line of lines) {
    const group = groupOf(itemIn(items, line.itemId))
    if (line.tradedIn)
      takeOff(
        found.filter((each) => each.group === group),
        // Before 0.3.0 an exchange replaced all there was.
        line.handedIn ?? Number.POSITIVE_INFINITY
      )
    const back = (returned.get(line.id) ?? 0) + (worn.get(wornKey(line.issueId, line.itemId)) ?? 0)
    found.push({ line, group, left: line.quantity - back })
  }
  return found.filter(({ left }) => left > 0)
}

/** Takes a quantity off what is left, oldest first; gives what was taken of each. */
export function takeOff<T extends { left: number }>(
  held: readonly T[],
  quantity: number
): readonly { readonly of: T; readonly taken: number }[] {
  let open = quantity
  return held.flatMap((of) => {
    const taken = Math.min(of.left, open)
    if (taken <= 0) return []
    of.left -= taken
    open -= taken
    return [{ of, taken }]
  })
}

export interface DrawnBefore {
  /** Local date of the last issue that counts for the item's interval; any pen counts for pens. */
  readonly lastIssuedOn: string | undefined
  /** The person never had the item. */
  readonly firstIssue: boolean
  /** What the person has of its group, oldest first, where old ones are taken in for it. */
  readonly held: readonly LeftWith[]
}

/** Whether old ones are taken in for the item: those flagged, and every special item (SUP-14). */
export const isTradeIn = (item: Pick<SupplyItem, 'tradeIn' | 'special'>): boolean => item.tradeIn || item.special

/** Ids of the items of the same group: another spec of a towel is a towel (SUP-13, SUP-14). */
export async function itemsOfGroup(manager: EntityManager, item: SupplyItem): Promise<readonly string[]> {
  const group = groupOf(item)
  const like = `%${group.replace(/[\\%_]/g, (sign) => `\\${sign}`).toLowerCase()}%`
  const alike = await manager
    .createQueryBuilder(Items, 'i')
    .where("LOWER(i.name) LIKE :like ESCAPE '\\'", { like })
    .orWhere('i.goodsGroup = :group', { group })
    .getMany()
  return [...new Set([item.id, ...alike.filter((each) => groupOf(each) === group).map(({ id }) => id)])]
}

/** What a person drew of an item before; only looked up where a rule asks for it. */
export async function drawnBefore(manager: EntityManager, item: SupplyItem, userId: string): Promise<DrawnBefore> {
  const tradeIn = isTradeIn(item)
  if (item.intervalRule === 'none' && !tradeIn) return { lastIssuedOn: undefined, firstIssue: false, held: [] }
  const group = await itemsOfGroup(manager, item)
  const own = standingLines(manager).andWhere('l.userId = :userId', { userId })
  const interval = own.clone()
  if (item.intervalRule === 'pen') interval.innerJoin(Items, 'i', "i.id = l.itemId AND i.intervalRule = 'pen'")
  else interval.andWhere('l.itemId IN (:...group)', { group })
  const counting =
    item.intervalRule === 'none' ? [] : await kept(manager, await interval.orderBy('l.day', 'DESC').getMany())
  const same = tradeIn ? await kept(manager, await own.andWhere('l.itemId IN (:...group)', { group }).getMany()) : []
  return {
    lastIssuedOn: counting[0]?.day,
    firstIssue: tradeIn && same.length === 0,
    held: same.length === 0 ? [] : await leftWith(manager, userId, group)
  }
}
