import { Entity } from 'typeorm'
import type { MediumKind, MediumState, SecrecyClass } from '../../../contract/confidential/words'
import { DateText, Flag, Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A medium that holds secrets: numbered, classed, with one holder (SEC-11). */
@Entity('confidential_media')
export class Medium {
  @Id() id!: string
  @Text() number!: string
  @Text() kind!: MediumKind
  @Text() secrecy!: SecrecyClass
  @DateText() startedOn!: string
  @Ref() holderId!: string
  @Text() holderName!: string
  @Text() place!: string
  @Text(optional) serialSealed!: string | null
  @Whole() uses!: number
  @Text() state!: MediumState
  @DateText(optional) endedOn!: string | null
  @Text() supervisorNames!: string
  @Whole() version!: number
}

/** A use of a medium by its holder on a computer marked for secrets (SEC-11). Append-only. */
@Entity('confidential_medium_uses')
export class MediumUse {
  @Id() id!: string
  @Ref() mediumId!: string
  @Ref() userId!: string
  @Text() userName!: string
  @Text() computer!: string
  @Text() purposeSealed!: string
  @InstantText() at!: string
}

/** A medium passes to another holder, both signing (SEC-11). Append-only. */
@Entity('confidential_medium_handovers')
export class MediumHandover {
  @Id() id!: string
  @Ref() mediumId!: string
  @Text() fromName!: string
  @Ref() toId!: string
  @Text() toName!: string
  @InstantText() at!: string
  @Flag() bothSigned!: boolean
}
