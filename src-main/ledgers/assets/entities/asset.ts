import { Entity } from 'typeorm'
import type {
  AssetCategory,
  AssetState,
  ClassScheme,
  DepreciationState,
  DisposalKind,
  EntryKind,
  EquipmentKind,
  Funding,
  ProcurementWay,
  StandardKind,
  ValueKind,
  Way
} from '../../../contract/assets'
import { DateText, Flag, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** An asset card: one thing, or many alike on one card. What it is worth and where it is follows from its entries. */
@Entity('assets')
export class Asset {
  @Id() id!: string
  /** The bureau's own asset number, on the label and in its QR. */
  @Text() number!: string
  @Text() name!: string
  @Text(optional) spec!: string | null
  @Text(optional) brand!: string | null
  @Text(optional) serial!: string | null
  @Text() measure!: string
  @Whole() quantity!: number
  @Text() category!: AssetCategory
  @Text(optional) classCode!: string | null
  /** An old code is never read by its digits. */
  @Text() classScheme!: ClassScheme
  @Text() equipmentKind!: EquipmentKind
  @Text() standardKind!: StandardKind
  @Text() way!: Way
  @Text() funding!: Funding
  @Text(optional) procurementWay!: ProcurementWay | null
  @Text() valueKind!: ValueKind
  /** Cents; the sum of its entries. */
  @Whole() originalCents!: number
  @DateText() acquiredOn!: string
  @DateText() enteredOn!: string
  /** Null where nothing is depreciated. */
  @Whole(optional) lifeMonths!: number | null
  /** The years it has to serve before it may be retired for age. */
  @Whole() minimumYears!: number
  @Text(optional) voucher!: string | null
  @Ref() unitId!: string
  @Ref(optional) userId!: string | null
  @Ref(optional) keeperId!: string | null
  @Text(optional) place!: string | null
  @Text(optional) accessories!: string | null
  @Text(optional) purpose!: string | null
  /** Of a car: the plate its vehicle file is found by. */
  @Text(optional) plate!: string | null
  @Flag() classified!: boolean
  @Text(optional) mark!: string | null
  @Text(optional) safeguard!: string | null
  @DateText(optional) warrantyUntil!: string | null
  @DateText(optional) labelledOn!: string | null
  @Text() state!: AssetState
  /** Taken over from the ledger kept by hand. */
  @Flag() opening!: boolean
  /** Accumulated depreciation as the old ledger gave it; null where it gave none. */
  @Whole(optional) openingCents!: number | null
  /** Month up to which the old ledger had depreciated. */
  @Text(optional) openingMonth!: string | null
  /** The opening depreciation differs from straight line and nobody has said yet how to settle it. */
  @Flag() unsettled!: boolean
  /** A large batch of like things below the threshold. */
  @Flag() largeBatch!: boolean
  @Ref(optional) acceptanceId!: string | null
  /** The card it was split off from, or the count that found it. */
  @Ref(optional) originId!: string | null
  @DateText(optional) exitedOn!: string | null
  @Text(optional) exitKind!: DisposalKind | 'merged' | null
  @Text(optional) exitNumber!: string | null
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** What happened to a card. Append-only: value, quantity, life, custody and state are the sum or the last of these. */
@Entity('asset_entries')
export class AssetEntry {
  @Id() id!: string
  @Ref() assetId!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Text() kind!: EntryKind
  @Whole() quantityDelta!: number
  @Whole() originalDelta!: number
  @Whole() accumulatedDelta!: number
  /** Custody after the entry, where it changes it. */
  @Ref(optional) unitId!: string | null
  @Ref(optional) userId!: string | null
  @Ref(optional) keeperId!: string | null
  @Text(optional) place!: string | null
  /** State after the entry, where it changes it. */
  @Text(optional) state!: AssetState | null
  /** What changed, in words. */
  @Text() change!: string
  @Text(optional) reason!: string | null
  @Text(optional) sourceNumber!: string | null
  @Ref(optional) actorId!: string | null
  @Text() actorName!: string
}

/**
 * How what is left of a card's value is spread from a month on. Append-only; the last one whose month has come counts.
 */
@Entity('asset_phases')
export class AssetPhase {
  @Id() id!: string
  @Ref() assetId!: string
  @Text() fromMonth!: string
  @Whole() baseCents!: number
  @Whole() months!: number
}

/** Depreciation of one card for one month. Append-only, never twice. */
@Entity('asset_depreciation')
export class DepreciationEntry {
  @Id() id!: string
  @Ref() assetId!: string
  @Text() month!: string
  @Text() kind!: 'charge' | 'reversal'
  @Whole() amountCents!: number
  @Ref(optional) runId!: string | null
  @InstantText() at!: string
}

/** A month's depreciation of the whole ledger. */
@Entity('asset_depreciation_runs')
export class DepreciationRun {
  @Id() id!: string
  @Text() number!: string
  @Text() month!: string
  @Whole() assets!: number
  @Whole() amountCents!: number
  @Text() state!: 'posted' | 'locked'
  @DateText() postedOn!: string
  @Ref(optional) postedById!: string | null
  @DateText(optional) lockedOn!: string | null
  @Ref(optional) lockedById!: string | null
  @Whole() version!: number
}

/** What a card's entries and depreciation come to: provable from them, written with them. The id is the card's. */
@Entity('asset_books')
export class AssetBook {
  @Id() id!: string
  @Whole() accumulatedCents!: number
  @Whole() netCents!: number
  @Whole() monthsTaken!: number
  /** Last month depreciation was taken for; null before the first. */
  @Text(optional) chargedUntil!: string | null
  @Whole() monthlyCents!: number
  @Text() depreciation!: DepreciationState
}
