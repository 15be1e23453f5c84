import { lapse, type LapseRow } from '../../../contract/confidential/circulation'
import { reading as readingRecord, type ReadingRow } from '../../../contract/confidential/matters'
import type { ListInput, Page } from '../../../contract/lists'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { Lapse, ReadingEntry } from '../entities'
import { revealed } from '../secrets'

const readingList = listing(readingRecord, 'r', {
  joined: {},
  search: ['r.what', 'r.number', 'r.personName'],
  order: [['r.at', 'DESC']]
})
const lapseList = listing(lapse, 'l', {
  joined: {},
  search: ['l.what', 'l.number', 'l.personName'],
  order: [['l.dueOn', 'DESC']]
})

/** A window of the reading log. */
export const readingsPage = ({ manager }: Reading, input: ListInput): Promise<Page<ReadingRow>> =>
  pageOf(manager.createQueryBuilder(ReadingEntry, 'r'), readingList, input, (rows) =>
    rowsOf(manager, readingRecord, rows, () => ({}))
  )

/** A window of the times that were missed. */
export const lapsesPage = ({ manager, house, actor }: Reading, input: ListInput): Promise<Page<LapseRow>> =>
  pageOf(manager.createQueryBuilder(Lapse, 'l'), lapseList, input, async (rows) => {
    const open = await revealed(house, actor, 'confidential_lapses', rows, 'reason')
    return rowsOf(manager, lapse, rows, ({ id }) => ({ reason: open(id, 'reason') }))
  })
