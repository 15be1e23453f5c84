import type { Post } from '../../../contract/posts'
import type { SignatureInput } from '../../../contract/values'
import { holdersOf } from '../../../office/actors'
import { demoPin } from '../../../office/demo/accounts'
import { demoActs, demoUnitId, holderOf, type DecisionPlan } from '../../../office/demo/acting'
import { Person } from '../../../office/entities'
import type { DemoDiary } from '../../../office/demo/diary'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { drawnImprint } from './imprint'

const { actAs, decideInTurn, keepPicture } = demoActs('seals')

/** The demo bureau at work on its seals: its people by post, each acting for themselves as the diary goes on. */
export class DemoOffice {
  constructor(readonly diary: DemoDiary) {}

  /** The house as its people see it at the moment the diary has reached. */
  get house(): House {
    return this.diary.house
  }

  /** Runs an act of the ledger as the given person. */
  as<T>(
    personId: string,
    act: string,
    body: (unit: UnitOfWork) => Promise<T>,
    reasons?: Readonly<Record<string, string>>
  ): Promise<T> {
    return actAs(this.house, personId, act, body, reasons)
  }

  /** The id of a unit of the demo bureau. */
  unit(name: string): Promise<string> {
    return demoUnitId(this.house, name)
  }

  /** Who holds a post of a unit; without a unit, whoever holds it for the whole bureau. */
  holder(post: Post, unitName?: string): Promise<string> {
    return holderOf(this.house, post, unitName)
  }

  /** Somebody of a unit with an account who may apply, heads left out. */
  async clerkOf(unitName: string): Promise<string> {
    const unitId = await this.unit(unitName)
    const people = await this.house.database.read.find(Person, {
      where: { unitId, kind: 'permanent', status: 'active' },
      order: { id: 'ASC' }
    })
    const heads = await holdersOf(this.house.database.read, 'unitHead', this.house.clock.today(), { unitId })
    const clerk = people.find(({ id }) => !heads.includes(id)) ?? people[0]
    if (!clerk) throw new Error(`nobody works in ${unitName}`)
    return clerk.id
  }

  /** A signature by the PIN all of the demo bureau share. */
  signature(personId: string): SignatureInput {
    return { by: 'pin', personId, pin: demoPin }
  }

  /** Lets whoever may decide, step by step, some time after another. */
  decideInTurn(approvalId: string | null, plan: DecisionPlan = {}): Promise<void> {
    return decideInTurn(this.house, approvalId, { opinion: '同意。', before: () => this.diary.later(55), ...plan })
  }

  /** A picture of an imprint, kept as attachment; also stands for scans and photographs. */
  picture(personId: string, name: string, ink: 'red' | 'blue' = 'red'): Promise<string> {
    return keepPicture(this.house, personId, name, drawnImprint(ink))
  }
}
