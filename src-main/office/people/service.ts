import type { PersonKindName } from '../../contract/office'
import { invalid } from '../../kernel/fault'
import { personSearchKey } from '../../kernel/searchKey'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Person, Unit } from '../entities'

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
  const person = await unit.insert(Person, { ...columnsOf(input), unitId: input.unitId, status: 'active', departedOn: null })
  unit.about({ type: 'person', id: person.id, number: person.name })
  return person
}

/** Corrects what is known of a person. Another unit is a transfer, which asks for clearance (K-08). */
export async function updatePerson(unit: UnitOfWork, input: PersonInput & { readonly id: string; readonly version: number }): Promise<Person> {
  const before = await unit.load(Person, input.id, '人员')
  if (before.unitId !== input.unitId) throw invalid([{ path: 'unitId', message: '调换科室请办理“调动”，名下物品须先交清' }])
  unit.about({ type: 'person', id: before.id, number: input.name })
  return unit.update(Person, { ...before, version: input.version }, columnsOf(input), '人员')
}

/** A unit people can be put into; gives `invalid` for one that was closed. */
export async function openUnit(unit: UnitOfWork, unitId: string): Promise<Unit> {
  const found = await unit.load(Unit, unitId, '科室')
  if (!found.active) throw invalid([{ path: 'unitId', message: `${found.name}已撤销，请选择其他科室` }])
  return found
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
