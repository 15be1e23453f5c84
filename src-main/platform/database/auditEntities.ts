import { Entity, PrimaryColumn } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import type { AcceptedFinding } from '../../kernel/rules/judge'
import { Id, InstantText, Json, Ref, Text, Whole, optional } from './columns'

/** One change of a mutable row: the fields that changed, before and after. */
export interface RecordedChange {
  readonly table: string
  readonly id: string
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

/** An appended entry with the hash of its canonical content, so that the chain covers it. */
export interface RecordedEntry {
  readonly table: string
  readonly id: string
  readonly hash: string
}

/** One unit of work in the audit chain of its ledger. Append-only. */
@Entity('audit_entries')
export class AuditEntry {
  @Id() id!: string
  @Text() chain!: ChainId
  @Whole() seq!: number
  @InstantText() at!: string
  @Ref(optional) actorId!: string | null
  @Text() actorName!: string
  @Text() capacity!: string
  @Text() act!: string
  @Text(optional) subjectType!: string | null
  @Ref(optional) subjectId!: string | null
  @Text(optional) subjectNumber!: string | null
  @Json() changes!: readonly RecordedChange[]
  @Json() entries!: readonly RecordedEntry[]
  @Json() accepted!: readonly AcceptedFinding[]
  /**
   * How this entry and the rows it appended are put into canonical text; null in entries of version 0.1.0, which means
   * 1.
   */
  @Whole(optional) layout!: number | null
  @Text() previousHash!: string
  @Text() hash!: string
}

/** Where each chain ends; locked first by every unit of work, so that one chain has one writer at a time. */
@Entity('chain_heads')
export class ChainHead {
  @PrimaryColumn({ type: 'text' }) chain!: ChainId
  @Whole() length!: number
  @Text() hash!: string
  /** How many of its acts changed standing facts, whatever ledger they belong to. */
  @Whole() standing!: number
}

/** The last number given out per prefix and year (K-10). */
@Entity('number_sequences')
export class NumberSequence {
  @PrimaryColumn({ type: 'text' }) prefix!: string
  @PrimaryColumn({ type: 'bigint' }) year!: number
  @Whole() last!: number
}

/** A warning passed with a reason, or an emergency still to be confirmed: the exceptions report (例外情况). Append-only. */
@Entity('exceptions')
export class ExceptionEntry {
  @Id() id!: string
  @Text() chain!: ChainId
  @InstantText() at!: string
  @Ref(optional) actorId!: string | null
  @Text() actorName!: string
  @Text() rule!: string
  @Text() message!: string
  @Text() source!: string
  @Text() reason!: string
  @Text(optional) subjectType!: string | null
  @Ref(optional) subjectId!: string | null
  @Text(optional) subjectNumber!: string | null
}

export const genesisHash = '0'.repeat(64)
