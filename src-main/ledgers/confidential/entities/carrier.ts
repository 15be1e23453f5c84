import { Entity } from 'typeorm'
import type { CarrierAct, CarrierKind, CarrierState } from '../../../contract/confidential/words'
import { Id, InstantText, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/**
 * One copy of a file (载体). Class, period and scope are the file's at each moment and therefore not kept here.
 * Append-only.
 */
@Entity('confidential_carriers')
export class Carrier {
  @Id() id!: string
  @Ref() fileId!: string
  @Text() kind!: CarrierKind
  /** 份号; null for a 秘密 or 内部 file that came without one. */
  @Text(optional) copyNumber!: string | null
  /** Register and copy number, as on the label. */
  @Text() label!: string
  @Whole() pages!: number
  /** The carrier it was copied from, and by which request. */
  @Ref(optional) parentId!: string | null
  @Ref(optional) copyRequestId!: string | null
  @Text(optional) noNumberReasonSealed!: string | null
  @InstantText() at!: string
}

/** A link of a carrier's chain: who had it, who has it, where (SEC-09). Append-only. */
@Entity('confidential_carrier_steps')
export class CarrierStep {
  @Id() id!: string
  @Ref() carrierId!: string
  @Text() act!: CarrierAct
  @Text() fromName!: string
  @Text() toName!: string
  @Ref(optional) holderId!: string | null
  @Text() place!: string
  /** Number of the paper the step rests on. */
  @Text() paper!: string
  @InstantText() at!: string
  @InstantText(optional) dueAt!: string | null
  @Text() byName!: string
}

/** Where a carrier is now. Derived: provable from its steps. */
@Entity('confidential_standings')
export class CarrierStanding {
  @Id() id!: string
  @Ref() fileId!: string
  @Text() label!: string
  @Text() state!: CarrierState
  @Ref(optional) holderId!: string | null
  @Text() holderName!: string
  @Text() place!: string
  @InstantText() since!: string
  @InstantText(optional) dueAt!: string | null
}
