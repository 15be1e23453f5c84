import { column, type TableSpec } from '../../../../platform/database/schema'

/** Tables of the supplies ledger: catalogue and purchasing. */
export const procurementTables: Readonly<Record<string, TableSpec>> = {
  supply_items: {
    columns: {
      id: column.id,
      number: column.text,
      name: column.text,
      spec: column.text,
      measure: column.text,
      category: column.text,
      special: column.flag,
      tradeIn: column.flag,
      intervalRule: column.text,
      refillItemId: column.refOptional,
      location: column.textOptional,
      safetyStock: column.wholeOptional,
      remarks: column.textOptional,
      active: column.flag,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number'], ['name', 'spec', 'measure']],
    references: { refillItemId: 'supply_items' }
  },
  suppliers: {
    columns: {
      id: column.id,
      name: column.text,
      designated: column.flag,
      designatedFrom: column.dateOptional,
      designatedTo: column.dateOptional,
      contact: column.textOptional,
      phone: column.textOptional,
      remarks: column.textOptional,
      active: column.flag,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['name']]
  },
  supply_balances: {
    columns: { itemId: column.id, quantity: column.whole, valueCents: column.whole },
    checks: ['quantity >= 0'],
    references: { itemId: 'supply_items' }
  },
  supply_purchases: {
    columns: {
      id: column.id,
      number: column.text,
      kind: column.text,
      month: column.text,
      submittedOn: column.date,
      applicantId: column.ref,
      unitId: column.ref,
      buyerId: column.refOptional,
      budgetCents: column.whole,
      dealCents: column.wholeOptional,
      supplierId: column.refOptional,
      recommendation: column.textOptional,
      applicationAttachmentId: column.refOptional,
      state: column.text,
      approvalId: column.refOptional,
      orderedOn: column.dateOptional,
      invoiceNumber: column.textOptional,
      invoiceAttachmentId: column.refOptional,
      itemListAttachmentId: column.refOptional,
      invoiceCheckedById: column.refOptional,
      invoiceCheckedAt: column.instantOptional,
      reason: column.textOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['state'], ['submittedOn'], ['unitId']],
    references: {
      applicantId: 'people',
      unitId: 'units',
      buyerId: 'people',
      supplierId: 'suppliers',
      approvalId: 'approvals'
    }
  },
  supply_purchase_lines: {
    columns: {
      id: column.id,
      purchaseId: column.ref,
      lineNumber: column.whole,
      itemId: column.ref,
      quantity: column.whole,
      requestedQuantity: column.wholeOptional,
      adjustReason: column.textOptional,
      onHand: column.wholeOptional,
      monthlyUse: column.wholeOptional,
      unitPriceCents: column.whole,
      dealPriceCents: column.wholeOptional,
      deliveredQuantity: column.whole,
      acceptedQuantity: column.whole,
      version: column.whole
    },
    index: [['purchaseId']],
    references: { purchaseId: 'supply_purchases', itemId: 'supply_items' }
  },
  supply_requisitions: {
    columns: {
      id: column.id,
      number: column.text,
      unitId: column.ref,
      applicantId: column.ref,
      month: column.text,
      urgentReason: column.textOptional,
      submittedOn: column.date,
      state: column.text,
      approvalId: column.refOptional,
      purchaseId: column.refOptional,
      searchKey: column.text,
      version: column.whole
    },
    unique: [['number']],
    index: [['month'], ['state'], ['unitId'], ['purchaseId']],
    references: { unitId: 'units', applicantId: 'people', approvalId: 'approvals', purchaseId: 'supply_purchases' }
  },
  supply_requisition_lines: {
    columns: {
      id: column.id,
      requisitionId: column.ref,
      lineNumber: column.whole,
      itemId: column.ref,
      quantity: column.whole,
      unitPriceCents: column.whole,
      purpose: column.textOptional,
      onHand: column.wholeOptional,
      monthlyUse: column.wholeOptional,
      version: column.whole
    },
    index: [['requisitionId']],
    references: { requisitionId: 'supply_requisitions', itemId: 'supply_items' }
  },
  supply_quotes: {
    columns: {
      id: column.id,
      purchaseId: column.ref,
      supplierId: column.ref,
      amountCents: column.whole,
      quotedOn: column.date,
      attachmentId: column.refOptional,
      remarks: column.textOptional
    },
    index: [['purchaseId']],
    references: { purchaseId: 'supply_purchases', supplierId: 'suppliers' },
    appendOnly: true
  },
  supply_acceptances: {
    columns: {
      id: column.id,
      number: column.text,
      purchaseId: column.ref,
      supplierId: column.refOptional,
      deliveryNote: column.text,
      at: column.instant,
      day: column.date,
      accepterId: column.ref,
      keeperId: column.ref,
      supplierAgent: column.textOptional,
      remarks: column.textOptional
    },
    unique: [['number']],
    index: [['purchaseId'], ['day']],
    references: { purchaseId: 'supply_purchases', supplierId: 'suppliers', accepterId: 'people', keeperId: 'people' },
    appendOnly: true
  },
  supply_acceptance_lines: {
    columns: {
      id: column.id,
      acceptanceId: column.ref,
      purchaseLineId: column.ref,
      itemId: column.ref,
      deliveredQuantity: column.whole,
      acceptedQuantity: column.whole,
      rejectedQuantity: column.whole,
      rejectReason: column.textOptional,
      unitPriceCents: column.whole
    },
    index: [['acceptanceId'], ['purchaseLineId']],
    checks: ['accepted_quantity + rejected_quantity = delivered_quantity'],
    references: { acceptanceId: 'supply_acceptances', purchaseLineId: 'supply_purchase_lines', itemId: 'supply_items' },
    appendOnly: true
  },
  supply_holdings: {
    columns: {
      id: column.id,
      acceptanceLineId: column.ref,
      itemId: column.ref,
      acceptedOn: column.date,
      quantity: column.whole,
      unitPriceCents: column.whole,
      version: column.whole
    },
    index: [['acceptanceLineId']],
    references: { acceptanceLineId: 'supply_acceptance_lines', itemId: 'supply_items' }
  },
  supplier_returns: {
    columns: {
      id: column.id,
      number: column.text,
      acceptanceLineId: column.ref,
      supplierId: column.refOptional,
      itemId: column.ref,
      quantity: column.whole,
      reason: column.text,
      openedOn: column.date,
      state: column.text,
      closedOn: column.dateOptional,
      outcome: column.textOptional,
      version: column.whole
    },
    unique: [['number']],
    index: [['acceptanceLineId'], ['state']],
    references: { acceptanceLineId: 'supply_acceptance_lines', supplierId: 'suppliers', itemId: 'supply_items' }
  }
}
