import type { PenPoint } from '@contract'

/** A command's input while it is being filled in: anything may still be missing. */
export type Incomplete<T> = T extends Blob | PenPoint
  ? T
  : T extends readonly (infer E)[]
    ? Incomplete<E>[]
    : T extends object
      ? { -readonly [K in keyof T]?: Incomplete<T[K]> | undefined }
      : T

/** The input of a call of the client, e.g. `InputOf<typeof client.office.createPerson>`. */
export type InputOf<Call> = Call extends (input: infer Input, ...rest: infer _Rest) => unknown
  ? NonNullable<Input>
  : never
