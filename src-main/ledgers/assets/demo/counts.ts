import { AssetStocktake, CountDifference } from '../entities'
import { explainDifferences, settleDifference, submitStocktake } from '../stocktake/close'
import { finishCounting, handInScans } from '../stocktake/count'
import { openStocktake } from '../stocktake/open'
import type { DemoAssets, Story } from './acting'
import { seenAt, there } from './checking'

/** Counts of single units whose one difference is being explained, decided on, settled, or was not agreed to. */
export function demoCounts(demo: DemoAssets): void {
  waitingForWords(demo)
  before(demo)
  agreed(demo)
  sentAway(demo)
}

interface Counted {
  readonly unit: string
  /** Whose thing was seen at another place than its card says. */
  readonly key: string
  readonly place: string
}

interface Count {
  readonly id: () => string
  /** Says why the thing is elsewhere and hands the result in. */
  readonly handIn: (day: string, reason: string) => void
  readonly approvalId: () => string | null
}

/** A unit's things counted by the office and counted again by finance; one is not where its card says. */
function counts(demo: DemoAssets, story: Story, day: string, { unit: unitName, key, place }: Counted): Count {
  const { clerk, accountant, house } = demo
  const { read } = house.database
  const scopeUnitId = demo.unit(unitName)
  let id = ''
  let approvalId: string | null = null
  const now = () => read.findOneByOrFail(AssetStocktake, { id })
  story.on(day, '09:20', async () => {
    const count = { duty: 'none', scope: 'unit', scopeUnitId, counterIds: [clerk] } as const
    id = (await demo.as(clerk, '开始盘点', (unit) => openStocktake(unit, count))).id
  })
  const scanned = async (by: string, round: 'first' | 'second', seen: ReturnType<typeof seenAt>) => {
    const scans = seen.map((each, index) => ({ ...each, at: demo.diary.now, key: `${demo.diary.now}-${index}` }))
    await demo.as(by, round === 'first' ? '盘点扫码' : '复盘', (unit) => handInScans(unit, { id, round, scans }))
  }
  story.on(day, '10:00', async () => {
    const { number } = await demo.card(key)
    const own = (await demo.book(there)).filter((card) => card.unitId === scopeUnitId)
    await scanned(
      clerk,
      'first',
      seenAt(own).map((seen) => (seen.code === number ? { ...seen, place } : seen))
    )
  })
  story.on(day, '11:00', async () => {
    const { version } = await now()
    await demo.as(clerk, '结束清点', (unit) => finishCounting(unit, { id, version }))
  })
  story.on(day, '15:00', async () => scanned(accountant, 'second', [{ code: (await demo.card(key)).number, place }]))
  const handIn = (on: string, reason: string) => {
    story.on(on, '09:30', async () => {
      const [difference] = await read.findBy(CountDifference, { stocktakeId: id, outcome: 'misplaced' })
      const differences = [{ id: difference?.id ?? '', reason, proposal: 'move' as const }]
      await demo.as(clerk, '说明盘点差异', (unit) => explainDifferences(unit, { id, differences }))
    })
    story.on(on, '10:00', async () => {
      const { version } = await now()
      const said = { explanation: reason, conclusion: '账实相符，一件存放地与卡片不符' }
      await demo.as(clerk, '提交盘点结果', (unit) => submitStocktake(unit, house, { id, version, ...said }))
      approvalId = (await now()).approvalId
    })
  }
  return { id: () => id, handIn, approvalId: () => approvalId }
}

/** Counted; why the computer stands elsewhere has still to be said. */
function waitingForWords(demo: DemoAssets): void {
  counts(demo, demo.story(), demo.ago(1), { unit: '市政公用股', key: 'pc5', place: '杂物间' })
}

/** Handed in, with the office's opinion. */
function before(demo: DemoAssets): void {
  const story = demo.story()
  const count = counts(demo, story, demo.ago(4), { unit: '执法大队', key: 'laptop', place: '案件审理室' })
  count.handIn(demo.ago(3), '案件集中审理，笔记本电脑固定放案件审理室')
  story.decided([demo.ago(2)], count.approvalId, { steps: 1 })
}

/** Agreed to; the card has not been put right yet. */
function agreed(demo: DemoAssets): void {
  const story = demo.story()
  const count = counts(demo, story, demo.ago(8), { unit: '三中队', key: 'givenAircon', place: '三中队值班室' })
  count.handIn(demo.ago(7), '值班室与办公室对调')
  story.decided([demo.ago(6), demo.ago(5), demo.ago(4)], count.approvalId)
}

/** Not agreed to; counted again the week after, agreed to and put right. */
function sentAway(demo: DemoAssets): void {
  const story = demo.story()
  const counted = { unit: '环境卫生管理所', key: 'newCabinet', place: '所值班室' } as const
  const day = demo.day(10, 6)
  const first = counts(demo, story, day, counted)
  first.handIn(demo.after(day, 1), '值班室借用')
  const objection = '谁借用、何时归还没有写明，重新清点后再报'
  story.decided([demo.after(day, 2)], first.approvalId, { steps: 1, last: 'refuse', objection })
  const again = demo.after(day, 5)
  const second = counts(demo, story, again, counted)
  second.handIn(demo.after(again, 1), '安然经手，值班室长期使用，所档案室不再需要')
  story.decided(
    [2, 3, 4].map((days) => demo.after(again, days)),
    second.approvalId
  )
  story.on(demo.after(again, 5), '10:30', async () => {
    const { read } = demo.house.database
    const [difference] = await read.findBy(CountDifference, { stocktakeId: second.id(), outcome: 'misplaced' })
    await demo.as(demo.clerk, '处理盘点差异', (unit) =>
      settleDifference(unit, { id: second.id(), differenceId: difference?.id ?? '' })
    )
  })
}
