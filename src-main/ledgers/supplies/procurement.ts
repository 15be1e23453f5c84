import type { LedgerModule, WorkbookDefinition } from '../../office/house'
import { acceptanceForm } from './acceptance/form'
import { demoProcurement } from './demo/procurement'
import { SupplyItem } from './entities/catalogue'
import { Acceptance, Purchase, Requisition, SupplierReturn } from './entities/purchase'
import { procurementDue } from './purchase/due'
import { emergencyPurchaseFlow, purchaseFlow, requisitionFlow, unitPurchaseFlow } from './purchase/flows'
import { purchaseForm } from './purchase/form'
import { waitingSheet } from './acceptance/waitingSheet'
import { provePurchases } from './purchase/proof'
import { searchProcurement } from './purchase/search'
import { purchaseSheet } from './purchase/sheet'
import { onPurchaseOutcome, purchaseCancelling, requisitionCancelling } from './purchase/submit'
import { requisitionForm } from './requisition/form'
import { onRequisitionOutcome } from './requisition/acts'
import { procurementRules } from './rules/procurement'

/** What one half of the ledger plugs in. */
export type SuppliesHalf = Pick<LedgerModule, 'rules' | 'requests' | 'numbered' | 'proofs' | 'forms' | 'due' | 'search'> & {
  readonly sheets: WorkbookDefinition['sheets']
  readonly demo: NonNullable<LedgerModule['demo']>
}

/** Purchasing: catalogue, suppliers, requisitions, purchases, acceptance. */
export const procurement: SuppliesHalf = {
  rules: procurementRules,
  requests: [
    { flow: requisitionFlow, form: requisitionForm.id, onOutcome: onRequisitionOutcome, cancelling: requisitionCancelling },
    ...[purchaseFlow, unitPurchaseFlow, emergencyPurchaseFlow].map((flow) => ({
      flow,
      form: purchaseForm.id,
      onOutcome: onPurchaseOutcome,
      cancelling: purchaseCancelling
    }))
  ],
  numbered: [
    { prefix: 'PM', entity: SupplyItem },
    { prefix: 'SG', entity: Requisition },
    { prefix: 'CG', entity: Purchase },
    { prefix: 'CYS', entity: Acceptance },
    { prefix: 'CTH', entity: SupplierReturn }
  ],
  proofs: [provePurchases],
  forms: [requisitionForm, purchaseForm, acceptanceForm],
  sheets: [purchaseSheet, waitingSheet],
  due: procurementDue,
  search: searchProcurement,
  demo: demoProcurement
}
