import { z } from 'zod'
import { listOf, output, query } from '../base'
import { entry, type RowOf } from '../record'
import { code, date, money, quantity, text, unit } from '../recordField'
import { localDate, month } from '../values'
import { goods } from './item'

/** One item's month: opening, in, out, closing. Thousandths and cents; `id` is the item's. */
export const statementLine = entry('supplyStatement', {
  ...goods,
  openingQuantity: quantity('期初数量', 8).derived(),
  openingCents: money('期初金额', 10).derived().totalled(),
  inQuantity: quantity('本月入库数量', 8).derived(),
  inCents: money('本月入库金额', 10).derived().totalled(),
  outQuantity: quantity('本月出库数量', 8).derived(),
  outCents: money('本月出库金额', 10).derived().totalled(),
  closingQuantity: quantity('期末数量', 8).derived(),
  closingPriceCents: money('期末单价', 8).derived(),
  closingCents: money('期末金额', 10).derived().totalled(),
  safetyStock: quantity('安全库存', 8).nullable().derived(),
  hint: text('提示', 9).derived()
})
export type StatementRow = RowOf<typeof statementLine>

export interface StatementSums {
  readonly openingCents: number
  readonly inCents: number
  readonly outCents: number
  readonly closingCents: number
}

/** Goods given to a unit, with who signed for them (SUP-20). `id` is the issue line's. */
export const distribution = entry('supplyDistribution', {
  unitName: unit('单位', 'unitId', 14).joined(),
  ...goods,
  measure: goods.measure.called('计量单位'),
  quantity: quantity('数量', 8).joined().totalled('measure'),
  valueCents: money('金额', 10).joined().totalled(),
  day: date('日期', 10),
  signedBy: text('签收人', 8).derived(),
  number: code('领用单号', 15).joined()
})
export type DistributionRow = RowOf<typeof distribution>

/** What units consumed by month, in cents. */
export interface ConsumptionMatrix {
  /** First and last day counted. */
  readonly from: string
  readonly to: string
  readonly months: readonly string[]
  readonly rows: readonly {
    readonly unitId: string
    readonly unitName: string
    readonly people: number
    readonly byMonth: readonly number[]
    readonly totalCents: number
    readonly perPersonCents: number
  }[]
  readonly totals: readonly number[]
  readonly totalCents: number
}

const posts = [
  'suppliesKeeper',
  'buyer',
  'officeDirector',
  'financeHead',
  'finance',
  'head',
  'leader',
  'matterLeader'
] as const

export const statements = {
  /** Opening, in, out and closing of every item of a month. */
  monthly: query(posts)
    .input(z.strictObject({ month: month() }))
    .output(output<{ readonly month: string; readonly rows: readonly StatementRow[]; readonly sums: StatementSums }>()),
  distribution: listOf(posts, distribution),
  /** Unit × month; the year to date when no period is given. */
  consumption: query(posts)
    .input(z.strictObject({ from: localDate().optional(), to: localDate().optional() }))
    .output(output<ConsumptionMatrix>())
}
