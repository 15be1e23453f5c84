import { formatMoney, formatQuantity } from '../../../contract/display'
import { fuelGrades, matchKinds, type MatchKind, type SuspicionKind } from '../../../contract/vehicles/words'
import { localDateOf } from '../../../kernel/instant'
import { daysBetween } from '../../../kernel/localDate'
import { amountOf } from '../../../kernel/money'
import type { FuelStretch, Layup, Refuel, Repair, Trip, Vehicle } from '../entities'
import { averageBefore, type Stretch } from '../refuel/stretches'
import { isOff, per100Words } from '../rules/fuel'

/** One thing an audit would ask about, with its figures. */
export interface Suspected {
  /** Check and record, so that a check finds a thing once. */
  readonly mark: string
  readonly kind: SuspicionKind
  readonly refuelId: string | null
  readonly driverId: string | null
  readonly day: string
  readonly figures: string
}

export interface Limits {
  readonly percent: number
  readonly stretches: number
  readonly soonKm: number
  readonly soonPercent: number
  /** Cents from which a repair is large (K-05). */
  readonly largeCents: number
}

/**
 * What is known of one vehicle around a period; refuels in order, reversed ones left out, with some before the period.
 */
export interface Evidence {
  readonly vehicle: Pick<Vehicle, 'id' | 'plate' | 'tank' | 'grade'>
  readonly refuels: readonly Refuel[]
  readonly stretches: ReadonlyMap<string, FuelStretch>
  readonly trips: readonly Pick<Trip, 'outAt' | 'inAt' | 'number' | 'destination' | 'route'>[]
  readonly layups: readonly Pick<Layup, 'sealedAt' | 'releasedAt' | 'holiday'>[]
  readonly repairs: readonly Pick<
    Repair,
    'id' | 'number' | 'kind' | 'handedAt' | 'acceptedAt' | 'acceptedOn' | 'actualCents' | 'reason' | 'warrantyUntil'
  >[]
  /** Other vehicles filled with the same card. */
  readonly sharedCards: ReadonlyMap<string, readonly string[]>
  /** Designated stations; none where the bureau has named none. */
  readonly stations: ReadonlySet<string>
  /** Stretches of the other vehicles of the same model, of the period and the twelve months before it. */
  readonly likeStretches: readonly Stretch[]
  readonly holidayOn: (day: string) => string | undefined
  readonly matches: readonly {
    readonly id: string
    readonly refuelId: string | null
    readonly day: string
    readonly kind: MatchKind
    readonly words: string
  }[]
}

const dayMs = 86_400_000

/** The audit checks of standards.md over one vehicle's refuels and repairs of a period. */
export function suspectedOf(
  evidence: Evidence,
  period: { readonly from: string; readonly to: string },
  limits: Limits
): readonly Suspected[] {
  const inside = (day: string) => day >= period.from && day <= period.to
  const ofRefuels = evidence.refuels.flatMap((refuel, index) =>
    inside(refuel.day) ? refuelChecks(evidence, refuel, evidence.refuels.slice(0, index), limits) : []
  )
  const ofMatches = evidence.matches
    .filter(({ day, kind }) => inside(day) && kind !== 'agreeing' && kind !== 'netted')
    .map(({ id, refuelId, day, kind, words }): Suspected => ({
      mark: `statement:${id}`,
      kind: 'statement',
      refuelId,
      driverId: null,
      day,
      figures: `${matchKinds[kind]}：${words}`
    }))
  return [...ofRefuels, ...ofMatches, ...repairChecks(evidence, inside, limits)]
}

/** What names of stations have in common whatever their place. */
const anyStation = /中国|石油|石化|中油|中化|壳牌|加油站|加油点|加能站|加气站|服务区|公司|县|市|区|镇|乡|路|街|道/g

/** Whether two characters in a row of the station's own name stand in the words of a route. */
function sharesPlace(station: string, route: string): boolean {
  return station
    .split(anyStation)
    .some((part) =>
      Array.from({ length: Math.max(0, part.length - 1) }, (_, at) => part.slice(at, at + 2)).some((pair) =>
        route.includes(pair)
      )
    )
}

function refuelChecks(
  evidence: Evidence,
  refuel: Refuel,
  earlier: readonly Refuel[],
  limits: Limits
): readonly Suspected[] {
  const { vehicle, trips, layups, repairs, stretches, stations, sharedCards } = evidence
  const { tank } = vehicle
  const { litres, amountCents, priceCents, at, day, totalKm } = refuel
  const found: Suspected[] = []
  const say = (kind: SuspicionKind, holds: boolean, figures: string) => {
    if (holds)
      found.push({ mark: `${kind}:${refuel.id}`, kind, refuelId: refuel.id, driverId: refuel.driverId, day, figures })
  }
  const last = earlier.at(-1)
  const within = earlier.filter((each) => Date.parse(at) - Date.parse(each.at) < dayMs)
  const together = within.reduce((sum, each) => sum + each.litres, litres)
  const gone = last && last.totalKm !== null && totalKm !== null ? totalKm - last.totalKm : undefined
  const out = trips.filter(
    ({ outAt, inAt }) => outAt !== null && localDateOf(outAt) <= day && (inAt === null || localDateOf(inAt) >= day)
  )
  const strange = refuel.station !== '' && !stations.has(refuel.station)
  const during = (from: string | null, until: string | null) =>
    from !== null && from <= at && (until === null || at <= until)
  const stretch = stretches.get(refuel.id)
  const before = stretch && { litres: stretch.beforeLitres, km: stretch.beforeKm, count: stretch.beforeCount }
  const holiday = evidence.holidayOn(day)
  const layup = layups.find(({ sealedAt, releasedAt }) => during(sealedAt, releasedAt))
  const repair = repairs.find(({ handedAt, acceptedAt }) => during(handedAt, acceptedAt))
  const others = refuel.cardNumber === '' ? [] : (sharedCards.get(refuel.cardNumber) ?? [])
  say('aboveTank', tank !== null && litres > tank, `${formatQuantity(litres)}升，油箱${formatQuantity(tank)}升`)
  say(
    'aboveTankDay',
    tank !== null && within.length > 0 && litres <= tank && together > tank,
    `24小时内${within.length + 1}次共${formatQuantity(together)}升，油箱${formatQuantity(tank)}升`
  )
  say(
    'secondFill',
    earlier.some((each) => each.day === day),
    `当日第${earlier.filter((each) => each.day === day).length + 1}次加油`
  )
  say(
    'soon',
    tank !== null &&
      gone !== undefined &&
      gone >= 0 &&
      gone < limits.soonKm &&
      litres * 100 >= tank * limits.soonPercent,
    `距上次${gone ?? ''}公里，加油${formatQuantity(litres)}升`
  )
  say('noTrip', out.length === 0, '当日没有出车记录')
  say('holiday', holiday !== undefined, holiday ?? '')
  say('layup', layup !== undefined, `${layup?.holiday ?? ''}封存期间`)
  say('garage', repair !== undefined, `送修单${repair?.number ?? ''}期间`)
  say('station', stations.size > 0 && strange, refuel.station)
  say(
    'offRoute',
    strange &&
      out.length > 0 &&
      !out.some((trip) => sharesPlace(refuel.station, `${trip.destination}，${trip.route ?? ''}`)),
    `${refuel.station}；${out.map(({ number, destination, route }) => `${number}去${destination}${route ? `，路线${route}` : ''}`).join('；')}`
  )
  say(
    'grade',
    vehicle.grade !== null && refuel.grade !== vehicle.grade,
    `${fuelGrades[refuel.grade]}${vehicle.grade === null ? '' : `，车辆用${fuelGrades[vehicle.grade]}`}`
  )
  say('cardShared', others.length > 0, `卡${refuel.cardNumber}还给${others.join('、')}加过油`)
  if (stretch && before && stretch.km > 0)
    say(
      'consumption',
      isOff(stretch, before, limits),
      `${stretch.km}公里${formatQuantity(stretch.litres)}升，百公里${per100Words(stretch)}升，平均${per100Words(before)}升`
    )
  const like = averageBefore(evidence.likeStretches, at)
  if (stretch && stretch.km > 0)
    say(
      'likeCars',
      isOff(stretch, like, limits),
      `百公里${per100Words(stretch)}升，同型车十二个月平均${per100Words(like)}升`
    )
  say(
    'amount',
    Math.abs(amountOf(litres, priceCents) - amountCents) > 1,
    `金额${formatMoney(amountCents)}元，升数×单价${formatMoney(amountOf(litres, priceCents))}元`
  )
  say('round', amountCents > 0 && amountCents % 10_000 === 0, `${formatMoney(amountCents)}元`)
  say(
    'meter',
    totalKm === null || gone === 0,
    totalKm === null ? `里程${refuel.km}公里与前后记录不符` : `里程${refuel.km}公里，与上次相同`
  )
  return found
}

/** Repairs repeated within the warranty or split so that each stays below the limit. */
function repairChecks(
  { repairs }: Evidence,
  inside: (day: string) => boolean,
  { largeCents }: Limits
): readonly Suspected[] {
  const done = repairs.filter(({ acceptedOn }) => acceptedOn !== null)
  return done.flatMap((repair, index): readonly Suspected[] => {
    const day = repair.acceptedOn ?? ''
    if (!inside(day)) return []
    const earlier = done.slice(0, index)
    const again = earlier.find(
      ({ warrantyUntil, reason }) => warrantyUntil !== null && day <= warrantyUntil && reason === repair.reason
    )
    const near = earlier.filter(({ acceptedOn }) => acceptedOn !== null && daysBetween(acceptedOn, day) <= 7)
    const sum = near.reduce((total, each) => total + each.actualCents, repair.actualCents)
    const split = near.length > 0 && sum >= largeCents && repair.actualCents < largeCents
    const said = (figures: string): Suspected => ({
      mark: `repair:${repair.id}`,
      kind: 'repair',
      refuelId: null,
      driverId: null,
      day,
      figures
    })
    if (again) return [said(`质保期内又修：${again.number}、${repair.number}`)]
    return split ? [said(`7日内${near.length + 1}次共${formatMoney(sum)}元`)] : []
  })
}
