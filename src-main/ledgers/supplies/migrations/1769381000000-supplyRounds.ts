import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns, type AddedColumns } from '../../../platform/database/schema'

const added: Readonly<Record<string, AddedColumns>> = {
  supply_items: { columns: { goodsGroup: column.textOptional } },
  supply_issue_lines: { columns: { handedIn: column.wholeOptional } },
  supply_purchases: {
    columns: {
      financeId: column.refOptional,
      consentNumber: column.textOptional,
      consentOn: column.dateOptional,
      consentAttachmentId: column.refOptional
    },
    references: { financeId: 'people', consentAttachmentId: 'attachments' }
  }
}

/** Groups of goods, how many old ones came back, and the county finance's consent to a purchase. */
export class SupplyRounds1769381000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) await addColumns(runner, table, columns)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) await dropColumns(runner, table, columns)
  }
}
