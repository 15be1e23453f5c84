import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { keysOf } from '../fields'
import {
  choice,
  code,
  date,
  flag,
  longText,
  moment,
  money,
  monthOf,
  person,
  quantity,
  text,
  whole
} from '../recordField'
import { entry, record, type RowOf } from '../record'
import { attachmentId, id, localDate, month, signature, text as line } from '../values'
import {
  byId,
  changed,
  financePosts,
  fuelPosts,
  numbered,
  officePosts,
  overseers,
  page,
  paged,
  target,
  type RecordView
} from './access'
import { costKinds, fuelGrades, matchKinds, settledStates, suspicionKinds } from './words'

/** One refuel. Litres in thousandths, price in cents a litre. */
export const refuel = entry('vehicleRefuel', {
  number: code('加油单号', 15).aside(),
  at: moment('加油时间', 16).typed().aside(),
  day: date('日期', 11).importedAs('加油日期', '时间', '加油时间'),
  plate: code('车牌', 10).importedAs('车牌号', '车号', '号牌'),
  driverName: person('驾驶员', 'driverId', 8).asWritten().typed().nullable().importedAs('司机', '加油人'),
  station: text('站点', 16).typed(60).importedAs('加油站', '加油地点'),
  grade: choice('油品', fuelGrades, 9).typed().importedAs('油品种类', '油号', '标号'),
  litres: quantity('升数', 8).typed().totalled().importedAs('加油量(升)', '加油量', '数量', '升'),
  priceCents: money('单价', 7).typed().importedAs('油价', '单价(元)'),
  amountCents: money('金额', 10).typed().totalled().importedAs('金额(元)', '加油金额'),
  km: whole('里程', 8).typed(3_000_000).importedAs('里程表读数', '里程数', '公里数'),
  full: flag('加满', 5).typed(),
  cardNumber: code('油卡', 18).importedAs('加油卡号', '卡号'),
  noCardReason: text('未用卡原因', 12).optional(100).aside(),
  receiptNumber: code('小票号', 12).optional(40).aside(),
  per100: quantity('百公里油耗', 8).derived().nullable(),
  hint: text('提示', 14).derived(),
  remarks: longText('备注', 14).optional(300).importedAs('说明')
})
export type RefuelRow = RowOf<typeof refuel> & { readonly vehicleId: string }

/** A vehicle's line of a month's fuel statement. Litres and litres per 100 km in thousandths. */
export const fuelMonthLine = entry('fuelMonthLine', {
  plate: code('车牌', 10).derived(),
  km: whole('月行驶公里', 9).derived().nullable().totalled(),
  per100: quantity('平均油耗', 8).derived().nullable(),
  expected: quantity('核定油量', 9).derived().nullable(),
  bought: quantity('实加油量', 9).derived().totalled(),
  difference: quantity('差异', 8).derived().nullable(),
  amountCents: money('金额', 10).derived().totalled(),
  note: text('说明', 18).derived()
})
export type FuelMonthLineRow = RowOf<typeof fuelMonthLine>

export const fuelMonth = entry('fuelMonth', {
  number: code('月结单号', 15),
  month: monthOf('月份', 9),
  day: date('签认日期', 11),
  personName: text('签认人', 8),
  km: whole('行驶公里', 9).totalled(),
  bought: quantity('加油量', 9).totalled(),
  amountCents: money('金额', 10).totalled(),
  receivedOn: date('财务收到', 11).joined().nullable(),
  receivedByName: text('财务收件人', 9).joined().nullable()
})
export type FuelMonthRow = RowOf<typeof fuelMonth>

export const statement = record('cardStatement', {
  number: code('对账单号', 15),
  fileName: text('文件', 22),
  fromDay: date('起', 11),
  untilDay: date('止', 11),
  lineCount: whole('明细行数', 8),
  litres: quantity('升数', 9),
  amountCents: money('金额', 11),
  openCount: whole('待处理', 7),
  personName: text('读入人', 8),
  at: moment('读入时间', 16)
})
export type StatementRow = RowOf<typeof statement>

/** One line of a statement beside the register. */
export const match = record('statementMatch', {
  day: date('日期', 11).aside(),
  cardNumber: code('卡号', 20).joined().nullable(),
  plate: code('车牌', 10).joined().nullable(),
  at: moment('交易时间', 16).joined().nullable(),
  station: text('站点', 16).joined().nullable(),
  gradeWords: text('油品', 12).joined().nullable(),
  kindWords: text('业务类型', 8).joined().nullable(),
  lineLitres: quantity('对账单升数', 9).joined().nullable().totalled(),
  lineCents: money('对账单金额', 10).joined().nullable().totalled(),
  refuelNumber: code('登记行', 15).joined().nullable(),
  refuelLitres: quantity('登记升数', 9).joined().nullable().totalled(),
  refuelCents: money('登记金额', 10).joined().nullable().totalled(),
  differenceCents: money('差异', 9).totalled(),
  kind: choice('情况', matchKinds, 8),
  words: text('情况说明', 20).aside(),
  settlement: text('处理', 18).nullable(),
  settledBy: text('处理人', 8).nullable(),
  state: choice('状态', settledStates, 7)
})
export type MatchRow = RowOf<typeof match>

/** A suspicion of the audit checks. */
export const suspicion = record('vehicleSuspicion', {
  day: date('日期', 11),
  plate: code('车牌', 10).joined(),
  driverName: person('驾驶员', 'driverId', 8).nullable(),
  kind: choice('疑点', suspicionKinds, 14),
  figures: text('依据数据', 24),
  words: text('说明', 18),
  settlement: text('处理', 18).nullable(),
  settledBy: text('处理人', 8).nullable(),
  state: choice('状态', settledStates, 7)
})
export type SuspicionRow = RowOf<typeof suspicion>

export const cost = entry('vehicleCost', {
  number: code('费用单号', 15),
  day: date('日期', 11),
  plate: code('车牌', 10).joined(),
  kind: choice('种类', costKinds, 8).typed(),
  amountCents: money('金额', 10).typed().totalled(),
  receiptOn: date('票据日期', 11).typed(),
  receiptNumber: code('票据号', 14).optional(60),
  sourceNumber: code('来源', 15),
  handlerName: text('经手人', 8),
  late: flag('不予报销', 7),
  remarks: text('备注', 14).optional(200)
})
export type CostRow = RowOf<typeof cost>

/** What one vehicle cost in a period. Cents; kilometres null where no reading says. */
export const costSummary = entry('costSummary', {
  plate: code('车牌', 10).derived(),
  fuelCents: money('燃油', 11).derived().totalled(),
  repairCents: money('维修', 11).derived().totalled(),
  insuranceCents: money('保险', 11).derived().totalled(),
  inspectionCents: money('年检', 10).derived().totalled(),
  roadCents: money('过路停车', 10).derived().totalled(),
  fineCents: money('罚款', 10).derived().totalled(),
  otherCents: money('洗车及其他', 10).derived().totalled(),
  totalCents: money('合计', 12).derived().totalled(),
  km: whole('公里', 9).derived().nullable().totalled(),
  perKmCents: money('每公里成本', 9).derived().nullable(),
  note: text('说明', 16).derived()
})
export type CostSummaryRow = RowOf<typeof costSummary>

const period = z.strictObject({ from: localDate('起'), to: localDate('止') })

export const refuels = {
  list: query('staff').input(paged).output(page<RefuelRow>()),
  get: query('staff').input(byId('加油记录')).output(output<RecordView<RefuelRow>>()),
  post: command(fuelPosts)
    .input(
      commandInput({
        ...refuel.shape,
        vehicleId: id('车辆'),
        cardId: id('加油卡').optional(),
        signatures: z.strictObject({ driver: signature.optional() }).default({})
      })
    )
    .output(numbered),
  reverse: command(fuelPosts)
    .input(commandInput({ id: id('加油记录'), reason: line('冲正原因') }))
    .output(numbered)
}

export const fuelMonths = {
  list: query('staff').input(paged).output(page<FuelMonthRow>()),
  /** The lines of a month: as signed where it was, and what they would be now. */
  month: query('staff')
    .input(z.strictObject({ month: month() }))
    .output(
      output<{
        readonly month: string
        readonly signed: FuelMonthRow | null
        readonly lines: readonly FuelMonthLineRow[]
        /** Lines that have changed since they were signed. */
        readonly later: readonly FuelMonthLineRow[]
      }>()
    ),
  sign: command(officePosts)
    .input(commandInput({ month: month() }))
    .output(numbered),
  /** 财务装备股 has received the signed statement. */
  receive: command(financePosts)
    .input(commandInput({ id: id('油料月结') }))
    .output(numbered)
}

export const statements = {
  list: query(overseers).input(paged).output(page<StatementRow>()),
  get: query(overseers)
    .input(byId('对账单'))
    .output(output<RecordView<StatementRow> & { readonly counts: Readonly<Record<string, number>> }>()),
  matches: query(overseers).input(paged).output(page<MatchRow>()),
  /** Reads an uploaded statement and holds it against the register. */
  read: command([...officePosts, ...financePosts])
    .input(commandInput({ attachmentId }))
    .output(numbered),
  settle: command([...officePosts, ...financePosts])
    .input(commandInput({ ...target('对账情况'), settlement: line('处理', 300) }))
    .output(changed)
}

export const suspicions = {
  list: query(overseers).input(paged).output(page<SuspicionRow>()),
  /** Runs the audit checks over a period; a check finds a thing once. */
  run: command([...officePosts, ...financePosts, 'safetyMember'])
    .input(commandInput(period.shape))
    .output(output<{ readonly found: number; readonly checked: number }>()),
  settle: command([...officePosts, ...financePosts])
    .input(commandInput({ ...target('用油疑点'), words: line('说明', 300), settlement: line('处理', 300) }))
    .output(changed)
}

export const costs = {
  list: query('staff').input(paged).output(page<CostRow>()),
  summary: query('staff').input(period).output(output<readonly CostSummaryRow[]>()),
  enter: command(officePosts)
    .input(
      commandInput({
        ...cost.shape,
        kind: z.enum(keysOf(costKinds), { error: '请选择种类' }),
        vehicleId: id('车辆'),
        tripId: id('派车单').optional(),
        handlerId: id('经手人').optional()
      })
    )
    .output(numbered),
  reverse: command(officePosts)
    .input(commandInput({ id: id('费用'), reason: line('冲正原因') }))
    .output(numbered)
}
