import type { OutputInfo } from '../../contract/files'
import type { ChainId } from '../../contract/ledgers'
import { notFound } from '../../kernel/fault'
import type { Actor } from '../../kernel/actor'
import type { House } from '../house'
import type { FormDefinition, LabelDefinition, WorkbookDefinition } from './outputDefinitions'
import { mayMake, mustMake } from './access'
import { officeWorkbooks } from './officeWorkbooks'

/** Something that can be put out, with the chain its making is recorded in. */
export interface Owned<Definition> {
  readonly ledger: ChainId
  readonly definition: Definition
}

/** Every workbook: those of the ledgers, then 例外情况 and 操作日志. */
export function workbooksOf(house: House): readonly Owned<WorkbookDefinition>[] {
  const ofLedgers = house.modules.flatMap(({ id, workbooks }) =>
    workbooks.map((definition) => ({ ledger: id, definition }))
  )
  return [...ofLedgers, ...officeWorkbooks.map((definition) => ({ ledger: 'office' as const, definition }))]
}

export function formsOf(house: House): readonly Owned<FormDefinition>[] {
  return house.modules.flatMap(({ id, forms }) => forms.map((definition) => ({ ledger: id, definition })))
}

export function labelsOf(house: House): readonly Owned<LabelDefinition>[] {
  return house.modules.flatMap(({ id, labels }) => labels.map((definition) => ({ ledger: id, definition })))
}

/** Workbooks and forms the actor may make, in the order of the left rail. */
export function outputsFor(house: House, actor: Actor): readonly OutputInfo[] {
  const workbooks = workbooksOf(house)
    .filter(({ ledger, definition }) => mayMake(house, actor, ledger, definition.access))
    .map(({ ledger, definition: { id, name, sheets } }): OutputInfo => ({
      id,
      ledger,
      name,
      kind: 'xlsx',
      sheets: sheets.map((sheet) => sheet.name)
    }))
  const forms = formsOf(house)
    .filter(({ ledger, definition }) => mayMake(house, actor, ledger, definition.access.who))
    .map(({ ledger, definition: { id, name } }): OutputInfo => ({ id, ledger, name, kind: 'docx', sheets: [] }))
  return [...workbooks, ...forms]
}

/** The workbook of an id, for someone who may export it. */
export function workbookFor(house: House, actor: Actor, id: string): Owned<WorkbookDefinition> {
  const found = pick(workbooksOf(house), id, '这种台账')
  mustMake(house, actor, found.ledger, found.definition.access, { thing: '这份台账', verb: '导出' })
  return found
}

/** The form of an id, for someone who may print it. */
export function formFor(house: House, actor: Actor, id: string): Owned<FormDefinition> {
  const found = pick(formsOf(house), id, '这种表单')
  mustMake(house, actor, found.ledger, found.definition.access.who, { thing: '这种表单', verb: '打印' })
  return found
}

/** The labels of an id, for someone who may print them. */
export function labelFor(house: House, actor: Actor, id: string): Owned<LabelDefinition> {
  const found = pick(labelsOf(house), id, '这种标签')
  mustMake(house, actor, found.ledger, found.definition.access, { thing: '这种标签', verb: '打印' })
  return found
}

function pick<Definition extends { readonly id: string }>(
  all: readonly Owned<Definition>[],
  id: string,
  what: string
): Owned<Definition> {
  const found = all.find(({ definition }) => definition.id === id)
  if (!found) throw notFound(what)
  return found
}
