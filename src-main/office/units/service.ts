import { unitRecord } from '../../contract/people'
import { keptOf, type InputOf } from '../../contract/record'
import { invalid } from '../../kernel/fault'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Person, Unit } from '../entities'
import { noteRenaming } from '../people/motions'
import { sameAs } from '../records/sameAs'

/** The document a change of a unit rests on. */
export interface UnitChange {
  readonly documentNumber?: string | undefined
  readonly reason?: string | undefined
}

export type UnitInput = InputOf<typeof unitRecord>

/**
 * Adds a unit. Names are unique, because imports and forms know units by name; gives `invalid` for one already there.
 */
export async function createUnit(unit: UnitOfWork, input: UnitInput): Promise<Unit> {
  await nameIsFree(unit, input.name, undefined)
  if (input.parentId) await unit.load(Unit, input.parentId, '上级单位')
  const created = await unit.insert(Unit, { ...keptOf(unitRecord, input), active: true })
  unit.about({ type: 'unit', id: created.id, number: created.name })
  return created
}

/** Changes a unit. It cannot stand below itself, and cannot be closed while people are in it. */
export async function updateUnit(
  unit: UnitOfWork,
  input: UnitInput & UnitChange & { readonly id: string; readonly version: number; readonly active: boolean }
): Promise<Unit> {
  const before = await unit.load(Unit, input.id, '单位')
  await nameIsFree(unit, input.name, input.id)
  await standsAbove(unit, input.id, input.parentId ?? null)
  if (
    !input.active &&
    (await unit.manager.countBy(Person, [
      { unitId: input.id, status: 'active' },
      { unitId: input.id, status: 'leaving' }
    ])) > 0
  )
    throw invalid([{ path: 'active', message: '单位内还有在岗人员，不能撤销，请先调出人员' }])
  unit.about({ type: 'unit', id: before.id, number: input.name })
  await noteRenaming(
    unit,
    { type: 'unit', id: before.id, was: before.name, becomes: input.name },
    { reason: input.reason ?? '单位更名', documentNumber: input.documentNumber }
  )
  const changed = { ...keptOf(unitRecord, input), active: input.active }
  return unit.update(Unit, { ...before, version: input.version }, changed, '单位')
}

async function nameIsFree(unit: UnitOfWork, name: string, ownId: string | undefined): Promise<void> {
  const same = await sameAs(unit.manager, Unit, 'name', name)
  if (same.some(({ id }) => id !== ownId)) throw invalid([{ path: 'name', message: `已有名为“${name}”的单位` }])
}

async function standsAbove(unit: UnitOfWork, id: string, parentId: string | null): Promise<void> {
  for (let above = parentId; above;) {
    if (above === id) throw invalid([{ path: 'parentId', message: '上级单位不能是本单位或其下级' }])
    above = (await unit.load(Unit, above, '上级单位')).parentId
  }
}
