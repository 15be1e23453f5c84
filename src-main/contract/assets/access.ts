import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import type { RecordAction, TimelineEvent } from '../lists'
import type { Post } from '../posts'
import { id, text as line } from '../values'

/** The office's people for assets, and finance's for equipment. */
export const officePosts: readonly Post[] = ['assetClerk', 'officeDirector']
export const equipmentPosts: readonly Post[] = ['finance', 'financeHead']
export const keepingPosts: readonly Post[] = [...officePosts, ...equipmentPosts]

/** Who sees the whole ledger; everybody else sees what is theirs and their unit's. */
export const assetPosts: readonly Post[] = [
  ...keepingPosts,
  'head',
  'partySecretary',
  'leader',
  'matterLeader',
  'inspector'
]

/** One record by its id. */
export const byId = (label: string) => z.strictObject({ id: id(label) })
/** One record at the version it was read with. */
export const atVersion = (label: string) => ({ id: id(label), version: z.int() })

/** A returned request as its applicant corrects it, at the version it was read with. */
export const correction = (label: string) => ({ ...atVersion(label), note: line('补正说明', 300) })

/** A record as its page shows it. */
export interface AssetDetail<Row, Line = never> {
  readonly row: Row
  readonly lines: readonly Line[]
  readonly approval: ApprovalView | null
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

/** What a command made. */
export interface AssetMade {
  readonly id: string
  readonly number: string
}
export interface AssetAsked extends AssetMade {
  readonly approvalId: string
}
