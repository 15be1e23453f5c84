import { formatDate } from '../../contract/display'
import { invalid } from '../../kernel/fault'
import { K_13 } from '../../kernel/rules/common'
import { searchKey } from '../../kernel/searchKey'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Person } from '../entities'
import { Motion } from './entities'
import { openUnit } from './openUnit'

type NewMotion = Pick<Motion, 'subjectType' | 'subjectId' | 'kind' | 'onDay' | 'reason'> &
  Partial<Pick<Motion, 'wasWords' | 'becameWords' | 'intoUnitId' | 'documentNumber'>>

/** Appends what happened to a person or unit (K-08). A former name is found by search. */
export async function noteMotion(unit: UnitOfWork, motion: NewMotion): Promise<Motion> {
  const { wasWords = null, becameWords = null, intoUnitId = null, documentNumber = null, ...rest } = motion
  return unit.append(Motion, {
    ...rest,
    wasWords,
    becameWords,
    intoUnitId,
    documentNumber,
    at: unit.now,
    actorId: unit.actor.personId,
    actorName: unit.actor.name,
    searchKey: motion.kind === 'renamed' || motion.kind === 'merged' ? searchKey(wasWords ?? '') : ''
  })
}

export interface ReturnInput {
  readonly personId: string
  readonly version: number
  readonly unitId: string
  readonly on: string
  readonly reason: string
  readonly documentNumber?: string | undefined
}

/**
 * A departed person comes back on their own record (K-08): intervals, holdings and login are theirs again; the
 * administrator opens the account. Posts are appointed anew.
 */
export async function returnToDuty(unit: UnitOfWork, input: ReturnInput): Promise<Person> {
  const person = await unit.load(Person, input.personId, '人员')
  if (person.status !== 'departed')
    throw invalid([{ path: 'personId', message: `${person.name}没有离岗，不需要办理返岗` }])
  if (person.departedOn !== null && input.on < person.departedOn)
    throw invalid([{ path: 'on', message: `返岗日期不能早于离岗日期${formatDate(person.departedOn)}` }])
  unit.judge(K_13.on({ what: '返岗日期', dated: input.on, today: unit.today, field: 'on' }))
  const target = await openUnit(unit, input.unitId)
  unit.about({ type: 'person', id: person.id, number: person.name })
  await noteMotion(unit, {
    subjectType: 'person',
    subjectId: person.id,
    kind: 'returned',
    onDay: input.on,
    becameWords: target.name,
    intoUnitId: target.id,
    reason: input.reason,
    documentNumber: input.documentNumber ?? null
  })
  const changes = { status: 'active', departedOn: null, unitId: target.id } as const
  return unit.update(Person, { ...person, version: input.version }, changes, '人员')
}

/** A person or unit under a new name from today on; papers of before keep the old one. Nothing where the name stays. */
export async function noteRenaming(
  unit: UnitOfWork,
  subject: { readonly type: 'person' | 'unit'; readonly id: string; readonly was: string; readonly becomes: string },
  why: { readonly reason: string; readonly documentNumber?: string | undefined }
): Promise<void> {
  if (subject.was === subject.becomes) return
  await noteMotion(unit, {
    subjectType: subject.type,
    subjectId: subject.id,
    kind: 'renamed',
    onDay: unit.today,
    wasWords: subject.was,
    becameWords: subject.becomes,
    reason: why.reason,
    documentNumber: why.documentNumber ?? null
  })
}
