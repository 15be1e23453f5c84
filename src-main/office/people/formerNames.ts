import type { EntityManager } from 'typeorm'
import { localDateOf } from '../../kernel/instant'
import { standingFact, standingRows, standingRowsById } from '../../platform/database/standing'
import { Person, Unit } from '../entities'
import { Motion } from './entities'

type Ids = readonly (string | null | undefined)[]

/** Changes of name by person or unit, oldest first. */
const renamings = standingFact(async (manager) => {
  const found = new Map<string, Motion[]>()
  const rows = [...(await standingRows(manager, Motion)).values()].filter(({ kind }) => kind === 'renamed')
  for (const row of rows.sort((a, b) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : a.id < b.id ? -1 : 1)))
    found.set(row.subjectId, [...(found.get(row.subjectId) ?? []), row])
  return found
})

async function namesOn(
  manager: EntityManager,
  entity: new () => Person | Unit,
  ids: Ids,
  at: string
): Promise<ReadonlyMap<string, string>> {
  const day = at.length > 10 ? localDateOf(at) : at
  const changes = await renamings(manager)
  const rows = await standingRowsById(manager, entity, ids)
  // The first change after the day names what it was called until then.
  return new Map(
    [...rows.values()].map((row) => [
      row.id,
      changes.get(row.id)?.find(({ onDay }) => onDay > day)?.wasWords ?? row.name
    ])
  )
}

/**
 * Units' names by id as they were called on a day or at an instant: what papers of that time are printed with (K-08).
 */
export const unitNamesOn = (manager: EntityManager, ids: Ids, at: string): Promise<ReadonlyMap<string, string>> =>
  namesOn(manager, Unit, ids, at)

/** People's names by id as they were called on a day or at an instant. */
export const personNamesOn = (manager: EntityManager, ids: Ids, at: string): Promise<ReadonlyMap<string, string>> =>
  namesOn(manager, Person, ids, at)

/**
 * Tells of words the day on which a name in them came to be, by the last change of name from the first to the last day;
 * nothing where no name in them did.
 */
export async function namesSince(
  manager: EntityManager,
  from: string
): Promise<(words: string, to: string) => string | undefined> {
  const changes = [...(await renamings(manager)).values()].flat().filter(({ onDay }) => onDay >= from)
  return (words, to) =>
    changes
      .filter(({ onDay, becameWords }) => onDay <= to && becameWords !== null && words.includes(becameWords))
      .map(({ onDay }) => onDay)
      .sort()
      .at(-1)
}

/** The names a person or unit has had before, oldest first. */
export async function formerNamesOf(manager: EntityManager, id: string): Promise<readonly string[]> {
  return ((await renamings(manager)).get(id) ?? []).map(({ wasWords }) => wasWords ?? '')
}
