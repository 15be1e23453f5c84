import type { EntityManager } from 'typeorm'
import { formatShortDate } from '../../../contract/display'
import type { ListInput, Page } from '../../../contract/lists'
import type { Detail } from '../../../contract/warehouse/access'
import {
  cleanup as cleanupRecord,
  cleanupLine,
  type CleanupLineRow,
  type CleanupRow
} from '../../../contract/warehouse/cleanup'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { cleanupActions } from '../actions'
import { differencesOf, settledWords, standingCounts } from '../cleanup/differences'
import { quarterWords } from '../cleanup/window'
import { Cleanup, CleanupCount, CleanupLine, Standing } from '../entities'
import { timelineOf } from '../../../office/records/timeline'
import { mustFind, rowsById } from '../../../platform/database/readRows'

const cleanupList = listing(cleanupRecord, 'q', {
  joined: { quarter: 'q.quarter' },
  search: ['q.number', 'q.participantNames'],
  order: [['q.id', 'DESC']]
})

/** A window of the clean-ups. */
export const cleanupsPage = ({ manager }: Reading, input: ListInput): Promise<Page<CleanupRow>> =>
  pageOf(manager.createQueryBuilder(Cleanup, 'q'), cleanupList, input, (rows) => cleanupRows(manager, rows))

async function cleanupRows(manager: EntityManager, cleanups: readonly Cleanup[]): Promise<readonly CleanupRow[]> {
  const unsettled = new Map<string, number>()
  for (const cleanup of cleanups.filter((each) => each.missing + each.surplus > 0))
    unsettled.set(
      cleanup.id,
      [...(await differencesOf(manager, cleanup)).values()].filter(({ open }) => open > 0).length
    )
  return rowsOf(manager, cleanupRecord, cleanups, ({ id, quarter, firstDay, lastDay }) => ({
    quarter: quarterWords(quarter),
    days: `${formatShortDate(firstDay)}至${formatShortDate(lastDay)}`,
    unsettled: unsettled.get(id) ?? 0
  }))
}

/** The count sheet of a clean-up: book and count of every line, then the surpluses. */
export async function cleanupLines(manager: EntityManager, cleanupId: string): Promise<readonly CleanupLineRow[]> {
  const books = await manager.find(CleanupLine, { where: { cleanupId }, order: { id: 'ASC' } })
  const cleanup = await manager.findOneByOrFail(Cleanup, { id: cleanupId })
  const differences = await differencesOf(manager, cleanup)
  const settled = new Map<string, string>()
  for (const [countId, difference] of differences) settled.set(countId, await settledWords(manager, difference))
  const { byLine, surplus } = standingCounts(
    await manager.find(CleanupCount, { where: { cleanupId }, order: { id: 'ASC' } })
  )
  const standings = await rowsById(
    manager,
    Standing,
    books.map((book) => book.lineId)
  )
  const counted = [
    ...books.map((book) => ({ ...book, count: byLine.get(book.lineId) })),
    ...surplus.map((count) => ({ id: count.id, lineId: null, location: '', book: 0, count }))
  ]
  return rowsOf(manager, cleanupLine, counted, ({ lineId, count }) => {
    const standing = lineId === null ? undefined : mustFind(standings, lineId)
    const moved = cleanup.state === 'done' && count?.result === 'misplaced' ? '已改到实际库位' : ''
    return {
      lineId,
      tag: standing?.tag ?? null,
      name: standing?.name ?? count?.name ?? '',
      measure: standing?.measure ?? '',
      squadId: standing?.squadId ?? null,
      party: standing?.party ?? '',
      counted: count?.counted ?? null,
      foundLocation: count?.foundLocation ?? null,
      result: count?.result ?? null,
      countId: count?.id ?? null,
      note: count?.note ?? '',
      open: differences.get(count?.id ?? '')?.open ?? 0,
      settled: settled.get(count?.id ?? '') ?? moved
    }
  })
}

/** One clean-up with its count sheet. */
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
