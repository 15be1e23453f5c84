import type { EntityManager } from 'typeorm'
import { type BlankBatch, SerialEntry } from '../entities'

/** A serial as printed: prefix and number, at least four digits. */
export const serialLabel = (prefix: string, serial: number): string => `${prefix}${String(serial).padStart(4, '0')}`

/** How many serials a batch has. */
export const batchSize = ({ serialFrom, serialTo }: Pick<BlankBatch, 'serialFrom' | 'serialTo'>): number =>
  serialTo - serialFrom + 1

/** Serials of a batch not yet accounted for. */
export const outstandingOf = (batch: BlankBatch): number =>
  batch.stampedOn === null ? 0 : batchSize(batch) - batch.used - batch.voided - batch.returned

/** Entries that stand: neither reversals nor reversed. */
export async function standingEntries(manager: EntityManager, batchId: string): Promise<readonly SerialEntry[]> {
  const all = await manager.find(SerialEntry, { where: { batchId }, order: { serial: 'ASC', id: 'ASC' } })
  const reversed = new Set(all.map((each) => each.reversalOfId))
  return all.filter((each) => each.reversalOfId === null && !reversed.has(each.id))
}
