import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the seals ledger: applications, uses, refusals, blanks, inspections. */
export const usageTables: Readonly<Record<string, TableSpec>> = {
  seal_use_requests: {
    columns: {
      id: column.id,
      number: column.text,
      sealId: column.ref,
      documentKind: column.text,
      title: column.text,
      documentNumber: column.textOptional,
      addressee: column.textOptional,
      copies: column.whole,
      impressions: column.whole,
      purpose: column.text,
      signingBody: column.text,
      onBehalf: column.flag,
      unitId: column.ref,
      applicantId: column.ref,
      draftId: column.refOptional,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      consumedCopies: column.whole,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [
      ['state', 'sealId'],
      ['applicantId'],
      ['unitId', 'submittedOn'],
      ['submittedOn'],
      ['sealId', 'documentNumber']
    ],
    checks: ['consumed_copies >= 0 AND consumed_copies <= copies'],
    references: {
      sealId: 'seals',
      unitId: 'units',
      applicantId: 'people',
      draftId: 'attachments',
      approvalId: 'approvals'
    }
  },
  seal_blank_batches: {
    columns: {
      id: column.id,
      number: column.text,
      sealId: column.ref,
      kind: column.text,
      purpose: column.text,
      format: column.text,
      serialPrefix: column.text,
      serialFrom: column.whole,
      serialTo: column.whole,
      unitId: column.ref,
      applicantId: column.ref,
      responsibleId: column.ref,
      submittedOn: column.date,
      stampedOn: column.dateOptional,
      useId: column.refOptional,
      used: column.whole,
      voided: column.whole,
      returned: column.whole,
      state: column.text,
      approvalId: column.refOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['serialPrefix'], ['responsibleId']],
    checks: ['used + voided + returned <= serial_to - serial_from + 1'],
    references: {
      sealId: 'seals',
      unitId: 'units',
      applicantId: 'people',
      responsibleId: 'people',
      approvalId: 'approvals'
    }
  },
  seal_uses: {
    columns: {
      id: column.id,
      number: column.text,
      at: column.instant,
      day: column.date,
      sealId: column.ref,
      sealName: column.text,
      mode: column.text,
      requestId: column.refOptional,
      batchId: column.refOptional,
      title: column.text,
      documentNumber: column.textOptional,
      documentKind: column.text,
      addressee: column.textOptional,
      copies: column.whole,
      impressions: column.whole,
      purpose: column.text,
      signingBody: column.text,
      onBehalf: column.flag,
      unitId: column.ref,
      unitName: column.text,
      applicantId: column.refOptional,
      applicantName: column.text,
      approvers: column.text,
      custodianId: column.refOptional,
      custodianName: column.text,
      reversalOfId: column.refOptional,
      remarks: column.textOptional,
      searchKey: column.text
    },
    unique: [['number'], ['reversalOfId']],
    // Lists are read in the order of an index that ends in the id, so that a page deep inside needs no row before it;
    // the words searched and what is summed stand in the index that counts them.
    index: [
      ['at', 'id', 'searchKey'],
      ['day'],
      ['sealId', 'at', 'id', 'copies', 'impressions'],
      ['unitId', 'at', 'id', 'copies', 'impressions'],
      ['applicantId', 'at', 'id'],
      ['documentKind', 'at', 'id', 'copies', 'impressions'],
      ['mode', 'at', 'id', 'copies', 'impressions'],
      ['title', 'id'],
      ['sealName', 'id'],
      ['unitName', 'id'],
      ['applicantName', 'id'],
      ['requestId'],
      ['documentNumber', 'id']
    ],
    references: {
      sealId: 'seals',
      requestId: 'seal_use_requests',
      batchId: 'seal_blank_batches',
      unitId: 'units',
      applicantId: 'people',
      custodianId: 'people',
      reversalOfId: 'seal_uses'
    },
    appendOnly: true
  },
  seal_use_scans: {
    columns: { id: column.id, useId: column.ref, attachmentId: column.ref, at: column.instant },
    index: [['useId']],
    references: { useId: 'seal_uses', attachmentId: 'attachments' },
    appendOnly: true
  },
  seal_refusals: {
    columns: {
      id: column.id,
      number: column.text,
      at: column.instant,
      day: column.date,
      requestId: column.refOptional,
      sealId: column.ref,
      sealName: column.text,
      title: column.text,
      unitName: column.text,
      applicantId: column.refOptional,
      applicantName: column.text,
      ground: column.text,
      detail: column.textOptional,
      needed: column.text,
      custodianId: column.ref,
      custodianName: column.text,
      searchKey: column.text
    },
    unique: [['number']],
    index: [['at'], ['requestId']],
    references: { requestId: 'seal_use_requests', sealId: 'seals', applicantId: 'people', custodianId: 'people' },
    appendOnly: true
  },
  seal_blank_serials: {
    columns: {
      id: column.id,
      batchId: column.ref,
      serial: column.whole,
      outcome: column.text,
      documentNumber: column.textOptional,
      note: column.textOptional,
      at: column.instant,
      personId: column.refOptional,
      personName: column.text,
      reversalOfId: column.refOptional
    },
    unique: [['reversalOfId']],
    index: [['batchId', 'serial']],
    references: { batchId: 'seal_blank_batches', personId: 'people', reversalOfId: 'seal_blank_serials' },
    appendOnly: true
  },
  seal_inspections: {
    columns: {
      id: column.id,
      number: column.text,
      day: column.date,
      unitId: column.ref,
      periodFrom: column.date,
      periodTo: column.date,
      sealNames: column.json,
      sampled: column.whole,
      faulty: column.whole,
      findings: column.textOptional,
      rectifyBy: column.dateOptional,
      result: column.textOptional,
      inspectorId: column.refOptional,
      inspectorName: column.text,
      state: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['unitId', 'periodFrom']],
    references: { unitId: 'units', inspectorId: 'people' }
  },
  seal_inspection_samples: {
    columns: {
      id: column.id,
      inspectionId: column.ref,
      useId: column.ref,
      sound: { type: 'boolean', isNullable: true },
      finding: column.textOptional,
      version: column.whole
    },
    unique: [['inspectionId', 'useId']],
    references: { inspectionId: 'seal_inspections', useId: 'seal_uses' }
  }
}
