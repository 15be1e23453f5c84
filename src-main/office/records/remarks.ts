import type { EntityManager } from 'typeorm'
import { reasonWords } from '../../contract/display'
import type { LedgerId } from '../../contract/ledgers'
import { K_13 } from '../../kernel/rules/common'
import { ExceptionEntry } from '../../platform/database/auditEntities'
import { rowsWith } from '../../platform/database/readRows'
import { Approval, ApprovalDecision } from '../approvals/entities'
import { paperOf } from '../approvals/outside'
import { backdatedOf, backdatedWords } from './lateness'

/** Warnings passed with a reason, in words for 备注, by the record they concern. */
export async function exceptionWords(
  manager: EntityManager,
  ledger: LedgerId,
  subjectIds: readonly (string | null)[]
): Promise<ReadonlyMap<string, readonly string[]>> {
  const entries = await rowsWith(manager, ExceptionEntry, 'subjectId', subjectIds, {
    where: { chain: ledger },
    order: { id: 'ASC' }
  })
  const words = new Map<string, string[]>()
  const say = (subjectId: string, text: string) => words.set(subjectId, [...(words.get(subjectId) ?? []), text])
  const backdated = (await backdatedOf(manager, subjectIds)).filter((row) => row.ledger === ledger)
  // a warning that the mark 补录 stands for says the same day and reason again
  const marked = ({ subjectId, rule, reason }: ExceptionEntry): boolean =>
    rule === K_13.id && backdated.some((row) => row.subjectId === subjectId && row.reason === reason)
  for (const entry of entries)
    if (!marked(entry))
      say(entry.subjectId ?? '', entry.reason ? `${entry.message}（${reasonWords(entry.reason)}）` : entry.message)
  for (const row of backdated) say(row.subjectId, backdatedWords(row))
  return words
}

/**
 * Who approved each request, by request id: whoever gave the last consent, once the last step is decided; nobody while
 * it is still on its way, or when it was refused. A consent by telephone that was not confirmed, or was disowned, says
 * so.
 */
export async function approversOf(
  manager: EntityManager,
  approvalIds: readonly (string | null)[]
): Promise<ReadonlyMap<string, string>> {
  const ended = (await rowsWith(manager, Approval, 'id', approvalIds)).filter(
    ({ state }) => state === 'approved' || state === 'cancelled'
  )
  const rows = await rowsWith(
    manager,
    ApprovalDecision,
    'approvalId',
    ended.map(({ id }) => id),
    { order: { id: 'ASC' } }
  )
  const answers = rows.filter(({ outcome }) => outcome === 'confirm' || outcome === 'disown')
  return new Map(
    rows
      .filter(({ outcome }) => outcome === 'approve')
      .map((row) => [
        row.approvalId,
        `${row.name}${
          telephoneMark(
            row,
            answers.find(({ detail }) => detail?.['decisionId'] === row.id)
          ) ?? (paperOf(row) ? '（纸质签署）' : '')
        }`
      ])
  )
}

/** How a consent by telephone is marked beside the name (K-03): null for one given in writing. */
export function telephoneMark(
  decision: Pick<ApprovalDecision, 'takenById'>,
  answer: Pick<ApprovalDecision, 'outcome'> | undefined
): string | null {
  if (decision.takenById === null) return null
  if (answer?.outcome === 'disown') return '（电话同意，本人否认）'
  return answer ? '（电话同意，已确认）' : '（电话同意，未确认）'
}
