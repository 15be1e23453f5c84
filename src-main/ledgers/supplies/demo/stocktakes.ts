import { instantAt } from '../../../kernel/instant'
import { yearOf } from '../../../kernel/localDate'
import { wholeQuantity } from '../../../kernel/quantity'
import { Stocktake, StocktakeLine } from '../entities/stock'
import { countFirst, countSecond, explain, openStocktake, submitStocktake, type OpenInput } from '../stocktake/count'
import { expectedOf } from '../stocktake/figures'
import type { DemoStoreroom } from './acting'

/** The count at the year's end, one of a part since, and counts in every state today. */
export function demoStocktakes(store: DemoStoreroom): readonly (() => Promise<void>)[] {
  const { diary } = store
  const at = (workdaysAgo: number, time: string) => () => diary.reach(diary.ago(workdaysAgo, time))
  const shelf = (location: string) => ({ scope: 'location', location }) as const
  return [
    () => done(store),
    async () => {
      await at(3, '14:15')()
      await handIn(store, await counted(store, shelf('A-2-2'), 1))
    },
    async () => {
      await at(2, '14:20')()
      await counted(store, shelf('C-2-1'), -1)
    },
    async () => {
      await at(1, '14:25')()
      await firstCount(store, await opened(store, shelf('A-2-1')), -1)
    },
    async () => {
      await at(1, '16:40')()
      await opened(store, shelf('C-1-1'))
    }
  ]
}

/** The count at the end of the last December that is a week gone, where there was stock then, and one of a part. */
async function done(store: DemoStoreroom): Promise<void> {
  const { diary } = store
  const begun = diary.now
  const week = diary.workdaysAgo(5)
  const december = [0, 1]
    .map((years) => diary.workday(`${Number(yearOf(week)) - years}-12-28`))
    .find((day) => day <= week)
  const counts = [
    { scope: 'all', moment: instantAt(december ?? week, '14:00') },
    { scope: 'daily', moment: diary.ago(14, '14:10') }
  ] as const
  // One after the other, whichever came first: the same goods are not counted twice at a time.
  for (const { scope, moment } of counts.toSorted((one, other) => (one.moment < other.moment ? -1 : 1)))
    if (moment > begun) await posted(store, { scope }, () => diary.reach(moment))
}

async function posted(
  store: DemoStoreroom,
  scope: Pick<OpenInput, 'scope' | 'location'>,
  begin: () => Promise<void>
): Promise<void> {
  await begin()
  const { approvalId } = await handIn(store, await counted(store, scope, -1))
  await store.decide(approvalId, { opinion: '同意按盘点结果调整' })
}

async function opened(store: DemoStoreroom, scope: Pick<OpenInput, 'scope' | 'location'>): Promise<string> {
  const made = await store.as(store.keeper, '开始盘点', (unit) =>
    openStocktake(unit, { ...scope, blind: true, witnessId: store.finance })
  )
  return made.id
}

async function handIn(store: DemoStoreroom, id: string): Promise<{ approvalId: string }> {
  const { version } = await store.house.database.read.findOneByOrFail(Stocktake, { id })
  await store.diary.later(20)
  return store.as(store.keeper, '盘点报批', (unit) => submitStocktake(unit, store.house, id, version))
}

/** Counts a scope with the first item off by `off`, has somebody else count it again, and explains it. */
async function counted(
  store: DemoStoreroom,
  scope: Pick<OpenInput, 'scope' | 'location'>,
  off: number
): Promise<string> {
  const { diary, keeper } = store
  const id = await opened(store, scope)
  const lineId = await firstCount(store, id, off)
  await diary.later(30)
  const { read } = store.house.database
  const line = await read.findOneByOrFail(StocktakeLine, { id: lineId })
  const again = await read.findOneByOrFail(Stocktake, { id })
  const count = { lineId, quantity: expectedOf(line) + wholeQuantity(off) }
  const { version } = await store.as(await store.holder('financeHead'), '复盘', (unit) =>
    countSecond(unit, id, again.version, [count])
  )
  await diary.later(25)
  const lines = [{ lineId, reason: '发放时点数有误', handling: '按实盘数调整账面' }]
  await store.as(keeper, '说明盈亏原因', (unit) =>
    explain(unit, { id, version, lines, conclusion: '账实基本相符，个别差异已查明原因' })
  )
  return id
}

/** Counts everything of a stocktake as the book says but the first item there is any of; gives that item's line. */
async function firstCount(store: DemoStoreroom, id: string, off: number): Promise<string> {
  const { read } = store.house.database
  await store.diary.later(35)
  const { version } = await read.findOneByOrFail(Stocktake, { id })
  const lines = await read.find(StocktakeLine, { where: { stocktakeId: id }, order: { lineNumber: 'ASC' } })
  const differing = lines.find((line) => expectedOf(line) > 0)
  if (!differing) throw new Error('nothing to count in the demo bureau')
  const counts = lines.map((line) => ({
    lineId: line.id,
    quantity: expectedOf(line) + (line === differing ? wholeQuantity(off) : 0)
  }))
  await store.as(store.keeper, '初盘', (unit) => countFirst(unit, id, version, counts))
  return differing.id
}
