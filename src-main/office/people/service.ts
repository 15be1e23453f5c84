import { personRecord } from '../../contract/people'
import { keptOf, type InputOf } from '../../contract/record'
import { invalid } from '../../kernel/fault'
import { K_08 } from '../../kernel/rules/common'
import { personSearchKey } from '../../kernel/searchKey'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Person } from '../entities'
import { formerNamesOf } from './formerNames'
import { openUnit } from './openUnit'
import { noteRenaming } from './motions'

export type PersonInput = InputOf<typeof personRecord>

/** Adds a person to the roster. */
export async function createPerson(unit: UnitOfWork, input: PersonInput): Promise<Person> {
  await openUnit(unit, input.unitId)
  const departed = await unit.manager.findOneBy(Person, { name: input.name, status: 'departed' })
  if (departed) unit.judge(K_08.on({ of: 'newcomer', personName: input.name, departedOn: departed.departedOn }))
  const person = await unit.insert(Person, {
    ...columnsOf(input),
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

function columnsOf(input: PersonInput) {
  return { ...keptOf(personRecord, input), searchKey: personSearchKey(input.name, input.position) }
}
