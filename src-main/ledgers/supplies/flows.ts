import type { RequestDefinition } from '../../office/approvals/requestDefinition'
import { issueRequestDefinition } from './issue/flow'
import { emergencyPurchaseFlow, purchaseFlow, requisitionFlow, unitPurchaseFlow } from './purchase/flows'
import { purchaseForm } from './purchase/form'
import { onPurchaseOutcome, purchaseCancelling, requisitionCancelling } from './purchase/submit'
import { onRequisitionOutcome } from './requisition/acts'
import { requisitionForm } from './requisition/form'
import { scrapDefinition } from './scrap/flow'
import { stocktakeDefinition } from './stocktake/flow'

const purchase = { form: purchaseForm.id, onOutcome: onPurchaseOutcome, cancelling: purchaseCancelling }

/** Every request kind of the ledger. */
export const suppliesRequests: readonly RequestDefinition[] = [
  {
    flow: requisitionFlow,
    form: requisitionForm.id,
    onOutcome: onRequisitionOutcome,
    cancelling: requisitionCancelling
  },
  { flow: purchaseFlow, ...purchase },
  { flow: unitPurchaseFlow, ...purchase },
  { flow: emergencyPurchaseFlow, ...purchase },
  issueRequestDefinition,
  stocktakeDefinition,
  scrapDefinition
]
