import {
  cabinet,
  officerHandover,
  type CabinetRow,
  type OfficerHandoverRow
} from '../../../contract/confidential/matters'
import type { ListInput, Page } from '../../../contract/lists'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { Cabinet, OfficerHandover } from '../entities'

const handoverList = listing(officerHandover, 'h', {
  joined: {},
  search: ['h.number', 'h.fromName', 'h.toName'],
  order: [['h.number', 'DESC']]
})

/** Cabinets with who has their keys. */
export const cabinetRows = async ({ manager }: Reading): Promise<readonly CabinetRow[]> =>
  rowsOf(manager, cabinet, await manager.find(Cabinet, { order: { label: 'ASC' } }), () => ({}))

/** A window of the handovers of the officer's post. */
export const handoversPage = ({ manager }: Reading, input: ListInput): Promise<Page<OfficerHandoverRow>> =>
  pageOf(manager.createQueryBuilder(OfficerHandover, 'h'), handoverList, input, (rows) =>
    rowsOf(manager, officerHandover, rows, () => ({}))
  )
