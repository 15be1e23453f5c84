import { z } from 'zod'

/** One condition of a list filter. Values are stored values (ids, cents, thousandths, ISO dates). */
export const filterSchema = z.strictObject({
  field: z.string().max(60),
  op: z.enum(['eq', 'in', 'contains', 'from', 'to', 'empty']),
  value: z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(200)).max(200)]).optional()
})
export type ListFilter = z.infer<typeof filterSchema>

/** What a list asks for: search words (name, number, pinyin or initials), filters, order and one window of rows. */
export const listInput = z.strictObject({
  search: z.string().trim().max(100).optional(),
  filters: z.array(filterSchema).max(20).default([]),
  sort: z.strictObject({ field: z.string().max(60), direction: z.enum(['asc', 'desc']) }).optional(),
  offset: z.int().min(0).max(100_000_000).default(0),
  limit: z.int().min(1).max(500).default(50)
})
export type ListInput = z.infer<typeof listInput>
export type ListRequest = z.input<typeof listInput>

/** One window of a list with the total and sums of the whole filtered set. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  /** Sums over the filtered set, by field, in the field's unit. */
  readonly sums: Readonly<Record<string, number>>
}

/** What a person may do with a record now; impossible ones carry the reason and are shown grey. */
export interface RecordAction {
  readonly action: string
  readonly label: string
  readonly enabled: boolean
  readonly reason?: string
}

/** One event in the life of a record: movement, decision, handover or print. */
export interface TimelineEvent {
  readonly at: string
  readonly title: string
  readonly actor: string
  readonly capacity?: string
  readonly opinion?: string
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly reason: string }[]
  readonly tone?: 'normal' | 'good' | 'bad'
}
