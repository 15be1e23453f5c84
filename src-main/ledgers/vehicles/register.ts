import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { Field } from '../../contract/fields'
import type { ListInput, Page } from '../../contract/lists'
import type { RecordFields, RecordOf, RowOf, StoredOf, WorkedOut } from '../../contract/record'
import { notFound } from '../../kernel/fault'
import { instantAt, type Instant } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import type { Reading } from '../../office/house'
import type { ExportScope, SheetDefinition } from '../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../office/outputs/fieldColumns'
import { readingAt, stateRows } from '../../office/outputs/stateRows'
import { bureauName } from '../../office/people/bureau'
import { listing, rowsOf } from '../../office/records/recordRows'
import { allRows, pageOf, type ListDefinition } from '../../platform/database/listQuery'
import { rowsAsOf } from '../../platform/database/rowsAsOf'
import { narrowToOwn, type OwnColumns } from './visibility'

/** What a list of the ledger needs to be told beside its record. */
interface RegisterPlan<F extends RecordFields, V extends boolean, E extends ObjectLiteral> {
  readonly record: RecordOf<F, V>
  readonly entity: new () => E
  /** Its name in Chinese, where one is not found. */
  readonly what: string
  readonly alias: string
  readonly listing: Parameters<typeof listing<F>>[2]
  /** Who may see a row beside the overseers; absent where all staff may. */
  readonly own?: OwnColumns
  readonly join?: (query: SelectQueryBuilder<E>) => SelectQueryBuilder<E>
  /** `past` is the end of the day the rows are of, where that is over. */
  readonly workOut: (reading: Reading, rows: readonly E[], past?: Instant) => Promise<(row: E) => WorkedOut<F>>
  /** What a kept row says while some of it is not known yet: nothing, not nought. */
  readonly told?: (row: E) => Partial<StoredOf<F>>
  /** Words a row is searched by, for sheets of a state. */
  readonly searched?: (row: RowOf<RecordOf<F, V>>) => string
  /** Column of the period an export is narrowed to. */
  readonly period?: { readonly column: string; readonly instants?: boolean }
  /** The order an export is written in, as registers are. */
  readonly sheetOrder?: string
}

/** A list of the ledger: the query its reader may see, its windows, one row, and its rows for a sheet. */
export interface Register<F extends RecordFields, V extends boolean, E extends ObjectLiteral> {
  readonly list: ListDefinition
  query(reading: Pick<Reading, 'manager' | 'actor'>): SelectQueryBuilder<E>
  rows(reading: Reading, stored: readonly E[]): Promise<readonly RowOf<RecordOf<F, V>>[]>
  page(reading: Reading, input: ListInput): Promise<Page<RowOf<RecordOf<F, V>>>>
  /** One stored row the reader may see; fails with `notFound`. */
  one(reading: Pick<Reading, 'manager' | 'actor'>, id: string): Promise<E>
  printed(reading: Reading, scope: ExportScope): AsyncGenerator<RowOf<RecordOf<F, V>>>
  /** Rows of a sheet of a state: as they stood at the end of the day it is of. */
  standing(reading: Reading, scope: ExportScope): AsyncGenerator<RowOf<RecordOf<F, V>>>
}

/** Makes a list of the ledger from its record. */
export function registerOf<
  F extends RecordFields,
  V extends boolean,
  E extends ObjectLiteral & StoredOf<F> & (V extends true ? { version: number } : unknown)
>(plan: RegisterPlan<F, V, E>): Register<F, V, E> {
  const { record, entity, alias, own, join = (query) => query, workOut, period } = plan
  const list = listing(record, alias, plan.listing)
  const query: Register<F, V, E>['query'] = ({ manager, actor }) => {
    const all = join(manager.createQueryBuilder(entity, alias))
    return own ? narrowToOwn(all, actor, own) : all
  }
  const rowsAt = async (reading: Reading, stored: readonly E[], past?: Instant) => {
    const work = await workOut(reading, stored, past)
    const told = stored.map((row) => ({ ...row, ...plan.told?.(row), of: row }))
    return rowsOf(reading.manager, record, told, ({ of }) => work(of))
  }
  const rows: Register<F, V, E>['rows'] = (reading, stored) => rowsAt(reading, stored)
  return {
    list,
    query,
    rows,
    page: (reading, input) => pageOf(query(reading), list, input, (stored) => rows(reading, stored)),
    async one(reading, id) {
      const found = await query(reading).andWhere(`${alias}.id = :id`, { id }).getOne()
      if (!found) throw notFound(plan.what)
      return found
    },
    async *printed(reading, { from, to, filter }) {
      const narrowed = query(reading)
      if (period && from)
        narrowed.andWhere(`${period.column} >= :scopeFrom`, {
          scopeFrom: period.instants ? instantAt(from, '00:00') : from
        })
      if (period && to)
        narrowed.andWhere(`${period.column} < :scopeTo`, {
          scopeTo: period.instants ? instantAt(addDays(to, 1), '00:00') : addDays(to, 1)
        })
      const asked = {
        search: filter?.search,
        filters: (filter?.filters ?? []).filter(({ field }) => field in list.columns),
        sort: filter?.sort ?? (plan.sheetOrder ? { field: plan.sheetOrder, direction: 'asc' as const } : undefined)
      }
      for await (const stored of allRows(narrowed, list, asked)) yield* await rows(reading, stored)
    },
    async *standing(reading, scope) {
      const then = readingAt(reading, scope)
      const rebuilt = async (stored: readonly E[], day: string) => {
        if (day === reading.today) return rows(reading, stored)
        const over = instantAt(addDays(day, 1), '00:00')
        return rowsAt(then, await rowsAsOf(reading.manager, entity, stored, over), over)
      }
      const filter = scope.filter && {
        ...scope.filter,
        filters: scope.filter.filters.filter(({ field }) => field in list.columns)
      }
      const sort = plan.sheetOrder === undefined ? undefined : { field: plan.sheetOrder, direction: 'asc' as const }
      const states = { query: query(reading), list, changing: 'all' as const, rebuilt, searched: plan.searched, sort }
      for await (const shown of stateRows(reading, { ...scope, filter }, states)) yield* shown
    }
  }
}

/** A sheet of a register: the columns by name in order, each perhaps under another heading, and the remarks. */
export function sheetOf<F extends RecordFields, V extends boolean, E extends ObjectLiteral>(
  name: string,
  title: string,
  register: Register<F, V, E>,
  fields: F,
  columns: readonly (keyof F & string)[],
  options: {
    readonly labels?: Readonly<Partial<Record<keyof F & string, string>>>
    readonly remarks?: (row: RowOf<RecordOf<F, V>>) => string
    readonly signatures?: readonly string[]
    /** How things stood rather than what happened. */
    readonly shows?: SheetDefinition['shows']
  } = {}
): SheetDefinition {
  const shown: Readonly<Record<string, Field>> = Object.fromEntries(
    columns.map((column) => [
      column,
      options.labels?.[column] === undefined ? fields[column] : { ...fields[column], label: options.labels[column] }
    ])
  ) as Record<string, Field>
  return {
    name,
    shows: options.shows ?? 'movements',
    fields,
    make: async (reading, scope) => ({
      title: `${await bureauName(reading.manager)}${title}`,
      columns: sheetColumns(shown, columns),
      ...(options.signatures ? { signatures: options.signatures } : {}),
      rows: (async function* () {
        const all = options.shows === 'state' ? register.standing(reading, scope) : register.printed(reading, scope)
        for await (const row of all)
          yield { ...sheetRow(shown, row as Readonly<Record<string, unknown>>), remarks: options.remarks?.(row) ?? '' }
      })()
    })
  }
}
