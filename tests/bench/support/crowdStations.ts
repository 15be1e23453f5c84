// Some workstations of the crowd in a process of their own: each opens the bureau's PostgreSQL and, once told to,
// issues goods one act after another. Prints "ready", then the numbers it was given as one JSON line.
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { benchHouse } from './benchHouse'
import { callerOf } from './caller'
import { penOf } from '../../support/pen'
import type { CrowdOrder } from './crowd'

const order = JSON.parse(process.argv[2] ?? '') as CrowdOrder
const stations = await Promise.all(
  order.stations.map(async (station) => {
    const house = await benchHouse(undefined, { kind: 'postgres', url: order.url, poolSize: 1 })
    return { ...station, house, client: callerOf(house, order.keeperId) }
  })
)
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const slowest: number[] = []
const given = await Promise.all(
  stations.map(async ({ client, requestId, lineId, version }) => {
    const numbers: string[] = []
    for (let act = 0; act < order.acts; act += 1) {
      const began = performance.now()
      const { number } = await client.supplies.issues.post({
        requestId,
        version: version + act,
        lines: [{ lineId, quantity: order.quantity, handedIn: 0 }],
        signatures: { claimant: penOf({ id: order.claimantId }), keeper: penOf({ id: order.keeperId }) }
      })
      slowest.push(performance.now() - began)
      numbers.push(number)
    }
    return numbers
  })
)
process.stdout.write(`${JSON.stringify({ numbers: given.flat(), actMs: slowest })}\n`)
for (const { house } of stations) await house.database.close()
process.exit(0)
