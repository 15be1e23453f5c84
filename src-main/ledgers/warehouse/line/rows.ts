import type { SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { fieldsOf, shownOf } from '../../../contract/record'
import type { ClockRow } from '../../../contract/warehouse/clocks'
import {
  custody,
  line as lineRecord,
  type CustodyRow,
  type LineDetail,
  type LineRow
} from '../../../contract/warehouse/line'
import { clockKinds } from '../../../contract/warehouse/words'
import { notFound } from '../../../kernel/fault'
import { daysBetween } from '../../../kernel/localDate'
import { daysLeft, isOver } from '../../../kernel/periods'
import { CALENDAR_MISSING } from '../../../kernel/workingCalendar'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { lineActions } from '../actions'
import { shortagesOf } from '../cleanup/differences'
import { ownerlessFrom, type Clock } from '../clocks/deadlines'
import { clockFactsOf, clocksOf, leadingClock } from '../clocks/standing'
import { CustodyEntry, DetainedLine, Intake, Standing } from '../entities'
import { timelineOf } from '../../../office/records/timeline'
import { mustFind, onlyAmong, rowsById } from '../../../platform/database/readRows'
import { mustSee, squadsVisibleTo } from '../visibility'

/** How goods with what is on hand of them are filtered and sorted; exports use the same. */
export const lineList = listing(lineRecord, 's', {
  joined: {},
  search: ['s.searchKey', 's.location'],
  order: [['s.tag', 'DESC']]
})

/** Whether a list request asks for one of some fields, so that tables are joined only when needed. */
export const mentions = (input: Partial<Pick<ListInput, 'filters' | 'sort'>>, ...fields: readonly string[]): boolean =>
  fields.some((field) => input.sort?.field === field || (input.filters ?? []).some((filter) => filter.field === field))

/** Standings the reader may see. */
export async function standingsFor({
  manager,
  actor
}: Pick<Reading, 'manager' | 'actor'>): Promise<SelectQueryBuilder<Standing>> {
  return onlyAmong(manager.createQueryBuilder(Standing, 's'), 's.squadId', await squadsVisibleTo(manager, actor))
}

/** One window of goods, newest first; only those on hand when the filter says so. */
export async function linesPage(reading: Reading, input: ListInput): Promise<Page<LineRow>> {
  return pageOf(await standingsFor(reading), lineList, input, (rows) => lineRows(reading, rows))
}

/** Goods as lists show them. */
export async function lineRows(
  { manager, today }: Pick<Reading, 'manager' | 'today'>,
  standings: readonly Standing[]
): Promise<readonly LineRow[]> {
  const lines = await rowsById(
    manager,
    DetainedLine,
    standings.map((standing) => standing.id)
  )
  return rowsOf(manager, lineRecord, standings, (standing) => ({
    ...shownOf(ofLine, mustFind(lines, standing.id)),
    daysHeld: daysBetween(standing.intakeDay, today),
    remarks: remarksOf(standing)
  }))
}

/** What stands with the line itself and not with what is on hand of it. */
const ofLine = fieldsOf(lineRecord, 'spec', 'brand', 'condition', 'perishability', 'estimatedCents', 'photoIds')

/** What a list remarks about goods on hand. */
export function remarksOf(standing: Standing): string {
  return [
    ...(standing.calendarMissing ? [CALENDAR_MISSING] : []),
    ...(standing.missing ? ['清整时缺失'] : []),
    ...(standing.thirdParty ? ['第三人保管'] : [])
  ].join('；')
}

/** How the custody chain is filtered and sorted; exports use the same. */
export const custodyList = listing(custody, 'c', {
  joined: { tag: 'l.tag', name: 'l.name' },
  filters: { lineId: 'c.lineId' },
  search: ['l.tag', 'l.name', 'c.fromName', 'c.toName', 'c.voucher'],
  order: [
    ['c.lineId', 'ASC'],
    ['c.id', 'ASC']
  ]
})

/** Links of the custody chain the reader may see. The lines are joined only where the request looks at them. */
export async function custodyFor(
  reading: Reading,
  input: Partial<Pick<ListInput, 'search' | 'filters' | 'sort'>>
): Promise<SelectQueryBuilder<CustodyEntry>> {
  const query = reading.manager.createQueryBuilder(CustodyEntry, 'c')
  const squads = await squadsVisibleTo(reading.manager, reading.actor)
  if (squads || input.search || mentions(input, 'tag', 'name')) query.innerJoin(DetainedLine, 'l', 'l.id = c.lineId')
  if (squads) onlyAmong(query.innerJoin(Intake, 'i', 'i.id = l.intakeId'), 'i.squadId', squads)
  return query
}

/** A window of the custody chain. */
export async function custodyPage(reading: Reading, input: ListInput): Promise<Page<CustodyRow>> {
  return pageOf(await custodyFor(reading, input), custodyList, input, (rows) => custodyRows(reading, rows))
}

/** Links as lists show them. */
export async function custodyRows(
  { manager }: Pick<Reading, 'manager'>,
  entries: readonly CustodyEntry[]
): Promise<readonly CustodyRow[]> {
  const lines = await rowsById(
    manager,
    DetainedLine,
    entries.map(({ lineId }) => lineId)
  )
  return rowsOf(manager, custody, entries, ({ lineId }) => {
    const { tag, name, measure } = mustFind(lines, lineId)
    return { tag, name, measure }
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
  const links = await manager.find(CustodyEntry, { where: { lineId: id }, order: { id: 'ASC' } })
  return {
    row: row as LineRow,
    lines: await custodyRows(reading, links),
    approval: null,
    actions: lineActions(actor, standing),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id, intake.id] }),
    shortage: shortage && {
      cleanupId: shortage.cleanup.id,
      cleanupNumber: shortage.cleanup.number,
      quantity: shortage.missing
    },
    clocks: here ? clockRows(line, clocksOf(facts, line, book, calendar), reading) : [],
    ownerlessFrom: here
      ? (ownerlessFrom({ ...facts, perishability: line.perishability }, book, calendar) ?? null)
      : null
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
