import { invalid } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { Person } from '../../../office/entities'
import { datedRules, dayTyped, markPast } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { StoreroomEntry } from '../entities/stock'

/**
 * Logs somebody in the storeroom under the eyes of the keeper signed in (SUP-15). Times are instants, the entry's
 * defaulting to now.
 */
export async function enterStoreroom(
  unit: UnitOfWork,
  input: {
    readonly personId?: string | undefined
    readonly visitor?: string | undefined
    readonly at?: string | undefined
    readonly leftAt?: string | undefined
    readonly purpose: string
  }
): Promise<StoreroomEntry> {
  const at = input.at ?? unit.now
  if (at > unit.now) throw invalid([{ path: 'at', message: '进入时间不能晚于现在' }])
  if (input.leftAt && input.leftAt < at) throw invalid([{ path: 'leftAt', message: '离开时间不能早于进入时间' }])
  const person = input.personId ? await unit.load(Person, input.personId, '进入人') : undefined
  const visitor = person?.name ?? input.visitor
  if (!visitor) throw invalid([{ path: 'visitor', message: '请选择进入仓库的人员或填写外来人员姓名' }])
  const dates = [
    { what: '进入时间', dated: localDateOf(at), field: 'at' },
    { what: '离开时间', dated: dayTyped(input.leftAt), field: 'leftAt' }
  ]
  unit.judge(...datedRules(unit, dates))
  const entry = await unit.append(StoreroomEntry, {
    number: await unit.nextNumber('KF'),
    at,
    leftAt: input.leftAt ?? null,
    personId: person?.id ?? null,
    visitor,
    keeperId: unit.actor.personId ?? '',
    purpose: input.purpose
  })
  const subject = { type: 'storeroomEntry', id: entry.id, number: entry.number }
  unit.about(subject)
  await markPast(unit, subject, dates)
  return entry
}
