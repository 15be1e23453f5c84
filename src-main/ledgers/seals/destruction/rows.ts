import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { DestructionRow, LossRow, RecordDetail } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { assertReadable, narrowToOwn, officePosts } from '../visibility'
import { amendAction } from '../correcting'
import { Destruction, Loss, Seal } from '../entities'
import { actionsFor } from '../../../office/records/recordActions'
import { rowsWith } from '../../../platform/database/readRows'
import { timelineOf } from '../timeline'

/** Names of seals by id. */
export async function sealNames(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await rowsWith(manager, Seal, 'id', ids)).map(({ id, name }) => [id, name]))
}

const lossList: ListDefinition = {
  columns: {
    number: 'l.number',
    sealId: 'l.sealId',
    sealName: 's.name',
    discoveredAt: 'l.discoveredAt',
    lostFrom: 'l.lostFrom',
    policeReportedOn: 'l.policeReportedOn',
    newspaperOn: 'l.newspaperOn',
    state: 'l.state'
  },
  search: ['l.number', 's.searchKey', 'l.circumstances'],
  instants: ['discoveredAt'],
  order: [['l.number', 'DESC']]
}

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
    rows.map((row) => row.sealId)
  )
  const people = await personNames(
    manager,
    rows.flatMap((row) => [row.reporterId, row.leaderId])
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    sealId: row.sealId,
    sealName: seals.get(row.sealId) ?? '',
    discoveredAt: row.discoveredAt,
    lostFrom: row.lostFrom,
    circumstances: row.circumstances,
    reporterName: people.get(row.reporterId) ?? '',
    leaderName: people.get(row.leaderId ?? '') ?? null,
    leaderReportedAt: row.leaderReportedAt,
    policeStation: row.policeStation,
    policeReportedOn: row.policeReportedOn,
    policeReceipt: row.policeReceipt,
    newspaper: row.newspaper,
    newspaperOn: row.newspaperOn,
    state: row.state,
    version: row.version
  }))
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
      [{ action: 'record', label: '登记报告、报案、登报', possible: loss.state === 'open', otherwise: '已声明作废', by: officePosts }],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id] })
  }
}

const destructionList: ListDefinition = {
  columns: {
    number: 'd.number',
    sealId: 'd.sealId',
    sealName: 's.name',
    applicantId: 'd.applicantId',
    reason: 'd.reason',
    method: 'd.method',
    submittedOn: 'd.submittedOn',
    state: 'd.state',
    destroyedAt: 'd.destroyedAt',
    place: 'd.place'
  },
  search: ['d.number', 's.searchKey'],
  instants: ['destroyedAt'],
  order: [['d.number', 'DESC']]
}

/** A window of the destructions. */
export async function destructionPage(reading: Reading, input: ListInput): Promise<Page<DestructionRow>> {
  const query = reading.manager.createQueryBuilder(Destruction, 'd').leftJoin(Seal, 's', 's.id = d.sealId')
  await narrowToOwn(query, reading, { unit: 's.unitId', people: ['d.applicantId'] })
  return pageOf(query, destructionList, input, (rows) => destructionRows(reading.manager, rows))
}

/** Destructions as shown and printed. */
export async function destructionRows(manager: EntityManager, rows: readonly Destruction[]): Promise<readonly DestructionRow[]> {
  const seals = await sealNames(
    manager,
    rows.map((row) => row.sealId)
  )
  const people = await personNames(
    manager,
    rows.flatMap((row) => [row.applicantId, row.firstWitnessId, row.secondWitnessId])
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    sealId: row.sealId,
    sealName: seals.get(row.sealId) ?? '',
    reason: row.reason,
    method: row.method,
    applicantName: people.get(row.applicantId) ?? '',
    submittedOn: row.submittedOn,
    state: row.state,
    destroyedAt: row.destroyedAt,
    place: row.place,
    firstWitnessName: people.get(row.firstWitnessId ?? '') ?? null,
    secondWitnessName: people.get(row.secondWitnessId ?? '') ?? null,
    version: row.version
  }))
}

/** One destruction. */
export async function destructionDetail(reading: Reading, id: string): Promise<RecordDetail<DestructionRow>> {
  const { manager, actor } = reading
  const destruction = await manager.findOneBy(Destruction, { id })
  if (!destruction) throw notFound('销毁申请')
  assertReadable(actor, { people: [destruction.applicantId, destruction.firstWitnessId, destruction.secondWitnessId] }, '销毁申请')
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
