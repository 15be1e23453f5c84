import { Entity } from 'typeorm'
import type { RequestState } from '../../../contract/confidential/words'
import { DateText, Flag, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A request to copy a carrier (SEC-08); once made, each copy is a carrier of its own. */
@Entity('confidential_copy_requests')
export class CopyRequest {
  @Id() id!: string
  @Text() number!: string
  @Ref() fileId!: string
  @Ref() carrierId!: string
  @Whole() count!: number
  @Text() purposeSealed!: string
  /** Number of the issuer's written consent, asked for 绝密. */
  @Text(optional) consentSealed!: string | null
  @Ref(optional) applicantId!: string | null
  @DateText() submittedOn!: string
  @Flag() stamped!: boolean
  @Text() copyNumbers!: string
  @InstantText(optional) madeAt!: string | null
  @Text() madeByName!: string
  @Flag() opening!: boolean
  @Text() state!: RequestState
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}
