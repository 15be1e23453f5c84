import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of what happens to things while the bureau has them, and of how they leave. */
export const livingTables: Readonly<Record<string, TableSpec>> = {
  asset_request_lines: {
    columns: {
      id: column.id,
      ownerId: column.ref,
      assetId: column.ref,
      number: column.text,
      name: column.text,
      quantity: column.whole,
      originalCents: column.whole,
      accumulatedCents: column.whole,
      unitId: column.ref,
      userId: column.refOptional,
      keeperId: column.refOptional,
      place: column.textOptional
    },
    index: [['ownerId'], ['assetId']],
    references: { assetId: 'assets' },
    appendOnly: true
  },
  asset_transfers: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      fromUnitId: column.ref,
      toUnitId: column.ref,
      toUserId: column.ref,
      toKeeperId: column.ref,
      toPlace: column.text,
      reason: column.text,
      meeting: column.textOptional,
      meetingOn: column.dateOptional,
      minutesNumber: column.textOptional,
      things: column.text,
      assets: column.whole,
      applicantId: column.ref,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      doneOn: column.dateOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['fromUnitId'], ['toUnitId']],
    references: {
      fromUnitId: 'units',
      toUnitId: 'units',
      toUserId: 'people',
      toKeeperId: 'people',
      applicantId: 'people'
    }
  },
  asset_loans: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      assetId: column.refOptional,
      thing: column.text,
      counterparty: column.text,
      purpose: column.text,
      fromDay: column.date,
      dueOn: column.date,
      keeperId: column.refOptional,
      place: column.textOptional,
      meeting: column.textOptional,
      minutesNumber: column.textOptional,
      unitId: column.ref,
      applicantId: column.ref,
      submittedOn: column.date,
      returnedOn: column.dateOptional,
      condition: column.textOptional,
      state: column.text,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['assetId']],
    references: { assetId: 'assets', unitId: 'units', applicantId: 'people' }
  },
  asset_repairs: {
    columns: {
      id: column.id,
      number: column.text,
      assetId: column.ref,
      fault: column.text,
      unitId: column.ref,
      applicantId: column.ref,
      requestedOn: column.date,
      inWarranty: column.flag,
      vendor: column.textOptional,
      startedOn: column.dateOptional,
      arrangedById: column.refOptional,
      costCents: column.wholeOptional,
      warrantyUntil: column.dateOptional,
      finishedOn: column.dateOptional,
      result: column.textOptional,
      damageId: column.refOptional,
      state: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['assetId']],
    references: { assetId: 'assets', unitId: 'units' }
  },
  asset_damages: {
    columns: {
      id: column.id,
      number: column.text,
      assetId: column.ref,
      kind: column.text,
      happenedOn: column.date,
      circumstances: column.text,
      personId: column.refOptional,
      finding: column.text,
      originalCents: column.whole,
      repairCents: column.wholeOptional,
      assessedCents: column.whole,
      unitId: column.ref,
      applicantId: column.ref,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      settledOn: column.dateOptional,
      receiptNumber: column.textOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['assetId'], ['personId']],
    references: { assetId: 'assets', personId: 'people' }
  },
  asset_issues: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      thing: column.text,
      assetId: column.refOptional,
      lowValueId: column.refOptional,
      quantity: column.whole,
      personId: column.ref,
      unitId: column.ref,
      purpose: column.text,
      applicantId: column.ref,
      submittedOn: column.date,
      approvalId: column.refOptional,
      issuedOn: column.dateOptional,
      issuedById: column.refOptional,
      renewOn: column.dateOptional,
      returnedOn: column.dateOptional,
      condition: column.textOptional,
      liability: column.textOptional,
      state: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['personId'], ['assetId']],
    references: { assetId: 'assets', personId: 'people', lowValueId: 'asset_low_values' }
  },
  asset_shifts: {
    columns: {
      id: column.id,
      assetId: column.ref,
      personId: column.ref,
      at: column.instant,
      act: column.text,
      note: column.textOptional
    },
    index: [['assetId']],
    references: { assetId: 'assets', personId: 'people' },
    appendOnly: true
  },
  enforcement_certificates: {
    columns: {
      id: column.id,
      personId: column.ref,
      certificateNumber: column.text,
      validFrom: column.date,
      validUntil: column.dateOptional,
      version: column.whole
    },
    unique: [['certificateNumber']],
    index: [['personId']],
    references: { personId: 'people' }
  },
  asset_retirements: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      reason: column.text,
      appraisal: column.textOptional,
      damageId: column.refOptional,
      diskAccount: column.textOptional,
      recipient: column.textOptional,
      meeting: column.textOptional,
      minutesNumber: column.textOptional,
      things: column.text,
      assets: column.whole,
      originalCents: column.whole,
      accumulatedCents: column.whole,
      unitId: column.ref,
      applicantId: column.ref,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      approvalNumber: column.textOptional,
      incomeCents: column.wholeOptional,
      method: column.textOptional,
      disposedOn: column.dateOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state']],
    references: { unitId: 'units', applicantId: 'people', damageId: 'asset_damages' }
  },
  asset_equipment_reports: {
    columns: {
      id: column.id,
      number: column.text,
      half: column.text,
      reportedOn: column.date,
      figures: column.json,
      content: column.text,
      reporterId: column.ref,
      leaderId: column.ref
    },
    unique: [['number'], ['half']],
    appendOnly: true
  }
}
