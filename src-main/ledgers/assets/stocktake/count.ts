import { In, IsNull } from 'typeorm'
import type { ScanOutcomeWord } from '../../../contract/assets'
import { conflict, invalid } from '../../../kernel/fault'
import { rowsWith } from '../../../platform/database/readRows'
import { isSame } from '../../../kernel/sameness'
import { partiesNamed, twoAreTwo } from '../../../office/approvals/parties'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { cardsNumbered, codeOf } from '../cards/same'
import { AssetScan, type Asset, AssetStocktake, CountBook, CountDifference, CountMark } from '../entities'
import { AST_14 } from '../rules/counting'

export type Round = 'first' | 'second'

export interface ScanInput {
  readonly code: string
  readonly place: string
  readonly at: string
  readonly key: string
}

/** A count as handed in: a scan, a tick of the list, a row of the sheet. */
interface Count {
  readonly line: CountBook | undefined
  readonly code: string
  readonly place: string
  readonly outcome: AssetScan['outcome']
  readonly means: AssetScan['means']
  readonly at: string
  readonly key: string
}

/** The stocktake as somebody counts it: first by its counters, again by others. */
export async function countingBy(
  unit: UnitOfWork,
  id: string,
  round: Round,
  lines: readonly CountBook[]
): Promise<AssetStocktake> {
  const stocktake = await unit.load(AssetStocktake, id, '盘点')
  const me = unit.actor.personId ?? ''
  const marks = await rowsWith(
    unit.manager,
    CountMark,
    'id',
    lines.map((line) => line.id)
  )
  const first = round === 'second' ? marks.map(({ firstById }) => firstById) : []
  unit.judge(
    AST_14.on({
      of: 'count',
      state: stocktake.state,
      counter: stocktake.counterIds.includes(me),
      second: round === 'second'
    }),
    ...(await countedAgain(unit, first))
  )
  unit.about({ type: 'assetStocktake', id: stocktake.id, number: stocktake.number })
  return stocktake
}

/** Who counts again is another than who counted first, and neither temporary staff nor an outsider (K-12, K-11). */
async function countedAgain({ manager, actor }: UnitOfWork, firstIds: readonly (string | null)[]) {
  if (firstIds.length === 0) return []
  const first = [...new Set(firstIds)].map((personId) => ({ role: '初盘人', personId }))
  return twoAreTwo(
    manager,
    await partiesNamed(manager, [{ role: '复盘人', personId: actor.personId }]),
    await partiesNamed(manager, first)
  )
}

/** Hands scans in and answers each with what it was; a scan sent twice is answered as before and counted once. */
export async function handInScans(
  unit: UnitOfWork,
  input: { readonly id: string; readonly round: Round; readonly scans: readonly ScanInput[] }
): Promise<readonly { readonly key: string; readonly outcome: ScanOutcomeWord }[]> {
  const { id, round } = input
  const cards = await cardsNumbered(
    unit.manager,
    input.scans.map(({ code }) => code)
  )
  const lines = await linesOf(unit, id, cards)
  await countingBy(unit, id, round, [...lines.values()])
  const codes = [...new Set(input.scans.map(({ code }) => codeOf(cards.get(code)?.number ?? code)))]
  const before = await rowsWith(
    unit.manager,
    AssetScan,
    'clientKey',
    input.scans.map(({ key }) => key),
    { where: { stocktakeId: id } }
  )
  const known = new Map(before.map((scan) => [scan.clientKey, scan]))
  const lastOf = new Map(
    (
      await rowsWith(unit.manager, AssetScan, 'code', codes, {
        where: { stocktakeId: id, round },
        order: { id: 'ASC' }
      })
    ).map(({ code, outcome }) => [code, outcome])
  )
  // What somebody said is not there may turn up under another's scanner.
  const seen = new Set([...lastOf].flatMap(([code, outcome]) => (outcome === 'missing' ? [] : [code])))
  const counts: Count[] = []
  const answers = input.scans.map(({ code: typed, place, at, key }) => {
    const earlier = known.get(key)
    if (earlier) return { key, outcome: earlier.outcome === 'missing' ? ('found' as const) : earlier.outcome }
    const card = cards.get(typed)
    const code = codeOf(card?.number ?? typed)
    const line = lines.get(card?.id ?? '')
    const belongs = line ?? (card?.state === 'gone' ? undefined : card)
    const outcome = seen.has(code)
      ? 'repeated'
      : !belongs
        ? 'unknown'
        : belongs.place !== null && place !== '' && !isSame(belongs.place, place)
          ? 'elsewhere'
          : 'found'
    seen.add(code)
    counts.push({ line, code, place, outcome, means: 'scan', at, key })
    return { key, outcome } as const
  })
  await enterCounts(unit, id, round, counts)
  return answers
}

/** Lines a stocktake has of some cards, by card. */
export async function linesOf(
  unit: UnitOfWork,
  stocktakeId: string,
  cards: ReadonlyMap<string, Asset>
): Promise<ReadonlyMap<string, CountBook>> {
  const ids = [...new Set([...cards.values()].map(({ id }) => id))]
  const lines = await rowsWith(unit.manager, CountBook, 'assetId', ids, { where: { stocktakeId } })
  return new Map(lines.map((line) => [line.assetId, line]))
}

/** Writes counts down and marks the lines they are about. */
async function enterCounts(
  unit: UnitOfWork,
  stocktakeId: string,
  round: Round,
  counts: readonly Count[]
): Promise<void> {
  const me = unit.actor.personId ?? ''
  await unit.appendMany(
    AssetScan,
    counts.map(({ line, code, place, outcome, means, at, key }) => ({
      stocktakeId,
      bookId: line?.id ?? null,
      code,
      place,
      round,
      outcome,
      means,
      personId: me,
      at,
      clientKey: key
    }))
  )
  const marks = new Map(
    (
      await rowsWith(
        unit.manager,
        CountMark,
        'id',
        counts.map(({ line }) => line?.id ?? null)
      )
    ).map((mark) => [mark.id, mark])
  )
  const changed = new Map<string, CountMark>()
  for (const { line, outcome, place } of counts) {
    const mark = line && (changed.get(line.id) ?? marks.get(line.id))
    if (!mark || outcome === 'repeated' || outcome === 'unknown') continue
    changed.set(mark.id, {
      ...mark,
      outcome: outcome === 'missing' ? 'missing' : outcome === 'elsewhere' ? 'misplaced' : 'found',
      foundPlace: outcome === 'missing' ? null : place || line.place,
      ...(round === 'first' ? { firstById: me } : { secondById: me })
    })
  }
  if (changed.size > 0) await unit.deriveMany(CountMark, [...changed.values()])
  if (round === 'second') await secondOf(unit, stocktakeId, [...changed.values()])
}

/** The second count of a difference stands beside the first; what turns up is a difference no more. */
async function secondOf(unit: UnitOfWork, stocktakeId: string, marks: readonly CountMark[]): Promise<void> {
  const open = await rowsWith(
    unit.manager,
    CountDifference,
    'bookId',
    marks.map(({ id }) => id),
    { where: { stocktakeId } }
  )
  for (const difference of open) {
    const mark = marks.find(({ id }) => id === difference.bookId)
    if (mark)
      await unit.update(
        CountDifference,
        difference,
        { outcome: mark.outcome, foundPlace: mark.foundPlace, secondById: mark.secondById },
        '差异'
      )
  }
}

export interface Tick {
  readonly lineId: string
  readonly outcome: 'found' | 'misplaced' | 'missing'
  readonly place?: string | undefined
}

/** Says of lines what was seen without scanning, in the window or on a sheet read back. */
export async function tickLines(
  unit: UnitOfWork,
  input: { readonly id: string; readonly round: Round; readonly lines: readonly Tick[] },
  means: 'tick' | 'sheet' = 'tick'
): Promise<number> {
  const found = await rowsWith(
    unit.manager,
    CountBook,
    'id',
    input.lines.map(({ lineId }) => lineId)
  )
  const lines = found.filter(({ stocktakeId }) => stocktakeId === input.id)
  await countingBy(unit, input.id, input.round, lines)
  const byId = new Map(lines.map((line) => [line.id, line]))
  const counts = input.lines.map(({ lineId, outcome, place }): Count => {
    const line = byId.get(lineId)
    if (!line) throw invalid([{ path: 'lines', message: '这次盘点没有这件资产' }])
    return {
      line,
      code: codeOf(line.number),
      place: place ?? (outcome === 'misplaced' ? '' : (line.place ?? '')),
      outcome: outcome === 'misplaced' ? 'elsewhere' : outcome,
      means,
      at: unit.now,
      key: `${means}-${unit.newId()}`
    }
  })
  await enterCounts(unit, input.id, input.round, counts)
  return counts.length
}

/**
 * Counting is over: unseen is missing, not in the books surplus, from elsewhere misplaced; all stand for the second
 * count.
 */
export async function finishCounting(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number }
): Promise<AssetStocktake> {
  const stocktake = await countingBy(unit, input.id, 'first', [])
  if (stocktake.version !== input.version) throw conflict('盘点')
  const me = unit.actor.personId ?? ''
  const marks = await unit.manager.findBy(CountMark, { stocktakeId: stocktake.id })
  const closed = marks.map((mark) =>
    mark.outcome === 'pending' ? { ...mark, outcome: 'missing' as const, firstById: me } : mark
  )
  await unit.deriveMany(
    CountMark,
    closed.filter((mark, index) => mark !== marks[index])
  )
  const differing = closed.filter(({ outcome }) => outcome !== 'found')
  const lines = new Map(
    (
      await rowsWith(
        unit.manager,
        CountBook,
        'id',
        differing.map(({ id }) => id)
      )
    ).map((line) => [line.id, line])
  )
  const beyond = await unit.manager.find(AssetScan, {
    where: { stocktakeId: stocktake.id, bookId: IsNull(), outcome: In(['unknown', 'elsewhere']) },
    order: { id: 'ASC' }
  })
  const outside = await cardsNumbered(
    unit.manager,
    beyond.map(({ code }) => code)
  )
  const empty = { reason: null, proposal: null, settledOn: null, settledAs: null, secondById: null }
  const rows = [
    ...differing.flatMap((mark) => {
      const line = lines.get(mark.id)
      if (!line) return []
      const { assetId, number, name, place, originalCents } = line
      return [
        {
          ...empty,
          stocktakeId: stocktake.id,
          bookId: line.id,
          assetId,
          number,
          name,
          outcome: mark.outcome,
          bookPlace: place,
          foundPlace: mark.foundPlace,
          originalCents,
          firstById: mark.firstById
        }
      ]
    }),
    ...beyond.map(({ code, place, personId }) => {
      const known = outside.get(code)
      const card = known?.state === 'gone' ? undefined : known
      return {
        ...empty,
        stocktakeId: stocktake.id,
        bookId: null,
        assetId: card?.id ?? null,
        number: card?.number ?? code,
        name: card?.name ?? '账上没有的编号',
        outcome: card ? ('misplaced' as const) : ('surplus' as const),
        bookPlace: card?.place ?? null,
        foundPlace: place,
        originalCents: card?.originalCents ?? 0,
        firstById: personId
      }
    })
  ]
  await unit.insertMany(CountDifference, rows)
  return unit.update(
    AssetStocktake,
    stocktake,
    { state: 'explaining', countedOn: unit.today, differences: rows.length },
    '盘点'
  )
}

/** Somebody else has seen the thing that is not in what is counted here, too. */
export async function confirmSurplus(unit: UnitOfWork, differenceId: string): Promise<CountDifference> {
  const difference = await unit.load(CountDifference, differenceId, '差异')
  if (difference.bookId !== null) throw invalid([{ path: 'differenceId', message: '这次盘点范围内的，扫码复盘' }])
  const stocktake = await unit.load(AssetStocktake, difference.stocktakeId, '盘点')
  const me = unit.actor.personId ?? ''
  unit.judge(
    AST_14.on({
      of: 'count',
      state: stocktake.state,
      counter: false,
      second: true
    }),
    ...(await countedAgain(unit, [difference.firstById]))
  )
  unit.about({ type: 'assetStocktake', id: stocktake.id, number: stocktake.number })
  return unit.update(CountDifference, difference, { secondById: me }, '差异')
}
