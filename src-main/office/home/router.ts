import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { dueTotals } from '../../contract/home'
import { inboxOf } from '../approvals/views'
import { read } from '../handlers'
import { permitting, translatingFaults, type CallContext } from '../procedure'
import { closeOverdueDuty } from './closeDuty'
import { dueItems } from './due'
import { firstSteps } from './firstSteps'
import { myRequests } from './requests'
import { searchAll } from './search'

const os = implement(contract.home).$context<CallContext>().use(translatingFaults).use(permitting)

/** The home page: what is due, what I asked for, charts, counts, and the search over everything. */
export const homeRouter = os.router({
  firstSteps: os.firstSteps.handler(read(firstSteps)),
  due: os.due.handler(async ({ context }) => dueItems(await context.reading())),
  closeDuty: os.closeDuty.handler(async ({ context, input }) => {
    const reading = await context.reading()
    return context.write({ chain: input.ledger, act: '了结逾期未办事项', reasons: input.reasons }, async (unit) => {
      await closeOverdueDuty(unit, context.house, reading, input)
      return { rule: input.rule }
    })
  }),
  myRequests: os.myRequests.handler(async ({ context }) => myRequests(await context.reading())),
  charts: os.charts.handler(async ({ context }) => {
    const reading = await context.reading()
    return (await Promise.all(context.house.modules.map((module) => module.charts(reading)))).flat()
  }),
  counts: os.counts.handler(async ({ context }) => {
    const reading = await context.reading()
    const { due, overdue } = dueTotals(await dueItems(reading))
    return { inbox: (await inboxOf(reading)).length, due, overdue }
  }),
  search: os.search.handler(async ({ context, input }) => searchAll(await context.reading(), input.words))
})
