import type { EntityManager } from 'typeorm'
import { groupsOf } from '../../../kernel/groups'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Asset, AssetBook, AssetPhase, DepreciationEntry, DepreciationRun } from '../entities'
import { AST_18 } from '../rules/depreciation'
import { bookNow, bookOf, historiesOf } from '../cards/book'
import { chargeOf, monthAfter, monthlyOf, monthsFrom, phaseIn, type Phase } from './schedule'

/** The last month that is closed for depreciation. */
export async function closedUntil(manager: EntityManager): Promise<string | undefined> {
  const last = await manager.findOne(DepreciationRun, { where: { state: 'locked' }, order: { month: 'DESC' } })
  return last?.month
}

/** AST-18: nothing is dated into a closed month. `what` says what is dated, e.g. 入账. */
export const notClosed = async (unit: UnitOfWork, day: string, what: string) =>
  AST_18.on({ of: 'date', month: day.slice(0, 7), closedUntil: await closedUntil(unit.manager), what })

type Charge = Omit<DepreciationEntry, 'id'>

/** What is due of a card up to a month and was not taken yet, month by month. */
export function dueCharges(
  { id, enteredOn }: Pick<Asset, 'id' | 'enteredOn'>,
  phases: readonly Phase[],
  chargedUntil: string | null,
  month: string,
  rest: Pick<Charge, 'runId' | 'at'>
): readonly Charge[] {
  const first = chargedUntil === null ? enteredOn.slice(0, 7) : monthAfter(chargedUntil)
  return monthsFrom(first, month).flatMap((each): Charge[] => {
    const phase = phaseIn(phases, each)
    const amountCents = phase ? chargeOf(phase, each) : 0
    return amountCents > 0 ? [{ assetId: id, month: each, kind: 'charge', amountCents, ...rest }] : []
  })
}

/**
 * Takes what is due of one card up to and including this month, so that what it is worth is true before its value
 * changes.
 */
export const catchUp = (unit: UnitOfWork, asset: Asset): Promise<AssetBook> =>
  catchUpTo(unit, asset, unit.today.slice(0, 7))

/** Takes what is due of one card before the month it leaves in. */
export const catchUpBefore = (unit: UnitOfWork, asset: Asset, month: string): Promise<AssetBook> =>
  catchUpTo(unit, asset, monthAfter(month, -1))

async function catchUpTo(unit: UnitOfWork, asset: Asset, month: string): Promise<AssetBook> {
  const book = await bookNow(unit.manager, asset)
  if (asset.lifeMonths === null || asset.unsettled) return book
  const history = (await historiesOf(unit.manager, [asset.id])).get(asset.id)
  if (!history) return book
  const charges = dueCharges(asset, history.phases, book.chargedUntil, month, { runId: null, at: unit.now })
  if (charges.length === 0) return book
  const written = await unit.appendMany(DepreciationEntry, charges)
  const after = bookOf(asset, { ...history, charges: [...history.charges, ...written] })
  await unit.derive(AssetBook, after)
  return after
}

/** Takes back what was taken for the month a card leaves in: there is none in the month of exit. */
export async function takeBackExitMonth(unit: UnitOfWork, asset: Asset, month: string): Promise<void> {
  const history = (await historiesOf(unit.manager, [asset.id])).get(asset.id)
  const late = history?.charges.filter((charge) => charge.kind === 'charge' && charge.month >= month) ?? []
  const reversed = new Set(history?.charges.filter(({ kind }) => kind === 'reversal').map((each) => each.month))
  const open = late.filter((charge) => !reversed.has(charge.month))
  await unit.appendMany(
    DepreciationEntry,
    open.map(({ assetId, month: of, amountCents }) => ({
      assetId,
      month: of,
      kind: 'reversal' as const,
      amountCents: -amountCents,
      runId: null,
      at: unit.now
    }))
  )
}

interface Running {
  readonly id: string
  readonly enteredOn: string
  readonly originalCents: number
  readonly book: AssetBook
  readonly phases: readonly Phase[]
}

/** Cards that are depreciated by straight line and still on the book, with their phases and books. */
async function runningCards(manager: EntityManager, month: string): Promise<readonly Running[]> {
  const cards = await manager
    .createQueryBuilder(Asset, 'a')
    .select(['a.id', 'a.enteredOn', 'a.originalCents'])
    .where('a.lifeMonths IS NOT NULL AND a.unsettled = :no AND a.state <> :gone', { no: false, gone: 'gone' })
    .andWhere('a.enteredOn < :after', { after: `${monthAfter(month)}-01` })
    .orderBy('a.id', 'ASC')
    .getMany()
  const books = new Map(
    (await manager.find(AssetBook, { where: { depreciation: 'running' } })).map((book) => [book.id, book])
  )
  const phases = groupsOf(
    await manager.find(AssetPhase, {
      order: { id: 'ASC' },
      select: { id: true, assetId: true, fromMonth: true, baseCents: true, months: true }
    }),
    ({ assetId }) => assetId
  )
  return cards.flatMap(({ id, enteredOn, originalCents }) => {
    const book = books.get(id)
    return book ? [{ id, enteredOn, originalCents, book, phases: phases.get(id) ?? [] }] : []
  })
}

export interface MonthCharges {
  readonly charges: readonly Charge[]
  readonly books: readonly AssetBook[]
  /** Cards concerned. */
  readonly assets: number
  readonly amountCents: number
}

/** What a month's run takes of the whole ledger: the month itself, and earlier months nobody took. */
export async function monthCharges(
  manager: EntityManager,
  month: string,
  rest: Pick<Charge, 'runId' | 'at'>
): Promise<MonthCharges> {
  const charges: Charge[] = []
  const books: AssetBook[] = []
  let amountCents = 0
  for (const { id, enteredOn, originalCents, book, phases } of await runningCards(manager, month)) {
    const due = dueCharges({ id, enteredOn }, phases, book.chargedUntil, month, rest)
    if (due.length === 0) continue
    charges.push(...due)
    const sum = due.reduce((total, each) => total + each.amountCents, 0)
    amountCents += sum
    const accumulatedCents = book.accumulatedCents + sum
    const taken = due.at(-1)?.month ?? month
    const phase = phases.at(-1)
    const netCents = originalCents - accumulatedCents
    books.push({
      id,
      accumulatedCents,
      netCents,
      monthsTaken: book.monthsTaken + due.length,
      chargedUntil: taken,
      monthlyCents: phase && netCents > 0 ? monthlyOf(phase) : 0,
      depreciation: netCents > 0 ? 'running' : 'finished'
    })
  }
  return { charges, books, assets: books.length, amountCents }
}
