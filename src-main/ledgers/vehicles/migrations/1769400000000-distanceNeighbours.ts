import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../../../platform/database/schema'

const named = { columns: { tripBefore: column.textOptional, tripAfter: column.textOptional } } as const

/**
 * The trips beside a stretch without a trip are looked up when it is read: what was kept was as of its counting, before
 * the next trip went out.
 */
export class DistanceNeighbours1769400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'vehicle_distances', named)
  }

  async down(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'vehicle_distances', named)
  }
}
