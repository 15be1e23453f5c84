import { expect, it } from 'vitest'
import {
  chargeOf,
  dueBy,
  monthAfter,
  monthlyOf,
  monthsFrom,
  monthsLeft,
  phaseIn,
  shares,
  takenUntil,
  type Phase
} from '@main/ledgers/assets/depreciation/schedule'

const life = (fromMonth: string, baseCents: number, months: number): Phase => ({ fromMonth, baseCents, months })
const all = (phase: Phase) =>
  monthsFrom(phase.fromMonth, monthAfter(phase.fromMonth, phase.months - 1)).map((month) => chargeOf(phase, month))

it('AST-18 spreads a PC of 5,000.00 yuan entered in March 2026 over six years: 69.44 a month, 69.76 in February 2032', () => {
  const pc = life('2026-03', 500_000, 72)
  expect(chargeOf(pc, '2026-02')).toBe(0)
  expect(chargeOf(pc, '2026-03')).toBe(6_944)
  expect(chargeOf(pc, '2032-01')).toBe(6_944)
  expect(chargeOf(pc, '2032-02')).toBe(6_976)
  expect(chargeOf(pc, '2032-03')).toBe(0)
  expect(all(pc).reduce((sum, each) => sum + each, 0)).toBe(500_000)
})

// Worked by hand: original ÷ months to the nearest cent, the last month takes what remains.
it.each([
  ['desk 1,576.00, 15 years', 157_600, 180, 876, 796],
  ['printer 1,233.00, 6 years', 123_300, 72, 1_713, 1_677],
  ['copier 27,404.00, 6 years', 2_740_400, 72, 38_061, 38_069],
  ['recorder 2,200.00, 5 years', 220_000, 60, 3_667, 3_647],
  ['radio 1,467.00, 5 years', 146_700, 60, 2_445, 2_445],
  ['air conditioner 6,583.00, 5 years', 658_300, 60, 10_972, 10_952],
  ['safe 2,879.00, 20 years', 287_900, 240, 1_200, 1_100],
  ['car 180,000.00, 8 years', 18_000_000, 96, 187_500, 187_500],
  ['one cent over two months', 1, 2, 1, 0],
  ['two cents over four months', 2, 4, 1, 0]
])('AST-18 %s', (_what, original, months, monthly, last) => {
  const phase = life('2020-01', original, months)
  expect(monthlyOf(phase)).toBe(monthly)
  const charges = all(phase)
  expect(charges.at(-1)).toBe(last)
  expect(charges.reduce((sum, each) => sum + each, 0)).toBe(original)
  expect(charges.every((each) => each >= 0)).toBe(true)
})

it('AST-18 sums to the original value to the cent for ten thousand lives, starts with the first month and ends with the last', () => {
  // A linear congruence gives many values and lives, the same in every run.
  let seed = 42
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  for (let index = 0; index < 10_000; index += 1) {
    const phase = life(`20${10 + next(20)}-${String(1 + next(12)).padStart(2, '0')}`, next(5_000_000), 1 + next(360))
    const end = monthAfter(phase.fromMonth, phase.months - 1)
    expect(takenUntil(phase, monthAfter(phase.fromMonth, -1))).toBe(0)
    expect(takenUntil(phase, end)).toBe(phase.baseCents)
    expect(takenUntil(phase, monthAfter(end, 12))).toBe(phase.baseCents)
    const middle = monthAfter(phase.fromMonth, next(phase.months))
    expect(takenUntil(phase, middle)).toBeLessThanOrEqual(phase.baseCents)
    expect(takenUntil(phase, middle) - takenUntil(phase, monthAfter(middle, -1))).toBe(chargeOf(phase, middle))
  }
})

it('AST-18 takes the phase that has begun, and counts the months left of it', () => {
  const phases = [life('2026-03', 500_000, 72), life('2027-01', 600_000, 62)]
  expect(phaseIn(phases, '2026-12')?.months).toBe(72)
  expect(phaseIn(phases, '2027-01')?.months).toBe(62)
  expect(phaseIn(phases, '2026-02')).toBeUndefined()
  expect(monthsLeft(life('2026-03', 500_000, 72), '2026-12')).toBe(62)
  expect(dueBy({ originalCents: 500_000, lifeMonths: 72, enteredOn: '2026-03-15' }, '2026-08')).toBe(6 * 6_944)
})

it('AST-18 shares cents out so that the shares sum to the cents', () => {
  expect(shares(100, [1, 1, 1])).toEqual([33, 34, 33])
  expect(shares(148_380_00, [1, 1, 1, 1, 1]).reduce((sum, each) => sum + each, 0)).toBe(148_380_00)
  expect(shares(0, [2, 3])).toEqual([0, 0])
})
