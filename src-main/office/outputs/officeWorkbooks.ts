import { chains } from '../../contract/ledgers'
import { administration, auditFields, exceptionFields } from '../../contract/office'
import type { Post } from '../../contract/posts'
import { instantAt } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import { AuditEntry, ExceptionEntry } from '../../platform/database/auditEntities'
import { allRows, type ListDefinition } from '../../platform/database/listQuery'
import type { SheetRow } from '../../platform/documents/sheetModel'
import type { ExportScope, Reading, WorkbookDefinition } from '../ledgerModule'
import { Bureau } from '../entities'
import { sheetColumns, sheetRow } from './fieldColumns'

const exceptionList: ListDefinition = {
  columns: { at: 'x.at', ledger: 'x.chain', subjectNumber: 'x.subjectNumber', rule: 'x.rule', message: 'x.message', source: 'x.source', reason: 'x.reason', actorName: 'x.actorName' },
  search: ['x.subjectNumber', 'x.message', 'x.reason', 'x.actorName', 'x.rule'],
  instants: ['at'],
  order: [['x.at', 'ASC']]
}

const auditList: ListDefinition = {
  columns: { chain: 'x.chain', seq: 'x.seq', at: 'x.at', actorName: 'x.actorName', capacity: 'x.capacity', act: 'x.act', subjectNumber: 'x.subjectNumber', hash: 'x.hash' },
  search: ['x.actorName', 'x.act', 'x.subjectNumber'],
  instants: ['at'],
  order: [
    ['x.chain', 'ASC'],
    ['x.seq', 'ASC']
  ]
}

const accessTo = (procedure: { readonly '~orpc': { readonly meta: { readonly access?: unknown } } }) => procedure['~orpc'].meta.access as readonly Post[]

async function titled(reading: Reading, name: string): Promise<string> {
  const [bureau] = await reading.manager.find(Bureau, { take: 1 })
  return `${bureau?.name ?? ''}${name}`
}

async function* rowsOf<Row extends ExceptionEntry | AuditEntry>(reading: Reading, entity: new () => Row, list: ListDefinition, scope: ExportScope, show: (row: Row) => SheetRow): AsyncGenerator<SheetRow> {
  const query = reading.manager.createQueryBuilder(entity, 'x')
  if (scope.from) query.andWhere('x.at >= :from', { from: instantAt(scope.from, '00:00') })
  if (scope.to) query.andWhere('x.at < :until', { until: instantAt(addDays(scope.to, 1), '00:00') })
  for await (const rows of allRows(query, list, scope.filter ?? { filters: [] })) yield* rows.map(show)
}

/** 例外情况: every warning passed with a reason and every emergency recorded, over all ledgers. */
const exceptions: WorkbookDefinition = {
  id: 'office.exceptions',
  name: '例外情况',
  access: accessTo(administration.exceptions),
  sheets: [
    {
      name: '例外情况',
      fields: exceptionFields,
      make: async (reading, scope) => ({
        title: await titled(reading, '例外情况'),
        columns: sheetColumns(exceptionFields),
        rows: rowsOf(reading, ExceptionEntry, exceptionList, scope, (row) => sheetRow(exceptionFields, { ...row, ledger: chains[row.chain] }))
      })
    }
  ]
}

/** 操作日志: the audit chains entry by entry with their hashes. */
const auditLog: WorkbookDefinition = {
  id: 'office.audit',
  name: '操作日志',
  access: accessTo(administration.audit),
  sheets: [
    {
      name: '操作日志',
      fields: auditFields,
      make: async (reading, scope) => ({
        title: await titled(reading, '操作日志'),
        columns: sheetColumns(auditFields),
        rows: rowsOf(reading, AuditEntry, auditList, scope, (row) => sheetRow(auditFields, { ...row, chain: chains[row.chain] }))
      })
    }
  ]
}

export const officeWorkbooks: readonly WorkbookDefinition[] = [exceptions, auditLog]
