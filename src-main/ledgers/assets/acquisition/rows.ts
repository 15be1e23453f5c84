import { acquisition, keepingPosts, type AcquisitionDetail } from '../../../contract/assets'
import { amendAction } from '../../../office/approvals/correcting'
import { actionsFor } from '../../../office/records/recordActions'
import type { Reading } from '../../../office/house'
import { Acquisition, AssetRoom } from '../entities'
import { nothing, pageParts, readsOf } from '../reads'
import { roomRows } from '../rooms/rows'

export const acquisitionReads = readsOf({
  entity: Acquisition,
  record: acquisition,
  alias: 'q',
  what: '购置申请',
  listing: { joined: {}, order: [['q.number', 'DESC']] },
  own: { units: ['unitId'], people: ['applicantId'] },
  workOut: nothing
})

/** One request with its lines, the room it is for, and its way through the chain. */
export async function acquisitionDetail(reading: Reading, id: string): Promise<AcquisitionDetail> {
  const { stored, row } = await acquisitionReads.one(reading, id)
  const room = stored.place === null ? null : await reading.manager.findOneBy(AssetRoom, { name: stored.place })
  const [shown] = room ? await roomRows(reading, [room]) : []
  return {
    row,
    lines: stored.lines,
    room: shown ?? null,
    actions: actionsFor(
      [
        ...amendAction(stored),
        {
          action: 'accept',
          label: '验收',
          possible: stored.kind === 'purchase' && (stored.state === 'approved' || stored.state === 'accepted'),
          otherwise: stored.kind === 'purchase' ? '批准后才能采购、验收' : '房屋维修不建卡',
          by: keepingPosts
        }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id], approvalId: stored.approvalId }))
  }
}
