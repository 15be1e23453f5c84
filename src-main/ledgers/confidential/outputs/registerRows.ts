import { fileStates, knowingWays, requestStates, secrecyClasses } from '../../../contract/confidential/words'
import { formatInstant } from '../../../contract/display'
import { localDateOf } from '../../../kernel/instant'
import type { Reading } from '../../../office/house'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { approversOf } from '../../../office/records/remarks'
import { allRows } from '../../../platform/database/listQuery'
import type { SheetRow } from '../../../platform/documents/sheetModel'
import { knowingFor, knowingList, knowingRows, legList, legRows, legsFor } from '../circulation/rows'
import { copiesFor, copyList, copyRows } from '../copy/rows'
import { fileList, fileRows, filesFor } from '../file/rows'
import { narrowing, partsOf, window, within } from './period'

export async function* files(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = await filesFor(reading, { search: scope.filter?.search })
  const period = within('f.receivedOn', scope, false)
  if (period) query.andWhere(period)
  for await (const stored of allRows(query, { ...fileList, order: [['f.number', 'ASC']] }, narrowing(scope), window))
    for (const { central, ...row } of await fileRows(reading, stored))
      yield {
        ...row,
        titleOrCode: row.title ?? row.code ?? (central ? '中央文件，只登记编号' : ''),
        secrecy: secrecyClasses[row.secrecy],
        state: fileStates[row.state],
        remarks: [central ? '中央文件' : '', row.formerNumber ? `原登记号${row.formerNumber}` : '', row.notes ?? '']
          .filter(Boolean)
          .join('；')
      }
}

export async function* legs(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = legsFor(reading)
  const period = within('l.outAt', scope, true)
  if (period) query.andWhere(period)
  for await (const stored of allRows(
    query,
    { ...legList, order: [['l.outAt', 'ASC']] },
    { ...narrowing(scope), search: scope.filter?.search },
    window
  ))
    for (const { opening, ...row } of await legRows(reading, stored)) {
      const [number, copyNumber] = partsOf(row.label)
      yield { ...row, number, copyNumber, remarks: opening ? '原登记簿转入' : '' }
    }
}

export async function* knowings(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = knowingFor(reading)
  const period = within('l.outAt', scope, true)
  if (period) query.andWhere(period)
  for await (const stored of allRows(
    query,
    { ...knowingList, order: [['l.outAt', 'ASC']] },
    { ...narrowing(scope), search: scope.filter?.search },
    window
  ))
    for (const row of await knowingRows(reading, stored))
      yield {
        ...row,
        secrecy: secrecyClasses[row.secrecy],
        way: knowingWays[row.way],
        span: `${formatInstant(row.outAt)}至${row.returnedAt ? formatInstant(row.returnedAt) : '今'}`
      }
}

export async function* copies(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = copiesFor(reading)
  const period = within('q.submittedOn', scope, false)
  if (period) query.andWhere(period)
  for await (const stored of allRows(
    query,
    { ...copyList, order: [['q.number', 'ASC']] },
    { ...narrowing(scope), search: scope.filter?.search },
    window
  )) {
    const approvers = await approversOf(
      reading.manager,
      stored.map(({ approvalId }) => approvalId)
    )
    const rows = await copyRows(reading, stored)
    for (const [index, row] of rows.entries()) {
      const [number, original] = partsOf(row.label)
      yield {
        day: row.madeAt ? localDateOf(row.madeAt) : row.submittedOn,
        number,
        original,
        // what was asked for and not made is no copy
        count: row.madeAt ? row.count : null,
        copyNumbers: row.copyNumbers,
        stamped: row.stamped ? '已盖' : '',
        purpose: row.purpose,
        consent: row.consent,
        approver: approvers.get(stored[index]?.approvalId ?? '') ?? '',
        handler: row.madeByName,
        remarks: [
          row.state === 'done' ? '' : `${requestStates[row.state]}，申请${row.count}份`,
          stored[index]?.opening ? '原登记簿转入' : ''
        ]
          .filter(Boolean)
          .join('；')
      }
    }
  }
}
