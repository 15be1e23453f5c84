import type { SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { ClockRow } from '../../../contract/warehouse/clocks'
import type { CustodyRow, LineDetail, LineRow } from '../../../contract/warehouse/line'
import { clockKinds, type ClockKind } from '../../../contract/warehouse/words'
import { notFound } from '../../../kernel/fault'
import { daysBetween } from '../../../kernel/localDate'
import { daysLeft, isOver } from '../../../kernel/periods'
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

/** What a list remarks about goods on hand. */
export function remarksOf(standing: Standing): string {
  return [
    ...(standing.calendarMissing ? [CALENDAR_MISSING] : []),
    ...(standing.missing ? ['清整时缺失'] : []),
    ...(standing.thirdParty ? ['第三人保管'] : [])
  ].join('；')
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

/** Links of the custody chain the reader may see. The lines are joined only where the request looks at them. */
export async function custodyFor(
  reading: Reading,
  input: Partial<Pick<ListInput, 'search' | 'filters' | 'sort'>>
): Promise<SelectQueryBuilder<CustodyEntry>> {
  const query = reading.manager.createQueryBuilder(CustodyEntry, 'c')
  const squads = await squadsVisibleTo(reading.manager, reading.actor)
  if (squads || input.search || mentions(input, 'tag') || mentions(input, 'name')) query.innerJoin(DetainedLine, 'l', 'l.id = c.lineId')
  if (squads) onlyAmong(query.innerJoin(Intake, 'i', 'i.id = l.intakeId'), 'i.squadId', squads)
  return query
}

export async function custodyPage(reading: Reading, input: ListInput): Promise<Page<CustodyRow>> {
  return pageOf(await custodyFor(reading, input), custodyList, input, (rows) => custodyRows(reading, rows))
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
    clocks: here ? clockRows(line, clocksOf(facts, line, book, calendar), reading) : [],
    ownerlessFrom: here ? (ownerlessFrom({ ...facts, perishability: line.perishability }, book, calendar) ?? null) : null
  }
}

/** The clocks of a line side by side, the leading one marked. */
export function clockRows(
  line: Pick<DetainedLine, 'id' | 'name'>,
  clocks: readonly Clock[],
  { today, now }: Pick<Reading, 'today' | 'now'>
): readonly ClockRow[] {
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
    over: isOver(clock.deadline, now),
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
