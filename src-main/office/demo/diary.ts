import { addMinutes, clockOf, instantAt, localDateOf, localTimeOf, type Instant } from '../../kernel/instant'
import { addDays, type LocalDate } from '../../kernel/localDate'
import type { WorkingCalendar } from '../../kernel/workingCalendar'
import type { House } from '../house'

/** Moments of the demo bureau's past, counted from the day it is founded. */
export class DemoDays {
  constructor(
    readonly house: House,
    readonly calendar: WorkingCalendar
  ) {}

  /** The day the demo bureau is founded. */
  get today(): LocalDate {
    return this.house.clock.today()
  }

  /** The working day on or after a day. */
  workday(day: LocalDate): LocalDate {
    return this.calendar.workingDayOnOrAfter(day).date
  }

  /** The n-th working day before a day, by default before today. */
  workdaysAgo(count: number, day = this.today): LocalDate {
    return this.calendar.addWorkingDays(day, -count).date
  }

  /** A moment so many days from today. */
  at(days: number, time = '09:00'): Instant {
    return instantAt(addDays(this.today, days), time)
  }

  /** A moment on the n-th working day before today. */
  ago(workdays: number, time = '09:00'): Instant {
    return instantAt(this.workdaysAgo(workdays), time)
  }
}

const [opens, noon, afternoon, closes] = ['08:30', '12:00', '14:30', '17:30'] as const
/** Minutes of the noon break. */
const noonBreak = 150

interface Waiting {
  readonly moment: Instant
  readonly go: () => void
}

/**
 * What happened in a ledger of the demo bureau, told as stories that run beside each other: each waits until its next
 * moment, and the one with the earliest goes on. The acts of all of them are thus made in the order of time. The clock
 * of `house` stands at the moment reached.
 */
export class DemoDiary extends DemoDays {
  private reached: Instant
  private readonly waiting: Waiting[] = []
  private pause: () => void = () => undefined
  private fail: (fault: unknown) => void = () => undefined
  /** The moment the demo bureau is founded. */
  readonly present: Instant
  private readonly founded: LocalDate

  private constructor(house: House, calendar: WorkingCalendar, begins: Instant) {
    super({ ...house, clock: clockOf(() => this.now) }, calendar)
    this.present = house.clock.now()
    this.founded = house.clock.today()
    this.reached = begins
  }

  /** A diary that begins at a moment before the present one. */
  static async of(house: House, begins: (days: DemoDays) => Instant): Promise<DemoDiary> {
    const calendar = await house.calendar()
    return new DemoDiary(house, calendar, begins(new DemoDays(house, calendar)))
  }

  override get today(): LocalDate {
    return this.founded
  }

  /** The moment reached. */
  get now(): Instant {
    return this.reached
  }

  /** Waits until a moment; one that has gone by is now, one after the present is the present. */
  async reach(moment: Instant): Promise<void> {
    const wanted = moment > this.present ? this.present : moment
    await new Promise<void>((go) => {
      this.waiting.push({ moment: wanted < this.reached ? this.reached : wanted, go })
      this.pause()
    })
  }

  /** Waits so many minutes of work: what would fall into the noon break or after office hours comes after it. */
  later(minutes: number): Promise<void> {
    const moment = addMinutes(this.reached, minutes)
    const [day, time] = [localDateOf(moment), localTimeOf(moment)]
    if (!this.calendar.isWorkingDay(day) || time < opens || time >= closes)
      return this.reach(addMinutes(instantAt(this.workday(time < opens ? day : addDays(day, 1)), opens), minutes % 60))
    return this.reach(time >= noon && time < afternoon ? addMinutes(moment, noonBreak) : moment)
  }

  /** Waits until a time of day, so many working days from the day reached. */
  workdays(count: number, time: string): Promise<void> {
    return this.reach(instantAt(this.calendar.addWorkingDays(localDateOf(this.reached), count).date, time))
  }

  /** Tells stories beside each other until all have ended. */
  async tell(stories: readonly (() => Promise<void>)[]): Promise<void> {
    for (const story of stories) await this.turn(story)
    for (let next = this.earliest(); next; next = this.earliest()) {
      const { moment, go } = next
      this.reached = moment
      await this.turn(go)
    }
  }

  /** Lets one story go on until it waits again or has ended. */
  private turn(begin: () => Promise<void> | void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pause = resolve
      this.fail = reject
      begin()?.then(
        () => this.pause(),
        (fault: unknown) => this.fail(fault)
      )
    })
  }

  private earliest(): Waiting | undefined {
    let first = 0
    for (const [index, { moment }] of this.waiting.entries())
      if (moment < (this.waiting[first]?.moment ?? '')) first = index
    return this.waiting.splice(first, 1)[0]
  }
}
