import { contract } from '../../../contract'
import { readersOf } from '../../../office/outputs/access'
import type { LabelDefinition } from '../../../office/outputs/outputDefinitions'
import { itemIn, itemsOf } from './items'

/** Shelf labels: what lies here, its shelf, its safety stock, and the item's number to scan. */
export const shelfLabels: LabelDefinition = {
  id: 'supplies.shelf',
  name: '货位标签',
  access: readersOf(contract.supplies.items.list),
  make: async ({ manager }, subjectIds, layout) => {
    const items = await itemsOf(manager, subjectIds)
    return {
      layout,
      labels: subjectIds
        .filter((id) => items.has(id))
        .map((id) => {
          const item = itemIn(items, id)
          return {
            title: item.name,
            lines: [
              item.spec,
              `单位：${item.measure}`,
              `货位：${item.location ?? '未定'}`,
              item.special ? '特殊用品' : ''
            ].filter(Boolean),
            number: item.number
          }
        })
    }
  }
}
