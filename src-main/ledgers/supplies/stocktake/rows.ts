import type { ListInput, Page, RecordAction } from '../../../contract/lists'
import {
  stocktake,
  stocktakeLine,
  type StocktakeLineRow,
  type StocktakeRow
} from '../../../contract/supplies/stocktake'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { Stocktake, StocktakeLine } from '../entities/stock'
import { goodsShown, itemIn, itemsOf } from '../stock/items'
import { recordAction } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { rowsWith } from '../../../platform/database/readRows'
import { differenceCentsOf, differenceOf, expectedOf, needsRecount, priceOf } from './figures'

const stocktakeList = listing(stocktake, 's', {
  joined: {},
  search: ['s.number', 's.scope'],
  searchNames: ['openedByName', 'counterName'],
  order: [['s.id', 'DESC']]
})

/** Stocktakes, newest first. */
export async function stocktakePage(reading: Reading, input: ListInput): Promise<Page<StocktakeRow>> {
  return pageOf(reading.manager.createQueryBuilder(Stocktake, 's'), stocktakeList, input, (rows) =>
    stocktakeRows(reading, rows)
  )
}

/** Stocktakes with how far they are. Differences stay hidden while a blind count runs. */
export async function stocktakeRows(
  { manager }: Reading,
  stocktakes: readonly Stocktake[]
): Promise<readonly StocktakeRow[]> {
  const lines = await rowsWith(
    manager,
    StocktakeLine,
    'stocktakeId',
    stocktakes.map(({ id }) => id)
  )
  return rowsOf(manager, stocktake, stocktakes, (each) => {
    const own = lines.filter((line) => line.stocktakeId === each.id)
    return {
      items: own.length,
      counted: own.filter((line) => line.firstCount !== null).length,
      differences: hidesBook(each) ? 0 : own.filter((line) => (differenceOf(line) ?? 0) !== 0).length
    }
  })
}

/** Counters of a blind count do not see what the books say. */
export const hidesBook = ({ blind, state }: Stocktake): boolean =>
  blind && (state === 'counting' || state === 'recounting')

/** The count sheet. */
export async function stocktakeLines({ manager }: Reading, of: Stocktake): Promise<readonly StocktakeLineRow[]> {
  const lines = await manager.find(StocktakeLine, { where: { stocktakeId: of.id }, order: { lineNumber: 'ASC' } })
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  const hidden = hidesBook(of)
  return rowsOf(manager, stocktakeLine, lines, (line) => {
    const item = itemIn(items, line.itemId)
    return {
      ...goodsShown(item),
      itemNumber: item.number,
      location: item.location,
      bookQuantity: hidden ? null : expectedOf(line),
      // A second counter who saw the first count would only repeat it.
      firstCount: hidden && of.state === 'recounting' ? null : line.firstCount,
      recount: of.state !== 'counting' && needsRecount(line),
      difference: hidden ? null : differenceOf(line),
      unitPriceCents: hidden ? null : priceOf(line),
      differenceCents: hidden || differenceOf(line) === null ? null : differenceCentsOf(line)
    }
  })
}

/** One stocktake with its count sheet. */
export async function stocktakeCard(reading: Reading, id: string) {
  const found = await reading.manager.findOneBy(Stocktake, { id })
  const [row] = found ? await stocktakeRows(reading, [found]) : []
  if (!found || !row) throw notFound('盘点')
  return {
    row,
    lines: await stocktakeLines(reading, found),
    approval: found.approvalId ? await approvalView(reading, found.approvalId) : null,
    actions: actionsOf(reading, found),
    timeline: await timelineOf(reading.manager, { ledger: 'supplies', subjects: [id], approvals: [found.approvalId] })
  }
}

function actionsOf({ actor }: Reading, { state, counterId, witnessId }: Stocktake): readonly RecordAction[] {
  const act = (action: string, label: string, enabled: boolean, why: string) =>
    recordAction(action, label, [!enabled, why])
  const watches = witnessId !== null && witnessId === actor.personId
  const responsible = holds(actor, ['suppliesKeeper', 'officeDirector'])
  return [
    act(
      'count',
      '初盘',
      state === 'counting' && !watches && (counterId === null || counterId === actor.personId),
      state !== 'counting' ? '初盘已结束' : watches ? '监盘人不参加盘点' : '由已开始的盘点人继续'
    ),
    act(
      'recount',
      '复盘',
      state === 'recounting' && counterId !== actor.personId && !watches,
      state === 'recounting' ? '复盘应由初盘人和监盘人以外的人进行' : '没有待复盘的物品'
    ),
    act(
      'explain',
      '说明原因',
      (state === 'explaining' || state === 'returned') && responsible,
      '盘点结束后由保管员或办公室主任填写'
    ),
    act('submit', '报批', state === 'explaining' && responsible, '盘点结束并说明原因后由保管员或办公室主任报批'),
    act('print', '打印盘点报告', true, '')
  ]
}
