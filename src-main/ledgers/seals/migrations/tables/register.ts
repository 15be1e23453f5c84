import { column, type TableSpec } from '../../../../platform/database/schema'

const looks = {
  imprintText: column.text,
  material: column.text,
  size: column.text,
  shape: column.text,
  ink: column.text,
  scope: column.json,
  unitId: column.ref,
  ownerId: column.refOptional
} as const

/** Tables of the seals ledger: seals, their engraving, loss and destruction. */
export const registerTables: Readonly<Record<string, TableSpec>> = {
  seals: {
    columns: {
      id: column.id,
      number: column.text,
      name: column.text,
      kind: column.text,
      ...looks,
      sealCode: column.textOptional,
      engravingId: column.refOptional,
      predecessorId: column.refOptional,
      approvalDocument: column.textOptional,
      engraver: column.textOptional,
      engravedOn: column.dateOptional,
      activationNumber: column.textOptional,
      activatedOn: column.dateOptional,
      imprintId: column.refOptional,
      storage: column.textOptional,
      safeguard: column.textOptional,
      custodianId: column.refOptional,
      standsInForId: column.refOptional,
      standInUntil: column.dateOptional,
      keyHolderId: column.refOptional,
      state: column.text,
      opening: column.flag,
      registeredOn: column.date,
      endReason: column.textOptional,
      endedOn: column.dateOptional,
      recoveredByName: column.textOptional,
      sealedAwayPlace: column.textOptional,
      sealedAwayOn: column.dateOptional,
      remarks: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number'], ['predecessorId']],
    index: [['custodianId'], ['unitId'], ['name']],
    references: {
      unitId: 'units',
      ownerId: 'people',
      predecessorId: 'seals',
      imprintId: 'attachments',
      custodianId: 'people',
      standsInForId: 'people',
      keyHolderId: 'people'
    }
  },
  seal_engravings: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      name: column.text,
      sealKind: column.text,
      ...looks,
      applicantId: column.ref,
      reason: column.text,
      basis: column.text,
      predecessorId: column.refOptional,
      oldSealHandling: column.textOptional,
      originalApproval: column.textOptional,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      engraver: column.textOptional,
      engravedOn: column.dateOptional,
      sealId: column.refOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['sealId']],
    references: {
      unitId: 'units',
      ownerId: 'people',
      applicantId: 'people',
      predecessorId: 'seals',
      approvalId: 'approvals',
      sealId: 'seals'
    }
  },
  seal_losses: {
    columns: {
      id: column.id,
      number: column.text,
      sealId: column.ref,
      reportedAt: column.instant,
      discoveredAt: column.instant,
      lostFrom: column.date,
      circumstances: column.text,
      reporterId: column.ref,
      leaderId: column.refOptional,
      leaderReportedAt: column.instantOptional,
      policeStation: column.textOptional,
      policeReportedOn: column.dateOptional,
      policeReceipt: column.textOptional,
      newspaper: column.textOptional,
      newspaperOn: column.dateOptional,
      newspaperId: column.refOptional,
      state: column.text,
      version: column.whole
    },
    unique: [['number'], ['sealId']],
    references: { sealId: 'seals', reporterId: 'people', leaderId: 'people', newspaperId: 'attachments' }
  },
  seal_destructions: {
    columns: {
      id: column.id,
      number: column.text,
      sealId: column.ref,
      applicantId: column.ref,
      reason: column.text,
      method: column.text,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      destroyedAt: column.instantOptional,
      place: column.textOptional,
      firstWitnessId: column.refOptional,
      secondWitnessId: column.refOptional,
      photoId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['sealId']],
    references: {
      sealId: 'seals',
      applicantId: 'people',
      approvalId: 'approvals',
      firstWitnessId: 'people',
      secondWitnessId: 'people',
      photoId: 'attachments'
    }
  }
}
