import { searchPattern } from '../../../kernel/searchKey'
import type { LedgerModule } from '../../../office/ledgerModule'
import { unitNames } from '../../../office/people/names'
import { Issue, IssueRequest } from '../entities/stock'
import { seesWholeLedger } from '../visibility'

/** Requests by number, names, goods and pinyin, issues by number; ordinary staff find their own unit's. */
export const searchIssues: LedgerModule['search'] = async (reading, words, limit) => {
  if (limit <= 0) return []
  const { manager, actor } = reading
  const like = searchPattern(words)
  const requests = manager.createQueryBuilder(IssueRequest, 'r').where("r.searchKey LIKE :like ESCAPE '\\'", { like })
  const issues = manager.createQueryBuilder(Issue, 'd').where("LOWER(d.number) LIKE :like ESCAPE '\\'", { like })
  if (!seesWholeLedger(actor)) {
    requests.andWhere('r.unitId = :unitId', { unitId: actor.unitId ?? '' })
    issues.andWhere('d.unitId = :unitId', { unitId: actor.unitId ?? '' })
  }
  const foundRequests = await requests.orderBy('r.id', 'DESC').limit(limit).getMany()
  const foundIssues = await issues.orderBy('d.id', 'DESC').limit(limit).getMany()
  const units = await unitNames(
    manager,
    [...foundRequests, ...foundIssues].map((row) => row.unitId)
  )
  return [
    ...foundRequests.map((row) => ({
      subjectType: 'issueRequest',
      subjectId: row.id,
      number: row.number,
      title: `${units.get(row.unitId) ?? ''}领用申请`,
      detail: row.purpose
    })),
    ...foundIssues.map((row) => ({
      subjectType: 'issue',
      subjectId: row.id,
      number: row.number,
      title: `${units.get(row.unitId) ?? ''}领用`,
      detail: row.purpose
    }))
  ].slice(0, limit)
}
