import { due as dueRecord } from '../../../contract/warehouse/clocks'
import { custody, line } from '../../../contract/warehouse/line'
import { clockKinds } from '../../../contract/warehouse/words'
import { instantAt } from '../../../kernel/instant'
import { addDays, compareDates } from '../../../kernel/localDate'
import type { Reading } from '../../../office/house'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { stateDay } from '../../../office/outputs/filterWords'
import { readingAt, stateRows } from '../../../office/outputs/stateRows'
import { allRows, type ListDefinition } from '../../../platform/database/listQuery'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { standingsOn } from '../clocks/standing'
import type { CustodyEntry, Standing } from '../entities'
import { squadKey } from '../report/figures'
import { narrowing, sheetOf } from '../sheets'
import { dueRows } from './dueRows'
import { custodyFor, custodyList, custodyRows, lineList, lineRows, standingsFor } from './rows'

/**
 * Goods as they stood at the end of the period's last day, window by window: as kept for today, rebuilt from the
 * movements for a past day.
 */
async function* standingsAt(
  reading: Reading,
  scope: ExportScope,
  order: 'tag' | 'dueOn'
): AsyncGenerator<readonly Standing[]> {
  const day = stateDay(scope, reading)
  const now = day === reading.today
  const there = now ? 's.onHand > 0' : 's.intakeDay <= :day'
  const query = (await standingsFor(reading)).andWhere(there, { day })
  const list: ListDefinition = { ...lineList, order: [[now && order === 'dueOn' ? 's.dueOn' : 's.tag', 'ASC']] }
  const rebuilt = async (standings: readonly Standing[]) =>
    now ? standings : (await standingsOn(reading, standings, day)).filter(({ onHand }) => onHand > 0)
  yield* stateRows(reading, scope, { query, list, changing, rebuilt, searched, window: 500 })
}

const searched = ({ searchKey, location }: Standing): string => `${searchKey}\n${location.toLowerCase()}`

/** What of a standing movements, custody and clocks change. */
const changing = [
  'onHand',
  'quantityIn',
  'quantityOut',
  'location',
  'thirdParty',
  'missing',
  'state',
  'dueOn',
  'dueAt',
  'dueKind',
  'dueRule',
  'statutoryOn',
  'ownerlessOn'
]

async function* onHandLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  for await (const standings of standingsAt(reading, scope, 'tag'))
    for (const row of await lineRows(readingAt(reading, scope), standings)) yield sheetRow(line.fields, row)
}

/** 在库台账 */
export const onHandSheet = sheetOf({
  name: '在库台账',
  shows: 'state',
  fields: line.fields,
  columns: sheetColumns(line.fields, [
    'intakeNumber',
    'name',
    'onHand',
    'measure',
    'location',
    'party',
    'daysHeld',
    'dueOn',
    'dueKind',
    'squadName'
  ]),
  rows: onHandLines
})

async function* dueLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const due: Standing[] = []
  // put in order when all are known: a day rebuilt is no column of the database
  for await (const standings of standingsAt(reading, scope, 'dueOn'))
    due.push(...standings.filter(({ dueOn }) => dueOn !== null))
  due.sort((one, other) => compareDates(one.dueOn ?? '', other.dueOn ?? ''))
  for (const row of await dueRows(readingAt(reading, scope), due))
    yield { ...sheetRow(dueRecord.fields, row), dueKind: `${clockKinds[row.dueKind]}（${row.rule}）` }
}

/** 到期处理 */
export const dueSheet = sheetOf({
  name: '到期处理',
  shows: 'state',
  fields: dueRecord.fields,
  columns: sheetColumns(dueRecord.fields, [
    'dueOn',
    'dueKind',
    'name',
    'onHand',
    'measure',
    'party',
    'squadName',
    'todo',
    'state',
    'overdueDays'
  ]),
  rows: dueLines
})

/**
 * Overdue goods at the end of the period's last day by squad and unit of measure; nothing where that day is today,
 * whose figures are kept.
 */
export async function overdueAt(
  reading: Reading,
  scope: ExportScope
): Promise<ReadonlyMap<string, number> | undefined> {
  const day = stateDay(scope, reading)
  if (day === reading.today) return undefined
  const sums = new Map<string, number>()
  for await (const standings of standingsAt(reading, { to: scope.to }, 'tag'))
    for (const standing of standings.filter(({ dueOn }) => dueOn !== null && dueOn < day))
      sums.set(squadKey(standing), (sums.get(squadKey(standing)) ?? 0) + standing.onHand)
  return sums
}

const custodyColumns: readonly SheetColumn[] = [
  { key: 'goods', label: '物品', kind: 'text', width: 18 },
  ...sheetColumns(custody.fields, ['at', 'act', 'quantity', 'measure', 'fromName', 'toName', 'place', 'voucher'])
]

async function* custodyLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = await custodyFor(reading, narrowing(scope))
  if (scope.from) query.andWhere('c.at >= :from', { from: instantAt(scope.from, '00:00') })
  if (scope.to) query.andWhere('c.at < :until', { until: instantAt(addDays(scope.to, 1), '00:00') })
  for await (const entries of allRows<CustodyEntry>(query, custodyList, narrowing(scope), 1000))
    for (const row of await custodyRows(reading, entries))
      yield { ...sheetRow(custody.fields, row), goods: `${row.name}（${row.tag}）` }
}

/** 物品流转(监管链) */
export const custodySheet = sheetOf({
  name: '物品流转(监管链)',
  title: '流转（监管链）',
  shows: 'movements',
  fields: custody.fields,
  columns: custodyColumns,
  rows: custodyLines
})
