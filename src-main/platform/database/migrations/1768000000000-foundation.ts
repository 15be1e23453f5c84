import type { MigrationInterface, QueryRunner } from 'typeorm'
import { ledgerIds } from '../../../contract/ledgers'
import { genesisHash } from '../auditEntities'
import { column, createTable, dropTable, type TableSpec } from '../schema'

const versioned = { version: column.whole } as const

const tables: Readonly<Record<string, TableSpec>> = {
  audit_entries: {
    columns: {
      id: column.id,
      chain: column.text,
      seq: column.whole,
      at: column.instant,
      actorId: column.refOptional,
      actorName: column.text,
      capacity: column.text,
      act: column.text,
      subjectType: column.textOptional,
      subjectId: column.refOptional,
      subjectNumber: column.textOptional,
      changes: column.json,
      entries: column.json,
      accepted: column.json,
      previousHash: column.text,
      hash: column.text
    },
    unique: [['chain', 'seq']],
    index: [['subjectId'], ['at']],
    appendOnly: true
  },
  chain_heads: { columns: { chain: column.key, length: column.whole, hash: column.text, standing: column.whole } },
  number_sequences: { columns: { prefix: column.key, year: column.wholeKey, last: column.whole } },
  exceptions: {
    columns: {
      id: column.id,
      chain: column.text,
      at: column.instant,
      actorId: column.refOptional,
      actorName: column.text,
      rule: column.text,
      message: column.text,
      source: column.text,
      reason: column.text,
      subjectType: column.textOptional,
      subjectId: column.refOptional,
      subjectNumber: column.textOptional
    },
    index: [['at'], ['subjectId']],
    appendOnly: true
  },
  bureau: {
    columns: {
      id: column.id,
      name: column.text,
      shortName: column.text,
      profile: column.text,
      demo: column.flag,
      ...versioned
    }
  },
  units: {
    columns: {
      id: column.id,
      name: column.text,
      kind: column.text,
      parentId: column.refOptional,
      active: column.flag,
      ...versioned
    },
    unique: [['name']],
    references: { parentId: 'units' }
  },
  people: {
    columns: {
      id: column.id,
      name: column.text,
      unitId: column.ref,
      kind: column.text,
      status: column.text,
      position: column.textOptional,
      joinedOn: column.dateOptional,
      departedOn: column.dateOptional,
      phone: column.textOptional,
      remarks: column.textOptional,
      searchKey: column.text,
      ...versioned
    },
    index: [['unitId'], ['name']],
    references: { unitId: 'units' }
  },
  accounts: {
    columns: {
      id: column.id,
      personId: column.ref,
      login: column.text,
      passwordHash: column.text,
      pinHash: column.textOptional,
      active: column.flag,
      failures: column.whole,
      lockedUntil: column.instantOptional,
      ...versioned
    },
    unique: [['login'], ['personId']],
    references: { personId: 'people' }
  },
  handovers: {
    columns: {
      id: column.id,
      number: column.text,
      at: column.instant,
      kind: column.text,
      ledger: column.text,
      post: column.textOptional,
      subject: column.text,
      subjectId: column.refOptional,
      fromPersonId: column.refOptional,
      fromName: column.text,
      toPersonId: column.refOptional,
      toName: column.text,
      witnessPersonId: column.refOptional,
      witnessName: column.textOptional,
      fromDay: column.dateOptional,
      untilDay: column.dateOptional,
      reason: column.text,
      inventory: column.textOptional
    },
    unique: [['number']],
    index: [['subjectId'], ['ledger', 'at']],
    appendOnly: true
  },
  appointments: {
    columns: {
      id: column.id,
      personId: column.ref,
      post: column.text,
      unitId: column.refOptional,
      matter: column.textOptional,
      fromDay: column.date,
      toDay: column.dateOptional,
      documentNumber: column.textOptional,
      handoverId: column.refOptional,
      standsInForId: column.refOptional,
      ...versioned
    },
    index: [['personId'], ['post', 'unitId']],
    references: { personId: 'people', unitId: 'units', handoverId: 'handovers', standsInForId: 'appointments' }
  },
  attachments: {
    columns: {
      id: column.id,
      sha256: column.text,
      name: column.text,
      mime: column.text,
      size: column.whole,
      at: column.instant,
      personId: column.refOptional
    },
    index: [['sha256']],
    appendOnly: true
  },
  signatures: {
    columns: {
      id: column.id,
      at: column.instant,
      personId: column.refOptional,
      name: column.text,
      role: column.text,
      method: column.text,
      attachmentId: column.refOptional,
      subjectType: column.text,
      subjectId: column.ref
    },
    index: [['subjectId']],
    references: { attachmentId: 'attachments' },
    appendOnly: true
  },
  rule_settings: {
    columns: { id: column.id, rule: column.text, state: column.text, parameters: column.json, ...versioned },
    unique: [['rule']]
  },
  rule_changes: {
    columns: {
      id: column.id,
      number: column.text,
      rule: column.text,
      newState: column.textOptional,
      parameter: column.textOptional,
      value: column.jsonOptional,
      change: column.text,
      basis: column.text,
      personId: column.ref,
      at: column.instant,
      state: column.text,
      approvalId: column.refOptional,
      ...versioned
    },
    unique: [['number']],
    index: [['state']],
    references: { personId: 'people' }
  },
  calendar_days: {
    columns: { id: column.id, day: column.date, kind: column.text, name: column.text, ...versioned },
    unique: [['day']]
  },
  saved_views: {
    columns: {
      id: column.id,
      personId: column.ref,
      list: column.text,
      name: column.text,
      view: column.text,
      ...versioned
    },
    unique: [['personId', 'list', 'name']]
  },
  approvals: {
    columns: {
      id: column.id,
      ledger: column.text,
      kind: column.text,
      subjectType: column.text,
      subjectId: column.ref,
      number: column.text,
      title: column.text,
      applicantId: column.ref,
      unitId: column.ref,
      concernedPersonId: column.refOptional,
      amountCents: column.wholeOptional,
      needsCollective: column.flag,
      steps: column.json,
      state: column.text,
      step: column.whole,
      submittedAt: column.instant,
      stepSince: column.instant,
      previousDeciderId: column.refOptional,
      ...versioned
    },
    index: [['state', 'ledger'], ['subjectId'], ['applicantId']],
    references: { applicantId: 'people', unitId: 'units' }
  },
  approval_decisions: {
    columns: {
      id: column.id,
      approvalId: column.ref,
      step: column.whole,
      stepLabel: column.text,
      outcome: column.text,
      personId: column.refOptional,
      name: column.text,
      capacity: column.text,
      at: column.instant,
      opinion: column.text,
      escalated: column.flag,
      takenById: column.refOptional,
      takenByName: column.textOptional,
      confirmBy: column.dateOptional,
      detail: column.jsonOptional,
      signatureId: column.refOptional
    },
    index: [['approvalId'], ['confirmBy']],
    references: { approvalId: 'approvals', signatureId: 'signatures' },
    appendOnly: true
  },
  edited_chains: { columns: { id: column.id, kind: column.text, steps: column.json, ...versioned }, unique: [['kind']] }
}

/** The house: audit chains, numbers, office, approvals. */
export class Foundation1768000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, spec] of Object.entries(tables)) await createTable(runner, name, spec)
    for (const chain of ['office', ...ledgerIds])
      await runner.query(
        `INSERT INTO chain_heads (chain, length, hash, standing) VALUES ('${chain}', 0, '${genesisHash}', 0)`
      )
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await dropTable(runner, name)
  }
}
