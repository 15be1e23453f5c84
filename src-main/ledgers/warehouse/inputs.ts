import type { AnySchema, InferSchemaOutput } from '@orpc/contract'
import type { warehouse } from '../../contract/warehouse'

type Taken<P extends { '~orpc': { inputSchema?: AnySchema | undefined } }> = InferSchemaOutput<
  NonNullable<P['~orpc']['inputSchema']>
>

/** What the contract's commands hand to the services, checked and with defaults filled in. */
export type ReceiveInput = Taken<typeof warehouse.intakes.receive>
export type ExtensionInput = Taken<typeof warehouse.extensions.submit>
export type ExtensionNotice = Taken<typeof warehouse.extensions.notify>
export type ExitInput = Taken<typeof warehouse.exits.submit>
export type ExitCompletion = Taken<typeof warehouse.exits.complete>
export type ExitReversal = Taken<typeof warehouse.exits.reverse>
export type KeepingInput = Taken<typeof warehouse.keepings.begin>
export type InspectionInput = Taken<typeof warehouse.keepings.inspect>
export type KeepingEnd = Taken<typeof warehouse.keepings.end>
export type CleanupInput = Taken<typeof warehouse.cleanups.open>
export type SettleInput = Taken<typeof warehouse.cleanups.settle>
export type WriteOffInput = Taken<typeof warehouse.cleanups.writeOff>
export type CountInput = Taken<typeof warehouse.cleanups.count>
export type KeyHandoverInput = Taken<typeof warehouse.keys.handOver>
export type EntryInput = Taken<typeof warehouse.entries.enter>
export type MoveInput = Taken<typeof warehouse.lines.move>
