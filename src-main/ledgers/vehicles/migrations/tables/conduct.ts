import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the vehicles ledger: incidents, settlements, spot checks. */
export const conductTables: Readonly<Record<string, TableSpec>> = {
  vehicle_incidents: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      at: column.instant,
      day: column.date,
      place: column.text,
      vehicleId: column.ref,
      driverId: column.ref,
      unitId: column.ref,
      tripId: column.refOptional,
      nature: column.text,
      share: column.wholeOptional,
      points: column.whole,
      fineCents: column.whole,
      fineReceipt: column.textOptional,
      lossCents: column.whole,
      insuranceCents: column.whole,
      casualties: column.flag,
      chargeCents: column.whole,
      collectedOn: column.dateOptional,
      leaderToldAt: column.instantOptional,
      leaderToldName: column.textOptional,
      headToldAt: column.instantOptional,
      notifiedOn: column.dateOptional,
      disciplineOn: column.dateOptional,
      result: column.textOptional,
      state: column.text,
      recordedById: column.ref,
      recordedAt: column.instant,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [
      ['vehicleId', 'day'],
      ['driverId', 'day']
    ],
    references: {
      vehicleId: 'vehicles',
      driverId: 'people',
      unitId: 'units',
      tripId: 'vehicle_trips',
      recordedById: 'people'
    }
  },
  vehicle_settlements: {
    columns: {
      id: column.id,
      number: column.text,
      year: column.whole,
      personId: column.ref,
      personName: column.text,
      at: column.instant,
      day: column.date,
      months: column.whole,
      goodsCents: column.whole,
      bonusMonths: column.whole,
      bonusCents: column.whole,
      charges: column.json,
      chargeCents: column.whole,
      payableCents: column.whole,
      deductions: column.text,
      correctionOfId: column.refOptional,
      dueCents: column.whole,
      signedByName: column.text
    },
    unique: [['number']],
    index: [['personId', 'year']],
    references: { personId: 'people', correctionOfId: 'vehicle_settlements' },
    appendOnly: true
  },
  vehicle_checks: {
    columns: {
      id: column.id,
      number: column.text,
      at: column.instant,
      day: column.date,
      vehicleId: column.ref,
      driverId: column.refOptional,
      place: column.text,
      result: column.text,
      finding: column.text,
      photoId: column.refOptional,
      memberId: column.ref,
      followUp: column.textOptional,
      followedOn: column.dateOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['vehicleId', 'day']],
    references: { vehicleId: 'vehicles', driverId: 'people', memberId: 'people', photoId: 'attachments' }
  }
}
