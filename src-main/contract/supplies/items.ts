import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import { countThousandths, id, localDate, optionalText, text } from '../values'
import { choicesOf, intervalRules, itemCategories, keysOf } from './words'

export interface ItemRow {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly spec: string
  readonly measure: string
  readonly category: keyof typeof itemCategories
  readonly special: boolean
  readonly tradeIn: boolean
  readonly intervalRule: keyof typeof intervalRules
  readonly refillItemId: string | null
  readonly refillName: string | null
  readonly location: string | null
  readonly safetyStock: number | null
  readonly onHand: number
  readonly active: boolean
  readonly remarks: string | null
  readonly version: number
}

export const itemFields = {
  number: { label: '用品编号', kind: 'code', width: 15, section: '基本信息' },
  name: { label: '品名', kind: 'text', width: 14, section: '基本信息', required: true, synonyms: ['名称', '物品名称', '用品名称'] },
  spec: { label: '规格', kind: 'text', width: 12, section: '基本信息', required: true, synonyms: ['规格型号', '型号'] },
  measure: { label: '单位', kind: 'text', width: 5, section: '基本信息', required: true, synonyms: ['计量单位'] },
  category: { label: '类别', kind: 'choice', width: 9, section: '基本信息', choices: choicesOf(itemCategories), required: true },
  special: { label: '特殊用品', kind: 'boolean', width: 8, section: '领用规定', hint: '不填时按制度所列自动判定' },
  tradeIn: { label: '以旧换新', kind: 'boolean', width: 8, section: '领用规定', hint: '特殊用品一律以旧换新' },
  intervalRule: { label: '领用间隔', kind: 'choice', width: 12, section: '领用规定', choices: choicesOf(intervalRules) },
  refillName: { label: '替换芯', kind: 'reference', width: 12, section: '领用规定' },
  location: { label: '货位', kind: 'text', width: 8, section: '库存' },
  safetyStock: { label: '安全库存', kind: 'quantity', width: 8, section: '库存' },
  onHand: { label: '现有库存', kind: 'quantity', width: 8, section: '库存' },
  active: { label: '在用', kind: 'boolean', width: 6, section: '基本信息' },
  remarks: { label: '备注', kind: 'longText', width: 14, section: '基本信息' }
} as const satisfies Fields<Omit<ItemRow, 'id' | 'refillItemId' | 'version'>>

export interface ItemDetail {
  readonly row: ItemRow
  readonly monthlyUse: number
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

const itemShape = {
  name: text('品名', 60),
  spec: text('规格', 60),
  measure: text('单位', 10),
  category: z.enum(keysOf(itemCategories), { error: '请选择类别' }),
  /** Left out: as the regulations list the item by its name. */
  special: z.boolean().optional(),
  tradeIn: z.boolean().optional(),
  intervalRule: z.enum(keysOf(intervalRules)).optional(),
  refillItemId: id('替换芯').nullable().default(null),
  location: optionalText('货位', 40),
  safetyStock: countThousandths('安全库存').optional(),
  remarks: optionalText('备注')
}

export const items = {
  list: query('signedIn').input(listInput).output(output<Page<ItemRow>>()),
  get: query('signedIn')
    .input(z.strictObject({ id: id('用品') }))
    .output(output<ItemDetail>()),
  create: command(['buyer', 'suppliesKeeper', 'officeDirector']).input(commandInput(itemShape)).output(output<{ id: string; number: string }>()),
  update: command(['buyer', 'suppliesKeeper', 'officeDirector'])
    .input(commandInput({ id: id('用品'), version: z.int(), ...itemShape }))
    .output(output<{ version: number }>()),
  /** Takes an item out of use, or back into it; its history stays. */
  setActive: command(['buyer', 'suppliesKeeper', 'officeDirector'])
    .input(commandInput({ id: id('用品'), version: z.int(), active: z.boolean() }))
    .output(output<{ version: number }>())
}

export interface SupplierRow {
  readonly id: string
  readonly name: string
  readonly designated: boolean
  readonly designatedFrom: string | null
  readonly designatedTo: string | null
  readonly contact: string | null
  readonly phone: string | null
  readonly active: boolean
  readonly remarks: string | null
  readonly version: number
}

export const supplierFields = {
  name: { label: '供应商', kind: 'text', width: 22, section: '基本信息', required: true },
  designated: { label: '定点', kind: 'boolean', width: 6, section: '定点' },
  designatedFrom: { label: '定点开始', kind: 'date', width: 11, section: '定点' },
  designatedTo: { label: '定点结束', kind: 'date', width: 11, section: '定点' },
  contact: { label: '联系人', kind: 'text', width: 9, section: '基本信息' },
  phone: { label: '联系电话', kind: 'code', width: 14, section: '基本信息' },
  active: { label: '在用', kind: 'boolean', width: 6, section: '基本信息' },
  remarks: { label: '备注', kind: 'longText', width: 16, section: '基本信息' }
} as const satisfies Fields<Omit<SupplierRow, 'id' | 'version'>>

export interface SupplierDetail {
  readonly row: SupplierRow
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

const supplierShape = {
  name: text('供应商名称', 80),
  designated: z.boolean(),
  designatedFrom: localDate('定点开始日期').nullable().default(null),
  designatedTo: localDate('定点结束日期').nullable().default(null),
  contact: optionalText('联系人', 30),
  phone: optionalText('联系电话', 30),
  remarks: optionalText('备注')
}

export const suppliers = {
  list: query('signedIn').input(listInput).output(output<Page<SupplierRow>>()),
  get: query('signedIn')
    .input(z.strictObject({ id: id('供应商') }))
    .output(output<SupplierDetail>()),
  create: command(['buyer', 'officeDirector']).input(commandInput(supplierShape)).output(output<{ id: string }>()),
  update: command(['buyer', 'officeDirector'])
    .input(commandInput({ id: id('供应商'), version: z.int(), active: z.boolean(), ...supplierShape }))
    .output(output<{ version: number }>())
}
