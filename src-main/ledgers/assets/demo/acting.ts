import { In } from 'typeorm'
import type { Post } from '../../../contract/posts'
import type { SignatureInput } from '../../../contract/values'
import { addMinutes, instantAt } from '../../../kernel/instant'
import { addDays, addMonths, startOfMonth } from '../../../kernel/localDate'
import { demoActs, holderOf, type DecisionPlan } from '../../../office/demo/acting'
import { DemoDiary, type DemoDays } from '../../../office/demo/diary'
import { demoInk } from '../../../office/demo/pictures'
import { Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Asset } from '../entities'

const { actAs, decideInTurn, keepPicture } = demoActs('assets', {
  'AST-18': '一件期初折旧偏差正与财务核对'
})

/** A one-pixel picture that stands for a scan; the demo bureau has no real papers. */
const blankPage = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64'
)

/** Minutes that lie at least between two acts of one story. */
const between = 25

type Reasons = Readonly<Record<string, string>>

/** The first day of the year told. */
const firstDay = ({ today }: Pick<DemoDays, 'today'>): string => startOfMonth(addMonths(today, -12))

/**
 * The demo bureau at work on its assets over the twelve months before today, told as stories that say what happens on
 * which day.
 */
export class DemoAssets {
  private readonly stories: Story[] = []
  private readonly cards = new Map<string, string>()

  private constructor(
    readonly diary: DemoDiary,
    private readonly people: ReadonlyMap<string, string>,
    private readonly units: ReadonlyMap<string, string>,
    /** Who keeps the assets, who heads the office, who keeps the accounts. */
    readonly clerk: string,
    readonly director: string,
    readonly accountant: string
  ) {}

  static async of(house: House): Promise<DemoAssets> {
    const { read } = house.database
    const holder = (post: Post) => holderOf(house, post)
    return new DemoAssets(
      await DemoDiary.of(house, (days) => instantAt(firstDay(days), '08:00')),
      new Map((await read.find(Person)).map(({ id, name }) => [name, id])),
      new Map((await read.find(Unit)).map(({ id, name }) => [name, id])),
      await holder('assetClerk'),
      await holder('officeDirector'),
      await holder('finance')
    )
  }

  /** The house whose clock stands at the moment told. */
  get house(): House {
    return this.diary.house
  }

  /** The day the demo bureau is founded. */
  get today(): string {
    return this.diary.today
  }

  /** The first day of the year told. */
  get begins(): string {
    return firstDay(this)
  }

  person(name: string): string {
    return known(this.people, name)
  }

  unit(name: string): string {
    return known(this.units, name)
  }

  /** The working day on or after a day of the n-th month of the year told, never today. */
  day(month: number, day: number): string {
    return this.past(this.diary.workday(addDays(addMonths(this.begins, month), day - 1)))
  }

  /** The day that many working days after another, never today. */
  after(day: string, days: number): string {
    return this.past(this.workdaysAfter(day, days))
  }

  /** The day that many working days after another. */
  workdaysAfter(day: string, days: number): string {
    return this.diary.calendar.addWorkingDays(day, days).date
  }

  /** The day that many working days before today. */
  ago(days: number): string {
    return this.diary.workdaysAgo(days)
  }

  private past(day: string): string {
    return day < this.today ? day : this.ago(1)
  }

  /** Which month of the year told is that of the calendar (1–12). */
  monthOfYear(number: number): number {
    return (number - Number(this.begins.slice(5, 7)) + 12) % 12
  }

  /** Remembers a record by a name of its own for the acts that follow. */
  keep(key: string, { id }: { readonly id: string }): void {
    this.cards.set(key, id)
  }

  idOf(key: string): string {
    return known(this.cards, key)
  }

  /** A card as it stands. */
  card(key: string): Promise<Asset> {
    return this.house.database.read.findOneByOrFail(Asset, { id: this.idOf(key) })
  }

  /** Cards in some states as they stand, by number. */
  book(states: readonly Asset['state'][]): Promise<readonly Asset[]> {
    return this.house.database.read.find(Asset, { where: { state: In([...states]) }, order: { number: 'ASC' } })
  }

  story(): Story {
    const story = new Story(this)
    this.stories.push(story)
    return story
  }

  as<T>(personId: string, act: string, body: (unit: UnitOfWork) => Promise<T>, reasons?: Reasons): Promise<T> {
    return actAs(this.house, personId, act, body, reasons)
  }

  decide(approvalId: string | null, plan: DecisionPlan): Promise<void> {
    return decideInTurn(this.house, approvalId, { opinion: '同意。', ...plan })
  }

  /** A pen signature of anybody; drawn anew each time. */
  pen(personId: string): SignatureInput {
    return { by: 'pen', personId, strokes: demoInk() }
  }

  scan(personId: string, name: string): Promise<string> {
    return keepPicture(this.house, personId, name, blankPage)
  }

  /** Has everything happen that the stories tell, in the order of time. */
  play(): Promise<void> {
    return this.diary.tell(this.stories.map((story) => () => story.run()))
  }
}

/** Acts that follow one another. */
export class Story {
  private readonly acts: { readonly at: string; readonly body: () => Promise<unknown> }[] = []

  constructor(private readonly demo: DemoAssets) {}

  /** Something happens on a day; later than what the story told before, whatever the time says. */
  on(day: string, time: string, body: () => Promise<unknown>): void {
    const wanted = instantAt(day, time)
    const before = this.acts.at(-1)
    const earliest = before ? addMinutes(before.at, between) : wanted
    this.acts.push({ at: wanted > earliest ? wanted : earliest, body })
  }

  /** A request is decided, on each day one step with consent, on the last day the rest as planned. */
  decided(days: readonly string[], approvalId: () => string | null, plan: DecisionPlan = {}): void {
    for (const [index, day] of days.entries())
      this.on(day, '10:20', () => this.demo.decide(approvalId(), index === days.length - 1 ? plan : { steps: 1 }))
  }

  /** Goes from act to act as their moments come. */
  async run(): Promise<void> {
    for (const { at, body } of this.acts) {
      await this.demo.diary.reach(at)
      await body()
    }
  }
}

function known(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`no ${name} in the demo bureau`)
  return id
}
