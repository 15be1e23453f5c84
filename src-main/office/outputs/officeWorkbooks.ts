import { chains } from '../../contract/ledgers'
import type { ListFilter } from '../../contract/lists'
import { administration, auditFields, exceptionFields } from '../../contract/administration'
import { AuditEntry } from '../../platform/database/auditEntities'
import { allRows, type ListDefinition } from '../../platform/database/listQuery'
import { rowsById } from '../../platform/database/readRows'
import type { SheetRow } from '../../platform/documents/sheetModel'
import { chainsHiddenFrom } from '../confided'
import type { Reading } from '../house'
import type { ExportScope, WorkbookDefinition } from './outputDefinitions'
import type { EntityManager } from 'typeorm'
import { formatInstant } from '../../contract/display'
import type { Field } from '../../contract/fields'
import { changeWords } from '../administration/audit'
import { exceptionPage } from '../administration/exceptions'
import { ApprovalDecision } from '../approvals/entities'
import { outcomeWords } from '../approvals/words'
import { bureauName } from '../people/bureau'
import { readersOf } from './access'
import { sheetColumns, sheetRow } from './fieldColumns'

/** An instant to the second, as the log is read beside a server's own. */
const formatSecond = (instant: string): string => `${formatInstant(instant)}:${instant.slice(17, 19)}`

/** Rows read at a time. */
const window = 500

const auditList: ListDefinition = {
  columns: {
    chain: 'x.chain',
    seq: 'x.seq',
    at: 'x.at',
    actorName: 'x.actorName',
    capacity: 'x.capacity',
    act: 'x.act',
    subjectNumber: 'x.subjectNumber',
    hash: 'x.hash'
  },
  search: ['x.actorName', 'x.act', 'x.subjectNumber'],
  instants: ['at'],
  order: [
    ['x.chain', 'ASC'],
    ['x.seq', 'ASC']
  ]
}

/** Filters on the moment of an entry that a period means. */
export function periodFilters({ from, to }: ExportScope): readonly ListFilter[] {
  return [
    ...(from ? [{ field: 'at', op: 'from', value: from } as const] : []),
    ...(to ? [{ field: 'at', op: 'to', value: to } as const] : [])
  ]
}

async function* exceptionRows(reading: Reading, { filter, ...period }: ExportScope): AsyncGenerator<SheetRow> {
  const filters = [...(filter?.filters ?? []), ...periodFilters(period)]
  for (let offset = 0; ; offset += window) {
    const { rows } = await exceptionPage(reading, { ...filter, filters, offset, limit: window })
    yield* rows.map((row) => sheetRow(exceptionFields, row))
    if (rows.length < window) return
  }
}

/** The log as printed: the moment to the second, what was decided, and what changed from what to what. */
const printedAudit = {
  ...auditFields,
  at: { ...auditFields.at, kind: 'text', width: 11 },
  content: { label: '内容（原值→新值）', kind: 'longText', width: 34 }
} as const satisfies Readonly<Record<string, Field>>

async function* auditRows(
  { manager, house, actor }: Reading,
  { filter, ...period }: ExportScope
): AsyncGenerator<SheetRow> {
  const filters = [...(filter?.filters ?? []), ...periodFilters(period)]
  const query = manager.createQueryBuilder(AuditEntry, 'x')
  const hidden = chainsHiddenFrom(house, actor)
  if (hidden.length > 0) query.andWhere('x.chain NOT IN (:...hidden)', { hidden })
  const changesOf = await changeWords(manager, house)
  for await (const rows of allRows(query, auditList, { ...filter, filters })) {
    const decided = await decisionWords(manager, rows)
    for (const row of rows) {
      const changes = changesOf(row).map(
        ({ field, before, after }) => `${field}：${before ? `${before}→` : ''}${after || '（空）'}`
      )
      const content = [...(decided.get(row.id) ?? []), ...changes].join('；')
      yield sheetRow(printedAudit, { ...row, at: formatSecond(row.at), chain: chains[row.chain], content })
    }
  }
}

/** The decisions an entry recorded, with their opinions, by the entry's id. */
async function decisionWords(
  manager: EntityManager,
  rows: readonly AuditEntry[]
): Promise<ReadonlyMap<string, readonly string[]>> {
  const idsOf = (row: AuditEntry) =>
    row.entries.filter(({ table }) => table === 'approval_decisions').map(({ id }) => id)
  const decisions = await rowsById(manager, ApprovalDecision, rows.flatMap(idsOf))
  return new Map(
    rows.map((row) => [
      row.id,
      idsOf(row).flatMap((id) => {
        const decision = decisions.get(id)
        return decision
          ? [
              `${decision.stepLabel}：${outcomeWords[decision.outcome]}${decision.opinion ? `，${decision.opinion}` : ''}`
            ]
          : []
      })
    ])
  )
}

/** 例外情况: every warning passed with a reason and every emergency still to be confirmed, over all ledgers. */
const exceptions: WorkbookDefinition = {
  id: 'office.exceptions',
  name: '例外情况',
  access: readersOf(administration.exceptions),
  sheets: [
    {
      name: '例外情况',
      shows: 'movements',
      fields: exceptionFields,
      make: async (reading, scope) => ({
        title: `${await bureauName(reading.manager)}例外情况`,
        columns: sheetColumns(exceptionFields),
        rows: exceptionRows(reading, scope)
      })
    }
  ]
}

/** 操作日志: the audit chains entry by entry with their hashes. */
const auditLog: WorkbookDefinition = {
  id: 'office.audit',
  name: '操作日志',
  access: readersOf(administration.audit),
  sheets: [
    {
      name: '操作日志',
      shows: 'movements',
      fields: auditFields,
      make: async (reading, scope) => ({
        title: `${await bureauName(reading.manager)}操作日志`,
        columns: sheetColumns(printedAudit),
        rows: auditRows(reading, scope)
      })
    }
  ]
}

export const officeWorkbooks: readonly WorkbookDefinition[] = [exceptions, auditLog]
