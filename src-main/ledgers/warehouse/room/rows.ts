import type { ListInput, Page } from '../../../contract/lists'
import type { EntryRow, KeyRow } from '../../../contract/warehouse/room'
import type { Reading } from '../../../office/house'
import { custodianOn } from '../../../office/people/custody'
import { personNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { RoomEntry, WarehouseKey } from '../entities'

export async function keysOfRoom({ manager, today }: Reading): Promise<readonly KeyRow[]> {
  const keys = await manager.find(WarehouseKey, { order: { label: 'ASC' } })
  const people = await personNames(
    manager,
    keys.map((key) => key.holderId)
  )
  // During a stand-in the keys are in the stand-in's hands (K-07).
  const now = await Promise.all(keys.map(({ holderId }) => custodianOn(manager, holderId, today, ['warehouseKeeper'])))
  const deputies = await personNames(
    manager,
    now.map((custodian) => custodian?.personId)
  )
  return keys.map(({ id, label, holderId, since, version }, index) => {
    const holder = people.get(holderId) ?? ''
    const custodian = now[index]
    const holderName = custodian?.insteadOfId ? `${deputies.get(custodian.personId) ?? ''}（代 ${holder}）` : holder
    return { id, label, holderId, holderName, since, version }
  })
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
