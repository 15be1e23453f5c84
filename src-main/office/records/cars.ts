import type { EntityManager } from 'typeorm'
import type { LedgerId } from '../../contract/ledgers'
import { sameKey } from '../../kernel/sameness'
import type { House } from '../house'
import type { CarOnBooks } from '../ledgerModule'

type Named = Pick<CarOnBooks, 'plate' | 'assetNumber'>

/**
 * What the other ledgers have of a car: the record that bears its asset number, else its plate (of several the one that
 * stands, a plate may be given to another car); nothing where they know none such.
 */
export async function carsElsewhere(
  { modules }: Pick<House, 'modules'>,
  ledger: LedgerId,
  manager: EntityManager
): Promise<(car: Named) => CarOnBooks | undefined> {
  const byNumber = new Map<string, CarOnBooks>()
  const byPlate = new Map<string, CarOnBooks>()
  for (const module of modules)
    for (const car of module.id === ledger ? [] : ((await module.cars?.(manager)) ?? [])) {
      if (car.assetNumber) byNumber.set(sameKey(car.assetNumber), car)
      if (car.plate && (car.goneOn === null || !byPlate.has(sameKey(car.plate)))) byPlate.set(sameKey(car.plate), car)
    }
  return ({ assetNumber, plate }) =>
    (assetNumber ? byNumber.get(sameKey(assetNumber)) : undefined) ?? (plate ? byPlate.get(sameKey(plate)) : undefined)
}
