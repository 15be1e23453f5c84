import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { code, choice, date, flag, longText, money, person, quantity, text, unit, whole } from '../recordField'
import { entry, record, type RowOf } from '../record'
import { attachmentId, id, instant, localDate, optionalText, text as line } from '../values'
import { byId, changed, numbered, officePosts, page, paged, target, type RecordView } from './access'
import {
  expiryKinds,
  expiryStates,
  fuelGrades,
  licenceClasses,
  lifeKinds,
  paperKinds,
  vehicleStates,
  vehicleUses
} from './words'

const file = '车辆'
const papers = '证照与保养'

/** A vehicle's file. */
export const vehicle = record('vehicle', {
  number: code('档案号', 15).aside(),
  plate: code('车牌', 10).typed(20).in(file).importedAs('车牌号', '车牌号码', '号牌', '车号'),
  model: text('品牌型号', 14).typed(60).in(file).importedAs('厂牌型号', '车型', '型号', '品牌'),
  vin: code('车架号', 18).optional(30).in(file).importedAs('车辆识别代码', '识别代号', 'VIN'),
  engineNumber: code('发动机号', 14).optional(30).in(file).importedAs('发动机号码'),
  seats: whole('座位', 5).typed(60).in(file).importedAs('核定座位', '座位数', '核载人数'),
  use: choice('用途', vehicleUses, 8).typed().in(file).importedAs('车辆用途', '使用性质'),
  licenceClass: choice('准驾车型', licenceClasses, 7).typed().in(file).aside(),
  livery: flag('执法涂装', 7).typed().in(file).aside(),
  unitName: unit('编制单位', 'unitId', 12)
    .typed()
    .in(file)
    .importedAs('使用单位', '所属单位', '单位', '部门', '使用部门'),
  responsibleName: text('责任人', 8).derived(),
  mainDriverName: person('主驾', 'mainDriverId', 8).optional().in(file).importedAs('主驾驶员', '驾驶员', '司机'),
  secondDriverName: person('副驾', 'secondDriverId', 8).optional().in(file).importedAs('副驾驶员'),
  purchasedOn: date('购置日期', 11).optional().in(file).importedAs('购车日期', '登记日期', '购入日期'),
  priceCents: money('购置价', 11).optional().in(file).importedAs('购置价格', '价格', '原值', '购置价格(元)').totalled(),
  compulsoryUntil: date('交强险到期', 11).nullable().in(papers).aside(),
  commercialUntil: date('商业险到期', 11).nullable().in(papers).aside(),
  insuredUntil: date('保险到期', 11).derived().nullable().importedAs('保险有效期', '保险到期日'),
  inspectionUntil: date('年检到期', 11).nullable().in(papers).importedAs('年审到期', '检验有效期', '年检有效期'),
  tank: quantity('油箱容积', 8).optional().in(file).importedAs('油箱容积(L)', '油箱容量', '油箱').aside(),
  grade: choice('油品', fuelGrades, 9).optional().in(file).importedAs('燃油种类').aside(),
  openingKm: whole('初始里程', 8)
    .typed(3_000_000)
    .in(file)
    .importedAs('初始里程(km)', '初始里程', '里程', '里程数')
    .aside(),
  lastKm: whole('里程', 8).joined().nullable(),
  parking: text('停放', 12).optional(60).in(file).importedAs('停放地点', '存放地点'),
  assetNumber: code('固定资产编号', 14).optional(40).in(file).importedAs('资产编号').aside(),
  licenceNumber: code('行驶证编号', 14).optional(40).in(papers).aside(),
  serviceEveryKm: whole('保养间隔公里', 8).optional(100_000).in(papers).aside(),
  serviceEveryMonths: whole('保养间隔月', 8).optional(60).in(papers).aside(),
  servicedOn: date('上次保养', 11).nullable().in(papers).aside(),
  servicedKm: whole('上次保养里程', 9).nullable().in(papers).aside(),
  nextService: text('下次保养', 16).derived().in(papers).aside(),
  state: choice('状态', vehicleStates, 7),
  registeredOn: date('建档日期', 11).aside(),
  remarks: longText('备注', 14).optional(500).in(file).importedAs('说明')
})
export type VehicleRow = RowOf<typeof vehicle>

/** An entry in the life of a vehicle. */
export const vehicleEvent = entry('vehicleEvent', {
  day: date('日期', 11),
  kind: choice('事项', lifeKinds, 10),
  change: text('内容', 26),
  reason: text('原因', 16).nullable(),
  documentNumber: code('依据', 14).nullable(),
  personName: text('经办人', 8)
})

export const vehiclePaper = entry('vehiclePaper', {
  kind: choice('证照', paperKinds, 8).typed(),
  fromDay: date('起', 11).optional(),
  untilDay: date('到期日', 11).typed(),
  issuer: text('承保公司或检验机构', 16).optional(60),
  documentNumber: code('保单号或凭证号', 16).optional(60),
  amountCents: money('金额', 10).typed(),
  personName: text('经办人', 8)
})

export const vehicleDefect = record('vehicleDefect', {
  foundOn: date('发现日期', 11),
  foundBy: text('发现人', 8),
  description: text('问题', 24).typed(200),
  mendedOn: date('排除日期', 11).nullable(),
  mended: text('处理', 20).nullable()
})

/** What falls due on a vehicle or driver. */
export const expiry = entry('expiry', {
  subject: text('车牌/驾驶员', 12).derived(),
  kind: choice('事项', expiryKinds, 8).derived(),
  dueOn: date('到期日', 11).derived().nullable(),
  daysLeft: whole('剩余天数', 8).derived().nullable(),
  responsibleName: text('责任人', 8).derived(),
  state: choice('状态', expiryStates, 8).derived(),
  remarks: text('备注', 16).derived()
})
export type ExpiryRow = RowOf<typeof expiry> & {
  readonly subjectType: 'vehicle' | 'vehicleDriver'
  readonly subjectId: string
}

/** A vehicle to choose from, with why it cannot be taken for a window of time. */
export interface VehicleChoice {
  readonly id: string
  readonly plate: string
  readonly model: string
  readonly unitId: string
  readonly unitName: string
  readonly mainDriverId: string | null
  readonly secondDriverId: string | null
  readonly tank: number | null
  readonly grade: VehicleRow['grade']
  readonly lastKm: number | null
  readonly state: string
  readonly hindrances: readonly string[]
}

export const files = {
  list: query('staff').input(paged).output(page<VehicleRow>()),
  get: query('staff').input(byId('车辆')).output(
    output<
      RecordView<VehicleRow> & {
        readonly events: readonly (RowOf<typeof vehicleEvent> & { readonly attachmentId: string | null })[]
        readonly papers: readonly (RowOf<typeof vehiclePaper> & { readonly attachmentId: string | null })[]
        readonly defects: readonly RowOf<typeof vehicleDefect>[]
      }
    >()
  ),
  /** Vehicles to choose from; with a window of time each says what stands in its way. */
  choices: query('staff')
    .input(
      z.strictObject({ fromAt: instant().optional(), untilAt: instant().optional(), exceptTripId: id().optional() })
    )
    .output(output<readonly VehicleChoice[]>()),
  expiries: query('staff').output(output<readonly ExpiryRow[]>()),
  enter: command(officePosts)
    .input(
      commandInput({
        ...vehicle.shape,
        compulsoryUntil: localDate('交强险到期').optional(),
        commercialUntil: localDate('商业险到期').optional(),
        inspectionUntil: localDate('年检到期').optional(),
        servicedOn: localDate('上次保养').optional(),
        servicedKm: z.int().min(0).max(3_000_000).optional()
      })
    )
    .output(numbered),
  revise: command(officePosts)
    .input(commandInput({ ...target('车辆'), ...vehicle.shape, reason: line('更正原因') }))
    .output(changed),
  /** Hands the vehicle to another unit on the decision of a leaders' meeting (VEH-01). */
  moveUnit: command(officePosts)
    .input(
      commandInput({
        ...target('车辆'),
        unitId: id('使用单位'),
        meeting: optionalText('会议名称和日期', 100),
        documentNumber: optionalText('会议纪要文号', 60),
        minutesId: attachmentId.optional(),
        reason: line('变更原因')
      })
    )
    .output(changed),
  assignDrivers: command([...officePosts, 'unitHead'])
    .input(
      commandInput({
        ...target('车辆'),
        mainDriverId: id('主驾驶员').optional(),
        secondDriverId: id('副驾驶员').optional(),
        reason: line('变更原因')
      })
    )
    .output(changed),
  /** Replaced or scrapped for good. */
  retire: command(officePosts)
    .input(
      commandInput({
        ...target('车辆'),
        state: z.enum(['replaced', 'scrapped']),
        documentNumber: line('批准文号', 60),
        reason: line('原因'),
        attachmentId: attachmentId.optional()
      })
    )
    .output(changed),
  addPaper: command(officePosts)
    .input(
      commandInput({
        ...target('车辆'),
        ...vehiclePaper.shape,
        attachmentId: attachmentId.optional(),
        receiptNumber: optionalText('票据号', 60),
        receiptOn: localDate('票据日期').optional()
      })
    )
    .output(changed),
  /** An odometer that was replaced or has turned over, with proof. */
  replaceMeter: command(officePosts)
    .input(
      commandInput({
        ...target('车辆'),
        at: instant('更换时间'),
        oldKm: z.int().min(0).max(3_000_000),
        newKm: z.int().min(0).max(3_000_000),
        reason: line('原因'),
        attachmentId
      })
    )
    .output(changed),
  reportDefect: command('staff')
    .input(commandInput({ id: id('车辆'), description: line('问题') }))
    .output(output<{ readonly id: string }>()),
  mendDefect: command(officePosts)
    .input(commandInput({ ...target('车况问题'), mended: line('处理情况') }))
    .output(changed)
}
