import type { EntityManager } from 'typeorm'
import { formatDocumentNumber, parseDocumentNumber } from '../../kernel/documentNumber'
import type { FormFact } from '../../platform/documents/formModel'
import type { Exit, Extension, Intake, Keeping } from './entities'

/** One labelled fact of a form; empty where nothing is recorded. */
export const fact = (label: string, value: string | null | undefined, span?: 1 | 3): FormFact => ({
  label,
  value: value ?? '',
  ...(span ? { span } : {})
})

/** A number as typed, filled up to the ledger's form. */
const fullNumber = (typed: string): string => {
  const parsed = parseDocumentNumber(typed)
  return parsed ? formatDocumentNumber(parsed) : typed.trim()
}

/** How a record a form is printed of is found by the number somebody types. */
export const byNumber =
  (entity: new () => Intake | Extension | Keeping | Exit) =>
  async ({ manager }: { readonly manager: EntityManager }, number: string): Promise<string | undefined> =>
    (await manager.findOneBy<Intake | Extension | Keeping | Exit>(entity, { number: fullNumber(number) }))?.id
