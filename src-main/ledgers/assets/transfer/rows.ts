import {
  requestLine,
  transfer,
  type AssetDetail,
  type RequestLineRow,
  type TransferRow
} from '../../../contract/assets'
import type { EntityManager } from 'typeorm'
import { amendAction } from '../../../office/approvals/correcting'
import { actionsFor } from '../../../office/records/recordActions'
import { rowsOf } from '../../../office/records/recordRows'
import type { Reading } from '../../../office/house'
import { rowsWith } from '../../../platform/database/readRows'
import { AssetTransfer, RequestLine } from '../entities'
import { nothing, pageParts, readsOf } from '../reads'

export const transferReads = readsOf({
  entity: AssetTransfer,
  record: transfer,
  alias: 't',
  what: '转移申请',
  listing: { joined: {}, order: [['t.number', 'DESC']] },
  own: { units: ['fromUnitId', 'toUnitId'], people: ['applicantId', 'toUserId', 'toKeeperId'] },
  workOut: nothing
})

/** The cards a request was made with, as it found them. */
export async function requestLines(manager: EntityManager, ownerId: string): Promise<readonly RequestLineRow[]> {
  const lines = await rowsWith(manager, RequestLine, 'ownerId', [ownerId], { order: { id: 'ASC' } })
  const rows = await rowsOf(manager, requestLine, lines, ({ originalCents, accumulatedCents }) => ({
    netCents: originalCents - accumulatedCents
  }))
  return rows.map((row, index) => ({ ...row, assetId: lines[index]?.assetId ?? '' }))
}

/** One transfer with its cards and its way through the chain. */
export async function transferDetail(reading: Reading, id: string): Promise<AssetDetail<TransferRow, RequestLineRow>> {
  const { stored, row } = await transferReads.one(reading, id)
  const lines = await requestLines(reading.manager, id)
  return {
    row,
    lines,
    actions: actionsFor(
      [
        ...amendAction(stored),
        {
          action: 'complete',
          label: '双方签字交接',
          possible: stored.state === 'approved',
          otherwise: stored.state === 'done' ? '已交接' : '批准后双方签字，保管责任才转移',
          by: ['assetClerk', 'officeDirector', 'unitHead'],
          people: [stored.toKeeperId, ...lines.map(({ keeperId }) => keeperId)],
          peopleWord: '移交人、接收人'
        }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id], approvalId: stored.approvalId }))
  }
}
