import type { EntityManager } from 'typeorm'
import type { Flow } from '../../kernel/approval/chain'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { House } from '../house'
import type { FormAccess } from '../outputs/outputDefinitions'
import type { Approval } from './entities'

export type ApprovalOutcome = 'approved' | 'refused' | 'returned' | 'withdrawn' | 'pending'

/** A request kind of a ledger: its chains, and what becomes of the record when the request ends or is resubmitted. */
export interface RequestDefinition {
  readonly flow: Flow
  /** The Word form its deciders see beside their opinion; null where the request has no paper of its own. */
  readonly form: string | null | ((manager: EntityManager, subjectId: string) => Promise<string>)
  /**
   * What refuses a record that is not theirs to read, where there is no form to take it from: with the record its
   * request is theirs.
   */
  readonly mustRead?: FormAccess['mustRead']
  readonly onOutcome: (unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome, house: House) => Promise<void>
  /**
   * How what was approved and is not done yet is cancelled or expires (K-01). Absent where the decision itself is the
   * act.
   */
  readonly cancelling?: {
    /** Whether what was approved is still, wholly or in part, to be done. */
    readonly stillToDo: (manager: EntityManager, subjectId: string) => Promise<boolean>
    /** Ends the record's waiting and gives free what it held; what was done of it stays. */
    readonly onCancelled: (unit: UnitOfWork, approval: Approval, house: House) => Promise<void>
  }
  /**
   * What is asked for beside the flow's name, where telephone approvals may be excluded for some of it (K-03), e.g.
   * 物品销毁.
   */
  readonly topics?: (manager: EntityManager, subjectId: string) => Promise<readonly string[]>
  /**
   * The day papers after a telephone approval are counted from, e.g. the return of a trip; null while it has not come.
   * The call's day when absent.
   */
  readonly papersFrom?: (manager: EntityManager, subjectId: string) => Promise<string | null>
}
