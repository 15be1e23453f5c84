import type { LedgerId } from '@main/contract/ledgers'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Approval } from '@main/office/approvals/entities'
import { decide } from '@main/office/approvals/service'
import type { Person } from '@main/office/entities'
import type { Reading } from '@main/office/house'
import { readingOf } from '@main/office/procedure'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import type { TestHouse } from './house'
import { acting } from './people'

type Reasons = Readonly<Record<string, string>>

/** Acts of a ledger: runs one as the given person, with reasons for the warnings it accepts. */
export function actsOf(ledger: LedgerId) {
  return async <T>(
    house: TestHouse,
    person: Pick<Person, 'id'>,
    body: (unit: UnitOfWork) => Promise<T>,
    reasons: Reasons = {},
    act = '测试办理'
  ): Promise<T> => house.database.write({ chain: ledger, act, actor: await acting(house, person), reasons }, body)
}

export interface DecisionPlan {
  /** How many steps are decided at most. */
  readonly steps?: number
  readonly outcome?: 'approve' | 'refuse' | 'return'
  readonly opinion?: string
  /** Who decides; whoever may when absent. */
  readonly among?: readonly Pick<Person, 'id'>[]
}

/**
 * Decides the steps of a request in order, each by somebody who may, until it is no longer pending or the plan ends;
 * gives who decided.
 */
export async function decideThrough(
  house: TestHouse,
  approvalId: string,
  { steps = Number.POSITIVE_INFINITY, outcome = 'approve', opinion = '同意', among }: DecisionPlan = {}
): Promise<{ readonly approval: Approval; readonly deciders: readonly string[] }> {
  const deciders: string[] = []
  for (;;) {
    const approval = await house.database.read.findOneByOrFail(Approval, { id: approvalId })
    if (approval.state !== 'pending' || deciders.length >= steps) return { approval, deciders }
    const { people } = await candidatesFor(house.database.read, approval, house.clock.today())
    const decider = people.find((id) => !among || among.some((person) => person.id === id))
    if (!decider) throw new Error(`nobody can decide ${approval.steps[approval.step]?.label ?? ''}`)
    await actsOf(approval.ledger as LedgerId)(house, { id: decider }, (unit) =>
      decide(unit, house, { id: approval.id, version: approval.version, outcome, opinion })
    )
    deciders.push(decider)
  }
}

/** A read as a person, or as the program. */
export const readingAs = async (house: TestHouse, person?: Pick<Person, 'id'>): Promise<Reading> =>
  readingOf(house, person ? await acting(house, person) : undefined)
