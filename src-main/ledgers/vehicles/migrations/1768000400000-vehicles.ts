import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTable, dropTable } from '../../../platform/database/schema'
import { conductTables } from './tables/conduct'
import { fleetTables } from './tables/fleet'
import { fuelTables } from './tables/fuel'
import { repairTables } from './tables/repair'
import { tripTables } from './tables/trip'

// In the order their references ask for.
const { vehicle_incidents, ...conduct } = conductTables
const { vehicle_repair_supplements, ...repairs } = repairTables
const { vehicle_repairs, ...repairParts } = repairs
const ordered = {
  ...fleetTables,
  ...tripTables,
  ...fuelTables,
  vehicle_incidents,
  vehicle_repairs,
  vehicle_repair_supplements,
  ...repairParts,
  ...conduct
}

/** The vehicles ledger. */
export class Vehicles1768000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, spec] of Object.entries(ordered)) if (spec) await createTable(runner, name, spec)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(ordered).reverse()) await dropTable(runner, name)
  }
}
