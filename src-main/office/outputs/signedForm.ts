import { Entity } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import { Id, InstantText, Ref, Text } from '../../platform/database/columns'

/**
 * A form as it stood when somebody signed it or decided on it (K-14). Its hash stands in the audit entry of that act
 * like that of every entry. Append-only.
 */
@Entity('signed_forms')
export class SignedForm {
  @Id() id!: string
  @InstantText() at!: string
  @Text() chain!: ChainId
  /** Id of the form's definition. */
  @Text() form!: string
  @Ref() subjectId!: string
  @Text() number!: string
  /** The act that was signed, e.g. 审批. */
  @Text() act!: string
  @Text() actorName!: string
  /** Canonical text of the form's model; pictures by their hash. */
  @Text() content!: string
}
