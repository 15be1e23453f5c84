import { formatMoney } from '../../../contract/display'
import { searchKey } from '../../../kernel/searchKey'
import { amountOf } from '../../../kernel/money'
import { importedOf, readOf } from '../../../contract/record'
import { item } from '../../../contract/supplies/item'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../../../office/house'
import { SupplyItem } from '../entities/catalogue'
import { listedAs } from '../rules/catalogue'
import { openStock, type ReceivedLine } from './receive'

/** Goods DK-04 一 三 names as daily goods; everything else is 办公用品. */
const dailyWords = [
  '茶',
  '纸杯',
  '水杯',
  '洗手液',
  '洁厕',
  '卫生纸',
  '抽纸',
  '卷纸',
  '面巾纸',
  '纸巾',
  '垃圾',
  '毛巾',
  '香皂',
  '肥皂',
  '洗衣粉',
  '洗洁精',
  '消毒',
  '拖把',
  '扫把',
  '扫帚',
  '抹布',
  '暖瓶',
  '暖水瓶',
  '水壶',
  '脸盆',
  '手套',
  '口罩',
  '矿泉水',
  '空气清新'
]

/** Whether an item is 日常用品 or 办公用品, guessed from its name. */
export function categoryOf(name: string): SupplyItem['category'] {
  return dailyWords.some((word) => name.includes(word)) ? 'daily' : 'office'
}

const textOf = (row: ImportRow, field: string) => String(row.values[field] ?? '').trim()
const numberOf = (row: ImportRow, field: string) => {
  const value = row.values[field]
  return typeof value === 'number' ? value : null
}
const identity = (row: ImportRow) => [textOf(row, 'name'), textOf(row, 'spec'), measureOf(row)].join('\n')
const measureOf = (row: ImportRow) => textOf(row, 'measure') || '件'

/** The amount the books take over: the file's; quantity × price where it has none. Cents. */
function valueOf(row: ImportRow): number {
  return numberOf(row, 'amount') ?? amountOf(numberOf(row, 'quantity') ?? 0, numberOf(row, 'price') ?? 0)
}

/** Rounded unit prices make amounts differ; beyond 1 yuan and 1 % it is a slip. */
function isOff(stated: number, computed: number): boolean {
  const off = Math.abs(stated - computed)
  return off > 100 && off * 100 > Math.abs(stated)
}

/** The stock list a bureau kept by hand: items for the catalogue and one opening stock-in. */
export const suppliesImport: ImportDefinition = {
  kind: 'supplies',
  name: '办公用品库存台账',
  access: ['suppliesKeeper', 'officeDirector', 'administrator'],
  fields: {
    ...importedOf(item),
    // Books kept by hand often say neither: then the name alone is the item, counted in 件.
    spec: { ...item.fields.spec, required: false },
    measure: { ...item.fields.measure, required: false },
    quantity: {
      label: '库存数量',
      kind: 'quantity',
      required: true,
      total: true,
      synonyms: ['数量', '结存数量', '库存', '现有数量', '期末数量', '结存']
    },
    price: { label: '单价', kind: 'money', synonyms: ['单价(元)', '价格', '参考单价'] },
    amount: { label: '金额', kind: 'money', total: true, synonyms: ['金额(元)', '总价', '合计金额', '库存金额', '结存金额'] }
  },
  sums: { quantity: 'quantity', amountCents: 'amount' },
  check: async ({ manager }, rows) => {
    const existing = new Set((await manager.find(SupplyItem)).map((item) => [item.name, item.spec, item.measure].join('\n')))
    const seen = new Map<string, number>()
    const problems: ImportRowProblem[] = []
    for (const row of rows) {
      const found = (column: string, message: string) => problems.push({ sheet: row.sheet, row: row.row, column, message })
      const quantity = numberOf(row, 'quantity')
      const price = numberOf(row, 'price')
      const amount = numberOf(row, 'amount')
      const before = seen.get(identity(row))
      if (existing.has(identity(row))) found('品名', `名录中已有“${textOf(row, 'name')}”，期初不能重复导入`)
      if (before !== undefined) found('品名', `与第${before}行品名、规格、单位相同，请合并为一行`)
      seen.set(identity(row), before ?? row.row)
      if (quantity !== null && quantity < 0) found('库存数量', '库存数量不能为负数')
      if (amount !== null && amount < 0) found('金额', '金额不能为负数')
      if (quantity === 0 && (amount ?? 0) !== 0) found('金额', '库存数量为零的物品不能有金额')
      if (quantity !== null && price !== null && amount !== null && isOff(amount, amountOf(quantity, price)))
        found('金额', `金额${formatMoney(amount)}元与数量×单价${formatMoney(amountOf(quantity, price))}元不符，请核对`)
    }
    return problems
  },
  commit: async (unit, rows) => {
    const numbers = await unit.nextNumbers('PM', rows.length)
    const items = await unit.insertMany(SupplyItem, itemsOf(rows, numbers))
    const lines = rows.map((row, index): ReceivedLine => ({
      itemId: items[index]?.id ?? '',
      quantity: numberOf(row, 'quantity') ?? 0,
      valueCents: valueOf(row)
    }))
    const stocked = lines.filter(({ quantity }) => quantity > 0)
    if (stocked.length > 0) await openStock(unit, stocked, '库存台账导入')
  }
}

// One by one as they are written: spelling out their names takes long.
function* itemsOf(rows: readonly ImportRow[], numbers: readonly string[]): Generator<Omit<SupplyItem, 'id' | 'version'>> {
  for (const [index, row] of rows.entries()) yield itemOf(row, numbers[index] ?? '')
}

function itemOf(row: ImportRow, number: string): Omit<SupplyItem, 'id' | 'version'> {
  const name = textOf(row, 'name')
  const spec = textOf(row, 'spec')
  const { special, tradeIn, intervalRule } = listedAs(name)
  return {
    ...readOf(item, row.values),
    number,
    name,
    spec,
    measure: measureOf(row),
    category: categoryOf(name),
    special,
    tradeIn: tradeIn || special,
    intervalRule,
    active: true,
    searchKey: searchKey(name, spec, number)
  }
}
