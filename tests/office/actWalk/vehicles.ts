import { instantAt } from '@main/kernel/instant'
import { RepairItem } from '@main/ledgers/vehicles/entities'
import { accept, handOver } from '@main/ledgers/vehicles/repair/garage'
import { depart } from '@main/ledgers/vehicles/trip/travel'
import {
  anApprovedRepair,
  anApprovedTrip,
  aMotorPool,
  aVehicle,
  bothSign,
  doing,
  inGarage
} from '../../support/vehicles'
import { firstLine, withField, type Walk, type WalkedAct } from './walk'

/** Trips and repairs. */
export const vehiclesWalk: Walk = async (house): Promise<readonly WalkedAct[]> => {
  const pool = await aMotorPool(house)
  const signatures = bothSign(pool)
  const day = house.clock.today()
  // A car is at one garage at a time (VEH-11).
  const anotherCar = async () => {
    const own = { unitId: pool.squad.id, mainDriverId: pool.main.id, secondDriverId: pool.second.id }
    return { vehicleId: (await aVehicle(house, pool.officer, own)).id }
  }
  return [
    {
      ledger: 'vehicles',
      kinds: ['vehicles.trip'],
      procedure: 'vehicles.trips.depart',
      approve: async () => {
        house.clock.set(instantAt(day, '08:50'))
        const { id, version } = await anApprovedTrip(house, pool, day)
        house.clock.set(instantAt(day, '09:05'))
        return {
          input: { id, version, km: 10_000, at: instantAt(day, '09:00'), checked: true },
          act: (input) =>
            doing(house, pool.main, (unit) => depart(unit, input as unknown as Parameters<typeof depart>[1]))
        }
      },
      bound: {
        // Approved from 9:00; half an hour is let pass, 8:29 is not. The window ends at 11:00.
        at: [
          { with: withField({ at: instantAt(day, '08:29') }), rule: 'VEH-07' },
          { with: withField({ at: instantAt(day, '11:00') }), rule: 'VEH-07' }
        ],
        checked: [{ with: withField({ checked: false }), rule: 'VEH-07' }]
      },
      own: ['km']
    },
    {
      ledger: 'vehicles',
      kinds: ['vehicles.repair', 'vehicles.breakdown'],
      procedure: 'vehicles.repairs.handOver',
      approve: async () => {
        const { id, version } = await anApprovedRepair(house, pool, await anotherCar())
        return {
          input: { id, version, km: 10_100, signatures: bothSign(pool) },
          act: (input) =>
            doing(house, pool.main, (unit) => handOver(unit, input as unknown as Parameters<typeof handOver>[1]))
        }
      },
      bound: {
        signatures: [
          { with: withField({ signatures: { driver: signatures.driver } }), rule: 'VEH-11' },
          { with: withField({ signatures: { ...signatures, driver: signatures.office } }), rule: 'invalid' }
        ]
      },
      own: ['km', 'at']
    },
    {
      ledger: 'vehicles',
      kinds: ['vehicles.repair'],
      procedure: 'vehicles.repairs.accept',
      begun: true,
      approve: async () => {
        const { id, version } = await inGarage(house, pool, await anotherCar(), 10_200)
        const items = await house.database.read.find(RepairItem, {
          where: { repairId: id },
          order: { amountCents: 'DESC' }
        })
        const lines = items.map((item) => ({
          itemId: item.id,
          name: item.name,
          materialCents: item.amountCents - 5_000,
          labourCents: 5_000
        }))
        return {
          input: { id, version, km: 10_200, lines, signatures: bothSign(pool), defectIds: [] },
          act: (input) =>
            doing(house, pool.main, (unit) => accept(unit, house, input as unknown as Parameters<typeof accept>[2]))
        }
      },
      bound: {
        lines: [
          // 300.00 yuan were approved for the brake pads, 250.00 and 50.00 are in; one cent more is another sum.
          { with: firstLine({ materialCents: 25_001 }), rule: 'VEH-13' },
          { with: firstLine({ itemId: undefined }), rule: 'VEH-13' }
        ],
        signatures: [{ with: withField({ signatures: { driver: signatures.driver } }), rule: 'VEH-13' }]
      },
      own: ['km', 'warrantyUntil', 'warrantyKm', 'invoiceNumber', 'defectIds']
    }
  ]
}
