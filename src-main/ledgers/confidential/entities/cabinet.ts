import { Entity } from 'typeorm'
import type { ReadingKind } from '../../../contract/confidential/words'
import { DateText, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A cabinet for secret papers; its keys are the officer's (SEC-01). */
@Entity('confidential_cabinets')
export class Cabinet {
  @Id() id!: string
  @Text() label!: string
  @Text() place!: string
  @Ref() holderId!: string
  @Text() holderName!: string
  @DateText() since!: string
  @Whole() version!: number
}

/**
 * Cabinets, keys and carriers pass to another officer after a full check, carrier by carrier (SEC-01, K-07).
 * Append-only.
 */
@Entity('confidential_handovers')
export class OfficerHandover {
  @Id() id!: string
  @Text() number!: string
  @Ref() fromId!: string
  @Text() fromName!: string
  @Ref() toId!: string
  @Text() toName!: string
  @Ref(optional) witnessId!: string | null
  @Text() witnessName!: string
  @Ref(optional) checkId!: string | null
  @Whole() carriers!: number
  @Text() cabinets!: string
  @InstantText() at!: string
}

/** What was read of the register's contents, by whom and when (SEC-02). Append-only. */
@Entity('confidential_readings')
export class ReadingEntry {
  @Id() id!: string
  @InstantText() at!: string
  @Ref(optional) personId!: string | null
  @Text() personName!: string
  @Text() kind!: ReadingKind
  @Text() what!: string
  @Text(optional) number!: string | null
  @Whole() count!: number
}
