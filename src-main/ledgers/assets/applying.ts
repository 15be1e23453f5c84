import type { EntityManager } from 'typeorm'
import type { Field } from '../../contract/fields'
import { correctionNote } from '../../office/approvals/correcting'
import { resubmitCorrected, submitForApproval, type Submission } from '../../office/approvals/service'
import type { Approval } from '../../office/approvals/entities'
import type { House } from '../../office/house'
import { forbidden } from '../../kernel/fault'
import { K_11 } from '../../kernel/rules/common'
import { localDateOf } from '../../kernel/instant'
import { ApprovalDecision } from '../../office/approvals/entities'
import { Person } from '../../office/entities'
import type { UnitOfWork, Versioned } from '../../platform/database/unitOfWork'

/** The person who acts, as somebody who may ask for something (K-11). */
export async function applicantOf(unit: UnitOfWork): Promise<Person> {
  const person = unit.actor.personId ? await unit.manager.findOneBy(Person, { id: unit.actor.personId }) : null
  if (!person) throw forbidden('请由职工本人登录后申请')
  unit.judge(K_11.on({ personName: person.name, kind: person.kind, doing: 'apply' }))
  return person
}

interface Requested extends Versioned {
  number: string
  approvalId: string | null
}

/**
 * Hands a record in for approval and keeps the request with it; with a note it is a returned one that was corrected.
 */
export async function handIn<T extends Requested>(
  unit: UnitOfWork,
  house: House,
  entity: new () => T,
  row: T,
  what: string,
  submission: Omit<Submission, 'ledger' | 'subjectId' | 'number' | 'applicantId'>,
  note?: string
): Promise<{ readonly row: T; readonly approval: Approval }> {
  if (note !== undefined) {
    const approval = await resubmitCorrected(unit, house, row.approvalId ?? '', submission, note)
    return { row: await unit.load(entity, row.id, what), approval }
  }
  const approval = await submitForApproval(unit, house, {
    ...submission,
    ledger: 'assets',
    subjectId: row.id,
    number: row.number,
    applicantId: unit.actor.personId ?? ''
  })
  unit.about({ type: submission.subjectType, id: row.id, number: row.number })
  const kept = await unit.update(entity, row, { approvalId: approval.id } as Partial<Omit<T, 'id' | 'version'>>, what)
  return { row: kept, approval }
}

/** What the applicant says of a correction, with the names of what it changed. */
export async function notedChanges<T>(
  manager: EntityManager,
  shown: {
    readonly fields: Readonly<Record<string, Field>>
    readonly rows: (manager: EntityManager, stored: readonly T[]) => Promise<readonly object[]>
  },
  [before, after]: readonly [T, T],
  note: string
): Promise<string> {
  const [was, is] = await shown.rows(manager, [before, after])
  return correctionNote(note, shown.fields, was, is)
}

/** The day of the last consent to a request. */
export async function consentedOn(unit: UnitOfWork, approvalId: string | null): Promise<string | null> {
  if (approvalId === null) return null
  const last = await unit.manager.findOne(ApprovalDecision, {
    where: { approvalId, outcome: 'approve' },
    order: { id: 'DESC' }
  })
  return last ? localDateOf(last.at) : null
}

/** Names of things for one line: the first few, and how many there are. */
export function thingsWords(names: readonly string[]): string {
  const distinct = [...new Set(names)]
  const shown = distinct.slice(0, 3).join('、')
  return distinct.length > 3 || names.length > distinct.length ? `${shown}等${names.length}件` : shown
}
