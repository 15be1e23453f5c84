import { asset as record, type AssetInput, type StandardKind } from '../../../contract/assets'
import { keptOf, type KeptOf } from '../../../contract/record'
import { groupsOf } from '../../../kernel/groups'
import type { Application } from '../../../kernel/rules/rule'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import { classTable, type AssetClass, type ClassTable } from '../classes/classTable'
import { notClosed } from '../depreciation/charge'
import { Asset, AssetBook, AssetEntry, AssetPhase } from '../entities'
import { AST_01, AST_02 } from '../rules/acquiring'
import { AST_06 } from '../rules/entering'
import { AST_12 } from '../rules/leaving'
import { AST_15 } from '../rules/liability'
import { AST_18 } from '../rules/depreciation'
import { assetKey, bookOf, entryOf, type CardChange } from './book'
import { inNameOf } from '../../../office/approvals/parties'
import { cardNumbered, serialTakenBy } from './same'

/** Which standard per room counts a thing, by its name (BC-31 第四条). A laptop is a PC. */
export function standardKindOf(name: string): StandardKind {
  if (/打印机|一体机/.test(name)) return 'printer'
  if (/复印/.test(name)) return 'copier'
  if (/传真/.test(name)) return 'fax'
  return /计算机|电脑|微机|笔记本/.test(name) && !/服务器/.test(name) ? 'computer' : 'none'
}

/** The unit a thing is counted in, by its name; 件 where the name does not say. */
export function measureOf(name: string): string {
  const [, measure = '件'] = measures.find(([words]) => words.test(name)) ?? []
  return measure
}
const measures: readonly (readonly [RegExp, string])[] = [
  [/桌(?!面)|沙发|床/, '张'],
  [/椅|凳/, '把'],
  [/柜|架/, '个'],
  [/汽车|轿车|车辆|客车|货车|皮卡/, '辆'],
  [/服|手套/, '套'],
  [/机|仪|器|空调|计算机|电脑|微机|电视|冰箱/, '台']
]

type Typed = KeptOf<typeof record.fields>
/** What a card may leave to be filled in. */
type Open = 'number' | Exclude<Filled, 'classCode' | 'lifeMonths'>
/** Typed values of a card; what may be left out is null. */
export type Kept = Omit<Typed, Open> & { [Name in Open]: Typed[Name] | null }

/** Typed values of a card with what was left out filled in: class proposed by name, its category and least years. */
export function filledCard(table: ClassTable, typed: Kept): FilledCard {
  const proposed = typed.classCode === null && typed.classScheme === null ? table.proposed(typed.name) : undefined
  const classCode = typed.classCode ?? proposed?.code ?? null
  const known = classCode === null ? undefined : table.classes.get(classCode)
  const classScheme =
    typed.classScheme ?? (classCode === null ? 'none' : known ? '2022' : table.old.has(classCode) ? '2013' : '2022')
  const ofClass = classScheme === '2022' ? known : undefined
  const years = leastYears(ofClass)
  const nominal = typed.valueKind === 'nominal'
  const lifeMonths = typed.lifeMonths ?? (years === undefined || nominal ? null : years * 12)
  return {
    ...typed,
    classCode,
    classScheme,
    category: typed.category ?? ofClass?.category ?? 'other',
    measure: typed.measure ?? measureOf(typed.name),
    valueKind: typed.valueKind ?? 'original',
    way: typed.way ?? 'purchase',
    enteredOn: typed.enteredOn ?? typed.acquiredOn,
    lifeMonths,
    minimumYears: typed.minimumYears ?? (lifeMonths === null ? (years ?? 0) : Math.ceil(lifeMonths / 12)),
    funding: typed.funding ?? 'budget',
    equipmentKind: typed.equipmentKind ?? 'none',
    standardKind: typed.standardKind ?? standardKindOf(typed.name),
    classified: typed.classified ?? false,
    largeBatch: typed.largeBatch ?? false
  }
}

const leastYears = (of: AssetClass | undefined): number | undefined => (of?.years === 'none' ? undefined : of?.years)

/** A card's own facts, none of them open any more. */
export type FilledCard = Omit<Kept, Filled> & Pick<Asset, Filled>
type Filled =
  | 'classCode'
  | 'classScheme'
  | 'category'
  | 'measure'
  | 'valueKind'
  | 'way'
  | 'enteredOn'
  | 'lifeMonths'
  | 'minimumYears'
  | 'funding'
  | 'equipmentKind'
  | 'standardKind'
  | 'classified'
  | 'largeBatch'

/** AST-02 bound to what the tables say of a code. */
export function classRule(
  table: ClassTable,
  { category, classCode, classScheme }: Pick<FilledCard, 'category' | 'classCode' | 'classScheme'>
): Application {
  return AST_02.on({
    category,
    code: classCode,
    scheme: classScheme,
    known: classScheme === '2022' && classCode !== null ? table.classes.get(classCode) : undefined,
    old: classCode === null ? undefined : table.old.get(classCode)
  })
}

/** The rules any new card meets, bound to its facts. `number` where the bureau gives one of its own. */
export async function cardRules(
  unit: UnitOfWork,
  house: House,
  card: FilledCard,
  number: string | null
): Promise<readonly Application[]> {
  const table = await classTable(house.resources)
  const { name: unitName } = await unit.load(Unit, card.unitId, '使用部门')
  const user = card.userId ? await unit.load(Person, card.userId, '使用人') : null
  const keeper = card.keeperId ? await unit.load(Person, card.keeperId, '保管人') : null
  const known = card.classCode === null ? undefined : table.classes.get(card.classCode)
  const unitPriceCents = Math.floor(card.originalCents / Math.max(1, card.quantity))
  return [
    AST_01.on({
      of: 'card',
      name: card.name,
      unitPriceCents,
      lifeMonths: card.lifeMonths,
      largeBatch: card.largeBatch
    }),
    classRule(table, card),
    AST_06.on({
      name: card.name,
      user: user?.name ?? null,
      keeper: keeper?.name ?? null,
      numberTakenBy: number === null ? undefined : (await cardNumbered(unit.manager, number))?.name,
      serialTakenBy: await serialTakenBy(unit.manager, card.serial),
      videoConference: card.name.includes('视频会议'),
      unitName
    }),
    ...(keeper ? [inNameOf(keeper, 'keep', 'keeperId')] : []),
    ...(user ? [inNameOf(user, 'use', 'userId')] : []),
    AST_15.on(card),
    AST_12.on({
      of: 'minimum',
      name: card.name,
      typed: card.minimumYears,
      ofClass: Math.max(leastYears(known) ?? 0, Math.ceil((card.lifeMonths ?? 0) / 12))
    }),
    AST_18.on({
      of: 'life',
      lifeMonths: card.lifeMonths,
      years: card.classScheme === '2022' ? known?.years : undefined,
      nominal: card.valueKind === 'nominal',
      name: card.name
    }),
    await notClosed(unit, card.enteredOn, '入账')
  ]
}

/** A card about to be written. */
export interface NewCard extends FilledCard {
  readonly number: string
}

/** Where a new card comes from. */
export interface Origin extends Partial<
  Pick<Asset, 'acceptanceId' | 'originId' | 'opening' | 'openingCents' | 'openingMonth' | 'unsettled' | 'state'>
> {
  readonly sourceNumber?: string | null
  readonly reason?: string | null
}

/** The row of a new card. */
export function cardRow({ number, ...card }: NewCard, origin: Origin = {}): Omit<Asset, 'id' | 'version'> {
  return {
    ...card,
    number,
    state: origin.state ?? 'inUse',
    labelledOn: null,
    opening: origin.opening ?? false,
    openingCents: origin.openingCents ?? null,
    openingMonth: origin.openingMonth ?? null,
    unsettled: origin.unsettled ?? false,
    acceptanceId: origin.acceptanceId ?? null,
    originId: origin.originId ?? null,
    exitedOn: null,
    exitKind: null,
    exitNumber: null,
    searchKey: assetKey({ ...card, number })
  }
}

/** The entry a new card begins with. */
export const firstEntry = (asset: Asset, origin: Origin): CardChange => ({
  kind: 'entered',
  day: asset.enteredOn,
  quantityDelta: asset.quantity,
  originalDelta: asset.originalCents,
  accumulatedDelta: asset.openingCents ?? 0,
  custody: { unitId: asset.unitId, userId: asset.userId, keeperId: asset.keeperId, place: asset.place },
  change: origin.opening ? '期初入账' : '建卡入账',
  patch: { state: asset.state },
  reason: origin.reason ?? null,
  sourceNumber: origin.sourceNumber ?? null
})

/** A phase a new card begins with: the whole value over its life from the month of entry, or what the caller says. */
export interface FirstPhase {
  readonly fromMonth: string
  readonly baseCents: number
  readonly months: number
}

/** The whole value over the whole life from the month of entry on; nothing where nothing is depreciated. */
export const wholeLife = ({ enteredOn, originalCents, lifeMonths }: FilledCard): FirstPhase | undefined =>
  lifeMonths === null ? undefined : { fromMonth: enteredOn.slice(0, 7), baseCents: originalCents, months: lifeMonths }

/** A card about to be written, with where it comes from and how it is spread. */
export interface PlannedCard {
  readonly card: NewCard
  readonly origin: Origin
  readonly phase: FirstPhase | undefined
}

/**
 * Writes cards with their first entry, phase and book, in parts; the same for one card and for an import of thousands.
 */
export async function writeCards(unit: UnitOfWork, cards: Iterable<PlannedCard>): Promise<readonly Asset[]> {
  const plans = [...cards]
  const assets = await unit.insertMany(
    Asset,
    plans.map(({ card, origin }) => cardRow(card, origin))
  )
  const entries = await unit.appendMany(
    AssetEntry,
    assets.map((asset, index) => entryOf(unit, asset.id, firstEntry(asset, plans[index]?.origin ?? {})))
  )
  const phases = await unit.appendMany(
    AssetPhase,
    assets.flatMap(({ id }, index) => {
      const phase = plans[index]?.phase
      return phase && phase.baseCents > 0 && phase.months > 0 ? [{ assetId: id, ...phase }] : []
    })
  )
  const byAsset = groupsOf(phases, ({ assetId }) => assetId)
  await unit.deriveMany(
    AssetBook,
    assets.map((asset, index) => {
      const first = entries[index]
      return bookOf(asset, { phases: byAsset.get(asset.id) ?? [], charges: [], entries: first ? [first] : [] })
    })
  )
  return assets
}

/** What an input says of a card, as it is kept. */
export const keptCard = (input: AssetInput): Kept => keptOf(record, input)
