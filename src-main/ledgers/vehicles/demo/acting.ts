import type { SignatureInput } from '../../../contract/values'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import { demoActs, demoUnitId, holderOf, type DecisionPlan } from '../../../office/demo/acting'
import { DemoDays } from '../../../office/demo/diary'
import { demoInk } from '../../../office/demo/pictures'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { Post } from '../../../contract/posts'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'

const reasons = {
  'VEH-01': '人员调整，随后明确',
  'VEH-07': '任务延时，已报车管办',
  'VEH-09': '返程途中定点站无油',
  'VEH-10': '当月多为拥堵路段，已核实',
  'VEH-17': '已预约，送修排期中',
  'VEH-19': '经手人出差晚报',
  'K-13': '经办人外出，回来后登记'
}
const { actAs, decideInTurn, keepPicture } = demoActs('vehicles', reasons)

// A blank page stands for every scan of the demo bureau.
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

/**
 * The demo bureau at work on its vehicles: its people by name and post, each acting for themselves on days of the last
 * year.
 */
export class DemoPool extends DemoDays {
  constructor(
    house: House,
    calendar: WorkingCalendar,
    private readonly people: ReadonlyMap<string, string>
  ) {
    super(house, calendar)
  }

  static async of(house: House): Promise<DemoPool> {
    const people = new Map((await house.database.read.find(Person)).map(({ id, name }) => [name, id]))
    return new DemoPool(house, await house.calendar(), people)
  }

  /** The id of somebody of the demo bureau. */
  person(name: string): string {
    const id = this.people.get(name)
    if (!id) throw new Error(`no ${name} in the demo bureau`)
    return id
  }

  unit(name: string): Promise<string> {
    return demoUnitId(this.house, name)
  }

  holder(post: Post): Promise<string> {
    return holderOf(this.house, post)
  }

  /** Runs an act as somebody, at a moment of the past. */
  as<T>(personId: string, act: string, at: string, body: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return actAs(this.house, personId, act, body, {}, at)
  }

  decide(approvalId: string | null, at: string, plan: DecisionPlan = {}): Promise<void> {
    return decideInTurn(this.house, approvalId, { opinion: '同意。', ...plan, at })
  }

  /** A pen signature. */
  pen(personId: string): SignatureInput {
    return { by: 'pen', personId, strokes: demoInk() }
  }

  /** A scan, or a file of another kind. */
  keep(personId: string, name: string, bytes = dot, mime?: string): Promise<string> {
    return keepPicture(this.house, personId, name, bytes, mime)
  }
}
