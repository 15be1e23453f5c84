import type { House } from '../../office/house'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { AnyRule } from '../../kernel/rules/rule'
import { Lapse } from './entities'
import { sealIf } from './secrets'

/** A time that was missed, as it is kept. */
export interface Missed {
  readonly rule: AnyRule
  /** What was late, in words without anything of the file, e.g. 传阅逾期归还. */
  readonly what: string
  readonly subject: { readonly type: string; readonly id: string; readonly number: string }
  readonly personName: string
  readonly dueOn: string
  readonly reason: string | undefined
}

/** Keeps that a time was missed; doing the thing late does not take it away (K-13). */
export async function keepLapse(
  unit: UnitOfWork,
  house: House,
  { rule, what, subject, personName, dueOn, reason }: Missed
): Promise<void> {
  const id = unit.newId()
  await unit.append(Lapse, {
    id,
    rule: rule.id,
    what,
    subjectType: subject.type,
    subjectId: subject.id,
    number: subject.number,
    personName,
    dueOn,
    doneAt: unit.now,
    reasonSealed: await sealIf(house, { table: 'confidential_lapses', id }, 'reason', reason)
  })
}
