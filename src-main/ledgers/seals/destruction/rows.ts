import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { destruction as destructionRecord, type DestructionRow, type RecordDetail } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { narrowToOwn, officePosts, readableRow } from '../visibility'
import { amendAction } from '../../../office/approvals/correcting'
import { Destruction, Seal } from '../entities'
import { sealNames } from '../seal/names'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { actionsFor } from '../../../office/records/recordActions'
import { timelineOf } from '../timeline'

const destructionList = listing(destructionRecord, 'd', {
  joined: { sealName: 's.name' },
  filters: { sealId: 'd.sealId' },
  search: ['d.number', 's.searchKey'],
  order: [['d.number', 'DESC']]
})

/** The destructions as a query the person asking may read; their witnesses may. */
export async function destructionQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  const query = reading.manager.createQueryBuilder(Destruction, 'd').leftJoin(Seal, 's', 's.id = d.sealId')
  return narrowToOwn(query, reading, {
    unit: 's.unitId',
    people: ['d.applicantId', 'd.firstWitnessId', 'd.secondWitnessId']
  })
}

/** A window of the destructions. */
export async function destructionPage(reading: Reading, input: ListInput): Promise<Page<DestructionRow>> {
  return pageOf(await destructionQuery(reading), destructionList, input, (rows) =>
    destructionRows(reading.manager, rows)
  )
}

/** Destructions as shown and printed. */
export async function destructionRows(
  manager: EntityManager,
  rows: readonly Destruction[]
): Promise<readonly DestructionRow[]> {
  const seals = await sealNames(
    manager,
    rows.map(({ sealId }) => sealId)
  )
  return rowsOf(manager, destructionRecord, rows, ({ sealId }) => ({ sealId, sealName: seals.get(sealId) ?? '' }))
}

/** One destruction. */
export async function destructionDetail(reading: Reading, id: string): Promise<RecordDetail<DestructionRow>> {
  const { manager, actor } = reading
  const destruction = await readableRow(await destructionQuery(reading), id, '销毁申请')
  const [row] = await destructionRows(manager, [destruction])
  if (!row) throw notFound('销毁申请')
  return {
    row,
    approval: destruction.approvalId ? await approvalView(reading, destruction.approvalId) : null,
    actions: actionsFor(
      [
        ...amendAction(destruction),
        {
          action: 'carryOut',
          label: '登记销毁',
          possible: destruction.state === 'approved',
          otherwise: destruction.state === 'destroyed' ? '已经销毁' : '批准后才能销毁',
          by: officePosts
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id], approvalId: destruction.approvalId })
  }
}
