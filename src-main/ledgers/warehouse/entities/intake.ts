import { Entity } from 'typeorm'
import type {
  ClockKind,
  CustodyAct,
  ExitKind,
  LegalBasis,
  LineState,
  PartySign,
  Perishability
} from '../../../contract/warehouse/words'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../../platform/database/columns'

export interface IntakeOfficer {
  readonly personId: string
  readonly name: string
  readonly certificate: string | null
}

/** An intake (入库单): what was detained from whom, by whom, on what ground. Append-only. */
@Entity('detained_intakes')
export class Intake {
  @Id() id!: string
  @Text() number!: string
  @InstantText() at!: string
  @DateText() day!: string
  @InstantText() detainedAt!: string
  @DateText() detainedOn!: string
  @Ref() squadId!: string
  @Json() officers!: readonly IntakeOfficer[]
  @Text() party!: string
  @Text(optional) partyAddress!: string | null
  @Text(optional) partyPhone!: string | null
  @Text() place!: string
  @Text() cause!: string
  @Text() basis!: LegalBasis
  @Flag() onTheSpot!: boolean
  /** Day of the approval before a planned seizure; null on the spot and on intakes of before 0.3.0. */
  @DateText(optional) approvedOn!: string | null
  @Text() documentNumber!: string
  @Text(optional) caseNumber!: string | null
  @Text() goods!: string
  /** Who brought the goods; null for opening entries. */
  @Ref(optional) handlerId!: string | null
  @Ref(optional) keeperId!: string | null
  @Text() partySign!: PartySign
  @Text(optional) refusalReason!: string | null
  @Text(optional) refusalWitness!: string | null
  /** Taken over from a register kept before the ledger. */
  @Flag() opening!: boolean
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
}

/** One line of an intake. Append-only. Thousandths, cents. */
@Entity('detained_lines')
export class DetainedLine {
  @Id() id!: string
  @Ref() intakeId!: string
  @Whole() lineNumber!: number
  /** Number on the tag: the intake's number and the line's. */
  @Text() tag!: string
  @Text() name!: string
  @Text() spec!: string
  @Text() brand!: string
  @Whole() quantity!: number
  @Text() measure!: string
  @Text() condition!: string
  @Text() perishability!: Perishability
  @Whole(optional) estimatedCents!: number | null
  @Text() location!: string
  @Text(optional) separation!: string | null
  @Json() photoIds!: readonly string[]
}

export type MovementKind = 'intake' | ExitKind

/**
 * One movement of a line: positive in, negative out; a reversal has the kind of what it reverses and the other sign.
 * Append-only.
 */
@Entity('detained_movements')
export class DetainedMovement {
  @Id() id!: string
  @Ref() lineId!: string
  @Ref() intakeId!: string
  @Ref() squadId!: string
  @Text() kind!: MovementKind
  @Ref(optional) exitId!: string | null
  @Text() documentNumber!: string
  @InstantText() at!: string
  @DateText() day!: string
  @Whole() quantity!: number
  /** On hand of the line after this movement. */
  @Whole() balance!: number
  @Ref(optional) reversalOfId!: string | null
  @Text(optional) reason!: string | null
}

/** A link of the custody chain: who had the goods, who got them, where (WH-11). Append-only. */
@Entity('detained_custody')
export class CustodyEntry {
  @Id() id!: string
  @Ref() lineId!: string
  @InstantText() at!: string
  @Text() act!: CustodyAct
  @Text() fromName!: string
  @Text() toName!: string
  @Text() place!: string
  @Whole() quantity!: number
  @Text() voucher!: string
  @Text(optional) remarks!: string | null
}

/**
 * What is on hand of a line, where, and which clock leads. Derived: provable from movements, custody and clock events.
 */
@Entity('detained_standings')
export class Standing {
  @Id() id!: string
  @Text() tag!: string
  @Ref() intakeId!: string
  @Text() intakeNumber!: string
  @DateText() intakeDay!: string
  @Ref() squadId!: string
  @Text() party!: string
  @Text() name!: string
  @Text() measure!: string
  @DateText() detainedOn!: string
  @Whole() quantityIn!: number
  @Whole() quantityOut!: number
  @Whole() onHand!: number
  @Text() location!: string
  @Flag() thirdParty!: boolean
  /** Not found at the last clean-up that counted it. */
  @Flag() missing!: boolean
  @Text() state!: LineState
  @DateText(optional) dueOn!: string | null
  @InstantText(optional) dueAt!: string | null
  @Text(optional) dueKind!: ClockKind | null
  @Text(optional) dueRule!: string | null
  /** Last day of the statutory period, leading or not. */
  @DateText(optional) statutoryOn!: string | null
  /** First day the goods may be treated as ownerless. */
  @DateText(optional) ownerlessOn!: string | null
  @Flag() calendarMissing!: boolean
  @Text() searchKey!: string
}
