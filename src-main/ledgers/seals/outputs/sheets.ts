import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { Field } from '../../../contract/fields'
import {
  blank as blankRecord,
  custodyRecord,
  inspection as inspectionRecord,
  refusal as refusalRecord,
  refusalGrounds,
  seal as sealRecord,
  sealStates,
  use as useRecord,
  type BlankRow,
  type SealState
} from '../../../contract/seals'
import { formatDate } from '../../../contract/display'
import { instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { citeFor, source } from '../../../kernel/rules/regulation'
import { Attachment } from '../../../office/entities'
import type { ExportScope, Reading, SheetDefinition } from '../../../office/house'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { bureauName } from '../../../office/people/bureau'
import { allRows, type ListDefinition } from '../../../platform/database/listQuery'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { blankList, blankQuery, blankRows } from '../blank/rows'
import { type Seal, type BlankBatch, type Refusal } from '../entities'
import { inspectionList, inspectionQuery, inspectionRows } from '../inspection/rows'
import { custodyList, custodyQuery, custodyRows } from '../custody/rows'
import { sealList, sealQuery, sealRows } from '../seal/rows'
import { refusalList, refusalQuery, refusalRows } from '../refusal/rows'
import { useList, useQuery, useRows } from '../use/rows'
import { stateDay } from '../../../office/outputs/filterWords'
import { sealsOn } from '../seal/onDay'
import { closingRows, closingColumns } from './closing'

type Fields = Readonly<Record<string, Field>>

const columnsOf = (fields: Fields, names: readonly string[], labels: Readonly<Record<string, string>> = {}): readonly SheetColumn[] =>
  sheetColumns(fields, names).map((column) => ({ ...column, label: labels[column.key] ?? column.label }))

/** Rows of a list within the export's period and filter, read window by window. */
export async function* listed<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  list: ListDefinition,
  scope: ExportScope,
  period: { readonly column: string; readonly instants?: boolean } | undefined,
  show: (rows: readonly Row[]) => Promise<readonly SheetRow[]>
): AsyncGenerator<SheetRow> {
  const { from, to, filter } = scope
  if (period && from) query.andWhere(`${period.column} >= :scopeFrom`, { scopeFrom: period.instants ? instantAt(from, '00:00') : from })
  if (period && to) query.andWhere(`${period.column} < :scopeTo`, { scopeTo: period.instants ? instantAt(addDays(to, 1), '00:00') : addDays(to, 1) })
  const asked = {
    search: filter?.search,
    filters: filter?.filters ?? [],
    sort: filter?.sort ?? { field: list.instants?.[0] ?? 'number', direction: 'asc' as const }
  }
  for await (const rows of allRows(query, list, asked)) yield* await show(rows)
}

async function titled(reading: Reading, ledger: string): Promise<string> {
  return `${await bureauName(reading.manager)}${ledger}`
}

const registerNames = [
  'number',
  'name',
  'imprintText',
  'kind',
  'material',
  'size',
  'shape',
  'ink',
  'approvalDocument',
  'engraver',
  'engravedOn',
  'activationNumber',
  'activatedOn',
  'scopeText',
  'unitName',
  'custodianName',
  'storage',
  'state',
  'imprintId'
] as const

const registerSheet: SheetDefinition = {
  name: '印章登记',
  shows: 'state',
  fields: sealRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '印章登记簿'),
    columns: columnsOf(sealRecord.fields, registerNames),
    rows: listed(registeredBy(reading, scope), sealList, { filter: scope.filter }, undefined, (seals) => registerRows(reading, scope, seals))
  })
}

/** The seals there were at the end of the day the register is of: engraved by then, or taken over by then where nobody knows when. */
function registeredBy(reading: Reading, scope: ExportScope) {
  return sealQuery(reading.manager).andWhere('COALESCE(s.engravedOn, s.registeredOn) <= :day', { day: stateDay(scope, reading) })
}

async function registerRows(reading: Reading, scope: ExportScope, seals: readonly Seal[]): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = []
  for (const row of await sealRows(reading.manager, await sealsOn(reading.manager, seals, stateDay(scope, reading))))
    rows.push({ ...sheetRow(sealRecord.fields, row), imprintId: await imprintOf(reading, row.imprintId), remarks: row.remarks })
  return rows
}

/** The bytes of a seal's imprint picture; nothing where there is none or its file is gone. */
export async function imprintOf({ manager, house }: Reading, imprintId: string | null): Promise<Uint8Array | undefined> {
  const attachment = imprintId ? await manager.findOneBy(Attachment, { id: imprintId }) : null
  return attachment && (await house.attachments.has(attachment.sha256)) ? house.attachments.read(attachment.sha256) : undefined
}

const useSheet: SheetDefinition = {
  name: '用印登记',
  shows: 'movements',
  fields: useRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '用印登记簿'),
    columns: columnsOf(useRecord.fields, [
      'number',
      'at',
      'sealName',
      'title',
      'documentNumber',
      'documentKind',
      'addressee',
      'copies',
      'impressions',
      'purpose',
      'unitName',
      'applicantName',
      'approvers',
      'onBehalf',
      'custodianName'
    ]),
    rows: listed(await useQuery(reading), useList, scope, { column: 'u.at', instants: true }, async (uses) =>
      (await useRows(reading.manager, uses)).map((use) => ({ ...sheetRow(useRecord.fields, use), onBehalf: use.onBehalf ? '代章' : null }))
    )
  })
}

const period: SheetColumn = { key: 'period', label: '起止', kind: 'text', width: 14 }

const custodySheet: SheetDefinition = {
  name: '交接登记',
  shows: 'movements',
  fields: custodyRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '印章交接登记簿'),
    columns: [
      ...columnsOf(custodyRecord.fields, ['at', 'sealName', 'kind', 'fromName', 'toName', 'witnessName']),
      period,
      ...columnsOf(custodyRecord.fields, ['reason'])
    ],
    rows: listed(custodyQuery(reading), custodyList, scope, { column: 'h.at', instants: true }, async (handovers) =>
      (await custodyRows(reading.manager, handovers)).map((row) => ({
        ...sheetRow(custodyRecord.fields, row),
        period: row.untilDay ? `${formatDate(row.fromDay)}至${formatDate(row.untilDay)}` : `${formatDate(row.fromDay)}起`,
        remarks: row.number
      }))
    )
  })
}

const refusalSheet: SheetDefinition = {
  name: '拒绝用印登记',
  shows: 'movements',
  fields: refusalRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '拒绝用印登记簿'),
    columns: columnsOf(refusalRecord.fields, ['at', 'sealName', 'title', 'unitName', 'applicantName', 'ground', 'custodianName', 'followUp'], {
      ground: '拒绝情形(依据)'
    }),
    rows: listed(await refusalQuery(reading), refusalList, scope, { column: 'f.at', instants: true }, (rows) => refused(reading, rows))
  })
}

async function refused(reading: Reading, refusals: readonly Refusal[]): Promise<readonly SheetRow[]> {
  const basis = citeFor(reading.book.profile, [source('DK-05', '第五条第（四）项')])
  return (await refusalRows(reading.manager, refusals)).map((row) => ({
    ...sheetRow(refusalRecord.fields, row),
    ground: `${refusalGrounds[row.ground]}（${basis}）`,
    remarks: [row.number, row.detail].filter((words) => words).join('；')
  }))
}

const ended: readonly SealState[] = ['suspended', 'returned', 'sealedAway', 'destroyed', 'lost']

const closingSheet: SheetDefinition = {
  name: '停用封存销毁',
  shows: 'movements',
  fields: { ...sealRecord.fields, state: { ...sealRecord.fields.state, choices: ended.map((value) => ({ value, label: sealStates[value] })) } },
  make: async (reading, scope) => ({
    title: await titled(reading, '印章停用、封存、销毁登记簿'),
    columns: closingColumns,
    rows: listed(sealQuery(reading.manager).andWhere('s.state IN (:...ended)', { ended }), sealList, scope, { column: 's.endedOn' }, (seals) =>
      closingRows(reading.manager, seals)
    )
  })
}

const inspectionSheet: SheetDefinition = {
  name: '检查记录',
  shows: 'movements',
  fields: inspectionRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '用印检查记录'),
    columns: columnsOf(inspectionRecord.fields, ['day', 'unitName', 'sealNames', 'sampled', 'findings', 'rectifyBy', 'result', 'inspectorName']),
    rows: listed(await inspectionQuery(reading), inspectionList, scope, { column: 'i.day' }, async (rows) =>
      (await inspectionRows(reading.manager, rows)).map((row) => ({ ...sheetRow(inspectionRecord.fields, row), remarks: row.number }))
    )
  })
}

const blankSheet: SheetDefinition = {
  name: '空白用印核销',
  shows: 'movements',
  fields: blankRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '空白封条、办案文书用印核销登记簿'),
    columns: columnsOf(blankRecord.fields, [
      'number',
      'purpose',
      'format',
      'firstSerial',
      'lastSerial',
      'quantity',
      'used',
      'voided',
      'returned',
      'outstanding',
      'responsibleName',
      'approverName'
    ]),
    rows: listed(await blankQuery(reading), blankList, scope, { column: 'b.submittedOn' }, async (rows: readonly BlankBatch[]) =>
      (await blankRows(reading.manager, rows, reading.book)).map(accountedFor)
    )
  })
}

/** Only what was stamped is to be accounted for: 数量 = 已用 + 作废 + 退回 + 差异. What was asked and never stamped is said beside it. */
function accountedFor(row: BlankRow): SheetRow {
  const stamped = row.stampedOn !== null
  const asked = stamped ? '' : `申请${row.quantity}份，未用印`
  const figures = stamped ? {} : { quantity: 0, used: 0, voided: 0, returned: 0, outstanding: 0 }
  return { ...sheetRow(blankRecord.fields, { ...row, ...figures }), remarks: [row.sealName, asked].filter(Boolean).join('；') }
}

/** The sheets of the seals workbook in the order of the catalogue of outputs. */
export const sealSheets: readonly SheetDefinition[] = [registerSheet, useSheet, custodySheet, refusalSheet, closingSheet, inspectionSheet, blankSheet]
