import { AssetStocktake, CountBook, CountDifference, type Asset } from '../entities'
import { explainDifferences, settleDifference, submitStocktake, type Explained } from '../stocktake/close'
import { confirmSurplus, finishCounting, handInScans, tickLines } from '../stocktake/count'
import { openStocktake, type OpenInput } from '../stocktake/open'
import type { DemoAssets, Story } from './acting'
import { hangUp } from './cards'
import { foundSurplus } from './getting'

/** The year's counts: everything in the fourth quarter, equipment twice a year, one unit's under way. */
export function demoChecking(demo: DemoAssets): void {
  yearly(demo)
  for (const month of [6, 12]) equipmentCounts(demo, month)
  underWay(demo)
}

/** Cards in these states should be found. */
export const there: readonly Asset['state'][] = ['inUse', 'idle', 'lent', 'repairing', 'missing', 'awaiting']

/** Opens a count on a day. */
function opens(demo: DemoAssets, story: Story, day: string, by: string, count: OpenInput): () => string {
  let id = ''
  story.on(day, '09:00', async () => {
    const made = await demo.as(by, '开始盘点', (unit) => openStocktake(unit, count))
    id = made.id
  })
  return () => id
}

const stocktakeOf = (demo: DemoAssets, id: string) => demo.house.database.read.findOneByOrFail(AssetStocktake, { id })

type Seen = readonly { readonly code: string; readonly place: string }[]

/** Somebody scans what they see. */
async function scans(demo: DemoAssets, by: string, id: string, round: 'first' | 'second', seen: Seen): Promise<void> {
  const of = seen.map(({ code, place }, index) => ({
    code,
    place,
    at: demo.diary.now,
    key: `${demo.diary.now}-${index}`
  }))
  await demo.as(by, '盘点扫码', (unit) => handInScans(unit, { id, round, scans: of }))
}

/** Cards as who counts them at their places sees them. */
export const seenAt = (cards: readonly Pick<Asset, 'number' | 'place'>[]): Seen =>
  cards.map(({ number, place }) => ({ code: number, place: place ?? '' }))

/** A tag that hangs on a cabinet the books do not have. */
const strangeTag = 'XZ-0083'

/** All things counted by office and finance: one missing, one elsewhere, one not in the books, all settled. */
function yearly(demo: DemoAssets): void {
  const { clerk, accountant, house } = demo
  const { read } = house.database
  const story = demo.story()
  const begun = demo.day(demo.monthOfYear(12), 9)
  const day = (days: number) => demo.after(begun, days)
  const id = opens(demo, story, begun, clerk, { duty: 'quarter4', scope: 'all', counterIds: [clerk, accountant] })
  const odd = async () => [(await demo.card('shredder')).number, (await demo.card('cabinet')).number] as const
  story.on(begun, '10:00', async () => {
    const [missing, moved] = await odd()
    const cards = (await demo.book(there)).filter(({ number }) => number !== missing)
    const mine = cards.filter(({ number }) => number !== moved).slice(0, 14)
    await scans(demo, clerk, id(), 'first', [
      ...seenAt(mine),
      { code: moved, place: '档案室' },
      { code: strangeTag, place: '档案室' },
      { code: moved, place: '档案室' }
    ])
  })
  story.on(day(1), '14:40', async () => {
    const [missing, moved] = await odd()
    const cards = (await demo.book(there)).filter(({ number }) => number !== missing && number !== moved)
    await scans(demo, accountant, id(), 'first', seenAt(cards.slice(14)))
  })
  story.on(day(1), '17:00', async () => {
    const { version } = await stocktakeOf(demo, id())
    await demo.as(clerk, '结束清点', (unit) => finishCounting(unit, { id: id(), version }))
  })
  const differences = () => read.find(CountDifference, { where: { stocktakeId: id() }, order: { number: 'ASC' } })
  story.on(day(2), '10:00', async () => {
    const [missing, moved] = await odd()
    await scans(demo, accountant, id(), 'second', [{ code: moved, place: '档案室' }])
    const line = await read.findOneByOrFail(CountBook, { stocktakeId: id(), number: missing })
    const lines = [{ lineId: line.id, outcome: 'missing' as const }]
    await demo.as(accountant, '复盘', (unit) => tickLines(unit, { id: id(), round: 'second', lines }))
    const strange = (await differences()).find(({ number }) => number === strangeTag)
    await demo.as(accountant, '复盘', (unit) => confirmSurplus(unit, strange?.id ?? ''))
  })
  story.on(day(3), '11:00', async () => {
    const said: Readonly<Record<string, Omit<Explained, 'id'>>> = {
      missing: { reason: '搬办公室时放在杂物间，没有登记', proposal: 'found' },
      misplaced: { reason: '人事档案集中存放，柜子随之搬动', proposal: 'move' },
      surplus: { reason: '原站所移交时没有登记', proposal: 'card' }
    }
    const explained = (await differences()).flatMap(({ id: of, outcome }) => {
      const words = said[outcome]
      return words ? [{ id: of, ...words }] : []
    })
    await demo.as(clerk, '说明盘点差异', (unit) => explainDifferences(unit, { id: id(), differences: explained }))
  })
  story.on(day(3), '16:00', async () => {
    const { version } = await stocktakeOf(demo, id())
    await demo.as(clerk, '提交盘点结果', (unit) =>
      submitStocktake(unit, house, {
        id: id(),
        version,
        explanation: '一件没有找到，一件搬动未登记，一件账上没有，原因已逐件查明',
        conclusion: '账实基本相符'
      })
    )
  })
  let approvalId: string | null = null
  story.on(day(4), '09:00', async () => (approvalId = (await stocktakeOf(demo, id())).approvalId))
  story.decided([day(4), day(5), day(6)], () => approvalId)
  const settles = (on: string, outcome: CountDifference['outcome'], note: () => Promise<string | undefined>) =>
    story.on(on, '10:30', async () => {
      const difference = (await differences()).find((each) => each.outcome === outcome)
      const said = await note()
      await demo.as(clerk, '处理盘点差异', (unit) =>
        settleDifference(unit, { id: id(), differenceId: difference?.id ?? '', note: said })
      )
    })
  settles(day(7), 'misplaced', () => Promise.resolve(undefined))
  settles(day(7), 'missing', () => Promise.resolve('在杂物间找到，已搬回205室'))
  foundSurplus(demo, story, day(8))
  settles(day(10), 'surplus', async () => (await demo.card('surplus')).number)
  story.on(day(11), '15:10', () => hangUp(demo, 'surplus'))
}

/** Each unit counts its equipment within the month; everything is there. */
function equipmentCounts(demo: DemoAssets, month: number): void {
  for (const [index, [unitName, counter]] of (
    [
      ['财务审计装备股', '蒋明珠'],
      ['执法大队', '向北辰'],
      ['一中队', '彭一帆'],
      ['二中队', '柯玉书']
    ] as const
  ).entries()) {
    const story = demo.story()
    const by = demo.person(counter)
    const day = demo.day(demo.monthOfYear(month), 14 + index)
    const scopeUnitId = demo.unit(unitName)
    const scope = { duty: 'equipment', scope: 'equipment', scopeUnitId } as const
    const id = opens(demo, story, day, by, { ...scope, counterIds: [by, demo.accountant] })
    story.on(day, '10:30', async () => {
      const own = (await demo.book(there)).filter(
        (card) => card.unitId === scopeUnitId && card.equipmentKind !== 'none'
      )
      await scans(demo, by, id(), 'first', seenAt(own))
    })
    story.on(day, '15:00', async () => {
      const { version } = await stocktakeOf(demo, id())
      await demo.as(by, '结束清点', (unit) => finishCounting(unit, { id: id(), version }))
    })
    story.on(day, '15:30', async () => {
      const { version } = await stocktakeOf(demo, id())
      await demo.as(by, '提交盘点结果', (unit) =>
        submitStocktake(unit, demo.house, { id: id(), version, conclusion: '账实相符' })
      )
    })
  }
}

/** The office's own things are being counted: four scanned, one of them in the corridor. */
function underWay(demo: DemoAssets): void {
  const { clerk, accountant } = demo
  const story = demo.story()
  const scopeUnitId = demo.unit('办公室')
  const id = opens(demo, story, demo.ago(1), clerk, {
    duty: 'none',
    scope: 'unit',
    scopeUnitId,
    counterIds: [clerk, accountant]
  })
  story.on(demo.ago(1), '10:20', async () => {
    const own = (await demo.book(['inUse'])).filter((card) => card.unitId === scopeUnitId).slice(0, 4)
    await scans(
      demo,
      clerk,
      id(),
      'first',
      seenAt(own).map((seen, index) => (index === 3 ? { ...seen, place: '走廊' } : seen))
    )
  })
}
