import type { ChainId } from '../contract/ledgers'
import type { UnitOfWork } from '../platform/database/unitOfWork'
import type { House, Reading } from './house'
import type { Permitted } from './procedure'

interface Call<Input> {
  readonly context: Permitted
  readonly input: Input
}

interface Reasoned {
  readonly reasons?: Readonly<Record<string, string>> | undefined
}

/** Handler of a question: answered from committed rows, with the rules and the calendar of the day. */
export const read =
  <Input, Output>(answer: (reading: Reading, input: Input) => Output) =>
  async ({ context, input }: Call<Input>): Promise<Awaited<Output>> =>
    await answer(await context.reading(), input)

/** Handler of a question about one record. */
export const readById = <Output>(answer: (reading: Reading, id: string) => Output) =>
  read((reading, { id }: { readonly id: string }) => answer(reading, id))

/**
 * Handlers of a ledger's acts: `act('登记用品', createItem)` runs in one unit of work with its audit entry, as the person
 * who is signed in, with the reasons given for its warnings. What it is called may depend on what is done.
 */
export const actsOn =
  (chain: ChainId) =>
  <Input, Output>(
    name: string | ((input: Input) => string),
    body: (unit: UnitOfWork, input: Input, house: House) => Promise<Output>
  ) =>
  ({ context, input }: Call<Input & Reasoned>): Promise<Output> => {
    const work = { chain, act: typeof name === 'string' ? name : name(input), reasons: input.reasons }
    return context.write(work, (unit) => body(unit, input, context.house))
  }

/** What most acts answer: of the record its number, its version, its state, or that it is there. */
export const versionOf = ({ version }: { readonly version: number }) => ({ version })
export const standingOf = <State>({ version, state }: { readonly version: number; readonly state: State }) => ({
  version,
  state
})
export const numbered = ({ id, number }: { readonly id: string; readonly number: string }) => ({ id, number })
export const changed = ({ id, version }: { readonly id: string; readonly version: number }) => ({ id, version })
export const ofId = ({ id }: { readonly id: string }) => ({ id })
