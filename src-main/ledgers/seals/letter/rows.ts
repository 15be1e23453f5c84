import type { EntityManager, FindOptionsWhere } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { letter as letterRecord, type LetterDetail, type LetterRow } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { BlankBatch, BlankLoss, Letter, Loss, Seal } from '../entities'
import { sealNames } from '../seal/names'
import { timelineOf } from '../timeline'
import { narrowToOwn, officePosts, readableRow } from '../visibility'

/** How the letters and certificates are filtered and sorted; exports use the same. */
export const letterList = listing(letterRecord, 't', {
  joined: { sealName: 's.name' },
  filters: { sealId: 't.sealId' },
  search: ['t.searchKey', 't.lossNumber', 's.searchKey'],
  order: [['t.number', 'DESC']]
})

/** The letters and certificates as a query the person asking may read: who reads the seal or its loss. */
export async function letterQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  const query = reading.manager
    .createQueryBuilder(Letter, 't')
    .leftJoin(Seal, 's', 's.id = t.sealId')
    .leftJoin(Loss, 'o', 'o.id = t.lossId')
    .leftJoin(BlankLoss, 'l', 'l.id = t.blankLossId')
    .leftJoin(BlankBatch, 'b', 'b.id = l.batchId')
  return narrowToOwn(query, reading, {
    unit: ['s.unitId', 'b.unitId'],
    people: ['t.issuerId', 'o.reporterId', 'l.reporterId', 'b.applicantId', 'b.responsibleId'],
    seal: 't.sealId'
  })
}

/** A window of the letters and certificates. */
export async function letterPage(reading: Reading, input: ListInput): Promise<Page<LetterRow>> {
  return pageOf(await letterQuery(reading), letterList, input, (rows) => letterRows(reading.manager, rows))
}

/** Letters and certificates as shown and printed. */
export async function letterRows(manager: EntityManager, rows: readonly Letter[]): Promise<readonly LetterRow[]> {
  const seals = await sealNames(
    manager,
    rows.map(({ sealId }) => sealId)
  )
  return rowsOf(manager, letterRecord, rows, ({ sealId, scanId }) => ({
    sealId,
    sealName: seals.get(sealId) ?? '',
    scanned: scanId !== null
  }))
}

/** Those about a seal or a loss, oldest first, for the page of that. */
export const lettersOn = async (
  manager: EntityManager,
  where: FindOptionsWhere<Letter>
): Promise<readonly LetterRow[]> => letterRows(manager, await manager.find(Letter, { where, order: { number: 'ASC' } }))

/** One letter or certificate. */
export async function letterDetail(reading: Reading, id: string): Promise<LetterDetail> {
  const { manager, actor } = reading
  const letter = await readableRow(await letterQuery(reading), id, '函告证明')
  const [row] = await letterRows(manager, [letter])
  if (!row) throw notFound('函告证明')
  const valid = { possible: letter.state === 'issued', otherwise: '已作废', by: officePosts }
  return {
    row,
    approval: null,
    scanId: letter.scanId,
    subject:
      letter.lossId !== null
        ? { of: 'sealLoss', id: letter.lossId }
        : letter.blankLossId !== null
          ? { of: 'sealBlankLoss', id: letter.blankLossId }
          : { of: 'seal', id: letter.sealId },
    actions: actionsFor(
      [
        { action: 'attachScan', label: letter.scanId === null ? '补传扫描件' : '更换扫描件', ...valid },
        { action: 'void', label: '作废', ...valid }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id] })
  }
}
