import { column, type TableSpec } from '../../../../platform/database/schema'

/** Register, carriers, cabinets and the reading log. */
export const registerTables: Readonly<Record<string, TableSpec>> = {
  confidential_cabinets: {
    columns: {
      id: column.id,
      label: column.text,
      place: column.text,
      holderId: column.ref,
      holderName: column.text,
      since: column.date,
      version: column.whole
    },
    unique: [['label']],
    references: { holderId: 'people' }
  },
  confidential_deliveries: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      personId: column.ref,
      personName: column.text,
      at: column.instant,
      envelopes: column.whole,
      dueOn: column.date,
      handedOverAt: column.instantOptional,
      lateReasonSealed: column.textOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['handedOverAt']],
    references: { personId: 'people' }
  },
  confidential_files: {
    columns: {
      id: column.id,
      number: column.text,
      receivedOn: column.date,
      origin: column.text,
      secrecy: column.text,
      issuedOn: column.dateOptional,
      periodKind: column.text,
      periodYears: column.wholeOptional,
      expiresOn: column.dateOptional,
      central: column.flag,
      pages: column.whole,
      cabinetId: column.ref,
      receivedById: column.refOptional,
      receivedByName: column.text,
      deliveryId: column.refOptional,
      classificationId: column.refOptional,
      codeSealed: column.textOptional,
      titleSealed: column.textOptional,
      issuerSealed: column.textOptional,
      documentNumberSealed: column.textOptional,
      conditionSealed: column.textOptional,
      notesSealed: column.textOptional,
      formerNumber: column.textOptional,
      registeredOn: column.date,
      state: column.text,
      declassifiedOn: column.dateOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['receivedOn', 'id'], ['expiresOn'], ['formerNumber']],
    references: { cabinetId: 'confidential_cabinets' }
  },
  confidential_scope: {
    columns: {
      id: column.id,
      fileId: column.ref,
      change: column.text,
      personId: column.refOptional,
      name: column.textOptional,
      post: column.textOptional,
      at: column.instant,
      requestId: column.refOptional,
      byName: column.text
    },
    index: [['fileId'], ['personId']],
    references: { fileId: 'confidential_files' },
    appendOnly: true
  },
  confidential_switches: {
    columns: {
      id: column.id,
      at: column.instant,
      titles: column.flag,
      byId: column.refOptional,
      byName: column.text,
      basis: column.text
    },
    appendOnly: true
  },
  confidential_carriers: {
    columns: {
      id: column.id,
      fileId: column.ref,
      kind: column.text,
      copyNumber: column.textOptional,
      label: column.text,
      pages: column.whole,
      parentId: column.refOptional,
      copyRequestId: column.refOptional,
      noNumberReasonSealed: column.textOptional,
      at: column.instant
    },
    unique: [['label']],
    index: [['fileId']],
    references: { fileId: 'confidential_files' },
    checks: ['pages > 0'],
    appendOnly: true
  },
  confidential_carrier_steps: {
    columns: {
      id: column.id,
      carrierId: column.ref,
      act: column.text,
      fromName: column.text,
      toName: column.text,
      holderId: column.refOptional,
      place: column.text,
      paper: column.text,
      at: column.instant,
      dueAt: column.instantOptional,
      byName: column.text
    },
    index: [['carrierId']],
    references: { carrierId: 'confidential_carriers' },
    appendOnly: true
  },
  confidential_standings: {
    columns: {
      id: column.id,
      fileId: column.ref,
      label: column.text,
      state: column.text,
      holderId: column.refOptional,
      holderName: column.text,
      place: column.text,
      since: column.instant,
      dueAt: column.instantOptional
    },
    index: [['fileId'], ['state', 'label'], ['holderId'], ['label', 'id']],
    references: { fileId: 'confidential_files' }
  },
  confidential_handovers: {
    columns: {
      id: column.id,
      number: column.text,
      fromId: column.ref,
      fromName: column.text,
      toId: column.ref,
      toName: column.text,
      witnessId: column.refOptional,
      witnessName: column.text,
      checkId: column.refOptional,
      carriers: column.whole,
      cabinets: column.text,
      at: column.instant
    },
    unique: [['number']],
    appendOnly: true
  },
  confidential_readings: {
    columns: {
      id: column.id,
      at: column.instant,
      personId: column.refOptional,
      personName: column.text,
      kind: column.text,
      what: column.text,
      number: column.textOptional,
      count: column.whole
    },
    index: [['at', 'id']],
    appendOnly: true
  }
}
