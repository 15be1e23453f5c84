import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { keysOf } from '../fields'
import { choice, code, date, flag, longText, moment, person, text, unit, whole } from '../recordField'
import { entry, record, type RowOf } from '../record'
import { attachmentId, id, instant, localDate, optionalText, text as line } from '../values'
import { byId, changed, numbered, officePosts, page, paged, target, type RecordView } from './access'
import { changeStates, distanceCauses, distanceStates, layupStates, tripPurposes, tripStates, userRanks } from './words'

const asked = '用车申请'
const carried = '出车回车'

/** A trip from request to return. */
export const trip = record('vehicleTrip', {
  number: code('派车单号', 15),
  unitName: unit('申请单位', 'unitId', 12).in(asked),
  applicantName: person('申请人', 'applicantId', 8).in(asked).aside(),
  userName: person('用车人', 'userId', 8).typed().in(asked),
  userRank: choice('用车人职级', userRanks, 8).typed().in(asked).aside(),
  purpose: choice('用途', tripPurposes, 8).typed().in(asked),
  reason: text('事由', 18).typed(120).in(asked),
  destination: text('目的地', 14).typed(80).in(asked),
  route: text('路线', 14).optional(120).in(asked).aside(),
  companions: text('同车人', 14).derived(),
  plate: text('车牌', 10).joined().nullable().in(asked),
  driverName: person('驾驶员', 'driverId', 8).optional().in(asked),
  fromAt: moment('计划出车', 16).typed().in(asked),
  untilAt: moment('计划返回', 16).typed().in(asked),
  outAt: moment('实际出车', 16).nullable().in(carried),
  inAt: moment('实际返回', 16).nullable().in(carried),
  outKm: whole('出车里程', 9).nullable().in(carried),
  inKm: whole('返回里程', 9).nullable().in(carried),
  km: whole('行驶公里', 8).nullable().totalled().in(carried),
  lateMinutes: whole('超时分钟', 8).nullable().in(carried).aside(),
  parkedAt: text('停放', 10).nullable().in(carried).aside(),
  /** Whose transport allowance falls away: finance holds its payments against it (VEH-08). */
  noAllowance: text('不发交通补助', 14).derived().in(carried).aside(),
  approvers: text('审批人', 14).derived(),
  special: flag('专项任务', 7).typed().in(asked).aside(),
  dutyOutsideHours: flag('工作时间外', 8).typed().in(asked).aside(),
  emergency: flag('紧急用车', 7).typed().in(asked).aside(),
  carsOfOccasion: whole('本次用车数', 8).typed(200).in(asked).aside(),
  papersDueOn: date('补办期限', 11).nullable().in(carried).aside(),
  papersOn: date('补办日期', 11).nullable().in(carried).aside(),
  state: choice('状态', tripStates, 8),
  remarks: longText('备注', 16).derived()
})
export type TripRow = RowOf<typeof trip>
/** A trip with the vehicle it has. */
export type VehicleTripRow = TripRow & { readonly vehicleId: string | null }

export const tripChange = record('vehicleTripChange', {
  number: code('变更单号', 15),
  destination: text('新目的地', 14).optional(80),
  route: text('新路线', 14).optional(120),
  untilAt: moment('延至', 16).optional(),
  reason: text('原因', 18).typed(120),
  state: choice('状态', changeStates, 8)
})
export type TripChangeRow = RowOf<typeof tripChange> & { readonly approvalId: string | null }

const passengers = z
  .array(z.strictObject({ name: line('同车人', 30), duty: z.string().trim().max(60).default('') }))
  .max(60)
  .default([])
const vehicleOf = {
  vehicleId: id('车辆').optional(),
  areas: z.array(z.string().max(20)).max(10).default([]),
  allInside: z.boolean().default(false),
  passengers
}

/** What a vehicle does in an hour of the board. */
export const boardStates = {
  booked: '已派',
  out: '出车中',
  repair: '送修',
  sealed: '封存',
  papers: '证照过期',
  asked: '审批中'
} as const
export interface BoardBlock {
  readonly kind: keyof typeof boardStates
  readonly fromAt: string
  readonly untilAt: string
  readonly label: string
  readonly tripId: string | null
}
export interface BoardRow {
  readonly vehicleId: string
  readonly plate: string
  readonly model: string
  readonly unitName: string
  readonly drivers: string
  readonly blocks: readonly BoardBlock[]
}
export interface DispatchBoard {
  readonly fromDay: string
  readonly days: readonly { readonly day: string; readonly working: boolean; readonly name: string | null }[]
  readonly rows: readonly BoardRow[]
  /** Approved trips that have no vehicle or driver yet. */
  readonly waiting: readonly VehicleTripRow[]
}

/** What the counter at the gate needs of a trip. */
export interface GateTrip {
  readonly row: VehicleTripRow
  readonly plate: string
  readonly lastKm: number | null
  readonly openDefects: readonly string[]
  readonly waitingFor: readonly string[]
}

export const trips = {
  list: query('staff').input(paged).output(page<TripRow>()),
  get: query('staff').input(byId('派车单')).output(
    output<
      RecordView<VehicleTripRow> & {
        readonly passengers: readonly { readonly name: string; readonly duty: string }[]
        readonly changes: readonly TripChangeRow[]
        readonly consents: readonly { readonly personName: string; readonly capacity: string; readonly at: string }[]
        readonly waitingFor: readonly string[]
        readonly areas: readonly string[]
        readonly allInside: boolean
        readonly papersId: string | null
      }
    >()
  ),
  board: query('staff')
    .input(z.strictObject({ from: localDate('日期'), days: z.int().min(1).max(14) }))
    .output(output<DispatchBoard>()),
  /** Trips that can go out or come back, by number or plate; scanned from the slip's code. */
  gate: query('staff')
    .input(z.strictObject({ search: z.string().trim().max(60).optional() }))
    .output(output<readonly GateTrip[]>()),
  /** The areas in which no car is used, of this bureau's profile (VEH-06). */
  areas: query('staff').output(output<readonly string[]>()),
  request: command('staff')
    .input(commandInput({ ...trip.shape, ...vehicleOf, unitId: id('申请单位').optional() }))
    .output(numbered),
  amend: command('staff')
    .input(commandInput({ ...target('派车单'), ...trip.shape, ...vehicleOf }))
    .output(changed),
  /** Gives an approved trip its vehicle and driver; the vehicle office. */
  dispatch: command(officePosts)
    .input(commandInput({ ...target('派车单'), vehicleId: id('车辆'), driverId: id('驾驶员') }))
    .output(changed),
  /** Consent to a driver who is neither main nor second (VEH-02). */
  consent: command('staff')
    .input(commandInput({ ...target('派车单') }))
    .output(changed),
  change: command('staff')
    .input(commandInput({ id: id('派车单'), ...tripChange.shape }))
    .output(numbered),
  depart: command('staff')
    .input(
      commandInput({
        ...target('派车单'),
        km: z.int({ error: '请填写出车里程' }).min(0).max(3_000_000),
        at: instant('出车时间').optional(),
        checked: z.boolean().default(false)
      })
    )
    .output(changed),
  return: command('staff')
    .input(
      commandInput({
        ...target('派车单'),
        km: z.int({ error: '请填写返回里程' }).min(0).max(3_000_000),
        at: instant('返回时间').optional(),
        inYard: z.boolean().default(true),
        parkedAt: optionalText('停放地点', 60),
        defects: optionalText('发现的问题', 200)
      })
    )
    .output(changed),
  cancel: command('staff')
    .input(commandInput({ ...target('派车单'), reason: line('取消原因') }))
    .output(changed),
  papers: command('staff')
    .input(commandInput({ ...target('派车单'), attachmentId: attachmentId.optional() }))
    .output(changed)
}

/** Kilometres between two readings that no trip covers. */
export const distance = entry('vehicleDistance', {
  plate: code('车牌', 10).joined(),
  fromAt: moment('起', 16),
  untilAt: moment('止', 16),
  fromKm: whole('起里程', 9),
  untilKm: whole('止里程', 9),
  km: whole('无派车公里', 9).totalled(),
  fromWhat: text('起点', 12).derived(),
  untilWhat: text('止点', 12).derived(),
  trips: text('前后派车单号', 20).derived(),
  cause: choice('原因', distanceCauses, 10).derived().nullable(),
  explanation: text('说明', 20).derived().nullable(),
  settledBy: text('处理', 10).derived(),
  state: choice('状态', distanceStates, 8).derived()
})
export type DistanceRow = RowOf<typeof distance> & { readonly vehicleId: string; readonly mayExplain: boolean }

export const distances = {
  list: query('staff').input(paged).output(page<DistanceRow>()),
  explain: command('staff')
    .input(
      commandInput({
        id: id('无派车里程'),
        cause: z.enum(keysOf(distanceCauses), { error: '请选择原因' }),
        explanation: line('说明', 300),
        attachmentId: attachmentId.optional()
      })
    )
    .output(output<{ readonly id: string }>())
}

/** A vehicle laid up over a holiday. */
export const layup = record('vehicleLayup', {
  number: code('封存单号', 15).aside(),
  holiday: text('节日', 10),
  plate: code('车牌', 10).joined(),
  sealedAt: moment('封存时间', 16),
  sealedKm: whole('封存里程', 9),
  releasedAt: moment('启封时间', 16).nullable(),
  releasedKm: whole('启封里程', 9).nullable(),
  difference: whole('差', 6).nullable().totalled(),
  parking: text('停放', 12),
  sealedByName: person('封存人', 'sealedById', 8),
  approvedUse: text('批准启用', 14).nullable(),
  state: choice('状态', layupStates, 8),
  remarks: text('备注', 12).derived()
})
export type LayupRow = RowOf<typeof layup>

export const layups = {
  list: query('staff').input(paged).output(page<LayupRow>()),
  get: query('staff').input(byId('封存单')).output(output<RecordView<LayupRow>>()),
  /** The holiday to lay up for, one that runs and was missed before the next, and the vehicles to be laid up. */
  coming:
    query('staff').output(
      output<{
        readonly holiday: { readonly name: string; readonly from: string; readonly until: string } | null
        readonly vehicles: readonly {
          readonly id: string
          readonly plate: string
          readonly parking: string | null
          readonly lastKm: number | null
        }[]
      }>()
    ),
  seal: command(officePosts)
    .input(
      commandInput({
        holiday: line('节日', 30),
        holidayFrom: localDate('放假首日'),
        lines: z
          .array(
            z.strictObject({
              vehicleId: id('车辆'),
              km: z.int({ error: '请填写封存里程' }).min(0).max(3_000_000),
              parking: line('停放地点', 60)
            })
          )
          .min(1, '请选择封存的车辆')
          .max(300)
      })
    )
    .output(output<{ readonly sealed: number }>()),
  release: command(officePosts)
    .input(
      commandInput({
        ...target('封存单'),
        km: z.int({ error: '请填写启封里程' }).min(0).max(3_000_000),
        approvedUse: optionalText('批准启用', 120)
      })
    )
    .output(changed)
}
