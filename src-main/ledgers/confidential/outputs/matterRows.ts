import { LessThan } from 'typeorm'
import type { CheckRow } from '../../../contract/confidential/endings'
import type { MediumRow } from '../../../contract/confidential/matters'
import {
  endingKinds,
  mediumKinds,
  mediumStates,
  requestStates,
  secrecyClasses
} from '../../../contract/confidential/words'
import { formatInstant, notShownHere } from '../../../contract/display'
import { instantAt, localDateOf } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import type { Reading } from '../../../office/house'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { stateDay } from '../../../office/outputs/filterWords'
import { stateRows } from '../../../office/outputs/stateRows'
import { approversOf } from '../../../office/records/remarks'
import { allRows } from '../../../platform/database/listQuery'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { rowsAsOf } from '../../../platform/database/rowsAsOf'
import type { SheetRow } from '../../../platform/documents/sheetModel'
import { checkList, checkRows, checksFor } from '../check/rows'
import { dispatchesFor, dispatchList, dispatchRows } from '../dispatch/rows'
import { Approval, ApprovalDecision } from '../../../office/approvals/entities'
import { Carrier, CheckCount, Ending, EndingRecord, Medium, MediumUse } from '../entities'
import { mediaFor, mediumList, mediumRows } from '../medium/rows'
import { namedBy } from '../named'
import { publicationList, publicationRows, publicationsFor } from '../publication/rows'
import { isOfficer, mustKnow } from '../visibility'
import { narrowing, partsOf, window, within } from './period'

export async function* endings(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const { manager, actor } = reading
  mustKnow(actor, '清册')
  for (let after = ''; ;) {
    const query = manager
      .createQueryBuilder(EndingRecord, 'r')
      .where('r.id > :after', { after })
      .orderBy('r.id', 'ASC')
      .limit(window)
    const period = within('r.day', scope, false)
    if (period) query.andWhere(period)
    const records = await query.getMany()
    const lists = await rowsById(
      manager,
      Ending,
      records.map(({ endingId }) => endingId)
    )
    const carriers = await rowsById(
      manager,
      Carrier,
      records.map(({ carrierId }) => carrierId)
    )
    const named = await namedBy(manager, [...carriers.values()])
    const approvers = await approversOf(
      manager,
      [...lists.values()].map(({ approvalId }) => approvalId)
    )
    for (const record of records) {
      const [list, carrier] = [lists.get(record.endingId), carriers.get(record.carrierId)]
      const [number, copyNumber] = partsOf(carrier?.label ?? '')
      const [second, ...more] = record.supervisorNames.split('、')
      yield {
        number,
        copyNumber,
        secrecy: secrecyClasses[named.secrecy(carrier?.fileId ?? null)],
        pages: carrier?.pages ?? 0,
        kind: list ? endingKinds[list.kind] : '',
        approver: approvers.get(list?.approvalId ?? '') ?? '',
        at: record.at,
        place: record.place,
        handler: record.officerName,
        second: [second, ...more].filter(Boolean).join('、'),
        receiptNumber: record.receiptNumber,
        remarks: list?.opening ? '原登记簿转入' : ''
      }
    }
    if (records.length < window) return
    after = records.at(-1)?.id ?? ''
  }
}

/** Media as they stood at the end of the day asked for: whose, how often used, still in use or not. */
export async function* media(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const day = stateDay(scope, reading)
  const plan = {
    query: mediaFor(reading).andWhere('m.startedOn <= :day', { day }),
    list: { ...mediumList, order: [['m.number', 'ASC']] as const },
    changing: ['state', 'holderId', 'holderName', 'place', 'uses', 'endedOn', 'supervisorNames'],
    searched: ({ number, holderName, place }: MediumRow) => [number, holderName, place ?? ''].join('\n').toLowerCase(),
    rebuilt: async (stored: readonly Medium[]) => mediumRows(reading, await mediaOn(reading, stored, day)),
    window
  }
  for await (const rows of stateRows(reading, scope, plan))
    for (const row of rows)
      yield {
        ...row,
        kind: mediumKinds[row.kind],
        secrecy: secrecyClasses[row.secrecy],
        state: mediumStates[row.state],
        remarks: row.supervisorNames ? `监销人${row.supervisorNames}` : ''
      }
}

async function mediaOn({ manager }: Reading, stored: readonly Medium[], day: string): Promise<readonly Medium[]> {
  const over = instantAt(addDays(day, 1), '00:00')
  const ids = stored.map(({ id }) => id)
  const uses = await rowsWith(manager, MediumUse, 'mediumId', ids, { where: { at: LessThan(over) } })
  const recorded = new Map((await rowsAsOf(manager, Medium, stored, over, 'asEntered')).map((row) => [row.id, row]))
  return stored.map((medium) => {
    const { holderId, holderName, place } = recorded.get(medium.id) ?? medium
    const ended = medium.endedOn !== null && medium.endedOn <= day
    return {
      ...medium,
      holderId,
      holderName,
      place,
      uses: uses.filter(({ mediumId }) => mediumId === medium.id).length,
      ...(ended ? {} : { state: 'inUse' as const, endedOn: null, supervisorNames: '' })
    }
  })
}

export async function* checks(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = checksFor(reading)
  const period = within('k.openedAt', scope, true)
  if (period) query.andWhere(period)
  for await (const stored of allRows(
    query,
    { ...checkList, order: [['k.number', 'ASC']] },
    { ...narrowing(scope), search: scope.filter?.search },
    window
  )) {
    const missing = await rowsWith(
      reading.manager,
      CheckCount,
      'checkId',
      stored.map(({ id }) => id),
      { where: { result: 'missing' } }
    )
    const carriers = await rowsById(
      reading.manager,
      Carrier,
      missing.map(({ carrierId }) => carrierId)
    )
    const conclusionOf = ({ conclusion, state }: CheckRow) =>
      conclusion ?? (state === 'done' && !isOfficer(reading.actor) ? `结论${notShownHere}` : '')
    for (const row of await checkRows(reading, stored)) {
      const lost = missing
        .filter(({ checkId }) => checkId === row.id)
        .map(({ carrierId }) => carriers.get(carrierId)?.label ?? '')
      yield {
        day: localDateOf(row.closedAt ?? row.openedAt),
        expected: row.expected,
        // what was looked for and not found was not counted
        counted: row.counted - row.missing,
        missing: row.missing,
        note: [row.period, lost.length > 0 ? `缺失：${lost.join('、')}` : '', conclusionOf(row)]
          .filter(Boolean)
          .join('；'),
        people: `${row.officerName}、${row.memberName}`,
        remarks: row.state === 'open' ? '核查中' : ''
      }
    }
  }
}

export async function* dispatches(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = dispatchesFor(reading)
  const period = within('d.sentOn', scope, false)
  if (period) query.andWhere(period)
  for await (const stored of allRows(
    query,
    { ...dispatchList, order: [['d.number', 'ASC']] },
    { ...narrowing(scope), search: scope.filter?.search },
    window
  ))
    for (const row of await dispatchRows(reading, stored)) {
      const [number, copyNumber] = partsOf(row.label)
      yield {
        ...row,
        number,
        copyNumber,
        secrecy: secrecyClasses[row.secrecy],
        remarks: row.state === 'sent' ? '待回执' : ''
      }
    }
}

export async function* publications(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const { manager } = reading
  const query = publicationsFor(reading)
  const period = within('p.submittedOn', scope, false)
  if (period) query.andWhere(period)
  for await (const stored of allRows(
    query,
    { ...publicationList, order: [['p.number', 'ASC']] },
    { ...narrowing(scope), search: scope.filter?.search },
    window
  )) {
    const approvalIds = stored.map(({ approvalId }) => approvalId)
    const decisions = await rowsWith(manager, ApprovalDecision, 'approvalId', approvalIds, { order: { id: 'ASC' } })
    const approvals = await rowsById(manager, Approval, approvalIds)
    const rows = await publicationRows(reading, stored)
    for (const [index, row] of rows.entries()) {
      const own = decisions.filter(({ approvalId }) => approvalId === stored[index]?.approvalId)
      const last = own.at(-1)
      yield {
        submittedOn: row.submittedOn,
        content: row.content,
        medium: row.medium,
        unitName: row.unitName,
        opinions: own.map(({ name, opinion }) => `${name}：${opinion}`).join('；'),
        approver: approvals.get(stored[index]?.approvalId ?? '')?.state === 'approved' ? (last?.name ?? '') : '',
        result: requestStates[row.state],
        remarks: [`公开人${row.publisherName}`, row.publishedAt ? `${formatInstant(row.publishedAt)}公开` : '']
          .filter(Boolean)
          .join('；')
      }
    }
  }
}
