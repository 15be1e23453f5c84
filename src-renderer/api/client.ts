import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '@contract'
import { openLink } from './transport'

/** Every procedure of the contract as a typed call. Faults are thrown; `toFault` reads them. */
export type Client = ContractRouterClient<Contract>

type Link = Awaited<ReturnType<typeof openLink>>
let opened: Promise<Link> | undefined

/** Calls of the main process. The link is opened by the first call. */
export const client: Client = createORPCClient({
  async call(path, input, options) {
    opened ??= openLink()
    return (await opened).call(path, input, options)
  }
})
