import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { useRequest, type UseRequestDetail, type UseRequestRow } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { narrowToOwn, readableRow, stampsWith } from '../visibility'
import { amendAction } from '../../../office/approvals/correcting'
import { Seal, SealUse, UseRequest } from '../entities'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { actionsFor } from '../../../office/records/recordActions'
import { insteadOfUsual } from './paper'
import { sealNames } from '../seal/names'
import { timelineOf } from '../timeline'

const requestList = listing(useRequest, 'r', {
  joined: { sealName: 's.name' },
  filters: { sealId: 'r.sealId' },
  order: [['r.number', 'DESC']]
})

/**
 * The applications as a query the person asking may read; custodians see those for the seals they keep, as their queue
 * at the counter.
 */
export async function useRequestQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  const query = reading.manager.createQueryBuilder(UseRequest, 'r').leftJoin(Seal, 's', 's.id = r.sealId')
  return narrowToOwn(query, reading, { unit: 'r.unitId', people: ['r.applicantId', 's.ownerId'], seal: 'r.sealId' })
}

/** A window of the applications. */
export async function useRequestPage(reading: Reading, input: ListInput): Promise<Page<UseRequestRow>> {
  return pageOf(await useRequestQuery(reading), requestList, input, (rows) => useRequestRows(reading.manager, rows))
}

/** Applications as shown and printed. */
export async function useRequestRows(
  manager: EntityManager,
  rows: readonly UseRequest[]
): Promise<readonly UseRequestRow[]> {
  const seals = await sealNames(
    manager,
    rows.map(({ sealId }) => sealId)
  )
  return rowsOf(manager, useRequest, rows, ({ sealId }) => ({ sealId, sealName: seals.get(sealId) ?? '' }))
}

/** One application with its approval and what became of it. */
export async function useRequestDetail(reading: Reading, id: string): Promise<UseRequestDetail> {
  const { manager, actor } = reading
  const request = await readableRow(await useRequestQuery(reading), id, '用印申请')
  const seal = await manager.findOneByOrFail(Seal, { id: request.sealId })
  const [row] = await useRequestRows(manager, [request])
  if (!row) throw notFound('用印申请')
  const use =
    request.consumedCopies > 0
      ? await manager.findOne(SealUse, { where: { requestId: id }, order: { at: 'DESC', id: 'DESC' } })
      : null
  const custodian = (await stampsWith(reading))(seal) ? [actor.personId] : [seal.custodianId]
  const rule = { by: [], people: custodian, peopleWord: '监印人' }
  return {
    row,
    approval: request.approvalId ? await approvalView(reading, request.approvalId) : null,
    actions: actionsFor(
      [
        ...amendAction(request),
        {
          action: 'stamp',
          label: '用印登记',
          possible: request.state === 'approved',
          otherwise: request.state === 'stamped' ? '这份审批已用印，不能重复使用' : '批准后才能用印',
          ...rule
        },
        ...(request.state === 'approved' && request.consumedCopies > 0
          ? [{ action: 'closeRest', label: '余下份数不再用印', ...rule }]
          : []),
        {
          action: 'refuse',
          label: '拒绝用印',
          possible: request.state !== 'stamped',
          otherwise: '这份审批已用印',
          ...rule
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id, use?.id ?? null], approvalId: request.approvalId }),
    useId: use?.id ?? null,
    useNumber: use?.number ?? null,
    draftId: request.draftId,
    insteadOfUsual: insteadOfUsual(request, seal)
  }
}
