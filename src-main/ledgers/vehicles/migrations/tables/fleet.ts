import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the vehicles ledger: vehicles, their papers, drivers, cards and designated places. */
export const fleetTables: Readonly<Record<string, TableSpec>> = {
  vehicles: {
    columns: {
      id: column.id,
      number: column.text,
      plate: column.text,
      model: column.text,
      vin: column.textOptional,
      engineNumber: column.textOptional,
      seats: column.whole,
      use: column.text,
      licenceClass: column.text,
      livery: column.flag,
      purchasedOn: column.dateOptional,
      priceCents: column.wholeOptional,
      unitId: column.ref,
      mainDriverId: column.refOptional,
      secondDriverId: column.refOptional,
      parking: column.textOptional,
      tank: column.wholeOptional,
      grade: column.textOptional,
      assetNumber: column.textOptional,
      licenceNumber: column.textOptional,
      compulsoryUntil: column.dateOptional,
      commercialUntil: column.dateOptional,
      inspectionUntil: column.dateOptional,
      serviceEveryKm: column.wholeOptional,
      serviceEveryMonths: column.wholeOptional,
      servicedOn: column.dateOptional,
      servicedKm: column.wholeOptional,
      openingKm: column.whole,
      state: column.text,
      opening: column.flag,
      registeredOn: column.date,
      remarks: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number'], ['plate']],
    index: [['unitId'], ['state']],
    references: { unitId: 'units', mainDriverId: 'people', secondDriverId: 'people' }
  },
  vehicle_odometers: {
    columns: { id: column.id, km: column.whole, totalKm: column.whole, at: column.instant },
    references: { id: 'vehicles' }
  },
  vehicle_events: {
    columns: {
      id: column.id,
      vehicleId: column.ref,
      at: column.instant,
      day: column.date,
      kind: column.text,
      change: column.text,
      reason: column.textOptional,
      documentNumber: column.textOptional,
      attachmentId: column.refOptional,
      personName: column.text
    },
    index: [['vehicleId', 'at']],
    references: { vehicleId: 'vehicles', attachmentId: 'attachments' },
    appendOnly: true
  },
  vehicle_papers: {
    columns: {
      id: column.id,
      vehicleId: column.ref,
      kind: column.text,
      fromDay: column.dateOptional,
      untilDay: column.date,
      issuer: column.textOptional,
      documentNumber: column.textOptional,
      amountCents: column.whole,
      attachmentId: column.refOptional,
      at: column.instant,
      personName: column.text
    },
    index: [['vehicleId', 'untilDay']],
    references: { vehicleId: 'vehicles', attachmentId: 'attachments' },
    appendOnly: true
  },
  vehicle_defects: {
    columns: {
      id: column.id,
      vehicleId: column.ref,
      foundOn: column.date,
      foundBy: column.text,
      description: column.text,
      mendedOn: column.dateOptional,
      mended: column.textOptional,
      version: column.whole
    },
    index: [['vehicleId']],
    references: { vehicleId: 'vehicles' }
  },
  vehicle_drivers: {
    columns: {
      id: column.id,
      personId: column.ref,
      licenceNumber: column.text,
      licenceClass: column.text,
      issuedOn: column.dateOptional,
      validUntil: column.date,
      fromDay: column.date,
      untilDay: column.dateOptional,
      state: column.text,
      remarks: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['personId']],
    references: { personId: 'people' }
  },
  vehicle_cards: {
    columns: {
      id: column.id,
      cardNumber: column.text,
      kind: column.text,
      vehicleId: column.refOptional,
      holderId: column.refOptional,
      state: column.text,
      lostAt: column.instantOptional,
      lostReason: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['cardNumber']],
    index: [['vehicleId']],
    references: { vehicleId: 'vehicles', holderId: 'people' }
  },
  vehicle_providers: {
    columns: {
      id: column.id,
      name: column.text,
      kind: column.text,
      fromDay: column.date,
      untilDay: column.dateOptional,
      basis: column.textOptional,
      phone: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['name', 'kind']]
  },
  vehicle_campaigns: {
    columns: {
      id: column.id,
      number: column.text,
      name: column.text,
      fromDay: column.date,
      untilDay: column.date,
      declaredById: column.ref,
      remarks: column.textOptional,
      version: column.whole
    },
    unique: [['number']],
    references: { declaredById: 'people' }
  }
}
