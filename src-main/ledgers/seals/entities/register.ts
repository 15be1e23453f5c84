import { Entity } from 'typeorm'
import type {
  BlankLossState,
  DestructionState,
  DocumentKind,
  EngravingKind,
  EngravingState,
  Ink,
  LetterKind,
  LetterState,
  LossState,
  SealKind,
  SealMaterial,
  SealShape,
  SealState
} from '../../../contract/seals'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A seal of the bureau, from its engraving (or its opening entry) to its end. */
@Entity('seals')
export class Seal {
  @Id() id!: string
  @Text() number!: string
  @Text() name!: string
  @Text() imprintText!: string
  @Text() kind!: SealKind
  @Text() material!: SealMaterial
  @Text() size!: string
  @Text() shape!: SealShape
  @Text() ink!: Ink
  @Text(optional) sealCode!: string | null
  @Json() scope!: readonly DocumentKind[]
  /** The unit whose seal it is and where it is kept. */
  @Ref() unitId!: string
  /** The leader whose name a personal seal carries. */
  @Ref(optional) ownerId!: string | null
  @Ref(optional) engravingId!: string | null
  /** The seal this one replaces (SEAL-05). */
  @Ref(optional) predecessorId!: string | null
  @Text(optional) approvalDocument!: string | null
  @Text(optional) engraver!: string | null
  @DateText(optional) engravedOn!: string | null
  @Text(optional) activationNumber!: string | null
  @DateText(optional) activatedOn!: string | null
  @Ref(optional) imprintId!: string | null
  @Text(optional) storage!: string | null
  @Text(optional) safeguard!: string | null
  /**
   * Who holds it: the receiver of the last handover. Null before the first, and for opening entries of unknown custody.
   */
  @Ref(optional) custodianId!: string | null
  /** During a stand-in: whose duty it is, and the last day the stand-in may stamp. */
  @Ref(optional) standsInForId!: string | null
  @DateText(optional) standInUntil!: string | null
  @Ref(optional) keyHolderId!: string | null
  @Text() state!: SealState
  @Flag() opening!: boolean
  @DateText() registeredOn!: string
  /** Why and when it was last taken out of use, who took it back, where it was sealed away. */
  @Text(optional) endReason!: string | null
  @DateText(optional) endedOn!: string | null
  @Text(optional) recoveredByName!: string | null
  @Text(optional) sealedAwayPlace!: string | null
  @DateText(optional) sealedAwayOn!: string | null
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** An application to have a seal engraved: new, replacing a worn one, or replacing a lost one (SEAL-03). */
@Entity('seal_engravings')
export class Engraving {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: EngravingKind
  @Text() name!: string
  @Text() imprintText!: string
  @Text() sealKind!: SealKind
  @Text() material!: SealMaterial
  @Text() size!: string
  @Text() shape!: SealShape
  @Text() ink!: Ink
  @Json() scope!: readonly DocumentKind[]
  @Ref() unitId!: string
  @Ref(optional) ownerId!: string | null
  @Ref() applicantId!: string
  @Text() reason!: string
  @Text() basis!: string
  @Ref(optional) predecessorId!: string | null
  @Text(optional) oldSealHandling!: string | null
  @Text(optional) originalApproval!: string | null
  @DateText() submittedOn!: string
  @Text() state!: EngravingState
  @Ref(optional) approvalId!: string | null
  @Text(optional) engraver!: string | null
  @DateText(optional) engravedOn!: string | null
  @Ref(optional) sealId!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** What happened at a loss, and the steps that follow (SEAL-17). */
export abstract class LossCourse {
  @Id() id!: string
  @Text() number!: string
  @InstantText() reportedAt!: string
  @InstantText() discoveredAt!: string
  /** First day from which uses are void. */
  @DateText() lostFrom!: string
  @Text() circumstances!: string
  @Ref() reporterId!: string
  @Ref(optional) leaderId!: string | null
  @InstantText(optional) leaderReportedAt!: string | null
  @Text(optional) policeStation!: string | null
  @DateText(optional) policeReportedOn!: string | null
  @Text(optional) policeReceipt!: string | null
  @Text(optional) newspaper!: string | null
  @DateText(optional) newspaperOn!: string | null
  @Ref(optional) newspaperId!: string | null
  @Whole() version!: number
}

/** A lost seal. */
@Entity('seal_losses')
export class Loss extends LossCourse {
  @Ref() sealId!: string
  @Text() state!: LossState
}

/** Blanks of a batch that were lost after they were stamped. */
@Entity('seal_blank_losses')
export class BlankLoss extends LossCourse {
  @Ref() batchId!: string
  /** The numbers lost, as printed; one that turns up again before it is declared void is taken off. */
  @Text() serials!: string
  @Whole() quantity!: number
  @Text() state!: BlankLossState
}

/** A letter or certificate of the office after a loss or for a worn seal; a wrong one is made void, not changed. */
@Entity('seal_letters')
export class Letter {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: LetterKind
  @Ref() sealId!: string
  @Ref(optional) lossId!: string | null
  @Ref(optional) blankLossId!: string | null
  /** Number of the report of the loss. */
  @Text(optional) lossNumber!: string | null
  @Text() documentNumber!: string
  @DateText() issuedOn!: string
  @Text() addressee!: string
  @Text(optional) note!: string | null
  @Ref() issuerId!: string
  @Ref(optional) scanId!: string | null
  @Text() state!: LetterState
  @Text(optional) voidReason!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** A destruction, approved and carried out before witnesses (SEAL-18). */
@Entity('seal_destructions')
export class Destruction {
  @Id() id!: string
  @Text() number!: string
  @Ref() sealId!: string
  @Ref() applicantId!: string
  @Text() reason!: string
  @Text() method!: string
  @DateText() submittedOn!: string
  @Text() state!: DestructionState
  @Ref(optional) approvalId!: string | null
  @InstantText(optional) destroyedAt!: string | null
  @Text(optional) place!: string | null
  @Ref(optional) firstWitnessId!: string | null
  @Ref(optional) secondWitnessId!: string | null
  @Ref(optional) photoId!: string | null
  @Whole() version!: number
}
