import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, dropTable } from '../schema'

/** Which record a file was handed in for, each file for one. */
export class AttachmentUses1769370000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'attachment_uses', {
      columns: {
        id: column.id,
        attachmentId: column.ref,
        at: column.instant,
        act: column.text,
        subjectType: column.textOptional,
        subjectId: column.refOptional
      },
      unique: [['attachmentId']],
      references: { attachmentId: 'attachments' },
      appendOnly: true
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'attachment_uses')
  }
}
