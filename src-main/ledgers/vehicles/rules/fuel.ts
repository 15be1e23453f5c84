import { formatDate, formatMoney, formatQuantity } from '../../../contract/display'
import { fuelGrades, type FuelGrade } from '../../../contract/vehicles/words'
import { addDays, addMonths, monthOf, startOfMonth } from '../../../kernel/localDate'
import { amountOf } from '../../../kernel/money'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection, type RuleBook } from '../../../kernel/rules/rule'

type Whole = { label: string; unit: string; fallback: number }

interface EntryFacts {
  readonly appointed: boolean
  /** The day the file of the vehicle was closed, where that was before the refuel. */
  readonly closedOn: string | undefined
  readonly station: string
  readonly designated: boolean
  readonly card:
    | { readonly state: 'active' | 'lost' | 'cancelled'; readonly ofThisVehicle: boolean; readonly cardNumber: string }
    | undefined
  readonly noCardReason: string
  readonly driverSigned: boolean
  readonly plate: string
  readonly grade: FuelGrade
  readonly vehicleGrade: FuelGrade | null
  /** Thousandths of a litre, cents a litre, cents. */
  readonly litres: number
  readonly priceCents: number
  readonly amountCents: number
}

/**
 * VEH-09: fuel at designated stations, by the vehicle's card, entered by the appointed refueller, signed by the driver.
 */
export const VEH_09 = defineRule<EntryFacts, { days: Whole; searchDays: Whole }>({
  id: 'VEH-09',
  act: 'NEED',
  title: '由专人定点持卡加油并登记数量、种类、金额、里程，驾驶员签字；加油卡丢失立即挂失',
  sources: [source('DK-02', '加油规定第1项、第2项'), source('DK-07', '第三十一条')],
  parameters: {
    days: { label: '对账时日期允许相差', unit: '日', fallback: 1 },
    searchDays: { label: '对账时寻找错登日期的范围', unit: '日', fallback: 10 }
  },
  check: (facts) => {
    const { card } = facts
    const computed = amountOf(facts.litres, facts.priceCents)
    const said: (Objection | false | undefined)[] = [
      !facts.appointed && { message: '加油由办公室指定的加油员统一登记', act: 'BLOCK' },
      facts.closedOn !== undefined && {
        message: `${facts.plate}的档案已于${formatDate(facts.closedOn)}注销，不能登记以后的加油`,
        act: 'BLOCK',
        field: 'vehicleId'
      },
      !facts.designated && { message: `${facts.station}不是定点加油站`, act: 'WARN', field: 'station' },
      card?.state === 'lost' && { message: `加油卡${card.cardNumber}已挂失，不能使用`, act: 'BLOCK', field: 'cardId' },
      card?.state === 'cancelled' && {
        message: `加油卡${card.cardNumber}已注销，不能使用`,
        act: 'BLOCK',
        field: 'cardId'
      },
      card?.state === 'active' &&
        !card.ofThisVehicle && {
          message: `加油卡${card.cardNumber}不是${facts.plate}的卡`,
          act: 'WARN',
          field: 'cardId'
        },
      !card &&
        facts.noCardReason === '' && {
          message: '没有用加油卡的，须写明原因',
          missing: ['未用卡原因'],
          field: 'noCardReason'
        },
      !facts.driverSigned && {
        message: '加油登记须由驾驶员签字确认',
        missing: ['驾驶员签字'],
        field: 'signatures.driver'
      },
      facts.vehicleGrade !== null &&
        facts.grade !== facts.vehicleGrade && {
          message: `${facts.plate}用${fuelGrades[facts.vehicleGrade]}，登记的是${fuelGrades[facts.grade]}`,
          act: 'WARN',
          field: 'grade'
        },
      Math.abs(computed - facts.amountCents) > 1 && {
        message: `金额${formatMoney(facts.amountCents)}元与升数×单价${formatMoney(computed)}元不符`,
        act: 'WARN',
        field: 'amountCents'
      }
    ]
    return said.filter((each) => each !== false && each !== undefined)
  }
})

/** Litres and kilometres of some closed stretches. Thousandths of a litre. */
export interface Consumed {
  readonly litres: number
  readonly km: number
}

interface ConsumptionFacts {
  readonly plate: string
  readonly litres: number
  readonly tank: number | null
  /** The stretch this refuel closes; undefined where it closes none. */
  readonly stretch: Consumed | undefined
  /** Stretches closed in the 12 months before, the tested one left out. */
  readonly before: Consumed & { readonly count: number }
}

/**
 * VEH-10: never more than the tank holds; consumption off the vehicle's own twelve months is flagged; a statement every
 * month.
 */
export const VEH_10 = defineRule<
  ConsumptionFacts,
  { percent: Whole; stretches: Whole; dueDay: Whole; soonKm: Whole; soonPercent: Whole }
>({
  id: 'VEH-10',
  act: 'WARN',
  title: '加油量不超过油箱容积；百公里油耗偏离本车十二个月平均的予以标记；实行油料月结',
  sources: [source('DK-02', '安全用车规定第3项第（4）目'), source('DK-07', '第三十一条')],
  parameters: {
    percent: { label: '油耗偏离平均值的标记起点', unit: '%', fallback: 20 },
    stretches: { label: '计算平均油耗至少需要的满箱区间', unit: '个', fallback: 3 },
    dueDay: { label: '油料月结的期限（次月）', unit: '日', fallback: 5 },
    soonKm: { label: '疑点：行驶不足多少公里又加油', unit: '公里', fallback: 400 },
    soonPercent: { label: '疑点：短途后加油占油箱容积的比例', unit: '%', fallback: 45 }
  },
  check: ({ plate, litres, tank, stretch, before }, limits) => [
    ...(tank !== null && litres > tank
      ? [
          {
            message: `加油${formatQuantity(litres)}升，超过${plate}的油箱容积${formatQuantity(tank)}升`,
            act: 'BLOCK' as const,
            field: 'litres'
          }
        ]
      : []),
    ...(stretch && isOff(stretch, before, limits)
      ? [
          {
            message: `百公里油耗${per100Words(stretch)}升，偏离本车十二个月平均${per100Words(before)}升超过${limits.percent}%`,
            field: 'km'
          }
        ]
      : [])
  ]
})

/** Litres per 100 km in thousandths, rounded half up; zero kilometres have none. */
export const per100Of = ({ litres, km }: Consumed): number | null => (km > 0 ? Math.round((litres * 100) / km) : null)

/** Litres per 100 km as read: one decimal, '8.4'. */
export function per100Words(consumed: Consumed): string {
  const per100 = per100Of(consumed)
  return per100 === null ? '—' : (Math.round(per100 / 100) / 10).toFixed(1)
}

/** Whether a stretch is more than so many percent off the average before it; compared unrounded, as whole numbers. */
export function isOff(
  stretch: Consumed,
  before: Consumed & { readonly count: number },
  limits: { percent: number; stretches: number }
): boolean {
  if (before.count < limits.stretches || before.km <= 0 || before.litres <= 0 || stretch.km <= 0) return false
  const own = BigInt(stretch.litres) * BigInt(before.km)
  const average = BigInt(before.litres) * BigInt(stretch.km)
  const gap = own > average ? own - average : average - own
  return gap * 100n > average * BigInt(limits.percent)
}

/** The day the fuel statement of a month is due: the parameter's day of the month after. */
export function fuelMonthDueOn(month: string, book: RuleBook): string {
  const next = addMonths(`${month}-01`, 1)
  return `${next.slice(0, 8)}${String(VEH_10.values(book).dueDay).padStart(2, '0')}`
}

/** The day finance should have the signed statement of a month: the one after it was signed. */
export const monthHandInDueOn = (signedOn: string): string => addDays(signedOn, 1)

/** The newest month whose statement is called for today: the last one. */
export const lastWholeMonth = (today: string): string => monthOf(addMonths(startOfMonth(today), -1))
