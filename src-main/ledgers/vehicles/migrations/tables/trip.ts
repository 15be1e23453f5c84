import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the vehicles ledger: trips, odometer readings, laying up. */
export const tripTables: Readonly<Record<string, TableSpec>> = {
  vehicle_trips: {
    columns: {
      id: column.id,
      number: column.text,
      unitId: column.ref,
      applicantId: column.ref,
      userId: column.ref,
      userRank: column.text,
      purpose: column.text,
      reason: column.text,
      destination: column.text,
      route: column.textOptional,
      areas: column.json,
      allInside: column.flag,
      passengers: column.json,
      carsOfOccasion: column.whole,
      fromAt: column.instant,
      untilAt: column.instant,
      fromDay: column.date,
      vehicleId: column.refOptional,
      driverId: column.refOptional,
      campaignId: column.refOptional,
      special: column.flag,
      dutyOutsideHours: column.flag,
      emergency: column.flag,
      state: column.text,
      approvalId: column.refOptional,
      outAt: column.instantOptional,
      outKm: column.wholeOptional,
      inAt: column.instantOptional,
      inDay: column.dateOptional,
      inKm: column.wholeOptional,
      km: column.wholeOptional,
      lateMinutes: column.wholeOptional,
      backInYard: { ...column.flag, isNullable: true },
      parkedAt: column.textOptional,
      papersDueOn: column.dateOptional,
      papersOn: column.dateOptional,
      papersId: column.refOptional,
      endReason: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [
      ['vehicleId', 'fromAt'],
      ['driverId', 'fromAt'],
      ['unitId'],
      ['state', 'fromAt'],
      ['inDay', 'vehicleId'],
      ['fromAt', 'id'],
      ['vehicleId', 'inAt']
    ],
    references: {
      unitId: 'units',
      applicantId: 'people',
      userId: 'people',
      vehicleId: 'vehicles',
      driverId: 'people',
      campaignId: 'vehicle_campaigns',
      papersId: 'attachments'
    },
    checks: ['km IS NULL OR km >= 0', 'until_at > from_at']
  },
  vehicle_driver_consents: {
    columns: {
      id: column.id,
      tripId: column.ref,
      vehicleId: column.ref,
      driverId: column.ref,
      personId: column.ref,
      personName: column.text,
      capacity: column.text,
      at: column.instant
    },
    index: [['tripId']],
    references: { tripId: 'vehicle_trips', vehicleId: 'vehicles', driverId: 'people', personId: 'people' },
    appendOnly: true
  },
  vehicle_trip_changes: {
    columns: {
      id: column.id,
      number: column.text,
      tripId: column.ref,
      applicantId: column.ref,
      destination: column.textOptional,
      route: column.textOptional,
      untilAt: column.instantOptional,
      reason: column.text,
      state: column.text,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['tripId']],
    references: { tripId: 'vehicle_trips', applicantId: 'people' }
  },
  vehicle_readings: {
    columns: {
      id: column.id,
      vehicleId: column.ref,
      at: column.instant,
      source: column.text,
      sourceId: column.refOptional,
      sourceNumber: column.text,
      km: column.whole,
      totalKm: column.whole,
      personName: column.text,
      reversalOfId: column.refOptional
    },
    unique: [['reversalOfId']],
    index: [['vehicleId', 'at'], ['sourceId']],
    references: { vehicleId: 'vehicles', reversalOfId: 'vehicle_readings' },
    checks: ['km >= 0'],
    appendOnly: true
  },
  vehicle_distances: {
    columns: {
      id: column.id,
      vehicleId: column.ref,
      fromReadingId: column.ref,
      fromAt: column.instant,
      untilAt: column.instant,
      untilDay: column.date,
      fromKm: column.whole,
      untilKm: column.whole,
      km: column.whole,
      tripBefore: column.textOptional,
      tripAfter: column.textOptional,
      explanationId: column.refOptional
    },
    index: [
      ['vehicleId', 'untilAt'],
      ['untilDay', 'id']
    ],
    references: { vehicleId: 'vehicles' }
  },
  vehicle_distance_explanations: {
    columns: {
      id: column.id,
      vehicleId: column.ref,
      fromAt: column.instant,
      untilAt: column.instant,
      km: column.whole,
      cause: column.text,
      explanation: column.text,
      attachmentId: column.refOptional,
      personId: column.ref,
      personName: column.text,
      at: column.instant
    },
    index: [['vehicleId', 'fromAt']],
    references: { vehicleId: 'vehicles', personId: 'people', attachmentId: 'attachments' },
    appendOnly: true
  },
  vehicle_layups: {
    columns: {
      id: column.id,
      number: column.text,
      holiday: column.text,
      holidayFrom: column.date,
      vehicleId: column.ref,
      sealedAt: column.instant,
      sealedOn: column.date,
      sealedKm: column.whole,
      parking: column.text,
      sealedById: column.ref,
      releasedAt: column.instantOptional,
      releasedKm: column.wholeOptional,
      difference: column.wholeOptional,
      approvedUse: column.textOptional,
      releasedById: column.refOptional,
      state: column.text,
      version: column.whole
    },
    unique: [['number'], ['vehicleId', 'holidayFrom']],
    index: [['state']],
    references: { vehicleId: 'vehicles', sealedById: 'people', releasedById: 'people' }
  }
}
