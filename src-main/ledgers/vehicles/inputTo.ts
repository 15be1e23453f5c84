import type { z } from 'zod'

/** What may be undefined may be left out. */
type Lenient<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: T[K]
}

/** What a command of the contract is given, as its schema leaves it. */
export type InputTo<P> = P extends { readonly '~orpc': { readonly inputSchema?: infer Schema } }
  ? NonNullable<Schema> extends z.ZodType<infer Output>
    ? Lenient<Output>
    : never
  : never

/** Names the record with version that an act is based on. */
export interface Based {
  readonly id: string
  readonly version: number
}
