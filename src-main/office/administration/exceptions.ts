import { In } from 'typeorm'
import { chainIds, chains } from '../../contract/ledgers'
import type { ListFilter, ListInput, Page } from '../../contract/lists'
import type { ExceptionRow } from '../../contract/administration'
import { formatDate } from '../../contract/display'
import { K_03 } from '../../kernel/rules/common'
import { localDateOf } from '../../kernel/instant'
import { holdsTyped, searchTerm } from '../../kernel/searchKey'
import { ExceptionEntry } from '../../platform/database/auditEntities'
import { pageOf, type ListDefinition } from '../../platform/database/listQuery'
import { Approval } from '../approvals/entities'
import { confirmationDue, telephoneCitation, unconfirmedOf } from '../approvals/unconfirmed'
import { chainsHiddenFrom, mayKnowOf } from '../confided'
import type { Reading } from '../house'

const exceptionList: ListDefinition = {
  columns: {
    at: 'e.at',
    ledger: 'e.chain',
    subjectNumber: 'e.subjectNumber',
    rule: 'e.rule',
    message: 'e.message',
    source: 'e.source',
    reason: 'e.reason',
    actorName: 'e.actorName'
  },
  search: ['e.message', 'e.reason', 'e.rule', 'e.subjectNumber', 'e.actorName'],
  instants: ['at'],
  order: [['e.at', 'DESC']]
}

/**
 * The exceptions report: what was passed with a reason and what was missed (K-13), latest first. Telephone approvals
 * still to be confirmed (K-03) stand among them for as long as they are open; in front of everything where another
 * order is asked for.
 */
export async function exceptionPage(reading: Reading, input: ListInput): Promise<Page<ExceptionRow>> {
  const filters = input.filters.map(ledgerById)
  const open = (await unconfirmedRows(reading)).filter((row) => matches(row, input))
  const query = reading.manager.createQueryBuilder(ExceptionEntry, 'e')
  const hidden = chainsHiddenFrom(reading.house, reading.actor)
  if (hidden.length > 0) query.andWhere('e.chain NOT IN (:...hidden)', { hidden })
  // Any row of the window is among this many kept ones and the open calls.
  const skipped = Math.max(0, input.offset - open.length)
  const rest = { ...input, filters, offset: skipped, limit: input.limit + open.length }
  const page = await pageOf(query, exceptionList, rest, (rows) =>
    rows.map(({ id, at, chain, subjectNumber, rule, message, source, reason, actorName }) => ({
      id,
      at,
      ledger: chains[chain],
      subjectNumber,
      rule,
      message,
      source,
      reason,
      actorName
    }))
  )
  const latestFirst = input.sort?.direction !== 'asc'
  const byTime = (one: ExceptionRow, other: ExceptionRow) =>
    one.at === other.at ? 0 : one.at < other.at === latestFirst ? 1 : -1
  const merged = [...open, ...page.rows]
  if (!input.sort || input.sort.field === 'at') merged.sort(byTime)
  const from = input.offset - skipped
  return { ...page, rows: merged.slice(from, from + input.limit), total: page.total + open.length }
}

/** The list shows a ledger's name; its column holds the chain's id. */
function ledgerById(filter: ListFilter): ListFilter {
  if (filter.field !== 'ledger') return filter
  const idOf = (word: string) => chainIds.find((chain) => chains[chain] === word) ?? word
  if (Array.isArray(filter.value)) return { ...filter, value: filter.value.map(idOf) }
  return typeof filter.value === 'string' ? { ...filter, value: idOf(filter.value) } : filter
}

async function unconfirmedRows(reading: Reading): Promise<readonly ExceptionRow[]> {
  const { manager, book, today, house, actor } = reading
  const all = await unconfirmedOf(manager)
  const requests =
    all.length > 0 ? await manager.findBy(Approval, { id: In(all.map((decision) => decision.approvalId)) }) : []
  const open = all.filter(({ approvalId }) => {
    const request = requests.find(({ id }) => id === approvalId)
    return !request || mayKnowOf(house, actor, request.ledger)
  })
  const rows: ExceptionRow[] = []
  for (const decision of open) {
    const request = requests.find((each) => each.id === decision.approvalId)
    const due = request ? await confirmationDue(reading, request, decision) : decision.confirmBy
    const when =
      due === null ? '尚未确认' : `${due < today ? '逾期未确认，不予报销' : '尚未确认'}，应于${formatDate(due)}前补办`
    rows.push({
      id: decision.id,
      at: decision.at,
      ledger: request ? chains[request.ledger] : '',
      subjectNumber: request?.number ?? null,
      rule: K_03.id,
      message: `${decision.name}电话批准的“${request?.title ?? ''}”${when}`,
      source: telephoneCitation(book, request?.ledger ?? 'office'),
      reason: `电话请示，${decision.takenByName ?? ''}接听记录`,
      actorName: decision.takenByName ?? ''
    })
  }
  return rows
}

function matches(row: ExceptionRow, { search, filters }: Pick<ListInput, 'search' | 'filters'>): boolean {
  if (
    search &&
    ![row.message, row.reason, row.rule, row.subjectNumber, row.actorName].some((text) =>
      holdsTyped(searchTerm(text ?? ''), search)
    )
  )
    return false
  return filters.every((filter) => satisfies(row, filter))
}

function satisfies(row: ExceptionRow, { field, op, value }: ListFilter): boolean {
  if (!Object.hasOwn(row, field)) return false
  const held = row[field as keyof ExceptionRow] ?? null
  const own = field === 'at' && held !== null ? localDateOf(held) : held
  const asked =
    field === 'ledger' && typeof value === 'string' && Object.hasOwn(chains, value)
      ? chains[value as keyof typeof chains]
      : value
  switch (op) {
    case 'eq':
      return own === asked
    case 'in':
      return (
        Array.isArray(asked) &&
        asked.some(
          (each) => own === each || (Object.hasOwn(chains, each) && own === (chains as Record<string, string>)[each])
        )
      )
    case 'contains':
      return (own ?? '').toLowerCase().includes(String(asked ?? '').toLowerCase())
    case 'from':
      return (own ?? '') >= String(asked)
    case 'to':
      return (own ?? '') <= String(asked)
    case 'empty':
      return (own === null) !== (asked === false)
  }
}
