import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the vehicles ledger: maintenance. */
export const repairTables: Readonly<Record<string, TableSpec>> = {
  vehicle_repairs: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      vehicleId: column.ref,
      unitId: column.ref,
      applicantId: column.ref,
      submittedOn: column.date,
      km: column.whole,
      reason: column.text,
      garageId: column.refOptional,
      roadsideGarage: column.textOptional,
      breakdown: column.flag,
      plannedCents: column.whole,
      approvedCents: column.whole,
      state: column.text,
      approvalId: column.refOptional,
      incidentId: column.refOptional,
      faultStatement: column.textOptional,
      statementReceivedOn: column.dateOptional,
      handedAt: column.instantOptional,
      handedByDriverId: column.refOptional,
      handedByOfficeId: column.refOptional,
      acceptedAt: column.instantOptional,
      acceptedOn: column.dateOptional,
      outKm: column.wholeOptional,
      materialCents: column.whole,
      labourCents: column.whole,
      actualCents: column.whole,
      accepters: column.textOptional,
      warrantyUntil: column.dateOptional,
      warrantyKm: column.wholeOptional,
      invoiceNumber: column.textOptional,
      listReceivedOn: column.dateOptional,
      listReceivedBy: column.textOptional,
      borneCents: column.whole,
      borneReason: column.textOptional,
      collectedOn: column.dateOptional,
      papersDueOn: column.dateOptional,
      papersOn: column.dateOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['vehicleId', 'submittedOn'], ['state'], ['acceptedOn']],
    references: {
      vehicleId: 'vehicles',
      unitId: 'units',
      applicantId: 'people',
      garageId: 'vehicle_providers',
      incidentId: 'vehicle_incidents',
      handedByDriverId: 'people',
      handedByOfficeId: 'people'
    }
  },
  vehicle_repair_items: {
    columns: {
      id: column.id,
      repairId: column.ref,
      supplementId: column.refOptional,
      round: column.whole,
      lineNumber: column.whole,
      name: column.text,
      amountCents: column.whole
    },
    index: [['repairId']],
    references: { repairId: 'vehicle_repairs', supplementId: 'vehicle_repair_supplements' },
    appendOnly: true
  },
  vehicle_repair_supplements: {
    columns: {
      id: column.id,
      number: column.text,
      repairId: column.ref,
      applicantId: column.ref,
      reason: column.text,
      amountCents: column.whole,
      state: column.text,
      approvalId: column.refOptional,
      at: column.instant,
      version: column.whole
    },
    unique: [['number']],
    index: [['repairId']],
    references: { repairId: 'vehicle_repairs', applicantId: 'people' }
  },
  vehicle_repair_lines: {
    columns: {
      id: column.id,
      repairId: column.ref,
      itemId: column.ref,
      lineNumber: column.whole,
      name: column.text,
      materialCents: column.whole,
      labourCents: column.whole
    },
    index: [['repairId']],
    references: { repairId: 'vehicle_repairs', itemId: 'vehicle_repair_items' },
    appendOnly: true
  }
}
