import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import {
  blankLoss as blankLossRecord,
  blankLossStates,
  type BlankLossDetail,
  type BlankLossRow
} from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { rowsWith } from '../../../platform/database/readRows'
import { BlankBatch, BlankLoss, Seal } from '../entities'
import { lettersOn } from '../letter/rows'
import { letterAction, stepsAction } from '../loss/rows'
import { sealNames } from '../seal/names'
import { timelineOf } from '../timeline'
import { narrowToOwn, readableRow } from '../visibility'

const blankLossList = listing(blankLossRecord, 'l', {
  joined: { batchNumber: 'b.number', format: 'b.format', sealName: 's.name' },
  filters: { batchId: 'l.batchId', sealId: 'b.sealId' },
  search: ['l.number', 'l.serials', 'b.searchKey', 'l.circumstances'],
  order: [['l.number', 'DESC']]
})

/** The reports of lost blanks as a query the person asking may read. */
export async function blankLossQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  const query = reading.manager
    .createQueryBuilder(BlankLoss, 'l')
    .leftJoin(BlankBatch, 'b', 'b.id = l.batchId')
    .leftJoin(Seal, 's', 's.id = b.sealId')
  return narrowToOwn(query, reading, {
    unit: 'b.unitId',
    people: ['l.reporterId', 'b.applicantId', 'b.responsibleId'],
    seal: 'b.sealId'
  })
}

/** A window of the reports of lost blanks. */
export async function blankLossPage(reading: Reading, input: ListInput): Promise<Page<BlankLossRow>> {
  return pageOf(await blankLossQuery(reading), blankLossList, input, (rows) => blankLossRows(reading.manager, rows))
}

/** Reports of lost blanks as shown and printed. */
export async function blankLossRows(
  manager: EntityManager,
  rows: readonly BlankLoss[]
): Promise<readonly BlankLossRow[]> {
  const batches = await rowsWith(
    manager,
    BlankBatch,
    'id',
    rows.map(({ batchId }) => batchId)
  )
  const seals = await sealNames(
    manager,
    batches.map(({ sealId }) => sealId)
  )
  const known = new Map(batches.map((batch) => [batch.id, batch]))
  return rowsOf(manager, blankLossRecord, rows, ({ batchId }) => {
    const { number = '', format = '', sealId = '' } = known.get(batchId) ?? {}
    return { batchId, batchNumber: number, format, sealId, sealName: seals.get(sealId) ?? '' }
  })
}

/** One report of lost blanks; its life is that of the batch, too. */
export async function blankLossDetail(reading: Reading, id: string): Promise<BlankLossDetail> {
  const { manager, actor } = reading
  const loss = await readableRow(await blankLossQuery(reading), id, '遗失报告')
  const [row] = await blankLossRows(manager, [loss])
  if (!row) throw notFound('遗失报告')
  return {
    row,
    approval: null,
    letters: await lettersOn(manager, { blankLossId: id }),
    actions: actionsFor(
      [
        stepsAction(loss.state),
        { ...letterAction('出具函告'), possible: loss.state !== 'revoked', otherwise: blankLossStates[loss.state] }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id, loss.batchId] })
  }
}
