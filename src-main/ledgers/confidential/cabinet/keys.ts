import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Cabinet, type ConfidentialFile } from '../entities'
import { SEC_01 } from '../rules/register'

/** A cabinet whose keys the actor has; otherwise SEC-01 holds the act. */
export async function cabinetOf(unit: UnitOfWork, id: string | undefined): Promise<Cabinet> {
  const cabinet = await unit.load(Cabinet, id ?? '', '保密柜')
  unit.judge(
    SEC_01.on({
      about: 'key',
      cabinet: cabinet.label,
      holder: cabinet.holderName,
      holds: cabinet.holderId === unit.actor.personId
    })
  )
  return cabinet
}

/** The cabinet a file is kept in, opened by whoever acts. */
export const cabinetOfFile = (unit: UnitOfWork, file: ConfidentialFile): Promise<Cabinet> =>
  cabinetOf(unit, file.cabinetId)
