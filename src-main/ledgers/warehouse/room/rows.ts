import type { EntityManager } from 'typeorm'
import { formatShortDate } from '../../../contract/display'
import type { ListInput, Page } from '../../../contract/lists'
import type { Detail } from '../../../contract/warehouse/access'
import type { CleanupLineRow, CleanupRow } from '../../../contract/warehouse/cleanup'
import type { KeepingRow } from '../../../contract/warehouse/keeping'
import type { LineRow } from '../../../contract/warehouse/line'
import type { EntryRow, KeyRow, ReportRow } from '../../../contract/warehouse/room'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { cleanupActions, keepingActions } from '../actions'
import { differencesOf, settledWords, standingCounts } from '../cleanup/differences'
import { quarterWords } from '../cleanup/window'
import { Cleanup, CleanupCount, CleanupLine, Intake, Keeping, MonthlyReport, RoomEntry, Standing, WarehouseKey } from '../entities'
import { timelineOf } from '../../../office/records/timeline'
import { onlyAmong, rowsById, rowsWith } from '../../../platform/database/readRows'
import { mustSee, squadsVisibleTo } from '../visibility'
import { lineRows } from '../line/rows'

const keepingList: ListDefinition = {
  columns: {
    number: 'k.number',
    intakeId: 'k.intakeId',
    squadId: 'k.squadId',
    keeper: 'k.keeper',
    contact: 'k.contact',
    address: 'k.address',
    from: 'k.fromDay',
    to: 'k.toDay',
    goods: 'k.goods',
    lastInspectedOn: 'k.lastInspectedOn',
    nextInspectionOn: 'k.nextInspectionOn',
    endedOn: 'k.endedOn'
  },
  search: ['k.searchKey'],
  order: [['k.id', 'DESC']]
}

export async function keepingsPage(reading: Reading, input: ListInput): Promise<Page<KeepingRow>> {
  const query = reading.manager.createQueryBuilder(Keeping, 'k')
  onlyAmong(query, 'k.squadId', await squadsVisibleTo(reading.manager, reading.actor))
  return pageOf(query, keepingList, input, (rows) => keepingRows(reading.manager, rows))
}

async function keepingRows(manager: EntityManager, keepings: readonly Keeping[]): Promise<readonly KeepingRow[]> {
  const people = await personNames(
    manager,
    keepings.map((keeping) => keeping.responsibleId)
  )
  const ids = [...new Set(keepings.map((keeping) => keeping.intakeId))]
  const intakes = await rowsById(manager, Intake, ids)
  return keepings.map((keeping) => ({
    id: keeping.id,
    number: keeping.number,
    intakeNumber: intakes.get(keeping.intakeId)?.number ?? '',
    party: intakes.get(keeping.intakeId)?.party ?? '',
    keeper: keeping.keeper,
    contact: keeping.contact,
    address: keeping.address,
    from: keeping.fromDay,
    to: keeping.toDay,
    responsibleName: people.get(keeping.responsibleId) ?? '',
    goods: keeping.goods,
    lastInspectedOn: keeping.lastInspectedOn,
    nextInspectionOn: keeping.nextInspectionOn,
    endedOn: keeping.endedOn,
    version: keeping.version
  }))
}

export async function keepingDetail(reading: Reading, id: string): Promise<Detail<KeepingRow, LineRow>> {
  const { manager, actor } = reading
  const keeping = await manager.findOneBy(Keeping, { id })
  if (!keeping) throw notFound('委托保管')
  await mustSee(manager, actor, keeping.squadId, '委托保管')
  const [row] = await keepingRows(manager, [keeping])
  const standings = await rowsWith(manager, Standing, 'id', keeping.lineIds, { order: { tag: 'ASC' } })
  return {
    row: row as KeepingRow,
    lines: await lineRows(reading, standings),
    approval: null,
    actions: keepingActions(actor, keeping),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id] })
  }
}

const cleanupList: ListDefinition = {
  columns: {
    number: 'q.number',
    quarter: 'q.quarter',
    openedAt: 'q.openedAt',
    closedAt: 'q.closedAt',
    state: 'q.state',
    missing: 'q.missing',
    surplus: 'q.surplus',
    misplaced: 'q.misplaced',
    lines: 'q.lines',
    counted: 'q.counted'
  },
  search: ['q.number', 'q.participantNames'],
  instants: ['openedAt', 'closedAt'],
  order: [['q.id', 'DESC']]
}

export async function cleanupsPage(reading: Reading, input: ListInput): Promise<Page<CleanupRow>> {
  return pageOf(reading.manager.createQueryBuilder(Cleanup, 'q'), cleanupList, input, (rows) => cleanupRows(reading.manager, rows))
}

async function cleanupRows(manager: EntityManager, cleanups: readonly Cleanup[]): Promise<readonly CleanupRow[]> {
  const people = await personNames(
    manager,
    cleanups.map((cleanup) => cleanup.keeperId)
  )
  const unsettled = new Map<string, number>()
  for (const cleanup of cleanups.filter((each) => each.missing + each.surplus > 0))
    unsettled.set(cleanup.id, [...(await differencesOf(manager, cleanup)).values()].filter(({ open }) => open > 0).length)
  return cleanups.map((cleanup) => ({
    id: cleanup.id,
    number: cleanup.number,
    quarter: quarterWords(cleanup.quarter),
    days: `${formatShortDate(cleanup.firstDay)}至${formatShortDate(cleanup.lastDay)}`,
    participants: cleanup.participantNames,
    keeperName: people.get(cleanup.keeperId ?? '') ?? '',
    openedAt: cleanup.openedAt,
    closedAt: cleanup.closedAt,
    lines: cleanup.lines,
    counted: cleanup.counted,
    missing: cleanup.missing,
    surplus: cleanup.surplus,
    misplaced: cleanup.misplaced,
    unsettled: unsettled.get(cleanup.id) ?? 0,
    state: cleanup.state,
    conclusion: cleanup.conclusion,
    version: cleanup.version
  }))
}

/** The count sheet of a clean-up: book and count of every line, then the surpluses. */
export async function cleanupLines(manager: EntityManager, cleanupId: string): Promise<readonly CleanupLineRow[]> {
  const books = await manager.find(CleanupLine, { where: { cleanupId }, order: { id: 'ASC' } })
  const cleanup = await manager.findOneByOrFail(Cleanup, { id: cleanupId })
  const differences = await differencesOf(manager, cleanup)
  const outcomes = new Map<string, { open: number; settled: string }>()
  for (const [countId, difference] of differences) outcomes.set(countId, { open: difference.open, settled: await settledWords(manager, difference) })
  const outcomeOf = (count: CleanupCount | undefined) => ({
    countId: count?.id ?? null,
    open: outcomes.get(count?.id ?? '')?.open ?? 0,
    settled: outcomes.get(count?.id ?? '')?.settled ?? (cleanup.state === 'done' && count?.result === 'misplaced' ? '已改到实际库位' : '')
  })
  const { byLine, surplus } = standingCounts(await manager.find(CleanupCount, { where: { cleanupId }, order: { id: 'ASC' } }))
  const ids = books.map((book) => book.lineId)
  const standings = await rowsById(manager, Standing, ids)
  const squads = await unitNames(
    manager,
    [...standings.values()].map((standing) => standing.squadId)
  )
  return [
    ...books.map((book): CleanupLineRow => {
      const standing = standings.get(book.lineId)
      const count = byLine.get(book.lineId)
      return {
        id: book.id,
        lineId: book.lineId,
        tag: standing?.tag ?? '',
        name: standing?.name ?? '',
        measure: standing?.measure ?? '',
        squadName: squads.get(standing?.squadId ?? '') ?? '',
        party: standing?.party ?? '',
        location: book.location,
        book: book.book,
        counted: count?.counted ?? null,
        foundLocation: count?.foundLocation ?? null,
        result: count?.result ?? null,
        note: count?.note ?? '',
        ...outcomeOf(count)
      }
    }),
    ...surplus.map((count): CleanupLineRow => ({
      id: count.id,
      lineId: null,
      tag: '',
      name: count.name,
      measure: '',
      squadName: '',
      party: '',
      location: '',
      book: 0,
      counted: count.counted,
      foundLocation: count.foundLocation,
      result: 'surplus',
      note: count.note ?? '',
      ...outcomeOf(count)
    }))
  ]
}

export async function cleanupDetail(reading: Reading, id: string): Promise<Detail<CleanupRow, CleanupLineRow>> {
  const { manager, actor } = reading
  const cleanup = await manager.findOneBy(Cleanup, { id })
  if (!cleanup) throw notFound('清整单')
  const [row] = await cleanupRows(manager, [cleanup])
  return {
    row: row as CleanupRow,
    lines: await cleanupLines(manager, id),
    approval: null,
    actions: cleanupActions(actor, cleanup),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id] })
  }
}

export async function keysOfRoom({ manager }: Reading): Promise<readonly KeyRow[]> {
  const keys = await manager.find(WarehouseKey, { order: { label: 'ASC' } })
  const people = await personNames(
    manager,
    keys.map((key) => key.holderId)
  )
  return keys.map(({ id, label, holderId, since, version }) => ({ id, label, holderId, holderName: people.get(holderId) ?? '', since, version }))
}

const entryList: ListDefinition = {
  columns: { number: 'n.number', at: 'n.at', leftAt: 'n.leftAt', visitor: 'n.visitor', purpose: 'n.purpose' },
  search: ['n.number', 'n.visitor', 'n.purpose'],
  instants: ['at', 'leftAt'],
  order: [['n.at', 'DESC']]
}

export async function entriesPage({ manager }: Reading, input: ListInput): Promise<Page<EntryRow>> {
  return pageOf(manager.createQueryBuilder(RoomEntry, 'n'), entryList, input, async (rows) => {
    const people = await personNames(
      manager,
      rows.map((row) => row.keeperId)
    )
    return rows.map(({ id, number, at, leftAt, visitor, keeperId, purpose }) => ({
      id,
      number,
      at,
      leftAt,
      visitor,
      keeperName: people.get(keeperId) ?? '',
      purpose
    }))
  })
}

const reportList: ListDefinition = {
  columns: { month: 'm.month', at: 'm.at', overdueLines: 'm.overdueLines', remarks: 'm.remarks' },
  search: ['m.month'],
  instants: ['at'],
  order: [['m.month', 'DESC']]
}

export async function reportsPage({ manager }: Reading, input: ListInput): Promise<Page<ReportRow>> {
  return pageOf(manager.createQueryBuilder(MonthlyReport, 'm'), reportList, input, async (rows) => {
    const people = await personNames(
      manager,
      rows.map((row) => row.reporterId)
    )
    return rows.map(({ id, month, at, reporterId, overdueLines, remarks }) => ({
      id,
      month,
      at,
      reporterName: people.get(reporterId ?? '') ?? '',
      overdueLines,
      remarks
    }))
  })
}
