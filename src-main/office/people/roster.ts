import type { EntityManager } from 'typeorm'
import { personSearchKey, searchKey, spelt } from '../../kernel/searchKey'
import type { KnownName } from '../../platform/database/listQuery'
import { standingFact, standingRows } from '../../platform/database/standing'
import { Person, Unit } from '../entities'

/** Names of everybody and every unit by id; departed people and closed units keep theirs. */
export interface Roster {
  readonly people: ReadonlyMap<string, string>
  readonly units: ReadonlyMap<string, string>
}

/** The names in memory: no row needs to look them up. */
export const rosterOf: (manager: EntityManager) => Promise<Roster> = standingFact(async (manager) => ({
  people: await namesOf(manager, Person),
  units: await namesOf(manager, Unit)
}))

async function namesOf(manager: EntityManager, entity: new () => Person | Unit): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await standingRows(manager, entity)).values()].map(({ id, name }) => [id, name]))
}

/**
 * People in the order of their names in pinyin, surnames of several readings as surnames; `searchKey` finds them by
 * name and initials.
 */
export const peopleByName: (manager: EntityManager) => Promise<readonly KnownName[]> = standingFact(async (manager) =>
  inOrder(
    [...(await standingRows(manager, Person)).values()].map(({ id, name }) => [id, name, spelt(name, 'head')] as const),
    personSearchKey
  )
)

/** Units in the order of their names in pinyin. */
export const unitsByName: (manager: EntityManager) => Promise<readonly KnownName[]> = standingFact(async (manager) =>
  inOrder(
    [...(await standingRows(manager, Unit)).values()].map(({ id, name }) => [id, name, spelt(name, 'off')] as const),
    searchKey
  )
)

function inOrder(
  named: readonly (readonly [id: string, name: string, spelling: string])[],
  keyOf: (name: string) => string
): readonly KnownName[] {
  return named
    .toSorted(([, a, aSpelt], [, b, bSpelt]) => (aSpelt === bSpelt ? (a < b ? -1 : 1) : aSpelt < bSpelt ? -1 : 1))
    .map(([id, name]) => ({ id, searchKey: keyOf(name) }))
}
