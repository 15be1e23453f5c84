import type { AssetInput } from '../../../contract/assets'
import { invalid } from '../../../kernel/fault'
import { sameKey } from '../../../kernel/sameness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { House } from '../../../office/house'
import { countEntered, entryRule, lineOf } from '../acceptance/entered'
import { classTable } from '../classes/classTable'
import { shares } from '../depreciation/schedule'
import { type Asset, AssetAcceptance } from '../entities'
import { AST_05, AST_06, AST_17 } from '../rules/entering'
import { cardRules, filledCard, keptCard, wholeLife, writeCards, type NewCard } from './make'
import { nextAssetNumbers } from './numbers'
import { serialHolders } from './same'

export interface EnterCards extends AssetInput {
  readonly acceptanceId: string
  readonly line: number
  readonly separate: boolean
  readonly serials: readonly string[]
}

/**
 * Makes cards for accepted things, one for each or one for all of a kind; only what was accepted gets a card (AST-05,
 * AST-06, AST-17).
 */
export async function enterCards(unit: UnitOfWork, house: House, input: EnterCards): Promise<readonly Asset[]> {
  const acceptance = await unit.load(AssetAcceptance, input.acceptanceId, '验收单')
  const accepted = lineOf(acceptance, input.line)
  const typed = keptCard(input)
  const card = filledCard(await classTable(house.resources), {
    ...typed,
    enteredOn: typed.enteredOn ?? unit.today,
    acquiredOn: acceptance.acquiredOn,
    way: acceptance.way
  })
  const serials = input.serials.length > 0 ? input.serials : card.quantity === accepted.quantity ? accepted.serials : []
  if (typed.number !== null && input.separate && card.quantity > 1)
    throw invalid([{ path: 'number', message: '一物一卡建多张卡时编号由系统连续编，不要填编号' }])
  unit.judge(
    await entryRule(unit, acceptance, {
      index: input.line,
      quantity: card.quantity,
      name: card.name,
      cents: card.originalCents,
      unitId: card.unitId
    }),
    AST_05.on({
      of: 'acceptance',
      bought: true,
      officeSigned: true,
      applicantSigned: true,
      papers: [],
      lines: [{ name: card.name, quantity: card.quantity, serials: serials.length }]
    }),
    AST_17.on({
      acquiredOn: card.acquiredOn,
      enteredOn: card.enteredOn,
      dueOn: acceptance.entryDueOn,
      today: unit.today
    }),
    ...(await cardRules(unit, house, card, typed.number)),
    ...(await serialRules(unit, card, serials))
  )
  const assets = await writeCards(
    unit,
    (await apart(unit, card, typed.number, input.separate, serials)).map((each) => ({
      card: each,
      origin: { acceptanceId: acceptance.id, originId: null, sourceNumber: acceptance.number },
      phase: wholeLife(each)
    }))
  )
  await countEntered(unit, acceptance, { index: input.line, quantity: card.quantity }, 'card')
  const [first] = assets
  if (first) unit.about({ type: 'asset', id: first.id, number: first.number })
  return assets
}

/** Every serial belongs to one card. */
async function serialRules(
  unit: UnitOfWork,
  card: { readonly name: string; readonly userId: string | null; readonly keeperId: string | null },
  serials: readonly string[]
) {
  const keys = serials.map(sameKey)
  const twice = serials.find((_, index) => keys.indexOf(keys[index] ?? '') !== index)
  if (twice) throw invalid([{ path: 'serials', message: `序列号${twice}重复` }])
  const holders = await serialHolders(unit.manager, serials)
  return keys.flatMap((key) => {
    const takenBy = holders.get(key)
    if (!takenBy) return []
    return [
      AST_06.on({
        name: card.name,
        user: card.userId,
        keeper: card.keeperId,
        numberTakenBy: undefined,
        serialTakenBy: takenBy,
        videoConference: false,
        unitName: ''
      })
    ]
  })
}

/** One card for all, or one for each with its own number, serial and share of the value. */
async function apart(
  unit: UnitOfWork,
  card: ReturnType<typeof filledCard>,
  number: string | null,
  separate: boolean,
  serials: readonly string[]
): Promise<readonly NewCard[]> {
  const count = separate ? card.quantity : 1
  const pattern = AST_06.values(unit.book).codePattern
  const numbers =
    number === null
      ? await nextAssetNumbers(unit.manager, pattern, { year: unit.today.slice(0, 4), category: card.category, count })
      : [number]
  const values = shares(
    card.originalCents,
    numbers.map(() => 1)
  )
  return numbers.map((each, index) => ({
    ...card,
    number: each,
    quantity: separate ? 1 : card.quantity,
    originalCents: values[index] ?? 0,
    serial: separate
      ? (serials[index] ?? (count === 1 ? card.serial : null))
      : (card.serial ?? (serials.join('、') || null))
  }))
}
