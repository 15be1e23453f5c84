import type { SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { ClockRow, DueRow } from '../../../contract/warehouse/clocks'
import type { CustodyRow, LineDetail, LineRow } from '../../../contract/warehouse/lines'
import { clockKinds, type ClockKind } from '../../../contract/warehouse/words'
import { notFound } from '../../../kernel/fault'
import { daysBetween } from '../../../kernel/localDate'
import { daysLeft } from '../../../kernel/periods'
import { CALENDAR_MISSING } from '../../../kernel/workingCalendar'
import { Unit } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { unitNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { lineActions } from '../actions'
import { shortagesOf } from '../cleanup/differences'
import { ownerlessFrom, type Clock } from '../clocks/deadlines'
import { clockFactsOf, clocksOf, leadingClock } from '../clocks/standing'
import { CustodyEntry, DetainedLine, Intake, Standing } from '../entities'
import { timelineOf } from '../../../office/records/timeline'
import { onlyAmong, rowsById } from '../../../platform/database/readRows'
import { mustSee, squadsVisibleTo } from '../visibility'

/** Columns of goods with what is on hand; `squadName` needs the units joined. */
export const lineList: ListDefinition = {
  columns: {
    tag: 's.tag',
    intakeNumber: 's.intakeNumber',
    intakeId: 's.intakeId',
    name: 's.name',
    measure: 's.measure',
    quantityIn: 's.quantityIn',
    quantityOut: 's.quantityOut',
    onHand: 's.onHand',
    location: 's.location',
    party: 's.party',
    squadId: 's.squadId',
    squadName: 'u.name',
    detainedOn: 's.detainedOn',
    dueOn: 's.dueOn',
    dueKind: 's.dueKind',
    state: 's.state',
    thirdParty: 's.thirdParty',
    missing: 's.missing'
  },
  search: ['s.searchKey', 's.location'],
  sums: ['quantityIn', 'quantityOut', 'onHand'],
  order: [['s.tag', 'DESC']]
}

const dueList: ListDefinition = { ...lineList, columns: { ...lineList.columns, rule: 's.dueRule' }, sums: ['onHand'], order: [['s.dueOn', 'ASC']] }

/** Whether a list request asks for a field, so that tables are joined only when needed. */
export const mentions = (input: Partial<Pick<ListInput, 'filters' | 'sort'>>, field: string): boolean =>
  input.sort?.field === field || (input.filters ?? []).some((filter) => filter.field === field)

/** Standings the reader may see, with the squads joined where the request names them. */
export async function standingsFor(
  reading: Reading,
  input: Partial<Pick<ListInput, 'filters' | 'sort'>> = {}
): Promise<SelectQueryBuilder<Standing>> {
  const query = reading.manager.createQueryBuilder(Standing, 's')
  if (mentions(input, 'squadName')) query.innerJoin(Unit, 'u', 'u.id = s.squadId')
  onlyAmong(query, 's.squadId', await squadsVisibleTo(reading.manager, reading.actor))
  return query
}

/** One window of goods, newest first; only those on hand when the filter says so. */
export async function linesPage(reading: Reading, input: ListInput): Promise<Page<LineRow>> {
  return pageOf(await standingsFor(reading, input), lineList, input, (rows) => lineRows(reading, rows))
}

/** Goods as lists show them. */
export async function lineRows({ manager, today }: Pick<Reading, 'manager' | 'today'>, standings: readonly Standing[]): Promise<readonly LineRow[]> {
  const lines = await rowsById(
    manager,
    DetainedLine,
    standings.map((standing) => standing.id)
  )
  const squads = await unitNames(
    manager,
    standings.map((standing) => standing.squadId)
  )
  return standings.map((standing) => {
    const line = lines.get(standing.id)
    return {
      id: standing.id,
      tag: standing.tag,
      intakeId: standing.intakeId,
      intakeNumber: standing.intakeNumber,
      name: standing.name,
      spec: line?.spec ?? '',
      brand: line?.brand ?? '',
      measure: standing.measure,
      condition: line?.condition ?? '',
      perishability: line?.perishability ?? 'durable',
      quantityIn: standing.quantityIn,
      quantityOut: standing.quantityOut,
      onHand: standing.onHand,
      estimatedCents: line?.estimatedCents ?? null,
      location: standing.location,
      party: standing.party,
      squadId: standing.squadId,
      squadName: squads.get(standing.squadId) ?? '',
      detainedOn: standing.detainedOn,
      daysHeld: daysBetween(standing.intakeDay, today),
      dueOn: standing.dueOn,
      dueKind: standing.dueKind as ClockKind | null,
      state: standing.state,
      thirdParty: standing.thirdParty,
      missing: standing.missing,
      photoIds: line?.photoIds ?? [],
      remarks: remarksOf(standing)
    }
  })
}

function remarksOf(standing: Standing): string {
  return [
    ...(standing.calendarMissing ? [CALENDAR_MISSING] : []),
    ...(standing.missing ? ['清整时缺失'] : []),
    ...(standing.thirdParty ? ['第三人保管'] : [])
  ].join('；')
}

/** Goods on hand by what falls due first. */
export async function duePage(reading: Reading, input: ListInput): Promise<Page<DueRow>> {
  const query = (await standingsFor(reading, input)).andWhere('s.state IN (:...here) AND s.dueOn IS NOT NULL', { here: ['held', 'partly'] })
  return pageOf(query, dueList, input, (rows) => dueRows(reading, rows))
}

export async function dueRows({ manager, today }: Pick<Reading, 'manager' | 'today'>, standings: readonly Standing[]): Promise<readonly DueRow[]> {
  const squads = await unitNames(
    manager,
    standings.map((standing) => standing.squadId)
  )
  return standings.map((standing) => {
    const left = daysLeft(standing.dueOn ?? today, today)
    const kind = (standing.dueKind ?? 'bureau') as ClockKind
    return {
      id: standing.id,
      dueOn: standing.dueOn ?? '',
      dueKind: kind,
      rule: standing.dueRule ?? '',
      tag: standing.tag,
      name: standing.name,
      onHand: standing.onHand,
      measure: standing.measure,
      party: standing.party,
      squadName: squads.get(standing.squadId) ?? '',
      todo: todoOf(kind, left < 0),
      state: left < 0 ? '已逾期' : left === 0 ? '今天到期' : left <= 7 ? '7天内到期' : '未到期',
      overdueDays: Math.max(0, -left),
      remarks: remarksOf(standing)
    }
  })
}

/** What has to be done about a clock, before its end and after. */
export function todoOf(kind: ClockKind, over: boolean): string {
  const words: Readonly<Record<ClockKind, readonly [string, string]>> = {
    bureau: ['在期限内处理；当事人不来的，期满后再顺延1日按无主物品处理', '已过处理期限，应立即退还、移送或按无主物品处理'],
    preservation: ['作出处理决定', '期满未作决定，应解除登记保存并退还'],
    seizure: ['作出处理决定，或在期满前报批延期', '期满未作决定，应解除查封扣押并退还'],
    spot: ['报告分管领导并补办批准手续', '未按时补办批准手续，应补办或立即解除'],
    release: ['立即解除并退还当事人', '应立即解除并退还当事人']
  }
  return words[kind][over ? 1 : 0]
}

const custodyList: ListDefinition = {
  columns: {
    tag: 'l.tag',
    name: 'l.name',
    lineId: 'c.lineId',
    at: 'c.at',
    act: 'c.act',
    from: 'c.fromName',
    to: 'c.toName',
    place: 'c.place',
    quantity: 'c.quantity',
    voucher: 'c.voucher',
    remarks: 'c.remarks'
  },
  search: ['l.tag', 'l.name', 'c.fromName', 'c.toName', 'c.voucher'],
  instants: ['at'],
  order: [
    ['c.lineId', 'ASC'],
    ['c.id', 'ASC']
  ]
}

export { custodyList }

/** Links of the custody chain the reader may see. */
export async function custodyFor(reading: Reading): Promise<SelectQueryBuilder<CustodyEntry>> {
  const query = reading.manager.createQueryBuilder(CustodyEntry, 'c').innerJoin(DetainedLine, 'l', 'l.id = c.lineId')
  const squads = await squadsVisibleTo(reading.manager, reading.actor)
  if (squads) onlyAmong(query.innerJoin(Intake, 'i', 'i.id = l.intakeId'), 'i.squadId', squads)
  return query
}

export async function custodyPage(reading: Reading, input: ListInput): Promise<Page<CustodyRow>> {
  return pageOf(await custodyFor(reading), custodyList, input, (rows) => custodyRows(reading, rows))
}

export async function custodyRows({ manager }: Pick<Reading, 'manager'>, entries: readonly CustodyEntry[]): Promise<readonly CustodyRow[]> {
  const ids = [...new Set(entries.map((entry) => entry.lineId))]
  const lines = await rowsById(manager, DetainedLine, ids)
  return entries.map(({ id, lineId, at, act, fromName, toName, place, quantity, voucher, remarks }) => {
    const line = lines.get(lineId)
    return {
      id,
      tag: line?.tag ?? '',
      name: line?.name ?? '',
      at,
      act,
      from: fromName,
      to: toName,
      place,
      quantity,
      measure: line?.measure ?? '',
      voucher,
      remarks: remarks ?? ''
    }
  })
}

/** One line with its clocks and custody chain. */
export async function lineDetail(reading: Reading, id: string): Promise<LineDetail> {
  const { manager, actor, book, calendar } = reading
  const standing = await manager.findOneBy(Standing, { id })
  if (!standing) throw notFound('物品')
  await mustSee(manager, actor, standing.squadId, '物品')
  const [row] = await lineRows(reading, [standing])
  const intake = await manager.findOneByOrFail(Intake, { id: standing.intakeId })
  const line = await manager.findOneByOrFail(DetainedLine, { id })
  const facts = await clockFactsOf(manager, intake)
  const here = standing.onHand > 0
  const shortage = (await shortagesOf(manager, [standing])).get(id) ?? null
  const custody = await manager.find(CustodyEntry, { where: { lineId: id }, order: { id: 'ASC' } })
  return {
    row: row as LineRow,
    lines: await custodyRows(reading, custody),
    approval: null,
    actions: lineActions(actor, standing),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id, intake.id] }),
    shortage: shortage && { cleanupId: shortage.cleanup.id, cleanupNumber: shortage.cleanup.number, quantity: shortage.missing },
    clocks: here ? clockRows(line, clocksOf(facts, line, book, calendar), reading.today) : [],
    ownerlessFrom: here ? (ownerlessFrom({ ...facts, perishability: line.perishability }, book, calendar) ?? null) : null
  }
}

/** The clocks of a line side by side, the leading one marked. */
export function clockRows(line: Pick<DetainedLine, 'id' | 'name'>, clocks: readonly Clock[], today: string): readonly ClockRow[] {
  const lead = leadingClock(clocks)
  return clocks.map((clock) => ({
    lineId: line.id,
    goods: line.name,
    kind: clock.kind,
    rule: clock.rule,
    basis: clockKinds[clock.kind],
    dueOn: clock.deadline.dueOn,
    dueAt: clock.kind === 'spot' ? clock.deadline.dueAt : null,
    daysLeft: daysLeft(clock.deadline.dueOn, today),
    leads: clock === lead,
    calendarMissing: clock.deadline.calendarMissing
  }))
}

/** The line whose tag was scanned; fails with `notFound`. */
export async function lineByTag(reading: Reading, tag: string): Promise<LineRow> {
  const query = (await standingsFor(reading)).andWhere('s.tag = :tag', { tag: tag.trim().toUpperCase() })
  const standing = await query.getOne()
  const [row] = standing ? await lineRows(reading, [standing]) : []
  if (!row) throw notFound('这个编号的物品')
  return row
}
