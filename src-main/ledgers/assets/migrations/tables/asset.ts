import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of cards, their entries and their depreciation. */
export const assetTables: Readonly<Record<string, TableSpec>> = {
  assets: {
    columns: {
      id: column.id,
      number: column.text,
      name: column.text,
      spec: column.textOptional,
      brand: column.textOptional,
      serial: column.textOptional,
      measure: column.text,
      quantity: column.whole,
      category: column.text,
      classCode: column.textOptional,
      classScheme: column.text,
      equipmentKind: column.text,
      standardKind: column.text,
      way: column.text,
      funding: column.text,
      procurementWay: column.textOptional,
      valueKind: column.text,
      originalCents: column.whole,
      acquiredOn: column.date,
      enteredOn: column.date,
      lifeMonths: column.wholeOptional,
      minimumYears: column.whole,
      voucher: column.textOptional,
      unitId: column.ref,
      userId: column.refOptional,
      keeperId: column.refOptional,
      place: column.textOptional,
      accessories: column.textOptional,
      purpose: column.textOptional,
      plate: column.textOptional,
      classified: column.flag,
      mark: column.textOptional,
      safeguard: column.textOptional,
      warrantyUntil: column.dateOptional,
      labelledOn: column.dateOptional,
      state: column.text,
      opening: column.flag,
      openingCents: column.wholeOptional,
      openingMonth: column.textOptional,
      unsettled: column.flag,
      largeBatch: column.flag,
      acceptanceId: column.refOptional,
      originId: column.refOptional,
      exitedOn: column.dateOptional,
      exitKind: column.textOptional,
      exitNumber: column.textOptional,
      remarks: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['unitId', 'id'], ['userId'], ['keeperId'], ['place'], ['category'], ['enteredOn'], ['serial']],
    references: { unitId: 'units', userId: 'people', keeperId: 'people' },
    checks: ['quantity >= 0', 'original_cents >= 0']
  },
  asset_entries: {
    columns: {
      id: column.id,
      assetId: column.ref,
      at: column.instant,
      day: column.date,
      kind: column.text,
      quantityDelta: column.whole,
      originalDelta: column.whole,
      accumulatedDelta: column.whole,
      unitId: column.refOptional,
      userId: column.refOptional,
      keeperId: column.refOptional,
      place: column.textOptional,
      state: column.textOptional,
      change: column.text,
      reason: column.textOptional,
      sourceNumber: column.textOptional,
      actorId: column.refOptional,
      actorName: column.text
    },
    index: [['assetId']],
    references: { assetId: 'assets' },
    appendOnly: true
  },
  asset_phases: {
    columns: {
      id: column.id,
      assetId: column.ref,
      fromMonth: column.text,
      baseCents: column.whole,
      months: column.whole
    },
    index: [['assetId', 'fromMonth']],
    references: { assetId: 'assets' },
    checks: ['months > 0', 'base_cents >= 0'],
    appendOnly: true
  },
  asset_depreciation: {
    columns: {
      id: column.id,
      assetId: column.ref,
      month: column.text,
      kind: column.text,
      amountCents: column.whole,
      runId: column.refOptional,
      at: column.instant
    },
    unique: [['assetId', 'month', 'kind']],
    index: [['month'], ['runId']],
    references: { assetId: 'assets' },
    appendOnly: true
  },
  asset_depreciation_runs: {
    columns: {
      id: column.id,
      number: column.text,
      month: column.text,
      assets: column.whole,
      amountCents: column.whole,
      state: column.text,
      postedOn: column.date,
      postedById: column.refOptional,
      lockedOn: column.dateOptional,
      lockedById: column.refOptional,
      version: column.whole
    },
    unique: [['number'], ['month']]
  },
  asset_books: {
    columns: {
      id: column.id,
      accumulatedCents: column.whole,
      netCents: column.whole,
      monthsTaken: column.whole,
      chargedUntil: column.textOptional,
      monthlyCents: column.whole,
      depreciation: column.text
    },
    references: { id: 'assets' }
  }
}
