import type { MigrationInterface, QueryRunner } from 'typeorm'
import {
  addColumns,
  column,
  createTable,
  dropColumns,
  dropTable,
  type AddedColumns
} from '../../../platform/database/schema'

const added: Readonly<Record<string, AddedColumns>> = {
  seal_blank_batches: { columns: { lost: { ...column.whole, default: '0' } } },
  seal_blank_serials: { columns: { lossId: column.refOptional }, references: { lossId: 'seal_blank_losses' } }
}

/** Blanks that were lost after they were stamped, with their report. */
export class BlankLosses1769390000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'seal_blank_losses', {
      columns: {
        id: column.id,
        number: column.text,
        batchId: column.ref,
        serials: column.text,
        quantity: column.whole,
        reportedAt: column.instant,
        discoveredAt: column.instant,
        lostFrom: column.date,
        circumstances: column.text,
        reporterId: column.ref,
        leaderId: column.refOptional,
        leaderReportedAt: column.instantOptional,
        policeStation: column.textOptional,
        policeReportedOn: column.dateOptional,
        policeReceipt: column.textOptional,
        newspaper: column.textOptional,
        newspaperOn: column.dateOptional,
        newspaperId: column.refOptional,
        state: column.text,
        version: column.whole
      },
      unique: [['number']],
      index: [['batchId'], ['state']],
      references: {
        batchId: 'seal_blank_batches',
        reporterId: 'people',
        leaderId: 'people',
        newspaperId: 'attachments'
      }
    })
    for (const [table, columns] of Object.entries(added)) await addColumns(runner, table, columns)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) await dropColumns(runner, table, columns)
    await dropTable(runner, 'seal_blank_losses')
  }
}
