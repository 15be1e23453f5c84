import { keepingPosts, repair, type AssetDetail, type RepairRow } from '../../../contract/assets'
import { actionsFor } from '../../../office/records/recordActions'
import type { Reading } from '../../../office/house'
import { AssetRepair } from '../entities'
import { assetWords, pageParts, readsOf } from '../reads'

export const repairReads = readsOf({
  entity: AssetRepair,
  record: repair,
  alias: 'r',
  what: '报修单',
  listing: { joined: {}, search: ['r.number', 'r.fault', 'r.vendor'], order: [['r.number', 'DESC']] },
  own: { units: ['unitId'], people: ['applicantId'] },
  workOut: async (manager, rows) => {
    const words = await assetWords(
      manager,
      rows.map(({ assetId }) => assetId)
    )
    return ({ assetId }) => ({ assetNumber: words(assetId) })
  }
})

/** One repair. */
export async function repairDetail(reading: Reading, id: string): Promise<AssetDetail<RepairRow>> {
  const { stored, row } = await repairReads.one(reading, id)
  const open = stored.state === 'requested' || stored.state === 'arranged'
  return {
    row,
    lines: [],
    actions: actionsFor(
      [
        {
          action: 'arrange',
          label: '安排维修',
          possible: stored.state === 'requested',
          otherwise: '已经安排过',
          by: keepingPosts
        },
        { action: 'finish', label: '登记修好', possible: open, otherwise: '已经办完', by: keepingPosts }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id] }))
  }
}
