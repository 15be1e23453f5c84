import type { EntityManager } from 'typeorm'
import type { SwitchInput } from '../../../contract/confidential/inputs'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { TitleSwitch } from '../entities'
import { SEC_02 } from '../rules/register'
import { asOfficer } from '../visibility'

/** Whether the officer has confirmed that this machine may hold titles; off until somebody does (SEC-02). */
export async function titlesAllowed(manager: EntityManager): Promise<boolean> {
  const [last] = await manager.find(TitleSwitch, { order: { id: 'DESC' }, take: 1 })
  return last?.titles ?? false
}

/**
 * Records the officer's word on whether titles may be typed on this machine. Titles typed before stay sealed where they
 * are.
 */
export async function switchTitles(unit: UnitOfWork, input: SwitchInput): Promise<{ id: string }> {
  asOfficer(unit, '标题登记开关')
  if (input.titles) unit.judge(SEC_02.on({ about: 'switch', basis: input.basis, confirmed: input.confirmed }))
  const { id } = await unit.append(TitleSwitch, {
    at: unit.now,
    titles: input.titles,
    byId: unit.actor.personId,
    byName: unit.actor.name,
    basis: input.basis ?? ''
  })
  unit.about({ type: 'confidentialSwitch', id, number: null })
  return { id }
}
