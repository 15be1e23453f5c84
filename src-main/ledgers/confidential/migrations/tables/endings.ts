import { column, type TableSpec } from '../../../../platform/database/schema'

/** Ends of carriers, checks and incidents. */
export const endingsTables: Readonly<Record<string, TableSpec>> = {
  confidential_endings: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      year: column.wholeOptional,
      carriers: column.whole,
      done: column.whole,
      agencySealed: column.text,
      applicantId: column.refOptional,
      submittedOn: column.date,
      opening: column.flag,
      state: column.text,
      approvalId: column.refOptional,
      doneAt: column.instantOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['state']]
  },
  confidential_ending_lines: {
    columns: {
      id: column.id,
      endingId: column.ref,
      fileId: column.ref,
      carrierId: column.ref,
      label: column.text
    },
    unique: [['endingId', 'carrierId']],
    index: [['carrierId']],
    references: { endingId: 'confidential_endings', carrierId: 'confidential_carriers' },
    appendOnly: true
  },
  confidential_ending_records: {
    columns: {
      id: column.id,
      endingId: column.ref,
      carrierId: column.ref,
      at: column.instant,
      day: column.date,
      place: column.text,
      receiptNumber: column.text,
      officerName: column.text,
      supervisorNames: column.text
    },
    unique: [['carrierId']],
    index: [['endingId'], ['day']],
    references: { endingId: 'confidential_endings', carrierId: 'confidential_carriers' },
    appendOnly: true
  },
  confidential_dispatches: {
    columns: {
      id: column.id,
      number: column.text,
      fileId: column.ref,
      carrierId: column.ref,
      recipientSealed: column.text,
      sentAt: column.instant,
      sentOn: column.date,
      receiptDueOn: column.date,
      officerName: column.text,
      receiptNumber: column.textOptional,
      receiptOn: column.dateOptional,
      state: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['carrierId'], ['state']],
    references: { carrierId: 'confidential_carriers', fileId: 'confidential_files' }
  },
  confidential_checks: {
    columns: {
      id: column.id,
      number: column.text,
      purpose: column.text,
      half: column.textOptional,
      officerId: column.refOptional,
      officerName: column.text,
      memberId: column.ref,
      memberName: column.text,
      openedAt: column.instant,
      closedAt: column.instantOptional,
      expected: column.whole,
      counted: column.whole,
      missing: column.whole,
      state: column.text,
      conclusionSealed: column.textOptional,
      version: column.whole
    },
    unique: [['number'], ['half']]
  },
  confidential_check_lines: {
    columns: {
      id: column.id,
      checkId: column.ref,
      carrierId: column.ref,
      label: column.text,
      state: column.text,
      place: column.text
    },
    unique: [['checkId', 'carrierId']],
    references: { checkId: 'confidential_checks', carrierId: 'confidential_carriers' },
    appendOnly: true
  },
  confidential_check_counts: {
    columns: {
      id: column.id,
      checkId: column.ref,
      carrierId: column.ref,
      result: column.text,
      method: column.text,
      noteSealed: column.textOptional,
      at: column.instant,
      byName: column.text
    },
    unique: [['checkId', 'carrierId']],
    references: { checkId: 'confidential_checks', carrierId: 'confidential_carriers' },
    appendOnly: true
  },
  confidential_incidents: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      fileId: column.refOptional,
      carrierId: column.refOptional,
      subject: column.text,
      checkId: column.refOptional,
      discoveredAt: column.instant,
      reportDueAt: column.instant,
      reportedAt: column.instantOptional,
      foundOn: column.dateOptional,
      closedOn: column.dateOptional,
      byName: column.text,
      state: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['carrierId']]
  },
  confidential_incident_events: {
    columns: {
      id: column.id,
      incidentId: column.ref,
      kind: column.text,
      at: column.instant,
      textSealed: column.text,
      paperSealed: column.textOptional,
      byName: column.text
    },
    index: [['incidentId']],
    references: { incidentId: 'confidential_incidents' },
    appendOnly: true
  }
}
