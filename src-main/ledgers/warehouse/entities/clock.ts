import { Entity } from 'typeorm'
import type { DecisionKind, ExtensionState, SpotState } from '../../../contract/warehouse/words'
import { DateText, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A decision on the goods of an intake: ends the statutory clock. Append-only. */
@Entity('detained_decisions')
export class GoodsDecision {
  @Id() id!: string
  @Ref() intakeId!: string
  @Text() kind!: DecisionKind
  @Text() documentNumber!: string
  @DateText() decidedOn!: string
  @Ref(optional) attachmentId!: string | null
  @Text(optional) note!: string | null
  @InstantText() at!: string
  @Text() recordedBy!: string
}

/** A test or appraisal: its days, both included, do not count towards seizure. Append-only. */
@Entity('detained_testings')
export class Testing {
  @Id() id!: string
  @Ref() intakeId!: string
  @Text() agency!: string
  @DateText() fromDay!: string
  @DateText() toDay!: string
  @Text() noticeNumber!: string
  @Ref(optional) noticeAttachmentId!: string | null
  @InstantText() at!: string
  @Text() recordedBy!: string
}

/** The one extension of a seizure. */
@Entity('detained_extensions')
export class Extension {
  @Id() id!: string
  @Text() number!: string
  @Ref() intakeId!: string
  @Ref() squadId!: string
  @Ref() applicantId!: string
  @DateText() submittedOn!: string
  @DateText() originalDueOn!: string
  @Whole() days!: number
  @DateText() extendedDueOn!: string
  @Text() reason!: string
  @Text() state!: ExtensionState
  @Ref(optional) approvalId!: string | null
  @DateText(optional) notifiedOn!: string | null
  @Ref(optional) noticeAttachmentId!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** Goods seized on the spot: the approval to be completed within hours (WH-06). */
@Entity('detained_spot_seizures')
export class SpotSeizure {
  @Id() id!: string
  @Ref() intakeId!: string
  @Text() state!: SpotState
  @InstantText(optional) decidedAt!: string | null
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}
