import type { EntityManager } from 'typeorm'
import { addDays, addMonths, startOfMonth, type LocalDate } from '../../../kernel/localDate'
import { inParts } from '../../../platform/database/readRows'
import { Movement } from '../entities/stock'

/** Full calendar months the average is taken over. */
export const CONSUMPTION_MONTHS = 6

/**
 * Average consumption of a month by item, in thousandths, rounded up: what was issued less what came back over the last
 * six full calendar months, or as many of them as the item has been on record; of the months before nothing is known.
 * Items never issued are 0.
 */
export async function averageMonthlyConsumption(
  manager: EntityManager,
  itemIds: readonly string[],
  today: LocalDate
): Promise<ReadonlyMap<string, number>> {
  const average = new Map(itemIds.map((id) => [id, 0]))
  const until = startOfMonth(today)
  const rows = await inParts(itemIds, (part) =>
    manager
      .createQueryBuilder(Movement, 'm')
      .select('m.itemId', 'itemId')
      .addSelect('SUM(m.quantity)', 'moved')
      .addSelect((first) => first.select('MIN(f.day)').from(Movement, 'f').where('f.itemId = m.itemId'), 'since')
      .where('m.day >= :from AND m.day <= :to', { from: addMonths(until, -CONSUMPTION_MONTHS), to: addDays(until, -1) })
      .andWhere('m.kind IN (:...kinds)', { kinds: ['issue', 'returned'] })
      .andWhere('m.itemId IN (:...part)', { part })
      .groupBy('m.itemId')
      .getRawMany<{ itemId: string; moved: number | string; since: LocalDate }>()
  )
  for (const { itemId, moved, since } of rows)
    average.set(itemId, Math.max(0, Math.ceil(-Number(moved) / monthsOnRecord(since, until))))
  return average
}

/** How many of the months the average is taken over an item has been on record: at least one, as it has moved. */
function monthsOnRecord(since: LocalDate, until: LocalDate): number {
  const begun = startOfMonth(since)
  let months = 1
  while (months < CONSUMPTION_MONTHS && addMonths(until, -months) > begun) months += 1
  return months
}
