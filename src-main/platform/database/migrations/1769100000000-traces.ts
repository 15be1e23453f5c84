import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, dropTable, type TableSpec } from '../schema'

const tables: Readonly<Record<string, TableSpec>> = {
  missed_deadlines: {
    columns: {
      id: column.id,
      ledger: column.text,
      rule: column.text,
      subjectType: column.text,
      subjectId: column.text,
      subjectNumber: column.textOptional,
      what: column.text,
      dueOn: column.date,
      dueAt: column.instantOptional,
      outcome: column.text,
      doneAt: column.instant,
      personId: column.refOptional,
      personName: column.text,
      reason: column.textOptional,
      at: column.instant
    },
    index: [['subjectId'], ['rule']],
    appendOnly: true
  },
  backdated_entries: {
    columns: {
      id: column.id,
      ledger: column.text,
      subjectType: column.text,
      subjectId: column.text,
      subjectNumber: column.textOptional,
      what: column.text,
      dated: column.date,
      typedOn: column.date,
      personId: column.refOptional,
      personName: column.text,
      reason: column.textOptional,
      at: column.instant
    },
    index: [['subjectId']],
    appendOnly: true
  },
  motions: {
    columns: {
      id: column.id,
      subjectType: column.text,
      subjectId: column.ref,
      kind: column.text,
      onDay: column.date,
      wasWords: column.textOptional,
      becameWords: column.textOptional,
      intoUnitId: column.refOptional,
      documentNumber: column.textOptional,
      reason: column.text,
      at: column.instant,
      actorId: column.refOptional,
      actorName: column.text,
      searchKey: column.text
    },
    index: [['subjectId']],
    references: { intoUnitId: 'units' },
    appendOnly: true
  }
}

/** What people, units and missed deadlines leave behind (K-08, K-13). */
export class Traces1769100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, spec] of Object.entries(tables)) await createTable(runner, name, spec)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await dropTable(runner, name)
  }
}
