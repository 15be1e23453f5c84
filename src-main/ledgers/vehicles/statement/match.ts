import type { FuelGrade, MatchKind, StatementLineKind } from '../../../contract/vehicles/words'
import { daysBetween } from '../../../kernel/localDate'

/** A line of the statement. `vehicleId` is of the card's plate; null where the card is nobody's. */
export interface MatchLine {
  readonly id: string
  readonly vehicleId: string | null
  readonly day: string
  readonly at: string
  readonly kind: StatementLineKind
  readonly grade: FuelGrade | null
  readonly litres: number
  readonly amountCents: number
}

export interface MatchRefuel {
  readonly id: string
  readonly vehicleId: string
  readonly day: string
  readonly grade: FuelGrade
  readonly litres: number
  readonly amountCents: number
}

export interface Matched {
  readonly line: MatchLine | undefined
  readonly refuel: MatchRefuel | undefined
  readonly kind: MatchKind
  readonly words: string
}

/** How far apart the days may be: of what agrees, and of what differs in one thing. */
export interface Tolerance {
  readonly days: number
  readonly searchDays: number
}

/**
 * Holds a statement against the register, line by line: reversals take their refuel with them, goods are no fuel, then
 * plate, day within the tolerance, litres and amount to the hundredth; what is left is paired where all but one thing
 * agree. Grades are compared where both say one.
 */
export function matchStatement(
  lines: readonly MatchLine[],
  refuels: readonly MatchRefuel[],
  { days, searchDays }: Tolerance
): readonly Matched[] {
  const result: Matched[] = []
  const { open, netted } = withoutReversals(lines)
  for (const [refuel, reversal] of netted)
    for (const line of [refuel, reversal])
      result.push({ line, refuel: undefined, kind: 'netted', words: '加油与冲正相抵，不是加油' })
  for (const line of lines.filter(({ kind }) => kind === 'goods'))
    result.push({ line, refuel: undefined, kind: 'goods', words: '卡内购买商品，不是加油' })
  const left = new Set(refuels)
  const waiting = new Set(open)
  const take = (
    same: (line: MatchLine, refuel: MatchRefuel) => boolean,
    kind: (line: MatchLine, refuel: MatchRefuel) => readonly [MatchKind, string]
  ) => {
    for (const line of [...waiting].sort((a, b) => (a.at < b.at ? -1 : 1))) {
      const candidates = [...left].filter((refuel) => same(line, refuel))
      const [best] = candidates.sort((a, b) => apart(line, a) - apart(line, b))
      if (!best) continue
      const [found, words] = kind(line, best)
      result.push({ line, refuel: best, kind: found, words })
      waiting.delete(line)
      left.delete(best)
    }
  }
  const near = (within: number) => (line: MatchLine, refuel: MatchRefuel) => apart(line, refuel) <= within
  const plate = (line: MatchLine, refuel: MatchRefuel) => line.vehicleId === refuel.vehicleId
  const litres = (line: MatchLine, refuel: MatchRefuel) => hundredth(line.litres) === hundredth(refuel.litres)
  const amount = (line: MatchLine, refuel: MatchRefuel) => line.amountCents === refuel.amountCents
  const grade = (line: MatchLine, refuel: MatchRefuel) => line.grade === null || line.grade === refuel.grade
  const all =
    (...tests: readonly ((line: MatchLine, refuel: MatchRefuel) => boolean)[]) =>
    (line: MatchLine, refuel: MatchRefuel) =>
      tests.every((test) => test(line, refuel))
  take(all(plate, near(days), litres, amount, grade), () => ['agreeing', ''])
  take(all(plate, near(days), litres, amount), () => ['grade', '油品与登记不同'])
  take(all(plate, near(days), litres), () => ['amount', '升数相同，金额与登记不同'])
  take(all(near(days), litres, amount), () => ['card', '这张卡不是登记车辆的卡'])
  take(
    all(plate, near(0), grade, (line, refuel) => unitPrice(line) === unitPrice(refuel)),
    () => ['litres', '升数和金额与登记不同']
  )
  take(all(plate, near(searchDays), litres, amount), (line, refuel) => [
    'date',
    `登记日期${refuel.day}，对账单日期${line.day}`
  ])
  take(all(plate, near(days), amount), () => ['litres', '金额相同，升数与登记不同'])
  for (const line of waiting)
    result.push({ line, refuel: undefined, kind: 'notRegistered', words: '对账单有加油，登记簿没有' })
  for (const refuel of left)
    result.push({ line: undefined, refuel, kind: 'notOnStatement', words: '登记簿有加油，对账单没有' })
  return result
}

const apart = (line: Pick<MatchLine, 'day'>, refuel: Pick<MatchRefuel, 'day'>) =>
  Math.abs(daysBetween(line.day, refuel.day))
const hundredth = (litres: number) => Math.round(litres / 10)
/** Cents a litre, rounded; the same pump on the same day. */
const unitPrice = ({ litres, amountCents }: { readonly litres: number; readonly amountCents: number }) =>
  litres === 0 ? 0 : Math.round((amountCents * 1000) / litres)

/** Reversals with the refuel each takes back: the nearest before it of the same vehicle, litres and amount. */
function withoutReversals(lines: readonly MatchLine[]) {
  const open = new Set(lines.filter(({ kind }) => kind === 'refuel'))
  const netted: [MatchLine, MatchLine][] = []
  for (const reversal of lines.filter(({ kind }) => kind === 'reversal')) {
    const [taken] = [...open]
      .filter(
        (line) =>
          line.vehicleId === reversal.vehicleId &&
          line.at <= reversal.at &&
          Math.abs(line.litres) === Math.abs(reversal.litres) &&
          Math.abs(line.amountCents) === Math.abs(reversal.amountCents)
      )
      .sort((a, b) => (a.at < b.at ? 1 : -1))
    if (!taken) continue
    open.delete(taken)
    netted.push([taken, reversal])
  }
  return { open: [...open], netted }
}
