import { In, type SelectQueryBuilder } from 'typeorm'
import {
  knowing,
  leave,
  leg,
  scopeRequest,
  type KnowingRow,
  type LeaveRow,
  type LegRow,
  type MineRow,
  type ScopeRequestRow
} from '../../../contract/confidential/circulation'
import type { Detail } from '../../../contract/confidential/access'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import { isOver } from '../../../kernel/periods'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { Signature } from '../../../office/entities'
import { detailOf } from '../details'
import { Carrier, CarrierStanding, ConfidentialFile, Leave, Leg, LegReturn, ScopeRequest } from '../entities'
import { unspaced } from '../file/find'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'

export const legList = listing(leg, 'l', {
  joined: { secrecy: 'f.secrecy', returnedAt: 'r.at', pages: 'r.pages' },
  search: ['l.number', unspaced('c.label'), 'l.readerName'],
  order: [['l.outAt', 'DESC']]
})
export const knowingList = listing(knowing, 'l', {
  joined: { secrecy: 'f.secrecy', returnedAt: 'r.at' },
  search: ['f.number', 'l.readerName'],
  order: [['l.outAt', 'DESC']]
})
const leaveList = listing(leave, 'l', {
  joined: {},
  search: ['l.number', 'l.readerName'],
  order: [['l.number', 'DESC']]
})
const scopeRequestList = listing(scopeRequest, 'q', {
  joined: {},
  search: ['q.number', 'q.names'],
  order: [['q.number', 'DESC']]
})

/** Legs with what a list joins to them. */
export function legsFor({ manager, actor }: Reading): SelectQueryBuilder<Leg> {
  mustKnow(actor, '传阅登记')
  return manager
    .createQueryBuilder(Leg, 'l')
    .innerJoin(ConfidentialFile, 'f', 'f.id = l.fileId')
    .innerJoin(Carrier, 'c', 'c.id = l.carrierId')
    .leftJoin(LegReturn, 'r', 'r.legId = l.id')
}

/** Legs of files of 机密 and above. */
export const knowingFor = (reading: Reading): SelectQueryBuilder<Leg> =>
  legsFor(reading).andWhere('f.secrecy IN (:...high)', { high: ['topSecret', 'secret'] })

export const legsPage = async (reading: Reading, input: ListInput): Promise<Page<LegRow>> =>
  pageOf(legsFor(reading), legList, input, (rows) => legRows(reading, rows))

export const knowingPage = async (reading: Reading, input: ListInput): Promise<Page<KnowingRow>> =>
  pageOf(knowingFor(reading), knowingList, input, (rows) => knowingRows(reading, rows))

/** How long a reader had it, in words. */
export function tookWords(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  return [
    days > 0 ? `${days}天` : '',
    hours > 0 ? `${hours}小时` : '',
    rest > 0 || minutes === 0 ? `${rest}分` : ''
  ].join('')
}

/** Legs as rows. */
export async function legRows({ manager, now }: Reading, rows: readonly Leg[]): Promise<readonly LegRow[]> {
  const ids = rows.map(({ id }) => id)
  const carriers = await rowsById(
    manager,
    Carrier,
    rows.map(({ carrierId }) => carrierId)
  )
  const files = await rowsById(
    manager,
    ConfidentialFile,
    rows.map(({ fileId }) => fileId)
  )
  const returns = new Map((await rowsWith(manager, LegReturn, 'legId', ids)).map((each) => [each.legId, each]))
  const signed = new Map(
    (await rowsWith(manager, Signature, 'subjectId', ids)).map((each) => [each.subjectId, each.name])
  )
  return rowsOf(manager, leg, rows, (row) => {
    const back = returns.get(row.id)
    const over = isOver(row.leaveId ? row : { dueOn: row.dueOn, dueAt: null }, now)
    return {
      label: carriers.get(row.carrierId)?.label ?? '',
      secrecy: files.get(row.fileId)?.secrecy ?? 'internal',
      returnedAt: back?.at ?? null,
      pages: back?.pages ?? null,
      took: back ? tookWords(row.outAt, back.at) : '',
      signed: signed.get(row.id) ?? (row.opening ? row.readerName : ''),
      overdue: back ? (back.late ? '逾期归还' : '') : over ? '逾期未还' : ''
    }
  })
}

export async function legDetail(reading: Reading, id: string): Promise<Detail<LegRow>> {
  mustKnow(reading.actor, '传阅记录')
  const stored = await reading.manager.findBy(Leg, { id })
  const [row] = await legRows(reading, stored)
  if (!row) throw notFound('传阅记录')
  return detailOf(reading, row, {
    subjects: [id],
    acts: [{ action: 'takeBack', label: '收回清点', possible: row.returnedAt === null, otherwise: '已归还' }]
  })
}

/** Readings of 机密 and above as rows. */
export async function knowingRows({ manager }: Reading, rows: readonly Leg[]): Promise<readonly KnowingRow[]> {
  const files = await rowsById(
    manager,
    ConfidentialFile,
    rows.map(({ fileId }) => fileId)
  )
  const returns = new Map(
    (
      await rowsWith(
        manager,
        LegReturn,
        'legId',
        rows.map(({ id }) => id)
      )
    ).map((each) => [each.legId, each.at])
  )
  return rowsOf(manager, knowing, rows, ({ id, fileId, leaveId }) => ({
    fileNumber: files.get(fileId)?.number ?? '',
    secrecy: files.get(fileId)?.secrecy ?? 'secret',
    way: leaveId ? ('takenOut' as const) : ('read' as const),
    returnedAt: returns.get(id) ?? null
  }))
}

/** What is with the person asking, by number only (SEC-01). */
export async function mine({ manager, actor }: Reading): Promise<readonly MineRow[]> {
  const held = await manager.find(CarrierStanding, {
    where: { holderId: actor.personId ?? '', state: In(['reader', 'out']) },
    order: { since: 'ASC' }
  })
  return held.map(({ id, label, since, dueAt }) => ({ id, label, outAt: since, dueAt: dueAt ?? since }))
}

const leaveRows = async ({ manager, house, actor }: Reading, rows: readonly Leave[]): Promise<readonly LeaveRow[]> => {
  const carriers = await rowsById(
    manager,
    Carrier,
    rows.map(({ carrierId }) => carrierId)
  )
  const open = await revealed(house, actor, 'confidential_leaves', rows, 'destination', 'reason')
  return rowsOf(manager, leave, rows, ({ id, carrierId }) => ({
    label: carriers.get(carrierId)?.label ?? '',
    destination: open(id, 'destination'),
    reason: open(id, 'reason')
  }))
}

export async function leavesPage(reading: Reading, input: ListInput): Promise<Page<LeaveRow>> {
  mustKnow(reading.actor, '带出申请')
  return pageOf(reading.manager.createQueryBuilder(Leave, 'l'), leaveList, input, (rows) => leaveRows(reading, rows))
}

export async function leaveDetail(reading: Reading, id: string): Promise<Detail<LeaveRow>> {
  mustKnow(reading.actor, '带出申请')
  const [stored] = await reading.manager.findBy(Leave, { id })
  const [row] = stored ? await leaveRows(reading, [stored]) : []
  if (!row || !stored) throw notFound('带出申请')
  return detailOf(reading, row, {
    approvalId: stored.approvalId,
    subjects: [id],
    acts: [
      {
        action: 'lend',
        label: '交给带出人',
        possible: row.state === 'approved',
        otherwise: row.state === 'done' ? '已带出' : '还没有批准'
      }
    ]
  })
}

const scopeRequestRows = async (
  { manager, house, actor }: Reading,
  rows: readonly ScopeRequest[]
): Promise<readonly ScopeRequestRow[]> => {
  const files = await rowsById(
    manager,
    ConfidentialFile,
    rows.map(({ fileId }) => fileId)
  )
  const open = await revealed(house, actor, 'confidential_scope_requests', rows, 'reason')
  return rowsOf(manager, scopeRequest, rows, ({ id, fileId }) => ({
    fileNumber: files.get(fileId)?.number ?? '',
    reason: open(id, 'reason')
  }))
}

export async function scopeRequestsPage(reading: Reading, input: ListInput): Promise<Page<ScopeRequestRow>> {
  mustKnow(reading.actor, '知悉范围申请')
  return pageOf(reading.manager.createQueryBuilder(ScopeRequest, 'q'), scopeRequestList, input, (rows) =>
    scopeRequestRows(reading, rows)
  )
}

export async function scopeRequestDetail(reading: Reading, id: string): Promise<Detail<ScopeRequestRow>> {
  mustKnow(reading.actor, '知悉范围申请')
  const [stored] = await reading.manager.findBy(ScopeRequest, { id })
  const [row] = stored ? await scopeRequestRows(reading, [stored]) : []
  if (!row || !stored) throw notFound('知悉范围申请')
  return detailOf(reading, row, { approvalId: stored.approvalId, subjects: [id], acts: [] })
}
