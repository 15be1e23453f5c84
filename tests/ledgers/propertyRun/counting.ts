import { In } from 'typeorm'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { Stocktake, StocktakeLine } from '@main/ledgers/supplies/entities/stock'
import {
  countFirst,
  countSecond,
  explain,
  openStocktake,
  submitStocktake,
  type Count
} from '@main/ledgers/supplies/stocktake/count'
import { needsRecount } from '@main/ledgers/supplies/stocktake/figures'
import { Approval } from '@main/office/approvals/entities'
import { resubmit } from '@main/office/approvals/service'
import { Person } from '@main/office/entities'
import { acting } from '../../support/people'
import type { TestHouse } from '../../support/house'
import { actingIn } from '../../support/supplies'
import { chosen, somebody, type Act, type Chance } from './acts'
import type { RunCast } from './cast'
import { inService } from './castNow'

interface Going {
  readonly house: TestHouse
  readonly cast: RunCast
  readonly chance: Chance
  readonly stocktake: Stocktake
  readonly lines: readonly StocktakeLine[]
}

const others = async (house: TestHouse, not: readonly (string | null)[]) =>
  (await inService(house)).filter(({ id, kind }) => kind === 'permanent' && !not.includes(id))

const personOf = (house: TestHouse, id: string | null) => house.database.read.findOneByOrFail(Person, { id: id ?? '' })

/** What lies on the shelf as the counter finds it: now and then one less or one more than the book says. */
async function found({ house, chance }: Going, line: StocktakeLine): Promise<number> {
  const { quantity } = await house.database.read.findOneByOrFail(SupplyBalance, { itemId: line.itemId })
  const off = chance.amount % 3 === 0 ? 0 : line.lineNumber % 2 === 0 ? 1_000 : -1_000
  return Math.max(0, quantity + off)
}

/** The first count, by one person to its end; or by whoever only watches. */
async function first(going: Going) {
  const { house, cast, chance, stocktake, lines } = going
  const { id, version, counterId, witnessId } = stocktake
  const lawful = counterId === null ? cast.store.keeper : await personOf(house, counterId)
  const by = chance.lawful ? lawful : chance.amount % 2 === 0 ? cast.bureau.temp : await personOf(house, witnessId)
  const counts: Count[] = []
  for (const line of lines) counts.push({ lineId: line.id, quantity: await found(going, line) })
  return actingIn(house, by, (unit) => countFirst(unit, id, version, counts))
}

/** What differed is counted again by another; or by the same. */
async function second(going: Going) {
  const { house, chance, stocktake, lines } = going
  const { id, version, counterId, witnessId } = stocktake
  const another = chosen(await others(house, [counterId, witnessId]), chance.who)
  const by = chance.lawful ? another : await personOf(house, chance.amount % 2 === 0 ? counterId : witnessId)
  const counts: Count[] = []
  for (const line of lines.filter(needsRecount))
    counts.push({ lineId: line.id, quantity: chance.who % 4 === 0 ? await found(going, line) : (line.firstCount ?? 0) })
  return actingIn(house, by, (unit) => countSecond(unit, id, version, counts))
}

/** The result is explained and handed in; or handed in without a word. */
async function reported({ house, cast, chance, stocktake, lines }: Going) {
  const { keeper } = cast.store
  const reasons = lines
    .filter(needsRecount)
    .map(({ id: lineId }) => ({ lineId, reason: '收发漏记', handling: '报批后调整' }))
  const told = { id: stocktake.id, version: stocktake.version, lines: reasons, conclusion: '账实差异已查明' }
  const { version } = chance.lawful ? await actingIn(house, keeper, (unit) => explain(unit, told)) : stocktake
  return actingIn(house, keeper, (unit) => submitStocktake(unit, house, stocktake.id, version))
}

async function handedInAgain({ house, cast, chance, stocktake }: Going) {
  const approval = await house.database.read.findOneByOrFail(Approval, { id: stocktake.approvalId ?? '' })
  const by = chance.lawful ? { id: approval.applicantId } : somebody(cast, chance)
  const actor = await acting(house, by)
  return house.database.write({ chain: 'supplies', act: '重新提交', actor }, (unit) =>
    resubmit(unit, house, approval.id, approval.version, '已补充说明')
  )
}

const steps: Readonly<Record<string, (going: Going) => Promise<unknown>>> = {
  counting: first,
  recounting: second,
  explaining: reported,
  returned: handedInAgain
}

/** A stocktake of the whole store, step by step; each step may be lawful or not, as chance has it. */
export const counting: Readonly<Record<string, Act>> = {
  盘点: async (house, cast, chance) => {
    const { read } = house.database
    const [stocktake] = await read.find(Stocktake, { where: { state: In(Object.keys(steps)) }, order: { id: 'DESC' } })
    if (stocktake) {
      const where = { stocktakeId: stocktake.id }
      const lines = await read.find(StocktakeLine, { where, order: { lineNumber: 'ASC' } })
      return steps[stocktake.state]?.({ house, cast, chance, stocktake, lines })
    }
    // Also somebody who has left in the meantime.
    const watchers = chance.amount % 4 === 0 ? cast.people : await others(house, [cast.store.keeper.id])
    const witnessId = chance.lawful ? chosen(watchers, chance.who).id : cast.bureau.temp.id
    return actingIn(house, cast.store.keeper, (unit) =>
      openStocktake(unit, { scope: 'all', blind: chance.pick % 2 === 0, witnessId })
    )
  }
}
