import { damage, type AssetDetail, type DamageRow } from '../../../contract/assets'
import { amendAction } from '../../../office/approvals/correcting'
import { actionsFor } from '../../../office/records/recordActions'
import type { Reading } from '../../../office/house'
import { AssetDamage } from '../entities'
import { assetWords, pageParts, readsOf } from '../reads'

export const damageReads = readsOf({
  entity: AssetDamage,
  record: damage,
  alias: 'd',
  what: '损失认定',
  listing: { joined: {}, search: ['d.number', 'd.circumstances', 'd.finding'], order: [['d.number', 'DESC']] },
  own: { units: ['unitId'], people: ['applicantId', 'personId'] },
  workOut: async (manager, rows) => {
    const words = await assetWords(
      manager,
      rows.map(({ assetId }) => assetId)
    )
    return ({ assetId }) => ({ assetNumber: words(assetId) })
  }
})

/** One finding. */
export async function damageDetail(reading: Reading, id: string): Promise<AssetDetail<DamageRow>> {
  const { stored, row } = await damageReads.one(reading, id)
  return {
    row,
    lines: [],
    actions: actionsFor(
      [
        ...amendAction(stored),
        {
          action: 'settle',
          label: '登记赔付',
          possible: stored.state === 'approved',
          otherwise: '认定批准后才能登记赔付',
          by: ['finance', 'financeHead']
        }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id], approvalId: stored.approvalId }))
  }
}
