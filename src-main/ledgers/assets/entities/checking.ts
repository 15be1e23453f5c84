import { Entity } from 'typeorm'
import type {
  AgreementKind,
  AssetCategory,
  AssetCountState,
  CountOutcome,
  CountProposal,
  DifferenceKind,
  ReconciliationState,
  Settlement,
  StocktakeDuty,
  StocktakeScope
} from '../../../contract/assets'
import { DateText, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A stocktake with its frozen book (AST-14). */
@Entity('asset_stocktakes')
export class AssetStocktake {
  @Id() id!: string
  @Text() number!: string
  @Text() scope!: StocktakeScope
  @Ref(optional) scopeUnitId!: string | null
  @Text(optional) scopePlace!: string | null
  @Text(optional) scopeCategory!: AssetCategory | null
  @Text() duty!: StocktakeDuty
  /** The period whose duty it fulfils, e.g. 2026-Q4 or 2026-06; empty for none. */
  @Text() period!: string
  @DateText() baseDay!: string
  @Ref() openedById!: string
  /** Who counts, of the office and of finance. */
  @Json() counterIds!: readonly string[]
  @Whole() things!: number
  @Whole() differences!: number
  @Text(optional) explanation!: string | null
  @Text(optional) conclusion!: string | null
  @DateText(optional) countedOn!: string | null
  @DateText(optional) closedOn!: string | null
  @Text() state!: AssetCountState
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}

/** A line of the frozen book. Append-only. */
@Entity('asset_count_books')
export class CountBook {
  @Id() id!: string
  @Ref() stocktakeId!: string
  @Ref() assetId!: string
  @Text() number!: string
  @Text() name!: string
  @Text(optional) spec!: string | null
  @Ref() unitId!: string
  @Text() unitName!: string
  @Text(optional) userName!: string | null
  @Text(optional) place!: string | null
  @Whole() quantity!: number
  @Whole() originalCents!: number
}

/** A scan, a tick or a row read back from Excel. Append-only; the client's key makes a repeated sending harmless. */
@Entity('asset_scans')
export class AssetScan {
  @Id() id!: string
  @Ref() stocktakeId!: string
  @Ref(optional) bookId!: string | null
  @Text() code!: string
  @Text() place!: string
  @Text() round!: 'first' | 'second'
  @Text() outcome!: 'found' | 'elsewhere' | 'unknown' | 'repeated' | 'missing'
  @Text() means!: 'scan' | 'tick' | 'sheet'
  @Ref() personId!: string
  @InstantText() at!: string
  @Text() clientKey!: string
}

/** What the scans say of a line of the book; provable from them. The id is the line's. */
@Entity('asset_count_marks')
export class CountMark {
  @Id() id!: string
  @Ref() stocktakeId!: string
  @Text() outcome!: CountOutcome
  @Text(optional) foundPlace!: string | null
  @Ref(optional) firstById!: string | null
  @Ref(optional) secondById!: string | null
}

/** A difference with its explanation, what is proposed and what became of it. */
@Entity('asset_count_differences')
export class CountDifference {
  @Id() id!: string
  @Ref() stocktakeId!: string
  @Ref(optional) bookId!: string | null
  @Ref(optional) assetId!: string | null
  @Text() number!: string
  @Text() name!: string
  @Text() outcome!: CountOutcome
  @Text(optional) bookPlace!: string | null
  @Text(optional) foundPlace!: string | null
  @Whole() originalCents!: number
  @Ref(optional) firstById!: string | null
  @Ref(optional) secondById!: string | null
  @Text(optional) reason!: string | null
  @Text(optional) proposal!: CountProposal | null
  @DateText(optional) settledOn!: string | null
  @Text(optional) settledAs!: string | null
  @Whole() version!: number
}

/** Finance's list of a day held against the office's book (AST-08). Cents. */
@Entity('asset_reconciliations')
export class AssetReconciliation {
  @Id() id!: string
  @Text() number!: string
  @DateText() asOf!: string
  @Text() fileName!: string
  @Whole() officeAssets!: number
  @Whole() financeAssets!: number
  @Whole() matched!: number
  @Whole() officeCents!: number
  @Whole() financeCents!: number
  @Whole() differences!: number
  @Whole() openDifferences!: number
  @Text() state!: ReconciliationState
  @Ref(optional) personId!: string | null
  @DateText(optional) settledOn!: string | null
  @Whole() version!: number
}

/** A row of finance's list as read. Append-only. Cents. */
@Entity('asset_finance_rows')
export class FinanceRow {
  @Id() id!: string
  @Ref() reconciliationId!: string
  @Whole() rowNumber!: number
  @Text() number!: string
  @Text() name!: string
  @Whole(optional) originalCents!: number | null
  @Whole(optional) accumulatedCents!: number | null
  @Whole(optional) quantity!: number | null
  @DateText(optional) acquiredOn!: string | null
  @Text(optional) unitName!: string | null
  @Ref(optional) assetId!: string | null
}

/** One difference, settled one by one. Cents. */
@Entity('asset_differences')
export class ReconciliationLine {
  @Id() id!: string
  @Ref() reconciliationId!: string
  @Ref(optional) assetId!: string | null
  @Text() number!: string
  @Text() name!: string
  @Text() agreement!: AgreementKind
  @Text() kind!: DifferenceKind
  @Text() office!: string
  @Text() finance!: string
  @Whole() amountCents!: number
  @Text(optional) settlement!: Settlement | null
  @Text(optional) note!: string | null
  @DateText(optional) settledOn!: string | null
  @Ref(optional) settledById!: string | null
  @Whole() version!: number
}
