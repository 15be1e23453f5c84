import { z } from 'zod'
import { output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page } from '../lists'
import { localDate, month } from '../values'

/** One item's month: opening, in, out, closing. Thousandths and cents. */
export interface StatementRow {
  readonly itemId: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly openingQuantity: number
  readonly openingCents: number
  readonly inQuantity: number
  readonly inCents: number
  readonly outQuantity: number
  readonly outCents: number
  readonly closingQuantity: number
  readonly closingPriceCents: number
  readonly closingCents: number
  readonly safetyStock: number | null
  readonly hint: string
}

export const statementFields = {
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  openingQuantity: { label: '期初数量', kind: 'quantity', width: 8 },
  openingCents: { label: '期初金额', kind: 'money', width: 10, total: true },
  inQuantity: { label: '本月入库数量', kind: 'quantity', width: 8 },
  inCents: { label: '本月入库金额', kind: 'money', width: 10, total: true },
  outQuantity: { label: '本月出库数量', kind: 'quantity', width: 8 },
  outCents: { label: '本月出库金额', kind: 'money', width: 10, total: true },
  closingQuantity: { label: '期末数量', kind: 'quantity', width: 8 },
  closingPriceCents: { label: '期末单价', kind: 'money', width: 8 },
  closingCents: { label: '期末金额', kind: 'money', width: 10, total: true },
  safetyStock: { label: '安全库存', kind: 'quantity', width: 8 },
  hint: { label: '提示', kind: 'text', width: 9 }
} as const satisfies Fields<Omit<StatementRow, 'itemId'>>

export interface StatementSums {
  readonly openingCents: number
  readonly inCents: number
  readonly outCents: number
  readonly closingCents: number
}

/** Goods given to a unit, with who signed for them (SUP-20). `id` is the issue line's. */
export interface DistributionRow {
  readonly id: string
  readonly unitName: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly valueCents: number
  readonly day: string
  readonly signedBy: string
  readonly number: string
}

export const distributionFields = {
  unitName: { label: '单位', kind: 'unit', width: 14 },
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '计量单位', kind: 'text', width: 6 },
  quantity: { label: '数量', kind: 'quantity', width: 8, total: true },
  valueCents: { label: '金额', kind: 'money', width: 10, total: true },
  day: { label: '日期', kind: 'date', width: 10 },
  signedBy: { label: '签收人', kind: 'person', width: 8 },
  number: { label: '领用单号', kind: 'code', width: 15 }
} as const satisfies Fields<Omit<DistributionRow, 'id'>>

/** What units consumed by month, in cents. */
export interface ConsumptionMatrix {
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

const posts = ['suppliesKeeper', 'buyer', 'officeDirector', 'financeHead', 'finance', 'head', 'leader', 'matterLeader'] as const

export const statements = {
  /** Opening, in, out and closing of every item of a month. */
  monthly: query(posts)
    .input(z.strictObject({ month: month() }))
    .output(output<{ readonly month: string; readonly rows: readonly StatementRow[]; readonly sums: StatementSums }>()),
  distribution: query(posts).input(listInput).output(output<Page<DistributionRow>>()),
  /** Unit × month; the year to date when no period is given. */
  consumption: query(posts)
    .input(z.strictObject({ from: localDate().optional(), to: localDate().optional() }))
    .output(output<ConsumptionMatrix>())
}
