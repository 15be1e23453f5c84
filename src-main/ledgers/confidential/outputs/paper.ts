import { notShownHere } from '../../../contract/display'
import { formatDocumentNumber, parseDocumentNumber } from '../../../kernel/documentNumber'
import { notFound } from '../../../kernel/fault'
import { Approval } from '../../../office/approvals/entities'
import { takesPart } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { bureauName } from '../../../office/people/bureau'
import type { FormBlock, FormFact, FormModel } from '../../../platform/documents/formModel'
import type { EntityType } from '../../../platform/database/entitySql'
import { isOfficer, mayKnow } from '../visibility'
import { markingOf } from './marking'
import type { SecrecyClass } from '../../../contract/confidential/words'

/** A fact of a form; `span` 3 takes the whole line. */
export const fact = (label: string, value: string | null | undefined, span?: 1 | 3): FormFact => ({
  label,
  value: value ?? '',
  ...(span ? { span } : {})
})

/** Sealed text: for whoever is not the officer it says that it is not shown, whether or not something stands there. */
export const sealedText = ({ actor }: Reading, value: string | null): string =>
  value ?? (isOfficer(actor) ? '' : notShownHere)

/**
 * A fact that is sealed, as by `sealedText`. What is kept of a signed paper holds no sealed text: whoever may read it
 * has it filled in.
 */
export const sealedFact = (reading: Reading, label: string, value: string | null, span?: 1 | 3): FormFact => ({
  ...fact(label, sealedText(reading, value), span),
  ...(value === null && !isOfficer(reading.actor) ? { open: true } : {})
})

/** A number as typed, filled up to the ledger's form. */
const fullNumber = (typed: string): string => {
  const parsed = parseDocumentNumber(typed)
  return parsed ? formatDocumentNumber(parsed) : typed.trim()
}

/** Finds a record by its number as typed. */
export const finder =
  <T extends { id: string; number: string }>(entity: EntityType<T>) =>
  async ({ manager }: Reading, typed: string): Promise<string | undefined> =>
    (
      await manager
        .createQueryBuilder(entity, 'x')
        .where('x.number = :number', { number: fullNumber(typed) })
        .getOne()
    )?.id

/** Refuses a paper to whoever neither may know of files nor takes part in deciding the request it is of. */
export const mustTakePart =
  (entity: EntityType<{ id: string; approvalId: string | null }>, what: string) =>
  async (reading: Reading, id: string): Promise<void> => {
    const row = await reading.manager.createQueryBuilder(entity, 'x').where('x.id = :id', { id }).getOne()
    if (!row) throw notFound(what)
    if (mayKnow(reading.actor)) return
    const approval = row.approvalId ? await reading.manager.findOneBy(Approval, { id: row.approvalId }) : null
    if (!approval || !(await takesPart(reading, approval))) throw notFound(what)
  }

/** A paper of this ledger, marked. */
export async function paper(
  reading: Reading,
  title: string,
  number: string,
  secrecy: SecrecyClass,
  blocks: readonly FormBlock[],
  notes: readonly string[] = []
): Promise<FormModel> {
  return {
    title,
    number,
    bureau: await bureauName(reading.manager),
    blocks,
    notes,
    marking: markingOf(reading, secrecy)
  }
}

/** Who may ask for papers of files, and of requests. */
export const knownPosts = ['confidentialityOfficer', 'matterLeader'] as const
export const decidingPosts = ['confidentialityOfficer', 'matterLeader', 'head'] as const
