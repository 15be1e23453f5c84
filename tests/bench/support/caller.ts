import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { RPCHandler } from '@orpc/server/fetch'
import type { Contract } from '@main/contract'
import type { Post } from '@main/contract/posts'
import { appRouter } from '@main/hosts/appRouter'
import { systemActor } from '@main/kernel/actor'
import { personSearchKey } from '@main/kernel/searchKey'
import { Appointment, Bureau, Person, Unit } from '@main/office/entities'
import type { House } from '@main/office/house'

/** A client of a person signed in, calling as the window does: through the RPC protocol, permissions and validation. */
export function callerOf(house: House, personId: string): ContractRouterClient<Contract> {
  const sessionId = house.sessions.newId()
  house.sessions.set(sessionId, {
    personId,
    accountId: personId,
    login: 'bench',
    locked: false,
    passwordDays: new Map()
  })
  const handler = new RPCHandler(appRouter)
  const link = new RPCLink({
    url: 'http://ledger/rpc',
    fetch: async (request) =>
      (await handler.handle(request, { prefix: '/rpc', context: { house, sessionId } })).response ??
      new Response(null, { status: 404 })
  })
  return createORPCClient(link)
}

/** A new person with the given posts, and a client calling as that person. */
export async function signedInCaller(
  house: House,
  posts: readonly Post[]
): Promise<{ client: ContractRouterClient<Contract>; personId: string }> {
  const personId = await house.database.write(
    { chain: 'office', act: '基准准备', actor: systemActor },
    async (unit) => {
      if ((await unit.manager.count(Bureau)) === 0)
        await unit.insert(Bureau, { name: '基准局', shortName: '基准局', profile: 'dongkou', demo: false })
      const department = await unit.insert(Unit, {
        name: `科室${unit.newId().slice(-6)}`,
        kind: 'department',
        parentId: null,
        active: true
      })
      const person = await unit.insert(Person, {
        name: '基准员',
        unitId: department.id,
        kind: 'permanent',
        status: 'active',
        position: null,
        joinedOn: null,
        departedOn: null,
        phone: null,
        remarks: null,
        searchKey: personSearchKey('基准员')
      })
      for (const post of posts)
        await unit.insert(Appointment, {
          personId: person.id,
          post,
          unitId: null,
          matter: null,
          fromDay: '2020-01-01',
          toDay: null,
          documentNumber: null,
          handoverId: null,
          standsInForId: null
        })
      return person.id
    }
  )
  return { client: callerOf(house, personId), personId }
}
