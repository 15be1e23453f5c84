import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import type { RecordAction, TimelineEvent } from '../lists'
import type { Post } from '../posts'
import { id } from '../values'

/** Who works with the ledger beside the squads. */
export const ledgerPosts: readonly Post[] = [
  'warehouseKeeper',
  'unitHead',
  'leader',
  'matterLeader',
  'legalReviewer',
  'officeDirector',
  'head',
  'partySecretary'
]

/** One record by its id. */
export const byId = (label: string) => z.strictObject({ id: id(label) })

/** A record as its page shows it. */
export interface Detail<Row, Line> {
  readonly row: Row
  readonly lines: readonly Line[]
  readonly approval: ApprovalView | null
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

/** What a command made. */
export interface Made {
  readonly id: string
  readonly number: string
}
