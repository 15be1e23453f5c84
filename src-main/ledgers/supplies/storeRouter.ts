import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { returnUnused, reverseIssueLine } from './issue/corrections'
import { postIssue } from './issue/post'
import { amendIssueRequest, overrideInterval, submitIssueRequest } from './issue/request'
import { counter, issueRequestCard, issueRequestPage } from './issue/requestRows'
import { distributionPage, issueCard, issuePage, issueSlip } from './issue/rows'
import { disposeScrap, submitScrap } from './scrap/acts'
import { scrapCard, scrapPage } from './scrap/rows'
import { consumptionMatrix } from './statement/consumption'
import { monthlyStatement } from './statement/monthly'
import { openStock, reverseStockInLine, stockInFromHoldings, transferIn } from './stock/receive'
import { proposeRequisition, replenishment } from './stock/replenishment'
import { enterStoreroom } from './stock/storeroom'
import { stockInCard, stockInPage, waitingGoods } from './stock/stockInRows'
import { movementPage, stockCard, stockPage, storeroomPage } from './stock/rows'
import { countFirst, countSecond, explain, openStocktake, submitStocktake } from './stocktake/count'
import { stocktakeCard, stocktakePage } from './stocktake/rows'

const os = implement(contract.supplies).$context<CallContext>().use(translatingFaults).use(permitting)

const act = (name: string, input: { readonly reasons?: Record<string, string> | undefined }) => ({
  chain: 'supplies' as const,
  act: name,
  reasons: input.reasons
})
const numbered = ({ id, number }: { readonly id: string; readonly number: string }) => ({ id, number })
const progress = <State>({ version, state }: { readonly version: number; readonly state: State }) => ({ version, state })

const stock = {
  list: os.stock.list.handler(async ({ context, input }) => stockPage(await context.reading(), input)),
  get: os.stock.get.handler(async ({ context, input }) => stockCard(await context.reading(), input.id)),
  movements: os.stock.movements.handler(async ({ context, input }) => movementPage(await context.reading(), input)),
  replenishment: os.stock.replenishment.handler(async ({ context }) => {
    const { manager, book, today } = await context.reading()
    return replenishment(manager, book, today)
  }),
  proposeRequisition: os.stock.proposeRequisition.handler(({ context, input }) =>
    context.write(act('补库申购', input), async (unit) => numbered(await proposeRequisition(unit, context.house, input.itemIds)))
  )
}

const stockIns = {
  list: os.stockIns.list.handler(async ({ context, input }) => stockInPage(await context.reading(), input)),
  get: os.stockIns.get.handler(async ({ context, input }) => stockInCard(await context.reading(), input.id)),
  waiting: os.stockIns.waiting.handler(async ({ context }) => waitingGoods(await context.reading())),
  fromHoldings: os.stockIns.fromHoldings.handler(({ context, input }) =>
    context.write(act('采购入库', input), async (unit) => numbered(await stockInFromHoldings(unit, input)))
  ),
  open: os.stockIns.open.handler(({ context, input }) =>
    context.write(act('期初入库', input), async (unit) => numbered(await openStock(unit, input.lines, input.remarks ?? null)))
  ),
  transferIn: os.stockIns.transferIn.handler(({ context, input }) =>
    context.write(act('调入', input), async (unit) => numbered(await transferIn(unit, input.lines, input.remarks, input.fromUnitId ?? null)))
  ),
  reverseLine: os.stockIns.reverseLine.handler(({ context, input }) =>
    context.write(act('冲正入库', input), (unit) => reverseStockInLine(unit, input.id, input.reason))
  )
}

const storeroom = {
  list: os.storeroom.list.handler(async ({ context, input }) => storeroomPage(await context.reading(), input)),
  enter: os.storeroom.enter.handler(({ context, input }) =>
    context.write(act('仓库出入登记', input), async (unit) => numbered(await enterStoreroom(unit, input)))
  )
}

const issueRequests = {
  list: os.issueRequests.list.handler(async ({ context, input }) => issueRequestPage(await context.reading(), input)),
  get: os.issueRequests.get.handler(async ({ context, input }) => issueRequestCard(await context.reading(), input.id)),
  submit: os.issueRequests.submit.handler(({ context, input }) =>
    context.write(act('申请领用', input), (unit) => submitIssueRequest(unit, context.house, input))
  ),
  amend: os.issueRequests.amend.handler(({ context, input }) => context.write(act('修改领用申请', input), (unit) => amendIssueRequest(unit, input))),
  override: os.issueRequests.override.handler(({ context, input }) =>
    context.write(act('准予提前领用', input), (unit) => overrideInterval(unit, input))
  )
}

const issues = {
  counter: os.issues.counter.handler(async ({ context, input }) => counter(await context.reading(), input.search, input.limit)),
  post: os.issues.post.handler(({ context, input }) => context.write(act('领用发放', input), (unit) => postIssue(unit, input))),
  slip: os.issues.slip.handler(async ({ context, input }) => issueSlip(await context.reading(), input.id)),
  list: os.issues.list.handler(async ({ context, input }) => issuePage(await context.reading(), input)),
  get: os.issues.get.handler(async ({ context, input }) => issueCard(await context.reading(), input.id)),
  returnUnused: os.issues.returnUnused.handler(({ context, input }) => context.write(act('退库', input), (unit) => returnUnused(unit, input))),
  reverseLine: os.issues.reverseLine.handler(({ context, input }) =>
    context.write(act('冲正领用', input), (unit) => reverseIssueLine(unit, input.id, input.reason))
  )
}

const stocktakes = {
  list: os.stocktakes.list.handler(async ({ context, input }) => stocktakePage(await context.reading(), input)),
  get: os.stocktakes.get.handler(async ({ context, input }) => stocktakeCard(await context.reading(), input.id)),
  open: os.stocktakes.open.handler(({ context, input }) =>
    context.write(act('开始盘点', input), async (unit) => {
      const { id, number, version } = await openStocktake(unit, input)
      return { id, number, version }
    })
  ),
  count: os.stocktakes.count.handler(({ context, input }) =>
    context.write(act('初盘', input), async (unit) => progress(await countFirst(unit, input.id, input.version, input.counts)))
  ),
  recount: os.stocktakes.recount.handler(({ context, input }) =>
    context.write(act('复盘', input), async (unit) => progress(await countSecond(unit, input.id, input.version, input.counts)))
  ),
  explain: os.stocktakes.explain.handler(({ context, input }) =>
    context.write(act('说明盈亏原因', input), async (unit) => ({ version: (await explain(unit, input)).version }))
  ),
  submit: os.stocktakes.submit.handler(({ context, input }) =>
    context.write(act('盘点报批', input), (unit) => submitStocktake(unit, context.house, input.id, input.version))
  )
}

const scraps = {
  list: os.scraps.list.handler(async ({ context, input }) => scrapPage(await context.reading(), input)),
  get: os.scraps.get.handler(async ({ context, input }) => scrapCard(await context.reading(), input.id)),
  submit: os.scraps.submit.handler(({ context, input }) => context.write(act('报废报批', input), (unit) => submitScrap(unit, context.house, input))),
  dispose: os.scraps.dispose.handler(({ context, input }) =>
    context.write(act('登记报废处置', input), async (unit) => ({ version: (await disposeScrap(unit, input)).version }))
  )
}

const statements = {
  monthly: os.statements.monthly.handler(async ({ context, input }) => monthlyStatement((await context.reading()).manager, input.month)),
  distribution: os.statements.distribution.handler(async ({ context, input }) => distributionPage(await context.reading(), input)),
  consumption: os.statements.consumption.handler(async ({ context, input }) => {
    const { manager, today } = await context.reading()
    return consumptionMatrix(manager, today, input)
  })
}

/** Procedures of the storeroom half of the ledger. */
export const storeRouter = { stock, stockIns, storeroom, issueRequests, issues, stocktakes, scraps, statements }
