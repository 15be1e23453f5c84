import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { rememberHeadings, type RememberedHeadings } from '../../platform/importing'
import { SavedView } from '../entities'
import type { ImportTrial } from './importService'

const listOf = (kind: string) => `import:${kind}`
const viewName = '列对应'
const headingsSchema = z.record(z.string(), z.string())

/** Which headings a person once put to which fields for a kind of import. */
export async function rememberedColumns(manager: EntityManager, personId: string | null, kind: string): Promise<RememberedHeadings> {
  if (personId === null) return {}
  const view = await manager.findOneBy(SavedView, { personId, list: listOf(kind), name: viewName })
  return view ? headingsSchema.catch({}).parse(JSON.parse(view.view)) : {}
}

/** Keeps the columns a person settled on, beside those remembered from earlier files. */
export async function rememberColumns(unit: UnitOfWork, kind: string, { reading }: ImportTrial): Promise<void> {
  const { personId } = unit.actor
  if (personId === null) return
  const settled = reading.sheets.map(({ name, mapping }) => rememberHeadings(reading.headers[name]?.headings ?? [], mapping))
  const list = listOf(kind)
  const before = await unit.manager.findOneBy(SavedView, { personId, list, name: viewName })
  const known = before ? headingsSchema.catch({}).parse(JSON.parse(before.view)) : {}
  const view = JSON.stringify(Object.assign(known, ...settled))
  if (!before) await unit.insert(SavedView, { personId, list, name: viewName, view })
  else if (before.view !== view) await unit.update(SavedView, before, { view }, '列对应')
}
