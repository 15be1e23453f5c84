import type { EntityManager } from 'typeorm'
import { Fault } from '../../kernel/fault'
import { localDateOf } from '../../kernel/instant'
import { K_14 } from '../../kernel/rules/common'
import { systemActor } from '../../kernel/actor'
import { AuditEntry } from '../../platform/database/auditEntities'
import type { SignedSubject, UnitOfWork } from '../../platform/database/unitOfWork'
import type { FormAddition, FormModel } from '../../platform/documents/formModel'
import { Approval, ApprovalDecision } from '../approvals/entities'
import { allRequests } from '../approvals/flows'
import type { House, Reading } from '../house'
import type { FormDefinition } from './outputDefinitions'
import { namesSince } from '../people/formerNames'
import { asSigned } from './asSigned'
import { formContent, restoredForm } from './formContent'
import { SignedForm } from './signedForm'
import { endedRequests } from './takenBack'

/**
 * The papers a signed subject stands on: by what a form says it bears, and by the form of the request that was decided
 * on.
 */
async function papersOf(
  house: House,
  manager: EntityManager,
  signed: SignedSubject
): Promise<ReadonlyMap<FormDefinition, string>> {
  const papers = new Map<FormDefinition, string>()
  const forms = house.modules.flatMap((module) => module.forms)
  const bearing = async ({ type, id }: SignedSubject): Promise<void> => {
    for (const form of forms) {
      const subject = await form.bears?.[type]?.(manager, id)
      if (subject) papers.set(form, subject)
    }
  }
  if (signed.type !== 'approval') await bearing(signed)
  const approval = signed.type === 'approval' ? await manager.findOneBy(Approval, { id: signed.id }) : null
  if (!approval) return papers
  await bearing({ type: approval.subjectType, id: approval.subjectId })
  const form = allRequests(house).find(({ definition }) => definition.flow.kind === approval.kind)?.definition.form
  const own = typeof form === 'function' ? await form(manager, approval.subjectId) : form
  const definition = forms.find(({ id }) => id === own)
  if (definition) papers.set(definition, approval.subjectId)
  return papers
}

/**
 * Papers of a ledger not everybody may know of are kept as its secret fields are: encrypted under the key of the data
 * folder.
 */
const isConfided = (house: House, form: string): boolean =>
  house.modules.some(({ forms, confided }) => confided !== undefined && forms.some(({ id }) => id === form))

const contextOf = (form: string, subjectId: string): string => `signed_forms ${form} ${subjectId}`

/** Keeps, as the last thing an act does, every paper it signed or decided on as that paper stands then (K-14). */
export async function keepSignedForms(house: House, unit: UnitOfWork): Promise<void> {
  if (unit.signedSubjects.length === 0) return
  const { manager, today, now, book } = unit
  const reading: Reading = {
    manager,
    today,
    now,
    book,
    calendar: await house.calendar(manager),
    actor: systemActor,
    house
  }
  const kept = new Set<string>()
  for (const signed of unit.signedSubjects)
    for (const [form, subjectId] of await papersOf(house, manager, signed)) {
      if (kept.has(`${form.id} ${subjectId}`)) continue
      kept.add(`${form.id} ${subjectId}`)
      const model = await form.make(reading, subjectId).catch(notThere)
      if (model === undefined) continue
      const plain = await formContent(model, (bytes) => house.attachments.keep(bytes))
      const content = isConfided(house, form.id) ? await house.fields.seal(plain, contextOf(form.id, subjectId)) : plain
      unit.judge(K_14.on({ paper: form.name, content }))
      const { chain, act, actor } = unit.work
      await unit.append(SignedForm, {
        at: now,
        chain,
        form: form.id,
        subjectId,
        number: model.number,
        act,
        actorName: actor.name,
        content
      })
    }
}

// one record has papers of several kinds, not all of which it fits
function notThere(fault: unknown): undefined {
  if (fault instanceof Fault && fault.type === 'notFound') return undefined
  throw fault
}

/**
 * A form as it prints: what was signed as it was signed, later changes below with their day. Signatures of a request
 * that was returned and handed in again belong to what it asked before; the form begins anew with the next decision.
 */
export async function formAsKept(
  { id: form, make, sharedBy, later }: FormDefinition,
  reading: Reading,
  recordId: string
): Promise<FormModel> {
  const { manager, house, today } = reading
  const subjectId = (await sharedBy?.(manager, recordId)) ?? recordId
  const current = await make(reading, subjectId)
  const again = await lastResubmission(manager, subjectId)
  const since = [...((await later?.(reading, subjectId)) ?? []), ...(await endedRequests(manager, subjectId, again))]
  const signed = (await manager.find(SignedForm, { where: { form, subjectId }, order: { id: 'ASC' } })).filter(
    ({ id }) => again === undefined || id > again
  )
  const [first, ...rest] = signed
  if (first === undefined) return withAdditions(current, since)
  const read = async (sha256: string) =>
    (await house.attachments.has(sha256)) ? new Uint8Array(await house.attachments.read(sha256)) : undefined
  const said = ({ content }: SignedForm): Promise<string> | string =>
    isConfided(house, form) ? house.fields.open(content, contextOf(form, subjectId)) : content
  let paper = await restoredForm(await said(first), read)
  const additions: FormAddition[] = []
  const renamedOn = await namesSince(manager, localDateOf(first.at))
  const lay = (later: FormModel, day: string, until: string): void => {
    const { form: merged, changes } = asSigned(paper, later)
    paper = merged
    for (const text of changes)
      if (!additions.some((known) => known.text === text)) additions.push({ date: renamedOn(text, until) ?? day, text })
  }
  for (const each of rest) {
    const day = localDateOf(each.at)
    lay(await restoredForm(await said(each), read), day, day)
  }
  lay(current, await lastChange(manager, subjectId, signed.at(-1)?.at ?? '', today), today)
  return {
    ...withAdditions(paper, [...additions, ...since]),
    // What is said above and below every page is of this print, not of the signing: who puts it out, when (SEC-15).
    ...(current.marking === undefined ? {} : { marking: current.marking })
  }
}

/** The paper with what came after it below, in the order of the days. */
function withAdditions(paper: FormModel, additions: readonly FormAddition[]): FormModel {
  return additions.length === 0
    ? paper
    : { ...paper, additions: [...additions].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)) }
}

async function lastResubmission(manager: EntityManager, subjectId: string): Promise<string | undefined> {
  const approvals = await manager.find(Approval, { where: { subjectId } })
  const ids = await Promise.all(
    approvals.map(async ({ id }) => {
      const decision = await manager.findOne(ApprovalDecision, {
        where: { approvalId: id, outcome: 'resubmit' },
        order: { id: 'DESC' }
      })
      return decision?.id
    })
  )
  return ids
    .filter((id) => id !== undefined)
    .sort()
    .at(-1)
}

/**
 * The day of the newest act on the record since it was signed; today where what changed is neither the record itself
 * nor a name.
 */
async function lastChange(manager: EntityManager, subjectId: string, since: string, today: string): Promise<string> {
  const acts = await manager.find(AuditEntry, { where: { subjectId }, select: { at: true, act: true } })
  const later = acts.filter(({ at, act }) => at > since && !act.startsWith('打印')).map(({ at }) => at)
  const newest = later.sort().at(-1)
  return newest === undefined ? today : localDateOf(newest)
}
