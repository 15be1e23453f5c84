import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the detained goods ledger: third-party keeping, clean-up, keys and entries. */
export const roomTables: Readonly<Record<string, TableSpec>> = {
  detained_keepings: {
    columns: {
      id: column.id,
      number: column.text,
      intakeId: column.ref,
      squadId: column.ref,
      keeper: column.text,
      contact: column.text,
      address: column.text,
      fromDay: column.date,
      toDay: column.date,
      responsibleId: column.ref,
      duties: column.text,
      agreementAttachmentId: column.refOptional,
      goods: column.text,
      lineIds: column.json,
      lastInspectedOn: column.dateOptional,
      nextInspectionOn: column.dateOptional,
      endedOn: column.dateOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['endedOn'], ['responsibleId', 'endedOn']],
    references: { intakeId: 'detained_intakes', squadId: 'units', responsibleId: 'people' }
  },
  detained_inspections: {
    columns: {
      id: column.id,
      keepingId: column.ref,
      at: column.instant,
      inspectorId: column.refOptional,
      inspectorName: column.text,
      result: column.text,
      inOrder: column.flag,
      photoIds: column.json
    },
    index: [['keepingId']],
    references: { keepingId: 'detained_keepings', inspectorId: 'people' },
    appendOnly: true
  },
  detained_cleanups: {
    columns: {
      id: column.id,
      number: column.text,
      quarter: column.text,
      firstDay: column.date,
      lastDay: column.date,
      participants: column.json,
      participantNames: column.text,
      keeperId: column.refOptional,
      openedAt: column.instant,
      closedAt: column.instantOptional,
      lines: column.whole,
      counted: column.whole,
      missing: column.whole,
      surplus: column.whole,
      misplaced: column.whole,
      state: column.text,
      conclusion: column.textOptional,
      version: column.whole
    },
    unique: [['number'], ['quarter']],
    references: { keeperId: 'people' }
  },
  detained_cleanup_lines: {
    columns: {
      id: column.id,
      cleanupId: column.ref,
      lineId: column.ref,
      book: column.whole,
      location: column.text
    },
    unique: [['cleanupId', 'lineId']],
    references: { cleanupId: 'detained_cleanups', lineId: 'detained_lines' },
    appendOnly: true
  },
  detained_cleanup_counts: {
    columns: {
      id: column.id,
      cleanupId: column.ref,
      lineId: column.refOptional,
      name: column.text,
      counted: column.whole,
      foundLocation: column.textOptional,
      result: column.text,
      note: column.textOptional,
      at: column.instant,
      countedBy: column.text
    },
    index: [['cleanupId', 'lineId']],
    references: { cleanupId: 'detained_cleanups', lineId: 'detained_lines' },
    appendOnly: true
  },
  detained_settlements: {
    columns: {
      id: column.id,
      cleanupId: column.ref,
      countId: column.ref,
      lineId: column.refOptional,
      how: column.text,
      quantity: column.whole,
      intakeId: column.refOptional,
      note: column.text,
      at: column.instant,
      settledBy: column.text
    },
    index: [['cleanupId'], ['countId']],
    references: {
      cleanupId: 'detained_cleanups',
      countId: 'detained_cleanup_counts',
      lineId: 'detained_lines',
      intakeId: 'detained_intakes'
    },
    checks: ['quantity > 0'],
    appendOnly: true
  },
  detained_keys: {
    columns: {
      id: column.id,
      label: column.text,
      holderId: column.ref,
      since: column.date,
      version: column.whole
    },
    unique: [['label']],
    index: [['holderId']],
    references: { holderId: 'people' }
  },
  detained_key_handovers: {
    columns: {
      id: column.id,
      number: column.text,
      keyId: column.ref,
      at: column.instant,
      fromPersonId: column.ref,
      toPersonId: column.ref,
      reason: column.text
    },
    unique: [['number']],
    index: [['keyId']],
    references: { keyId: 'detained_keys', fromPersonId: 'people', toPersonId: 'people' },
    appendOnly: true
  },
  detained_entries: {
    columns: {
      id: column.id,
      number: column.text,
      at: column.instant,
      leftAt: column.instantOptional,
      visitor: column.text,
      keeperId: column.ref,
      purpose: column.text
    },
    unique: [['number']],
    index: [['at', 'id']],
    references: { keeperId: 'people' },
    appendOnly: true
  },
  detained_reports: {
    columns: {
      id: column.id,
      month: column.text,
      at: column.instant,
      reporterId: column.refOptional,
      overdueLines: column.whole,
      figures: column.json,
      remarks: column.textOptional
    },
    unique: [['month']],
    references: { reporterId: 'people' },
    appendOnly: true
  }
}
