import { addYears } from '../../../kernel/localDate'
import { wholeQuantity } from '../../../kernel/quantity'
import type { ItemInput } from '../../../contract/supplies/item'
import { proposedGroup } from '../rules/catalogue'
import { createItem } from '../item/acts'
import { createSupplier } from '../supplier/acts'
import type { DemoStoreroom } from './acting'

type DemoItem = Omit<ItemInput, 'refillItemId' | 'safetyStock'> & { readonly safety: number; readonly refill?: string }

const goods: readonly DemoItem[] = [
  { name: '中性笔芯', spec: '0.5mm黑色', measure: '支', category: 'office', location: 'A-1-1', safety: 30 },
  {
    name: '中性笔',
    spec: '0.5mm黑色',
    measure: '支',
    category: 'office',
    location: 'A-1-2',
    safety: 40,
    refill: '中性笔芯'
  },
  { name: '复印纸', spec: 'A4 70g', measure: '包', category: 'office', location: 'B-1-1', safety: 12 },
  { name: '文件盒', spec: '55mm', measure: '个', category: 'office', location: 'A-2-1', safety: 8 },
  { name: '笔记本', spec: 'B5软面', measure: '本', category: 'office', location: 'A-2-2', safety: 10 },
  { name: '订书钉', spec: '24/6', measure: '盒', category: 'office', location: 'A-1-3', safety: 20 },
  { name: '计算器', spec: '12位', measure: '台', category: 'office', location: 'A-3-1', safety: 2 },
  { name: '硒鼓', spec: '适用HP M1136', measure: '支', category: 'office', location: 'C-1-1', safety: 2 },
  { name: '鼠标', spec: 'USB有线', measure: '个', category: 'office', location: 'C-1-2', safety: 3 },
  { name: '键盘', spec: 'USB有线', measure: '个', category: 'office', location: 'C-1-3', safety: 2 },
  { name: '电水壶', spec: '1.7L', measure: '个', category: 'office', location: 'C-2-1', safety: 1 },
  { name: '抽纸', spec: '三层120抽', measure: '提', category: 'daily', location: 'D-1-1', safety: 8 },
  { name: '一次性纸杯', spec: '250ml 50只装', measure: '袋', category: 'daily', location: 'D-1-2', safety: 6 },
  { name: '毛巾', spec: '纯棉34×74cm', measure: '条', category: 'daily', location: 'D-2-1', safety: 10 },
  { name: '香皂', spec: '115g', measure: '块', category: 'daily', location: 'D-2-2', safety: 10 },
  { name: '垃圾袋', spec: '45×50cm', measure: '卷', category: 'daily', location: 'D-1-3', safety: 10 },
  { name: '竹扫帚', spec: '2.2米', measure: '把', category: 'daily', location: 'D-3-1', safety: 0 },
  { name: '劳保手套', spec: '线织', measure: '双', category: 'daily', location: 'D-3-2', safety: 0 },
  { name: '执法文书夹', spec: 'A4', measure: '个', category: 'office', location: 'A-2-3', safety: 0 }
]

/** Enters catalogue and suppliers of the demo bureau. */
export async function demoCatalogue(store: DemoStoreroom): Promise<void> {
  const items = await demoItems(store)
  store.stocked(items, await demoSuppliers(store))
}

/** The demo bureau's catalogue; gives item ids by name. */
async function demoItems(store: DemoStoreroom): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { safety, refill, ...plan } of goods) {
    const input = {
      ...plan,
      goodsGroup: proposedGroup(plan.name),
      safetyStock: wholeQuantity(safety),
      refillItemId: refill ? (ids.get(refill) ?? null) : null
    }
    await store.diary.later(3)
    ids.set(plan.name, (await store.as(store.keeper, '登记用品', (unit) => createItem(unit, input))).id)
  }
  return ids
}

/** Three designated suppliers and one that is not; gives supplier ids by name. */
async function demoSuppliers(store: DemoStoreroom): Promise<ReadonlyMap<string, string>> {
  const { today } = store.diary
  const buyer = await store.holder('buyer')
  const period = { designated: true, designatedFrom: addYears(today, -2), designatedTo: addYears(today, 1) }
  const plans = [
    { name: '云溪县文汇办公用品商行', contact: '刘文汇', phone: '0000-5550101', ...period },
    { name: '云溪县诚达商贸有限公司', contact: '董诚', phone: '0000-5550102', ...period },
    { name: '云溪县益民日用品经营部', contact: '郝益民', phone: '0000-5550103', ...period },
    { name: '城南便民超市', contact: '何老板', phone: '0000-5550104', designated: false }
  ]
  const ids = new Map<string, string>()
  for (const plan of plans) {
    await store.diary.later(4)
    ids.set(plan.name, (await store.as(buyer, '登记供应商', (unit) => createSupplier(unit, plan))).id)
  }
  return ids
}
