import type { ListInput, Page, RecordAction } from '../../../contract/lists'
import type { StocktakeLineRow, StocktakeRow } from '../../../contract/supplies/stocktake'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import { personNames } from '../../../office/people/names'
import { Person } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { Stocktake, StocktakeLine } from '../entities/stock'
import { itemIn, itemsOf } from '../stock/items'
import { recordAction } from '../../../office/records/recordActions'
import { timelineOf } from '../../../office/records/timeline'
import { rowsWith } from '../../../platform/database/readRows'
import { differenceCentsOf, differenceOf, expectedOf, needsRecount, priceOf } from './figures'

const definition: ListDefinition = {
  columns: {
    id: 's.id',
    number: 's.number',
    baseDay: 's.baseDay',
    scope: 's.scope',
    blind: 's.blind',
    openedByName: 'o.name',
    counterName: 'c.name',
    secondCounterName: 'd.name',
    witnessName: 'w.name',
    state: 's.state',
    conclusion: 's.conclusion'
  },
  search: ['s.number', 's.scope', 'o.searchKey', 'c.searchKey'],
  order: [['s.id', 'DESC']]
}

/** Stocktakes, newest first. */
export async function stocktakeList(reading: Reading, input: ListInput): Promise<Page<StocktakeRow>> {
  const query = reading.manager
    .createQueryBuilder(Stocktake, 's')
    .leftJoin(Person, 'o', 'o.id = s.openedById')
    .leftJoin(Person, 'c', 'c.id = s.counterId')
    .leftJoin(Person, 'd', 'd.id = s.secondCounterId')
    .leftJoin(Person, 'w', 'w.id = s.witnessId')
  return pageOf(query, definition, input, (rows) => stocktakeRows(reading, rows))
}

/** Stocktakes with how far they are. Differences stay hidden while a blind count runs. */
export async function stocktakeRows(reading: Reading, stocktakes: readonly Stocktake[]): Promise<readonly StocktakeRow[]> {
  const lines = await rowsWith(
    reading.manager,
    StocktakeLine,
    'stocktakeId',
    stocktakes.map((each) => each.id)
  )
  const people = await personNames(
    reading.manager,
    stocktakes.flatMap((each) => [each.openedById, each.counterId, each.secondCounterId, each.witnessId])
  )
  const name = (id: string | null) => people.get(id ?? '') ?? null
  return stocktakes.map((each) => {
    const own = lines.filter((line) => line.stocktakeId === each.id)
    return {
      id: each.id,
      number: each.number,
      baseDay: each.baseDay,
      scope: each.scope,
      blind: each.blind,
      openedByName: name(each.openedById) ?? '',
      counterName: name(each.counterId),
      secondCounterName: name(each.secondCounterId),
      witnessName: name(each.witnessId),
      items: own.length,
      counted: own.filter((line) => line.firstCount !== null).length,
      differences: hidesBook(each) ? 0 : own.filter((line) => (differenceOf(line) ?? 0) !== 0).length,
      state: each.state,
      conclusion: each.conclusion,
      version: each.version
    }
  })
}

/** Counters of a blind count do not see what the books say. */
export const hidesBook = (stocktake: Stocktake): boolean => stocktake.blind && (stocktake.state === 'counting' || stocktake.state === 'recounting')

/** The count sheet. */
export async function stocktakeLines(reading: Reading, stocktake: Stocktake): Promise<readonly StocktakeLineRow[]> {
  const lines = await reading.manager.find(StocktakeLine, { where: { stocktakeId: stocktake.id }, order: { lineNumber: 'ASC' } })
  const items = await itemsOf(
    reading.manager,
    lines.map((line) => line.itemId)
  )
  const hidden = hidesBook(stocktake)
  return lines.map((line) => {
    const item = itemIn(items, line.itemId)
    return {
      id: line.id,
      lineNumber: line.lineNumber,
      itemNumber: item.number,
      itemName: item.name,
      spec: item.spec,
      measure: item.measure,
      location: item.location,
      bookQuantity: hidden ? null : expectedOf(line),
      // A second counter who saw the first count would only repeat it.
      firstCount: hidden && stocktake.state === 'recounting' ? null : line.firstCount,
      secondCount: line.secondCount,
      recount: stocktake.state !== 'counting' && needsRecount(line),
      difference: hidden ? null : differenceOf(line),
      unitPriceCents: hidden ? null : priceOf(line),
      differenceCents: hidden || differenceOf(line) === null ? null : differenceCentsOf(line),
      reason: line.reason,
      handling: line.handling
    }
  })
}

/** One stocktake with its count sheet. */
export async function stocktakeCard(reading: Reading, id: string) {
  const stocktake = await reading.manager.findOneBy(Stocktake, { id })
  if (!stocktake) throw notFound('盘点')
  const [row] = await stocktakeRows(reading, [stocktake])
  if (!row) throw notFound('盘点')
  return {
    row,
    lines: await stocktakeLines(reading, stocktake),
    approval: stocktake.approvalId ? await approvalView(reading, stocktake.approvalId) : null,
    actions: actionsOf(reading, stocktake),
    timeline: await timelineOf(reading.manager, { ledger: 'supplies', subjects: [id], approvals: [stocktake.approvalId] })
  }
}

function actionsOf({ actor }: Reading, stocktake: Stocktake): readonly RecordAction[] {
  const act = (action: string, label: string, enabled: boolean, why: string) => recordAction(action, label, [!enabled, why])
  const { state, counterId } = stocktake
  const responsible = holds(actor, ['suppliesKeeper', 'officeDirector'])
  return [
    act(
      'count',
      '初盘',
      state === 'counting' && (counterId === null || counterId === actor.personId),
      state === 'counting' ? '由已开始的盘点人继续' : '初盘已结束'
    ),
    act(
      'recount',
      '复盘',
      state === 'recounting' && counterId !== actor.personId,
      state === 'recounting' ? '复盘应由初盘人以外的人进行' : '没有待复盘的物品'
    ),
    act('explain', '说明原因', (state === 'explaining' || state === 'returned') && responsible, '盘点结束后由保管员或办公室主任填写'),
    act('submit', '报批', state === 'explaining' && responsible, '盘点结束并说明原因后由保管员或办公室主任报批'),
    act('print', '打印盘点报告', true, '')
  ]
}
