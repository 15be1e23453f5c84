import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { output } from '../base'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import type { Post } from '../posts'
import { id, signature } from '../values'

/** The vehicle office. */
export const officePosts = ['vehicleOffice', 'officeDirector'] as const satisfies readonly Post[]
/** Who enters refuels: the appointed refueller, and the office in their stead. */
export const fuelPosts = ['refueller', 'vehicleOffice'] as const satisfies readonly Post[]
export const financePosts = ['finance', 'financeHead'] as const satisfies readonly Post[]
/** Who sees every record of the ledger; others see their unit's and their own. */
export const overseers = [
  'vehicleOffice',
  'officeDirector',
  'refueller',
  'safetyMember',
  'administrationLeader',
  'finance',
  'financeHead',
  'leader',
  'matterLeader',
  'head',
  'partySecretary',
  'inspector'
] as const satisfies readonly Post[]

export const byId = (label: string) => z.strictObject({ id: id(label) })
export const target = (label: string) => ({ id: id(label), version: z.int() })
export const paged = listInput
export const page = <Row>() => output<Page<Row>>()
/** What an act on a record answers. */
export const changed = output<{ readonly id: string; readonly version: number }>()
export const numbered = output<{ readonly id: string; readonly number: string }>()
/** Signatures of driver and vehicle office under a hand-over or acceptance. */
export const bothSign = z.strictObject({ driver: signature.optional(), office: signature.optional() })
export type BothSign = z.output<typeof bothSign>

/** What every record's page shows beside its own parts. */
export interface RecordView<Row> {
  readonly row: Row
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
  readonly approval?: ApprovalView | null
}
