import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import type { RecordAction, TimelineEvent } from '../lists'
import { reference } from '../recordField'
import { id, text as typedText } from '../values'

export const version = z.int()

export const office = ['officeDirector', 'sealCustodian'] as const

/** The seal a record is about. */
export const sealNamed = reference('印章', 'sealId', 18).joined()

/** What every record of the ledger is opened with. */
export interface RecordDetail<Row> {
  readonly row: Row
  readonly approval: ApprovalView | null
  readonly actions: readonly RecordAction[]
  readonly timeline: readonly TimelineEvent[]
}

/** What a returned application is corrected by: which one, as last seen, and what its applicant says about it. */
export const correction = { id: id('申请'), version, note: typedText('补正说明') }

export const count = (label: string, most = 9999) =>
  z
    .int({ error: `请填写${label}` })
    .min(1, `${label}应大于零`)
    .max(most, `${label}不能超过${most}`)

/** Where the seal is used: only in the custody room (SEAL-11). */
export const place = z.enum(['custodyRoom', 'elsewhere']).default('custodyRoom')
