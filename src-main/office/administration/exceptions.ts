import { In } from 'typeorm'
import { chainIds, chains } from '../../contract/ledgers'
import type { ListFilter, ListInput, Page } from '../../contract/lists'
import type { ExceptionRow } from '../../contract/administration'
import { formatDate } from '../../contract/display'
import { K_03 } from '../../kernel/rules/common'
import { citeFor } from '../../kernel/rules/regulation'
import { localDateOf } from '../../kernel/instant'
import { searchTerm } from '../../kernel/searchKey'
import { ExceptionEntry } from '../../platform/database/auditEntities'
import { pageOf, type ListDefinition } from '../../platform/database/listQuery'
import { Approval } from '../approvals/entities'
import { unconfirmedOf } from '../approvals/telephone'
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
 * The exceptions report: what was passed with a reason, latest first. Telephone approvals still to be confirmed (K-03) stand above
 * everything, for as long as they are open.
 */
export async function exceptionPage(reading: Reading, input: ListInput): Promise<Page<ExceptionRow>> {
  const filters = input.filters.map(ledgerById)
  const open = (await unconfirmedRows(reading)).filter((row) => matches(row, input))
  const shown = open.slice(input.offset, input.offset + input.limit)
  const query = reading.manager.createQueryBuilder(ExceptionEntry, 'e')
  const rest = { ...input, filters, offset: Math.max(0, input.offset - open.length), limit: Math.max(1, input.limit - shown.length) }
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
  return { ...page, rows: [...shown, ...page.rows].slice(0, input.limit), total: page.total + open.length }
}

/** The list shows a ledger's name; its column holds the chain's id. */
function ledgerById(filter: ListFilter): ListFilter {
  if (filter.field !== 'ledger') return filter
  const idOf = (word: string) => chainIds.find((chain) => chains[chain] === word) ?? word
  if (Array.isArray(filter.value)) return { ...filter, value: filter.value.map(idOf) }
  return typeof filter.value === 'string' ? { ...filter, value: idOf(filter.value) } : filter
}

async function unconfirmedRows({ manager, book, today }: Reading): Promise<readonly ExceptionRow[]> {
  const open = await unconfirmedOf(manager)
  const requests = open.length > 0 ? await manager.findBy(Approval, { id: In(open.map((decision) => decision.approvalId)) }) : []
  return open.map((decision) => {
    const request = requests.find((each) => each.id === decision.approvalId)
    const due = decision.confirmBy ?? ''
    const late = due < today
    return {
      id: decision.id,
      at: decision.at,
      ledger: request ? chains[request.ledger] : '',
      subjectNumber: request?.number ?? null,
      rule: K_03.id,
      message: `${decision.name}电话批准的“${request?.title ?? ''}”${late ? '逾期未确认，不予报销' : '尚未确认'}，应于${formatDate(due)}前补办`,
      source: citeFor(book.profile, K_03.sources),
      reason: `电话请示，${decision.takenByName ?? ''}接听记录`,
      actorName: decision.name
    }
  })
}

function matches(row: ExceptionRow, { search, filters }: Pick<ListInput, 'search' | 'filters'>): boolean {
  const words = search ? searchTerm(search) : ''
  if (words && ![row.message, row.reason, row.rule, row.subjectNumber, row.actorName].some((text) => searchTerm(text ?? '').includes(words)))
    return false
  return filters.every((filter) => satisfies(row, filter))
}

function satisfies(row: ExceptionRow, { field, op, value }: ListFilter): boolean {
  if (!Object.hasOwn(row, field)) return false
  const held = row[field as keyof ExceptionRow] ?? null
  const own = field === 'at' && held !== null ? localDateOf(held) : held
  const asked = field === 'ledger' && typeof value === 'string' && Object.hasOwn(chains, value) ? chains[value as keyof typeof chains] : value
  switch (op) {
    case 'eq':
      return own === asked
    case 'in':
      return (
        Array.isArray(asked) &&
        asked.some((each) => own === each || (Object.hasOwn(chains, each) && own === (chains as Record<string, string>)[each]))
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
