import type { OutputInfo } from '../../contract/files'
import type { ChainId } from '../../contract/ledgers'
import { forbidden, notFound } from '../../kernel/fault'
import { holds, type Actor } from '../../kernel/actor'
import { posts, type Post } from '../../contract/posts'
import type { FormDefinition, House, LabelDefinition, WorkbookDefinition } from '../house'
import { officeWorkbooks } from './officeWorkbooks'

/** Something that can be put out, with the chain its making is recorded in. */
export interface Owned<Definition> {
  readonly ledger: ChainId
  readonly definition: Definition
}

/** Every workbook: those of the ledgers, then 例外情况 and 操作日志. */
export function workbooksOf(house: House): readonly Owned<WorkbookDefinition>[] {
  const ofLedgers = house.modules.flatMap(({ id, workbooks }) => workbooks.map((definition) => ({ ledger: id, definition })))
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
    .filter(({ ledger, definition }) => mayExport(actor, ledger, definition.access))
    .map(({ ledger, definition: { id, name, sheets } }): OutputInfo => ({
      id,
      ledger,
      name,
      kind: 'xlsx',
      sheets: sheets.map((sheet) => sheet.name)
    }))
  const forms = formsOf(house)
    .filter(({ ledger }) => mayPrint(actor, ledger))
    .map(({ ledger, definition: { id, name } }): OutputInfo => ({ id, ledger, name, kind: 'docx', sheets: [] }))
  return [...workbooks, ...forms]
}

const isProgram = (actor: Actor) => actor.personId === null

/** Whoever holds one of the posts, and the inspector except for confidential files. */
export function mayExport(actor: Actor, ledger: ChainId, access: readonly Post[]): boolean {
  return isProgram(actor) || holds(actor, access) || (ledger !== 'confidential' && holds(actor, ['inspector']))
}

/** Forms are printed by whoever sees the record, which its own `make` decides; those of confidential files stay closed to the inspector. */
export function mayPrint(actor: Actor, ledger: ChainId): boolean {
  return isProgram(actor) || ledger !== 'confidential' || !holds(actor, ['inspector'])
}

/** The workbook of an id, for someone who may export it. */
export function workbookFor(house: House, actor: Actor, id: string): Owned<WorkbookDefinition> {
  const found = pick(workbooksOf(house), id, '这种台账')
  const { access } = found.definition
  if (!mayExport(actor, found.ledger, access))
    throw forbidden(
      `这份台账由${access.map((post) => posts[post].label).join('、')}导出`,
      access.map((post) => posts[post].label)
    )
  return found
}

/** The form of an id, for someone who may print it. */
export function formFor(house: House, actor: Actor, id: string): Owned<FormDefinition> {
  return printable(pick(formsOf(house), id, '这种表单'), actor)
}

/** The labels of an id, for someone who may print them. */
export function labelFor(house: House, actor: Actor, id: string): Owned<LabelDefinition> {
  return printable(pick(labelsOf(house), id, '这种标签'), actor)
}

function printable<Definition>(found: Owned<Definition>, actor: Actor): Owned<Definition> {
  if (!mayPrint(actor, found.ledger)) throw forbidden('密级文件的表单由保密员和承办人打印', [posts.confidentialityOfficer.label])
  return found
}

function pick<Definition extends { readonly id: string }>(all: readonly Owned<Definition>[], id: string, what: string): Owned<Definition> {
  const found = all.find(({ definition }) => definition.id === id)
  if (!found) throw notFound(what)
  return found
}
