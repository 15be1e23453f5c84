import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { ListInput } from '../../contract/lists'
import { instantAt } from '../../kernel/instant'
import { holding } from '../../platform/database/heldInMemory'
import { allRows, type ListDefinition } from '../../platform/database/listQuery'
import type { ExportScope, Reading } from '../house'
import { stateDay } from './filterWords'

/** The reading as it was at the end of the day a state is of. */
export function readingAt(reading: Reading, scope: ExportScope): Reading {
  const day = stateDay(scope, reading)
  return day === reading.today ? reading : { ...reading, today: day, now: instantAt(day, '23:59') }
}

interface StatePlan<Stored extends ObjectLiteral, Row extends object> {
  readonly query: SelectQueryBuilder<Stored>
  readonly list: ListDefinition
  /** Fields that differ from day to day; all of them where the whole row is rebuilt. */
  readonly changing: readonly string[] | 'all'
  /** Rows as they stood at the end of the day the sheet is of. */
  readonly rebuilt: (stored: readonly Stored[], day: string) => Promise<readonly Row[]>
  /** Its order where none is asked for; the list's own when absent. */
  readonly sort?: ListInput['sort']
  readonly window?: number
}

/**
 * Rows of a sheet of a state, window by window. For a past day the database holds only what things are now: conditions
 * on what changes are asked of the rebuilt rows, which are put in order when all are known.
 */
export async function* stateRows<Stored extends ObjectLiteral, Row extends object>(
  reading: Reading,
  scope: ExportScope,
  { query, list, changing, rebuilt, sort: usual, window }: StatePlan<Stored, Row>
): AsyncGenerator<readonly Row[]> {
  const day = stateDay(scope, reading)
  const { search, filters = [], sort = usual } = scope.filter ?? {}
  const differs = (field: string) => day !== reading.today && (changing === 'all' || changing.includes(field))
  const held = await holding(
    reading.manager,
    list,
    filters.filter(({ field }) => differs(field))
  )
  const inMemory = sort !== undefined && differs(sort.field)
  const asked = { search, filters: filters.filter(({ field }) => !differs(field)), sort: inMemory ? undefined : sort }
  const all: Row[] = []
  for await (const stored of allRows(query, list, asked, window)) {
    const rows = (await rebuilt(stored, day)).filter(held)
    if (inMemory) all.push(...rows)
    else yield rows
  }
  if (inMemory) yield all.sort(orderedBy(sort))
}

function orderedBy({ field, direction }: NonNullable<ListInput['sort']>): (one: object, other: object) => number {
  const sign = direction === 'asc' ? 1 : -1
  const valueOf = (row: object): unknown => (row as Readonly<Record<string, unknown>>)[field] ?? ''
  return (one, other) => {
    const [left, right] = [valueOf(one), valueOf(other)]
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right)
    return sign * String(left).localeCompare(String(right), 'zh-CN')
  }
}
