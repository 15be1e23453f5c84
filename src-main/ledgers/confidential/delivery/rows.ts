import { delivery, type DeliveryRow } from '../../../contract/confidential/files'
import type { ListInput, Page } from '../../../contract/lists'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { Delivery } from '../entities'
import { revealed } from '../secrets'

const list = listing(delivery, 'd', { joined: {}, search: ['d.number', 'd.personName'], order: [['d.number', 'DESC']] })

/** A window of what others signed for or brought back. */
export const deliveriesPage = ({ manager, house, actor }: Reading, input: ListInput): Promise<Page<DeliveryRow>> =>
  pageOf(manager.createQueryBuilder(Delivery, 'd'), list, input, async (rows) => {
    const open = await revealed(house, actor, 'confidential_deliveries', rows, 'lateReason')
    return rowsOf(manager, delivery, rows, ({ id }) => ({ lateReason: open(id, 'lateReason') }))
  })
