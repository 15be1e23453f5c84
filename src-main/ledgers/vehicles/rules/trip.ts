import { formatInstant } from '../../../contract/display'
import { tripPurposes, type TripPurpose, type UserRank } from '../../../contract/vehicles/words'
import { isMinuteBefore, localDateOf, localTimeOf } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { workingDaysFrom, type Deadline } from '../../../kernel/periods'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection, type RuleBook } from '../../../kernel/rules/rule'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'

/** A booking somebody else has. */
export interface Clash {
  readonly number: string
  readonly fromAt: string
  readonly untilAt: string
}

interface RequestFacts {
  readonly fromAt: string
  readonly untilAt: string
  readonly now: string
  readonly emergency: boolean
  readonly passengers: readonly { readonly name: string; readonly duty: string }[]
  readonly plate: string | undefined
  readonly driverName: string | undefined
  readonly vehicleClash: Clash | undefined
  readonly driverClash: Clash | undefined
  readonly vehicleAway: string | undefined
  readonly outsideHours: boolean
  readonly dutyOutsideHours: boolean
  readonly carsOfOccasion: number
  readonly leaderUse: boolean
  readonly applicantUnit: string
}

/** A car about to leave on an approved trip. */
interface LeavingFacts {
  readonly stage: 'depart'
  readonly plate: string
  readonly driverName: string
  readonly at: string
  /** When the last of those who decide agreed; absent while one has not. */
  readonly consentedAt: string | undefined
  /** Trips the car and its driver are out on. */
  readonly vehicleOut: string | undefined
  readonly driverOut: string | undefined
  /** A campaign the day lies in that nobody of the office has given the car for. */
  readonly campaign: string | undefined
}

type Text = { label: string; fallback: string; profiles?: { 'baicheng-office': string }; of?: 'time' }
type Whole = { label: string; unit: string; fallback: number }

const words = ({ number, fromAt, untilAt }: Clash) => `${number}（${formatInstant(fromAt)}至${formatInstant(untilAt)}）`

/** VEH-04: a trip is asked for before it begins, everybody aboard has a duty, nothing is booked twice. */
export const VEH_04 = defineRule<
  RequestFacts | LeavingFacts,
  { workFrom: Text; workUntil: Text; cars: Whole; secretariat: Text }
>({
  id: 'VEH-04',
  act: 'BLOCK',
  title: '先审批后用车，写明事由、路线、时间和同车人职责；同一车辆、驾驶员不得重复派用；工作时间外只为公务用车',
  sources: [
    source('DK-02', '第二条'),
    source('BZ-03', '第五条、第六条、第七条、第八条第4项'),
    source('BC-33', '第六条'),
    source('BZ-04', '第六条')
  ],
  parameters: {
    workFrom: { label: '上班时间', fallback: '8:00', of: 'time' },
    workUntil: { label: '下班时间', fallback: '18:00', of: 'time' },
    cars: { label: '一次活动的车辆数', unit: '辆', fallback: 4 },
    secretariat: { label: '负责领导用车的科室', fallback: '', profiles: { 'baicheng-office': '秘书科' } }
  },
  check: (facts, { cars, secretariat }) => {
    if ('stage' in facts) return leavingObjections(facts)
    const said: (Objection | false)[] = [
      facts.untilAt <= facts.fromAt && { message: '返回时间应晚于出车时间', field: 'untilAt' },
      facts.fromAt < facts.now &&
        !facts.emergency && { message: '出车时间已过。先审批后用车；突发情况请按紧急用车办理', field: 'fromAt' },
      facts.emergency &&
        localDateOf(facts.fromAt) < addDays(localDateOf(facts.now), -1) && {
          message: '紧急用车应在当日或次日登记，不能补登更早的出车',
          field: 'fromAt'
        },
      ...facts.passengers.map(
        ({ name, duty }, index) =>
          duty === '' && {
            message: `${name}没有写明在这次公务中的职责，无关人员不得同乘`,
            field: `passengers.${index}.duty`
          }
      ),
      facts.vehicleClash !== undefined && {
        message: `${facts.plate ?? '车辆'}在这段时间已派给${words(facts.vehicleClash)}`,
        field: 'vehicleId'
      },
      facts.driverClash !== undefined && {
        message: `${facts.driverName ?? '驾驶员'}在这段时间已安排${words(facts.driverClash)}`,
        field: 'driverId'
      },
      facts.vehicleAway !== undefined && {
        message: `${facts.plate ?? '车辆'}${facts.vehicleAway}，不能派出`,
        field: 'vehicleId'
      },
      facts.outsideHours &&
        !facts.dutyOutsideHours && {
          message: '用车时间在工作时间以外，须注明为经批准的公务',
          act: 'NEED',
          missing: ['工作时间外公务的说明'],
          field: 'dutyOutsideHours'
        },
      facts.carsOfOccasion > cars && {
        message: `一次活动用车${facts.carsOfOccasion}辆，超过${cars}辆，应改乘中客车`,
        act: 'WARN',
        field: 'carsOfOccasion'
      },
      secretariat !== '' &&
        facts.leaderUse &&
        facts.applicantUnit !== secretariat && { message: `领导用车由${secretariat}负责申请`, field: 'userId' }
    ]
    return said.filter((each) => each !== false)
  }
})

function leavingObjections(facts: LeavingFacts): readonly Objection[] {
  const { plate, driverName, at, consentedAt, vehicleOut, driverOut, campaign } = facts
  return [
    ...(consentedAt !== undefined && isMinuteBefore(at, consentedAt)
      ? [{ message: `${formatInstant(consentedAt)}才全部批准，不能登记为此前出车；先审批后用车`, field: 'at' }]
      : []),
    ...(vehicleOut === undefined ? [] : [{ message: `${plate}还在${vehicleOut}上出车，登记返回后才能再出车` }]),
    ...(driverOut === undefined ? [] : [{ message: `${driverName}还在${driverOut}上出车，登记返回后才能再出车` }]),
    ...(campaign === undefined
      ? []
      : [{ message: `${campaign}期间车辆由车管办统一调度，这次用车还没有经车管办派车，请由车管办派车` }])
  ]
}

/** Whether any part of a window lies outside working hours: a day off, before work begins or after it ends. */
export function outsideHours(fromAt: string, untilAt: string, calendar: WorkingCalendar, book: RuleBook): boolean {
  const { workFrom, workUntil } = VEH_04.values(book)
  const minutes = (time: string) => {
    const [hour = '0', minute = '0'] = time.split(':')
    return Number(hour) * 60 + Number(minute)
  }
  const last = localDateOf(untilAt)
  for (let day = localDateOf(fromAt); day <= last; day = addDays(day, 1)) if (!calendar.isWorkingDay(day)) return true
  if (localDateOf(fromAt) !== last) return true
  return minutes(localTimeOf(fromAt)) < minutes(workFrom) || minutes(localTimeOf(untilAt)) > minutes(workUntil)
}

type ConsentFacts =
  | { readonly stage: 'changed'; readonly over: boolean }
  | { readonly stage: 'depart'; readonly waitingFor: readonly string[] }
  | { readonly stage: 'papers'; readonly attachment: boolean }

/**
 * VEH-05: in an emergency and for a changed route every leader of the chain consents first; papers within a working day
 * of the return.
 */
export const VEH_05 = defineRule<ConsentFacts, { days: Whole }>({
  id: 'VEH-05',
  act: 'NEED',
  title: '紧急用车或变更路线，须逐一征得审批领导同意后用车，返回后一个工作日内补办手续',
  sources: [source('BZ-03', '第七条'), source('DK-02', '第二条第5项')],
  parameters: { days: { label: '返回后补办手续的期限', unit: '工作日', fallback: 1 } },
  check: (facts) => {
    if (facts.stage === 'changed')
      return facts.over && { message: '车辆已经返回或不再出车，变更不能事后补批', act: 'BLOCK' }
    if (facts.stage === 'depart')
      return (
        facts.waitingFor.length > 0 && { message: '还有领导没有同意，每一位都须分别请示', missing: facts.waitingFor }
      )
    return (
      !facts.attachment && {
        message: '补办手续须上传签字的审批单',
        missing: ['签字的公务用车审批单'],
        field: 'attachmentId'
      }
    )
  }
})

/** When papers are due: working days from the return, not from the call. */
export const papersDeadline = (returnedOn: string, book: RuleBook, calendar: WorkingCalendar): Deadline =>
  workingDaysFrom(returnedOn, VEH_05.values(book).days, calendar)

interface CityFacts {
  /** Destination and route as written. */
  readonly written: string
  readonly areas: readonly string[]
  readonly allInside: boolean
  readonly purpose: TripPurpose
  readonly rank: UserRank
}

/** What staff of section level and below may ask a car for. */
const openToAll: readonly TripPurpose[] = ['confidential', 'reception', 'emergency']

/**
 * VEH-06: no official car inside the city areas; lower ranks only for three purposes. Silent where the bureau has no
 * such areas.
 */
export const VEH_06 = defineRule<CityFacts, { areas: Text }>({
  id: 'VEH-06',
  act: 'BLOCK',
  title: '市区内公务活动不使用公务用车；科级以下人员只限机要、接待、应急用车',
  sources: [source('BZ-03', '第三条、第四条')],
  parameters: {
    areas: {
      label: '不派公务用车的区域（用、分开，空白为不限）',
      fallback: '',
      profiles: { 'baicheng-office': '洮北区、开发区、园区、生态新区、市区' }
    }
  },
  check: ({ written, areas, allInside, purpose, rank }, limits) => {
    const closed = limits.areas.split(/[、,，]/).filter((area) => area !== '')
    if (closed.length === 0) return
    const inside = areas.filter((area) => closed.includes(area))
    const unticked = closed.filter((area) => written.includes(area) && !inside.includes(area))
    return [
      ...(unticked.length > 0
        ? [
            {
              message: `目的地、路线写的是“${written}”，却没有选${unticked.join('、')}`,
              ask: '活动不在这些区域内的请写明',
              act: 'WARN' as const,
              field: 'destination'
            }
          ]
        : []),
      ...(inside.length > 0
        ? [
            allInside
              ? { message: `活动全部在${inside.join('、')}内，不得使用公务用车`, field: 'areas' }
              : { message: `部分活动在${inside.join('、')}内`, act: 'WARN' as const, field: 'areas' }
          ]
        : []),
      ...(rank === 'section' && !openToAll.includes(purpose)
        ? [
            {
              message: `科级以下人员只能为${openToAll.map((each) => tripPurposes[each]).join('、')}申请公务用车`,
              field: 'purpose'
            }
          ]
        : [])
    ]
  }
})

/** A reading beside which another is held. Kilometres of the whole run. */
export interface Neighbour {
  readonly km: number
  readonly at: string
  readonly what: string
}

type TravelFacts =
  | { readonly stage: 'state'; readonly possible: boolean; readonly why: string }
  | { readonly stage: 'check'; readonly checked: boolean; readonly openDefects: readonly string[] }
  | {
      readonly stage: 'reading'
      readonly km: number
      readonly at: string
      readonly now: string
      readonly before: Neighbour | undefined
      readonly after: Neighbour | undefined
      readonly field: string
    }
  | { readonly stage: 'sealed'; readonly plate: string; readonly difference: number; readonly approvedUse: string }
  | {
      readonly stage: 'return'
      readonly outAt: string
      readonly inAt: string
      readonly untilAt: string
      readonly inYard: boolean
    }

/** VEH-07: checked before it leaves, odometer beside its neighbours in time, back in the yard and on time. */
export const VEH_07 = defineRule<TravelFacts, { grace: Whole }>({
  id: 'VEH-07',
  act: 'BLOCK',
  title: '出车前检查车况，严禁带病上路；登记出、返里程；任务完成后停放局院内；不得超时限用车',
  sources: [source('DK-02', '第二条第2项'), source('DK-02', '驾驶员管理及补助第4项'), source('BZ-03', '第八条第2项')],
  parameters: { grace: { label: '超过批准时限多久算超时', unit: '分钟', fallback: 30 } },
  check: (facts, { grace }) => {
    switch (facts.stage) {
      case 'state':
        return !facts.possible && { message: facts.why }
      case 'check':
        return [
          ...(facts.checked
            ? []
            : [
                {
                  message: '出车前须检查车况并登记',
                  act: 'NEED' as const,
                  missing: ['出车前检查结果'],
                  field: 'checked'
                }
              ]),
          ...(facts.openDefects.length > 0
            ? [{ message: `车况有未排除的问题：${facts.openDefects.join('；')}，严禁带病上路` }]
            : [])
        ]
      case 'reading':
        return readingObjections(facts)
      case 'sealed':
        return (
          facts.difference !== 0 && {
            message: `${facts.plate}封存期间里程相差${facts.difference}公里${facts.approvedUse === '' ? '，没有批准启用' : ''}`,
            act: 'WARN',
            field: 'km'
          }
        )
      case 'return':
        return [
          ...(facts.inAt <= facts.outAt ? [{ message: '返回时间应晚于出车时间', field: 'at' }] : []),
          ...(minutesLate(facts.untilAt, facts.inAt) > grace
            ? [
                {
                  message: `超过批准的返回时间${minutesLate(facts.untilAt, facts.inAt)}分钟`,
                  act: 'WARN' as const,
                  field: 'at'
                }
              ]
            : []),
          ...(facts.inYard ? [] : [{ message: '车辆没有停回局院内', act: 'WARN' as const, field: 'inYard' }])
        ]
    }
  }
})

function readingObjections(facts: Extract<TravelFacts, { stage: 'reading' }>): readonly Objection[] {
  const { km, at, now, before, after, field } = facts
  return [
    ...(at > now ? [{ message: '时间不能晚于现在', field: 'at' }] : []),
    ...(before && km < before.km
      ? [
          {
            message: `里程${km}公里小于${formatInstant(before.at)}${before.what}的${before.km}公里，里程表不会倒退`,
            field
          }
        ]
      : []),
    ...(after && km > after.km
      ? [{ message: `里程${km}公里大于其后${formatInstant(after.at)}${after.what}的${after.km}公里`, field }]
      : [])
  ]
}

/** Until when kilometres without a trip are explained, by the day of the reading that shows them. */
export const explanationDueOn = (day: string): string => addDays(day, 3)

/** Until when vehicles are laid up for a holiday: the day before it. */
export const layupDueOn = (holidayFrom: string): string => addDays(holidayFrom, -1)

/** Until when a vehicle laid up for a holiday is taken back and its odometer looked at, by the first day off. */
export const releaseDueOn = (holidayFrom: string): string => addDays(holidayFrom, 8)

/** Whole minutes from the approved end to the return; zero when in time. */
export const minutesLate = (untilAt: string, inAt: string): number =>
  Math.max(0, Math.floor((Date.parse(inAt) - Date.parse(untilAt)) / 60_000))

/** VEH-08: who used an official car has no transport allowance for that trip; finance gets the list. */
export const VEH_08 = defineRule<never>({
  id: 'VEH-08',
  act: 'LOG',
  title: '使用公车的公务活动不再领取交通补助，按次列入财务核对清单',
  sources: [source('BZ-03', '第八条第5项')]
})
