import type { Post } from '../../../contract/posts'
import type { SignatureInput } from '../../../contract/values'
import { wholeQuantity } from '../../../kernel/quantity'
import { demoActs, holderOf, type DecisionPlan } from '../../../office/demo/acting'
import type { DemoDiary } from '../../../office/demo/diary'
import { demoInk, demoPicture } from '../../../office/demo/pictures'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'

const { actAs, decideInTurn, keepPicture } = demoActs('supplies', { 'SUP-04': '用途不同，分别申请' })

/** The demo bureau at work on its supplies: its people by post, each acting for themselves as the diary goes on. */
export class DemoStoreroom {
  private readonly kept = new Map<string, string>()
  private items: ReadonlyMap<string, string> = new Map()
  private suppliers: ReadonlyMap<string, string> = new Map()

  private constructor(
    readonly diary: DemoDiary,
    readonly keeper: string,
    readonly director: string,
    readonly finance: string
  ) {}

  static async of(diary: DemoDiary): Promise<DemoStoreroom> {
    const who = (post: Post) => holderOf(diary.house, post)
    return new DemoStoreroom(diary, await who('suppliesKeeper'), await who('officeDirector'), await who('finance'))
  }

  /** Takes over ids by name of what is on the shelves and of who delivers it. */
  stocked(items: ReadonlyMap<string, string>, suppliers: ReadonlyMap<string, string>): void {
    this.items = items
    this.suppliers = suppliers
  }

  /** The house as its people see it at the moment the diary has reached. */
  get house(): House {
    return this.diary.house
  }

  as<T>(
    personId: string,
    act: string,
    body: (unit: UnitOfWork) => Promise<T>,
    reasons?: Readonly<Record<string, string>>
  ): Promise<T> {
    return actAs(this.house, personId, act, body, reasons)
  }

  /** Who holds a post at the moment the diary has reached. */
  holder(post: Post, unitName?: string): Promise<string> {
    return holderOf(this.house, post, unitName)
  }

  /** Lets whoever may decide, step by step, some time after another. */
  decide(approvalId: string | null, plan: DecisionPlan = {}): Promise<void> {
    return decideInTurn(this.house, approvalId, { before: () => this.diary.later(85), ...plan })
  }

  item(name: string): string {
    return named(this.items, name)
  }

  supplier(name: string): string {
    return named(this.suppliers, name)
  }

  /** Designated suppliers, in the order they were entered. */
  get designated(): readonly string[] {
    return [...this.suppliers.values()].slice(0, 3)
  }

  /** Goods by name with a whole number of each. */
  wanted(wants: readonly (readonly [item: string, count: number])[]) {
    return wants.map(([name, count]) => ({ itemId: this.item(name), quantity: wholeQuantity(count) }))
  }

  /** A line of ink that stands for somebody's signature. */
  pen(personId: string): SignatureInput {
    return { by: 'pen', personId, strokes: demoInk() }
  }

  /** A picture that stands for a scan; the demo bureau has no real papers. */
  scan(personId: string, name: string): Promise<string> {
    return this.once(personId, name, demoPicture(0xf5f0e0))
  }

  private async once(personId: string, name: string, picture: Buffer): Promise<string> {
    const key = `${personId} ${name}`
    const id = this.kept.get(key) ?? (await keepPicture(this.house, personId, name, picture))
    this.kept.set(key, id)
    return id
  }
}

function named(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name)
  if (!id) throw new Error(`no ${name} in the demo bureau`)
  return id
}
