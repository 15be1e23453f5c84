import type { ChainId } from '../../contract/ledgers'
import { posts } from '../../contract/posts'
import { holds, type Actor } from '../../kernel/actor'
import { forbidden, notFound } from '../../kernel/fault'
import type { House } from '../house'
import type { ImportDefinition } from './importDefinition'
import { peopleImport } from '../people/import'

/** An import with the ledger it fills. */
export interface OwnedImport {
  readonly ledger: ChainId
  readonly definition: ImportDefinition
}

/** Every import: people first, because the ledgers name them. */
export function importsOf(house: House): readonly OwnedImport[] {
  const ofLedgers = house.modules.flatMap(({ id, imports }) =>
    imports.map((definition) => ({ ledger: id, definition }))
  )
  return [{ ledger: 'office', definition: peopleImport }, ...ofLedgers]
}

/** Whether the actor may import; the program itself (command line, first run) may. */
export function mayImport(actor: Actor, { access }: ImportDefinition): boolean {
  return actor.personId === null || holds(actor, access)
}

/** The import of a kind, for someone who may run it. */
export function importFor(house: House, actor: Actor, kind: string): OwnedImport {
  const found = importsOf(house).find(({ definition }) => definition.kind === kind)
  if (!found) throw notFound('这种导入')
  if (mayImport(actor, found.definition)) return found
  const needs = found.definition.access.map((post) => posts[post].label)
  throw forbidden(`${found.definition.name}由${needs.join('、')}导入`, needs)
}
