import { keepingPosts, loan, type AssetDetail, type LoanRow } from '../../../contract/assets'
import { amendAction } from '../../../office/approvals/correcting'
import { actionsFor } from '../../../office/records/recordActions'
import type { Reading } from '../../../office/house'
import { AssetLoan } from '../entities'
import { assetWords, pageParts, readsOf } from '../reads'

export const loanReads = readsOf({
  entity: AssetLoan,
  record: loan,
  alias: 'n',
  what: '借用单',
  listing: { joined: {}, search: ['n.number', 'n.thing', 'n.counterparty'], order: [['n.number', 'DESC']] },
  own: { units: ['unitId'], people: ['applicantId', 'keeperId'] },
  workOut: async (manager, rows) => {
    const words = await assetWords(
      manager,
      rows.map(({ assetId }) => assetId)
    )
    return ({ assetId }) => ({ assetNumber: words(assetId) || null })
  }
})

/** One loan. */
export async function loanDetail(reading: Reading, id: string): Promise<AssetDetail<LoanRow>> {
  const { stored, row } = await loanReads.one(reading, id)
  return {
    row,
    lines: [],
    actions: actionsFor(
      [
        ...amendAction(stored),
        {
          action: 'handOver',
          label: '借出',
          possible: stored.state === 'approved',
          otherwise: '批准后才能借出',
          by: keepingPosts
        },
        {
          action: 'takeBack',
          label: '归还',
          possible: stored.state === 'out',
          otherwise: '借出后才能归还',
          by: keepingPosts
        }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id], approvalId: stored.approvalId }))
  }
}
