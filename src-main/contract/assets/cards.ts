import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { listInput, type Page } from '../lists'
import { entry, record, type InputOf, type RowOf } from '../record'
import { choice, code, date, flag, longText, moment, money, monthOf, person, text, unit, whole } from '../recordField'
import { cents, id, localDate, optionalText, signature, text as line } from '../values'
import { atVersion, byId, keepingPosts, officePosts, type AssetDetail, type AssetMade } from './access'
import {
  assetStates,
  categories,
  classSchemes,
  depreciationStates,
  disposalKinds,
  entryKinds,
  equipmentKinds,
  fundings,
  procurementWays,
  standardKinds,
  valueKinds,
  ways,
  type AssetCategory
} from './words'

export const exitKinds = { ...disposalKinds, merged: '并入其他卡片' } as const

/** An asset card (AST-06): one thing, or many alike. */
export const asset = record('asset', {
  number: code('资产编号', 11)
    .proposed(40)
    .in('基本信息')
    .hinted('不填按本局编号规则自动编')
    .importedAs('固定资产编号', '编号', '资产编码', '财政编码'),
  name: text('资产名称', 12).typed(60).in('基本信息').importedAs('名称', '品名', '设备名称', '固定资产名称'),
  spec: text('规格型号', 9).optional(60).in('基本信息').importedAs('规格', '型号'),
  brand: text('品牌', 8).optional(40).in('基本信息').aside().importedAs('厂家'),
  serial: code('序列号', 12).optional(60).in('基本信息').aside().importedAs('出厂编号', '机身号'),
  category: choice('类别', categories, 8).proposed().in('基本信息'),
  classCode: code('分类代码', 10).optional(20).in('基本信息').importedAs('资产分类代码', '国标分类代码'),
  classScheme: choice('代码版本', classSchemes, 12).proposed().in('基本信息').aside(),
  quantity: whole('数量', 5).typed(100_000).totalled().in('基本信息').importedAs('数量/面积', '件数'),
  measure: text('单位', 4).proposed(10).in('基本信息').aside().importedAs('计量单位', '数量计量单位'),
  originalCents: money('原值', 11)
    .typed()
    .totalled()
    .in('价值')
    .importedAs('金额', '资产原值', '原值(元)', '账面原值', '总价'),
  accumulatedCents: money('累计折旧', 11).joined().totalled().in('价值'),
  netCents: money('净值', 11).joined().totalled().in('价值'),
  monthlyCents: money('月折旧额', 9).joined().in('价值').aside(),
  monthsTaken: whole('已提月数', 7).joined().in('价值').aside(),
  depreciation: choice('折旧状态', depreciationStates, 10).joined().in('价值').aside(),
  valueKind: choice('价值类型', valueKinds, 8).proposed().in('价值').aside(),
  way: choice('取得方式', ways, 8).proposed().in('取得').importedAs('来源'),
  acquiredOn: date('取得日期', 10).typed().in('取得').importedAs('购置日期', '购买日期', '购入日期'),
  enteredOn: date('入账日期', 10).proposed().in('取得').importedAs('记账日期', '登记日期'),
  lifeMonths: whole('使用年限（月）', 8)
    .optional(1_200)
    .in('价值')
    .hinted('不提折旧的不填')
    .importedAs('折旧年限(月)', '折旧/摊销年限(月)'),
  minimumYears: whole('最低使用年限（年）', 8).proposed(100).in('价值').aside(),
  funding: choice('资金来源', fundings, 8).proposed().in('取得').aside(),
  procurementWay: choice('采购组织形式', procurementWays, 10).optional().in('取得').aside(),
  voucher: code('记账凭证号', 10).optional(40).in('取得').aside().importedAs('凭证号'),
  unitName: unit('使用部门', 'unitId', 12)
    .typed()
    .in('使用')
    .importedAs('使用科室', '部门', '科室', '使用单位', '所在部门'),
  userName: person('使用人', 'userId', 8).optional().in('使用').importedAs('责任人', '领用人'),
  keeperName: person('保管人', 'keeperId', 8).optional().in('使用').importedAs('管理人'),
  place: text('存放地点', 9).optional(60).in('使用').importedAs('存放位置', '地点', '房间'),
  state: choice('状态', assetStates, 8).in('使用'),
  labelledOn: date('标签', 10).nullable().in('使用'),
  equipmentKind: choice('执法装备', equipmentKinds, 10).proposed().in('使用').aside(),
  standardKind: choice('配备标准类', standardKinds, 8).proposed().in('使用').aside(),
  accessories: longText('附件配件', 12).optional(300).in('使用').aside(),
  purpose: text('用途', 10).optional(100).in('使用').aside(),
  plate: code('车牌号', 9).optional(20).in('使用').aside().importedAs('车牌'),
  classified: flag('特殊用途', 6).proposed().in('特殊用途').aside(),
  mark: text('标识', 10).optional(60).in('特殊用途').aside(),
  safeguard: text('安全保管措施', 14).optional(200).in('特殊用途').aside(),
  warrantyUntil: date('质保至', 10).optional().in('取得').aside(),
  largeBatch: flag('大批量同类物资', 7).proposed().in('价值').aside(),
  opening: flag('期初', 5).in('价值').aside(),
  openingCents: money('期初累计折旧', 11).nullable().in('价值').aside(),
  openingMonth: monthOf('期初折旧截至', 9).nullable().in('价值').aside(),
  exitedOn: date('下账日期', 10).nullable().in('下账').aside(),
  exitKind: choice('下账方式', exitKinds, 9).nullable().in('下账').aside(),
  exitNumber: code('下账单号', 14).nullable().in('下账').aside(),
  remarks: longText('备注', 12).optional(300).in('使用').aside().importedAs('说明')
})
export type AssetRow = RowOf<typeof asset>
export type AssetInput = InputOf<typeof asset>

/** What happened to a card. */
export const assetEntry = entry('assetEntry', {
  at: moment('时间', 15),
  day: date('日期', 10),
  kind: choice('事项', entryKinds, 10),
  change: longText('变动内容', 22),
  quantityDelta: whole('数量变动', 7),
  originalDelta: money('原值变动', 10),
  accumulatedDelta: money('累计折旧变动', 10),
  reason: longText('原因', 14).nullable(),
  sourceNumber: code('单号', 14).nullable(),
  actorName: text('经办人', 8)
})
export type AssetEntryRow = RowOf<typeof assetEntry>

/** A class of GB/T 14885—2022, chosen by words, pinyin or code. */
export interface ClassRow {
  readonly code: string
  readonly name: string
  readonly category: AssetCategory
  /** Least years; null where it has to be asked or nothing is depreciated. */
  readonly years: number | null
  readonly undepreciated: boolean
}

export interface CardDetail extends AssetDetail<AssetRow, AssetEntryRow> {
  /**
   * Accumulated depreciation the old ledger gives beyond what straight line comes to, cents; null where nothing is to
   * settle.
   */
  readonly deviationCents: number | null
  readonly firstRetirementDay: string
  readonly className: string
  readonly acceptance: { readonly id: string; readonly number: string } | null
}

const { unitId: _unit, originalCents: _value, quantity: _quantity, ...revisable } = asset.shape
const reviseShape = {
  name: revisable.name,
  spec: revisable.spec,
  brand: revisable.brand,
  serial: revisable.serial,
  category: revisable.category,
  classCode: revisable.classCode,
  classScheme: revisable.classScheme,
  measure: revisable.measure,
  voucher: revisable.voucher,
  accessories: revisable.accessories,
  purpose: revisable.purpose,
  plate: revisable.plate,
  classified: revisable.classified,
  mark: revisable.mark,
  safeguard: revisable.safeguard,
  equipmentKind: revisable.equipmentKind,
  standardKind: revisable.standardKind,
  warrantyUntil: revisable.warrantyUntil,
  remarks: revisable.remarks
}

export const cards = {
  list: query('staff').input(listInput).output(output<Page<AssetRow>>()),
  get: query('staff').input(byId('资产')).output(output<CardDetail>()),
  /** The card of a scanned number; null where the books have none. */
  scan: query('staff')
    .input(z.strictObject({ number: line('资产编号', 60) }))
    .output(output<AssetRow | null>()),
  classes: query('staff')
    .input(z.strictObject({ words: z.string().trim().max(40), limit: z.int().min(1).max(50).default(20) }))
    .output(output<readonly ClassRow[]>()),
  /** The class proposed for a thing by its name. */
  proposedClass: query('staff')
    .input(z.strictObject({ name: z.string().trim().max(60) }))
    .output(output<ClassRow | null>()),
  /** Makes cards for accepted things: one for each, or one for all of a kind. */
  enter: command(keepingPosts)
    .input(
      commandInput({
        ...asset.shape,
        acceptanceId: id('验收单'),
        line: z.int().min(0).max(200),
        /** One card a thing with these numbers and serials, or one card for all. */
        separate: z.boolean().default(true),
        serials: z.array(z.string().trim().min(1).max(60)).max(2000).default([])
      })
    )
    .output(output<{ readonly made: readonly AssetMade[] }>()),
  revise: command(keepingPosts)
    .input(commandInput({ ...atVersion('资产'), ...reviseShape }))
    .output(output<{ version: number }>()),
  /** Another user, keeper or place inside the unit, signed by both where the keeper changes (AST-09). */
  assign: command('staff')
    .input(
      commandInput({
        ...atVersion('资产'),
        userId: id('使用人'),
        keeperId: id('保管人'),
        place: line('存放地点', 60),
        reason: line('原因'),
        signatures: z.strictObject({ from: signature.optional(), to: signature.optional() }).default({})
      })
    )
    .output(output<{ version: number }>()),
  /** Parts one card into several by quantity; value and depreciation are shared out to the cent. */
  split: command(keepingPosts)
    .input(
      commandInput({
        ...atVersion('资产'),
        parts: z.array(z.int().min(1)).min(2, '至少分成两张').max(500),
        reason: line('拆分原因')
      })
    )
    .output(output<{ readonly made: readonly AssetMade[] }>()),
  merge: command(keepingPosts)
    .input(
      commandInput({
        ...atVersion('资产'),
        otherIds: z.array(id('资产')).min(1, '请选择并入的卡片').max(500),
        reason: line('合并原因')
      })
    )
    .output(output<{ version: number }>()),
  /** Improvement, partial retirement or correction of the value; depreciation follows from the next month on. */
  changeValue: command(keepingPosts)
    .input(
      commandInput({
        ...atVersion('资产'),
        kind: z.enum(['improved', 'partlyRetired', 'revalued'], { error: '请选择变动种类' }),
        amountCents: cents('变动金额'),
        /** Whether a correction makes it less. */
        less: z.boolean().default(false),
        monthsLeft: z.int().min(1).max(1_200).optional(),
        document: line('依据', 100),
        reason: line('原因')
      })
    )
    .output(output<{ version: number }>()),
  changeLife: command(keepingPosts)
    .input(commandInput({ ...atVersion('资产'), lifeMonths: z.int().min(1).max(1_200), reason: line('原因') }))
    .output(output<{ version: number }>()),
  /** The label hangs where it belongs: scanned on the thing itself (AST-07). */
  label: command('staff')
    .input(commandInput({ ...atVersion('资产'), scanned: line('扫到的编号', 60) }))
    .output(output<{ version: number }>()),
  /** In use or idle. */
  setIdle: command(keepingPosts)
    .input(commandInput({ ...atVersion('资产'), idle: z.boolean(), reason: line('原因') }))
    .output(output<{ version: number }>()),
  /** Settles the deviation of opening depreciation: by one entry, or over the months that remain (AST-18). */
  settleOpening: command(['finance', 'financeHead', 'assetClerk'])
    .input(
      commandInput({
        ids: z.array(id('资产')).min(1, '请选择资产').max(5_000),
        how: z.enum(['once', 'spread'], { error: '请选择处理方式' }),
        reason: optionalText('说明', 200)
      })
    )
    .output(output<{ readonly settled: number }>())
}

const seat = { personId: id('人员'), fromDay: localDate('开始日期') }

/** A room with who works in it and what stands in it, for the standard per room (AST-04). */
export interface RoomRow {
  readonly id: string
  readonly name: string
  readonly unitId: string
  readonly unitName: string
  readonly heavyPrinting: string | null
  readonly people: readonly { readonly seatId: string; readonly personId: string; readonly name: string }[]
  readonly computers: number
  readonly printers: number
  readonly copiers: number
  readonly version: number
}

export const rooms = {
  list: query('staff').output(output<readonly RoomRow[]>()),
  save: command(officePosts)
    .input(
      commandInput({
        id: id('房间').optional(),
        version: z.int().optional(),
        name: line('房间', 40),
        unitId: id('单位'),
        heavyPrinting: optionalText('打印任务重的理由', 200)
      })
    )
    .output(output<{ id: string }>()),
  seat: command(officePosts)
    .input(commandInput({ roomId: id('房间'), ...seat }))
    .output(output<{ id: string }>()),
  leave: command(officePosts)
    .input(commandInput({ seatId: id('座位'), toDay: localDate('结束日期') }))
    .output(output<{ id: string }>())
}
