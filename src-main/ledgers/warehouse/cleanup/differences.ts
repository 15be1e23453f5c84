import { In, type EntityManager } from 'typeorm'
import { formatQuantity } from '../../../contract/display'
import { exitStates, settlementKinds, type ExitState } from '../../../contract/warehouse/words'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { Cleanup, CleanupCount, CleanupLine, Exit, ExitLine, Intake, Settlement, Standing } from '../entities'

/** A write-off asked for and not refused or withdrawn. Thousandths. */
export interface WriteOff {
  readonly number: string
  readonly quantity: number
  readonly state: ExitState
}

/** What a clean-up found otherwise than the book says, with what became of it. Thousandths. */
export interface Difference {
  readonly count: CleanupCount
  readonly kind: 'missing' | 'surplus'
  readonly quantity: number
  readonly settlements: readonly Settlement[]
  readonly writeOffs: readonly WriteOff[]
  /** Number of the later clean-up that counted the line again, so that this difference is its business. */
  readonly supersededBy: string | undefined
  /** Neither found, explained, taken in nor asked to be written off. */
  readonly open: number
}

/** The count that stands for each line of a clean-up, and its surpluses. */
export function standingCounts(counts: readonly CleanupCount[]): {
  readonly byLine: ReadonlyMap<string, CleanupCount>
  readonly surplus: readonly CleanupCount[]
} {
  const byLine = new Map<string, CleanupCount>()
  for (const count of counts) if (count.lineId) byLine.set(count.lineId, count)
  return { byLine, surplus: counts.filter((count) => count.lineId === null) }
}

const counting: readonly ExitState[] = ['pending', 'returned', 'approved', 'done']

/** Differences of a finished clean-up by count id; none while it is open. */
export async function differencesOf(
  manager: EntityManager,
  cleanup: Pick<Cleanup, 'id' | 'state'>
): Promise<ReadonlyMap<string, Difference>> {
  const found = new Map<string, Difference>()
  if (cleanup.state !== 'done') return found
  const where = { cleanupId: cleanup.id }
  const { byLine, surplus } = standingCounts(await manager.find(CleanupCount, { where, order: { id: 'ASC' } }))
  const differing = [
    ...[...byLine.values()].filter(({ result }) => result === 'missing' || result === 'surplus'),
    ...surplus
  ]
  const lineIds = differing.flatMap(({ lineId }) => lineId ?? [])
  const books = new Map(
    (await rowsWith(manager, CleanupLine, 'lineId', lineIds, { where })).map((line) => [line.lineId, line.book])
  )
  const settlements = await manager.find(Settlement, { where, order: { id: 'ASC' } })
  const exits = await manager.find(Exit, { where: { ...where, state: In([...counting]) }, order: { id: 'ASC' } })
  const exitLines = await rowsWith(
    manager,
    ExitLine,
    'exitId',
    exits.map(({ id }) => id)
  )
  const standings = await rowsById(manager, Standing, lineIds)
  const later = await laterCounts(manager, cleanup.id, lineIds)
  for (const count of differing) {
    const quantity = Math.abs((books.get(count.lineId ?? '') ?? 0) - count.counted)
    const own = settlements.filter(
      ({ countId, lineId }) => countId === count.id || (lineId !== null && lineId === count.lineId)
    )
    const writeOffs = exits.flatMap((exit) =>
      exitLines
        .filter(({ exitId, lineId }) => exitId === exit.id && lineId === count.lineId)
        .map((line) => ({ number: exit.number, quantity: line.quantity, state: exit.state }))
    )
    const missing = count.result === 'missing'
    const supersededBy = later.get(count.lineId ?? '')
    const settled = [...own, ...writeOffs].reduce((sum, each) => sum + each.quantity, 0)
    // What has left the warehouse since is nothing the keeper could still look for.
    const here = missing ? (standings.get(count.lineId ?? '')?.onHand ?? 0) - pendingOf(writeOffs) : quantity
    const open = supersededBy === undefined ? Math.max(0, Math.min(quantity - settled, here)) : 0
    found.set(count.id, {
      count,
      kind: missing ? 'missing' : 'surplus',
      quantity,
      settlements: own,
      writeOffs,
      supersededBy,
      open
    })
  }
  return found
}

const pendingOf = (writeOffs: readonly WriteOff[]) =>
  writeOffs.reduce((sum, { quantity, state }) => sum + (state === 'done' ? 0 : quantity), 0)

/** Numbers of finished clean-ups after this one that counted the lines again. */
async function laterCounts(
  manager: EntityManager,
  cleanupId: string,
  lineIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  if (lineIds.length === 0) return new Map()
  const lines = await rowsWith(manager, CleanupLine, 'lineId', lineIds)
  const cleanups = await rowsById(
    manager,
    Cleanup,
    lines.map((line) => line.cleanupId)
  )
  const numbers = new Map<string, string>()
  for (const line of lines) {
    const other = cleanups.get(line.cleanupId)
    if (other?.state === 'done' && other.id > cleanupId) numbers.set(line.lineId, other.number)
  }
  return numbers
}

/** What is missing of lines since the clean-up that counted them last; nothing for lines all there. Thousandths. */
export async function shortagesOf(
  manager: EntityManager,
  standings: readonly Standing[]
): Promise<ReadonlyMap<string, { readonly cleanup: Cleanup; readonly open: number; readonly missing: number }>> {
  const lines = await rowsWith(
    manager,
    CleanupLine,
    'lineId',
    standings.filter((standing) => standing.missing).map(({ id }) => id)
  )
  const cleanups = await rowsById(
    manager,
    Cleanup,
    lines.map((line) => line.cleanupId)
  )
  const shortages = new Map<string, { cleanup: Cleanup; open: number; missing: number }>()
  for (const cleanup of cleanups.values())
    for (const { count, kind, open, writeOffs, supersededBy } of (await differencesOf(manager, cleanup)).values())
      if (kind === 'missing' && count.lineId && supersededBy === undefined)
        shortages.set(count.lineId, { cleanup, open, missing: open + pendingOf(writeOffs) })
  return shortages
}

/** What became of a difference, in words; empty when nothing has. */
export async function settledWords(
  manager: EntityManager,
  { settlements, writeOffs, supersededBy }: Difference
): Promise<string> {
  const intakes = await rowsById(
    manager,
    Intake,
    settlements.flatMap(({ intakeId }) => intakeId ?? [])
  )
  return [
    ...settlements.map(({ how, quantity, note, intakeId }) => {
      const intake = intakes.get(intakeId ?? '')
      return `${settlementKinds[how]}${formatQuantity(quantity)}${intake ? `（${intake.number}）` : ''}：${note}`
    }),
    ...writeOffs.map(
      ({ number, quantity, state }) =>
        `盘亏核销${formatQuantity(quantity)}（${number}，${state === 'done' ? '已核销' : exitStates[state]}）`
    ),
    ...(supersededBy === undefined ? [] : [`转入清整单${supersededBy}`])
  ].join('；')
}
