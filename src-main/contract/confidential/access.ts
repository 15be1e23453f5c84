import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, listOf, query } from '../base'
import type { RecordAction, TimelineEvent } from '../lists'
import type { Post } from '../posts'
import type { RecordFields, RecordOf } from '../record'
import { id } from '../values'

/** The officer alone works with the register (SEC-01). */
export const officerPosts: readonly Post[] = ['confidentialityOfficer']

/**
 * Who may know of a file: the officer, and the leader in charge of confidentiality, who decides; main looks at the
 * matter.
 */
export const knowingPosts: readonly Post[] = ['confidentialityOfficer', 'matterLeader']

/** Closed to the inspector, and to everybody else as if there were nothing. */
export const closed = { closedToInspector: true, hidden: true } as const

/** A read for those who may know of a file; whoever may not is told that there is nothing. */
export const knownQuery = () => query(knowingPosts, closed)

/** A read for the officer alone. */
export const officerQuery = () => query(officerPosts, closed)

/** A list for those who may know of files. */
export const knownList = <F extends RecordFields, V extends boolean>(record: RecordOf<F, V>) =>
  listOf(knowingPosts, record, closed)

/** A list for the officer alone. */
export const officerList = <F extends RecordFields, V extends boolean>(record: RecordOf<F, V>) =>
  listOf(officerPosts, record, closed)

/** An act of the officer. */
export const officerCommand = () => command(officerPosts, { hidden: true })

/** A read of what is addressed to, or asked for by, the person asking; main leaves out everything else. */
export const ownQuery = () => query('staff', closed)

/** One record by its id. */
export const byId = (label: string) => z.strictObject({ id: id(label) })

/** A record as its page shows it. */
export interface Detail<Row> {
  readonly row: Row
  readonly approval: ApprovalView | null
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

/** What a command made. */
export interface Made {
  readonly id: string
  readonly number: string
}

/** A request that was handed in. */
export interface Submitted extends Made {
  readonly approvalId: string
}
