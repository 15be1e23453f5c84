import { In } from 'typeorm'
import { assetStocktake as record, equipmentPosts, officePosts, type StocktakeDuty } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import type { HeldPost } from '../../../kernel/actor'
import { invalid } from '../../../kernel/fault'
import type { RuleBook } from '../../../kernel/rules/rule'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { postsOn } from '../../../office/actors'
import { Person } from '../../../office/entities'
import { rosterOf } from '../../../office/people/roster'
import { AssetStocktake, CountBook, CountMark } from '../entities'
import { AST_14, dutiesOf, type CountDuty } from '../rules/counting'
import { cardsIn } from './scope'

/** The duties of a year under the bureau's settings. */
export const dutiesUnder = (book: RuleBook, year: number): readonly CountDuty[] => dutiesOf(year, AST_14.values(book))

/** The period a duty has on a day; absent where it has none then. */
export const periodOf = (book: RuleBook, duty: StocktakeDuty, day: string): CountDuty | undefined =>
  dutiesUnder(book, Number(day.slice(0, 4))).find((each) => each.duty === duty && each.from <= day && each.to >= day)

/** The period of a duty by its name, e.g. 2026-Q4. */
export const periodNamed = (book: RuleBook, duty: StocktakeDuty, period: string): CountDuty | undefined =>
  /^[12]\d{3}-/.test(period)
    ? dutiesUnder(book, Number(period.slice(0, 4))).find((each) => each.duty === duty && each.period === period)
    : undefined

export type OpenInput = InputOf<typeof record> & { readonly counterIds: readonly string[] }

/**
 * Opens a stocktake: the book of its scope is frozen as of today. For a duty it counts for the period of today, or
 * makes up for an earlier one that is named (AST-14).
 */
export async function openStocktake(unit: UnitOfWork, input: OpenInput): Promise<AssetStocktake> {
  const { duty, scope, scopeUnitId, scopePlace, scopeCategory, period: named } = keptOf(record, input)
  const needed = { unit: scopeUnitId, place: scopePlace, category: scopeCategory, all: '', equipment: '' }[scope]
  if (needed === null) throw invalid([{ path: 'scope', message: '请写明要盘的单位、地点或类别' }])
  const counterIds = [...new Set(input.counterIds)]
  const held: (readonly HeldPost[])[] = []
  for (const id of counterIds) {
    const person = await unit.load(Person, id, '盘点人')
    if (person.kind === 'temporary' || person.kind === 'outsider')
      throw invalid([{ path: 'counterIds', message: `${person.name}不是正式职工，不能盘点` }])
    held.push(await postsOn(unit.manager, id, unit.today))
  }
  const counted = (posts: typeof officePosts) => held.some((own) => own.some(({ post }) => posts.includes(post)))
  const cards = await cardsIn(unit.manager, { scope, scopeUnitId, scopePlace, scopeCategory })
  const period = named === '' ? periodOf(unit.book, duty, unit.today) : periodNamed(unit.book, duty, named)
  unit.judge(
    AST_14.on({
      of: 'open',
      duty,
      named,
      period,
      today: unit.today,
      doneBy: period && (await doneBy(unit, period, scopeUnitId)),
      scope,
      unitChosen: scopeUnitId !== null,
      office: counted(officePosts),
      finance: counted(equipmentPosts),
      things: cards.length
    })
  )
  const roster = await rosterOf(unit.manager)
  const stocktake = await unit.insert(AssetStocktake, {
    duty,
    scope,
    scopeUnitId,
    scopePlace,
    scopeCategory,
    number: await unit.nextNumber('GK'),
    period: period?.period ?? '',
    baseDay: unit.today,
    openedById: unit.actor.personId ?? '',
    counterIds,
    things: cards.length,
    differences: 0,
    explanation: null,
    conclusion: null,
    countedOn: null,
    closedOn: null,
    state: 'counting',
    approvalId: null
  })
  const book = await unit.appendMany(
    CountBook,
    cards.map(({ id, number, name, spec, unitId, userId, place, quantity, originalCents }) => ({
      stocktakeId: stocktake.id,
      assetId: id,
      number,
      name,
      spec,
      unitId,
      unitName: roster.units.get(unitId) ?? '',
      userName: userId === null ? null : (roster.people.get(userId) ?? null),
      place,
      quantity,
      originalCents
    }))
  )
  await unit.deriveMany(
    CountMark,
    book.map(({ id, stocktakeId }) => ({
      id,
      stocktakeId,
      outcome: 'pending' as const,
      foundPlace: null,
      firstById: null,
      secondById: null
    }))
  )
  unit.about({ type: 'assetStocktake', id: stocktake.id, number: stocktake.number })
  return stocktake
}

/** Number of the count that fulfilled a duty already: equipment is counted by each unit. */
async function doneBy(
  { manager }: UnitOfWork,
  { duty, period }: CountDuty,
  scopeUnitId: string | null
): Promise<string | undefined> {
  const done = await manager.findBy(AssetStocktake, { duty, period, state: In(['approved', 'done']) })
  return done.find((each) => duty !== 'equipment' || each.scopeUnitId === scopeUnitId)?.number
}
