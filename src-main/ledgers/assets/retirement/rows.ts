import {
  officePosts,
  retirement,
  type AssetDetail,
  type RequestLineRow,
  type RetirementRow
} from '../../../contract/assets'
import { amendAction } from '../../../office/approvals/correcting'
import { actionsFor } from '../../../office/records/recordActions'
import type { Reading } from '../../../office/house'
import { rowsWith } from '../../../platform/database/readRows'
import { AssetDamage, Retirement } from '../entities'
import { pageParts, readsOf } from '../reads'
import { requestLines } from '../transfer/rows'

export const retirementReads = readsOf({
  entity: Retirement,
  record: retirement,
  alias: 'z',
  what: '处置申请',
  listing: { joined: {}, order: [['z.number', 'DESC']] },
  own: { units: ['unitId'], people: ['applicantId'] },
  workOut: async (manager, rows) => {
    const damages = await rowsWith(
      manager,
      AssetDamage,
      'id',
      rows.map(({ damageId }) => damageId)
    )
    const numbers = new Map(damages.map(({ id, number }) => [id, number]))
    return ({ damageId, originalCents, accumulatedCents }) => ({
      damageNumber: damageId === null ? null : (numbers.get(damageId) ?? null),
      netCents: originalCents - accumulatedCents
    })
  }
})

/** One retirement with its cards and its way through the chain. */
export async function retirementDetail(
  reading: Reading,
  id: string
): Promise<AssetDetail<RetirementRow, RequestLineRow>> {
  const { stored, row } = await retirementReads.one(reading, id)
  return {
    row,
    lines: await requestLines(reading.manager, id),
    actions: actionsFor(
      [
        ...amendAction(stored),
        {
          action: 'carryOut',
          label: '处置下账',
          possible: stored.state === 'approved',
          otherwise: stored.state === 'done' ? '已处置' : '批准后才能处置',
          by: officePosts
        }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id], approvalId: stored.approvalId }))
  }
}
