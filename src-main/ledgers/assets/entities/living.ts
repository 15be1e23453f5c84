import { Entity } from 'typeorm'
import type {
  DamageKind,
  DamageState,
  DisposalKind,
  EquipmentKind,
  IssueState,
  LoanKind,
  LoanState,
  RepairState,
  RetirementState,
  TransferKind,
  TransferState
} from '../../../contract/assets'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A card as a transfer or retirement found it. Append-only: what was signed stays. */
@Entity('asset_request_lines')
export class RequestLine {
  @Id() id!: string
  @Ref() ownerId!: string
  @Ref() assetId!: string
  @Text() number!: string
  @Text() name!: string
  @Whole() quantity!: number
  @Whole() originalCents!: number
  @Whole() accumulatedCents!: number
  @Ref() unitId!: string
  @Ref(optional) userId!: string | null
  @Ref(optional) keeperId!: string | null
  @Text(optional) place!: string | null
}

/** A move to another unit, user or place (AST-09). Custody passes with both signatures, not before. */
@Entity('asset_transfers')
export class AssetTransfer {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: TransferKind
  @Ref() fromUnitId!: string
  @Ref() toUnitId!: string
  @Ref() toUserId!: string
  @Ref() toKeeperId!: string
  @Text() toPlace!: string
  @Text() reason!: string
  /** The leaders' meeting that allots a car or equipment. */
  @Text(optional) meeting!: string | null
  @DateText(optional) meetingOn!: string | null
  @Text(optional) minutesNumber!: string | null
  @Text() things!: string
  @Whole() assets!: number
  @Ref() applicantId!: string
  @DateText() submittedOn!: string
  @Text() state!: TransferState
  @Ref(optional) approvalId!: string | null
  @DateText(optional) doneOn!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** A thing lent or let to others, or borrowed from outside for long (AST-11). */
@Entity('asset_loans')
export class AssetLoan {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: LoanKind
  @Ref(optional) assetId!: string | null
  @Text() thing!: string
  @Text() counterparty!: string
  @Text() purpose!: string
  @DateText() fromDay!: string
  @DateText() dueOn!: string
  @Ref(optional) keeperId!: string | null
  @Text(optional) place!: string | null
  @Text(optional) meeting!: string | null
  @Text(optional) minutesNumber!: string | null
  @Ref() unitId!: string
  @Ref() applicantId!: string
  @DateText() submittedOn!: string
  @DateText(optional) returnedOn!: string | null
  @Text(optional) condition!: string | null
  @Text() state!: LoanState
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}

/** A repair asked for, arranged and finished (AST-10). */
@Entity('asset_repairs')
export class AssetRepair {
  @Id() id!: string
  @Text() number!: string
  @Ref() assetId!: string
  @Text() fault!: string
  @Ref() unitId!: string
  @Ref() applicantId!: string
  @DateText() requestedOn!: string
  /** Whether the maker's warranty still ran that day. */
  @Flag() inWarranty!: boolean
  @Text(optional) vendor!: string | null
  @DateText(optional) startedOn!: string | null
  @Ref(optional) arrangedById!: string | null
  @Whole(optional) costCents!: number | null
  @DateText(optional) warrantyUntil!: string | null
  @DateText(optional) finishedOn!: string | null
  @Text(optional) result!: string | null
  @Ref(optional) damageId!: string | null
  @Text() state!: RepairState
  @Whole() version!: number
}

/** A loss or damage, what was found and who pays what (AST-13). Cents. */
@Entity('asset_damages')
export class AssetDamage {
  @Id() id!: string
  @Text() number!: string
  @Ref() assetId!: string
  @Text() kind!: DamageKind
  @DateText() happenedOn!: string
  @Text() circumstances!: string
  @Ref(optional) personId!: string | null
  @Text() finding!: string
  @Whole() originalCents!: number
  @Whole(optional) repairCents!: number | null
  @Whole() assessedCents!: number
  @Ref() unitId!: string
  @Ref() applicantId!: string
  @DateText() submittedOn!: string
  @Text() state!: DamageState
  @Ref(optional) approvalId!: string | null
  @DateText(optional) settledOn!: string | null
  @Text(optional) receiptNumber!: string | null
  @Whole() version!: number
}

/** Equipment in a person's hands: a card, or so many of a kind (AST-16). */
@Entity('asset_issues')
export class EquipmentIssue {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: EquipmentKind
  @Text() thing!: string
  @Ref(optional) assetId!: string | null
  @Ref(optional) lowValueId!: string | null
  @Whole() quantity!: number
  @Ref() personId!: string
  @Ref() unitId!: string
  @Text() purpose!: string
  @Ref() applicantId!: string
  @DateText() submittedOn!: string
  @Ref(optional) approvalId!: string | null
  @DateText(optional) issuedOn!: string | null
  @Ref(optional) issuedById!: string | null
  @DateText(optional) renewOn!: string | null
  @DateText(optional) returnedOn!: string | null
  @Text(optional) condition!: string | null
  @Text(optional) liability!: string | null
  @Text() state!: IssueState
  @Whole() version!: number
}

/** A recorder drawn for a shift and brought back. Append-only. */
@Entity('asset_shifts')
export class RecorderShift {
  @Id() id!: string
  @Ref() assetId!: string
  @Ref() personId!: string
  @InstantText() at!: string
  @Text() act!: 'drawn' | 'returned'
  @Text(optional) note!: string | null
}

/** An enforcement certificate: who is a certified officer. */
@Entity('enforcement_certificates')
export class EnforcementCertificate {
  @Id() id!: string
  @Ref() personId!: string
  @Text() certificateNumber!: string
  @DateText() validFrom!: string
  @DateText(optional) validUntil!: string | null
  @Whole() version!: number
}

/** A retirement asked for, approved and carried out (AST-12). Cents. */
@Entity('asset_retirements')
export class Retirement {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: DisposalKind
  @Text() reason!: string
  @Text(optional) appraisal!: string | null
  /** The finding an early retirement rests on. */
  @Ref(optional) damageId!: string | null
  /** Of classified computers: what became of the disk. */
  @Text(optional) diskAccount!: string | null
  @Text(optional) recipient!: string | null
  @Text(optional) meeting!: string | null
  @Text(optional) minutesNumber!: string | null
  @Text() things!: string
  @Whole() assets!: number
  @Whole() originalCents!: number
  @Whole() accumulatedCents!: number
  @Ref() unitId!: string
  @Ref() applicantId!: string
  @DateText() submittedOn!: string
  @Text() state!: RetirementState
  @Ref(optional) approvalId!: string | null
  @Text(optional) approvalNumber!: string | null
  @Whole(optional) incomeCents!: number | null
  @Text(optional) method!: string | null
  @DateText(optional) disposedOn!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/**
 * The half-yearly report on equipment to the leader in charge (AST-19). Append-only: its figures stay as they stood.
 */
@Entity('asset_equipment_reports')
export class EquipmentReport {
  @Id() id!: string
  @Text() number!: string
  @Text() half!: string
  @DateText() reportedOn!: string
  @Json() figures!: readonly { readonly label: string; readonly value: string }[]
  @Text() content!: string
  @Ref() reporterId!: string
  @Ref() leaderId!: string
}
