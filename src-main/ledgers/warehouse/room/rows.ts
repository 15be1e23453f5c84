import type { ListInput, Page } from '../../../contract/lists'
import type { EntryRow, KeyRow } from '../../../contract/warehouse/room'
import type { Reading } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { RoomEntry, WarehouseKey } from '../entities'

export async function keysOfRoom({ manager }: Reading): Promise<readonly KeyRow[]> {
  const keys = await manager.find(WarehouseKey, { order: { label: 'ASC' } })
  const people = await personNames(
    manager,
    keys.map((key) => key.holderId)
  )
  return keys.map(({ id, label, holderId, since, version }) => ({ id, label, holderId, holderName: people.get(holderId) ?? '', since, version }))
}

const entryList: ListDefinition = {
  columns: { number: 'n.number', at: 'n.at', leftAt: 'n.leftAt', visitor: 'n.visitor', purpose: 'n.purpose' },
  search: ['n.number', 'n.visitor', 'n.purpose'],
  instants: ['at', 'leftAt'],
  order: [['n.at', 'DESC']]
}

export async function entriesPage({ manager }: Reading, input: ListInput): Promise<Page<EntryRow>> {
  return pageOf(manager.createQueryBuilder(RoomEntry, 'n'), entryList, input, async (rows) => {
    const people = await personNames(
      manager,
      rows.map((row) => row.keeperId)
    )
    return rows.map(({ id, number, at, leftAt, visitor, keeperId, purpose }) => ({
      id,
      number,
      at,
      leftAt,
      visitor,
      keeperName: people.get(keeperId) ?? '',
      purpose
    }))
  })
}
