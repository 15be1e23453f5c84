import type { FormField, Incomplete } from '../../../ledger-kit'

/** Who signs under an act; chosen in place where nobody is named. */
interface Party {
  readonly role: string
  readonly label: string
  readonly personId?: string | undefined
}

/** An act on a record as its panel shows it. */
export interface PanelPlan {
  readonly fields: readonly FormField[]
  /** Path of the command in the contract, for the live check. */
  readonly call: string
  readonly submit: (input: object) => Promise<unknown>
  readonly start: object
  readonly label: string
  readonly file?: { readonly name: string; readonly title: string }
  readonly sign?: readonly Party[]
  readonly lines?: {
    readonly fields: readonly FormField[]
    readonly title: string
    readonly blank: object
    readonly path?: string
  }
}

/** Binds an act's panel to its command, so that what it starts from fits what the command takes. */
export function panel<Input extends object>(
  call: string,
  label: string,
  command: (input: Input) => Promise<unknown>,
  start: Incomplete<Input>,
  fields: readonly FormField[] = [],
  more: Pick<PanelPlan, 'file' | 'sign' | 'lines'> = {}
): PanelPlan {
  // Whether everything is filled in is main's to say.
  return { call, label, start, fields, submit: (input) => command(input as Input), ...more }
}
