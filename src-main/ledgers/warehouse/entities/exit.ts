import { Entity } from 'typeorm'
import type { ExitKind, ExitState } from '../../../contract/warehouse/words'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** A request to let goods of one intake go (出库单). */
@Entity('detained_exits')
export class Exit {
  @Id() id!: string
  @Text() number!: string
  @Ref() intakeId!: string
  @Ref() squadId!: string
  @Text() kind!: ExitKind
  @Flag() ownerless!: boolean
  @Ref(optional) applicantId!: string | null
  @DateText() submittedOn!: string
  @Text() decisionNumber!: string
  @DateText(optional) decidedOn!: string | null
  @Ref(optional) decisionAttachmentId!: string | null
  @Text() recipient!: string
  @Ref(optional) proxyAttachmentId!: string | null
  @Text(optional) announcement!: string | null
  @Json() photoIds!: readonly string[]
  @Ref(optional) deputyId!: string | null
  @Text() goods!: string
  @Text() reason!: string
  /** Of a write-off: the clean-up that did not find the goods, and who was found to answer for it. */
  @Ref(optional) cleanupId!: string | null
  @Text(optional) responsibility!: string | null
  @Flag() opening!: boolean
  @Text() state!: ExitState
  @Ref(optional) approvalId!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** What is to leave of a line. Append-only: another quantity is another request. */
@Entity('detained_exit_lines')
export class ExitLine {
  @Id() id!: string
  @Ref() exitId!: string
  @Ref() lineId!: string
  @Whole() quantity!: number
}

/** How an exit was carried out, once (WH-08, WH-09). Append-only. */
@Entity('detained_exit_records')
export class ExitRecord {
  @Id() id!: string
  @Ref() exitId!: string
  @InstantText() at!: string
  @DateText() day!: string
  /** Number of the destruction batch. */
  @Text(optional) batch!: string | null
  @Text() place!: string
  @Text() method!: string
  @Text() executorName!: string
  @Text() recorderName!: string
  @Text() witnessName!: string
  @Ref(optional) keeperId!: string | null
  @Text() keeperName!: string
  @Text() squadSignerName!: string
  @Text() receiverName!: string
  @Text() receiverIdKind!: string
  @Text() condition!: string
  @Text() receiptNumber!: string
  @Json() photoIds!: readonly string[]
  /** What the goods were auctioned for. */
  @Whole(optional) auctionCents!: number | null
}
