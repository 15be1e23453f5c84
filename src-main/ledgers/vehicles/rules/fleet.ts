import type { LicenceClass } from '../../../contract/vehicles/words'
import { formatDate } from '../../../contract/display'
import { personKinds, type PersonKind } from '../../../kernel/actor'
import { addDays, addMonths, daysBetween } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'
import { compact } from '../../../contract/typedText'

/** A plate as it is kept: half-width capitals without blanks, dots or dashes ('湘 Ｅ·c7973' → '湘EC7973'). */
export function plateOf(typed: string): string {
  return compact(typed)
    .toUpperCase()
    .replace(/[·•.．・\-—_]/g, '')
}

/**
 * What a closed file's plate is called once another car bears it, so that both stay apart wherever they are shown
 * ('湘E12345（原CL-2025-000003）').
 */
export const passedOn = (plate: string, number: string): string => `${plate}（原${number}）`

/** The plate itself, whichever car bears it by now. */
export const bornePlate = (plate: string): string => plate.split('（原')[0] ?? plate

const plateShape = /^[\u4e00-\u9fa5][A-Z][A-Z0-9]{5,6}$/

type FileFacts =
  | {
      readonly act: 'enter'
      readonly plate: string
      /** Number of the file that has the plate already and is not closed. */
      readonly taken: string | undefined
      readonly mainDriver: boolean
      readonly secondDriver: boolean
      readonly sameDriver: boolean
      readonly purchasedOn: string | null
      readonly today: string
    }
  | { readonly act: 'unit'; readonly meeting: string | undefined; readonly minutes: boolean }
  | { readonly act: 'change'; readonly retired: boolean; readonly reason: string }
  | { readonly act: 'away'; readonly plate: string; readonly outOn: string | undefined }
  | { readonly act: 'close'; readonly cardNumber: string; readonly cardGoneOn: string | null; readonly today: string }

/**
 * VEH-01: one vehicle, one file; the main and the second driver are named; a change of unit rests on a leaders'
 * meeting.
 */
export const VEH_01 = defineRule<FileFacts>({
  id: 'VEH-01',
  act: 'NEED',
  title: '一车一档，明确使用单位和主、副驾驶员；变更使用单位须经局领导会议研究',
  sources: [
    source('DK-02', '第一条第2项'),
    source('DK-06', '第三条第2项'),
    source('BZ-03', '第二条'),
    source('BZH', '执法车辆管理')
  ],
  check: (facts) => {
    if (facts.act === 'unit')
      return (
        !(facts.meeting && facts.minutes) && {
          message: '执法车辆属于执法装备，变更使用单位须经局领导会议研究',
          missing: [...(facts.meeting ? [] : ['会议名称和日期']), ...(facts.minutes ? [] : ['会议纪要扫描件'])],
          field: 'meeting'
        }
      )
    if (facts.act === 'change')
      return [
        ...(facts.retired ? [{ message: '车辆已更新或报废，档案不再变更', act: 'BLOCK' as const }] : []),
        ...(facts.reason === '' ? [{ message: '请写明变更原因', missing: ['变更原因'], field: 'reason' }] : [])
      ]
    if (facts.act === 'away')
      return (
        facts.outOn !== undefined && {
          message: `${facts.plate}还在${facts.outOn}上出车，登记返回后才能注销档案`,
          act: 'BLOCK'
        }
      )
    if (facts.act === 'close')
      return (
        facts.cardGoneOn !== null &&
        facts.cardGoneOn !== facts.today && {
          message:
            `资产卡片${facts.cardNumber}已于${formatDate(facts.cardGoneOn)}下账，` +
            '车辆档案应同日注销，请写明不在同日的原因',
          act: 'WARN',
          field: 'reason'
        }
      )
    return [
      ...(plateShape.test(facts.plate)
        ? []
        : [{ message: `“${facts.plate}”不是车牌号，应为 湘E12345 这样的号牌`, act: 'BLOCK' as const, field: 'plate' }]),
      ...(facts.taken
        ? [
            {
              message: `车牌${facts.plate}已有档案${facts.taken}，一车一档；换到新车上的，先注销旧车的档案`,
              act: 'BLOCK' as const,
              field: 'plate'
            }
          ]
        : []),
      ...(facts.sameDriver
        ? [{ message: '主驾驶员与副驾驶员不能是同一人', act: 'BLOCK' as const, field: 'secondDriverId' }]
        : []),
      ...(facts.purchasedOn !== null && facts.purchasedOn > facts.today
        ? [{ message: '购置日期不能晚于今天', act: 'BLOCK' as const, field: 'purchasedOn' }]
        : []),
      ...(facts.mainDriver && facts.secondDriver
        ? []
        : [
            {
              message: `没有明确${[...(facts.mainDriver ? [] : ['主驾驶员']), ...(facts.secondDriver ? [] : ['副驾驶员'])].join('、')}`,
              act: 'WARN' as const,
              field: 'mainDriverId'
            }
          ])
    ]
  }
})

interface DrivingFacts {
  readonly plate: string
  readonly driverName: string
  readonly kind: PersonKind
  readonly departed: boolean
  /** Main or second driver of the vehicle. */
  readonly appointed: boolean
  /** Who consented: the head of the vehicle's unit at that moment, the vehicle office or a leader. */
  readonly consent: string | undefined
  /** A request may still find its consent; a departure has it. */
  readonly stage: 'request' | 'depart'
  /** The vehicle is asked for somebody who is not of the bureau. */
  readonly lending: boolean
  readonly field: string
}

/** VEH-02: the main or second driver drives, another of the staff by consent; no lending outside, no private use. */
export const VEH_02 = defineRule<DrivingFacts>({
  id: 'VEH-02',
  act: 'NEED',
  title: '车辆由指定的主、副驾驶员驾驶，其他工作人员驾驶须经单位第一责任人、车管办或局领导同意；严禁外借或私用',
  sources: [source('DK-02', '第二条第1项')],
  check: ({ plate, driverName, kind, departed, appointed, consent, stage, lending, field }) => [
    ...(departed ? [{ message: `${driverName}已离岗，不能驾驶${plate}`, act: 'BLOCK' as const, field }] : []),
    ...(kind === 'temporary' || kind === 'outsider'
      ? [{ message: `${driverName}是${personKinds[kind]}，不能驾驶${plate}`, act: 'BLOCK' as const, field }]
      : []),
    ...(lending ? [{ message: '执法车辆严禁外借，用车人应是本单位职工', act: 'BLOCK' as const, field: 'userId' }] : []),
    ...(stage === 'depart' && !appointed && consent === undefined
      ? [
          {
            message: `${driverName}不是${plate}的主、副驾驶员，须先经同意`,
            missing: ['车辆使用单位负责人、车管办或局领导的同意'],
            field
          }
        ]
      : [])
  ]
})

/** Classes a licence covers beside its own. */
const covers: Readonly<Record<LicenceClass, readonly LicenceClass[]>> = {
  A1: ['A3', 'B1', 'B2', 'C1', 'C2'],
  A2: ['B1', 'B2', 'C1', 'C2'],
  A3: ['C1', 'C2'],
  B1: ['C1', 'C2'],
  B2: ['C1', 'C2'],
  C1: ['C2'],
  C2: []
}

/** Whether a licence of the first class covers a vehicle that asks for the second. */
export const licenceCovers = (held: LicenceClass, asked: LicenceClass): boolean =>
  held === asked || covers[held].includes(asked)

export interface LicenceFacts {
  readonly driverName: string
  /** Absent where nobody registered the person as a driver. */
  readonly licence:
    { readonly licenceClass: LicenceClass; readonly validUntil: string; readonly points: number } | undefined
  readonly asked: LicenceClass
  /** Last day of the trip. */
  readonly untilDay: string
  readonly field: string
}

/** VEH-03: the licence is valid to the last day of the trip, of the class of the vehicle, and not used up by points. */
export const VEH_03 = defineRule<LicenceFacts, { points: { label: string; unit: string; fallback: number } }>({
  id: 'VEH-03',
  act: 'BLOCK',
  title: '驾驶员须持有有效且与车型相符的驾驶证，严禁无证驾驶',
  sources: [source('DK-02', '安全用车规定第3项第（3）目')],
  parameters: { points: { label: '一个记分周期内停止派车的分值', unit: '分', fallback: 12 } },
  check: ({ driverName, licence, asked, untilDay, field }, limits) => {
    if (!licence) return { message: `${driverName}没有登记驾驶证，不能驾驶`, field }
    const { licenceClass, validUntil, points } = licence
    return [
      ...(validUntil < untilDay
        ? [{ message: `${driverName}的驾驶证${formatDate(validUntil)}到期，不能驾驶到${formatDate(untilDay)}`, field }]
        : []),
      ...(licenceCovers(licenceClass, asked)
        ? []
        : [{ message: `${driverName}的准驾车型是${licenceClass}，这辆车需要${asked}`, field }]),
      ...(points >= limits.points ? [{ message: `${driverName}本记分周期已记${points}分，驾驶证不能使用`, field }] : [])
    ]
  }
})

type Days = { label: string; unit: string; fallback: number }
type ReadinessFacts =
  Readiness | { readonly stage: 'insure'; readonly issuer: string; readonly designated: readonly string[] }

interface Readiness {
  readonly stage: 'dispatch'
  readonly plate: string
  readonly fromDay: string
  /** Last day of the window: every part of it must be covered. */
  readonly untilDay: string
  readonly compulsoryUntil: string | null
  readonly commercialUntil: string | null
  readonly inspectionUntil: string | null
  readonly service: ServiceFacts | undefined
  readonly field: string
}

/** When a vehicle is next serviced, by kilometres and by date, whichever comes first. */
export interface ServiceFacts {
  readonly dueKm: number | null
  readonly dueOn: string | null
  readonly km: number | null
}

/** VEH-17: papers are in force for every part of the window; service overdue is warned; ends are called out in time. */
export const VEH_17 = defineRule<ReadinessFacts, { first: Days; second: Days; last: Days }>({
  id: 'VEH-17',
  act: 'BLOCK',
  title: '保险、年检、驾驶证到期前提醒；未投保、未年检的车辆不得派出；定期保养；定点保险',
  sources: [source('DK-02', '第二条第3项、第5项'), source('DK-07', '第三十一条'), source('BC-07', '第六条')],
  parameters: {
    first: { label: '第一次提醒提前', unit: '日', fallback: 30 },
    second: { label: '第二次提醒提前', unit: '日', fallback: 15 },
    last: { label: '第三次提醒提前', unit: '日', fallback: 7 }
  },
  check: (facts) => {
    if (facts.stage === 'insure')
      return (
        !facts.designated.includes(facts.issuer) && {
          message: `${facts.issuer === '' ? '没有写明承保公司' : `${facts.issuer}不是定点保险公司`}，定点保险公司是${facts.designated.join('、')}`,
          act: 'WARN',
          field: 'issuer'
        }
      )
    const { plate, fromDay, untilDay, compulsoryUntil, commercialUntil, inspectionUntil, service, field } = facts
    const ended = (what: string, until: string | null): Objection | undefined => {
      if (until === null) return { message: `${plate}没有登记${what}，不能派出`, field }
      if (until >= untilDay) return undefined
      const when = until < fromDay ? `已于${formatDate(until)}到期` : `在用车期间内的${formatDate(until)}到期`
      return { message: `${plate}的${what}${when}，不能派出`, field }
    }
    const objections = [ended('交强险', compulsoryUntil), ended('年检', inspectionUntil)]
    if (commercialUntil !== null && commercialUntil < untilDay)
      objections.push({ message: `${plate}的商业险${formatDate(commercialUntil)}到期`, act: 'WARN', field })
    if (service && serviceOverdue(service, fromDay))
      objections.push({ message: `${plate}已到保养期，${serviceWords(service)}`, act: 'WARN', field })
    return objections.filter((each) => each !== undefined)
  }
})

/** Whether the next service was due before the day. */
export const serviceOverdue = ({ dueKm, dueOn, km }: ServiceFacts, day: string): boolean =>
  (dueOn !== null && dueOn < day) || (dueKm !== null && km !== null && km > dueKm)

export const serviceWords = ({ dueKm, dueOn, km }: ServiceFacts): string =>
  [
    ...(dueKm === null ? [] : [`应在${dueKm}公里时保养${km === null ? '' : `，现${km}公里`}`]),
    ...(dueOn === null ? [] : [`应在${formatDate(dueOn)}前保养`])
  ].join('；')

interface ServicePlan {
  readonly serviceEveryKm: number | null
  readonly serviceEveryMonths: number | null
  readonly servicedOn: string | null
  readonly servicedKm: number | null
  readonly openingKm: number
  readonly registeredOn: string
  readonly lastKm: number | null
}

/**
 * The next service of a vehicle counted from its last one, or from the opening of its file; undefined where no interval
 * is set.
 */
export function nextService(vehicle: ServicePlan): ServiceFacts | undefined {
  const { serviceEveryKm, serviceEveryMonths, servicedOn, servicedKm, openingKm, registeredOn, lastKm } = vehicle
  if (serviceEveryKm === null && serviceEveryMonths === null) return undefined
  return {
    dueKm: serviceEveryKm === null ? null : (servicedKm ?? openingKm) + serviceEveryKm,
    dueOn: serviceEveryMonths === null ? null : addMonths(servicedOn ?? registeredOn, serviceEveryMonths),
    km: lastKm
  }
}

/** Points of a driver's current cycle: it begins on the day of the licence's first issue every year. */
export function pointsInCycle(
  issuedOn: string | null,
  today: string,
  entries: readonly { readonly day: string; readonly points: number }[]
): { readonly from: string; readonly points: number } {
  const from = cycleStart(issuedOn, today)
  return {
    from,
    points: entries.reduce((sum, { day, points }) => (day >= from && day <= today ? sum + points : sum), 0)
  }
}

function cycleStart(issuedOn: string | null, today: string): string {
  if (issuedOn === null) return addDays(addMonths(today, -12), 1)
  const years = Math.floor(Math.max(0, daysBetween(issuedOn, today)) / 365) + 1
  const starts = Array.from({ length: years + 1 }, (_, index) => addMonths(issuedOn, 12 * index))
  return starts.findLast((day) => day <= today) ?? issuedOn
}
