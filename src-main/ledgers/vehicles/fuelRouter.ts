import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { enterCost, reverseCost } from './cost/acts'
import { costsPage, costSummary } from './cost/rows'
import { receiveFuelMonth, signFuelMonth } from './fuelMonth/acts'
import { fuelMonthOf, fuelMonthsPage } from './fuelMonth/rows'
import { postRefuel, reverseRefuel } from './refuel/acts'
import { refuelDetail, refuelsPage } from './refuel/rows'
import { changed, numbered, work } from './routing'
import { keepStatement, readFile, settleMatch } from './statement/acts'
import { matchesPage, statementDetail, statementsPage } from './statement/rows'
import { runChecks, settleSuspicion } from './suspicion/acts'
import { suspicionsPage } from './suspicion/rows'

const os = implement(contract.vehicles).$context<CallContext>().use(translatingFaults).use(permitting)

export const refuels = os.refuels.router({
  list: os.refuels.list.handler(async ({ context, input }) => refuelsPage(await context.reading(), input)),
  get: os.refuels.get.handler(async ({ context, input }) => refuelDetail(await context.reading(), input.id)),
  post: os.refuels.post.handler(({ context, input }) =>
    context.write(work('加油登记', input), async (unit) => numbered(await postRefuel(unit, input)))
  ),
  reverse: os.refuels.reverse.handler(({ context, input }) =>
    context.write(work('冲正加油', input), async (unit) => numbered(await reverseRefuel(unit, input.id, input.reason)))
  )
})

export const fuelMonths = os.fuelMonths.router({
  list: os.fuelMonths.list.handler(async ({ context, input }) => fuelMonthsPage(await context.reading(), input)),
  month: os.fuelMonths.month.handler(async ({ context, input }) => fuelMonthOf(await context.reading(), input.month)),
  sign: os.fuelMonths.sign.handler(({ context, input }) =>
    context.write(work('油料月结', input), async (unit) => numbered(await signFuelMonth(unit, input.month)))
  ),
  receive: os.fuelMonths.receive.handler(({ context, input }) =>
    context.write(work('财务收到油料月结', input), async (unit) => numbered(await receiveFuelMonth(unit, input.id)))
  )
})

export const statements = os.statements.router({
  list: os.statements.list.handler(async ({ context, input }) => statementsPage(await context.reading(), input)),
  get: os.statements.get.handler(async ({ context, input }) => statementDetail(await context.reading(), input.id)),
  matches: os.statements.matches.handler(async ({ context, input }) => matchesPage(await context.reading(), input)),
  read: os.statements.read.handler(async ({ context, input }) => {
    const read = await readFile(context.house, input.attachmentId)
    return context.write(work('读入油卡对账单', input), async (unit) => numbered(await keepStatement(unit, read)))
  }),
  settle: os.statements.settle.handler(({ context, input }) =>
    context.write(work('处理对账情况', input), async (unit) => changed(await settleMatch(unit, input)))
  )
})

export const suspicions = os.suspicions.router({
  list: os.suspicions.list.handler(async ({ context, input }) => suspicionsPage(await context.reading(), input)),
  run: os.suspicions.run.handler(({ context, input }) => context.write(work('核查用油疑点', input), (unit) => runChecks(unit, context.house, input))),
  settle: os.suspicions.settle.handler(({ context, input }) =>
    context.write(work('处理用油疑点', input), async (unit) => changed(await settleSuspicion(unit, input)))
  )
})

export const costs = os.costs.router({
  list: os.costs.list.handler(async ({ context, input }) => costsPage(await context.reading(), input)),
  summary: os.costs.summary.handler(async ({ context, input }) => costSummary(await context.reading(), input)),
  enter: os.costs.enter.handler(({ context, input }) =>
    context.write(work('登记费用', input), async (unit) => numbered(await enterCost(unit, input)))
  ),
  reverse: os.costs.reverse.handler(({ context, input }) =>
    context.write(work('冲正费用', input), async (unit) => numbered(await reverseCost(unit, input.id, input.reason)))
  )
})
