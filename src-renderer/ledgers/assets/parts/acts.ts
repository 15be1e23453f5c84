import type { FormField } from '../../../ledger-kit'

/** An act of a record's page: what its panel asks, and the command it becomes. */
export interface PageAct {
  readonly fields: readonly FormField[]
  /** Path of the command in the contract, for the live check. */
  readonly call: string
  readonly label: string
  /** What the form starts with, beside id and version. */
  readonly start?: object
  readonly run: (input: object) => Promise<unknown>
}

/** An act whose command takes the input its fields make; the form knows its shape only as it is filled. */
export function pageAct<Input extends object>(
  call: string,
  label: string,
  fields: readonly FormField[],
  command: (input: Input) => Promise<unknown>,
  start: object = {}
): PageAct {
  return { fields, call, label, start, run: (input) => command(input as Input) }
}
