import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of how things come to the bureau, of low-value things and of rooms. */
export const gettingTables: Readonly<Record<string, TableSpec>> = {
  asset_acquisitions: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      unitId: column.ref,
      applicantId: column.ref,
      place: column.textOptional,
      reason: column.text,
      budget: column.text,
      funding: column.text,
      procurementWay: column.text,
      lines: column.json,
      things: column.text,
      quantity: column.whole,
      amountCents: column.whole,
      equipment: column.flag,
      overStandard: column.textOptional,
      disciplineToldOn: column.dateOptional,
      submittedOn: column.date,
      approvedOn: column.dateOptional,
      state: column.text,
      approvalId: column.refOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['unitId'], ['state']],
    references: { unitId: 'units', applicantId: 'people' }
  },
  asset_acceptances: {
    columns: {
      id: column.id,
      number: column.text,
      acquisitionId: column.refOptional,
      way: column.text,
      unitId: column.ref,
      acquiredOn: column.date,
      acceptedOn: column.date,
      supplier: column.textOptional,
      contractNumber: column.textOptional,
      invoiceNumber: column.textOptional,
      boughtOn: column.dateOptional,
      approvalDocument: column.textOptional,
      contractFileId: column.refOptional,
      sheetFileId: column.refOptional,
      invoiceFileId: column.refOptional,
      lines: column.json,
      things: column.text,
      quantity: column.whole,
      entered: column.whole,
      amountCents: column.whole,
      conclusion: column.text,
      officePersonId: column.ref,
      applicantId: column.ref,
      entryDueOn: column.date,
      calendarMissing: column.flag,
      state: column.text,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['acquisitionId'], ['state']],
    references: { unitId: 'units', officePersonId: 'people', applicantId: 'people' }
  },
  asset_low_values: {
    columns: {
      id: column.id,
      number: column.text,
      name: column.text,
      spec: column.textOptional,
      equipmentKind: column.text,
      quantity: column.whole,
      priceCents: column.whole,
      amountCents: column.whole,
      unitId: column.ref,
      userId: column.refOptional,
      acquiredOn: column.date,
      issuedOn: column.dateOptional,
      state: column.text,
      acceptanceId: column.refOptional,
      endReason: column.textOptional,
      endedOn: column.dateOptional,
      remarks: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['unitId'], ['userId']],
    references: { unitId: 'units', userId: 'people' }
  },
  asset_rooms: {
    columns: {
      id: column.id,
      name: column.text,
      unitId: column.ref,
      heavyPrinting: column.textOptional,
      version: column.whole
    },
    unique: [['name']],
    references: { unitId: 'units' }
  },
  asset_room_seats: {
    columns: {
      id: column.id,
      roomId: column.ref,
      personId: column.ref,
      fromDay: column.date,
      toDay: column.dateOptional,
      version: column.whole
    },
    index: [['roomId'], ['personId']],
    references: { roomId: 'asset_rooms', personId: 'people' }
  }
}
