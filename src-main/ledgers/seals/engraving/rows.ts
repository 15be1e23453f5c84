import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { sealMaterials, sealShapes, inks, type EngravingDetail, type EngravingRow } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { assertReadable, narrowToOwn, officePosts } from '../visibility'
import { amendAction } from '../correcting'
import { Engraving, Seal } from '../entities'
import { actionsFor } from '../../../office/records/recordActions'
import { rowsWith } from '../../../platform/database/readRows'
import { timelineOf } from '../timeline'

const list: ListDefinition = {
  columns: {
    number: 'e.number',
    kind: 'e.kind',
    name: 'e.name',
    imprintText: 'e.imprintText',
    sealKind: 'e.sealKind',
    unitId: 'e.unitId',
    applicantId: 'e.applicantId',
    reason: 'e.reason',
    submittedOn: 'e.submittedOn',
    state: 'e.state',
    engraver: 'e.engraver',
    engravedOn: 'e.engravedOn'
  },
  search: ['e.searchKey'],
  order: [['e.number', 'DESC']]
}

/** A window of the engraving applications. */
export async function engravingPage(reading: Reading, input: ListInput): Promise<Page<EngravingRow>> {
  const query = await narrowToOwn(reading.manager.createQueryBuilder(Engraving, 'e'), reading, { unit: 'e.unitId', people: ['e.applicantId'] })
  return pageOf(query, list, input, (rows) => engravingRows(reading.manager, rows))
}

/** Engraving applications as shown and printed. */
export async function engravingRows(manager: EntityManager, rows: readonly Engraving[]): Promise<readonly EngravingRow[]> {
  const units = await unitNames(
    manager,
    rows.map((row) => row.unitId)
  )
  const people = await personNames(
    manager,
    rows.map((row) => row.applicantId)
  )
  const before = rows.map((row) => row.predecessorId).filter((id) => id !== null)
  const predecessors = new Map((await rowsWith(manager, Seal, 'id', before)).map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    name: row.name,
    imprintText: row.imprintText,
    sealKind: row.sealKind,
    spec: [sealShapes[row.shape], row.size, sealMaterials[row.material], inks[row.ink]].join('，'),
    unitName: units.get(row.unitId) ?? '',
    applicantName: people.get(row.applicantId) ?? '',
    reason: row.reason,
    basis: row.basis,
    predecessorName: predecessors.get(row.predecessorId ?? '') ?? null,
    oldSealHandling: row.oldSealHandling,
    submittedOn: row.submittedOn,
    state: row.state,
    engraver: row.engraver,
    engravedOn: row.engravedOn,
    sealId: row.sealId,
    version: row.version
  }))
}

/** One engraving application. */
export async function engravingDetail(reading: Reading, id: string): Promise<EngravingDetail> {
  const { manager, actor } = reading
  const engraving = await manager.findOneBy(Engraving, { id })
  if (!engraving) throw notFound('刻制申请')
  assertReadable(actor, { unitId: engraving.unitId, people: [engraving.applicantId] }, '刻制申请')
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
