import {
  ending,
  endingLine,
  type EndingDetail,
  type EndingLineRow,
  type EndingRow
} from '../../../contract/confidential/endings'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { detailOf } from '../details'
import { Ending, EndingLine, EndingRecord } from '../entities'
import { namedBy } from '../named'
import { roundWords } from '../rounds'
import { returnRoundOf } from './acts'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'

const list = listing(ending, 'e', { joined: {}, search: ['e.number'], order: [['e.number', 'DESC']] })

export async function endingsPage(reading: Reading, input: ListInput): Promise<Page<EndingRow>> {
  mustKnow(reading.actor, '清册')
  return pageOf(reading.manager.createQueryBuilder(Ending, 'e'), list, input, (rows) => endingRows(reading, rows))
}

async function endingRows({ manager, house, actor }: Reading, rows: readonly Ending[]): Promise<readonly EndingRow[]> {
  const open = await revealed(house, actor, 'confidential_endings', rows, 'agency')
  return rowsOf(manager, ending, rows, (stored) => {
    const round = returnRoundOf(stored)
    return { agency: open(stored.id, 'agency'), period: round ? roundWords(round.key) : '' }
  })
}

/** The carriers of a list with how each left. */
export async function endingLines({ manager }: Reading, endingId: string): Promise<readonly EndingLineRow[]> {
  const lines = await manager.find(EndingLine, { where: { endingId }, order: { label: 'ASC' } })
  const records = new Map(
    (await manager.findBy(EndingRecord, { endingId })).map((record) => [record.carrierId, record])
  )
  const named = await namedBy(manager, lines)
  const shown = await rowsOf(manager, endingLine, lines, ({ carrierId, fileId }) => {
    const record = records.get(carrierId)
    return {
      secrecy: named.secrecy(fileId),
      pages: named.pages(carrierId),
      receiptNumber: record?.receiptNumber ?? null,
      place: record?.place ?? null,
      endedAt: record?.at ?? null,
      officerName: record?.officerName ?? null,
      supervisorNames: record?.supervisorNames ?? null
    }
  })
  return shown.map((row, index) => ({ ...row, carrierId: lines[index]?.carrierId ?? '' }))
}

export async function endingDetail(reading: Reading, id: string): Promise<EndingDetail> {
  mustKnow(reading.actor, '清册')
  const [stored] = await reading.manager.findBy(Ending, { id })
  const [row] = stored ? await endingRows(reading, [stored]) : []
  if (!row || !stored) throw notFound('清册')
  const approved = { possible: row.state === 'approved', otherwise: row.state === 'done' ? '已办结' : '还没有批准' }
  const detail = await detailOf(reading, row, {
    approvalId: stored.approvalId,
    subjects: [id],
    acts: [
      row.kind === 'destroy'
        ? { action: 'destroy', label: '登记销毁', ...approved }
        : { action: 'handOver', label: '登记回执', ...approved }
    ]
  })
  return { ...detail, lines: await endingLines(reading, id) }
}
