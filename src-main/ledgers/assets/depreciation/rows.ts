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
import { rowsWith } from '../../../platform/database/readRows'
import { booksOf } from '../cards/book'
import { nothing, readsOf } from '../reads'
import { monthCharges } from './charge'

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

/** Rows of a month's depreciation; accumulated and net as of the end of that month. */
export async function monthRows(
  manager: EntityManager,
  month: string,
  cards: readonly Asset[]
): Promise<readonly DepreciationLineRow[]> {
  const ids = cards.map(({ id }) => id)
  const books = await booksOf(manager, ids)
  const charges = await rowsWith(manager, DepreciationEntry, 'assetId', ids)
  const sums = new Map<string, { charged: number; later: number; laterMonths: number }>()
  for (const { assetId, month: of, amountCents } of charges) {
    const sum = sums.get(assetId) ?? { charged: 0, later: 0, laterMonths: 0 }
    if (of === month) sum.charged += amountCents
    if (of > month) {
      sum.later += amountCents
      sum.laterMonths += amountCents >= 0 ? 1 : -1
    }
    sums.set(assetId, sum)
  }
  return rowsOf(manager, depreciationLine, cards, ({ id, originalCents }) => {
    const book = books.get(id)
    const { charged = 0, later = 0, laterMonths = 0 } = sums.get(id) ?? {}
    const accumulatedCents = (book?.accumulatedCents ?? 0) - later
    return {
      monthlyCents: book?.monthlyCents ?? 0,
      monthsTaken: (book?.monthsTaken ?? 0) - laterMonths,
      chargedCents: charged,
      accumulatedCents,
      netCents: originalCents - accumulatedCents,
      depreciation: book?.depreciation ?? 'none'
    }
  })
}

/** A window of a month's depreciation. */
export function monthPage(
  { manager }: Reading,
  { month, ...input }: ListInput & { readonly month: string }
): Promise<Page<DepreciationLineRow>> {
  return pageOf(monthQuery(manager, month), monthList, input, (cards) => monthRows(manager, month, cards))
}
