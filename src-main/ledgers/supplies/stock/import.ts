import { formatMoney } from '../../../contract/display'
import { sameKey } from '../../../kernel/sameness'
import { searchKey } from '../../../kernel/searchKey'
import { amountOf } from '../../../kernel/money'
import { importedOf, readOf } from '../../../contract/record'
import { item } from '../../../contract/supplies/item'
import { cents, countThousandths } from '../../../contract/values'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../../../office/outputs/importDefinition'
import { eachInTurns } from '../../../platform/turns'
import { SupplyItem } from '../entities/catalogue'
import { listedAs, proposedGroup } from '../rules/catalogue'
import { enterOpening, openNewItems } from './receive'
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

/** Items written before their lines are. */
const itemsAtOnce = 2_000

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
const identity = (row: ImportRow): string =>
  identityOf({ name: textOf(row, 'name'), spec: textOf(row, 'spec'), measure: measureOf(row) })
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
    const problems: ImportRowProblem[] = []
    const first = new Map<string, number>()
    const again: { readonly row: ImportRow; readonly first: number }[] = []
    await eachInTurns(rows, (row, index) => {
      const item = identity(row)
      problems.push(...rowProblems(row, existing.get(item)))
      const before = first.get(item)
      if (before === undefined) first.set(item, index)
      else again.push({ row, first: before })
    })
    again.sort((a, b) => a.first - b.first)
    return [...problems, ...again.map((one) => againProblem(one.row, rows[one.first] ?? one.row))]
  },
  undo: undoOpening,
  commit: async (unit, rows, { day = unit.today }) => {
    const lots = await lotsIn(rows)
    const stocked = lots.some(({ quantity }) => quantity > 0)
    const document = stocked ? await enterOpening(unit, '库存台账导入', day) : undefined
    const byName = new Map<string, ByName>()
    let lines = 0
    // Some at a time: a whole book made into rows at once would fill the memory.
    for (let from = 0; from < lots.length; from += itemsAtOnce) {
      const part = lots.slice(from, from + itemsAtOnce)
      const numbers = await unit.nextNumbers('PM', part.length)
      const items = await unit.insertMany(SupplyItem, itemsOf(part, numbers, byName))
      const opened = items.flatMap((item, index) => {
        const { quantity = 0, valueCents = 0 } = part[index] ?? {}
        return quantity > 0 ? [{ item, quantity, valueCents }] : []
      })
      if (document) await openNewItems(unit, document, opened, lines)
      lines += opened.length
    }
  }
}

function rowProblems(row: ImportRow, number: string | undefined): ImportRowProblem[] {
  const problems: ImportRowProblem[] = []
  const found = (column: string, message: string, more: Partial<ImportRowProblem> = {}) =>
    problems.push({ sheet: row.sheet, row: row.row, column, message, ...more })
  const quantity = numberOf(row, 'quantity')
  const price = numberOf(row, 'price')
  const amount = numberOf(row, 'amount')
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

/** One item as the file has it: its first line, and what all its lines come to. */
interface Lot {
  readonly row: ImportRow
  quantity: number
  valueCents: number
}

/** Items of the file in its order: two lots at two prices are one item with both quantities (moving average). */
async function lotsIn(rows: readonly ImportRow[]): Promise<readonly Lot[]> {
  const lots = new Map<string, Lot>()
  await eachInTurns(rows, (row) => {
    const item = identity(row)
    const lot = lots.get(item) ?? { row, quantity: 0, valueCents: 0 }
    lot.quantity += numberOf(row, 'quantity') ?? 0
    lot.valueCents += valueOf(row)
    lots.set(item, lot)
  })
  return [...lots.values()]
}

/**
 * Within a sheet the same item is several lots of one stock, which are added. On two sheets it may be two storerooms or
 * the same stock counted in two months: nobody but the keeper knows.
 */
function againProblem(row: ImportRow, first: ImportRow): ImportRowProblem {
  const name = textOf(row, 'name')
  const at = { sheet: row.sheet, row: row.row, column: '品名' }
  return row.sheet === first.sheet
    ? {
        ...at,
        message: `与第${first.row}行是同一种物品（“${name}”），数量和金额合并入库`,
        blocking: false
      }
    : {
        ...at,
        message: `工作表“${first.sheet}”第${first.row}行已有“${name}”，品名、规格、单位都相同：是同一批库存请只导入一张表，是两处库存请合并为一行`
      }
}

// One by one as they are written: spelling out their names takes long.
function* itemsOf(
  lots: readonly Lot[],
  numbers: readonly string[],
  byName: Map<string, ByName>
): Generator<Omit<SupplyItem, 'id' | 'version'>> {
  for (const [index, { row }] of lots.entries()) {
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
