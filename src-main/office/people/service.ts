import type { PersonKindName } from '../../contract/office'
import { invalid } from '../../kernel/fault'
import { K_08 } from '../../kernel/rules/common'
import { personSearchKey } from '../../kernel/searchKey'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Person } from '../entities'
import { formerNamesOf } from './formerNames'
import { openUnit } from './openUnit'
import { noteRenaming } from './motions'

export interface PersonInput {
  readonly name: string
  readonly unitId: string
  readonly kind: PersonKindName
  readonly position?: string | undefined
  readonly joinedOn?: string | undefined
  readonly phone?: string | undefined
  readonly remarks?: string | undefined
}

/** Adds a person to the roster. */
export async function createPerson(unit: UnitOfWork, input: PersonInput): Promise<Person> {
  await openUnit(unit, input.unitId)
  const departed = await unit.manager.findOneBy(Person, { name: input.name, status: 'departed' })
  if (departed) unit.judge(K_08.on({ of: 'newcomer', personName: input.name, departedOn: departed.departedOn }))
  const person = await unit.insert(Person, {
    ...columnsOf(input),
    unitId: input.unitId,
    status: 'active',
    departedOn: null
  })
  unit.about({ type: 'person', id: person.id, number: person.name })
  return person
}

/** Corrects what is known of a person. Another unit is a transfer, which asks for clearance (K-08). */
export async function updatePerson(
  unit: UnitOfWork,
  input: PersonInput & { readonly id: string; readonly version: number }
): Promise<Person> {
  const before = await unit.load(Person, input.id, '人员')
  if (before.unitId !== input.unitId)
    throw invalid([{ path: 'unitId', message: '调换科室请办理“调动”，名下物品须先交清' }])
  unit.about({ type: 'person', id: before.id, number: input.name })
  await noteRenaming(
    unit,
    { type: 'person', id: before.id, was: before.name, becomes: input.name },
    { reason: '更改姓名' }
  )
  const former = await formerNamesOf(unit.manager, before.id)
  const columns = columnsOf(input)
  const keys = { ...columns, searchKey: [columns.searchKey, ...former.map((name) => personSearchKey(name))].join(' ') }
  return unit.update(Person, { ...before, version: input.version }, keys, '人员')
}

function columnsOf({ name, kind, position, joinedOn, phone, remarks }: PersonInput) {
  return {
    name,
    kind,
    position: position ?? null,
    joinedOn: joinedOn ?? null,
    phone: phone ?? null,
    remarks: remarks ?? null,
    searchKey: personSearchKey(name, position)
  }
}
