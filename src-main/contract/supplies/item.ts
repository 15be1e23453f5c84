import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import type { RecordAction, TimelineEvent } from '../lists'
import { joinedAll, record, type InputOf, type RowOf } from '../record'
import { choice, code, date, flag, longText, quantity, reference, text } from '../recordField'
import { id } from '../values'
import { intervalRules, itemCategories } from './words'

const name = text('品名', 14)
  .typed(60)
  .in('基本信息')
  .importedAs('物品名称', '用品名称', '名称', '物资名称', '办公用品名称')
/** What tells goods of one name apart; stands beside the name wherever goods are named. */
export const itemKind = {
  spec: text('规格', 12).typed(60).in('基本信息').importedAs('规格型号', '型号', '规格及型号'),
  brand: text('品牌', 9).optional(40).in('基本信息').importedAs('牌子', '商标', '厂牌'),
  measure: text('单位', 5).typed(10).in('基本信息').importedAs('计量单位', '单位(计量)')
}

/** One kind of goods of the catalogue (SUP-01). */
export const item = record('supplyItem', {
  number: code('用品编号', 15).in('基本信息'),
  name,
  ...itemKind,
  category: choice('类别', itemCategories, 9).typed().in('基本信息'),
  special: flag('特殊用品', 8).proposed().in('领用规定').hinted('不填时按制度所列自动判定'),
  tradeIn: flag('以旧换新', 8).proposed().in('领用规定').hinted('特殊用品一律以旧换新'),
  intervalRule: choice('领用间隔', intervalRules, 12).proposed().in('领用规定'),
  goodsGroup: text('用品组', 8).optional(20).in('领用规定').hinted('毛巾、香皂、笔、鼠标等按组计算间隔和以旧换新'),
  refillName: reference('替换芯', 'refillItemId', 12).optional().in('领用规定'),
  location: text('货位', 8).optional(40).in('库存').importedAs('存放位置', '存放地点', '库位', '位置'),
  safetyStock: quantity('安全库存', 8).optional().in('库存'),
  onHand: quantity('现有库存', 8).derived().in('库存'),
  active: flag('在用', 6).in('基本信息'),
  remarks: longText('备注', 14).optional().in('基本信息').aside().importedAs('说明')
})
/** What a line says of its goods. */
export const goods = { itemName: name.joined().by('itemId'), ...joinedAll(itemKind) }
export type ItemRow = RowOf<typeof item>
export type ItemInput = InputOf<typeof item>

export interface ItemDetail {
  readonly row: ItemRow
  readonly monthlyUse: number
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

export const items = {
  list: listOf('signedIn', item),
  get: query('signedIn')
    .input(z.strictObject({ id: id('用品') }))
    .output(output<ItemDetail>()),
  create: command(['buyer', 'suppliesKeeper', 'officeDirector'])
    .input(commandInput(item.shape))
    .output(output<{ id: string; number: string }>()),
  update: command(['buyer', 'suppliesKeeper', 'officeDirector'])
    .input(commandInput({ id: id('用品'), version: z.int(), ...item.shape }))
    .output(output<{ version: number }>()),
  /** Takes an item out of use, or back into it; its history stays. */
  setActive: command(['buyer', 'suppliesKeeper', 'officeDirector'])
    .input(commandInput({ id: id('用品'), version: z.int(), active: z.boolean() }))
    .output(output<{ version: number }>())
}

/** Whom the bureau buys from; designated ones without a reason (SUP-05). */
export const supplier = record('supplier', {
  name: text('供应商', 22).typed(80).in('基本信息'),
  contact: text('联系人', 9).optional(30).in('基本信息'),
  phone: code('联系电话', 14).optional(30).in('基本信息'),
  designated: flag('定点', 6).typed().in('定点'),
  designatedFrom: date('定点开始', 11).optional().in('定点'),
  designatedTo: date('定点结束', 11).optional().in('定点'),
  active: flag('在用', 6).proposed().in('基本信息'),
  remarks: longText('备注', 16).optional().in('基本信息')
})
export type SupplierRow = RowOf<typeof supplier>
export type SupplierInput = InputOf<typeof supplier>

export interface SupplierDetail {
  readonly row: SupplierRow
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

export const suppliers = {
  list: listOf('signedIn', supplier),
  get: query('signedIn')
    .input(z.strictObject({ id: id('供应商') }))
    .output(output<SupplierDetail>()),
  create: command(['buyer', 'officeDirector']).input(commandInput(supplier.shape)).output(output<{ id: string }>()),
  update: command(['buyer', 'officeDirector'])
    .input(commandInput({ id: id('供应商'), version: z.int(), ...supplier.shape }))
    .output(output<{ version: number }>())
}
