import type { EntityManager } from 'typeorm'
import { stocktakeScopes } from '../../../contract/supplies/stocktake'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { holdersOf } from '../../../office/actors'
import { partiesNamed, twoAreTwo } from '../../../office/approvals/parties'
import { submitForApproval } from '../../../office/approvals/service'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'
import { Movement, Stocktake, StocktakeLine } from '../entities/stock'
import { SUP_18 } from '../rules/storeKeeping'
import { itemsOf } from '../stock/items'
import { nameOf } from '../stock/post'
import { expectedOf, needsRecount } from './figures'
import { BY_KEEPER } from './flow'

export interface Count {
  readonly lineId: string
  /** Thousandths. */
  readonly quantity: number
}

export interface OpenInput {
  readonly scope: keyof typeof stocktakeScopes
  readonly location?: string | undefined
  readonly blind: boolean
  readonly witnessId?: string | undefined
}

/**
 * Freezes the book figures of a scope into a count sheet. Refused while another stocktake of the same goods is being
 * counted.
 */
export async function openStocktake(unit: UnitOfWork, input: OpenInput): Promise<Stocktake> {
  const items = await itemsInScope(unit.manager, input)
  if (items.length === 0) throw invalid([{ path: 'scope', message: '这个范围内没有物品，请改选范围' }])
  await refuseOverlap(unit.manager, items)
  if (input.witnessId) await unit.load(Person, input.witnessId, '监盘人')
  unit.judge(...(await counting(unit, { role: '监盘人', personId: input.witnessId, field: 'witnessId' })))
  const balances = new Map((await unit.manager.find(SupplyBalance)).map((row) => [row.itemId, row]))
  const number = await unit.nextNumber('PD')
  const stocktake = await unit.insert(Stocktake, {
    number,
    scope: scopeText(input),
    frozenAt: unit.now,
    baseDay: unit.today,
    blind: input.blind,
    openedById: unit.actor.personId ?? '',
    counterId: null,
    secondCounterId: null,
    witnessId: input.witnessId ?? null,
    state: 'counting',
    approvalId: null,
    conclusion: null
  })
  for (const [index, item] of items.entries())
    await unit.insert(StocktakeLine, {
      stocktakeId: stocktake.id,
      lineNumber: index + 1,
      itemId: item.id,
      bookQuantity: balances.get(item.id)?.quantity ?? 0,
      bookValueCents: balances.get(item.id)?.valueCents ?? 0,
      movedQuantity: 0,
      firstCount: null,
      secondCount: null,
      reason: null,
      handling: null
    })
  unit.about({ type: 'stocktake', id: stocktake.id, number })
  return stocktake
}

/** The first count, shelf by shelf; when everything is counted the differences go to a second count. */
export async function countFirst(
  unit: UnitOfWork,
  id: string,
  version: number,
  counts: readonly Count[]
): Promise<Stocktake> {
  const { stocktake, lines } = await open(unit, id, version, 'counting')
  const counterId = unit.actor.personId ?? ''
  if (stocktake.counterId !== null && stocktake.counterId !== counterId)
    throw invalid([{ path: 'counts', message: '初盘由一人负责到底，请由已开始的盘点人继续' }])
  const watcher = { role: '监盘人', personId: stocktake.witnessId }
  unit.judge(...(await counting(unit, { role: '初盘人', personId: counterId, field: 'counts' }, [watcher])))
  await record(unit, stocktake, lines, counts, 'firstCount')
  const after = await linesOf(unit, id)
  const counted = after.every((line) => line.firstCount !== null)
  const state = !counted ? 'counting' : after.some(needsRecount) ? 'recounting' : 'explaining'
  return unit.update(Stocktake, stocktake, { counterId, state }, '盘点')
}

/** The second count of the differences, by somebody other than the first counter and the watcher (SUP-18, K-12). */
export async function countSecond(
  unit: UnitOfWork,
  id: string,
  version: number,
  counts: readonly Count[]
): Promise<Stocktake> {
  const { stocktake, lines } = await open(unit, id, version, 'recounting')
  const secondCounterId = unit.actor.personId ?? ''
  unit.judge(
    ...(await counting(unit, { role: '复盘人', personId: secondCounterId, field: 'counts' }, [
      { role: '初盘人', personId: stocktake.counterId },
      { role: '监盘人', personId: stocktake.witnessId }
    ]))
  )
  const wanted = lines.filter(needsRecount)
  if (counts.some(({ lineId }) => !wanted.some((line) => line.id === lineId)))
    throw invalid([{ path: 'counts', message: '复盘只盘初盘有差异的物品' }])
  await record(unit, stocktake, lines, counts, 'secondCount')
  const done = (await linesOf(unit, id)).filter(needsRecount).every((line) => line.secondCount !== null)
  return unit.update(Stocktake, stocktake, { secondCounterId, state: done ? 'explaining' : 'recounting' }, '盘点')
}

/** Writes down why differences arose, what to do about them, and the conclusion. */
export async function explain(
  unit: UnitOfWork,
  input: {
    readonly id: string
    readonly version: number
    readonly lines: readonly { readonly lineId: string; readonly reason: string; readonly handling: string }[]
    readonly conclusion?: string | undefined
  }
): Promise<Stocktake> {
  const { stocktake, lines } = await open(unit, input.id, input.version, 'explaining', 'returned')
  for (const { lineId, reason, handling } of input.lines)
    await unit.update(StocktakeLine, lineIn(lines, lineId), { reason, handling }, '盘点')
  unit.about({ type: 'stocktake', id: stocktake.id, number: stocktake.number })
  return unit.update(Stocktake, stocktake, { conclusion: input.conclusion ?? stocktake.conclusion }, '盘点')
}

/** Hands the result in for approval; without differences it is reported the same way (SUP-18). */
export async function submitStocktake(
  unit: UnitOfWork,
  house: House,
  id: string,
  version: number
): Promise<{ approvalId: string }> {
  const { stocktake, lines } = await open(unit, id, version, 'explaining')
  const items = await itemsOf(
    unit.manager,
    lines.map((line) => line.itemId)
  )
  unit.judge(
    SUP_18.on({
      conclusion: stocktake.conclusion,
      lines: lines.map((line) => {
        const item = items.get(line.itemId)
        return {
          itemName: item ? nameOf(item) : '',
          expected: expectedOf(line),
          firstCount: line.firstCount,
          secondCount: line.secondCount,
          reason: line.reason
        }
      })
    })
  )
  const applicantId = unit.actor.personId ?? ''
  const apart = (
    [
      ['初盘人', stocktake.counterId],
      ['复盘人', stocktake.secondCounterId],
      ['监盘人', stocktake.witnessId]
    ] as const
  ).flatMap(([role, personId]) => (personId === null ? [] : [{ role, personId }]))
  const keepers = await holdersOf(unit.manager, 'suppliesKeeper', unit.today)
  const approval = await submitForApproval(unit, house, {
    ledger: 'supplies',
    kind: 'supplies.stocktake',
    subjectType: 'stocktake',
    subjectId: id,
    number: stocktake.number,
    title: `${stocktake.baseDay}${stocktake.scope}盘点，差异${lines.filter(needsRecount).length}种`,
    applicantId,
    unitId: unit.actor.unitId ?? '',
    tags: [applicantId, ...apart.map(({ personId }) => personId)].some((id) => keepers.includes(id)) ? [BY_KEEPER] : [],
    apart
  })
  await unit.update(Stocktake, stocktake, { state: 'pending', approvalId: approval.id }, '盘点')
  unit.about({ type: 'stocktake', id, number: stocktake.number })
  return { approvalId: approval.id }
}

interface Counting {
  readonly role: string
  readonly personId: string | null | undefined
  readonly field?: string
}

/** Who counts, who counts again and who watches are each another, and none of them temporary staff (K-12, K-11). */
async function counting({ manager }: UnitOfWork, one: Counting, others: readonly Counting[] = []) {
  return twoAreTwo(manager, await partiesNamed(manager, [one]), await partiesNamed(manager, others))
}

const scopeText = (input: OpenInput) =>
  input.scope === 'location' ? `货位${input.location ?? ''}` : stocktakeScopes[input.scope]

async function itemsInScope(manager: EntityManager, input: OpenInput): Promise<readonly SupplyItem[]> {
  if (input.scope === 'location' && !input.location)
    throw invalid([{ path: 'location', message: '请填写要盘点的货位' }])
  const query = manager
    .createQueryBuilder(SupplyItem, 'i')
    .leftJoin(SupplyBalance, 'b', 'b.itemId = i.id')
    // An item given up is still counted while the books show some of it.
    .where('(i.active = :active OR b.quantity > 0)', { active: true })
  if (input.scope === 'location') query.andWhere('i.location = :location', { location: input.location })
  else if (input.scope !== 'all') query.andWhere('i.category = :category', { category: input.scope })
  return query.orderBy('i.location', 'ASC').addOrderBy('i.number', 'ASC').getMany()
}

async function refuseOverlap(manager: EntityManager, items: readonly SupplyItem[]): Promise<void> {
  const running = await manager
    .createQueryBuilder(StocktakeLine, 'l')
    .innerJoin(
      Stocktake,
      's',
      "s.id = l.stocktakeId AND s.state IN ('counting', 'recounting', 'explaining', 'pending', 'returned')"
    )
    .select('s.number', 'number')
    .addSelect('l.itemId', 'itemId')
    .getRawMany<{ number: string; itemId: string }>()
  const clash = running.find((line) => items.some((item) => item.id === line.itemId))
  if (clash) throw invalid([{ path: 'scope', message: `盘点${clash.number}还没有办结，同一批物品不能同时再盘` }])
}

async function open(
  unit: UnitOfWork,
  id: string,
  version: number,
  ...states: readonly Stocktake['state'][]
): Promise<{ stocktake: Stocktake; lines: readonly StocktakeLine[] }> {
  const stocktake = await unit.load(Stocktake, id, '盘点')
  if (stocktake.version !== version) throw conflict('盘点')
  if (!states.includes(stocktake.state)) throw notNow('盘点')
  return { stocktake, lines: await linesOf(unit, id) }
}

const linesOf = (unit: UnitOfWork, stocktakeId: string) =>
  unit.manager.find(StocktakeLine, { where: { stocktakeId }, order: { lineNumber: 'ASC' } })

function lineIn(lines: readonly StocktakeLine[], lineId: string): StocktakeLine {
  const line = lines.find((each) => each.id === lineId)
  if (!line) throw invalid([{ path: 'lines', message: '这种物品不在盘点表上' }])
  return line
}

async function record(
  unit: UnitOfWork,
  stocktake: Stocktake,
  lines: readonly StocktakeLine[],
  counts: readonly Count[],
  which: 'firstCount' | 'secondCount'
): Promise<void> {
  const moved = await movedSince(unit.manager, stocktake)
  const latest = new Map(counts.map(({ lineId, quantity }) => [lineId, quantity]))
  for (const [lineId, quantity] of latest) {
    const line = lineIn(lines, lineId)
    await unit.update(StocktakeLine, line, { [which]: quantity, movedQuantity: moved.get(line.itemId) ?? 0 }, '盘点')
  }
  unit.about({ type: 'stocktake', id: stocktake.id, number: stocktake.number })
}

/** What came in and went out of each item since the freeze; the counter finds it moved. */
async function movedSince(manager: EntityManager, stocktake: Stocktake): Promise<ReadonlyMap<string, number>> {
  const rows = await manager
    .createQueryBuilder(Movement, 'm')
    .select('m.itemId', 'itemId')
    .addSelect('SUM(m.quantity)', 'quantity')
    // Ids ascend in time: finer than the millisecond of the freeze.
    .where('m.id > :frozen', { frozen: stocktake.id })
    .groupBy('m.itemId')
    .getRawMany<{ itemId: string; quantity: number | string }>()
  return new Map(rows.map((row) => [row.itemId, Number(row.quantity)]))
}
