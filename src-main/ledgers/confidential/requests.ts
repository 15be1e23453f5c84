import type { EntityManager } from 'typeorm'
import type { Submitted } from '../../contract/confidential/access'
import type { RequestState } from '../../contract/confidential/words'
import { conflict } from '../../kernel/fault'
import { postsOn } from '../../office/actors'
import type { Approval } from '../../office/approvals/entities'
import { submitForApproval } from '../../office/approvals/service'
import { Person } from '../../office/entities'
import type { House } from '../../office/house'
import type { ApprovalOutcome } from '../../office/approvals/requestDefinition'
import type { Versioned, UnitOfWork } from '../../platform/database/unitOfWork'
import type { EntityType } from '../../platform/database/entitySql'

/** A record that is asked for and decided. */
export interface Asked extends Versioned {
  readonly number: string
  state: RequestState
  approvalId: string | null
}

/** What a request is handed in as. Its title is read by deciders and must say nothing but numbers (SEC-02). */
export interface Asking<T extends Asked> {
  readonly entity: EntityType<T>
  readonly row: T
  readonly kind: string
  readonly subjectType: string
  readonly title: string
  /** People the matter is for: where the leader in charge is among them, the head of the group decides. */
  readonly concerns?: readonly string[]
  readonly tags?: readonly string[]
  readonly what: string
}

/**
 * Whether one of some people is the leader in charge of confidentiality today, so that the head of the group decides
 * for them.
 */
export async function concernsLeader(manager: EntityManager, people: readonly string[], day: string): Promise<boolean> {
  for (const person of new Set(people))
    if (
      (await postsOn(manager, person, day)).some(
        ({ post, matter }) => post === 'matterLeader' && matter === 'confidentiality'
      )
    )
      return true
  return false
}

/** Hands a request in for decision. */
export async function ask<T extends Asked>(
  unit: UnitOfWork,
  house: House,
  { entity, row, kind, subjectType, title, concerns = [], tags = [], what }: Asking<T>
): Promise<Submitted> {
  const own = (await concernsLeader(unit.manager, concerns, unit.today)) ? ['ofLeader'] : []
  const applicant = await unit.load(Person, unit.actor.personId ?? '', '申请人')
  const approval = await submitForApproval(unit, house, {
    ledger: 'confidential',
    kind,
    subjectType,
    subjectId: row.id,
    number: row.number,
    title,
    applicantId: applicant.id,
    unitId: applicant.unitId,
    tags: [...tags, ...own]
  })
  await unit.update(entity, row, { approvalId: approval.id } as Partial<Omit<T, 'id' | 'version'>>, what)
  unit.about({ type: subjectType, id: row.id, number: row.number })
  return { id: row.id, number: row.number, approvalId: approval.id }
}

/** What becomes of a record when its request moves on; `then` does what an approval brings about. */
export const outcomeOf =
  <T extends Asked>(
    entity: EntityType<T>,
    what: string,
    then?: (unit: UnitOfWork, house: House, row: T, approval: Approval) => Promise<void>
  ) =>
  async (unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome, house: House): Promise<void> => {
    const row = await unit.load(entity, approval.subjectId, what)
    // A step decided on the way leaves the record as it was.
    const after =
      row.state === outcome
        ? row
        : await unit.update(entity, row, { state: outcome } as Partial<Omit<T, 'id' | 'version'>>, what)
    if (outcome === 'approved' && then) await then(unit, house, after, approval)
  }

/** A record still at the version the caller saw; otherwise fails with `conflict`. `what` is its Chinese name. */
export async function atVersion<T extends Versioned>(
  unit: UnitOfWork,
  entity: EntityType<T>,
  { id, version }: { readonly id: string; readonly version: number },
  what: string
): Promise<T> {
  const row = await unit.load(entity, id, what)
  if (row.version !== version) throw conflict(what)
  return row
}
