import { Not, type EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { use as useRecord, type UseDetail, type UseRow } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import { unconfirmedOf } from '../../../office/approvals/unconfirmed'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { narrowToOwn, readableRow, stampsWith } from '../visibility'
import { BlankLoss, Loss, Seal, SealUse, UseRequest, UseScan } from '../entities'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { actionsFor } from '../../../office/records/recordActions'
import { exceptionWords } from '../../../office/records/remarks'
import { rowsWith } from '../../../platform/database/readRows'
import { isVoidByLoss } from '../rules/loss'
import { timelineOf } from '../timeline'

/**
 * How the register of uses is filtered and sorted; every column stands in the row itself, so that 100,000 rows stay
 * quick.
 */
export const useList = listing(useRecord, 'u', {
  joined: {},
  filters: { applicantId: 'u.applicantId' },
  order: [['u.at', 'DESC']]
})

/** The register of uses as a query the person asking may read. */
export async function useQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  return narrowToOwn(reading.manager.createQueryBuilder(SealUse, 'u'), reading, {
    unit: 'u.unitId',
    people: ['u.applicantId'],
    seal: 'u.sealId'
  })
}

/** A window of the register of uses. */
export async function usePage(reading: Reading, input: ListInput): Promise<Page<UseRow>> {
  return pageOf(await useQuery(reading), useList, input, (rows) => useRows(reading.manager, rows))
}

/** Uses as shown and printed, with what has to be said about them in 备注. A fixed number of queries per window. */
export async function useRows(manager: EntityManager, uses: readonly SealUse[]): Promise<readonly UseRow[]> {
  const ids = uses.map(({ id }) => id)
  const scanned = new Set(
    (await rowsWith(manager, UseScan, 'useId', ids, { select: { id: true, useId: true } })).map(({ useId }) => useId)
  )
  const reversals = await rowsWith(manager, SealUse, 'reversalOfId', ids, {
    select: { id: true, number: true, reversalOfId: true }
  })
  const reversed = new Map(reversals.map(({ reversalOfId, number }) => [reversalOfId, number]))
  const lostFrom = new Map((await manager.find(Loss)).map((loss) => [loss.sealId, loss.lostFrom]))
  const lostBlanks = await rowsWith(
    manager,
    BlankLoss,
    'batchId',
    uses.map(({ batchId }) => batchId),
    { where: { state: Not('revoked') }, order: { number: 'ASC' } }
  )
  const said = await exceptionWords(
    manager,
    'seals',
    uses.flatMap(({ id, requestId }) => (requestId ? [id, requestId] : [id]))
  )
  const unconfirmed = await unconfirmedRequests(manager, uses)
  return rowsOf(manager, useRecord, uses, (use) => ({
    scanned: scanned.has(use.id),
    remarks: [
      use.remarks,
      reversed.has(use.id) ? `已由${reversed.get(use.id) ?? ''}冲正` : null,
      isVoidByLoss(use.day, lostFrom.get(use.sealId)) ? '印章遗失期间用印，无效' : null,
      ...lostBlanks
        .filter(({ batchId }) => batchId === use.batchId)
        .map(({ serials, number }) => `${serials}遗失（${number}）`),
      use.requestId && unconfirmed.has(use.requestId) ? '电话请示待确认' : null,
      ...(said.get(use.id) ?? []),
      ...(said.get(use.requestId ?? '') ?? [])
    ]
      .filter((words) => words)
      .join('；')
  }))
}

async function unconfirmedRequests(manager: EntityManager, uses: readonly SealUse[]): Promise<ReadonlySet<string>> {
  const asked = await rowsWith(
    manager,
    UseRequest,
    'id',
    uses.map(({ requestId }) => requestId),
    { select: { id: true, approvalId: true } }
  )
  const open = new Set(
    (
      await unconfirmedOf(
        manager,
        asked.map(({ approvalId }) => approvalId)
      )
    ).map(({ approvalId }) => approvalId)
  )
  return new Set(asked.filter(({ approvalId }) => approvalId !== null && open.has(approvalId)).map(({ id }) => id))
}

/** One use with its scans, the approval it consumed, and its life. */
export async function useDetail(reading: Reading, id: string): Promise<UseDetail> {
  const { manager, actor } = reading
  const use = await readableRow(await useQuery(reading), id, '用印记录')
  const seal = await manager.findOneByOrFail(Seal, { id: use.sealId })
  const stamps = await stampsWith(reading)
  const [row] = await useRows(manager, [use])
  if (!row) throw notFound('用印记录')
  const request = use.requestId ? await manager.findOneBy(UseRequest, { id: use.requestId }) : null
  const scans = await manager.find(UseScan, { where: { useId: id }, order: { id: 'ASC' } })
  const reversed = (await manager.countBy(SealUse, { reversalOfId: id })) > 0
  return {
    row,
    approval: request?.approvalId ? await approvalView(reading, request.approvalId) : null,
    actions: actionsFor(
      [
        {
          action: 'attachScan',
          label: '补传扫描件',
          possible: use.reversalOfId === null,
          otherwise: '冲正记录没有扫描件',
          by: [],
          people: [stamps(seal) ? actor.personId : seal.custodianId, use.applicantId],
          peopleWord: '监印人、经办人'
        },
        {
          action: 'reverse',
          label: '冲正',
          possible: !reversed && use.reversalOfId === null && use.batchId === null,
          otherwise: reversed ? '这笔记录已经冲正' : use.batchId ? '空白用印请逐号核销' : '冲正记录本身不能再冲正',
          by: ['officeDirector', 'sealCustodian']
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id, use.requestId], approvalId: request?.approvalId ?? null }),
    requestId: use.requestId,
    batchId: use.batchId,
    scans: scans.map(({ attachmentId, at }) => ({ attachmentId, at }))
  }
}
