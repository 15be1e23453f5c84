import { Entity } from 'typeorm'
import type { PersonKindName, PersonStatus, UnitKind } from '../contract/people'
import type { ChainId, ProfileId } from '../contract/ledgers'
import type { Matter, Post } from '../contract/posts'
import type { RuleState } from '../kernel/rules/rule'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../platform/database/columns'

/** The bureau that keeps the ledgers; one row. */
@Entity('bureau')
export class Bureau {
  @Id() id!: string
  @Text() name!: string
  @Text() shortName!: string
  @Text() profile!: ProfileId
  @Flag() demo!: boolean
  @Whole() version!: number
}

@Entity('units')
export class Unit {
  @Id() id!: string
  @Text() name!: string
  @Text() kind!: UnitKind
  @Ref(optional) parentId!: string | null
  @Flag() active!: boolean
  @Whole() version!: number
}

@Entity('people')
export class Person {
  @Id() id!: string
  @Text() name!: string
  @Ref() unitId!: string
  @Text() kind!: PersonKindName
  @Text() status!: PersonStatus
  @Text(optional) position!: string | null
  @DateText(optional) joinedOn!: string | null
  @DateText(optional) departedOn!: string | null
  @Text(optional) phone!: string | null
  @Text(optional) remarks!: string | null
  @Text() searchKey!: string
  @Whole() version!: number
}

/** Sign-in of a person. Hashes are scrypt with salt and cost in the text; a PIN's says which key peppered it. */
@Entity('accounts')
export class Account {
  @Id() id!: string
  @Ref() personId!: string
  @Text() login!: string
  @Text() passwordHash!: string
  @Text(optional) pinHash!: string | null
  @Flag() active!: boolean
  @Whole() failures!: number
  @InstantText(optional) lockedUntil!: string | null
  /** Wrong PINs at the counter in a row, and until when the PIN is closed for them. */
  @Whole(optional) pinFailures!: number | null
  @InstantText(optional) pinLockedUntil!: string | null
  /** Set while the password is a code handed out: since when, and by whom where somebody was signed in. */
  @InstantText(optional) codeAt!: string | null
  @Text(optional) codeBy!: string | null
  /** When the person set the password; not recorded before version 0.3.0. */
  @InstantText(optional) passwordAt!: string | null
  /** Hashes of the passwords before as a JSON list, the last one first. */
  @Text(optional) formerHashes!: string | null
  @Whole() version!: number
}

/** Columns of an account that never reach the audit log. */
export const accountSecrets = ['passwordHash', 'pinHash', 'formerHashes'] as const

/** A post held from a day to a day (K-06). */
@Entity('appointments')
export class Appointment {
  @Id() id!: string
  @Ref() personId!: string
  @Text() post!: Post
  @Ref(optional) unitId!: string | null
  @Text(optional) matter!: Matter | null
  @DateText() fromDay!: string
  @DateText(optional) toDay!: string | null
  @Text(optional) documentNumber!: string | null
  /** The handover by which a stand-in holds the post (K-07). */
  @Ref(optional) handoverId!: string | null
  /** During a stand-in: the appointment whose holder is away. */
  @Ref(optional) standsInForId!: string | null
  @Whole() version!: number
}

/** Anything handed from one person to another with signatures: posts, seals, keys, goods. Append-only. */
@Entity('handovers')
export class Handover {
  @Id() id!: string
  @Text() number!: string
  @InstantText() at!: string
  @Text() kind!: 'transfer' | 'standIn' | 'key' | 'receipt' | 'recovery'
  @Text() ledger!: string
  @Text(optional) post!: Post | null
  /** What is handed over, in words. */
  @Text() subject!: string
  @Ref(optional) subjectId!: string | null
  @Ref(optional) fromPersonId!: string | null
  @Text() fromName!: string
  @Ref(optional) toPersonId!: string | null
  @Text() toName!: string
  @Ref(optional) witnessPersonId!: string | null
  @Text(optional) witnessName!: string | null
  @DateText(optional) fromDay!: string | null
  @DateText(optional) untilDay!: string | null
  @Text() reason!: string
  @Text(optional) inventory!: string | null
}

/** A signature given by PIN or pen under an act. Append-only. */
@Entity('signatures')
export class Signature {
  @Id() id!: string
  @InstantText() at!: string
  @Ref(optional) personId!: string | null
  @Text() name!: string
  @Text() role!: string
  @Text() method!: 'pin' | 'pen' | 'session'
  @Ref(optional) attachmentId!: string | null
  @Text() subjectType!: string
  @Ref() subjectId!: string
}

/**
 * What was drawn with the pen to sign: the strokes with their times, bound to the signature, the act it was given in
 * (chain and place in it) and the hash of all that act wrote. Append-only. Signatures of 0.2.0 and before have a
 * picture instead.
 */
@Entity('pen_strokes')
export class PenInk {
  @Id() id!: string
  @Ref() signatureId!: string
  @Text() chain!: ChainId
  @Whole() seq!: number
  /** JSON of the strokes as they were drawn. */
  @Text() strokes!: string
  /** What tells one drawing from every other, wherever on the pad and whenever it is made again. */
  @Text() shape!: string
  @Text() content!: string
}

/** What the administrator set for a rule: its state and parameters. */
@Entity('rule_settings')
export class RuleSettingRow {
  @Id() id!: string
  @Text() rule!: string
  @Text() state!: RuleState
  @Json() parameters!: Record<string, number | string>
  @Whole() version!: number
}

/**
 * A change of a rule that was asked for; it takes effect when its approval ends. One of `newState` and `parameter` is
 * set.
 */
@Entity('rule_changes')
export class RuleChange {
  @Id() id!: string
  @Text() number!: string
  @Text() rule!: string
  @Text(optional) newState!: RuleState | null
  @Text(optional) parameter!: string | null
  @Json(optional) value!: number | string | null
  /** What would change, in words. */
  @Text() change!: string
  @Text() basis!: string
  @Ref() personId!: string
  @InstantText() at!: string
  @Text() state!: 'pending' | 'returned' | 'approved' | 'refused' | 'withdrawn'
  @Ref(optional) approvalId!: string | null
  @Whole() version!: number
}

/** A public holiday or make-up workday of a loaded year. */
@Entity('calendar_days')
export class CalendarDay {
  @Id() id!: string
  @DateText() day!: string
  @Text() kind!: 'holiday' | 'workday'
  @Text() name!: string
  @Whole() version!: number
}

/** A list view a person saved for themselves, or what the bureau (under its own id) settled for its imports. */
@Entity('saved_views')
export class SavedView {
  @Id() id!: string
  @Ref() personId!: string
  @Text() list!: string
  @Text() name!: string
  @Text() view!: string
  @Whole() version!: number
}

/** A file kept by its content hash. Append-only. */
@Entity('attachments')
export class Attachment {
  @Id() id!: string
  @Text() sha256!: string
  @Text() name!: string
  @Text() mime!: string
  @Whole() size!: number
  @InstantText() at!: string
  @Ref(optional) personId!: string | null
}

/**
 * The record a file was handed in for: no other act names it afterwards. Append-only. Files of acts before 0.3.0 have
 * none.
 */
@Entity('attachment_uses')
export class AttachmentUse {
  @Id() id!: string
  @Ref() attachmentId!: string
  @InstantText() at!: string
  @Text() act!: string
  /** What the act was about; nothing where it was about no record. */
  @Text(optional) subjectType!: string | null
  @Ref(optional) subjectId!: string | null
}

/** Small and seldom changed, asked by every act: kept in memory between acts. */
export const standingEntities = [Bureau, Unit, Person, Account, Appointment, RuleSettingRow, CalendarDay]

export const officeEntities = [
  Bureau,
  Unit,
  Person,
  Account,
  Appointment,
  Handover,
  Signature,
  PenInk,
  RuleSettingRow,
  RuleChange,
  CalendarDay,
  SavedView,
  Attachment,
  AttachmentUse
]
