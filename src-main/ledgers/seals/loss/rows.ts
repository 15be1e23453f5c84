import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { loss as lossRecord, type LossRow, type RecordDetail } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { Loss, Seal } from '../entities'
import { sealNames } from '../seal/names'
import { timelineOf } from '../timeline'
import { assertReadable, narrowToOwn, officePosts } from '../visibility'

const lossList = listing(lossRecord, 'l', {
  joined: { sealName: 's.name' },
  filters: { sealId: 'l.sealId' },
  search: ['l.number', 's.searchKey', 'l.circumstances'],
  order: [['l.number', 'DESC']]
})

/** A window of the loss reports. */
export async function lossPage(reading: Reading, input: ListInput): Promise<Page<LossRow>> {
  const query = reading.manager.createQueryBuilder(Loss, 'l').leftJoin(Seal, 's', 's.id = l.sealId')
  await narrowToOwn(query, reading, { unit: 's.unitId', people: ['l.reporterId'] })
  return pageOf(query, lossList, input, (rows) => lossRows(reading.manager, rows))
}

/** Loss reports as shown and printed. */
export async function lossRows(manager: EntityManager, rows: readonly Loss[]): Promise<readonly LossRow[]> {
  const seals = await sealNames(
    manager,
    rows.map(({ sealId }) => sealId)
  )
  return rowsOf(manager, lossRecord, rows, ({ sealId }) => ({ sealId, sealName: seals.get(sealId) ?? '' }))
}

/** One loss report. */
export async function lossDetail(reading: Reading, id: string): Promise<RecordDetail<LossRow>> {
  const { manager, actor } = reading
  const loss = await manager.findOneBy(Loss, { id })
  if (!loss) throw notFound('遗失报告')
  const seal = await manager.findOneBy(Seal, { id: loss.sealId })
  assertReadable(actor, { unitId: seal?.unitId ?? null, people: [loss.reporterId] }, '遗失报告')
  const [row] = await lossRows(manager, [loss])
  if (!row) throw notFound('遗失报告')
  return {
    row,
    approval: null,
    actions: actionsFor(
      [
        {
          action: 'record',
          label: '登记报告、报案、登报',
          possible: loss.state === 'open',
          otherwise: '已声明作废',
          by: officePosts
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id] })
  }
}
