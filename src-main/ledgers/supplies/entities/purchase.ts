import { Entity } from 'typeorm'
import { DateText, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A unit's requisition for a month (申购表). */
@Entity('supply_requisitions')
export class Requisition {
  @Id() id!: string
  @Text() number!: string
  @Ref() unitId!: string
  @Ref() applicantId!: string
  /** Month the goods are wanted for; late ones go to the next round (SUP-02). */
  @Text() month!: string
  @Text(optional) urgentReason!: string | null
  @DateText() submittedOn!: string
  @Text() state!: 'pending' | 'returned' | 'approved' | 'refused' | 'withdrawn' | 'cancelled' | 'purchasing'
  @Ref(optional) approvalId!: string | null
  /** The consolidated purchase that took it up. */
  @Ref(optional) purchaseId!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

@Entity('supply_requisition_lines')
export class RequisitionLine {
  @Id() id!: string
  @Ref() requisitionId!: string
  @Whole() lineNumber!: number
  @Ref() itemId!: string
  @Whole() quantity!: number
  @Whole() unitPriceCents!: number
  @Text(optional) purpose!: string | null
  /** On hand and monthly use when handed in, thousandths: the figures the approvers saw (SUP-03). */
  @Whole(optional) onHand!: number | null
  @Whole(optional) monthlyUse!: number | null
  @Whole() version!: number
}

/** A purchase: consolidated of requisitions, a subordinate unit's own, or an emergency (SUP-03, 04, 06). */
@Entity('supply_purchases')
export class Purchase {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: 'consolidated' | 'unit' | 'emergency'
  @Text() month!: string
  @DateText() submittedOn!: string
  @Ref() applicantId!: string
  @Ref() unitId!: string
  @Ref(optional) buyerId!: string | null
  @Whole() budgetCents!: number
  @Whole(optional) dealCents!: number | null
  @Ref(optional) supplierId!: string | null
  /** Why this supplier is recommended. */
  @Text(optional) recommendation!: string | null
  /** Signed application of a subordinate unit (SUP-04). */
  @Ref(optional) applicationAttachmentId!: string | null
  @Text() state!:
    'pending' | 'returned' | 'approved' | 'ordered' | 'delivered' | 'closed' | 'refused' | 'withdrawn' | 'cancelled'
  @Ref(optional) approvalId!: string | null
  @DateText(optional) orderedOn!: string | null
  /** Who of finance takes part, and what the county finance bureau consented by (DK-07 二十六). */
  @Ref(optional) financeId!: string | null
  @Text(optional) consentNumber!: string | null
  @DateText(optional) consentOn!: string | null
  @Ref(optional) consentAttachmentId!: string | null
  @Text(optional) invoiceNumber!: string | null
  @Ref(optional) invoiceAttachmentId!: string | null
  @Ref(optional) itemListAttachmentId!: string | null
  @Ref(optional) invoiceCheckedById!: string | null
  @InstantText(optional) invoiceCheckedAt!: string | null
  @Text(optional) reason!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

@Entity('supply_purchase_lines')
export class PurchaseLine {
  @Id() id!: string
  @Ref() purchaseId!: string
  @Whole() lineNumber!: number
  @Ref() itemId!: string
  @Whole() quantity!: number
  /** Sum of the requisitions taken up, thousandths; null for purchases that take up none. */
  @Whole(optional) requestedQuantity!: number | null
  /** Why less is bought than was asked for (SUP-03). */
  @Text(optional) adjustReason!: string | null
  /** On hand and monthly use when consolidated, thousandths. */
  @Whole(optional) onHand!: number | null
  @Whole(optional) monthlyUse!: number | null
  /** Estimated price in cents per unit. */
  @Whole() unitPriceCents!: number
  /** Price agreed with the supplier. */
  @Whole(optional) dealPriceCents!: number | null
  /** Delivered and accepted so far, thousandths; derived from acceptances in the same unit of work. */
  @Whole() deliveredQuantity!: number
  @Whole() acceptedQuantity!: number
  @Whole() version!: number
}

/** A supplier's quote for a purchase (SUP-05). Append-only. */
@Entity('supply_quotes')
export class Quote {
  @Id() id!: string
  @Ref() purchaseId!: string
  @Ref() supplierId!: string
  @Whole() amountCents!: number
  @DateText() quotedOn!: string
  @Ref(optional) attachmentId!: string | null
  @Text(optional) remarks!: string | null
}

/** Acceptance of one delivery against its note (SUP-07). Append-only. */
@Entity('supply_acceptances')
export class Acceptance {
  @Id() id!: string
  @Text() number!: string
  @Ref() purchaseId!: string
  @Ref(optional) supplierId!: string | null
  @Text() deliveryNote!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Ref() accepterId!: string
  @Ref() keeperId!: string
  @Text(optional) supplierAgent!: string | null
  @Text(optional) remarks!: string | null
}

/** One line of an acceptance. Append-only. Accepted goods wait in the holding area until stocked (SUP-10). */
@Entity('supply_acceptance_lines')
export class AcceptanceLine {
  @Id() id!: string
  @Ref() acceptanceId!: string
  @Ref() purchaseLineId!: string
  @Ref() itemId!: string
  @Whole() deliveredQuantity!: number
  @Whole() acceptedQuantity!: number
  @Whole() rejectedQuantity!: number
  @Text(optional) rejectReason!: string | null
  @Whole() unitPriceCents!: number
}

/** Goods waiting in the marked holding area: derived from acceptance lines less what was stocked from them. */
@Entity('supply_holdings')
export class Holding {
  @Id() id!: string
  @Ref() acceptanceLineId!: string
  @Ref() itemId!: string
  @DateText() acceptedOn!: string
  @Whole() quantity!: number
  @Whole() unitPriceCents!: number
  @Whole() version!: number
}

/** Rejected goods to be returned to or exchanged by the supplier (SUP-07). */
@Entity('supplier_returns')
export class SupplierReturn {
  @Id() id!: string
  @Text() number!: string
  @Ref() acceptanceLineId!: string
  @Ref(optional) supplierId!: string | null
  @Ref() itemId!: string
  @Whole() quantity!: number
  @Text() reason!: string
  @DateText() openedOn!: string
  @Text() state!: 'open' | 'returned' | 'exchanged'
  @DateText(optional) closedOn!: string | null
  @Text(optional) outcome!: string | null
  @Whole() version!: number
}
