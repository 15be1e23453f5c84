import type { LedgerId } from '../../contract/ledgers'
import { posts } from '../../contract/posts'
import { holds } from '../../kernel/actor'
import { forbidden, notFound } from '../../kernel/fault'
import { K_13 } from '../../kernel/rules/common'
import { refused } from '../../kernel/fault'
import { toFinding } from '../../kernel/rules/rule'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { House, Reading } from '../house'
import { closeDuty } from '../records/lateness'
import { keepersOf } from './keepers'

export interface DutyInput {
  readonly ledger: LedgerId
  readonly rule: string
  readonly duty: string
  readonly reason: string
}

/**
 * Closes an overdue duty of a period that nobody will do any more (K-13); by who keeps the ledger or the office
 * director.
 */
export async function closeOverdueDuty(
  unit: UnitOfWork,
  house: House,
  reading: Reading,
  input: DutyInput
): Promise<void> {
  const module = house.modules.find(({ id }) => id === input.ledger)
  // What is confided to its keeper is nobody else's to close (SEC-02).
  const who = [...keepersOf(house, input.ledger), ...(module?.confided ? [] : ['officeDirector' as const])]
  if (!holds(unit.actor, who)) {
    const words = who.map((post) => posts[post].label)
    throw forbidden(`这项应办事项由${words.join('、')}说明原因后了结`, words)
  }
  const item = (await module?.due(reading))?.find(({ rule, duty }) => rule === input.rule && duty === input.duty)
  const rule = module?.rules.find(({ id }) => id === input.rule)
  if (!item || !rule) throw notFound('应办事项')
  if (item.dueOn >= unit.today)
    throw refused([toFinding(K_13, { message: '还没有到期，请按时办理', act: 'BLOCK' }, unit.book)])
  unit.about({ type: item.subjectType, id: unit.newId(), number: item.title })
  await closeDuty(unit, {
    rule,
    subject: { type: item.subjectType, id: input.duty, number: item.number },
    what: item.title,
    due: { dueOn: item.dueOn, dueAt: null },
    reason: input.reason
  })
}
