import type { EntityManager } from 'typeorm'
import type { LedgerId } from '../../contract/ledgers'
import { ExceptionEntry } from '../../platform/database/auditEntities'
import { rowsWith } from '../../platform/database/readRows'
import { ApprovalDecision } from '../approvals/entities'

/** Warnings passed with a reason, in words for 备注, by the record they concern. */
export async function exceptionWords(
  manager: EntityManager,
  ledger: LedgerId,
  subjectIds: readonly (string | null)[]
): Promise<ReadonlyMap<string, readonly string[]>> {
  const entries = await rowsWith(manager, ExceptionEntry, 'subjectId', subjectIds, { where: { chain: ledger }, order: { id: 'ASC' } })
  const words = new Map<string, string[]>()
  for (const { subjectId, message, reason } of entries)
    words.set(subjectId ?? '', [...(words.get(subjectId ?? '') ?? []), `${message}（理由：${reason}）`])
  return words
}

/** Who gave the last consent to each request, by request id. */
export async function approversOf(manager: EntityManager, approvalIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsWith(manager, ApprovalDecision, 'approvalId', approvalIds, { where: { outcome: 'approve' }, order: { id: 'ASC' } })
  return new Map(rows.map(({ approvalId, name }) => [approvalId, name]))
}
