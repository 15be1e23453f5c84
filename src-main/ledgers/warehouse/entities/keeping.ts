import { Entity } from 'typeorm'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** Goods kept by a third party under an agreement (WH-12). */
@Entity('detained_keepings')
export class Keeping {
  @Id() id!: string
  @Text() number!: string
  @Ref() intakeId!: string
  @Ref() squadId!: string
  @Text() keeper!: string
  @Text() contact!: string
  @Text() address!: string
  @DateText() fromDay!: string
  @DateText() toDay!: string
  /** Who of the bureau answers for the goods there. */
  @Ref() responsibleId!: string
  @Text() duties!: string
  @Ref(optional) agreementAttachmentId!: string | null
  @Text() goods!: string
  @Json() lineIds!: readonly string[]
  @DateText(optional) lastInspectedOn!: string | null
  @DateText(optional) nextInspectionOn!: string | null
  @DateText(optional) endedOn!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** An inspection at the third party's. Append-only. */
@Entity('detained_inspections')
export class Inspection {
  @Id() id!: string
  @Ref() keepingId!: string
  @InstantText() at!: string
  @Ref(optional) inspectorId!: string | null
  @Text() inspectorName!: string
  @Text() result!: string
  @Flag() inOrder!: boolean
  @Json() photoIds!: readonly string[]
}
