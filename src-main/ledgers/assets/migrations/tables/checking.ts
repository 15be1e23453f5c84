import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of stocktakes and of the agreement with finance. */
export const checkingTables: Readonly<Record<string, TableSpec>> = {
  asset_stocktakes: {
    columns: {
      id: column.id,
      number: column.text,
      scope: column.text,
      scopeUnitId: column.refOptional,
      scopePlace: column.textOptional,
      scopeCategory: column.textOptional,
      duty: column.text,
      period: column.text,
      baseDay: column.date,
      openedById: column.ref,
      counterIds: column.json,
      things: column.whole,
      differences: column.whole,
      explanation: column.textOptional,
      conclusion: column.textOptional,
      countedOn: column.dateOptional,
      closedOn: column.dateOptional,
      state: column.text,
      approvalId: column.refOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['duty', 'period']],
    references: { openedById: 'people' }
  },
  asset_count_books: {
    columns: {
      id: column.id,
      stocktakeId: column.ref,
      assetId: column.ref,
      number: column.text,
      name: column.text,
      spec: column.textOptional,
      unitId: column.ref,
      unitName: column.text,
      userName: column.textOptional,
      place: column.textOptional,
      quantity: column.whole,
      originalCents: column.whole
    },
    unique: [['stocktakeId', 'assetId']],
    index: [['stocktakeId', 'number']],
    references: { stocktakeId: 'asset_stocktakes', assetId: 'assets' },
    appendOnly: true
  },
  asset_scans: {
    columns: {
      id: column.id,
      stocktakeId: column.ref,
      bookId: column.refOptional,
      code: column.text,
      place: column.text,
      round: column.text,
      outcome: column.text,
      means: column.text,
      personId: column.ref,
      at: column.instant,
      clientKey: column.text
    },
    unique: [['stocktakeId', 'clientKey']],
    index: [['stocktakeId', 'code']],
    references: { stocktakeId: 'asset_stocktakes', personId: 'people' },
    appendOnly: true
  },
  asset_count_marks: {
    columns: {
      id: column.id,
      stocktakeId: column.ref,
      outcome: column.text,
      foundPlace: column.textOptional,
      firstById: column.refOptional,
      secondById: column.refOptional
    },
    index: [['stocktakeId', 'outcome']],
    references: { stocktakeId: 'asset_stocktakes' }
  },
  asset_count_differences: {
    columns: {
      id: column.id,
      stocktakeId: column.ref,
      bookId: column.refOptional,
      assetId: column.refOptional,
      number: column.text,
      name: column.text,
      outcome: column.text,
      bookPlace: column.textOptional,
      foundPlace: column.textOptional,
      originalCents: column.whole,
      firstById: column.refOptional,
      secondById: column.refOptional,
      reason: column.textOptional,
      proposal: column.textOptional,
      settledOn: column.dateOptional,
      settledAs: column.textOptional,
      version: column.whole
    },
    index: [['stocktakeId']],
    references: { stocktakeId: 'asset_stocktakes' }
  },
  asset_reconciliations: {
    columns: {
      id: column.id,
      number: column.text,
      asOf: column.date,
      fileName: column.text,
      officeAssets: column.whole,
      financeAssets: column.whole,
      matched: column.whole,
      officeCents: column.whole,
      financeCents: column.whole,
      differences: column.whole,
      openDifferences: column.whole,
      state: column.text,
      personId: column.refOptional,
      settledOn: column.dateOptional,
      version: column.whole
    },
    unique: [['number']]
  },
  asset_finance_rows: {
    columns: {
      id: column.id,
      reconciliationId: column.ref,
      rowNumber: column.whole,
      number: column.text,
      name: column.text,
      originalCents: column.wholeOptional,
      accumulatedCents: column.wholeOptional,
      quantity: column.wholeOptional,
      acquiredOn: column.dateOptional,
      unitName: column.textOptional,
      assetId: column.refOptional
    },
    index: [['reconciliationId']],
    references: { reconciliationId: 'asset_reconciliations' },
    appendOnly: true
  },
  asset_differences: {
    columns: {
      id: column.id,
      reconciliationId: column.ref,
      assetId: column.refOptional,
      number: column.text,
      name: column.text,
      agreement: column.text,
      kind: column.text,
      office: column.text,
      finance: column.text,
      amountCents: column.whole,
      settlement: column.textOptional,
      note: column.textOptional,
      settledOn: column.dateOptional,
      settledById: column.refOptional,
      version: column.whole
    },
    index: [['reconciliationId'], ['assetId']],
    references: { reconciliationId: 'asset_reconciliations' }
  }
}
