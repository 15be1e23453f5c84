import {
  depreciationLine,
  depreciationRun,
  type DepreciationDetail,
  type DepreciationLineRow
} from '../../../contract/assets'
import type { ListInput, Page } from '../../../contract/lists'
import { actionsFor } from '../../../office/records/recordActions'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { Reading } from '../../../office/house'
import { Asset, AssetBook, DepreciationEntry, DepreciationRun } from '../entities'
import { endOfMonth } from '../../../kernel/localDate'
import { booksOf, historiesOf } from '../cards/book'
import { nothing, readsOf } from '../reads'
import { standingOn } from '../sheets/asOf'
import { monthCharges } from './charge'
import { monthlyOf, phaseIn } from './schedule'

export const runReads = readsOf({
  entity: DepreciationRun,
  record: depreciationRun,
  alias: 'u',
  what: '计提',
  listing: { joined: {}, search: ['u.number', 'u.month'], order: [['u.month', 'DESC']] },
  workOut: nothing
})

/** One run with how many cards it left out. */
export async function runDetail(reading: Reading, id: string): Promise<DepreciationDetail> {
  const { stored, row } = await runReads.one(reading, id)
  return {
    row,
    unsettled: await reading.manager.countBy(Asset, { unsettled: true }),
    actions: actionsFor(
      [
        {
          action: 'again',
          label: '补提新增',
          possible: stored.state === 'posted',
          otherwise: '已结账',
          by: ['finance', 'financeHead', 'assetClerk']
        },
        {
          action: 'lock',
          label: '结账',
          possible: stored.state === 'posted',
          otherwise: '已结账',
          by: ['finance', 'financeHead']
        }
      ],
      reading.actor
    ),
    timeline: await timelineOf(reading.manager, { ledger: 'assets', subjects: [id] })
  }
}

/** What a run would take of the whole ledger, without posting it. */
export async function previewMonth({ manager, now }: Reading, month: string) {
  const { assets, amountCents } = await monthCharges(manager, month, { runId: null, at: now })
  return { assets, amountCents, unsettled: await manager.countBy(Asset, { unsettled: true }) }
}

/** Cards of a month's depreciation. */
export const monthList: ListDefinition = listing(depreciationLine, 'a', {
  joined: {
    monthlyCents: 'b.monthlyCents',
    monthsTaken: 'b.monthsTaken',
    chargedCents: 'g.amountCents',
    accumulatedCents: 'b.accumulatedCents',
    netCents: 'b.netCents',
    depreciation: 'b.depreciation'
  },
  order: [['a.number', 'ASC']]
})

/** Cards that were charged for a month. */
export const monthQuery = (manager: EntityManager, month: string): SelectQueryBuilder<Asset> =>
  manager
    .createQueryBuilder(Asset, 'a')
    .innerJoin(DepreciationEntry, 'g', "g.assetId = a.id AND g.month = :month AND g.kind = 'charge'", { month })
    .leftJoin(AssetBook, 'b', 'b.id = a.id')

/** The last month depreciation was taken for; null before the first. */
export async function newestRun(manager: EntityManager): Promise<string | null> {
  const [newest] = await manager.find(DepreciationRun, { order: { month: 'DESC' }, take: 1 })
  return newest?.month ?? null
}

/** Months from the first to the last, both included. */
export interface Months {
  readonly from: string
  readonly to: string
}

/** Cards that were charged for any of some months. */
export const cardsCharged = (manager: EntityManager, { from, to }: Months): SelectQueryBuilder<Asset> =>
  manager
    .createQueryBuilder(Asset, 'a')
    .where(
      (query) =>
        `EXISTS ${query
          .subQuery()
          .select('1')
          .from(DepreciationEntry, 'g')
          .where("g.assetId = a.id AND g.month >= :from AND g.month <= :to AND g.kind = 'charge'")
          .getQuery()}`,
      { from, to }
    )

/** Rows of the depreciation of some months; values, accumulated and net as of the end of the last. */
export async function monthRows(
  manager: EntityManager,
  { from, to }: Months,
  cards: readonly Asset[]
): Promise<readonly DepreciationLineRow[]> {
  const ids = cards.map(({ id }) => id)
  const books = await booksOf(manager, ids)
  const histories = await historiesOf(manager, ids)
  const day = endOfMonth(`${to}-01`)
  const worked = cards.map((card) => {
    const book = books.get(card.id)
    const history = histories.get(card.id) ?? { phases: [], charges: [], entries: [] }
    const then = standingOn(history, day)
    // What has left by then is shown with what it left with.
    const left = then.quantity <= 0
    const originalCents = left ? card.originalCents : then.original
    const accumulatedCents = left ? (book?.accumulatedCents ?? 0) : then.accumulated
    const netCents = originalCents - accumulatedCents
    const phase = phaseIn(history.phases, to)
    const later = history.charges.filter(({ month }) => month > to)
    const state = book?.depreciation ?? 'none'
    return {
      ...card,
      originalCents,
      worked: {
        monthlyCents: phase ? monthlyOf(phase) : 0,
        monthsTaken: (book?.monthsTaken ?? 0) - later.reduce((sum, { kind }) => sum + (kind === 'charge' ? 1 : -1), 0),
        chargedCents: history.charges
          .filter(({ month }) => month >= from && month <= to)
          .reduce((sum, { amountCents }) => sum + amountCents, 0),
        accumulatedCents,
        netCents,
        depreciation: netCents <= 0 ? ('finished' as const) : state === 'finished' ? ('running' as const) : state
      }
    }
  })
  return rowsOf(manager, depreciationLine, worked, (row) => row.worked)
}

/** A window of a month's depreciation. */
export function monthPage(
  { manager }: Reading,
  { month, ...input }: ListInput & { readonly month: string }
): Promise<Page<DepreciationLineRow>> {
  return pageOf(monthQuery(manager, month), monthList, input, (cards) =>
    monthRows(manager, { from: month, to: month }, cards)
  )
}
