import { Entity } from 'typeorm'
import type { CleanupState, CountResult, SettlementKind } from '../../../contract/warehouse/words'
import type { SquadRow } from '../../../contract/warehouse/report'
import { DateText, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

export interface CleanupPerson {
  readonly squadId: string
  readonly squadName: string
  readonly personId: string
  readonly name: string
}

/** A quarter's clean-up (WH-14). */
@Entity('detained_cleanups')
export class Cleanup {
  @Id() id!: string
  @Text() number!: string
  /** 2026-Q3 */
  @Text() quarter!: string
  @DateText() firstDay!: string
  @DateText() lastDay!: string
  @Json() participants!: readonly CleanupPerson[]
  @Text() participantNames!: string
  @Ref(optional) keeperId!: string | null
  @InstantText() openedAt!: string
  @InstantText(optional) closedAt!: string | null
  @Whole() lines!: number
  @Whole() counted!: number
  @Whole() missing!: number
  @Whole() surplus!: number
  @Whole() misplaced!: number
  @Text() state!: CleanupState
  @Text(optional) conclusion!: string | null
  @Whole() version!: number
}

/** What the book said of a line when the clean-up began. Append-only. */
@Entity('detained_cleanup_lines')
export class CleanupLine {
  @Id() id!: string
  @Ref() cleanupId!: string
  @Ref() lineId!: string
  @Whole() book!: number
  @Text() location!: string
}

/** One count; a later one of the same line counts. Without a line it is a surplus. Append-only. */
@Entity('detained_cleanup_counts')
export class CleanupCount {
  @Id() id!: string
  @Ref() cleanupId!: string
  @Ref(optional) lineId!: string | null
  @Text() name!: string
  @Whole() counted!: number
  @Text(optional) foundLocation!: string | null
  @Text() result!: CountResult
  @Text(optional) note!: string | null
  @InstantText() at!: string
  @Text() countedBy!: string
}

/** How a difference of a clean-up ended, apart from write-offs, which are exits (WH-14). Append-only. Thousandths. */
@Entity('detained_settlements')
export class Settlement {
  @Id() id!: string
  @Ref() cleanupId!: string
  @Ref() countId!: string
  @Ref(optional) lineId!: string | null
  @Text() how!: SettlementKind
  @Whole() quantity!: number
  @Ref(optional) intakeId!: string | null
  @Text() note!: string
  @InstantText() at!: string
  @Text() settledBy!: string
}

/** A key of the warehouse; handovers are entries of the office (kind key). */
@Entity('detained_keys')
export class WarehouseKey {
  @Id() id!: string
  @Text() label!: string
  @Ref() holderId!: string
  @DateText() since!: string
  @Whole() version!: number
}

/** A handover of a key, signed by both (WH-01). Append-only. */
@Entity('detained_key_handovers')
export class KeyHandover {
  @Id() id!: string
  @Text() number!: string
  @Ref() keyId!: string
  @InstantText() at!: string
  @Ref() fromPersonId!: string
  @Ref() toPersonId!: string
  @Text() reason!: string
}

/** Somebody in the warehouse, accompanied by the keeper (WH-01). Append-only. */
@Entity('detained_entries')
export class RoomEntry {
  @Id() id!: string
  @Text() number!: string
  @InstantText() at!: string
  @InstantText(optional) leftAt!: string | null
  @Text() visitor!: string
  @Ref() keeperId!: string
  @Text() purpose!: string
}

/** The month's report on overdue goods, its figures as they stood (WH-15). Append-only. */
@Entity('detained_reports')
export class MonthlyReport {
  @Id() id!: string
  @Text() month!: string
  @InstantText() at!: string
  @Ref(optional) reporterId!: string | null
  @Whole() overdueLines!: number
  @Json() figures!: readonly SquadRow[]
  @Text(optional) remarks!: string | null
}
