import { column, type TableSpec } from '../../../../platform/database/schema'

/** Circulation, scope and copies. */
export const circulationTables: Readonly<Record<string, TableSpec>> = {
  confidential_legs: {
    columns: {
      id: column.id,
      number: column.text,
      fileId: column.ref,
      carrierId: column.ref,
      readerId: column.ref,
      readerName: column.text,
      readerPosition: column.text,
      officerId: column.refOptional,
      officerName: column.text,
      outAt: column.instant,
      outOn: column.date,
      dueAt: column.instant,
      dueOn: column.date,
      leaveId: column.refOptional,
      opening: column.flag
    },
    unique: [['number']],
    index: [['carrierId'], ['fileId'], ['readerId'], ['outAt', 'id']],
    references: { carrierId: 'confidential_carriers', fileId: 'confidential_files', readerId: 'people' },
    appendOnly: true
  },
  confidential_leg_returns: {
    columns: {
      id: column.id,
      legId: column.ref,
      at: column.instant,
      pages: column.whole,
      officerId: column.refOptional,
      officerName: column.text,
      late: column.flag,
      noteSealed: column.textOptional
    },
    unique: [['legId']],
    references: { legId: 'confidential_legs' },
    appendOnly: true
  },
  confidential_leaves: {
    columns: {
      id: column.id,
      number: column.text,
      fileId: column.ref,
      carrierId: column.ref,
      readerId: column.ref,
      readerName: column.text,
      backBy: column.instant,
      destinationSealed: column.text,
      reasonSealed: column.text,
      applicantId: column.refOptional,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['carrierId', 'state']],
    references: { carrierId: 'confidential_carriers', readerId: 'people' }
  },
  confidential_scope_requests: {
    columns: {
      id: column.id,
      number: column.text,
      fileId: column.ref,
      personIds: column.json,
      posts: column.json,
      names: column.text,
      reasonSealed: column.text,
      applicantId: column.refOptional,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['fileId']],
    references: { fileId: 'confidential_files' }
  },
  confidential_lapses: {
    columns: {
      id: column.id,
      rule: column.text,
      what: column.text,
      subjectType: column.text,
      subjectId: column.ref,
      number: column.text,
      personName: column.text,
      dueOn: column.date,
      doneAt: column.instant,
      reasonSealed: column.textOptional
    },
    index: [['subjectId'], ['dueOn']],
    appendOnly: true
  },
  confidential_copy_requests: {
    columns: {
      id: column.id,
      number: column.text,
      fileId: column.ref,
      carrierId: column.ref,
      count: column.whole,
      purposeSealed: column.text,
      consentSealed: column.textOptional,
      applicantId: column.refOptional,
      submittedOn: column.date,
      stamped: column.flag,
      copyNumbers: column.text,
      madeAt: column.instantOptional,
      madeByName: column.text,
      opening: column.flag,
      state: column.text,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['carrierId'], ['fileId']],
    references: { carrierId: 'confidential_carriers', fileId: 'confidential_files' },
    checks: ['count > 0']
  }
}
