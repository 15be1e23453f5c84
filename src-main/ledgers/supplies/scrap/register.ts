import { invalid } from '../../../kernel/fault'
import { proportionOf } from '../../../kernel/money'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { SupplyItem } from '../entities/catalogue'
import { Issue, IssueLine, Movement, Scrap } from '../entities/stock'
import { leftWith, takeOff, type LeftWith } from '../issue/history'
import { groupOf } from '../rules/catalogue'
import { SUP_19 } from '../rules/storeKeeping'
import { itemIn, itemsOf } from '../stock/items'
import { nameOf } from '../stock/post'

interface Former {
  readonly formerUserId: string
  readonly formerUnitId: string
  readonly issueId: string
}

/**
 * Old ones handed in against new ones enter the scrap register as what came back, the oldest the person has first; what
 * was drawn before the ledger began counts as the item issued (SUP-14, SUP-19). Thousandths and cents.
 */
export async function enterTradeIn(
  unit: UnitOfWork,
  entry: Former & {
    readonly item: SupplyItem
    readonly handedIn: number
    readonly held: readonly LeftWith[]
    readonly unitPriceCents: number
  }
): Promise<void> {
  const { item, handedIn, held, unitPriceCents, ...former } = entry
  const back = takeOff(
    held.map((each) => ({ ...each })),
    handedIn
  )
  const items = await itemsOf(
    unit.manager,
    back.map(({ of }) => of.line.itemId)
  )
  const came: { readonly item: SupplyItem; readonly quantity: number; readonly unitPriceCents: number }[] = []
  for (const { of, taken } of back)
    came.push({
      item: itemIn(items, of.line.itemId),
      quantity: taken,
      unitPriceCents: await drawnAt(unit, of.line)
    })
  const unknown = handedIn - back.reduce((sum, { taken }) => sum + taken, 0)
  if (unknown > 0) came.push({ item, quantity: unknown, unitPriceCents })
  for (const each of came) await enterOld(unit, { ...former, ...each, source: 'tradeIn', reason: '以旧换新交回' })
}

/**
 * A worn thing comes back without another in return: it leaves its user's name by the scrap register, never by going
 * back into stock at cost (SUP-19).
 */
export async function takeWorn(
  unit: UnitOfWork,
  input: { readonly lineId: string; readonly quantity: number; readonly reason: string }
): Promise<Scrap> {
  const line = await unit.load(IssueLine, input.lineId, '领用明细')
  const issue = await unit.load(Issue, line.issueId, '领用单')
  const item = itemIn(await itemsOf(unit.manager, [line.itemId]), line.itemId)
  const held = (await leftWith(unit.manager, line.userId)).find((each) => each.line.id === line.id)
  if (input.quantity > (held?.left ?? 0))
    throw invalid([
      { path: 'quantity', message: `${nameOf(item)}交回数量超过领用后还在本人名下的数量，请核对领用单${issue.number}` }
    ])
  const entered = await enterOld(unit, {
    item,
    quantity: input.quantity,
    unitPriceCents: await drawnAt(unit, line),
    formerUserId: line.userId,
    formerUnitId: issue.unitId,
    issueId: issue.id,
    source: 'worn',
    reason: input.reason
  })
  unit.about({ type: 'scrap', id: entered.id, number: entered.number })
  return entered
}

/** The price a line went out at, cents a unit. */
async function drawnAt(unit: UnitOfWork, { movementId }: IssueLine): Promise<number> {
  const { valueCents, quantity } = await unit.load(Movement, movementId, '领用记录')
  return proportionOf(-valueCents, 1000, -quantity)
}

async function enterOld(
  unit: UnitOfWork,
  entry: Former & {
    readonly item: SupplyItem
    readonly quantity: number
    readonly unitPriceCents: number
    readonly source: 'tradeIn' | 'worn'
    readonly reason: string
  }
): Promise<Scrap> {
  const { item, ...rest } = entry
  unit.judge(SUP_19.on({ itemName: nameOf(item), ...rest }))
  return unit.insert(Scrap, {
    ...rest,
    number: await unit.nextNumber('BF'),
    day: unit.today,
    itemId: item.id,
    disposal: null,
    disposedOn: null,
    applicantId: unit.actor.personId,
    approvalId: null,
    state: 'kept'
  })
}

/**
 * Takes trade-ins off the register when their issue was reversed and the old ones given back; the entries stay with
 * their reason.
 */
export async function dropTradeIn(unit: UnitOfWork, line: IssueLine, reason: string): Promise<void> {
  const kept = await unit.manager.findBy(Scrap, { issueId: line.issueId, source: 'tradeIn', state: 'kept' })
  const items = await itemsOf(unit.manager, [line.itemId, ...kept.map(({ itemId }) => itemId)])
  const group = groupOf(itemIn(items, line.itemId))
  for (const entry of kept)
    if (groupOf(itemIn(items, entry.itemId)) === group)
      await unit.update(Scrap, entry, { state: 'withdrawn', reason }, '报废记录')
}
