import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { inParts } from '../../../platform/database/readRows'
import type { SupplyItem } from '../entities/catalogue'
import { SupplyItem as Items } from '../entities/catalogue'
import { IssueLine, Movement } from '../entities/stock'
import { groupOf } from '../rules/catalogue'

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

export interface DrawnBefore {
  /** Local date of the last issue that counts for the item's interval; any pen counts for pens. */
  readonly lastIssuedOn: string | undefined
  /** The person never had the item. */
  readonly firstIssue: boolean
}

/** Whether old ones are taken in for the item: those flagged, and every special item (SUP-14). */
export const isTradeIn = (item: Pick<SupplyItem, 'tradeIn' | 'special'>): boolean => item.tradeIn || item.special

/** Ids of the items of the same group: another spec of a towel is a towel (SUP-13, SUP-14). */
async function itemsOfGroup(manager: EntityManager, { id, name }: SupplyItem): Promise<readonly string[]> {
  const group = groupOf(name)
  const like = `%${group.replace(/[\\%_]/g, (sign) => `\\${sign}`).toLowerCase()}%`
  const alike = await manager
    .createQueryBuilder(Items, 'i')
    .where("LOWER(i.name) LIKE :like ESCAPE '\\'", { like })
    .getMany()
  return [...new Set([id, ...alike.filter((item) => groupOf(item.name) === group).map((item) => item.id)])]
}

/** What a person drew of an item before; only looked up where a rule asks for it. */
export async function drawnBefore(manager: EntityManager, item: SupplyItem, userId: string): Promise<DrawnBefore> {
  const tradeIn = isTradeIn(item)
  if (item.intervalRule === 'none' && !tradeIn) return { lastIssuedOn: undefined, firstIssue: false }
  const group = await itemsOfGroup(manager, item)
  const own = standingLines(manager).andWhere('l.userId = :userId', { userId })
  const interval = own.clone()
  if (item.intervalRule === 'pen') interval.innerJoin(Items, 'i', "i.id = l.itemId AND i.intervalRule = 'pen'")
  else interval.andWhere('l.itemId IN (:...group)', { group })
  const counting =
    item.intervalRule === 'none' ? [] : await kept(manager, await interval.orderBy('l.day', 'DESC').getMany())
  const same = tradeIn ? await kept(manager, await own.andWhere('l.itemId IN (:...group)', { group }).getMany()) : []
  return { lastIssuedOn: counting[0]?.day, firstIssue: tradeIn && same.length === 0 }
}
