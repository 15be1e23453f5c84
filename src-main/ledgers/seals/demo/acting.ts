import type { SignatureInput } from '../../../contract/values'
import { actorOf, holdersOf, postsOn } from '../../../office/actors'
import { candidatesFor } from '../../../office/approvals/candidates'
import { Approval } from '../../../office/approvals/entities'
import { decide } from '../../../office/approvals/service'
import { demoPin } from '../../../office/demo/accounts'
import { Attachment, Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { Post } from '../../../contract/posts'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { drawnImprint } from './imprint'

/** The demo bureau at work on its seals: its people by post, each acting for themselves. */
export class DemoOffice {
  constructor(readonly house: House) {}

  /** Runs an act of the ledger as the given person. */
  async as<T>(personId: string, act: string, body: (unit: UnitOfWork) => Promise<T>, reasons: Readonly<Record<string, string>> = {}): Promise<T> {
    const actor = await actorOf(this.house.database.read, personId, this.house.clock.today())
    if (!actor) throw new Error(`no person ${personId} in the demo bureau`)
    return this.house.database.write({ chain: 'seals', act, actor, reasons }, body)
  }

  /** The id of a unit of the demo bureau. */
  async unit(name: string): Promise<string> {
    return (await this.house.database.read.findOneByOrFail(Unit, { name })).id
  }

  /** Who holds a post of a unit; without a unit, whoever holds it for the whole bureau. */
  async holder(post: Post, unitName?: string): Promise<string> {
    const { read } = this.house.database
    const today = this.house.clock.today()
    const scope = unitName ? { unitId: await this.unit(unitName) } : {}
    for (const person of await holdersOf(read, post, today, scope)) {
      const held = await postsOn(read, person, today)
      if (unitName || held.some((each) => each.post === post && each.unitId === null)) return person
    }
    throw new Error(`nobody holds ${post} in the demo bureau`)
  }

  /** Somebody of a unit with an account who may apply, heads left out. */
  async clerkOf(unitName: string): Promise<string> {
    const unitId = await this.unit(unitName)
    const people = await this.house.database.read.find(Person, { where: { unitId, kind: 'permanent', status: 'active' }, order: { id: 'ASC' } })
    const heads = await holdersOf(this.house.database.read, 'unitHead', this.house.clock.today(), { unitId })
    const clerk = people.find(({ id }) => !heads.includes(id)) ?? people[0]
    if (!clerk) throw new Error(`nobody works in ${unitName}`)
    return clerk.id
  }

  /** A signature by the PIN all of the demo bureau share. */
  signature(personId: string): SignatureInput {
    return { by: 'pin', personId, pin: demoPin }
  }

  /** Lets whoever may decide, step by step; `steps` stops on the way, `last` is the outcome of the last of them. */
  async decideInTurn(
    approvalId: string | null,
    steps = Number.POSITIVE_INFINITY,
    last: 'approve' | 'refuse' | 'return' = 'approve',
    opinion = '同意。'
  ): Promise<void> {
    for (let taken = 1; taken <= steps; taken += 1) {
      const approval = await this.house.database.read.findOneByOrFail(Approval, { id: approvalId ?? '' })
      if (approval.state !== 'pending') return
      const [decider] = (await candidatesFor(this.house.database.read, approval, this.house.clock.today())).people
      if (!decider) throw new Error(`nobody can decide ${approval.number}`)
      const outcome = taken === steps ? last : 'approve'
      const said = outcome === 'approve' ? '同意。' : opinion
      await this.as(decider, '审批', (unit) => decide(unit, this.house, { id: approval.id, version: approval.version, outcome, opinion: said }))
    }
  }

  /** A picture of an imprint, kept as attachment; also stands for scans and photographs. */
  async picture(personId: string, name: string, ink: 'red' | 'blue' = 'red'): Promise<string> {
    const bytes = drawnImprint(ink)
    const sha256 = await this.house.attachments.keep(bytes)
    const kept = await this.as(personId, '上传附件', async (unit) => {
      const attachment = await unit.append(Attachment, { sha256, name, mime: 'image/png', size: bytes.length, at: unit.now, personId })
      unit.about({ type: 'attachment', id: attachment.id, number: name })
      return attachment
    })
    return kept.id
  }
}
