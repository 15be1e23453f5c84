import type { EntityManager } from 'typeorm'
import type { SerialOutcome } from '../../../contract/seals'
import { type BlankBatch, SerialEntry } from '../entities'

/** A serial as printed: prefix and number, at least four digits. */
export const serialLabel = (prefix: string, serial: number): string => `${prefix}${String(serial).padStart(4, '0')}`

/** Serials as printed, those that follow each other as a range: FT0002、FT0004至FT0006. */
export function serialRanges(prefix: string, serials: readonly number[]): string {
  const runs: { first: number; last: number }[] = []
  for (const serial of [...serials].sort((one, other) => one - other)) {
    const run = runs.at(-1)
    if (run && run.last === serial - 1) run.last = serial
    else runs.push({ first: serial, last: serial })
  }
  return runs
    .map(({ first, last }) =>
      first === last ? serialLabel(prefix, first) : `${serialLabel(prefix, first)}至${serialLabel(prefix, last)}`
    )
    .join('、')
}

/** How many serials a batch has. */
export const batchSize = ({ serialFrom, serialTo }: Pick<BlankBatch, 'serialFrom' | 'serialTo'>): number =>
  serialTo - serialFrom + 1

type Counts = Pick<BlankBatch, SerialOutcome>

/** Serials accounted for, whatever became of them. */
export const accountedFor = ({ used, voided, returned, lost }: Counts): number => used + voided + returned + lost

/** Serials of a batch not yet accounted for. */
export const outstandingOf = (batch: BlankBatch): number =>
  batch.stampedOn === null ? 0 : batchSize(batch) - accountedFor(batch)

/** Entries that stand: neither reversals nor reversed. */
export async function standingEntries(manager: EntityManager, batchId: string): Promise<readonly SerialEntry[]> {
  const all = await manager.find(SerialEntry, { where: { batchId }, order: { serial: 'ASC', id: 'ASC' } })
  const reversed = new Set(all.map((each) => each.reversalOfId))
  return all.filter((each) => each.reversalOfId === null && !reversed.has(each.id))
}
