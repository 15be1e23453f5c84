import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import type { RecordAction, TimelineEvent } from '../lists'
import { entry, type RowOf } from '../record'
import { choice, code, date, longText, moment, money, person, quantity, text, unit } from '../recordField'
import { cents, id, instant, optionalText, text as required, thousandths } from '../values'
import { goods, item, itemKind } from './item'

export const stockInSources = {
  opening: '期初',
  purchase: '采购',
  returned: '退库',
  gain: '盘盈',
  transferIn: '调入'
} as const
export type StockInSource = keyof typeof stockInSources
export const movementKinds = { ...stockInSources, issue: '领用', loss: '盘亏', scrap: '报废' } as const
export type MovementKindName = keyof typeof movementKinds

const { number, name, category, special, location, safetyStock } = item.fields

/** Stock on hand of one item. Quantities in thousandths, money in cents. */
export const stockLevel = entry('supplyStock', {
  number,
  name,
  ...itemKind,
  category: category.aside(),
  special,
  location,
  quantity: quantity('库存数量', 8).joined().totalled('measure'),
  averagePriceCents: money('单价', 8).derived(),
  valueCents: money('金额', 10).joined().totalled(),
  safetyStock,
  hint: text('提示', 10).derived()
})
export type StockRow = RowOf<typeof stockLevel>

const reversalMarks = { reversal: '冲正', reversed: '已冲正' } as const

/** One movement as shown on an item's card and in the movement list. */
export const movement = entry('supplyMovement', {
  at: moment('时间', 15),
  kind: choice('类型', movementKinds, 6),
  documentNumber: code('单号', 15),
  ...goods,
  quantity: quantity('数量', 8).totalled('measure'),
  valueCents: money('金额', 10).totalled(),
  balanceQuantity: quantity('结存数量', 8),
  balanceValueCents: money('结存金额', 10),
  unitName: unit('单位（部门）', 'unitId', 12).nullable(),
  personName: person('人员', 'personId', 8).nullable(),
  reason: text('说明', 14).nullable(),
  /** Reverses another entry, or was itself reversed. */
  mark: choice('冲正', reversalMarks, 6).nullable().derived()
})
export type MovementRow = RowOf<typeof movement>

/** One line of a stock-in, as the 入库登记 shows it. `id` is the movement's. */
export const stockIn = entry('supplyStockIn', {
  number: code('入库单号', 15).joined().by('stockInId'),
  day: date('日期', 10),
  source: choice('来源', stockInSources, 5).joined(),
  ...goods,
  quantity: quantity('数量', 8).totalled('measure'),
  unitPriceCents: money('单价', 8).derived(),
  valueCents: money('金额', 10).totalled(),
  supplierName: text('供应商', 14).nullable().joined(),
  acceptanceNumber: code('验收单号', 15).nullable().joined(),
  location: text('货位', 9).nullable().joined(),
  handlerName: person('经手人', 'handlerId', 8).nullable().joined(),
  keeperName: person('保管员', 'keeperId', 8).nullable().joined(),
  remarks: longText('备注', 12).derived()
})
export type StockInRow = RowOf<typeof stockIn>

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

/** What SUP-17 proposes for an item below its safety stock; `id` is the item's. */
export const replenishmentLine = entry('supplyReplenishment', {
  ...goods,
  quantity: quantity('库存数量', 8).derived(),
  safetyStock: quantity('安全库存', 8).derived(),
  monthlyConsumption: quantity('月均消耗', 8).derived(),
  proposal: quantity('建议补充', 8).derived(),
  unitPriceCents: money('参考单价', 8).derived()
})
export type ReplenishmentRow = RowOf<typeof replenishmentLine>

/** Somebody other than the keeper in the storeroom. */
export const storeroomEntry = entry('storeroomEntry', {
  number: code('编号', 15),
  at: moment('进入时间', 15),
  leftAt: moment('离开时间', 15).nullable(),
  visitor: text('进入人', 9),
  keeperName: person('陪同保管员', 'keeperId', 9),
  purpose: text('事由', 20)
})
export type StoreroomEntryRow = RowOf<typeof storeroomEntry>

const ledgerPosts = [
  'suppliesKeeper',
  'buyer',
  'officeDirector',
  'financeHead',
  'finance',
  'head',
  'leader',
  'matterLeader'
] as const
const byId = (label: string) => z.strictObject({ id: id(label) })

export const stock = {
  list: listOf('staff', stockLevel),
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
  movements: listOf(ledgerPosts, movement),
  /** What SUP-17 proposes now. */
  replenishment: query(ledgerPosts).output(output<readonly ReplenishmentRow[]>()),
  /** Turns the proposal for the given items (all when absent) into a requisition of the office for this month. */
  proposeRequisition: command(['suppliesKeeper', 'officeDirector', 'buyer'])
    .input(commandInput({ itemIds: z.array(id('物品')).min(1).max(200).optional() }))
    .output(output<{ id: string; number: string }>())
}

const openingLine = z.strictObject({ itemId: id('物品'), quantity: thousandths(), valueCents: cents() })

export const stockIns = {
  list: listOf(ledgerPosts, stockIn),
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
    .input(
      commandInput({ lines: z.array(openingLine).min(1, '请填写期初物品').max(2000), remarks: optionalText('备注') })
    )
    .output(output<{ id: string; number: string }>()),
  /** Goods another unit or body hands over. */
  transferIn: command(['suppliesKeeper'])
    .input(
      commandInput({
        fromUnitId: id('调出单位').optional(),
        lines: z.array(openingLine).min(1, '请填写调入物品').max(200),
        remarks: required('调入说明')
      })
    )
    .output(output<{ id: string; number: string }>()),
  /** Corrects a line entered by mistake with a reversing entry (K-09). `id` is the line's. */
  reverseLine: command(['suppliesKeeper'])
    .input(commandInput({ id: id('入库明细'), reason: required('冲正原因') }))
    .output(output<{ id: string; differenceCents: number }>())
}

export const storeroom = {
  list: listOf(ledgerPosts, storeroomEntry),
  /** Logs somebody in the storeroom, accompanied by the keeper signed in. */
  enter: command(['suppliesKeeper'])
    .input(
      commandInput({
        personId: id('进入人').optional(),
        visitor: optionalText('外来人员姓名', 60),
        at: instant('进入时间').optional(),
        leftAt: instant('离开时间').optional(),
        purpose: required('事由')
      })
    )
    .output(output<{ id: string; number: string }>())
}
