import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import { localDateOf } from '../../kernel/instant'
import type { Deadline } from '../../kernel/periods'
import { K_03 } from '../../kernel/rules/common'
import { citeFor } from '../../kernel/rules/regulation'
import type { RuleBook } from '../../kernel/rules/rule'
import { papersPeriod, telephoneSources } from '../../kernel/rules/telephone'
import type { WorkingCalendar } from '../../kernel/workingCalendar'
import { inParts } from '../../platform/database/readRows'
import type { House } from '../house'
import { ApprovalDecision, type Approval } from './entities'
import { requestDefinition } from './flows'

/** When the leader's confirmation is due, counted from an instant or a day (K-03). */
export function papersDue(
  by: { readonly book: RuleBook; readonly calendar: WorkingCalendar },
  ledger: ChainId,
  from: string
): Deadline {
  const day = from.length > 10 ? localDateOf(from) : from
  return papersPeriod(ledger, K_03.values(by.book), day, by.calendar)
}

/**
 * The day a telephone approval has to be confirmed by: from the call, or from what the request kind counts from (the
 * return of a trip); null while that has not come.
 */
export async function confirmationDue(
  by: {
    readonly manager: EntityManager
    readonly book: RuleBook
    readonly calendar: WorkingCalendar
    readonly house: Pick<House, 'modules'>
  },
  approval: Pick<Approval, 'kind' | 'ledger' | 'subjectId'>,
  decision: Pick<ApprovalDecision, 'confirmBy'>
): Promise<string | null> {
  const { papersFrom } = requestDefinition(by.house, approval.kind)
  if (!papersFrom) return decision.confirmBy
  const from = await papersFrom(by.manager, approval.subjectId)
  return from === null ? null : papersDue(by, approval.ledger, from).dueOn
}

/** The article K-03 rests on for a ledger, as the bureau cites it. */
export const telephoneCitation = (book: RuleBook, ledger: ChainId): string =>
  citeFor(book.profile, telephoneSources(ledger))

/** Telephone approvals whose confirmation is still missing, of the given requests or of all. */
export async function unconfirmedOf(
  manager: EntityManager,
  approvalIds?: readonly (string | null)[]
): Promise<readonly ApprovalDecision[]> {
  return approvalIds
    ? inParts(approvalIds, (part) => openCalls(manager).andWhere('d.approvalId IN (:...part)', { part }).getMany())
    : openCalls(manager).getMany()
}

// What confirms or disowns a call names it in its detail; one request may have been called about more than once. A
// comparison, unlike IS NOT NULL, lets SQLite read the few calls by their index.
function openCalls(manager: EntityManager): SelectQueryBuilder<ApprovalDecision> {
  const answers = manager
    .createQueryBuilder(ApprovalDecision, 'c')
    .select('1')
    .where("c.approvalId = d.approvalId AND c.outcome IN ('confirm', 'disown') AND c.detail LIKE '%' || d.id || '%'")
  return manager
    .createQueryBuilder(ApprovalDecision, 'd')
    .where(`d.confirmBy > '' AND NOT EXISTS (${answers.getQuery()})`)
}
