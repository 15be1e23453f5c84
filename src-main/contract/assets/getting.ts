import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { listInput, type Page } from '../lists'
import { record, type RowOf } from '../record'
import { choice, code, date, flag, longText, money, person, text, unit, whole } from '../recordField'
import { attachmentId, cents, id, localDate, optionalText, signature, text as line } from '../values'
import { atVersion, byId, correction, keepingPosts, type AssetAsked, type AssetDetail, type AssetMade } from './access'
import {
  acceptanceStates,
  acquisitionKinds,
  acquisitionStates,
  categories,
  equipmentKinds,
  fundings,
  lowValueStates,
  procurementWays,
  standardKinds,
  ways,
  type AssetCategory,
  type EquipmentKind,
  type StandardKind
} from './words'
import type { RoomRow } from './cards'

/** A request to buy, or to repair a house (AST-03). */
export const acquisition = record('assetAcquisition', {
  number: code('申请单号', 14).in('申请'),
  kind: choice('种类', acquisitionKinds, 8).typed().in('申请'),
  unitName: unit('申请部门', 'unitId', 12).typed().in('申请'),
  applicantName: person('申请人', 'applicantId', 8).in('申请'),
  place: text('使用房间', 9).optional(40).in('申请').hinted('按房间核对配备标准'),
  things: text('名称', 18).in('申请'),
  quantity: whole('数量', 5).totalled().in('申请'),
  amountCents: money('金额', 11).totalled().in('申请'),
  reason: longText('理由', 16).typed(300).in('申请'),
  budget: text('预算', 14).typed(120).in('资金'),
  funding: choice('资金来源', fundings, 8).typed().in('资金'),
  procurementWay: choice('采购方式', procurementWays, 10).typed().in('资金'),
  overStandard: longText('超标准情况', 16).nullable().in('申请').aside(),
  disciplineToldOn: date('通知纪检组', 10).optional().in('资金').aside(),
  submittedOn: date('申请日期', 10).in('申请'),
  approvedOn: date('批准日期', 10).nullable().in('申请'),
  state: choice('状态', acquisitionStates, 8).in('申请')
})
export type AcquisitionRow = RowOf<typeof acquisition>

/** One kind of thing asked for or accepted. Cents. */
export interface ThingLine {
  readonly name: string
  readonly spec: string | null
  readonly classCode: string | null
  readonly category: AssetCategory
  readonly equipmentKind: EquipmentKind
  readonly standardKind: StandardKind
  readonly quantity: number
  readonly unitPriceCents: number
}

const thing = {
  name: line('名称', 60),
  spec: optionalText('规格', 60),
  classCode: optionalText('分类代码', 20),
  category: z.enum(Object.keys(categories) as [AssetCategory, ...AssetCategory[]]).optional(),
  equipmentKind: z.enum(Object.keys(equipmentKinds) as [EquipmentKind, ...EquipmentKind[]]).default('none'),
  standardKind: z.enum(Object.keys(standardKinds) as [StandardKind, ...StandardKind[]]).optional(),
  quantity: z.int({ error: '请填写数量' }).min(1, '数量至少为1').max(10_000),
  unitPriceCents: cents('单价')
}

export interface AcquisitionDetail extends AssetDetail<AcquisitionRow, ThingLine> {
  readonly room: RoomRow | null
}

const asked = { ...acquisition.shape, lines: z.array(z.strictObject(thing)).min(1, '请填写要购置的资产').max(100) }

export const acquisitions = {
  list: query('staff').input(listInput).output(output<Page<AcquisitionRow>>()),
  get: query('staff').input(byId('购置申请')).output(output<AcquisitionDetail>()),
  submit: command('staff').input(commandInput(asked)).output(output<AssetAsked>()),
  /** Corrects a returned request and hands it in again. */
  amend: command('staff')
    .input(commandInput({ ...correction('购置申请'), ...asked }))
    .output(output<AssetAsked>())
}

/** Acceptance, or the arrival of things got in another way (AST-05, AST-17). */
export const acceptance = record('assetAcceptance', {
  number: code('验收单号', 14).in('验收'),
  acquisitionNumber: text('申请单号', 14).derived().in('验收'),
  way: choice('取得方式', ways, 8).typed().in('验收'),
  unitName: unit('使用部门', 'unitId', 12).typed().in('验收'),
  things: text('名称', 18).in('验收'),
  quantity: whole('数量', 5).totalled().in('验收'),
  entered: whole('已入账', 6).in('验收'),
  amountCents: money('金额', 11).totalled().in('验收'),
  acquiredOn: date('取得日期', 10).typed().in('验收'),
  acceptedOn: date('验收日期', 10).in('验收'),
  entryDueOn: date('应入账日期', 10).in('验收'),
  boughtOn: date('采购日期', 10).optional().in('手续').aside(),
  supplier: text('供应商（来源单位）', 16).optional(80).in('手续'),
  contractNumber: code('合同号', 12).optional(40).in('手续'),
  invoiceNumber: code('发票号', 12).optional(40).in('手续'),
  approvalDocument: text('批准文号', 14).optional(60).in('手续'),
  conclusion: longText('验收结论', 14).typed(200).in('验收').aside(),
  officePersonName: person('办公室验收人', 'officePersonId', 9).typed().in('验收').aside(),
  applicantName: person('申请科室验收人', 'applicantId', 9).typed().in('验收').aside(),
  calendarMissing: flag('节假日表未载入', 6).in('验收').aside(),
  state: choice('状态', acceptanceStates, 9).in('验收')
})
export type AcceptanceRow = RowOf<typeof acceptance>

export interface AcceptedThing extends ThingLine {
  readonly brand: string | null
  readonly serials: readonly string[]
  readonly measure: string
  readonly accessories: string | null
  readonly warrantyUntil: string | null
  /** How many of it stand on cards or in the low-value register. */
  readonly entered: number
}

export interface AcceptanceDetail extends AssetDetail<AcceptanceRow, AcceptedThing> {
  readonly acquisition: { readonly id: string; readonly number: string } | null
  readonly papers: readonly { readonly label: string; readonly id: string }[]
  readonly cards: readonly AssetMade[]
}

const acceptedThing = {
  ...thing,
  brand: optionalText('品牌', 40),
  serials: z.array(z.string().trim().min(1).max(60)).max(10_000).default([]),
  measure: line('单位', 10).default('台'),
  accessories: optionalText('附件配件', 300),
  warrantyUntil: localDate('质保至').optional()
}

export const acceptances = {
  list: query('staff').input(listInput).output(output<Page<AcceptanceRow>>()),
  get: query('staff').input(byId('验收单')).output(output<AcceptanceDetail>()),
  /** Office and applicant accept together; papers stay with it. */
  accept: command(keepingPosts)
    .input(
      commandInput({
        ...acceptance.shape,
        acquisitionId: id('购置申请').optional(),
        lines: z.array(z.strictObject(acceptedThing)).min(1, '请填写验收的资产').max(200),
        contractFileId: attachmentId.optional(),
        sheetFileId: attachmentId.optional(),
        invoiceFileId: attachmentId.optional(),
        signatures: z.strictObject({ office: signature.optional(), applicant: signature.optional() })
      })
    )
    .output(output<AssetMade>()),
  /** Enters accepted things below the threshold in the low-value register. */
  toLowValue: command(keepingPosts)
    .input(
      commandInput({
        ...atVersion('验收单'),
        line: z.int().min(0).max(200),
        quantity: z.int().min(1),
        userId: id('使用人').optional()
      })
    )
    .output(output<AssetMade>())
}

/** The low-value register: things below the threshold, uniforms and the like kept by number (AST-01). */
export const lowValue = record('lowValue', {
  number: code('编号', 14).in('基本信息'),
  name: text('名称', 14).typed(60).in('基本信息'),
  spec: text('规格', 10).optional(60).in('基本信息'),
  equipmentKind: choice('执法装备', equipmentKinds, 10).proposed().in('基本信息').aside(),
  quantity: whole('数量', 6).typed(100_000).totalled().in('基本信息'),
  priceCents: money('单价', 9).typed().in('基本信息'),
  amountCents: money('金额', 10).totalled().in('基本信息'),
  unitName: unit('使用部门', 'unitId', 12).typed().in('使用'),
  userName: person('使用人', 'userId', 8).optional().in('使用'),
  acquiredOn: date('取得日期', 10).typed().in('基本信息'),
  issuedOn: date('领用日期', 10).optional().in('使用'),
  state: choice('状态', lowValueStates, 8).in('使用'),
  endReason: text('下账原因', 12).nullable().in('使用').aside(),
  endedOn: date('下账日期', 10).nullable().in('使用').aside(),
  remarks: longText('备注', 12).optional(300).in('使用').aside()
})
export type LowValueRow = RowOf<typeof lowValue>

export const lowValues = {
  list: query('staff').input(listInput).output(output<Page<LowValueRow>>()),
  get: query('staff').input(byId('低值易耗品')).output(output<AssetDetail<LowValueRow>>()),
  enter: command(keepingPosts).input(commandInput(lowValue.shape)).output(output<AssetMade>()),
  /** Passes so many to a unit and a user; the rest stay where they are. */
  assign: command(keepingPosts)
    .input(
      commandInput({
        ...atVersion('低值易耗品'),
        quantity: z.int().min(1),
        unitId: id('使用部门'),
        userId: id('使用人').optional()
      })
    )
    .output(output<AssetMade>()),
  end: command(keepingPosts)
    .input(commandInput({ ...atVersion('低值易耗品'), reason: line('报废原因') }))
    .output(output<{ version: number }>())
}
