import { instantAt } from '../../../kernel/instant'
import { addDays, addMonths } from '../../../kernel/localDate'
import { wholeQuantity } from '../../../kernel/quantity'
import { Scrap } from '../entities/stock'
import { disposeScrap, submitScrap } from '../scrap/acts'
import { openStock, transferIn } from '../stock/receive'
import { enterStoreroom } from '../stock/storeroom'
import type { DemoStoreroom } from './acting'

const openingStock: readonly (readonly [item: string, count: number, yuan: number])[] = [
  ['中性笔芯', 110, 0.8],
  ['中性笔', 120, 2.5],
  ['复印纸', 30, 22],
  ['文件盒', 40, 9.5],
  ['笔记本', 40, 6],
  ['订书钉', 27, 2.2],
  ['计算器', 6, 48],
  ['硒鼓', 10, 165],
  ['鼠标', 8, 39],
  ['键盘', 5, 58],
  ['电水壶', 4, 89],
  ['抽纸', 18, 18],
  ['一次性纸杯', 18, 6.5],
  ['毛巾', 30, 9.9],
  ['香皂', 28, 4.5],
  ['垃圾袋', 30, 5]
]

/** The opening stock, goods another unit handed over, what was scrapped, and who came into the storeroom. */
export function demoStock(store: DemoStoreroom): readonly (() => Promise<void>)[] {
  return [
    () => opening(store),
    () => transferred(store),
    () => scrapped(store),
    () => scrapPending(store),
    () => visitors(store)
  ]
}

async function opening(store: DemoStoreroom): Promise<void> {
  await store.diary.later(50)
  const lines = openingStock.map(([name, count, yuan]) => ({
    itemId: store.item(name),
    quantity: wholeQuantity(count),
    valueCents: Math.round(count * yuan * 100)
  }))
  await store.as(store.keeper, '期初入库', (unit) => openStock(unit, lines, '启用台账时盘点结转'))
}

async function transferred(store: DemoStoreroom): Promise<void> {
  const { diary } = store
  await diary.reach(instantAt(diary.workday(addDays(addMonths(diary.today, -5), 6)), '14:50'))
  await store.as(store.keeper, '调入', (unit) =>
    transferIn(
      unit,
      [{ itemId: store.item('复印纸'), quantity: wholeQuantity(5), valueCents: 10_500 }],
      '环境卫生管理所移交',
      null
    )
  )
}

/** Spoilt cups with an old mouse that was handed in for a new one; the cups are gone. */
async function scrapped(store: DemoStoreroom): Promise<void> {
  const { diary, house } = store
  const { read } = house.database
  await diary.reach(diary.ago(12, '14:30'))
  const kept = await read.findOneBy(Scrap, { state: 'kept' })
  const stock = [{ itemId: store.item('一次性纸杯'), quantity: wholeQuantity(2), reason: '受潮变形，不能使用' }]
  const { approvalId } = await store.as(store.keeper, '报废报批', (unit) =>
    submitScrap(unit, house, { stock, keptIds: kept ? [kept.id] : [] })
  )
  await store.decide(approvalId, { opinion: '同意报废' })
  await diary.workdays(1, '16:10')
  const entry = await read.findOneByOrFail(Scrap, { approvalId, source: 'stock' })
  await store.as(store.finance, '登记报废处置', (unit) =>
    disposeScrap(unit, { id: entry.id, version: entry.version, disposal: '交废品回收站' })
  )
}

async function scrapPending(store: DemoStoreroom): Promise<void> {
  const { diary, house } = store
  await diary.reach(diary.ago(2, '15:40'))
  await store.as(store.keeper, '报废报批', (unit) =>
    submitScrap(unit, house, {
      stock: [{ itemId: store.item('垃圾袋'), quantity: wholeQuantity(1), reason: '鼠咬破损' }],
      keptIds: []
    })
  )
}

async function visitors(store: DemoStoreroom): Promise<void> {
  const { diary, keeper } = store
  await diary.reach(diary.ago(1, '10:25'))
  const stay = { at: diary.ago(1, '10:05'), leftAt: diary.ago(1, '10:20') }
  const guest = await store.holder('claimant', '执法大队')
  await store.as(keeper, '仓库出入登记', (unit) =>
    enterStoreroom(unit, { personId: guest, purpose: '当面点清领用物品', ...stay })
  )
  await diary.reach(diary.at(0, '08:40'))
  await store.as(keeper, '仓库出入登记', (unit) =>
    enterStoreroom(unit, { visitor: '消防检查人员', purpose: '仓库消防检查' })
  )
}
