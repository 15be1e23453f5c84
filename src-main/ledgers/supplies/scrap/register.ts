import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { SupplyItem } from '../entities/catalogue'
import { Scrap } from '../entities/stock'
import { SUP_19 } from '../rules/storeKeeping'
import { nameOf } from '../stock/post'

/** An old one handed in against a new one enters the scrap register (SUP-14, SUP-19). Thousandths and cents. */
export async function enterTradeIn(
  unit: UnitOfWork,
  entry: {
    readonly item: SupplyItem
    readonly quantity: number
    readonly unitPriceCents: number
    readonly formerUserId: string
    readonly formerUnitId: string
    readonly issueId: string
  }
): Promise<Scrap> {
  const { item, ...rest } = entry
  const reason = '以旧换新交回'
  unit.judge(
    SUP_19.on({ itemName: nameOf(item), quantity: entry.quantity, unitPriceCents: entry.unitPriceCents, reason })
  )
  return unit.insert(Scrap, {
    ...rest,
    number: await unit.nextNumber('BF'),
    source: 'tradeIn',
    day: unit.today,
    itemId: item.id,
    reason,
    disposal: null,
    disposedOn: null,
    applicantId: unit.actor.personId,
    approvalId: null,
    state: 'kept'
  })
}

/**
 * Takes a trade-in off the register when its issue was reversed and the old one given back; the entry stays with its
 * reason.
 */
export async function dropTradeIn(unit: UnitOfWork, issueId: string, itemId: string, reason: string): Promise<void> {
  const kept = await unit.manager.findOneBy(Scrap, { issueId, itemId, state: 'kept' })
  if (kept) await unit.update(Scrap, kept, { state: 'withdrawn', reason }, '报废记录')
}
