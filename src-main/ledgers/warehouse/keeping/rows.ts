import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { Detail } from '../../../contract/warehouse/access'
import { keeping as keepingRecord, type KeepingRow } from '../../../contract/warehouse/keeping'
import type { LineRow } from '../../../contract/warehouse/line'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { pageOf } from '../../../platform/database/listQuery'
import { onlyAmong, rowsWith } from '../../../platform/database/readRows'
import { keepingActions } from '../actions'
import { Intake, Keeping, Standing } from '../entities'
import { intakesNamed } from '../intake/rows'
import { lineRows } from '../line/rows'
import { mustSee, squadsVisibleTo } from '../visibility'

const keepingList = listing(keepingRecord, 'k', {
  joined: { intakeNumber: 'i.number', party: 'i.party' },
  filters: { intakeId: 'k.intakeId', squadId: 'k.squadId' },
  order: [['k.id', 'DESC']]
})

/** A window of the keepings the reader may see. */
export async function keepingsPage(reading: Reading, input: ListInput): Promise<Page<KeepingRow>> {
  const query = reading.manager.createQueryBuilder(Keeping, 'k').innerJoin(Intake, 'i', 'i.id = k.intakeId')
  onlyAmong(query, 'k.squadId', await squadsVisibleTo(reading.manager, reading.actor))
  return pageOf(query, keepingList, input, (rows) => keepingRows(reading.manager, rows))
}

const keepingRows = async (manager: EntityManager, keepings: readonly Keeping[]): Promise<readonly KeepingRow[]> =>
  rowsOf(manager, keepingRecord, keepings, await intakesNamed(manager, keepings))

/** One keeping with the goods that are there. */
export async function keepingDetail(reading: Reading, id: string): Promise<Detail<KeepingRow, LineRow>> {
  const { manager, actor } = reading
  const keeping = await manager.findOneBy(Keeping, { id })
  if (!keeping) throw notFound('委托保管')
  await mustSee(manager, actor, keeping.squadId, '委托保管')
  const [row] = await keepingRows(manager, [keeping])
  const standings = await rowsWith(manager, Standing, 'id', keeping.lineIds, { order: { tag: 'ASC' } })
  return {
    row: row as KeepingRow,
    lines: await lineRows(reading, standings),
    approval: null,
    actions: keepingActions(actor, keeping),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id] })
  }
}
