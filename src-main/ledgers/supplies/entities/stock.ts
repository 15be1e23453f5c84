import { Entity } from 'typeorm'
import { DateText, Flag, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** What moved stock. Reversals carry the kind of what they reverse and name it. */
export type MovementKind = 'opening' | 'purchase' | 'returned' | 'gain' | 'transferIn' | 'issue' | 'loss' | 'scrap'

/** One movement of stock: the entry of the supplies ledger. Append-only; corrected only by reversal. */
@Entity('supply_movements')
export class Movement {
  @Id() id!: string
  @Text() kind!: MovementKind
  /** The stock-in, issue, stocktake or scrap document the movement stands on. */
  @Text() documentNumber!: string
  @Ref() documentId!: string
  @Whole() lineNumber!: number
  @InstantText() at!: string
  @DateText() day!: string
  @Ref() itemId!: string
  /** Thousandths, positive in, negative out. */
  @Whole() quantity!: number
  /** Cents, positive in, negative out; moving average. */
  @Whole() valueCents!: number
  /** Unit the goods went to or came from. */
  @Ref(optional) unitId!: string | null
  /** Who drew or returned them. */
  @Ref(optional) personId!: string | null
  /** Balance of the item after this movement. */
  @Whole() balanceQuantity!: number
  @Whole() balanceValueCents!: number
  @Ref(optional) reversalOfId!: string | null
  /** For goods brought back: the issue line they were drawn by. */
  @Ref(optional) issueLineId!: string | null
  @Text(optional) reason!: string | null
  @Text() searchKey!: string
  /** A reversal's own number; other movements go by their document's. Reversals made before 0.2.0 have none. */
  @Text(optional) number!: string | null
}

/** A stock-in (入库单). Append-only. */
@Entity('supply_stock_ins')
export class StockIn {
  @Id() id!: string
  @Text() number!: string
  @Text() source!: 'opening' | 'purchase' | 'returned' | 'gain' | 'transferIn'
  @InstantText() at!: string
  @DateText() day!: string
  @Ref(optional) acceptanceId!: string | null
  @Ref(optional) supplierId!: string | null
  /** Unit or person that returned goods. */
  @Ref(optional) unitId!: string | null
  @Ref(optional) personId!: string | null
  @Ref(optional) handlerId!: string | null
  @Ref(optional) keeperId!: string | null
  @Text(optional) remarks!: string | null
}

/** A request to draw goods (领取审批单). */
@Entity('supply_issue_requests')
export class IssueRequest {
  @Id() id!: string
  @Text() number!: string
  @Ref() unitId!: string
  @Ref() applicantId!: string
  /** Who will draw the goods; a designated claimant of the unit (SUP-12). */
  @Ref() claimantId!: string
  /** For whom the goods are; intervals and trade-in are counted per person. */
  @Ref() userId!: string
  @Text() purpose!: string
  @Flag() special!: boolean
  @DateText() submittedOn!: string
  @Text() state!: 'pending' | 'returned' | 'approved' | 'partly' | 'issued' | 'refused' | 'withdrawn' | 'cancelled'
  @Ref(optional) approvalId!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

@Entity('supply_issue_request_lines')
export class IssueRequestLine {
  @Id() id!: string
  @Ref() requestId!: string
  @Whole() lineNumber!: number
  @Ref() itemId!: string
  @Whole() quantity!: number
  /** Issued so far; kept in the same unit of work as the issue. */
  @Whole() issuedQuantity!: number
  @Whole() version!: number
}

/** The office director lets one line of a request pass the interval of SUP-13, with the reason. Append-only. */
@Entity('supply_issue_overrides')
export class IssueOverride {
  @Id() id!: string
  @Ref() requestId!: string
  @Ref() requestLineId!: string
  @Ref() directorId!: string
  @Text() directorName!: string
  @InstantText() at!: string
  @Text() reason!: string
}

/** An issue at the counter (领用单), signed by both. Append-only. */
@Entity('supply_issues')
export class Issue {
  @Id() id!: string
  @Text() number!: string
  @Ref() requestId!: string
  @Ref() unitId!: string
  @Ref() claimantId!: string
  @Ref() userId!: string
  @Ref() keeperId!: string
  @Text() purpose!: string
  @InstantText() at!: string
  @DateText() day!: string
  /** Null only where the bureau has lowered SUP-15 and a reason is on record. */
  @Ref(optional) claimantSignatureId!: string | null
  @Ref(optional) keeperSignatureId!: string | null
}

/** One line of an issue beside its movement: trade-in taken, refill instead of pen. Append-only. */
@Entity('supply_issue_lines')
export class IssueLine {
  @Id() id!: string
  @Ref() issueId!: string
  @Ref() requestLineId!: string
  @Ref() movementId!: string
  @Ref() itemId!: string
  @Ref() userId!: string
  @DateText() day!: string
  @Whole() quantity!: number
  /** An old one was handed in and entered in the scrap register (SUP-14). */
  @Flag() tradedIn!: boolean
  /** How many old ones came back, thousandths; null where none did and on lines of before 0.3.0. */
  @Whole(optional) handedIn!: number | null
  /** First issue to the person: exempt from trade-in. */
  @Flag() firstIssue!: boolean
}

/** Goods declared useless: trade-ins and goods scrapped with approval (SUP-19). */
@Entity('supply_scraps')
export class Scrap {
  @Id() id!: string
  @Text() number!: string
  /** `worn`: handed in by its user without another in return. */
  @Text() source!: 'tradeIn' | 'stock' | 'worn'
  @DateText() day!: string
  @Ref() itemId!: string
  @Whole() quantity!: number
  @Whole() unitPriceCents!: number
  @Ref(optional) formerUserId!: string | null
  @Ref(optional) formerUnitId!: string | null
  @Text() reason!: string
  @Text(optional) disposal!: string | null
  @DateText(optional) disposedOn!: string | null
  @Ref(optional) applicantId!: string | null
  @Ref(optional) issueId!: string | null
  @Ref(optional) approvalId!: string | null
  @Text() state!: 'kept' | 'pending' | 'returned' | 'approved' | 'disposed' | 'refused' | 'withdrawn'
  @Whole() version!: number
}

/** A stocktake: frozen book figures, first count, second count of differences, approved adjustments (SUP-18). */
@Entity('supply_stocktakes')
export class Stocktake {
  @Id() id!: string
  @Text() number!: string
  @Text() scope!: string
  @InstantText() frozenAt!: string
  @DateText() baseDay!: string
  /** Counters do not see book figures. */
  @Flag() blind!: boolean
  @Ref() openedById!: string
  @Ref(optional) counterId!: string | null
  @Ref(optional) secondCounterId!: string | null
  @Ref(optional) witnessId!: string | null
  @Text() state!: 'counting' | 'recounting' | 'explaining' | 'pending' | 'returned' | 'posted' | 'refused' | 'withdrawn'
  @Ref(optional) approvalId!: string | null
  @Text(optional) conclusion!: string | null
  @Whole() version!: number
}

@Entity('supply_stocktake_lines')
export class StocktakeLine {
  @Id() id!: string
  @Ref() stocktakeId!: string
  @Whole() lineNumber!: number
  @Ref() itemId!: string
  @Whole() bookQuantity!: number
  @Whole() bookValueCents!: number
  /**
   * Thousandths that came in (+) or went out (−) between the freeze and the deciding count: no difference of the count.
   */
  @Whole() movedQuantity!: number
  @Whole(optional) firstCount!: number | null
  @Whole(optional) secondCount!: number | null
  @Text(optional) reason!: string | null
  @Text(optional) handling!: string | null
  @Whole() version!: number
}

/** Somebody other than the keeper was in the storeroom, accompanied (SUP-15). Append-only. */
@Entity('storeroom_entries')
export class StoreroomEntry {
  @Id() id!: string
  @Text() number!: string
  @InstantText() at!: string
  @InstantText(optional) leftAt!: string | null
  @Ref(optional) personId!: string | null
  @Text() visitor!: string
  @Ref() keeperId!: string
  @Text() purpose!: string
}
