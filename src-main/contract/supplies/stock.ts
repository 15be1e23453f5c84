import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import { cents, id, instant, optionalText, text, thousandths } from '../values'

const choices = <T extends Record<string, string>>(labels: T) => Object.entries(labels).map(([value, label]) => ({ value, label }))

export const supplyCategories = { daily: '日常用品', office: '办公用品' } as const
export type SupplyCategory = keyof typeof supplyCategories
export const stockInSources = { opening: '期初', purchase: '采购', returned: '退库', gain: '盘盈', transferIn: '调入' } as const
export type StockInSource = keyof typeof stockInSources
export const movementKinds = { ...stockInSources, issue: '领用', loss: '盘亏', scrap: '报废' } as const
export type MovementKindName = keyof typeof movementKinds

/** Stock on hand of one item. Quantities in thousandths, money in cents. */
export interface StockRow {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly spec: string
  readonly measure: string
  readonly category: SupplyCategory
  readonly special: boolean
  readonly location: string | null
  readonly quantity: number
  readonly averagePriceCents: number
  readonly valueCents: number
  readonly safetyStock: number | null
  readonly hint: string
}

export const stockFields = {
  number: { label: '物品编号', kind: 'code', width: 15 },
  name: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  category: { label: '类别', kind: 'choice', width: 8, choices: choices(supplyCategories) },
  special: { label: '特殊用品', kind: 'boolean', width: 6 },
  location: { label: '货位', kind: 'text', width: 9 },
  quantity: { label: '库存数量', kind: 'quantity', width: 8, total: true },
  averagePriceCents: { label: '单价', kind: 'money', width: 8 },
  valueCents: { label: '金额', kind: 'money', width: 10, total: true },
  safetyStock: { label: '安全库存', kind: 'quantity', width: 8 },
  hint: { label: '提示', kind: 'text', width: 10 }
} as const satisfies Fields<Omit<StockRow, 'id'>>

/** One movement as shown on an item's card and in the movement list. */
export interface MovementRow {
  readonly id: string
  readonly at: string
  readonly kind: MovementKindName
  readonly documentNumber: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly valueCents: number
  readonly balanceQuantity: number
  readonly balanceValueCents: number
  readonly unitName: string | null
  readonly personName: string | null
  readonly reason: string | null
  /** Reverses another entry, or was itself reversed. */
  readonly mark: 'reversal' | 'reversed' | null
}

export const movementFields = {
  at: { label: '时间', kind: 'instant', width: 15 },
  kind: { label: '类型', kind: 'choice', width: 6, choices: choices(movementKinds) },
  documentNumber: { label: '单号', kind: 'code', width: 15 },
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  quantity: { label: '数量', kind: 'quantity', width: 8, total: true },
  valueCents: { label: '金额', kind: 'money', width: 10, total: true },
  balanceQuantity: { label: '结存数量', kind: 'quantity', width: 8 },
  balanceValueCents: { label: '结存金额', kind: 'money', width: 10 },
  unitName: { label: '单位（部门）', kind: 'unit', width: 12 },
  personName: { label: '人员', kind: 'person', width: 8 },
  reason: { label: '说明', kind: 'text', width: 14 },
  mark: {
    label: '冲正',
    kind: 'choice',
    width: 6,
    choices: [
      { value: 'reversal', label: '冲正' },
      { value: 'reversed', label: '已冲正' }
    ]
  }
} as const satisfies Fields<Omit<MovementRow, 'id'>>

/** One line of a stock-in, as the 入库登记 shows it. `id` is the movement's. */
export interface StockInRow {
  readonly id: string
  readonly stockInId: string
  readonly number: string
  readonly day: string
  readonly source: StockInSource
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly unitPriceCents: number
  readonly valueCents: number
  readonly supplierName: string | null
  readonly acceptanceNumber: string | null
  readonly location: string | null
  readonly handlerName: string | null
  readonly keeperName: string | null
  readonly remarks: string
}

export const stockInFields = {
  number: { label: '入库单号', kind: 'code', width: 15 },
  day: { label: '日期', kind: 'date', width: 10 },
  source: { label: '来源', kind: 'choice', width: 5, choices: choices(stockInSources) },
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  quantity: { label: '数量', kind: 'quantity', width: 8, total: true },
  unitPriceCents: { label: '单价', kind: 'money', width: 8 },
  valueCents: { label: '金额', kind: 'money', width: 10, total: true },
  supplierName: { label: '供应商', kind: 'text', width: 14 },
  acceptanceNumber: { label: '验收单号', kind: 'code', width: 15 },
  location: { label: '货位', kind: 'text', width: 9 },
  handlerName: { label: '经手人', kind: 'person', width: 8 },
  keeperName: { label: '保管员', kind: 'person', width: 8 },
  remarks: { label: '备注', kind: 'longText', width: 12 }
} as const satisfies Fields<Omit<StockInRow, 'id' | 'stockInId'>>

/** Accepted goods waiting in the holding area. */
export interface WaitingRow {
  readonly holdingId: string
  readonly acceptanceId: string
  readonly acceptanceNumber: string
  readonly acceptedOn: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly unitPriceCents: number
  readonly location: string | null
}

/** What SUP-17 proposes for an item below its safety stock. */
export interface ReplenishmentRow {
  readonly itemId: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly safetyStock: number
  readonly monthlyConsumption: number
  readonly proposal: number
  readonly unitPriceCents: number
}

export const replenishmentFields = {
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  quantity: { label: '库存数量', kind: 'quantity', width: 8 },
  safetyStock: { label: '安全库存', kind: 'quantity', width: 8 },
  monthlyConsumption: { label: '月均消耗', kind: 'quantity', width: 8 },
  proposal: { label: '建议补充', kind: 'quantity', width: 8 },
  unitPriceCents: { label: '参考单价', kind: 'money', width: 8 }
} as const satisfies Fields<Omit<ReplenishmentRow, 'itemId'>>

/** Somebody other than the keeper in the storeroom. */
export interface StoreroomEntryRow {
  readonly id: string
  readonly number: string
  readonly at: string
  readonly leftAt: string | null
  readonly visitor: string
  readonly keeperName: string
  readonly purpose: string
}

export const storeroomEntryFields = {
  number: { label: '编号', kind: 'code', width: 15 },
  at: { label: '进入时间', kind: 'instant', width: 15 },
  leftAt: { label: '离开时间', kind: 'instant', width: 15 },
  visitor: { label: '进入人', kind: 'text', width: 9 },
  keeperName: { label: '陪同保管员', kind: 'person', width: 9 },
  purpose: { label: '事由', kind: 'text', width: 20 }
} as const satisfies Fields<Omit<StoreroomEntryRow, 'id'>>

const ledgerPosts = ['suppliesKeeper', 'buyer', 'officeDirector', 'financeHead', 'finance', 'head', 'leader', 'matterLeader'] as const
const byId = (label: string) => z.strictObject({ id: id(label) })

export const stock = {
  list: query('staff').input(listInput).output(output<Page<StockRow>>()),
  /** One item's card: what is on hand and the newest 200 movements. */
  get: query('staff').input(byId('物品')).output(
    output<{
      readonly row: StockRow
      readonly lines: readonly MovementRow[]
      readonly approval: null
      readonly actions: readonly RecordAction[]
      readonly timeline: readonly TimelineEvent[]
    }>()
  ),
  movements: query(ledgerPosts).input(listInput).output(output<Page<MovementRow>>()),
  /** What SUP-17 proposes now. */
  replenishment: query(ledgerPosts).output(output<readonly ReplenishmentRow[]>()),
  /** Turns the proposal for the given items (all when absent) into a requisition of the office for this month. */
  proposeRequisition: command(['suppliesKeeper', 'officeDirector', 'buyer'])
    .input(commandInput({ itemIds: z.array(id('物品')).min(1).max(200).optional() }))
    .output(output<{ id: string; number: string }>())
}

const openingLine = z.strictObject({ itemId: id('物品'), quantity: thousandths(), valueCents: cents() })

export const stockIns = {
  list: query(ledgerPosts).input(listInput).output(output<Page<StockInRow>>()),
  get: query(ledgerPosts).input(byId('入库单')).output(
    output<{
      readonly row: StockInRow
      readonly lines: readonly StockInRow[]
      readonly approval: null
      readonly actions: readonly RecordAction[]
      readonly timeline: readonly TimelineEvent[]
    }>()
  ),
  /** Accepted goods not yet stocked. */
  waiting: query(ledgerPosts).output(output<readonly WaitingRow[]>()),
  /** Counts accepted goods of one acceptance into the storeroom. */
  fromHoldings: command(['suppliesKeeper'])
    .input(
      commandInput({
        acceptanceId: id('验收单'),
        lines: z
          .array(z.strictObject({ holdingId: id('待入库物品'), quantity: thousandths() }))
          .min(1, '请选择入库物品')
          .max(200),
        remarks: optionalText('备注')
      })
    )
    .output(output<{ id: string; number: string }>()),
  /** What was on the shelves when the ledger began. */
  open: command(['suppliesKeeper', 'officeDirector'])
    .input(commandInput({ lines: z.array(openingLine).min(1, '请填写期初物品').max(2000), remarks: optionalText('备注') }))
    .output(output<{ id: string; number: string }>()),
  /** Goods another unit or body hands over. */
  transferIn: command(['suppliesKeeper'])
    .input(
      commandInput({
        fromUnitId: id('调出单位').optional(),
        lines: z.array(openingLine).min(1, '请填写调入物品').max(200),
        remarks: text('调入说明')
      })
    )
    .output(output<{ id: string; number: string }>()),
  /** Corrects a line entered by mistake with a reversing entry (K-09). `id` is the line's. */
  reverseLine: command(['suppliesKeeper'])
    .input(commandInput({ id: id('入库明细'), reason: text('冲正原因') }))
    .output(output<{ id: string; differenceCents: number }>())
}

export const storeroom = {
  list: query(ledgerPosts).input(listInput).output(output<Page<StoreroomEntryRow>>()),
  /** Logs somebody in the storeroom, accompanied by the keeper signed in. */
  enter: command(['suppliesKeeper'])
    .input(
      commandInput({
        personId: id('进入人').optional(),
        visitor: optionalText('外来人员姓名', 60),
        at: instant('进入时间').optional(),
        leftAt: instant('离开时间').optional(),
        purpose: text('事由')
      })
    )
    .output(output<{ id: string; number: string }>())
}
