import type { ListInput, Page } from '../../../contract/lists'
import { roomEntry, storeKey, type EntryRow, type KeyRow } from '../../../contract/warehouse/room'
import type { Reading } from '../../../office/house'
import { custodianOn } from '../../../office/people/custody'
import { rosterOf } from '../../../office/people/roster'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { RoomEntry, WarehouseKey } from '../entities'

/** The keys of the warehouse; during a stand-in they are in the stand-in's hands (K-07). */
export async function keysOfRoom({ manager, today }: Reading): Promise<readonly KeyRow[]> {
  const keys = await manager.find(WarehouseKey, { order: { label: 'ASC' } })
  const { people } = await rosterOf(manager)
  const holders = new Map<string, string>()
  for (const { holderId } of keys) {
    const custodian = await custodianOn(manager, holderId, today, ['warehouseKeeper'])
    const holder = people.get(holderId) ?? ''
    holders.set(holderId, custodian?.insteadOfId ? `${people.get(custodian.personId) ?? ''}（代 ${holder}）` : holder)
  }
  return rowsOf(manager, storeKey, keys, ({ holderId }) => ({ holderName: holders.get(holderId) ?? '' }))
}

const entryList = listing(roomEntry, 'n', {
  joined: {},
  search: ['n.number', 'n.visitor', 'n.purpose'],
  order: [['n.at', 'DESC']]
})

/** A window of who was in the warehouse. */
export const entriesPage = ({ manager }: Reading, input: ListInput): Promise<Page<EntryRow>> =>
  pageOf(manager.createQueryBuilder(RoomEntry, 'n'), entryList, input, (rows) =>
    rowsOf(manager, roomEntry, rows, () => ({}))
  )
