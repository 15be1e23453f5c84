import type { EntityManager } from 'typeorm'
import { posts as postWords, type Post } from '../../../contract/posts'
import { postsOn } from '../../../office/actors'
import { personNames } from '../../../office/people/names'
import { rowsWith } from '../../../platform/database/readRows'
import { ScopeEntry } from '../entities'

/** Who may know a file at one moment: people, whoever holds a post on the day, and names no person is known by yet. */
export interface Scope {
  readonly personIds: readonly string[]
  readonly posts: readonly Post[]
  /** Names of a register taken over that are nobody in the roster. */
  readonly names: readonly string[]
}

/** What the entries of a file, oldest first, make of its scope. Pure. */
export function scopeFrom(entries: readonly Pick<ScopeEntry, 'change' | 'personId' | 'name' | 'post'>[]): Scope {
  const people = new Set<string>()
  const posts = new Set<Post>()
  const names = new Set<string>()
  for (const { change, personId, name, post } of entries) {
    const act = <T>(set: Set<T>, value: T) => (change === 'add' ? set.add(value) : set.delete(value))
    if (personId !== null) act(people, personId)
    else if (post !== null) act(posts, post)
    else if (name !== null) act(names, name)
  }
  return { personIds: [...people], posts: [...posts], names: [...names] }
}

/** The scope each file has now. */
export async function scopesOf(
  manager: EntityManager,
  fileIds: readonly string[]
): Promise<ReadonlyMap<string, Scope>> {
  const entries = await rowsWith(manager, ScopeEntry, 'fileId', fileIds, { order: { id: 'ASC' } })
  return new Map(fileIds.map((fileId) => [fileId, scopeFrom(entries.filter((entry) => entry.fileId === fileId))]))
}

/** The scope a file has now. */
export async function scopeOf(manager: EntityManager, fileId: string): Promise<Scope> {
  return scopeFrom(await manager.find(ScopeEntry, { where: { fileId }, order: { id: 'ASC' } }))
}

/** Whether a person may know a file on a day: named, or holding a named post that day (SEC-06). */
export async function isInScope(manager: EntityManager, scope: Scope, personId: string, day: string): Promise<boolean> {
  if (scope.personIds.includes(personId)) return true
  if (scope.posts.length === 0) return false
  return (await postsOn(manager, personId, day)).some(({ post }) => scope.posts.includes(post))
}

/** Scopes in words, by file: 黎凡、丁洋佳、主要领导. */
export async function scopeWords(
  manager: EntityManager,
  scopes: ReadonlyMap<string, Scope>
): Promise<ReadonlyMap<string, string>> {
  const people = await personNames(
    manager,
    [...scopes.values()].flatMap(({ personIds }) => personIds)
  )
  return new Map(
    [...scopes].map(([fileId, { personIds, posts, names }]) => [
      fileId,
      [...personIds.map((id) => people.get(id) ?? ''), ...posts.map((post) => postWords[post].label), ...names]
        .filter(Boolean)
        .join('、')
    ])
  )
}
