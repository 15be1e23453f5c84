// The clock of every test. The machine's date, weekday and hour are nobody's business: each test file begins at ten
// o'clock of one working day, and time runs on from there in the test, in every Node process it starts and in the pages
// it opens.

/** A Tuesday in the middle of a quarter, no holiday within two weeks of it. */
export const workday = '2026-05-19'

/** Ten o'clock of the working day, in milliseconds since 1970. */
export const begin = Date.parse(`${workday}T10:00:00+08:00`)

/** Where a process finds by how many milliseconds its clock is moved. */
export const variable = 'LEDGER_TEST_CLOCK_SHIFT'

/**
 * Moves the clock of a process or page by so many milliseconds; it runs on at its own pace. Refers to nothing outside
 * itself, so that it can be handed to a page.
 * @param {number} shift
 */
export function shiftDate(shift) {
  const Machine = Date.machine ?? Date
  const now = () => Machine.now() + shift
  const Moved = new Proxy(Machine, {
    construct: (target, parts, made) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, made === Moved ? target : made),
    apply: () => new Machine(now()).toString(),
    get: (target, key) => (key === 'now' ? now : key === 'machine' ? target : Reflect.get(target, key))
  })
  Machine.prototype.constructor = Moved
  globalThis.Date = Moved
}

/** What the machine's own clock shows, also in a process whose clock an earlier test file has moved. */
export const machineNow = () => (Date.machine ?? Date).now()
