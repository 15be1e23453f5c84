import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import {
  engraving as engravingRecord,
  sealMaterials,
  sealShapes,
  inks,
  type EngravingDetail,
  type EngravingRow
} from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { narrowToOwn, officePosts, readableRow } from '../visibility'
import { amendAction } from '../../../office/approvals/correcting'
import { Engraving } from '../entities'
import { sealNames } from '../seal/names'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { actionsFor } from '../../../office/records/recordActions'
import { timelineOf } from '../timeline'

const engravingList = listing(engravingRecord, 'e', { joined: {}, order: [['e.number', 'DESC']] })

/** The engraving applications as a query the person asking may read. */
export const engravingQuery = (reading: Pick<Reading, 'manager' | 'actor' | 'today'>) =>
  narrowToOwn(reading.manager.createQueryBuilder(Engraving, 'e'), reading, {
    unit: 'e.unitId',
    people: ['e.applicantId']
  })

/** A window of the engraving applications. */
export async function engravingPage(reading: Reading, input: ListInput): Promise<Page<EngravingRow>> {
  return pageOf(await engravingQuery(reading), engravingList, input, (rows) => engravingRows(reading.manager, rows))
}

/** Engraving applications as shown and printed. */
export async function engravingRows(
  manager: EntityManager,
  rows: readonly Engraving[]
): Promise<readonly EngravingRow[]> {
  const before = await sealNames(
    manager,
    rows.map(({ predecessorId }) => predecessorId)
  )
  return rowsOf(manager, engravingRecord, rows, ({ shape, size, material, ink, predecessorId }) => ({
    spec: [sealShapes[shape], size, sealMaterials[material], inks[ink]].join('，'),
    predecessorName: before.get(predecessorId ?? '') ?? null
  }))
}

/** One engraving application. */
export async function engravingDetail(reading: Reading, id: string): Promise<EngravingDetail> {
  const { manager, actor } = reading
  const engraving = await readableRow(await engravingQuery(reading), id, '刻制申请')
  const [row] = await engravingRows(manager, [engraving])
  if (!row) throw notFound('刻制申请')
  return {
    row,
    approval: engraving.approvalId ? await approvalView(reading, engraving.approvalId) : null,
    actions: actionsFor(
      [
        ...amendAction(engraving),
        {
          action: 'engrave',
          label: '登记刻制',
          possible: engraving.state === 'approved',
          otherwise: engraving.state === 'engraved' ? '已登记刻制' : '批准后才能登记刻制',
          by: officePosts
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id, engraving.sealId], approvalId: engraving.approvalId }),
    asked: {
      engraving: engraving.kind,
      name: engraving.name,
      imprintText: engraving.imprintText,
      kind: engraving.sealKind,
      material: engraving.material,
      size: engraving.size,
      shape: engraving.shape,
      ink: engraving.ink,
      scope: engraving.scope,
      unitId: engraving.unitId,
      ownerId: engraving.ownerId,
      reason: engraving.reason,
      basis: engraving.basis,
      predecessorId: engraving.predecessorId,
      oldSealHandling: engraving.oldSealHandling,
      originalApproval: engraving.originalApproval
    }
  }
}
