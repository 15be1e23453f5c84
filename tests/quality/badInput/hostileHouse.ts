import type { EntityMetadata } from 'typeorm'
import { postNames, posts } from '@main/contract/posts'
import type { Person } from '@main/office/entities'
import { openTestHouse, type Engine, type TestHouse } from '../../support/house'
import { aPerson } from '../../support/people'
import type { Surroundings } from './arbitraryInput'

/** A house full of demo records, and one person who holds every post and so is let in everywhere. */
export interface HostileHouse {
  readonly house: TestHouse
  readonly omnipotent: Person
  /** What inputs of a procedure are made of. */
  surroundingsOf(path: string): Surroundings
  /**
   * Gives every `{ id, version }` of an input the version the record has now, so that it is not turned away for being
   * old.
   */
  upToDate(input: unknown): Promise<unknown>
}

const idsPerTable = 40

/** Opens that house. Ids are collected before the person with every post comes, so that no act hits that person. */
export async function aHostileHouse(engine: Engine): Promise<HostileHouse> {
  const house = await openTestHouse(engine, '2026-09-30T01:00:00.000Z', 'demo')
  const { read } = house.database
  const tables = read.connection.entityMetadatas.filter(
    (metadata) => metadata.primaryColumns.map((column) => column.propertyName).join() === 'id'
  )
  const ids = new Map<EntityMetadata, readonly string[]>()
  for (const metadata of tables) {
    const rows = await read
      .getRepository<{ id: string }>(metadata.target)
      .find({ select: { id: true }, order: { id: 'ASC' }, take: idsPerTable })
    ids.set(
      metadata,
      rows.map((row) => row.id)
    )
  }
  const fieldNames = [
    ...new Set(
      read.connection.entityMetadatas.flatMap((metadata) => metadata.columns.map((column) => column.propertyName))
    )
  ]
  const omnipotent = await aPerson(house, {
    name: '全能',
    pin: '135790',
    posts: postNames.map((post) => (posts[post].scope === 'matter' ? { post, matter: 'enforcement' as const } : post))
  })
  const named = (word: string) => tables.filter((metadata) => metadata.name.toLowerCase().includes(word))
  const idsFor = (path: string, property: string): readonly string[] => {
    const about = property === 'id' ? singular(path.split('.').at(-2) ?? '') : property.replace(/Ids?$/, '')
    const fitting = named(about.toLowerCase())
    const chosen = fitting.length > 0 ? fitting : property === 'id' ? tables : named('person')
    return chosen.flatMap((metadata) => ids.get(metadata) ?? [])
  }
  const versioned = tables.filter((metadata) => metadata.columns.some((column) => column.propertyName === 'version'))
  const versionOf = async (id: string): Promise<number | undefined> => {
    for (const metadata of versioned) {
      if (!ids.get(metadata)?.includes(id)) continue
      const row = await read.getRepository<{ id: string; version: number }>(metadata.target).findOneBy({ id })
      if (row) return row.version
    }
    return undefined
  }
  return {
    house,
    omnipotent,
    surroundingsOf: (path) => ({
      today: house.clock.today(),
      fieldNames,
      idsFor: (property) => idsFor(path, property)
    }),
    upToDate: async (input) => {
      if (typeof input !== 'object' || input === null) return input
      const { id, version } = input as { id?: unknown; version?: unknown }
      if (typeof id !== 'string' || typeof version !== 'number') return input
      return { ...input, version: (await versionOf(id)) ?? version }
    }
  }
}

const irregular: Readonly<Record<string, string>> = {
  people: 'person',
  register: 'seal',
  custody: 'handover',
  scraps: 'scrap',
  slip: 'issue'
}

const singular = (word: string): string =>
  irregular[word] ?? word.replace(/ies$/, 'y').replace(/(ses|s)$/, (end) => (end === 'ses' ? 's' : ''))
