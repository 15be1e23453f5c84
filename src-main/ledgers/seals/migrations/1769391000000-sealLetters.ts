import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, dropTable } from '../../../platform/database/schema'

/** Letters to units concerned and certificates of the office. */
export class SealLetters1769391000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'seal_letters', {
      columns: {
        id: column.id,
        number: column.text,
        kind: column.text,
        sealId: column.ref,
        lossId: column.refOptional,
        blankLossId: column.refOptional,
        lossNumber: column.textOptional,
        documentNumber: column.text,
        issuedOn: column.date,
        addressee: column.text,
        note: column.textOptional,
        issuerId: column.ref,
        scanId: column.refOptional,
        state: column.text,
        voidReason: column.textOptional,
        searchKey: column.text,
        version: column.whole
      },
      unique: [['number']],
      index: [['sealId'], ['lossId'], ['blankLossId']],
      references: {
        sealId: 'seals',
        lossId: 'seal_losses',
        blankLossId: 'seal_blank_losses',
        issuerId: 'people',
        scanId: 'attachments'
      }
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'seal_letters')
  }
}
