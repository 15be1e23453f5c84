import { formatMoney } from '../../../contract/display'
import { sameKey } from '../../../kernel/sameness'
import { searchKey } from '../../../kernel/searchKey'
import { amountOf } from '../../../kernel/money'
import { importedOf, readOf } from '../../../contract/record'
import { item } from '../../../contract/supplies/item'
import { cents, countThousandths } from '../../../contract/values'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../../../office/outputs/importDefinition'
import { SupplyItem } from '../entities/catalogue'
import { listedAs, proposedGroup } from '../rules/catalogue'
import { openStock, type ReceivedLine } from './receive'
import { undoOpening } from './undoImport'

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
/** What makes two lines the same item, however they are written. */
function identity(row: ImportRow): string {
  const known = identities.get(row)
  if (known !== undefined) return known
  const found = identityOf({ name: textOf(row, 'name'), spec: textOf(row, 'spec'), measure: measureOf(row) })
  identities.set(row, found)
  return found
}
/** Asked several times of every row while its file is looked through. */
const identities = new WeakMap<ImportRow, string>()
const identityOf = ({ name, spec, measure }: Pick<SupplyItem, 'name' | 'spec' | 'measure'>) =>
  [name, spec, measure].map(sameKey).join('\n')
const measureOf = (row: ImportRow) => textOf(row, 'measure') || '件'

/** Quantity × price of a line without an amount; null where it has no price either. Cents. */
function productOf({ quantity, price }: ImportRow['values']): number | null {
  return typeof quantity === 'number' && typeof price === 'number' ? amountOf(quantity, price) : null
}

/** The amount the books take over: the file's, or quantity × price. Cents. */
const valueOf = (row: ImportRow): number => numberOf(row, 'amount') ?? 0

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
  ownSheets: ['收发存月报'],
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
    amount: {
      label: '金额',
      kind: 'money',
      total: true,
      synonyms: ['金额(元)', '总价', '合计金额', '库存金额', '结存金额']
    }
  },
  sums: { quantity: 'quantity', amountCents: 'amount' },
  limits: { ...item.shape, quantity: countThousandths('库存数量'), price: cents('单价'), amount: cents('金额') },
  measureOf: { quantity: 'measure' },
  product: { quantity: 'quantity', price: 'price', amount: 'amount' },
  openingDay: { label: '盘点日期' },
  complete: (values) =>
    values['amount'] === null || values['amount'] === undefined ? { ...values, amount: productOf(values) } : values,
  check: async ({ manager }, rows) => {
    const existing = new Map((await manager.find(SupplyItem)).map((each) => [identityOf(each), each.number]))
    return [...rows.flatMap((row) => rowProblems(row, existing)), ...acrossSheets(rows)]
  },
  undo: undoOpening,
  commit: async (unit, rows, { day = unit.today }) => {
    const merged = [...itemsIn(rows).values()]
    const numbers = await unit.nextNumbers('PM', merged.length)
    const items = await unit.insertMany(SupplyItem, itemsOf(merged, numbers))
    const lines = merged.map((same, index): ReceivedLine => ({
      itemId: items[index]?.id ?? '',
      quantity: same.reduce((sum, row) => sum + (numberOf(row, 'quantity') ?? 0), 0),
      valueCents: same.reduce((sum, row) => sum + valueOf(row), 0)
    }))
    const stocked = lines.filter(({ quantity }) => quantity > 0)
    const entered = new Map(items.map((each) => [each.id, each]))
    if (stocked.length > 0) await openStock(unit, stocked, '库存台账导入', day, entered)
  }
}

function rowProblems(row: ImportRow, existing: ReadonlyMap<string, string>): ImportRowProblem[] {
  const problems: ImportRowProblem[] = []
  const found = (column: string, message: string, more: Partial<ImportRowProblem> = {}) =>
    problems.push({ sheet: row.sheet, row: row.row, column, message, ...more })
  const quantity = numberOf(row, 'quantity')
  const price = numberOf(row, 'price')
  const amount = numberOf(row, 'amount')
  const number = existing.get(identity(row))
  if (number !== undefined)
    return [
      {
        sheet: row.sheet,
        row: row.row,
        column: '品名',
        message: `名录中已有“${textOf(row, 'name')}”（${number}），期初不重复导入`,
        known: true,
        blocking: false
      }
    ]
  if (quantity !== null && quantity > 0 && amount === null)
    found('金额', '没有单价和金额，按0元入账，请核对', { blocking: false })
  if (quantity === 0 && (amount ?? 0) !== 0) found('金额', '库存数量为零的物品不能有金额')
  if (quantity !== null && price !== null && amount !== null && isOff(amount, amountOf(quantity, price)))
    found('金额', `金额${formatMoney(amount)}元与数量×单价${formatMoney(amountOf(quantity, price))}元不符，请核对`)
  return problems
}

/**
 * Lines of one item, in the order of the file: two lots at two prices are one item with both quantities (moving
 * average).
 */
function itemsIn(rows: readonly ImportRow[]): ReadonlyMap<string, readonly ImportRow[]> {
  const items = new Map<string, ImportRow[]>()
  for (const row of rows) {
    const same = items.get(identity(row))
    if (same) same.push(row)
    else items.set(identity(row), [row])
  }
  return items
}

/**
 * Within a sheet the same item is several lots of one stock, which are added. On two sheets it may be two storerooms or
 * the same stock counted in two months: nobody but the keeper knows.
 */
function acrossSheets(rows: readonly ImportRow[]): readonly ImportRowProblem[] {
  const problems: ImportRowProblem[] = []
  for (const [first, ...later] of itemsIn(rows).values()) {
    if (!first) continue
    for (const row of later) {
      const name = textOf(row, 'name')
      if (row.sheet === first.sheet)
        problems.push({
          sheet: row.sheet,
          row: row.row,
          column: '品名',
          message: `与第${first.row}行是同一种物品（“${name}”），数量和金额合并入库`,
          blocking: false
        })
      else
        problems.push({
          sheet: row.sheet,
          row: row.row,
          column: '品名',
          message: `工作表“${first.sheet}”第${first.row}行已有“${name}”，品名、规格、单位都相同：是同一批库存请只导入一张表，是两处库存请合并为一行`
        })
    }
  }
  return problems
}

// One by one as they are written: spelling out their names takes long.
function* itemsOf(
  items: readonly (readonly ImportRow[])[],
  numbers: readonly string[]
): Generator<Omit<SupplyItem, 'id' | 'version'>> {
  const byName = new Map<string, ByName>()
  for (const [index, [row]] of items.entries()) {
    if (!row) continue
    const name = textOf(row, 'name')
    const named = byName.get(name) ?? saidByName(name)
    byName.set(name, named)
    yield itemOf(row, numbers[index] ?? '', named)
  }
}

type ByName = Pick<SupplyItem, 'name' | 'category' | 'special' | 'tradeIn' | 'intervalRule' | 'goodsGroup'>

/** What the name alone says of an item; a book has many of one name. */
function saidByName(name: string): ByName {
  const { special, tradeIn, intervalRule } = listedAs(name)
  return {
    name,
    category: categoryOf(name),
    special,
    tradeIn: tradeIn || special,
    intervalRule,
    goodsGroup: proposedGroup(name) ?? null
  }
}

function itemOf(row: ImportRow, number: string, named: ByName): Omit<SupplyItem, 'id' | 'version'> {
  const spec = textOf(row, 'spec')
  return {
    ...readOf(item, row.values),
    ...named,
    number,
    spec,
    measure: measureOf(row),
    active: true,
    searchKey: searchKey(named.name, spec, number)
  }
}
