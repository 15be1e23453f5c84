import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { RecordFields, RecordOf, RowOf, StoredOf, WorkedOut } from '../../contract/record'
import type { ListInput, Page, TimelineEvent } from '../../contract/lists'
import type { ApprovalView } from '../../contract/approvals'
import { notFound } from '../../kernel/fault'
import { approvalView } from '../../office/approvals/views'
import type { Reading } from '../../office/house'
import { listing, rowsOf } from '../../office/records/recordRows'
import { timelineOf } from '../../office/records/timeline'
import { pageOf, type ListDefinition } from '../../platform/database/listQuery'
import { rowsWith } from '../../platform/database/readRows'
import { Asset } from './entities'
import { assertReadable, narrowToOwn } from './visibility'

/** What the lists and pages of a record need beside its declaration. */
export interface Kind<F extends RecordFields, V extends boolean, E extends ObjectLiteral> {
  readonly entity: new () => E
  readonly record: RecordOf<F, V>
  readonly alias: string
  /** What one is called, e.g. 报修单. */
  readonly what: string
  readonly listing: Parameters<typeof listing<F>>[2]
  /** Properties that make a record somebody's own; all staff read it when absent. */
  readonly own?: { readonly units: readonly (keyof E & string)[]; readonly people: readonly (keyof E & string)[] }
  /** Joins what its list sorts by of other tables. */
  readonly join?: (query: SelectQueryBuilder<E>) => SelectQueryBuilder<E>
  readonly workOut: (manager: EntityManager, rows: readonly E[]) => Promise<(row: E) => WorkedOut<F>>
}

/** The reads of a record: its list, its rows, one of it. */
export interface Reads<F extends RecordFields, V extends boolean, E extends ObjectLiteral> {
  readonly list: ListDefinition
  query(reading: Pick<Reading, 'manager' | 'actor'>): SelectQueryBuilder<E>
  rows(manager: EntityManager, stored: readonly E[]): Promise<readonly RowOf<RecordOf<F, V>>[]>
  page(
    reading: Reading,
    input: ListInput,
    narrow?: (query: SelectQueryBuilder<E>) => SelectQueryBuilder<E>
  ): Promise<Page<RowOf<RecordOf<F, V>>>>
  /** One that the person may read, as stored and as shown; fails with `notFound`. */
  one(reading: Reading, id: string): Promise<{ readonly stored: E; readonly row: RowOf<RecordOf<F, V>> }>
}

type Stored<F extends RecordFields, V extends boolean> = StoredOf<F> &
  (V extends true ? { readonly version: number } : unknown)

/** Makes the reads of a record. */
export function readsOf<F extends RecordFields, V extends boolean, E extends ObjectLiteral & Stored<F, V>>(
  kind: Kind<F, V, E>
): Reads<F, V, E> {
  const { entity, record, alias, what, own, join = (query) => query, workOut } = kind
  const list = listing(record, alias, kind.listing)
  const of = (names: readonly string[] = []) => names.map((name) => `${alias}.${name}`)
  const query = ({ manager, actor }: Pick<Reading, 'manager' | 'actor'>) => {
    const all = join(manager.createQueryBuilder(entity, alias))
    return own ? narrowToOwn(all, actor, { units: of(own.units), people: of(own.people) }) : all
  }
  const rows = async (manager: EntityManager, stored: readonly E[]) =>
    rowsOf(manager, record, stored, await workOut(manager, stored))
  return {
    list,
    query,
    rows,
    page: (reading, input, narrow = (all) => all) =>
      pageOf(narrow(query(reading)), list, input, (stored) => rows(reading.manager, stored)),
    async one(reading, id) {
      const [stored] = await rowsWith(reading.manager, entity, 'id', [id])
      if (!stored) throw notFound(what)
      if (own) {
        const values = (names: readonly (keyof E & string)[]) => names.map((name) => stored[name] as string | null)
        assertReadable(reading.actor, { units: values(own.units), people: values(own.people) }, what)
      }
      const [row] = await rows(reading.manager, [stored])
      if (!row) throw notFound(what)
      return { stored, row }
    }
  }
}

/** Nothing to work out. */
export const nothing = () => Promise.resolve(() => ({}) as never)

/** Cards by id as they are called in other records. */
export async function assetWords(
  manager: EntityManager,
  ids: readonly (string | null)[]
): Promise<(id: string | null) => string> {
  const found = new Map(
    (await rowsWith(manager, Asset, 'id', ids)).map(({ id, name, number }) => [id, `${name}（${number}）`])
  )
  return (id) => (id === null ? '' : (found.get(id) ?? ''))
}

/** The parts of a page that every record has. */
export async function pageParts(
  reading: Reading,
  { subjects, approvalId }: { readonly subjects: readonly (string | null)[]; readonly approvalId?: string | null }
): Promise<{ readonly approval: ApprovalView | null; readonly timeline: readonly TimelineEvent[] }> {
  return {
    approval: approvalId ? await approvalView(reading, approvalId) : null,
    timeline: await timelineOf(reading.manager, { ledger: 'assets', subjects, approvals: [approvalId ?? null] })
  }
}
