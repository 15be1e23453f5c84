import { Entity } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import { DateText, Id, InstantText, Ref, Text, optional } from '../../platform/database/columns'

/**
 * A deadline that was missed (K-13): done late, entered after it with a date typed into the past, or a periodic duty
 * closed with a reason. Append-only; doing the thing late does not remove it.
 */
@Entity('missed_deadlines')
export class MissedDeadline {
  @Id() id!: string
  @Text() ledger!: ChainId
  @Text() rule!: string
  @Text() subjectType!: string
  /** The record's id; a duty of a period has a key of its own (e.g. unit@2026-07-01), hence text. */
  @Text() subjectId!: string
  @Text(optional) subjectNumber!: string | null
  /** What was to be done. */
  @Text() what!: string
  @DateText() dueOn!: string
  @InstantText(optional) dueAt!: string | null
  @Text() outcome!: 'late' | 'backdated' | 'closed'
  /** When the thing was done, as typed where it was, or the duty closed. */
  @InstantText() doneAt!: string
  @Ref(optional) personId!: string | null
  @Text() personName!: string
  @Text(optional) reason!: string | null
  @InstantText() at!: string
}

/** A date typed into the past (K-13): 补录, with the day of typing. Append-only. */
@Entity('backdated_entries')
export class BackdatedEntry {
  @Id() id!: string
  @Text() ledger!: ChainId
  @Text() subjectType!: string
  @Text() subjectId!: string
  @Text(optional) subjectNumber!: string | null
  /** Which date it is, e.g. 扣押时间. */
  @Text() what!: string
  @DateText() dated!: string
  @DateText() typedOn!: string
  @Ref(optional) personId!: string | null
  @Text() personName!: string
  @Text(optional) reason!: string | null
  @InstantText() at!: string
}

export const traceEntities = [MissedDeadline, BackdatedEntry]
