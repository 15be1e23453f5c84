import type { LedgerId } from '../../contract/ledgers'
import type { Post } from '../../contract/posts'
import { actorOf, holdersOf, postsOn } from '../actors'
import { candidatesFor } from '../approvals/candidates'
import { Approval } from '../approvals/entities'
import { decide } from '../approvals/service'
import { Attachment, Unit } from '../entities'
import { localDateOf } from '../../kernel/instant'
import type { House } from '../house'
import type { UnitOfWork } from '../../platform/database/unitOfWork'

type Reasons = Readonly<Record<string, string>>

export interface DecisionPlan {
  readonly opinion?: string | undefined
  /** How many steps are taken; all when absent. */
  readonly steps?: number | undefined
  /** Outcome of the last of those steps; consent when absent. */
  readonly last?: 'approve' | 'refuse' | 'return' | undefined
  /** What is said with that last outcome where it is no consent. */
  readonly objection?: string | undefined
  /** When it is decided; now when absent. */
  readonly at?: string | undefined
  /** What happens before each step is decided: time goes by. */
  readonly before?: (() => Promise<void>) | undefined
}

/** The people of the demo bureau at work in one ledger, each acting for themselves through its services. */
export function demoActs(ledger: LedgerId, alwaysWith: Reasons = {}) {
  /**
   * Runs an act of the ledger as the given person, with reasons for the warnings it meets; at the moment the clock of
   * the house stands at (see DemoDiary), or at one that is named.
   */
  async function actAs<T>(
    house: House,
    personId: string,
    act: string,
    body: (unit: UnitOfWork) => Promise<T>,
    reasons: Reasons = {},
    at = house.clock.now()
  ): Promise<T> {
    const actor = await actorOf(house.database.read, personId, localDateOf(at))
    if (!actor) throw new Error(`no person ${personId} in the demo bureau`)
    return house.database.write({ chain: ledger, act, actor, reasons: { ...alwaysWith, ...reasons }, at }, body)
  }

  /** Lets whoever may decide, step by step, until the request is no longer pending or the plan ends. */
  async function decideInTurn(
    house: House,
    approvalId: string | null,
    {
      opinion = '同意',
      steps = Number.POSITIVE_INFINITY,
      last = 'approve',
      objection = opinion,
      at,
      before
    }: DecisionPlan = {}
  ): Promise<void> {
    for (let taken = 1; taken <= steps; taken += 1) {
      const approval = await house.database.read.findOneByOrFail(Approval, { id: approvalId ?? '' })
      if (approval.state !== 'pending') return
      await before?.()
      const moment = at ?? house.clock.now()
      const [decider] = (await candidatesFor(house.database.read, approval, localDateOf(moment))).people
      if (!decider) throw new Error(`nobody can decide ${approval.number}`)
      const outcome = taken === steps ? last : 'approve'
      const { id, version } = approval
      await actAs(
        house,
        decider,
        '审批',
        (unit) => decide(unit, house, { id, version, outcome, opinion: outcome === 'approve' ? opinion : objection }),
        {},
        moment
      )
    }
  }

  /**
   * Keeps a picture (PNG) the demo bureau has in place of a scan, a photograph or a pen signature, or another file, at
   * a moment of the past where one is named.
   */
  async function keepPicture(
    house: House,
    personId: string,
    name: string,
    bytes: Buffer,
    mime = 'image/png',
    at?: string
  ): Promise<string> {
    const sha256 = await house.attachments.keep(bytes)
    const keeping = async (unit: UnitOfWork) => {
      const kept = await unit.append(Attachment, { sha256, name, mime, size: bytes.length, at: unit.now, personId })
      unit.about({ type: 'attachment', id: kept.id, number: name })
      return kept.id
    }
    return actAs(house, personId, '上传附件', keeping, {}, at)
  }

  return { actAs, decideInTurn, keepPicture }
}

/** The id of a unit of the demo bureau. */
export async function demoUnitId(house: House, name: string): Promise<string> {
  return (await house.database.read.findOneByOrFail(Unit, { name })).id
}

/** Who holds a post in the demo bureau, of a unit where one is named, else for the whole bureau where somebody does. */
export async function holderOf(house: House, post: Post, unitName?: string): Promise<string> {
  const { read } = house.database
  const today = house.clock.today()
  const holders = await holdersOf(read, post, today, unitName ? { unitId: await demoUnitId(house, unitName) } : {})
  for (const person of unitName ? [] : holders)
    if ((await postsOn(read, person, today)).some((held) => held.post === post && held.unitId === null)) return person
  const [first] = holders
  if (!first) throw new Error(`nobody holds ${post} in the demo bureau`)
  return first
}
