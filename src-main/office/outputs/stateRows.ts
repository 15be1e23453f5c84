import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { ListInput } from '../../contract/lists'
import { instantAt } from '../../kernel/instant'
import { holdsTyped } from '../../kernel/searchKey'
import { holding, inOrder } from '../../platform/database/heldInMemory'
import { allRows, type ListDefinition } from '../../platform/database/listQuery'
import type { Reading } from '../house'
import type { ExportScope } from './outputDefinitions'
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
  /** Key of a row the typed words are looked for in; absent where what is searched never changes. */
  readonly searched?: ((row: Row) => string) | undefined
  /** Its order where none is asked for; the list's own when absent. */
  readonly sort?: ListInput['sort']
  readonly window?: number
}

/**
 * Rows of a sheet of a state, window by window. For a past day the database holds only what things are now: conditions
 * and words about what changes are asked of the rebuilt rows, which are put in order when all are known.
 */
export async function* stateRows<Stored extends ObjectLiteral, Row extends object>(
  reading: Reading,
  scope: ExportScope,
  { query, list, changing, rebuilt, searched, sort: usual, window }: StatePlan<Stored, Row>
): AsyncGenerator<readonly Row[]> {
  const day = stateDay(scope, reading)
  const { search, filters = [], sort = usual } = scope.filter ?? {}
  const differs = (field: string) => day !== reading.today && (changing === 'all' || changing.includes(field))
  const held = await holding(
    reading.manager,
    list,
    filters.filter(({ field }) => differs(field))
  )
  const keyOf = day === reading.today ? undefined : searched
  const found = (row: Row) => !search || !keyOf || holdsTyped(keyOf(row), search)
  const inMemory = sort !== undefined && differs(sort.field)
  const asked = {
    search: keyOf ? undefined : search,
    filters: filters.filter(({ field }) => !differs(field)),
    sort: inMemory ? undefined : sort
  }
  const all: Row[] = []
  for await (const stored of allRows(query, list, asked, window)) {
    const rows = (await rebuilt(stored, day)).filter((row) => found(row) && held(row))
    if (inMemory) all.push(...rows)
    else yield rows
  }
  if (inMemory) yield await inOrder(reading.manager, list, all, sort)
}
