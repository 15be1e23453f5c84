import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the vehicles ledger: refuels, statements, costs. */
export const fuelTables: Readonly<Record<string, TableSpec>> = {
  vehicle_refuels: {
    columns: {
      id: column.id,
      number: column.text,
      vehicleId: column.ref,
      plate: column.text,
      driverId: column.refOptional,
      driverName: column.text,
      at: column.instant,
      day: column.date,
      station: column.text,
      grade: column.text,
      litres: column.whole,
      priceCents: column.whole,
      amountCents: column.whole,
      km: column.whole,
      totalKm: column.wholeOptional,
      full: column.flag,
      cardId: column.refOptional,
      cardNumber: column.text,
      noCardReason: column.textOptional,
      receiptNumber: column.textOptional,
      entererId: column.refOptional,
      opening: column.flag,
      reversalOfId: column.refOptional,
      remarks: column.textOptional,
      searchKey: column.text
    },
    unique: [['number'], ['reversalOfId']],
    index: [
      ['vehicleId', 'at'],
      ['day', 'id'],
      ['cardId', 'day'],
      ['at', 'id']
    ],
    references: { vehicleId: 'vehicles', driverId: 'people', cardId: 'vehicle_cards', reversalOfId: 'vehicle_refuels' },
    appendOnly: true
  },
  vehicle_fuel_stretches: {
    columns: {
      id: column.id,
      vehicleId: column.ref,
      at: column.instant,
      day: column.date,
      litres: column.whole,
      km: column.whole,
      per100: column.whole,
      beforeLitres: column.whole,
      beforeKm: column.whole,
      beforeCount: column.whole
    },
    index: [
      ['vehicleId', 'at'],
      ['day', 'vehicleId']
    ],
    references: { vehicleId: 'vehicles' }
  },
  vehicle_fuel_months: {
    columns: {
      id: column.id,
      number: column.text,
      month: column.text,
      at: column.instant,
      day: column.date,
      personId: column.ref,
      personName: column.text,
      lines: column.json,
      km: column.whole,
      bought: column.whole,
      amountCents: column.whole
    },
    unique: [['number'], ['month']],
    references: { personId: 'people' },
    appendOnly: true
  },
  vehicle_fuel_month_receipts: {
    columns: {
      id: column.id,
      fuelMonthId: column.ref,
      at: column.instant,
      day: column.date,
      personId: column.ref,
      personName: column.text
    },
    unique: [['fuelMonthId']],
    references: { fuelMonthId: 'vehicle_fuel_months', personId: 'people' },
    appendOnly: true
  },
  vehicle_statements: {
    columns: {
      id: column.id,
      number: column.text,
      fileName: column.text,
      sha256: column.text,
      fromDay: column.date,
      untilDay: column.date,
      lineCount: column.whole,
      litres: column.whole,
      amountCents: column.whole,
      openCount: column.whole,
      at: column.instant,
      personName: column.text,
      version: column.whole
    },
    unique: [['number'], ['sha256']]
  },
  vehicle_statement_lines: {
    columns: {
      id: column.id,
      statementId: column.ref,
      row: column.whole,
      cardNumber: column.text,
      digitsLost: column.flag,
      holder: column.text,
      vehicleId: column.refOptional,
      at: column.instant,
      day: column.date,
      kind: column.text,
      kindWords: column.text,
      grade: column.textOptional,
      gradeWords: column.text,
      litres: column.whole,
      priceCents: column.whole,
      amountCents: column.whole,
      station: column.text
    },
    index: [['statementId', 'row']],
    references: { statementId: 'vehicle_statements', vehicleId: 'vehicles' },
    appendOnly: true
  },
  vehicle_statement_matches: {
    columns: {
      id: column.id,
      statementId: column.ref,
      lineId: column.refOptional,
      refuelId: column.refOptional,
      vehicleId: column.refOptional,
      day: column.date,
      kind: column.text,
      differenceCents: column.whole,
      words: column.text,
      state: column.text,
      settlement: column.textOptional,
      settledBy: column.textOptional,
      settledAt: column.instantOptional,
      version: column.whole
    },
    index: [['statementId', 'kind'], ['refuelId'], ['state']],
    references: {
      statementId: 'vehicle_statements',
      lineId: 'vehicle_statement_lines',
      refuelId: 'vehicle_refuels',
      vehicleId: 'vehicles'
    }
  },
  vehicle_suspicions: {
    columns: {
      id: column.id,
      mark: column.text,
      kind: column.text,
      vehicleId: column.ref,
      refuelId: column.refOptional,
      driverId: column.refOptional,
      day: column.date,
      figures: column.text,
      words: column.text,
      state: column.text,
      settlement: column.textOptional,
      settledBy: column.textOptional,
      settledAt: column.instantOptional,
      version: column.whole
    },
    unique: [['mark']],
    index: [
      ['vehicleId', 'day'],
      ['state', 'day']
    ],
    references: { vehicleId: 'vehicles', refuelId: 'vehicle_refuels' }
  },
  vehicle_costs: {
    columns: {
      id: column.id,
      number: column.text,
      vehicleId: column.ref,
      day: column.date,
      kind: column.text,
      amountCents: column.whole,
      receiptOn: column.date,
      receiptNumber: column.textOptional,
      tripId: column.refOptional,
      sourceNumber: column.text,
      handlerName: column.text,
      late: column.flag,
      remarks: column.textOptional,
      at: column.instant,
      reversalOfId: column.refOptional
    },
    unique: [['number'], ['reversalOfId']],
    index: [
      ['vehicleId', 'day'],
      ['day', 'id']
    ],
    references: { vehicleId: 'vehicles', tripId: 'vehicle_trips', reversalOfId: 'vehicle_costs' },
    appendOnly: true
  }
}
