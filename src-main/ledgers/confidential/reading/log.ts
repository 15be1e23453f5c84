import { readingKinds, type ReadingKind } from '../../../contract/confidential/words'
import type { MadeOutput } from '../../../office/outputs/outputDefinitions'
import type { Permitted } from '../../../office/procedure'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { ReadingEntry } from '../entities'
import { isOfficer } from '../visibility'

/** What was read, in words and numbers that tell nothing of it. */
export interface Read {
  readonly kind: ReadingKind
  readonly what: string
  readonly number: string | null
  readonly count: number
}

/** Adds a line to the reading log (SEC-02). */
export async function keepReading(unit: UnitOfWork, read: Read): Promise<void> {
  await unit.append(ReadingEntry, { ...read, at: unit.now, personId: unit.actor.personId, personName: unit.actor.name })
}

/**
 * Gives what a query found only after its line in the reading log is written, so that nothing of the register is read
 * without one. Who sees numbers only leaves none.
 */
export async function logged<T>(context: Permitted, found: T, read: Read): Promise<T> {
  if (!isOfficer(context.actor)) return found
  await context.write({ chain: 'confidential', act: '查阅', reasons: undefined }, async (unit) => {
    await keepReading(unit, read)
    unit.about({ type: 'confidentialReading', id: unit.newId(), number: read.number })
  })
  return found
}

/** The reading log's line about something put out (SEC-15). */
export const recordOutput = (unit: UnitOfWork, { kind, name, number, count }: MadeOutput): Promise<void> =>
  keepReading(unit, { kind, what: `${readingKinds[kind]}：${name}`, number, count })
