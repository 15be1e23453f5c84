import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which other work of the process gets its turn. */
const TURN_MS = 12

/** Does something with each of many rows, letting other work of the process in between so that nobody waits. */
export async function eachInTurns<T>(rows: Iterable<T>, visit: (row: T, index: number) => void): Promise<void> {
  let began = performance.now()
  let index = 0
  for (const row of rows) {
    visit(row, index)
    index += 1
    if (performance.now() - began < TURN_MS) continue
    await setImmediate()
    began = performance.now()
  }
}

/** What is made of each of many rows, with turns for others as by `eachInTurns`. */
export async function mapInTurns<T, U>(rows: readonly T[], make: (row: T, index: number) => U): Promise<U[]> {
  const made: U[] = []
  await eachInTurns(rows, (row, index) => made.push(make(row, index)))
  return made
}

/** The rows that fit, with turns for others as by `eachInTurns`. */
export async function filterInTurns<T>(rows: readonly T[], fits: (row: T, index: number) => boolean): Promise<T[]> {
  const fitting: T[] = []
  await eachInTurns(rows, (row, index) => {
    if (fits(row, index)) fitting.push(row)
  })
  return fitting
}
