import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { sameKey } from '../../kernel/sameness'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { choiceOf, isLetters, rememberHeadings } from '../../platform/importing'
import { Bureau, SavedView } from '../entities'
import type { ImportSaid, RememberedChoices } from './importReading'
import type { ImportTrial } from './importService'

const listOf = (kind: string) => `import:${kind}`
const headingsView = '列对应'
const valuesView = '词义'
const headingsSchema = z.record(z.string(), z.string())
const valuesSchema = z.record(z.string(), headingsSchema)

/** What the bureau once settled for a kind of import: headings and words; later choices win. */
export async function rememberedChoices(manager: EntityManager, kind: string): Promise<RememberedChoices> {
  const views = await manager.find(SavedView, { where: { list: listOf(kind) }, order: { id: 'ASC' } })
  const read = <T extends object>(name: string, schema: z.ZodType<T>): readonly T[] =>
    views.filter((view) => view.name === name).flatMap((view) => schema.safeParse(JSON.parse(view.view)).data ?? [])
  const values: Record<string, Record<string, string>> = {}
  for (const each of read(valuesView, valuesSchema))
    for (const [field, words] of Object.entries(each)) values[field] = { ...values[field], ...words }
  return { headings: Object.assign({}, ...read(headingsView, headingsSchema)) as Record<string, string>, values }
}

/**
 * Keeps the columns and words settled on, in the window or on the command line, beside those remembered from earlier
 * files. They are the bureau's, whoever settled them.
 */
export async function rememberChoices(
  unit: UnitOfWork,
  kind: string,
  said: ImportSaid,
  { reading, definition }: ImportTrial
): Promise<void> {
  if (said.mapping) {
    const settled = reading.sheets.map(({ name, mapping }) =>
      rememberHeadings(reading.headers[name]?.headings ?? [], mapping)
    )
    await keep(
      unit,
      kind,
      headingsView,
      headingsSchema,
      (known) => Object.assign({ ...known }, ...settled) as Record<string, string>
    )
  }
  // Letters are those of one file's columns, and a word for a day or a number means it in one file: neither is kept.
  const columns = Object.fromEntries(Object.entries(said.columns ?? {}).filter(([name]) => !isLetters(name)))
  if (Object.keys(columns).length > 0)
    await keep(unit, kind, headingsView, headingsSchema, (known) => ({ ...known, ...columns }))
  const choices = Object.entries(definition.fields).filter(([, field]) => field.choices !== undefined)
  const words = (said.answers?.values ?? []).filter(({ field, meaning }) =>
    choices.some(([name, { choices: own = [] }]) => (field === '*' || field === name) && choiceOf(meaning, own))
  )
  if (words.length === 0) return
  await keep(unit, kind, valuesView, valuesSchema, (known) => {
    const values: Record<string, Record<string, string>> = { ...known }
    for (const { field, word, meaning } of words) values[field] = { ...values[field], [sameKey(word)]: meaning }
    return values
  })
}

async function keep<T extends object>(
  unit: UnitOfWork,
  kind: string,
  name: string,
  schema: z.ZodType<T>,
  change: (known: T) => T
): Promise<void> {
  const [bureau] = await unit.manager.find(Bureau)
  // Before the bureau is founded there is nobody to remember for.
  if (!bureau) return
  const personId = bureau.id
  const list = listOf(kind)
  const before = await unit.manager.findOneBy(SavedView, { personId, list, name })
  const known = (before && schema.safeParse(JSON.parse(before.view)).data) ?? ({} as T)
  const view = JSON.stringify(change(known))
  if (!before) await unit.insert(SavedView, { personId, list, name, view })
  else if (before.view !== view) await unit.update(SavedView, before, { view }, '列对应')
}
