import type { EntityManager } from 'typeorm'
import { formatMoney } from '../../contract/display'
import type { Proof } from '../../office/house'
import {
  Asset,
  AssetBook,
  AssetEntry,
  AssetPhase,
  CountBook,
  CountMark,
  DepreciationEntry,
  DepreciationRun
} from './entities'
import { bookOf } from './cards/book'
import { groupsOf } from '../../kernel/groups'

async function histories(manager: EntityManager) {
  const order = { order: { id: 'ASC' } } as const
  return {
    entries: groupsOf(await manager.find(AssetEntry, order), ({ assetId }) => assetId),
    charges: groupsOf(await manager.find(DepreciationEntry, order), ({ assetId }) => assetId),
    phases: groupsOf(await manager.find(AssetPhase, order), ({ assetId }) => assetId)
  }
}

/**
 * Value, quantity and custody of each card are those of its entries; its book is what entries and charges come to
 * (AST-18, K-09).
 */
const cardsAreTheirEntries: Proof = async (manager) => {
  const { entries, charges, phases } = await histories(manager)
  const books = new Map((await manager.find(AssetBook)).map((book) => [book.id, book]))
  return (await manager.find(Asset)).flatMap((asset) => {
    const own = entries.get(asset.id) ?? []
    const book = bookOf(asset, {
      entries: own,
      charges: charges.get(asset.id) ?? [],
      phases: phases.get(asset.id) ?? []
    })
    const kept = books.get(asset.id)
    const gone = asset.state === 'gone'
    const sum = (pick: (entry: AssetEntry) => number) => own.reduce((total, entry) => total + pick(entry), 0)
    const custody = own.findLast(({ unitId }) => unitId !== null)
    const wrong = (why: string) => [{ number: asset.number, why }]
    if (sum(({ originalDelta }) => originalDelta) !== (gone ? 0 : asset.originalCents))
      return wrong(`原值${formatMoney(asset.originalCents)}元与变动记录合计不一致`)
    if (sum(({ quantityDelta }) => quantityDelta) !== (gone ? 0 : asset.quantity))
      return wrong(`数量${asset.quantity}与变动记录合计不一致`)
    if (
      custody &&
      (custody.unitId !== asset.unitId || custody.keeperId !== asset.keeperId || custody.userId !== asset.userId)
    )
      return wrong('使用部门、使用人或保管人与最后一次变动记录不一致')
    if (
      !kept ||
      kept.accumulatedCents !== book.accumulatedCents ||
      kept.netCents !== book.netCents ||
      kept.monthsTaken !== book.monthsTaken
    )
      return wrong(
        `累计折旧${formatMoney(kept?.accumulatedCents ?? null)}元与折旧记录合计${formatMoney(book.accumulatedCents)}元不一致`
      )
    return book.accumulatedCents > asset.originalCents ? wrong('累计折旧超过原值') : []
  })
}

/** A run's figures are those of its entries (AST-18). */
const runsAreTheirEntries: Proof = async (manager) => {
  const sums = await manager
    .createQueryBuilder(DepreciationEntry, 'e')
    .select('e.runId', 'runId')
    .addSelect('SUM(e.amountCents)', 'cents')
    .where('e.runId IS NOT NULL')
    .groupBy('e.runId')
    .getRawMany<{ runId: string; cents: number | string }>()
  const byRun = new Map(sums.map(({ runId, cents }) => [runId, Number(cents)]))
  return (await manager.find(DepreciationRun)).flatMap(({ id, number, amountCents }) =>
    (byRun.get(id) ?? 0) === amountCents
      ? []
      : [{ number, why: `计提金额${formatMoney(amountCents)}元与折旧记录合计不一致` }]
  )
}

/** Every line of a frozen book has its mark. */
const countsAreWhole: Proof = async (manager) => {
  const lines = await manager.count(CountBook)
  const marks = await manager.count(CountMark)
  return lines === marks ? [] : [{ number: '盘点', why: `账面${lines}件，盘点结果${marks}件` }]
}

/** What `verify` proves of this ledger. */
export const assetProofs: readonly Proof[] = [cardsAreTheirEntries, runsAreTheirEntries, countsAreWhole]
