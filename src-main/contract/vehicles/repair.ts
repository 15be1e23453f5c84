import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { choice, code, date, flag, longText, money, person, reference, text, unit, whole } from '../recordField'
import { entry, record, type RowOf } from '../record'
import { attachmentId, cents, id, instant, localDate, optionalText, text as line } from '../values'
import {
  bothSign,
  byId,
  changed,
  financePosts,
  numbered,
  officePosts,
  page,
  paged,
  target,
  type RecordView
} from './access'
import { changeStates, repairKinds, repairStates } from './words'

/** A maintenance sheet. */
export const repair = record('vehicleRepair', {
  number: code('单号', 15),
  submittedOn: date('日期', 11),
  plate: code('车牌', 10).joined(),
  kind: choice('类别', repairKinds, 7).typed(),
  items: text('项目', 20).derived(),
  unitName: unit('单位', 'unitId', 12),
  applicantName: person('驾驶员', 'applicantId', 8),
  km: whole('里程', 8).typed(3_000_000),
  reason: text('事由', 16).typed(200),
  garageName: reference('定点厂', 'garageId', 14).nullable(),
  roadsideGarage: text('途中修理处', 12).optional(80).aside(),
  breakdown: flag('途中故障', 7).typed().aside(),
  plannedCents: money('预计金额', 10).aside(),
  approvedCents: money('批准金额', 10).nullable().totalled(),
  materialCents: money('材料费', 10).nullable().totalled(),
  labourCents: money('工时费', 10).nullable().totalled(),
  actualCents: money('实际金额', 10).nullable().totalled(),
  supplements: text('增项', 12).derived(),
  accepters: text('验收人', 12).nullable(),
  acceptedOn: date('验收日期', 11).nullable(),
  warrantyUntil: date('质保期', 11).nullable(),
  warrantyKm: whole('质保公里', 8).nullable().aside(),
  invoiceNumber: code('发票号', 14).nullable().aside(),
  faultStatement: longText('故障情况说明', 16).optional(1000).aside(),
  statementReceivedOn: date('说明报财务', 11).nullable().aside(),
  listReceivedOn: date('清单交财务', 11).nullable().aside(),
  borneCents: money('驾驶员自负', 10).aside(),
  borneReason: text('自负原因', 12).nullable().aside(),
  collectedOn: date('收款日期', 11).nullable().aside(),
  papersDueOn: date('补办期限', 11).nullable().aside(),
  papersOn: date('补办日期', 11).nullable().aside(),
  state: choice('状态', repairStates, 8),
  remarks: text('备注', 14).derived()
})
export type RepairRow = RowOf<typeof repair>

/** An approved item with what was charged for it. */
export const repairItem = entry('repairItem', {
  name: text('项目', 18).typed(80),
  amountCents: money('批准金额', 10).typed().totalled(),
  supplementNumber: code('增项单号', 15).derived().nullable(),
  materialCents: money('材料费', 10).derived().totalled(),
  labourCents: money('工时费', 10).derived().totalled(),
  approved: flag('已批准', 6).derived()
})
export type RepairItemRow = RowOf<typeof repairItem>

export const supplement = record('repairSupplement', {
  number: code('增项单号', 15),
  reason: text('原因', 20).typed(200),
  amountCents: money('金额', 10),
  state: choice('状态', changeStates, 8)
})
export type SupplementRow = RowOf<typeof supplement> & { readonly approvalId: string | null }

const items = z
  .array(z.strictObject({ name: line('项目', 80), amountCents: cents('金额') }))
  .min(1, '请填写维修保养项目')
  .max(60)
const asked = {
  ...repair.shape,
  garageId: id('修理厂').optional(),
  items,
  incidentId: id('事故记录').optional(),
  /** Of a repair on the road at an undesignated garage: only what brings the car home. */
  onlyHome: z.boolean().default(false)
}

export const repairs = {
  list: query('staff').input(paged).output(page<RepairRow>()),
  get: query('staff').input(byId('维修单')).output(
    output<
      RecordView<RepairRow> & {
        readonly vehicleId: string
        readonly items: readonly RepairItemRow[]
        readonly supplements: readonly SupplementRow[]
      }
    >()
  ),
  request: command('staff')
    .input(commandInput({ ...asked, vehicleId: id('车辆') }))
    .output(numbered),
  amend: command('staff')
    .input(commandInput({ ...target('维修单'), ...asked }))
    .output(changed),
  handOver: command('staff')
    .input(
      commandInput({
        ...target('维修单'),
        km: z.int({ error: '请填写送修里程' }).min(0).max(3_000_000),
        at: instant('送修时间').optional(),
        signatures: bothSign.default({})
      })
    )
    .output(changed),
  supplement: command('staff')
    .input(commandInput({ id: id('维修单'), ...supplement.shape, items }))
    .output(numbered),
  accept: command('staff')
    .input(
      commandInput({
        ...target('维修单'),
        km: z.int({ error: '请填写修毕里程' }).min(0).max(3_000_000),
        lines: z
          .array(
            z.strictObject({
              itemId: id('项目').optional(),
              name: line('项目', 80),
              materialCents: cents('材料费'),
              labourCents: cents('工时费')
            })
          )
          .min(1, '请填写维修清单')
          .max(120),
        warrantyUntil: localDate('质保期').optional(),
        warrantyKm: z.int().min(0).max(1_000_000).optional(),
        invoiceNumber: optionalText('发票号', 60),
        defectIds: z.array(id('车况问题')).max(60).default([]),
        signatures: bothSign.default({})
      })
    )
    .output(changed),
  /** Papers of a repair on the road, after the return. */
  papers: command('staff')
    .input(commandInput({ ...target('维修单'), attachmentId: attachmentId.optional() }))
    .output(changed),
  /** Finance receives the accident or fault statement of an overhaul. */
  receiveStatement: command(financePosts)
    .input(commandInput({ ...target('维修单') }))
    .output(changed),
  /** Finance receives the signed list of work. */
  receiveList: command(financePosts)
    .input(commandInput({ ...target('维修单') }))
    .output(changed),
  /** Finds costs to be against the regulation: the driver bears them. */
  charge: command(officePosts)
    .input(commandInput({ ...target('维修单'), borneCents: cents('驾驶员自负金额'), reason: line('认定原因') }))
    .output(changed),
  collect: command(financePosts)
    .input(commandInput({ ...target('维修单') }))
    .output(changed),
  close: command(officePosts)
    .input(commandInput({ ...target('维修单') }))
    .output(changed)
}
