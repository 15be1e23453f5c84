import { Entity } from 'typeorm'
import type { PeriodKind, RequestState, ReviewKind, SecrecyClass } from '../../../contract/confidential/words'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/**
 * A file of our own, classed before it is registered: who fixed the class, on what basis, for how long and for whom
 * (SEC-05).
 */
@Entity('confidential_classifications')
export class Classification {
  @Id() id!: string
  @Text() number!: string
  @Ref() drafterId!: string
  @Text() drafterName!: string
  @Text() codeSealed!: string
  @Text() basisSealed!: string
  @Text() secrecy!: SecrecyClass
  @DateText() issuedOn!: string
  @Text() periodKind!: PeriodKind
  @Whole(optional) periodYears!: number | null
  @DateText(optional) expiresOn!: string | null
  @Json() personIds!: readonly string[]
  @Json() posts!: readonly string[]
  @Text() names!: string
  @Whole() copies!: number
  @Ref(optional) applicantId!: string | null
  @DateText() submittedOn!: string
  @Ref(optional) fileId!: string | null
  @Text() state!: RequestState
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}

/** A review of a file's class and period (SEC-14). */
@Entity('confidential_reviews')
export class Review {
  @Id() id!: string
  @Text() number!: string
  @Ref() fileId!: string
  @Text() kind!: ReviewKind
  @Text(optional) newSecrecy!: SecrecyClass | null
  @DateText(optional) newExpiresOn!: string | null
  @Whole(optional) newYears!: number | null
  @Text() reasonSealed!: string
  /** The issuer's notice, on which alone the class of an incoming file is changed. */
  @Text(optional) noticeSealed!: string | null
  @DateText(optional) noticeOn!: string | null
  @Text() before!: string
  @Ref(optional) applicantId!: string | null
  @DateText() submittedOn!: string
  @DateText(optional) decidedOn!: string | null
  @Text() state!: RequestState
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}

/** A review of something to be published, in whatever form (SEC-12). */
@Entity('confidential_publications')
export class Publication {
  @Id() id!: string
  @Text() number!: string
  @Ref() unitId!: string
  @Ref(optional) applicantId!: string | null
  @Text() applicantName!: string
  @Text() contentSealed!: string
  /** Where it is to be published, e.g. 单位门户网站. */
  @Text() medium!: string
  @Flag() recording!: boolean
  @Ref() publisherId!: string
  @Text() publisherName!: string
  @DateText() submittedOn!: string
  @Text() state!: RequestState
  @Ref(optional) approvalId!: string | null
  @InstantText(optional) publishedAt!: string | null
  @Whole() version!: number
}
