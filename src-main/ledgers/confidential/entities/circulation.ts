import { Entity } from 'typeorm'
import type { RequestState } from '../../../contract/confidential/words'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** One leg of a circulation: officer to reader (SEC-07). Append-only. */
@Entity('confidential_legs')
export class Leg {
  @Id() id!: string
  @Text() number!: string
  @Ref() fileId!: string
  @Ref() carrierId!: string
  @Ref() readerId!: string
  @Text() readerName!: string
  /** Office of the reader when the file was read (知悉登记). */
  @Text() readerPosition!: string
  @Ref(optional) officerId!: string | null
  @Text() officerName!: string
  @InstantText() outAt!: string
  @DateText() outOn!: string
  @InstantText() dueAt!: string
  @DateText() dueOn!: string
  /** The leave by which it was taken out of the office. */
  @Ref(optional) leaveId!: string | null
  @Flag() opening!: boolean
}

/** The end of a leg: pages counted, the officer signs (SEC-07). Append-only. */
@Entity('confidential_leg_returns')
export class LegReturn {
  @Id() id!: string
  @Ref() legId!: string
  @InstantText() at!: string
  @Whole() pages!: number
  @Ref(optional) officerId!: string | null
  @Text() officerName!: string
  @Flag() late!: boolean
  @Text(optional) noteSealed!: string | null
}

/** Leave to take a carrier out of the office, with a time of return (SEC-07). */
@Entity('confidential_leaves')
export class Leave {
  @Id() id!: string
  @Text() number!: string
  @Ref() fileId!: string
  @Ref() carrierId!: string
  @Ref() readerId!: string
  @Text() readerName!: string
  @InstantText() backBy!: string
  @Text() destinationSealed!: string
  @Text() reasonSealed!: string
  @Ref(optional) applicantId!: string | null
  @DateText() submittedOn!: string
  @Text() state!: RequestState
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}

/** A request to let more people know a file (SEC-06). */
@Entity('confidential_scope_requests')
export class ScopeRequest {
  @Id() id!: string
  @Text() number!: string
  @Ref() fileId!: string
  @Json() personIds!: readonly string[]
  @Json() posts!: readonly string[]
  @Text() names!: string
  @Text() reasonSealed!: string
  @Ref(optional) applicantId!: string | null
  @DateText() submittedOn!: string
  @Text() state!: RequestState
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}

/** A time that was missed, kept for ever whether the act was done later or not (K-13). Append-only. */
@Entity('confidential_lapses')
export class Lapse {
  @Id() id!: string
  @Text() rule!: string
  @Text() what!: string
  @Text() subjectType!: string
  @Ref() subjectId!: string
  @Text() number!: string
  @Text() personName!: string
  @DateText() dueOn!: string
  @InstantText() doneAt!: string
  @Text(optional) reasonSealed!: string | null
}
