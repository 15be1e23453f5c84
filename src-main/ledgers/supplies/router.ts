import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { actsOn, numbered, read, readById, standingOf, versionOf } from '../../office/handlers'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { recordAcceptance } from './acceptance/acts'
import { acceptanceDetail, acceptancePage, returnDetail, returnPage } from './acceptance/detail'
import { closeReturn } from './acceptance/returns'
import { returnUnused, reverseIssueLine } from './issue/corrections'
import { postIssue } from './issue/post'
import { amendIssueRequest, overrideInterval, submitIssueRequest } from './issue/request'
import { counter, issueRequestCard, issueRequestPage } from './issue/requestRows'
import { distributionPage, issueCard, issuePage, issueSlip } from './issue/rows'
import { createItem, setItemActive, updateItem } from './item/acts'
import { itemDetail, itemPage, supplierDetail, supplierPage } from './item/rows'
import { purchasePlan, submitConsolidated } from './purchase/consolidate'
import { purchaseDetail, purchasePage } from './purchase/detail'
import { attachInvoice, checkInvoice, closePurchase, orderPurchase } from './purchase/fulfil'
import { addQuotes } from './purchase/quotes'
import { revisePurchase } from './purchase/revise'
import { emergencyDeciders, submitEmergency, submitUnitPurchase } from './purchase/submit'
import { reviseRequisition, submitRequisition } from './requisition/acts'
import { requisitionDetail, requisitionPage, roundToday } from './requisition/rows'
import { disposeScrap, submitScrap } from './scrap/acts'
import { takeWorn } from './scrap/register'
import { scrapCard, scrapPage } from './scrap/rows'
import { consumptionMatrix } from './statement/consumption'
import { monthlyStatement } from './statement/monthly'
import { openStock, reverseStockInLine, stockInFromHoldings, transferIn } from './stock/receive'
import { proposeRequisition, replenishment } from './stock/replenishment'
import { movementPage, stockCard, stockPage, storeroomPage } from './stock/rows'
import { stockInCard, stockInPage, waitingGoods } from './stock/stockInRows'
import { enterStoreroom } from './stock/storeroom'
import { countFirst, countSecond, explain, openStocktake, submitStocktake } from './stocktake/count'
import { stocktakeCard, stocktakePage } from './stocktake/rows'
import { createSupplier, updateSupplier } from './supplier/acts'

const os = implement(contract.supplies).$context<CallContext>().use(translatingFaults).use(permitting)
const act = actsOn('supplies')

const items = {
  list: os.items.list.handler(read(itemPage)),
  get: os.items.get.handler(readById(itemDetail)),
  create: os.items.create.handler(act('登记用品', async (unit, input) => numbered(await createItem(unit, input)))),
  update: os.items.update.handler(
    act('修改用品', async (unit, input) => versionOf(await updateItem(unit, input.id, input.version, input)))
  ),
  setActive: os.items.setActive.handler(
    act(
      (input) => (input.active ? '恢复用品' : '停用用品'),
      async (unit, input) => versionOf(await setItemActive(unit, input.id, input.version, input.active))
    )
  )
}

const suppliers = {
  list: os.suppliers.list.handler(read(supplierPage)),
  get: os.suppliers.get.handler(readById(supplierDetail)),
  create: os.suppliers.create.handler(
    act('登记供应商', async (unit, input) => ({ id: (await createSupplier(unit, input)).id }))
  ),
  update: os.suppliers.update.handler(
    act('修改供应商', async (unit, input) => versionOf(await updateSupplier(unit, input.id, input.version, input)))
  )
}

const requisitions = {
  list: os.requisitions.list.handler(read(requisitionPage)),
  get: os.requisitions.get.handler(readById(requisitionDetail)),
  round: os.requisitions.round.handler(read(roundToday)),
  submit: os.requisitions.submit.handler(
    act('申购', async (unit, input, house) => {
      const { id, number, month } = await submitRequisition(unit, house, input)
      return { id, number, month }
    })
  ),
  revise: os.requisitions.revise.handler(
    act('补正申购单', async (unit, input, house) => versionOf(await reviseRequisition(unit, house, input)))
  )
}

const purchases = {
  list: os.purchases.list.handler(read(purchasePage)),
  get: os.purchases.get.handler(readById(purchaseDetail)),
  plan: os.purchases.plan.handler(read((reading, { month }) => purchasePlan(reading, month))),
  submit: os.purchases.submit.handler(
    act('汇总采购', async (unit, input, house) => numbered(await submitConsolidated(unit, house, input)))
  ),
  submitUnit: os.purchases.submitUnit.handler(
    act('单位采购申请', async (unit, input, house) => numbered(await submitUnitPurchase(unit, house, input)))
  ),
  emergencyDeciders: os.purchases.emergencyDeciders.handler(read(emergencyDeciders)),
  submitEmergency: os.purchases.submitEmergency.handler(
    act('紧急采购', async (unit, input, house) => {
      const { purchase, confirmBy } = await submitEmergency(unit, house, input)
      return { ...numbered(purchase), confirmBy }
    })
  ),
  addQuotes: os.purchases.addQuotes.handler(
    act('登记报价', async (unit, input) => versionOf(await addQuotes(unit, input.id, input.version, input.quotes)))
  ),
  revise: os.purchases.revise.handler(
    act('补正采购单', async (unit, input, house) => versionOf(await revisePurchase(unit, house, input)))
  ),
  order: os.purchases.order.handler(act('订购', async (unit, input) => versionOf(await orderPurchase(unit, input)))),
  attachInvoice: os.purchases.attachInvoice.handler(
    act('登记发票清单', async (unit, input) => versionOf(await attachInvoice(unit, input)))
  ),
  checkInvoice: os.purchases.checkInvoice.handler(
    act('财务核对', async (unit, input) =>
      versionOf(await checkInvoice(unit, input.id, input.version, input.amountCents))
    )
  ),
  close: os.purchases.close.handler(
    act('办结采购', async (unit, input) => versionOf(await closePurchase(unit, input.id, input.version)))
  )
}

const acceptances = {
  list: os.acceptances.list.handler(read(acceptancePage)),
  get: os.acceptances.get.handler(readById(acceptanceDetail)),
  record: os.acceptances.record.handler(
    act('验收', async (unit, input) => numbered(await recordAcceptance(unit, input)))
  )
}

const supplierReturns = {
  list: os.supplierReturns.list.handler(read(returnPage)),
  get: os.supplierReturns.get.handler(readById(returnDetail)),
  close: os.supplierReturns.close.handler(
    act('办结退换货', async (unit, input) =>
      versionOf(await closeReturn(unit, input.id, input.version, input.how, input.outcome))
    )
  )
}

const stock = {
  list: os.stock.list.handler(read(stockPage)),
  get: os.stock.get.handler(readById(stockCard)),
  movements: os.stock.movements.handler(read(movementPage)),
  replenishment: os.stock.replenishment.handler(
    read(({ manager, book, today }) => replenishment(manager, book, today))
  ),
  proposeRequisition: os.stock.proposeRequisition.handler(
    act('补库申购', async (unit, input, house) => numbered(await proposeRequisition(unit, house, input.itemIds)))
  )
}

const stockIns = {
  list: os.stockIns.list.handler(read(stockInPage)),
  get: os.stockIns.get.handler(readById(stockInCard)),
  waiting: os.stockIns.waiting.handler(read(waitingGoods)),
  fromHoldings: os.stockIns.fromHoldings.handler(
    act('采购入库', async (unit, input) => numbered(await stockInFromHoldings(unit, input)))
  ),
  open: os.stockIns.open.handler(
    act('期初入库', async (unit, input) => numbered(await openStock(unit, input.lines, input.remarks ?? null)))
  ),
  transferIn: os.stockIns.transferIn.handler(
    act('调入', async (unit, input) =>
      numbered(await transferIn(unit, input.lines, input.remarks, input.fromUnitId ?? null))
    )
  ),
  reverseLine: os.stockIns.reverseLine.handler(
    act('冲正入库', (unit, input) => reverseStockInLine(unit, input.id, input.reason))
  )
}

const storeroom = {
  list: os.storeroom.list.handler(read(storeroomPage)),
  enter: os.storeroom.enter.handler(
    act('仓库出入登记', async (unit, input) => numbered(await enterStoreroom(unit, input)))
  )
}

const issueRequests = {
  list: os.issueRequests.list.handler(read(issueRequestPage)),
  get: os.issueRequests.get.handler(readById(issueRequestCard)),
  submit: os.issueRequests.submit.handler(
    act('申请领用', (unit, input, house) => submitIssueRequest(unit, house, input))
  ),
  amend: os.issueRequests.amend.handler(act('修改领用申请', amendIssueRequest)),
  override: os.issueRequests.override.handler(act('准予提前领用', overrideInterval))
}

const issues = {
  counter: os.issues.counter.handler(read((reading, { search, limit }) => counter(reading, search, limit))),
  post: os.issues.post.handler(act('领用发放', postIssue)),
  slip: os.issues.slip.handler(readById(issueSlip)),
  list: os.issues.list.handler(read(issuePage)),
  get: os.issues.get.handler(readById(issueCard)),
  returnUnused: os.issues.returnUnused.handler(act('退库', returnUnused)),
  reverseLine: os.issues.reverseLine.handler(
    act('冲正领用', (unit, input) => reverseIssueLine(unit, input.id, input.reason))
  )
}

const stocktakes = {
  list: os.stocktakes.list.handler(read(stocktakePage)),
  get: os.stocktakes.get.handler(readById(stocktakeCard)),
  open: os.stocktakes.open.handler(
    act('开始盘点', async (unit, input) => {
      const { id, number, version } = await openStocktake(unit, input)
      return { id, number, version }
    })
  ),
  count: os.stocktakes.count.handler(
    act('初盘', async (unit, input) => standingOf(await countFirst(unit, input.id, input.version, input.counts)))
  ),
  recount: os.stocktakes.recount.handler(
    act('复盘', async (unit, input) => standingOf(await countSecond(unit, input.id, input.version, input.counts)))
  ),
  explain: os.stocktakes.explain.handler(
    act('说明盈亏原因', async (unit, input) => versionOf(await explain(unit, input)))
  ),
  submit: os.stocktakes.submit.handler(
    act('盘点报批', (unit, input, house) => submitStocktake(unit, house, input.id, input.version))
  )
}

const scraps = {
  list: os.scraps.list.handler(read(scrapPage)),
  get: os.scraps.get.handler(readById(scrapCard)),
  submit: os.scraps.submit.handler(act('报废报批', (unit, input, house) => submitScrap(unit, house, input))),
  takeWorn: os.scraps.takeWorn.handler(act('用坏交回', async (unit, input) => numbered(await takeWorn(unit, input)))),
  dispose: os.scraps.dispose.handler(
    act('登记报废处置', async (unit, input) => versionOf(await disposeScrap(unit, input)))
  )
}

const statements = {
  monthly: os.statements.monthly.handler(read(({ manager }, { month }) => monthlyStatement(manager, month))),
  distribution: os.statements.distribution.handler(read(distributionPage)),
  consumption: os.statements.consumption.handler(
    read(({ manager, today }, input) => consumptionMatrix(manager, today, input))
  )
}

/** Every procedure of the office supplies ledger. */
export const suppliesRouter = {
  items,
  suppliers,
  requisitions,
  purchases,
  acceptances,
  supplierReturns,
  stock,
  stockIns,
  storeroom,
  issueRequests,
  issues,
  stocktakes,
  scraps,
  statements
}
