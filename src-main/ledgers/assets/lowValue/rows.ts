import { keepingPosts, lowValue, type AssetDetail, type LowValueRow } from '../../../contract/assets'
import { actionsFor } from '../../../office/records/recordActions'
import type { Reading } from '../../../office/house'
import { LowValueItem } from '../entities'
import { nothing, pageParts, readsOf } from '../reads'

export const lowValueReads = readsOf({
  entity: LowValueItem,
  record: lowValue,
  alias: 'l',
  what: '低值易耗品',
  listing: { joined: {}, order: [['l.number', 'ASC']] },
  own: { units: ['unitId'], people: ['userId'] },
  workOut: nothing
})

/** One line of the register. */
export async function lowValueDetail(reading: Reading, id: string): Promise<AssetDetail<LowValueRow>> {
  const { stored, row } = await lowValueReads.one(reading, id)
  const there = { possible: stored.state !== 'gone', otherwise: '已下账', by: keepingPosts }
  return {
    row,
    lines: [],
    actions: actionsFor(
      [
        { action: 'assign', label: '领用、调整', ...there },
        { action: 'end', label: '报废', ...there }
      ],
      reading.actor
    ),
    ...(await pageParts(reading, { subjects: [id] }))
  }
}
