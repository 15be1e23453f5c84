/** An entry that says what there was before it and after it. */
export interface BalanceStep {
  /** State before, as text: what the entry says it ended with, less what it moved. */
  readonly before: string
  readonly after: string
}

/**
 * Whether entries can be put in an order in which each begins where the one before ended, from `start` on: that the
 * balances beside them hang together, whatever their clocks say. Machines differ by a minute, and two entries can fall
 * on one instant. Each state is a place, each entry a way from one to another; an order exists when every way can be
 * gone exactly once.
 */
export function formsChain(steps: readonly BalanceStep[], start: string): boolean {
  if (steps.length === 0) return true
  const surplus = new Map<string, number>()
  const ways = new Map<string, string[]>()
  const count = (place: string, by: number) => surplus.set(place, (surplus.get(place) ?? 0) + by)
  for (const { before, after } of steps) {
    count(before, 1)
    count(after, -1)
    ways.set(before, [...(ways.get(before) ?? []), after])
  }
  const uneven = [...surplus].filter(([, by]) => by !== 0)
  const begins = uneven.filter(([, by]) => by > 0)
  if (uneven.length > 2 || uneven.some(([, by]) => Math.abs(by) !== 1)) return false
  if (begins.length > 0 ? begins[0]?.[0] !== start : !ways.has(start)) return false
  // Every way lies on what can be reached from the start.
  const reached = new Set([start])
  const open = [start]
  for (let place = open.pop(); place !== undefined; place = open.pop())
    for (const next of ways.get(place) ?? [])
      if (!reached.has(next)) {
        reached.add(next)
        open.push(next)
      }
  return steps.every(({ before }) => reached.has(before))
}
