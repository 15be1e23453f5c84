import { In, type EntityManager } from 'typeorm'
import { groupsOf } from '../../../kernel/groups'
import type { EntryKind } from '../../../contract/assets'
import { formatDate } from '../../../contract/display'
import { conflict, invalid } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import { rowsWith } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { monthIndex, monthlyOf } from '../depreciation/schedule'
import { Asset, AssetBook, AssetEntry, AssetPhase, DepreciationEntry } from '../entities'

/** The card at the version it was read with. */
export async function assetAt(unit: UnitOfWork, id: string, version: number): Promise<Asset> {
  const asset = await unit.load(Asset, id, '资产')
  if (asset.version !== version) throw conflict('资产')
  return asset
}

/** Cards by id, all of them there, in the order asked for. */
export async function assetsById(unit: UnitOfWork, ids: readonly string[]): Promise<readonly Asset[]> {
  const found: Asset[] = []
  for (const id of new Set(ids)) found.push(await unit.load(Asset, id, '资产'))
  return found
}

/** One change of a card: what its entry says, and what becomes of the card. */
export interface CardChange {
  readonly kind: EntryKind
  readonly change: string
  readonly day?: string
  readonly reason?: string | null
  readonly sourceNumber?: string | null
  readonly quantityDelta?: number
  readonly originalDelta?: number
  readonly accumulatedDelta?: number
  readonly custody?: {
    readonly unitId: string
    readonly userId: string | null
    readonly keeperId: string | null
    readonly place: string | null
  }
  readonly patch?: Partial<Omit<Asset, 'id' | 'version'>>
}

/** The row of an entry as an act writes it. */
export function entryOf(unit: UnitOfWork, assetId: string, change: CardChange): Omit<AssetEntry, 'id'> {
  const { custody } = change
  return {
    assetId,
    at: unit.now,
    day: change.day ?? unit.today,
    kind: change.kind,
    quantityDelta: change.quantityDelta ?? 0,
    originalDelta: change.originalDelta ?? 0,
    accumulatedDelta: change.accumulatedDelta ?? 0,
    unitId: custody?.unitId ?? null,
    userId: custody?.userId ?? null,
    keeperId: custody?.keeperId ?? null,
    place: custody?.place ?? null,
    state: change.patch?.state ?? null,
    change: change.change,
    reason: change.reason ?? null,
    sourceNumber: change.sourceNumber ?? null,
    actorId: unit.actor.personId,
    actorName: unit.actor.name
  }
}

/** Entries a card goes by; what it stood at before them it keeps. */
const leavings: ReadonlySet<EntryKind> = new Set(['exited', 'undone'])

/**
 * Writes an entry and moves the card with it. A card that has gone keeps the figures it went with and comes back by no
 * act. A day before that of the card's last entry is refused: what stood on a day would be told wrongly.
 */
export async function enterChange(unit: UnitOfWork, asset: Asset, change: CardChange): Promise<Asset> {
  if (asset.state === 'gone')
    throw invalid([{ path: 'id', message: `“${asset.name}”（${asset.number}）已下账，不能再办理${change.change}` }])
  if (change.day !== undefined && change.day < unit.today && change.kind !== 'undone')
    await mustFollow(unit, asset, change.day)
  await unit.append(AssetEntry, entryOf(unit, asset.id, change))
  const leaving = leavings.has(change.kind) || change.patch?.state === 'gone'
  return unit.update(
    Asset,
    asset,
    {
      ...(leaving
        ? {}
        : {
            quantity: asset.quantity + (change.quantityDelta ?? 0),
            originalCents: asset.originalCents + (change.originalDelta ?? 0)
          }),
      ...change.custody,
      ...change.patch
    },
    '资产'
  )
}

async function mustFollow(unit: UnitOfWork, { id, name, number }: Asset, day: string): Promise<void> {
  const last = await unit.manager.findOne(AssetEntry, { where: { assetId: id }, order: { day: 'DESC' } })
  if (last && day < last.day)
    throw invalid([
      {
        path: 'day',
        message: `“${name}”（${number}）${formatDate(last.day)}有过变动（${last.change}），日期不能早于那天`
      }
    ])
}

/** What a thing that comes back to its keeper is again: in use or idle, as it was before. */
export async function restingState(manager: EntityManager, assetId: string): Promise<'inUse' | 'idle'> {
  const last = await manager.findOne(AssetEntry, {
    where: { assetId, state: In(['inUse', 'idle']) },
    order: { id: 'DESC' }
  })
  return last?.state === 'idle' ? 'idle' : 'inUse'
}

/** Begins a phase for a card from a month on; none where nothing is left to spread. Cents. */
export async function beginPhase(
  unit: UnitOfWork,
  assetId: string,
  fromMonth: string,
  baseCents: number,
  months: number
): Promise<void> {
  if (baseCents > 0 && months > 0) await unit.append(AssetPhase, { assetId, fromMonth, baseCents, months })
}

/** Everything a card's depreciation rests on. */
export interface CardHistory {
  readonly phases: readonly AssetPhase[]
  readonly charges: readonly DepreciationEntry[]
  readonly entries: readonly AssetEntry[]
}

/** Phases, charges and entries of some cards, in the order they were entered. */
export async function historiesOf(
  manager: EntityManager,
  ids: readonly string[]
): Promise<ReadonlyMap<string, CardHistory>> {
  const order = { order: { id: 'ASC' } } as const
  const phases = groupsOf(await rowsWith(manager, AssetPhase, 'assetId', ids, order), ({ assetId }) => assetId)
  const charges = groupsOf(await rowsWith(manager, DepreciationEntry, 'assetId', ids, order), ({ assetId }) => assetId)
  const entries = groupsOf(await rowsWith(manager, AssetEntry, 'assetId', ids, order), ({ assetId }) => assetId)
  return new Map(
    ids.map((id) => [
      id,
      { phases: phases.get(id) ?? [], charges: charges.get(id) ?? [], entries: entries.get(id) ?? [] }
    ])
  )
}

/** What a card's entries and charges come to. */
export function bookOf(asset: Asset, { phases, charges, entries }: CardHistory): AssetBook {
  // A card that has gone shows what it stood at when it went.
  const standing =
    asset.state === 'gone'
      ? entries.filter(({ kind, originalDelta }) => !leavings.has(kind) && !(kind === 'merged' && originalDelta < 0))
      : entries
  const accumulatedCents =
    standing.reduce((sum, { accumulatedDelta }) => sum + accumulatedDelta, 0) +
    charges.reduce((sum, { amountCents }) => sum + amountCents, 0)
  const taken = charges.reduce((sum, { kind }) => sum + (kind === 'charge' ? 1 : -1), 0)
  const netCents = asset.originalCents - accumulatedCents
  const months = [
    asset.openingMonth,
    ...charges.filter(({ kind }) => kind === 'charge').map(({ month }) => month)
  ].filter((month) => month !== null)
  const chargedUntil = months.reduce<string | null>(
    (last, month) => (last === null || month > last ? month : last),
    null
  )
  const phase = phases.at(-1)
  return {
    id: asset.id,
    accumulatedCents,
    netCents,
    monthsTaken: Math.max(0, taken + openingMonths(asset)),
    chargedUntil,
    monthlyCents: phase && netCents > 0 ? monthlyOf(phase) : 0,
    depreciation:
      asset.lifeMonths === null ? 'none' : asset.unsettled ? 'unsettled' : netCents <= 0 ? 'finished' : 'running'
  }
}

/** Months the old ledger had taken. */
function openingMonths({ openingMonth, enteredOn, lifeMonths }: Asset): number {
  if (openingMonth === null || lifeMonths === null) return 0
  return Math.min(lifeMonths, Math.max(0, monthIndex(openingMonth) - monthIndex(enteredOn.slice(0, 7)) + 1))
}

/** Works the books of some cards out again from their entries. */
export async function deriveBooks(unit: UnitOfWork, assets: readonly Asset[]): Promise<readonly AssetBook[]> {
  const histories = await historiesOf(
    unit.manager,
    assets.map(({ id }) => id)
  )
  const books = assets.map((asset) =>
    bookOf(asset, histories.get(asset.id) ?? { phases: [], charges: [], entries: [] })
  )
  await unit.deriveMany(AssetBook, books)
  return books
}

/** Books by card. */
export const booksOf = async (
  manager: EntityManager,
  ids: readonly string[]
): Promise<ReadonlyMap<string, AssetBook>> =>
  new Map((await rowsWith(manager, AssetBook, 'id', ids)).map((book) => [book.id, book]))

/** The book of one card; an empty one before its first entry. */
export async function bookNow(manager: EntityManager, asset: Asset): Promise<AssetBook> {
  return (
    (await manager.findOneBy(AssetBook, { id: asset.id })) ?? bookOf(asset, { phases: [], charges: [], entries: [] })
  )
}

/** Words a card is searched by. */
export const assetKey = (
  asset: Pick<Asset, 'number' | 'name' | 'spec' | 'brand' | 'serial' | 'place' | 'plate'>,
  ...people: readonly string[]
): string =>
  searchKey(asset.name, asset.number, asset.spec, asset.brand, asset.serial, asset.place, asset.plate, ...people)
