import { oc, type } from '@orpc/contract'
import { z } from 'zod'
import { faults } from './faults'
import './issueWords'
import { listInput, type Page } from './lists'
import type { Post } from './posts'
import type { AnyRecord, RecordFields, RecordOf, RowOf } from './record'

/**
 * Who may call a procedure. `public`: no one need be signed in. `signedIn`: any account. `staff`: permanent or contract
 * staff (K-11). A list of posts: whoever holds one of them today (K-06). The inspector may call every query.
 */
export type Access = 'public' | 'signedIn' | 'staff' | readonly Post[]

export interface ProcedureMeta {
  /** Absent means undeclared, which the permission suite treats as a fault. */
  readonly access?: Access
  readonly kind?: 'query' | 'command'
  /** Queries of confidential content stay closed to the inspector. */
  readonly closedToInspector?: boolean
  /** The record whose rows are listed. */
  readonly lists?: AnyRecord
  /** Whoever may not call it is told that there is no such thing, not who may (SEC-01). */
  readonly hidden?: boolean
  /** Open to somebody who has to set a password of their own first. */
  readonly beforeOwnPassword?: boolean
}
type ListMeta = Pick<ProcedureMeta, 'closedToInspector' | 'hidden'>

const base = oc.$meta<ProcedureMeta>({}).errors(faults)

/** A read: declares who may see it. */
export function query(access: Access, meta: Omit<ProcedureMeta, 'access' | 'kind'> = {}) {
  return base.meta({ ...meta, access, kind: 'query' })
}

/** A list of a record's rows: what can be sorted and filtered follows from the record. */
export function listOf<F extends RecordFields, V extends boolean>(
  access: Access,
  record: RecordOf<F, V>,
  meta: ListMeta = {}
) {
  return query(access, { ...meta, lists: record })
    .input(listInput)
    .output(output<Page<RowOf<RecordOf<F, V>>>>())
}

/** A change: declares who may make it. */
export function command(access: Access, meta: Pick<ProcedureMeta, 'hidden' | 'beforeOwnPassword'> = {}) {
  return base.meta({ ...meta, access, kind: 'command' })
}

/** Reasons given for WARN rules, by rule id; each ends in the exceptions report. */
export const reasonsSchema = z.record(z.string(), z.string().trim().min(2, '理由至少两个字').max(500)).optional()

/** Input of a command: its own fields plus the reasons for warnings it accepts. */
export function commandInput<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...shape, reasons: reasonsSchema })
}

/** Output declared by type only: main is trusted to send what its types say. */
export const output = type
