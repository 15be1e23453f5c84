import { LessThan } from 'typeorm'
import { formatDate } from '../../contract/display'
import { systemActor } from '../../kernel/actor'
import { conflict, Fault, forbidden, refused } from '../../kernel/fault'
import { instantAt, localDateOf } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import { K_01 } from '../../kernel/rules/common'
import { toFinding } from '../../kernel/rules/rule'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { House } from '../house'
import { Approval } from './entities'
import { requestDefinition } from './flows'
import { plainDecision } from './plainDecision'
import { decisionsOf } from './decisions'

/**
 * Takes back what was approved and is not (wholly) done; by its applicant or somebody who decided it, with a reason.
 */
export async function cancelApproved(
  unit: UnitOfWork,
  house: House,
  id: string,
  version: number,
  reason: string
): Promise<Approval> {
  const approval = await unit.load(Approval, id, '审批')
  if (approval.version !== version) throw conflict('审批')
  if (approval.state !== 'approved') throw refusedFor(unit, '这项申请没有批准或已经终止，不能取消')
  const me = unit.actor.personId
  const deciders = (await decisionsOf(unit.manager, id))
    .filter(({ outcome }) => outcome === 'approve')
    .map(({ personId }) => personId)
  if (me === null || (me !== approval.applicantId && !deciders.includes(me)))
    throw forbidden('已批准的事项由申请人或审批人取消')
  return cancelled(unit, house, approval, me === approval.applicantId ? '经办人' : '审批人', reason)
}

/** Ends an approved request whose act is still to be done and tells its ledger; refused where the act is done. */
export async function cancelled(
  unit: UnitOfWork,
  house: House,
  approval: Approval,
  capacity: string,
  reason: string
): Promise<Approval> {
  const definition = requestDefinition(house, approval.kind)
  const { cancelling } = definition
  if (!cancelling || !(await cancelling.stillToDo(unit.manager, approval.subjectId)))
    throw refusedFor(unit, '批准的事项已经办理，不能取消；办错的请用冲正更正')
  await plainDecision(unit, {
    approvalId: approval.id,
    step: approval.step,
    stepLabel: '取消',
    outcome: 'cancel',
    capacity,
    opinion: reason
  })
  const after = await unit.update(Approval, approval, { state: 'cancelled' }, '审批')
  unit.about({ type: approval.subjectType, id: approval.subjectId, number: approval.number })
  await cancelling.onCancelled(unit, after, house)
  return after
}

/** The last day on which what was approved may be done (K-01). */
export const lastDayOf = (unit: Pick<UnitOfWork, 'book'>, approval: Approval): string =>
  addDays(localDateOf(approval.stepSince), Math.max(1, K_01.values(unit.book).expiryDays))

/** Something an approval says, beside what is about to be done; `atMost` for quantities and sums. */
export interface BoundFact {
  readonly what: string
  readonly approved: string | number
  readonly done: string | number
  readonly atMost?: boolean
  readonly field?: string
}

/**
 * What was approved binds what is done (K-01): refuses to act on an approval that has run out, whether or not the daily
 * round has ended it yet, and to do something else than it says. Ledgers call it where they do what was approved; `day`
 * is the day it was done, where that is recorded later.
 */
export async function mustStillHold(
  unit: UnitOfWork,
  approvalId: string | null,
  bound: readonly BoundFact[] = [],
  day = unit.today
): Promise<void> {
  const approval = approvalId ? await unit.manager.findOneBy(Approval, { id: approvalId }) : null
  if (approval?.state !== 'approved') return
  const last = lastDayOf(unit, approval)
  if (day > last) throw refusedFor(unit, `批准的有效期到${formatDate(last)}止，已经失效，请重新申请`)
  const other = bound.filter(({ approved, done, atMost }) => (atMost ? done > approved : done !== approved))
  if (other.length > 0)
    throw refused(
      other.map(({ what, approved, done, atMost, field }) =>
        toFinding(
          K_01,
          {
            message: `批准的${what}${atMost ? '最多' : ''}是${approved}，不能按${done}办理；确需变更的请重新申请`,
            act: 'BLOCK',
            ...(field === undefined ? {} : { field })
          },
          unit.book
        )
      )
    )
}

/**
 * Ends every approved request nobody has acted on within the days of K-01, each in a unit of work of its own; gives how
 * many.
 */
export async function expireApprovals(house: House): Promise<number> {
  const book = await house.database.book(house.database.read)
  const days = Math.max(1, K_01.values(book).expiryDays)
  const before = instantAt(addDays(house.clock.today(), -days), '00:00')
  const old = await house.database.read.find(Approval, {
    where: { state: 'approved', stepSince: LessThan(before) },
    order: { id: 'ASC' }
  })
  let ended = 0
  for (const approval of old) {
    const open = await requestDefinition(house, approval.kind).cancelling?.stillToDo(
      house.database.read,
      approval.subjectId
    )
    if (!open) continue
    const done = await house.database
      .write({ chain: approval.ledger, act: '批准失效', actor: systemActor }, (unit) =>
        cancelled(unit, house, approval, '系统', `批准后${days}日未办理，自动失效`)
      )
      .catch((fault: unknown) => {
        // Somebody acted on it at this very moment.
        if (fault instanceof Fault) return undefined
        throw fault
      })
    if (done) ended += 1
  }
  return ended
}

const refusedFor = (unit: UnitOfWork, message: string) =>
  refused([toFinding(K_01, { message, act: 'BLOCK' }, unit.book)])
