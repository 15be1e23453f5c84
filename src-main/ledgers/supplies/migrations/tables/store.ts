import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the supplies ledger: stock, issue, stocktake and scrap. */
export const storeTables: Readonly<Record<string, TableSpec>> = {
  supply_movements: {
    columns: {
      id: column.id,
      kind: column.text,
      documentNumber: column.text,
      documentId: column.ref,
      lineNumber: column.whole,
      at: column.instant,
      day: column.date,
      itemId: column.ref,
      quantity: column.whole,
      valueCents: column.whole,
      unitId: column.refOptional,
      personId: column.refOptional,
      balanceQuantity: column.whole,
      balanceValueCents: column.whole,
      reversalOfId: column.refOptional,
      issueLineId: column.refOptional,
      reason: column.textOptional,
      searchKey: column.text
    },
    // An entry is reversed once at most (K-09), whoever writes it.
    unique: [['reversalOfId']],
    index: [['itemId', 'id'], ['day', 'id'], ['documentId'], ['kind', 'day', 'id'], ['unitId', 'day'], ['issueLineId']],
    references: { itemId: 'supply_items', unitId: 'units', personId: 'people', reversalOfId: 'supply_movements' },
    appendOnly: true
  },
  supply_stock_ins: {
    columns: {
      id: column.id,
      number: column.text,
      source: column.text,
      at: column.instant,
      day: column.date,
      acceptanceId: column.refOptional,
      supplierId: column.refOptional,
      unitId: column.refOptional,
      personId: column.refOptional,
      handlerId: column.refOptional,
      keeperId: column.refOptional,
      remarks: column.textOptional
    },
    unique: [['number']],
    index: [['day']],
    references: {
      acceptanceId: 'supply_acceptances',
      supplierId: 'suppliers',
      unitId: 'units',
      personId: 'people',
      handlerId: 'people',
      keeperId: 'people'
    },
    appendOnly: true
  },
  supply_issue_requests: {
    columns: {
      id: column.id,
      number: column.text,
      unitId: column.ref,
      applicantId: column.ref,
      claimantId: column.ref,
      userId: column.ref,
      purpose: column.text,
      special: column.flag,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state']],
    references: {
      unitId: 'units',
      applicantId: 'people',
      claimantId: 'people',
      userId: 'people',
      approvalId: 'approvals'
    }
  },
  supply_issue_request_lines: {
    columns: {
      id: column.id,
      requestId: column.ref,
      lineNumber: column.whole,
      itemId: column.ref,
      quantity: column.whole,
      issuedQuantity: column.whole,
      version: column.whole
    },
    index: [['requestId']],
    references: { requestId: 'supply_issue_requests', itemId: 'supply_items' }
  },
  supply_issue_overrides: {
    columns: {
      id: column.id,
      requestId: column.ref,
      requestLineId: column.ref,
      directorId: column.ref,
      directorName: column.text,
      at: column.instant,
      reason: column.text
    },
    index: [['requestId']],
    references: {
      requestId: 'supply_issue_requests',
      requestLineId: 'supply_issue_request_lines',
      directorId: 'people'
    },
    appendOnly: true
  },
  supply_issues: {
    columns: {
      id: column.id,
      number: column.text,
      requestId: column.ref,
      unitId: column.ref,
      claimantId: column.ref,
      userId: column.ref,
      keeperId: column.ref,
      purpose: column.text,
      at: column.instant,
      day: column.date,
      claimantSignatureId: column.refOptional,
      keeperSignatureId: column.refOptional
    },
    unique: [['number']],
    index: [['day'], ['requestId']],
    references: {
      requestId: 'supply_issue_requests',
      unitId: 'units',
      claimantId: 'people',
      userId: 'people',
      keeperId: 'people',
      claimantSignatureId: 'signatures',
      keeperSignatureId: 'signatures'
    },
    appendOnly: true
  },
  supply_issue_lines: {
    columns: {
      id: column.id,
      issueId: column.ref,
      requestLineId: column.ref,
      movementId: column.ref,
      itemId: column.ref,
      userId: column.ref,
      day: column.date,
      quantity: column.whole,
      tradedIn: column.flag,
      firstIssue: column.flag
    },
    index: [['userId', 'itemId', 'day'], ['issueId']],
    references: {
      issueId: 'supply_issues',
      requestLineId: 'supply_issue_request_lines',
      movementId: 'supply_movements',
      itemId: 'supply_items',
      userId: 'people'
    },
    appendOnly: true
  },
  supply_scraps: {
    columns: {
      id: column.id,
      number: column.text,
      source: column.text,
      day: column.date,
      itemId: column.ref,
      quantity: column.whole,
      unitPriceCents: column.whole,
      formerUserId: column.refOptional,
      formerUnitId: column.refOptional,
      reason: column.text,
      disposal: column.textOptional,
      disposedOn: column.dateOptional,
      applicantId: column.refOptional,
      issueId: column.refOptional,
      approvalId: column.refOptional,
      state: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state']],
    references: {
      itemId: 'supply_items',
      formerUserId: 'people',
      formerUnitId: 'units',
      applicantId: 'people',
      issueId: 'supply_issues',
      approvalId: 'approvals'
    }
  },
  supply_stocktakes: {
    columns: {
      id: column.id,
      number: column.text,
      scope: column.text,
      frozenAt: column.instant,
      baseDay: column.date,
      blind: column.flag,
      openedById: column.ref,
      counterId: column.refOptional,
      secondCounterId: column.refOptional,
      witnessId: column.refOptional,
      state: column.text,
      approvalId: column.refOptional,
      conclusion: column.textOptional,
      version: column.whole
    },
    unique: [['number']],
    references: { openedById: 'people', counterId: 'people', secondCounterId: 'people', approvalId: 'approvals' }
  },
  supply_stocktake_lines: {
    columns: {
      id: column.id,
      stocktakeId: column.ref,
      lineNumber: column.whole,
      itemId: column.ref,
      bookQuantity: column.whole,
      bookValueCents: column.whole,
      movedQuantity: column.whole,
      firstCount: column.wholeOptional,
      secondCount: column.wholeOptional,
      reason: column.textOptional,
      handling: column.textOptional,
      version: column.whole
    },
    index: [['stocktakeId']],
    references: { stocktakeId: 'supply_stocktakes', itemId: 'supply_items' }
  },
  storeroom_entries: {
    columns: {
      id: column.id,
      number: column.text,
      at: column.instant,
      leftAt: column.instantOptional,
      personId: column.refOptional,
      visitor: column.text,
      keeperId: column.ref,
      purpose: column.text
    },
    unique: [['number']],
    references: { personId: 'people', keeperId: 'people' },
    appendOnly: true
  }
}
