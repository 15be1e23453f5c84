import { Entity } from 'typeorm'
import type { DispatchState, EndingKind, RequestState } from '../../../contract/confidential/words'
import { DateText, Flag, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A list by which carriers leave for good: back to their issuer, to the archive, or to be destroyed (SEC-10). */
@Entity('confidential_endings')
export class Ending {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: EndingKind
  /** The year whose yearly return it is; null for what is none. */
  @Whole(optional) year!: number | null
  /** The round of returns it is made for (2026, 2026-H1); null for what is none, and in lists of 0.2.0. */
  @Text(optional) round!: string | null
  @Whole() carriers!: number
  @Whole() done!: number
  /** Receiving office, archive, or the unit designated for destruction. */
  @Text() agencySealed!: string
  @Ref(optional) applicantId!: string | null
  @DateText() submittedOn!: string
  @Flag() opening!: boolean
  @Text() state!: RequestState
  @Ref(optional) approvalId!: string | null
  @InstantText(optional) doneAt!: string | null
  @Whole() version!: number
}

/** A carrier on a list. Append-only. */
@Entity('confidential_ending_lines')
export class EndingLine {
  @Id() id!: string
  @Ref() endingId!: string
  @Ref() fileId!: string
  @Ref() carrierId!: string
  @Text() label!: string
}

/** How a carrier's life ended (SEC-10). Append-only. */
@Entity('confidential_ending_records')
export class EndingRecord {
  @Id() id!: string
  @Ref() endingId!: string
  @Ref() carrierId!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Text() place!: string
  @Text() receiptNumber!: string
  @Text() officerName!: string
  @Text() supervisorNames!: string
}

/** A carrier of a file of our own, sent to another office against receipt (发文登记, SEC-10). */
@Entity('confidential_dispatches')
export class Dispatch {
  @Id() id!: string
  @Text() number!: string
  @Ref() fileId!: string
  @Ref() carrierId!: string
  @Text() recipientSealed!: string
  @InstantText() sentAt!: string
  @DateText() sentOn!: string
  @DateText() receiptDueOn!: string
  @Text() officerName!: string
  @Text(optional) receiptNumber!: string | null
  @DateText(optional) receiptOn!: string | null
  @Text() state!: DispatchState
  @Whole() version!: number
}
