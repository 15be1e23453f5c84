import { In, IsNull, Not, type EntityManager, type FindOptionsWhere } from 'typeorm'
import { localDateOf } from '../../kernel/instant'
import type { EntityType } from '../../platform/database/entitySql'
import type { FormAddition } from '../../platform/documents/formModel'
import { Approval, ApprovalDecision } from '../approvals/entities'

/** An entry that may be one that takes another back. */
interface Reversible {
  readonly id: string
  readonly at: string
  readonly reversalOfId: string | null
}

/** What was taken back as it stands below a form, on its day. */
export const takenBack = (at: string, what: string, reason: string | null): FormAddition => ({
  date: localDateOf(at),
  text: reason ? `${what}：${reason}` : what
})

/**
 * Entries of a record that take others back, each in words on its day; entries of one act that say the same are said
 * once.
 */
export async function reversalsOf<T extends Reversible>(
  manager: EntityManager,
  entity: EntityType<T>,
  of: FindOptionsWhere<T>,
  say: (row: T) => { readonly what: string; readonly reason: string | null }
): Promise<readonly FormAddition[]> {
  const rows = await manager.find(entity, { where: { ...of, reversalOfId: Not(IsNull()) } as FindOptionsWhere<T> })
  const said = new Map<string, FormAddition>()
  for (const row of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { what, reason } = say(row)
    said.set(`${row.at} ${what} ${reason ?? ''}`, takenBack(row.at, what, reason))
  }
  return [...said.values()]
}

/**
 * Requests of a record that ended otherwise than by their act: withdrawn by whoever asked, cancelled or run out after
 * they were approved (K-01). What came before the last handing in belongs to another paper.
 */
export async function endedRequests(
  manager: EntityManager,
  subjectId: string,
  again: string | undefined
): Promise<readonly FormAddition[]> {
  const approvals = await manager.find(Approval, { where: { subjectId }, select: { id: true } })
  const ends = await manager.find(ApprovalDecision, {
    where: { approvalId: In(approvals.map(({ id }) => id)), outcome: In(['withdraw', 'cancel']) },
    order: { id: 'ASC' }
  })
  return ends
    .filter(({ id }) => again === undefined || id > again)
    .map(({ at, outcome, capacity, name, opinion }) =>
      takenBack(at, `${capacity}${name}${outcome === 'withdraw' ? '撤回申请' : '取消已批准的事项'}`, opinion)
    )
}
