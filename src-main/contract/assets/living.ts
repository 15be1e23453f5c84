import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { listInput, type Page } from '../lists'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, longText, money, person, reference, text, unit, whole } from '../recordField'
import { cents, id, localDate, optionalText, signature, text as line } from '../values'
import {
  atVersion,
  byId,
  correction,
  keepingPosts,
  officePosts,
  type AssetAsked,
  type AssetDetail,
  type AssetMade
} from './access'
import {
  damageKinds,
  damageStates,
  disposalKinds,
  loanKinds,
  loanStates,
  repairStates,
  retirementStates,
  transferKinds,
  transferStates
} from './words'

/** A card as a transfer or retirement found it. Cents. */
export const requestLine = entry('assetRequestLine', {
  number: code('资产编号', 12),
  name: text('资产名称', 14),
  quantity: whole('数量', 5).totalled(),
  originalCents: money('原值', 11).totalled(),
  accumulatedCents: money('累计折旧', 11).totalled(),
  netCents: money('净值', 11).derived().totalled(),
  unitName: unit('原部门', 'unitId', 12),
  userName: person('原使用人', 'userId', 8).nullable(),
  keeperName: person('原保管人', 'keeperId', 8).nullable(),
  place: text('原存放地', 9).nullable()
})
export type RequestLineRow = RowOf<typeof requestLine> & { readonly assetId: string }

/** A move to another unit, user or place (AST-09). */
export const transfer = record('assetTransfer', {
  number: code('单号', 14).in('申请'),
  kind: choice('种类', transferKinds, 8).in('申请'),
  things: text('资产', 20).in('申请'),
  assets: whole('件数', 5).totalled().in('申请'),
  fromUnitName: unit('原部门', 'fromUnitId', 12).in('申请'),
  toUnitName: unit('新部门', 'toUnitId', 12).typed().in('调入'),
  toUserName: person('新使用人', 'toUserId', 8).typed().in('调入'),
  toKeeperName: person('新保管人', 'toKeeperId', 8).typed().in('调入'),
  toPlace: text('新存放地', 9).typed(60).in('调入'),
  reason: longText('原因', 14).typed(300).in('申请'),
  meeting: text('会议名称', 14).optional(80).in('会议研究').aside().hinted('车辆、执法装备在单位之间调配时填写'),
  meetingOn: date('会议日期', 10).optional().in('会议研究').aside(),
  minutesNumber: code('纪要编号', 12).optional(60).in('会议研究').aside(),
  applicantName: person('申请人', 'applicantId', 8).in('申请'),
  submittedOn: date('申请日期', 10).in('申请'),
  doneOn: date('交接日期', 10).nullable().in('调入'),
  state: choice('状态', transferStates, 8).in('申请')
})
export type TransferRow = RowOf<typeof transfer>

const assetIds = z.array(id('资产')).min(1, '请选择资产').max(500)

export const transfers = {
  list: query('staff').input(listInput).output(output<Page<TransferRow>>()),
  get: query('staff').input(byId('转移申请')).output(output<AssetDetail<TransferRow, RequestLineRow>>()),
  submit: command('staff')
    .input(commandInput({ ...transfer.shape, assetIds }))
    .output(output<AssetAsked>()),
  /** Corrects a returned request and hands it in again, for the same cards. */
  amend: command('staff')
    .input(commandInput({ ...correction('转移申请'), ...transfer.shape }))
    .output(output<AssetAsked>()),
  /** Old and new keepers sign; custody passes. */
  complete: command('staff')
    .input(commandInput({ ...atVersion('转移申请'), signatures: z.array(signature).max(100) }))
    .output(output<{ version: number }>())
}

/** A thing lent or let to others, or borrowed from outside for long (AST-11). */
export const loan = record('assetLoan', {
  number: code('单号', 14).in('出借'),
  kind: choice('种类', loanKinds, 8).typed().in('出借'),
  assetNumber: reference('资产', 'assetId', 14).optional().in('出借'),
  thing: text('物品', 14).proposed(80).in('出借'),
  counterparty: text('对方单位（人）', 16).typed(80).in('出借'),
  purpose: longText('用途', 14).typed(200).in('出借'),
  fromDay: date('起', 10).typed().in('期限'),
  dueOn: date('应归还', 10).typed().in('期限'),
  returnedOn: date('归还日期', 10).nullable().in('期限'),
  condition: text('归还状况', 12).nullable().in('期限').aside(),
  keeperName: person('保管人', 'keeperId', 8).optional().in('期限').aside(),
  place: text('存放地', 9).optional(60).in('期限').aside(),
  meeting: text('会议名称', 14).optional(80).in('集体研究').aside(),
  minutesNumber: code('纪要编号', 12).optional(60).in('集体研究').aside(),
  unitName: unit('部门', 'unitId', 12).in('出借'),
  applicantName: person('申请人', 'applicantId', 8).in('出借'),
  submittedOn: date('申请日期', 10).in('出借'),
  state: choice('状态', loanStates, 8).in('出借')
})
export type LoanRow = RowOf<typeof loan>

export const loans = {
  list: query('staff').input(listInput).output(output<Page<LoanRow>>()),
  get: query('staff').input(byId('借用单')).output(output<AssetDetail<LoanRow>>()),
  submit: command('staff').input(commandInput(loan.shape)).output(output<AssetAsked>()),
  /** Corrects a returned one and hands it in again, for the same thing. */
  amend: command('staff')
    .input(commandInput({ ...correction('借用单'), ...loan.shape }))
    .output(output<AssetAsked>()),
  /** Registers a thing borrowed from outside for long. */
  borrow: command(keepingPosts).input(commandInput(loan.shape)).output(output<AssetMade>()),
  handOver: command(keepingPosts)
    .input(commandInput(atVersion('借用单')))
    .output(output<{ version: number }>()),
  takeBack: command(keepingPosts)
    .input(commandInput({ ...atVersion('借用单'), returnedOn: localDate('归还日期'), condition: line('归还状况') }))
    .output(output<{ version: number }>())
}

/** A repair (AST-10). Cents. */
export const repair = record('assetRepair', {
  number: code('报修单号', 14).in('报修'),
  assetNumber: reference('资产', 'assetId', 16).typed().in('报修'),
  fault: longText('故障', 16).typed(300).in('报修'),
  unitName: unit('部门', 'unitId', 12).in('报修'),
  applicantName: person('报修人', 'applicantId', 8).in('报修'),
  requestedOn: date('报修日期', 10).in('报修'),
  inWarranty: flag('质保期内', 6).in('报修'),
  vendor: text('厂商', 14).nullable().in('维修'),
  startedOn: date('送修日期', 10).nullable().in('维修'),
  costCents: money('费用', 10).nullable().totalled().in('维修'),
  warrantyUntil: date('维修质保至', 10).nullable().in('维修'),
  finishedOn: date('修好日期', 10).nullable().in('维修'),
  result: text('结果', 12).nullable().in('维修'),
  state: choice('状态', repairStates, 8).in('报修')
})
export type RepairRow = RowOf<typeof repair>

export const repairs = {
  list: query('staff').input(listInput).output(output<Page<RepairRow>>()),
  get: query('staff').input(byId('报修单')).output(output<AssetDetail<RepairRow>>()),
  request: command('staff').input(commandInput(repair.shape)).output(output<AssetMade>()),
  arrange: command(keepingPosts)
    .input(commandInput({ ...atVersion('报修单'), vendor: line('厂商', 80) }))
    .output(output<{ version: number }>()),
  finish: command(keepingPosts)
    .input(
      commandInput({
        ...atVersion('报修单'),
        vendor: optionalText('厂商', 80),
        costCents: cents('费用').optional(),
        warrantyUntil: localDate('维修质保至').optional(),
        result: line('结果'),
        beyond: z.boolean().default(false)
      })
    )
    .output(output<{ version: number }>())
}

/** A loss or damage and who pays what (AST-13). Cents. */
export const damage = record('assetDamage', {
  number: code('认定单号', 14).in('认定'),
  assetNumber: reference('资产', 'assetId', 16).typed().in('认定'),
  kind: choice('情形', damageKinds, 9).typed().in('认定'),
  happenedOn: date('发生日期', 10).typed().in('认定'),
  circumstances: longText('经过', 18).typed(500).in('认定'),
  personName: person('责任人', 'personId', 8).optional().in('认定'),
  finding: longText('责任认定', 16).typed(500).in('认定'),
  originalCents: money('原价', 10).totalled().in('赔偿'),
  repairCents: money('维修费', 10).optional().totalled().in('赔偿'),
  assessedCents: money('认定金额', 10).typed().totalled().in('赔偿'),
  unitName: unit('部门', 'unitId', 12).in('认定'),
  applicantName: person('经办人', 'applicantId', 8).in('认定'),
  submittedOn: date('申报日期', 10).in('认定'),
  settledOn: date('赔付日期', 10).nullable().in('赔偿'),
  receiptNumber: code('收据号', 12).nullable().in('赔偿').aside(),
  state: choice('状态', damageStates, 9).in('认定')
})
export type DamageRow = RowOf<typeof damage>

export const damages = {
  list: query('staff').input(listInput).output(output<Page<DamageRow>>()),
  get: query('staff').input(byId('损失认定')).output(output<AssetDetail<DamageRow>>()),
  submit: command('staff').input(commandInput(damage.shape)).output(output<AssetAsked>()),
  /** Corrects a returned one and hands it in again, for the same thing. */
  amend: command('staff')
    .input(commandInput({ ...correction('损失认定'), ...damage.shape }))
    .output(output<AssetAsked>()),
  settle: command(['finance', 'financeHead'])
    .input(
      commandInput({ ...atVersion('损失认定'), settledOn: localDate('赔付日期'), receiptNumber: line('收据号', 40) })
    )
    .output(output<{ version: number }>())
}

/** A retirement (AST-12). Cents. */
export const retirement = record('assetRetirement', {
  number: code('单号', 14).in('申请'),
  kind: choice('处置方式', disposalKinds, 9).typed().in('申请'),
  things: text('资产', 20).in('申请'),
  assets: whole('件数', 5).totalled().in('申请'),
  originalCents: money('原值', 11).totalled().in('申请'),
  accumulatedCents: money('累计折旧', 11).totalled().in('申请'),
  netCents: money('净值', 11).derived().totalled().in('申请'),
  reason: longText('原因', 14).typed(300).in('申请'),
  appraisal: longText('鉴定', 14).optional(300).in('申请').aside(),
  damageNumber: reference('损失认定', 'damageId', 14).optional().in('申请').aside(),
  diskAccount: text('硬盘处理情况', 14).optional(200).in('申请').aside().hinted('涉密计算机必填'),
  recipient: text('接收单位', 14).optional(80).in('申请').aside(),
  meeting: text('会议名称', 14).optional(80).in('申请').aside(),
  minutesNumber: code('纪要编号', 12).optional(60).in('申请').aside(),
  unitName: unit('部门', 'unitId', 12).in('申请'),
  applicantName: person('申请人', 'applicantId', 8).in('申请'),
  submittedOn: date('申请日期', 10).in('申请'),
  approvalNumber: code('批准文号', 14).nullable().in('处置'),
  incomeCents: money('残值收入', 10).nullable().totalled().in('处置'),
  method: text('处置去向', 12).nullable().in('处置'),
  disposedOn: date('处置日期', 10).nullable().in('处置'),
  state: choice('状态', retirementStates, 8).in('申请')
})
export type RetirementRow = RowOf<typeof retirement>

export const retirements = {
  list: query('staff').input(listInput).output(output<Page<RetirementRow>>()),
  get: query('staff').input(byId('处置申请')).output(output<AssetDetail<RetirementRow, RequestLineRow>>()),
  submit: command('staff')
    .input(commandInput({ ...retirement.shape, assetIds }))
    .output(output<AssetAsked>()),
  /** Corrects a returned request and hands it in again, for the same cards. */
  amend: command('staff')
    .input(commandInput({ ...correction('处置申请'), ...retirement.shape }))
    .output(output<AssetAsked>()),
  /** Off the book at once (AST-12). */
  carryOut: command(officePosts)
    .input(
      commandInput({
        ...atVersion('处置申请'),
        disposedOn: localDate('处置日期'),
        approvalNumber: optionalText('批准文号', 60),
        incomeCents: cents('残值收入').optional(),
        method: line('处置去向', 120)
      })
    )
    .output(output<{ version: number }>())
}
