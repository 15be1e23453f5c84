import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { choice, code, date, flag, longText, moment, money, person, text, unit, whole, year } from '../recordField'
import { entry, record, type RowOf } from '../record'
import { attachmentId, id, instant, localDate, optionalText, signature, text as line } from '../values'
import { byId, changed, financePosts, numbered, officePosts, page, paged, target, type RecordView } from './access'
import { checkResults, incidentKinds, incidentStates } from './words'

/** A violation, accident or other breach. Share in percent. */
export const incident = record('vehicleIncident', {
  number: code('编号', 15).aside(),
  at: moment('时间', 16).typed(),
  place: text('地点', 14).typed(80),
  plate: code('车牌', 10).joined(),
  driverName: person('驾驶员', 'driverId', 8).typed(),
  unitName: unit('用车单位', 'unitId', 12),
  kind: choice('性质', incidentKinds, 8).typed(),
  nature: text('情况', 16).typed(300),
  share: whole('责任比例', 8).optional(100),
  points: whole('扣分', 6).typed(24),
  fineCents: money('罚款', 9).typed().totalled(),
  fineReceipt: code('罚款单据', 12).optional(60).aside(),
  lossCents: money('直接损失', 10).typed().totalled(),
  insuranceCents: money('保险赔付', 10).typed().totalled(),
  borneCents: money('个人承担', 10).derived().totalled(),
  casualties: flag('人员伤亡', 7).typed().aside(),
  chargeCents: money('认定赔偿', 10).aside(),
  collectedOn: date('收款日期', 11).nullable().aside(),
  leaderToldAt: moment('报告分管领导', 16).nullable().aside(),
  leaderToldName: text('分管领导', 8).nullable().aside(),
  headToldAt: moment('报告主要领导', 16).nullable().aside(),
  notifiedOn: date('通报日期', 11).nullable().aside(),
  disciplineOn: date('报纪检日期', 11).nullable().aside(),
  result: longText('处理结果', 16).nullable(),
  state: choice('状态', incidentStates, 8),
  remarks: text('备注', 14).derived()
})
export type IncidentRow = RowOf<typeof incident>

/** A driver's year-end statement as signed. */
export const settlement = entry('driverSettlement', {
  number: code('结算单号', 15).aside(),
  year: year('年度', 6),
  personName: person('姓名', 'personId', 9).asWritten(),
  months: whole('在岗月数', 7),
  goodsCents: money('劳保', 9).totalled(),
  bonusMonths: whole('计奖月数', 7),
  bonusCents: money('安全奖', 9).totalled(),
  deductions: longText('扣减原因', 18),
  chargeCents: money('损失承担', 9).totalled(),
  payableCents: money('应发', 10).aside(),
  dueCents: money('本次应发', 10).totalled(),
  correctionOf: code('更正的结算单', 15).derived().nullable(),
  signedByName: text('签字', 9),
  day: date('签字日期', 11)
})
export type SettlementRow = RowOf<typeof settlement>

/** A driver's year as worked out now. */
export interface SettlementPreview {
  readonly personId: string
  readonly personName: string
  readonly months: number
  readonly goodsCents: number
  readonly bonusMonths: number
  readonly bonusCents: number
  readonly chargeCents: number
  readonly payableCents: number
  readonly deductions: string
  readonly signedCents: number | null
  readonly signedNumber: string | null
}

export const spotCheck = record('vehicleSpotCheck', {
  number: code('抽查编号', 15),
  at: moment('时间', 16).typed(),
  plate: code('车牌', 10).joined(),
  driverName: person('驾驶员', 'driverId', 8).optional(),
  place: text('地点', 14).typed(80),
  result: choice('结果', checkResults, 12).typed(),
  finding: text('发现的问题', 20).typed(300),
  memberName: person('抽查人', 'memberId', 8),
  followUp: longText('处理', 18).nullable(),
  followedOn: date('处理日期', 11).nullable()
})
export type SpotCheckRow = RowOf<typeof spotCheck>

export const incidents = {
  list: query('staff').input(paged).output(page<IncidentRow>()),
  get: query('staff').input(byId('违章事故')).output(output<RecordView<IncidentRow>>()),
  record: command('staff')
    .input(
      commandInput({
        ...incident.shape,
        vehicleId: id('车辆'),
        leaderToldAt: instant('报告分管领导的时间').optional(),
        leaderToldId: id('分管领导').optional(),
        headToldAt: instant('报告主要领导的时间').optional()
      })
    )
    .output(numbered),
  /** What became known later: reports, shares, insurance, notices. */
  follow: command(officePosts)
    .input(
      commandInput({
        ...target('违章事故'),
        share: z.int().min(0).max(100, '责任比例不能超过100%').optional(),
        lossCents: incident.shape.lossCents.optional(),
        insuranceCents: incident.shape.insuranceCents.optional(),
        fineReceipt: optionalText('罚款单据', 60),
        chargeCents: incident.shape.lossCents.optional(),
        leaderToldAt: instant('报告分管领导的时间').optional(),
        leaderToldId: id('分管领导').optional(),
        headToldAt: instant('报告主要领导的时间').optional(),
        notifiedOn: localDate('通报日期').optional(),
        disciplineOn: localDate('报纪检日期').optional(),
        result: optionalText('处理结果', 500)
      })
    )
    .output(changed),
  collect: command(financePosts)
    .input(commandInput({ ...target('违章事故') }))
    .output(changed),
  close: command(officePosts)
    .input(commandInput({ ...target('违章事故'), result: line('处理结果', 500) }))
    .output(changed)
}

export const settlements = {
  list: query('staff').input(paged).output(page<SettlementRow>()),
  get: query('staff').input(byId('年终结算')).output(output<RecordView<SettlementRow>>()),
  preview: query('staff')
    .input(z.strictObject({ year: z.int().min(2000).max(2199) }))
    .output(output<readonly SettlementPreview[]>()),
  sign: command(officePosts)
    .input(
      commandInput({
        year: z.int().min(2000).max(2199),
        personId: id('驾驶员'),
        signatures: z.strictObject({ driver: signature.optional() }).default({})
      })
    )
    .output(numbered)
}

export const spotChecks = {
  list: query('staff').input(paged).output(page<SpotCheckRow>()),
  get: query('staff').input(byId('抽查记录')).output(output<RecordView<SpotCheckRow>>()),
  record: command(['safetyMember'])
    .input(
      commandInput({
        ...spotCheck.shape,
        vehicleId: id('车辆'),
        finding: optionalText('发现的问题', 300),
        photoId: attachmentId.optional()
      })
    )
    .output(numbered),
  followUp: command([...officePosts, 'safetyMember'])
    .input(commandInput({ ...target('抽查记录'), followUp: line('处理情况', 500) }))
    .output(changed)
}
