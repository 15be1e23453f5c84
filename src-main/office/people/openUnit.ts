import { invalid } from '../../kernel/fault'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Unit } from '../entities'

/** A unit people can be put into; gives `invalid` for one that was closed. */
export async function openUnit(unit: UnitOfWork, unitId: string): Promise<Unit> {
  const found = await unit.load(Unit, unitId, '科室')
  if (!found.active) throw invalid([{ path: 'unitId', message: `${found.name}已撤销，请选择其他科室` }])
  return found
}
