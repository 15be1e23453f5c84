import { formatQuantity } from '../../../contract/display'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type RuleBook } from '../../../kernel/rules/rule'

interface StockLevel {
  /** Thousandths, as all quantities here. */
  readonly onHand: number
  readonly safetyStock: number | null
  /** Average consumption of a month. */
  readonly monthly: number
}

/** SUP-17: below its safety stock an item is proposed for replenishment, the quantity from what is consumed. */
export const SUP_17 = defineRule<
  StockLevel & { readonly itemName: string },
  { months: { label: string; unit: string; fallback: number } }
>({
  id: 'SUP-17',
  act: 'CLOCK',
  title: '库存不足应提前申报，补充数量按消耗水平确定',
  sources: [source('DK-04', '第一章第六条第4项'), source('DK-03', '第四条第（1）项')],
  parameters: { months: { label: '补充到可用月数', unit: '个月', fallback: 2 } },
  check: ({ itemName, onHand, safetyStock }) =>
    safetyStock !== null &&
    onHand < safetyStock && {
      message: `${itemName}库存${formatQuantity(onHand)}，低于安全库存${formatQuantity(safetyStock)}，请申报补充`
    }
})

/**
 * The quantity proposed under SUP-17: up to the safety stock plus the consumption of the months set, in whole units;
 * undefined while the stock is not below its safety stock. Thousandths.
 */
export function replenishmentFor(level: StockLevel, book: RuleBook): number | undefined {
  const { onHand, safetyStock, monthly } = level
  if (safetyStock === null || onHand >= safetyStock) return undefined
  const wanted = safetyStock + monthly * SUP_17.values(book).months - onHand
  return Math.ceil(wanted / 1000) * 1000
}

export interface CountedLine {
  readonly itemName: string
  /** Book figure on the day of the count. */
  readonly expected: number
  readonly firstCount: number | null
  readonly secondCount: number | null
  readonly reason: string | null
}

/**
 * SUP-18: everything is counted, differences are counted again and explained before they are handed in; that the
 * counters are two is K-12.
 */
export const SUP_18 = defineRule<
  {
    readonly lines: readonly CountedLine[]
    readonly conclusion: string | null
  },
  { months: { label: string; unit: string; fallback: number } }
>({
  id: 'SUP-18',
  act: 'NEED',
  title: '每季和年终盘点，冻结账面、初盘、差异由他人复盘、说明原因并报批后调整',
  parameters: { months: { label: '定期盘点周期', unit: '个月', fallback: 3 } },
  sources: [source('DK-04', '第一章第六条第4项'), source('BC-31', '第十条')],
  check: ({ lines, conclusion }) => {
    const uncounted = lines.filter((line) => line.firstCount === null)
    const recounting = lines.filter(
      (line) => line.firstCount !== null && line.firstCount !== line.expected && line.secondCount === null
    )
    const unexplained = lines.filter(
      (line) => line.secondCount !== null && line.secondCount !== line.expected && !line.reason?.trim()
    )
    return [
      ...(uncounted.length > 0
        ? [{ message: `还有${uncounted.length}种物品没有初盘`, missing: listed('初盘', uncounted) }]
        : []),
      ...(recounting.length > 0
        ? [{ message: `有${recounting.length}种物品账实不符，还没有复盘`, missing: listed('复盘', recounting) }]
        : []),
      ...(unexplained.length > 0
        ? [{ message: `有${unexplained.length}种物品的盈亏没有写明原因`, missing: listed('盈亏原因', unexplained) }]
        : []),
      ...(!conclusion?.trim()
        ? [{ message: '请写明盘点结论，随报告报领导', missing: ['盘点结论'], field: 'conclusion' }]
        : [])
    ]
  }
})

const listed = (what: string, lines: readonly CountedLine[]) => lines.map((line) => `${line.itemName}${what}`)

/**
 * SUP-19: the scrap register names item, price, quantity and disposal, and finance keeps it. Quantity in thousandths,
 * price in cents.
 */
export const SUP_19 = defineRule<{
  readonly itemName: string
  readonly quantity: number
  readonly unitPriceCents: number
  readonly reason: string
  /** Undefined until the goods are disposed of. */
  readonly disposal?: { readonly how: string; readonly approved: boolean; readonly byFinance: boolean }
}>({
  id: 'SUP-19',
  act: 'NEED',
  title: '报废用品登记名称、价格、数量和处理情况，由财务掌管',
  sources: [source('DK-03', '第四章第（3）项'), source('BC-31', '第八条')],
  check: ({ itemName, quantity, unitPriceCents, reason, disposal }) => {
    const missing = [
      ...(itemName ? [] : ['名称']),
      ...(quantity > 0 ? [] : ['数量']),
      ...(unitPriceCents >= 0 ? [] : ['价格']),
      ...(reason.trim() ? [] : ['报废原因']),
      ...(disposal && !disposal.how.trim() ? ['处置方式'] : []),
      ...(disposal && !disposal.approved ? ['报废审批'] : []),
      ...(disposal && !disposal.byFinance ? ['财务人员登记'] : [])
    ]
    return missing.length > 0 && { message: `${itemName || '这件用品'}的报废登记还缺${missing.join('、')}`, missing }
  }
})
