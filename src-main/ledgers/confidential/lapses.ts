import type { House } from '../../office/house'
import { noteIfLate, type Deed, type TypedDate } from '../../office/records/lateness'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { LocalDate } from '../../kernel/localDate'
import { momentOf, timelinessOf } from '../../kernel/rules/lateness'
import type { AnyRule } from '../../kernel/rules/rule'
import { Lapse } from './entities'
import { sealIf } from './secrets'

/** A time that was missed, as it is kept. */
export interface Missed {
  readonly rule: AnyRule
  /** What was late, in words without anything of the file, e.g. 传阅逾期归还. */
  readonly what: string
  /** What was to be done, in such words too, e.g. 传阅归还. */
  readonly duty: string
  readonly subject: { readonly type: string; readonly id: string; readonly number: string }
  readonly personName: string
  readonly due: Deed['due']
  /** The day or moment it was done, where that is typed; now when absent. */
  readonly told?: Deed['told']
  readonly reason: string | undefined
}

/**
 * Keeps that a time was missed, where it was; doing the thing late does not take it away (K-13). The reason may tell
 * of the file: it is kept sealed with the lapse, and the record's page and the officer's exceptions say only what was
 * late.
 */
export async function keepLapse(unit: UnitOfWork, house: House, missed: Missed): Promise<void> {
  const { rule, what, duty, subject, personName, due, told, reason } = missed
  const outcome = timelinessOf(due, unit.now, told)
  if (outcome === 'inTime') return
  const id = unit.newId()
  await unit.append(Lapse, {
    id,
    rule: rule.id,
    what: outcome === 'late' ? what : `${duty}补录，不计按期`,
    subjectType: subject.type,
    subjectId: subject.id,
    number: subject.number,
    personName,
    dueOn: due.dueOn,
    doneAt: told === undefined ? unit.now : momentOf(told),
    reasonSealed: await sealIf(house, { table: 'confidential_lapses', id }, 'reason', reason)
  })
  await noteIfLate(unit, { rule, subject, what: duty, due, told })
}

/** A typed date of this ledger; a reason for it stands open in the exceptions, so it tells nothing of the file. */
export const typedDate = (what: string, dated: LocalDate | null, field: string): TypedDate => ({
  what,
  dated,
  field,
  ask: '请写明补录原因（列入例外情况，不写文件的标题、来文机关和内容）'
})
