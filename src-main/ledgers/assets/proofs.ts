import type { EntityManager } from 'typeorm'
import { formatMoney } from '../../contract/display'
import type { Proof } from '../../office/ledgerModule'
import {
  Asset,
  AssetBook,
  AssetEntry,
  AssetPhase,
  AssetScan,
  AssetStocktake,
  CountBook,
  CountDifference,
  CountMark,
  DepreciationEntry,
  DepreciationRun
} from './entities'
import { saysOtherwise, strayRows } from '../../platform/database/derivedRows'
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
  const stray = (await strayRows(manager, AssetBook, Asset)).map((number) => ({
    number,
    why: '折旧账里有没有卡片的资产'
  }))
  const wrongs = (await manager.find(Asset)).flatMap((asset) => {
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
    if (saysOtherwise(kept, book))
      return wrong(
        kept?.accumulatedCents === book.accumulatedCents
          ? '净值、已提月数、月折旧额或折旧状态与折旧记录算出的不一致'
          : `累计折旧${formatMoney(kept?.accumulatedCents ?? null)}元与折旧记录合计${formatMoney(book.accumulatedCents)}元不一致`
      )
    return book.accumulatedCents > asset.originalCents ? wrong('累计折旧超过原值') : []
  })
  return [...wrongs, ...stray]
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

/** Every line of a frozen book has its mark, and the mark is what its scans say (AST-14). */
const marksAreTheirScans: Proof = async (manager) => {
  const scans = groupsOf(await manager.find(AssetScan, { order: { id: 'ASC' } }), ({ bookId }) => bookId ?? '')
  const marks = new Map((await manager.find(CountMark)).map((mark) => [mark.id, mark]))
  const closers = new Map(
    (await manager.find(CountDifference)).map(({ bookId, firstById }) => [bookId ?? '', firstById])
  )
  const counting = new Set((await manager.findBy(AssetStocktake, { state: 'counting' })).map(({ id }) => id))
  const wrong = (await manager.find(CountBook)).flatMap((line) => {
    const closer = counting.has(line.stocktakeId) ? undefined : (closers.get(line.id) ?? null)
    return isMark(marks.get(line.id), line, scans.get(line.id) ?? [], closer)
      ? []
      : [{ number: line.number, why: '盘点结果与扫码、点数记录不符' }]
  })
  const stray = await strayRows(manager, CountMark, CountBook)
  return [...wrong, ...stray.map((number) => ({ number, why: '盘点结果里有账面没有的资产' }))]
}

/**
 * Whether a mark is what the scans of its line say; what nobody saw is missing by whoever ended the count, which a
 * difference tells. Two machines may have scanned a line in the same moments: the order of their scans is not known, so
 * any scan of the last round will do.
 */
function isMark(
  mark: CountMark | undefined,
  line: CountBook,
  all: readonly AssetScan[],
  closer: string | null | undefined
): boolean {
  const scans = all.filter(({ outcome }) => outcome !== 'repeated' && outcome !== 'unknown')
  const [first, second] = [
    scans.filter(({ round }) => round === 'first'),
    scans.filter(({ round }) => round === 'second')
  ]
  const last = second.length > 0 ? second : first
  const by = (round: readonly AssetScan[], none: string | null) =>
    round.length > 0 ? round.map(({ personId }) => personId) : [none]
  if (mark?.stocktakeId !== line.stocktakeId) return false
  if (!by(first, closer ?? null).includes(mark.firstById) || !by(second, null).includes(mark.secondById)) return false
  if (last.length === 0)
    return mark.foundPlace === null && mark.outcome === (closer === undefined ? 'pending' : 'missing')
  return last.some(({ outcome, place }) =>
    outcome === 'missing'
      ? mark.outcome === 'missing' && mark.foundPlace === null
      : mark.outcome === (outcome === 'elsewhere' ? 'misplaced' : 'found') && mark.foundPlace === (place || line.place)
  )
}

/** What `verify` proves of this ledger. */
export const assetProofs: readonly Proof[] = [cardsAreTheirEntries, runsAreTheirEntries, marksAreTheirScans]
