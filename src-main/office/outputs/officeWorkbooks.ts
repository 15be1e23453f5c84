import { chains } from '../../contract/ledgers'
import type { ListFilter } from '../../contract/lists'
import { administration, auditFields, exceptionFields } from '../../contract/administration'
import { AuditEntry } from '../../platform/database/auditEntities'
import { allRows, type ListDefinition } from '../../platform/database/listQuery'
import type { SheetRow } from '../../platform/documents/sheetModel'
import { chainsHiddenFrom } from '../confided'
import type { ExportScope, Reading, WorkbookDefinition } from '../house'
import { exceptionPage } from '../administration/exceptions'
import { bureauName } from '../people/bureau'
import { readersOf } from './access'
import { sheetColumns, sheetRow } from './fieldColumns'

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
  return [...(from ? [{ field: 'at', op: 'from', value: from } as const] : []), ...(to ? [{ field: 'at', op: 'to', value: to } as const] : [])]
}

async function* exceptionRows(reading: Reading, { filter, ...period }: ExportScope): AsyncGenerator<SheetRow> {
  const filters = [...(filter?.filters ?? []), ...periodFilters(period)]
  for (let offset = 0; ; offset += window) {
    const { rows } = await exceptionPage(reading, { ...filter, filters, offset, limit: window })
    yield* rows.map((row) => sheetRow(exceptionFields, row))
    if (rows.length < window) return
  }
}

async function* auditRows({ manager, house, actor }: Reading, { filter, ...period }: ExportScope): AsyncGenerator<SheetRow> {
  const filters = [...(filter?.filters ?? []), ...periodFilters(period)]
  const query = manager.createQueryBuilder(AuditEntry, 'x')
  const hidden = chainsHiddenFrom(house, actor)
  if (hidden.length > 0) query.andWhere('x.chain NOT IN (:...hidden)', { hidden })
  for await (const rows of allRows(query, auditList, { ...filter, filters }))
    yield* rows.map((row) => sheetRow(auditFields, { ...row, chain: chains[row.chain] }))
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
        columns: sheetColumns(auditFields),
        rows: auditRows(reading, scope)
      })
    }
  ]
}

export const officeWorkbooks: readonly WorkbookDefinition[] = [exceptions, auditLog]
