import {
  difference,
  reconciliation,
  type AssetDetail,
  type DifferenceRow,
  type ReconciliationRow
} from '../../../contract/assets'
import type { ListInput, Page } from '../../../contract/lists'
import type { Reading } from '../../../office/house'
import { rowsWith } from '../../../platform/database/readRows'
import { AssetReconciliation, ReconciliationLine } from '../entities'
import { nothing, pageParts, readsOf } from '../reads'

export const reconciliationReads = readsOf({
  entity: AssetReconciliation,
  record: reconciliation,
  alias: 'o',
  what: '对账',
  listing: { joined: {}, search: ['o.number', 'o.fileName'], order: [['o.number', 'DESC']] },
  workOut: nothing
})

export const lineReads = readsOf({
  entity: ReconciliationLine,
  record: difference,
  alias: 'x',
  what: '差异',
  listing: {
    joined: {},
    search: ['x.number', 'x.name'],
    filters: { reconciliationId: 'x.reconciliationId' },
    order: [['x.id', 'ASC']]
  },
  join: (query) => query.leftJoin(AssetReconciliation, 'rc', 'rc.id = x.reconciliationId'),
  workOut: async (manager, rows) => {
    const all = await rowsWith(
      manager,
      AssetReconciliation,
      'id',
      rows.map(({ reconciliationId }) => reconciliationId)
    )
    const numbers = new Map(all.map(({ id, number }) => [id, number]))
    return ({ reconciliationId }) => ({ reconciliationNumber: numbers.get(reconciliationId) ?? '' })
  }
})

/** One reconciliation. */
export async function reconciliationDetail(reading: Reading, id: string): Promise<AssetDetail<ReconciliationRow>> {
  const { row } = await reconciliationReads.one(reading, id)
  return { row, lines: [], actions: [], ...(await pageParts(reading, { subjects: [id] })) }
}

/** Differences of one reconciliation. */
export function differencePage(
  reading: Reading,
  { reconciliationId, ...input }: ListInput & { readonly reconciliationId: string }
): Promise<Page<DifferenceRow>> {
  return lineReads.page(reading, input, (query) =>
    query.andWhere('x.reconciliationId = :reconciliationId', { reconciliationId })
  )
}
