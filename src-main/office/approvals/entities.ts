import { Entity } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import type { ChainStep, FrozenStep } from '../../kernel/approval/chain'
import type { ApprovalState } from '../../kernel/approval/transitions'
import { DateText, Flag, Id, InstantText, Json, Ref, Text, Whole, optional } from '../../platform/database/columns'

/** A request on its way through its chain. The chain is frozen when the request is handed in. */
@Entity('approvals')
export class Approval {
  @Id() id!: string
  /** The chain its acts are recorded in: a ledger's, or the office's own. */
  @Text() ledger!: ChainId
  @Text() kind!: string
  @Text() subjectType!: string
  @Ref() subjectId!: string
  @Text() number!: string
  @Text() title!: string
  @Ref() applicantId!: string
  @Ref() unitId!: string
  /** The leader whose personal seal or equipment is concerned: decider of steps with role `person`. */
  @Ref(optional) concernedPersonId!: string | null
  @Whole(optional) amountCents!: number | null
  /** Collective decision that has to be on record before the last step (K-05). */
  @Flag() needsCollective!: boolean
  @Json() steps!: readonly FrozenStep[]
  @Text() state!: ApprovalState
  @Whole() step!: number
  @InstantText() submittedAt!: string
  @InstantText() stepSince!: string
  @Ref(optional) previousDeciderId!: string | null
  @Whole() version!: number
}

/** One decision, with person, capacity, time and opinion (K-01). Append-only. */
@Entity('approval_decisions')
export class ApprovalDecision {
  @Id() id!: string
  @Ref() approvalId!: string
  /** Rounds count up each time a returned request is handed in again. */
  @Whole() step!: number
  @Text() stepLabel!: string
  @Text() outcome!:
    'approve' | 'refuse' | 'return' | 'withdraw' | 'resubmit' | 'collective' | 'confirm' | 'disown' | 'cancel'
  @Ref(optional) personId!: string | null
  @Text() name!: string
  @Text() capacity!: string
  @InstantText() at!: string
  @Text() opinion!: string
  @Flag() escalated!: boolean
  /** By telephone: who took the call and when paperwork is due (K-03). */
  @Ref(optional) takenById!: string | null
  @Text(optional) takenByName!: string | null
  @DateText(optional) confirmBy!: string | null
  @Json(optional) detail!: Record<string, string | null> | null
  @Ref(optional) signatureId!: string | null
}

/** A chain the bureau edited for a request kind; replaces the shipped one. */
@Entity('edited_chains')
export class EditedChain {
  @Id() id!: string
  @Text() kind!: string
  @Json() steps!: readonly ChainStep[]
  @Whole() version!: number
}

export const approvalEntities = [Approval, ApprovalDecision, EditedChain]
