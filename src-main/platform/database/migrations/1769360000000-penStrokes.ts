import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, dropTable } from '../schema'

/** What was drawn to sign, stroke by stroke, bound to the act it was drawn in; no drawing signs twice. */
export class PenStrokes1769360000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'pen_strokes', {
      columns: {
        id: column.id,
        signatureId: column.ref,
        chain: column.text,
        seq: column.whole,
        strokes: column.text,
        shape: column.text,
        content: column.text
      },
      unique: [['signatureId'], ['shape']],
      references: { signatureId: 'signatures' },
      appendOnly: true
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'pen_strokes')
  }
}
