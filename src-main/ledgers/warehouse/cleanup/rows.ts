import type { EntityManager } from 'typeorm'
import { formatShortDate } from '../../../contract/display'
import type { ListInput, Page } from '../../../contract/lists'
import type { Detail } from '../../../contract/warehouse/access'
import type { CleanupLineRow, CleanupRow } from '../../../contract/warehouse/cleanup'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { cleanupActions } from '../actions'
import { differencesOf, settledWords, standingCounts } from '../cleanup/differences'
import { quarterWords } from '../cleanup/window'
import { Cleanup, CleanupCount, CleanupLine, Standing } from '../entities'
import { timelineOf } from '../../../office/records/timeline'
import { rowsById } from '../../../platform/database/readRows'

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
