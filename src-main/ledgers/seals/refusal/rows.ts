import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { refusal as refusalRecord, type RecordDetail, type RefusalRow } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { rowsWith } from '../../../platform/database/readRows'
import { narrowToOwn, readableRow } from '../visibility'
import { Refusal, SealUse } from '../entities'
import { timelineOf } from '../timeline'

/** How the register of refusals is filtered and sorted; exports use the same. */
export const refusalList = listing(refusalRecord, 'f', {
  joined: {},
  filters: { sealId: 'f.sealId' },
  order: [['f.at', 'DESC']]
})

/** The register of refusals as a query the person asking may read. */
export async function refusalQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  return narrowToOwn(reading.manager.createQueryBuilder(Refusal, 'f'), reading, {
    people: ['f.applicantId', 'f.custodianId'],
    seal: 'f.sealId'
  })
}

/** A window of the register of refusals. */
export async function refusalPage(reading: Reading, input: ListInput): Promise<Page<RefusalRow>> {
  return pageOf(await refusalQuery(reading), refusalList, input, (rows) => refusalRows(reading.manager, rows))
}

/** Refusals as shown and printed; 后续 says whether the application was stamped afterwards. */
export async function refusalRows(manager: EntityManager, rows: readonly Refusal[]): Promise<readonly RefusalRow[]> {
  const requests = rows.map((row) => row.requestId).filter((id) => id !== null)
  const uses = await rowsWith(manager, SealUse, 'requestId', requests, { order: { at: 'ASC' } })
  return rowsOf(manager, refusalRecord, rows, ({ requestId, at }) => {
    const later = uses.find((use) => use.requestId === requestId && use.at >= at && use.reversalOfId === null)
    return { followUp: later ? `补正后用印（${later.number}）` : '未用印' }
  })
}

/** One refusal. */
export async function refusalDetail(reading: Reading, id: string): Promise<RecordDetail<RefusalRow>> {
  const { manager } = reading
  const refusal = await readableRow(await refusalQuery(reading), id, '拒绝用印记录')
  const [row] = await refusalRows(manager, [refusal])
  if (!row) throw notFound('拒绝用印记录')
  return { row, approval: null, actions: [], timeline: await timelineOf(manager, { subjects: [id] }) }
}
