import type { BoardBlock } from '@contract/vehicles'

/** The local day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

const shanghai = (day: string, hour: number) =>
  new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()

/** A span a booking can be begun for by pressing it. */
export interface Slot {
  readonly fromAt: string
  readonly untilAt: string
  readonly label: string
}

/** The hours shown of a single day, and the halves of each day of a week. */
export const firstHour = 6
export const lastHour = 22

/** The slots of a board over some days: hours of one day, mornings and afternoons of several. */
export function slotsOf(from: string, days: number): readonly Slot[] {
  if (days === 1)
    return Array.from({ length: lastHour - firstHour }, (_, index) => {
      const hour = firstHour + index
      return { fromAt: shanghai(from, hour), untilAt: shanghai(from, hour + 1), label: `${hour}` }
    })
  return Array.from({ length: days }, (_, index) => addDays(from, index)).flatMap((day) => [
    { fromAt: shanghai(day, 8), untilAt: shanghai(day, 12), label: '上午' },
    { fromAt: shanghai(day, 13), untilAt: shanghai(day, 18), label: '下午' }
  ])
}

/** What stands in a slot: the first block that meets it. */
export const blockIn = (blocks: readonly BoardBlock[], { fromAt, untilAt }: Slot): BoardBlock | undefined =>
  blocks.find((block) => block.fromAt < untilAt && block.untilAt > fromAt)
