import { Entity } from 'typeorm'
import type { Post } from '../../../contract/posts'
import type {
  DeliveryKind,
  FileState,
  Origin,
  PeriodKind,
  ScopeChange,
  SecrecyClass
} from '../../../contract/confidential/words'
import { DateText, Flag, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/**
 * A file in the register (收文登记). What tells of its content (code, title, source, document number, condition, notes) is
 * kept sealed; a name ending in `Sealed` holds ciphertext, here as in the audit log.
 */
@Entity('confidential_files')
export class ConfidentialFile {
  @Id() id!: string
  @Text() number!: string
  @DateText() receivedOn!: string
  @Text() origin!: Origin
  @Text() secrecy!: SecrecyClass
  /** 制发日; null where a register taken over does not say it. */
  @DateText(optional) issuedOn!: string | null
  @Text() periodKind!: PeriodKind
  @Whole(optional) periodYears!: number | null
  /** Last day of the period, counted from 制发日; null while that day is not recorded, and for 内部. */
  @DateText(optional) expiresOn!: string | null
  @Flag() central!: boolean
  @Whole() pages!: number
  @Ref() cabinetId!: string
  @Ref(optional) receivedById!: string | null
  @Text() receivedByName!: string
  @Ref(optional) deliveryId!: string | null
  @Ref(optional) classificationId!: string | null
  @Text(optional) codeSealed!: string | null
  @Text(optional) titleSealed!: string | null
  @Text(optional) issuerSealed!: string | null
  @Text(optional) documentNumberSealed!: string | null
  @Text(optional) conditionSealed!: string | null
  @Text(optional) notesSealed!: string | null
  /** Number in the register it was taken over from. */
  @Text(optional) formerNumber!: string | null
  @DateText() registeredOn!: string
  @Text() state!: FileState
  @DateText(optional) declassifiedOn!: string | null
  @Whole() version!: number
}

/**
 * A person or post put on or taken off a file's scope (知悉范围). The last entry of a day decides from then on.
 * Append-only.
 */
@Entity('confidential_scope')
export class ScopeEntry {
  @Id() id!: string
  @Ref() fileId!: string
  @Text() change!: ScopeChange
  @Ref(optional) personId!: string | null
  /** Name of the person as it was then, or as a register taken over has it. */
  @Text(optional) name!: string | null
  @Text(optional) post!: Post | null
  @InstantText() at!: string
  @Ref(optional) requestId!: string | null
  @Text() byName!: string
}

/** Letters somebody signed for, or brought back, and has to hand to the officer (SEC-04). */
@Entity('confidential_deliveries')
export class Delivery {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: DeliveryKind
  @Ref() personId!: string
  @Text() personName!: string
  /** When the officer consented to the signing, or when the bringer was back. */
  @InstantText() at!: string
  @Whole() envelopes!: number
  @DateText() dueOn!: string
  @InstantText(optional) handedOverAt!: string | null
  @Text(optional) lateReasonSealed!: string | null
  @Whole() version!: number
}

/** Whether this machine may hold titles, as the officer confirmed it; the last one counts (SEC-02). Append-only. */
@Entity('confidential_switches')
export class TitleSwitch {
  @Id() id!: string
  @InstantText() at!: string
  @Flag() titles!: boolean
  @Ref(optional) byId!: string | null
  @Text() byName!: string
  @Text() basis!: string
}
