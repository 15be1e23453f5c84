import { searchTerm } from '../../kernel/searchKey'
import { formatQuantity } from '../../contract/display'
import { citeFor } from '../../kernel/rules/regulation'
import type { DueDraft, LedgerModule, Reading } from '../../office/house'
import { unitNames } from '../../office/people/names'
import { Issue, IssueRequest, Stocktake } from './entities/stock'
import { SUP_17, SUP_18 } from './rules/storeKeeping'
import { replenishment } from './stock/replenishment'
import { seesWholeLedger } from './visibility'

/** What the storeroom has to do: items below safety stock (SUP-17) and the stocktake of the year end (SUP-18). */
export async function storeDue(reading: Reading): Promise<readonly DueDraft[]> {
  return [...(await lowStock(reading)), ...(await yearEnd(reading))]
}

async function lowStock({ manager, book, today }: Reading): Promise<readonly DueDraft[]> {
  if (book.settings[SUP_17.id]?.state === 'off') return []
  return (await replenishment(manager, book, today)).map((row) => ({
    ledger: 'supplies',
    rule: SUP_17.id,
    source: citeFor(book.profile, SUP_17.sources),
    title: `${row.itemName}${row.spec ? `（${row.spec}）` : ''}库存${formatQuantity(row.quantity)}${row.measure}，低于安全库存，建议补充${formatQuantity(row.proposal)}${row.measure}`,
    number: null,
    dueOn: today,
    dueAt: null,
    calendarMissing: false,
    subjectType: 'supplyItem',
    subjectId: row.itemId,
    unitId: null
  }))
}

/** From 1 December until a stocktake of everything with a base day in that December is posted. */
async function yearEnd({ manager, book, today }: Reading): Promise<readonly DueDraft[]> {
  if (today.slice(5, 7) !== '12' || book.settings[SUP_18.id]?.state === 'off') return []
  const year = today.slice(0, 4)
  const done = await manager
    .createQueryBuilder(Stocktake, 's')
    .where("s.state = 'posted' AND s.scope = '全部物品' AND s.baseDay >= :from", { from: `${year}-12-01` })
    .getCount()
  const started = await manager
    .createQueryBuilder(Stocktake, 's')
    .where('s.baseDay >= :from', { from: `${year}-12-01` })
    .orderBy('s.id', 'DESC')
    .getOne()
  if (done > 0) return []
  return [
    {
      ledger: 'supplies',
      rule: SUP_18.id,
      source: citeFor(book.profile, SUP_18.sources),
      title: `${year}年终办公用品盘点`,
      number: started?.number ?? null,
      dueOn: `${year}-12-31`,
      dueAt: null,
      calendarMissing: false,
      subjectType: 'stocktake',
      subjectId: started?.id ?? '',
      unitId: null
    }
  ]
}

/** Requests by number, names, goods and pinyin, issues by number; ordinary staff find their own unit's. */
export const storeSearch: LedgerModule['search'] = async (reading, words, limit) => {
  const { manager, actor } = reading
  const like = `%${searchTerm(words).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
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
