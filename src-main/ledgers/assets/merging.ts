import type { LedgerModule } from '../../office/house'
import { enterChange } from './cards/book'
import { Asset, LowValueItem } from './entities'

/** Cards and low-value things of a merged unit are the other's from then on, by the document of the merger (K-08). */
export const mergeUnit: NonNullable<LedgerModule['mergeUnit']> = async (
  unit,
  { from, into, documentNumber, reason }
) => {
  for (const asset of await unit.manager.findBy(Asset, { unitId: from.id })) {
    if (asset.state === 'gone') continue
    const { userId, keeperId, place } = asset
    await enterChange(unit, asset, {
      kind: 'transferred',
      custody: { unitId: into.id, userId, keeperId, place },
      change: `${from.name}并入${into.name}`,
      reason,
      sourceNumber: documentNumber
    })
  }
  for (const item of await unit.manager.findBy(LowValueItem, { unitId: from.id }))
    if (item.state !== 'gone') await unit.update(LowValueItem, item, { unitId: into.id }, '低值易耗品')
}
