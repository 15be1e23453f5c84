import { Entity } from 'typeorm'
import type {
  BlankKind,
  BlankState,
  DocumentKind,
  InspectionState,
  RefusalGround,
  SerialOutcome,
  UseMode,
  UseRequestState
} from '../../../contract/seals'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** An application to have a document sealed (用印审批单). */
@Entity('seal_use_requests')
export class UseRequest {
  @Id() id!: string
  @Text() number!: string
  @Ref() sealId!: string
  @Text() documentKind!: DocumentKind
  @Text() title!: string
  @Text(optional) documentNumber!: string | null
  @Text(optional) addressee!: string | null
  @Whole() copies!: number
  @Whole() impressions!: number
  @Text() purpose!: string
  @Text() signingBody!: string
  @Flag() onBehalf!: boolean
  @Ref() unitId!: string
  @Ref() applicantId!: string
  @Ref(optional) draftId!: string | null
  @DateText() submittedOn!: string
  @Text() state!: UseRequestState
  @Ref(optional) approvalId!: string | null
  /** Copies stamped on this approval; kept with the use in one unit of work, provable from the uses. */
  @Whole() consumedCopies!: number
  @Text() searchKey!: string
  @Whole() version!: number
}

/** One stamping: the entry of the register of seal uses. Append-only; names stand as they were on the day. */
@Entity('seal_uses')
export class SealUse {
  @Id() id!: string
  @Text() number!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Ref() sealId!: string
  @Text() sealName!: string
  @Text() mode!: UseMode
  @Ref(optional) requestId!: string | null
  @Ref(optional) batchId!: string | null
  @Text() title!: string
  @Text(optional) documentNumber!: string | null
  @Text() documentKind!: DocumentKind
  @Text(optional) addressee!: string | null
  /** Negative in a reversal. */
  @Whole() copies!: number
  @Whole() impressions!: number
  @Text() purpose!: string
  @Text() signingBody!: string
  @Flag() onBehalf!: boolean
  @Ref() unitId!: string
  @Text() unitName!: string
  @Ref(optional) applicantId!: string | null
  @Text() applicantName!: string
  /** Who approved and when, as printed. */
  @Text() approvers!: string
  @Ref(optional) custodianId!: string | null
  @Text() custodianName!: string
  @Ref(optional) reversalOfId!: string | null
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
}

/** A scan of a sealed page. Append-only. */
@Entity('seal_use_scans')
export class UseScan {
  @Id() id!: string
  @Ref() useId!: string
  @Ref() attachmentId!: string
  @InstantText() at!: string
}

/** A refusal to stamp, which is an entry too (SEAL-14). Append-only. */
@Entity('seal_refusals')
export class Refusal {
  @Id() id!: string
  @Text() number!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Ref(optional) requestId!: string | null
  @Ref() sealId!: string
  @Text() sealName!: string
  @Text() title!: string
  @Text() unitName!: string
  @Ref(optional) applicantId!: string | null
  @Text() applicantName!: string
  @Text() ground!: RefusalGround
  @Text(optional) detail!: string | null
  @Text() needed!: string
  @Ref() custodianId!: string
  @Text() custodianName!: string
  @Text() searchKey!: string
}

/** Blank sealing strips or case forms sealed in advance, by serial numbers (SEAL-12). */
@Entity('seal_blank_batches')
export class BlankBatch {
  @Id() id!: string
  @Text() number!: string
  @Ref() sealId!: string
  @Text() kind!: BlankKind
  @Text() purpose!: string
  @Text() format!: string
  @Text() serialPrefix!: string
  @Whole() serialFrom!: number
  @Whole() serialTo!: number
  @Ref() unitId!: string
  @Ref() applicantId!: string
  @Ref() responsibleId!: string
  @DateText() submittedOn!: string
  @DateText(optional) stampedOn!: string | null
  @Ref(optional) useId!: string | null
  /** Accounted so far by outcome; kept with the serial entries in one unit of work, provable from them. */
  @Whole() used!: number
  @Whole() voided!: number
  @Whole() returned!: number
  @Whole({ default: 0 }) lost!: number
  @Text() state!: BlankState
  @Ref(optional) approvalId!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** What became of one serial. Append-only; a wrong one is taken back by an entry that names it. */
@Entity('seal_blank_serials')
export class SerialEntry {
  @Id() id!: string
  @Ref() batchId!: string
  @Whole() serial!: number
  @Text() outcome!: SerialOutcome
  @Text(optional) documentNumber!: string | null
  @Text(optional) note!: string | null
  @InstantText() at!: string
  @Ref(optional) personId!: string | null
  @Text() personName!: string
  @Ref(optional) reversalOfId!: string | null
  /** The report of a lost one. */
  @Ref(optional) lossId!: string | null
}

/** The office's inspection of a unit's seal use (SEAL-19). */
@Entity('seal_inspections')
export class Inspection {
  @Id() id!: string
  @Text() number!: string
  @DateText() day!: string
  @Ref() unitId!: string
  @DateText() periodFrom!: string
  @DateText() periodTo!: string
  @Json() sealNames!: readonly string[]
  @Whole() sampled!: number
  @Whole() faulty!: number
  @Text(optional) findings!: string | null
  @DateText(optional) rectifyBy!: string | null
  @Text(optional) result!: string | null
  @Ref(optional) inspectorId!: string | null
  @Text() inspectorName!: string
  @Text() state!: InspectionState
  @Whole() version!: number
}

/** One use drawn for an inspection and what was found on it. */
@Entity('seal_inspection_samples')
export class InspectionSample {
  @Id() id!: string
  @Ref() inspectionId!: string
  @Ref() useId!: string
  @Flag(optional) sound!: boolean | null
  @Text(optional) finding!: string | null
  @Whole() version!: number
}
