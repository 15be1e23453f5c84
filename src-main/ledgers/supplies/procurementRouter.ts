import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { recordAcceptance } from './acceptance/acts'
import { closeReturn } from './acceptance/returns'
import { acceptanceDetail, acceptancePage, returnDetail, returnPage } from './acceptance/detail'
import { createItem, setItemActive, updateItem } from './item/acts'
import { createSupplier, updateSupplier } from './supplier/acts'
import { itemDetail, itemPage, supplierDetail, supplierPage } from './item/rows'
import { purchasePlan, submitConsolidated } from './purchase/consolidate'
import { attachInvoice, checkInvoice, closePurchase, orderPurchase } from './purchase/fulfil'
import { addQuotes } from './purchase/quotes'
import { revisePurchase } from './purchase/revise'
import { submitEmergency, submitUnitPurchase } from './purchase/submit'
import { purchaseDetail, purchasePage } from './purchase/detail'
import { reviseRequisition, submitRequisition } from './requisition/acts'
import { requisitionDetail, requisitionPage, roundToday } from './requisition/rows'

const os = implement(contract.supplies).$context<CallContext>().use(translatingFaults).use(permitting)

const act = (name: string, input: { readonly reasons?: Record<string, string> | undefined }) => ({
  chain: 'supplies' as const,
  act: name,
  reasons: input.reasons
})
const versionOf = ({ version }: { readonly version: number }) => ({ version })
const numbered = ({ id, number }: { readonly id: string; readonly number: string }) => ({ id, number })

const items = {
  list: os.items.list.handler(async ({ context, input }) => itemPage(await context.reading(), input)),
  get: os.items.get.handler(async ({ context, input }) => itemDetail(await context.reading(), input.id)),
  create: os.items.create.handler(({ context, input }) =>
    context.write(act('登记用品', input), async (unit) => numbered(await createItem(unit, input)))
  ),
  update: os.items.update.handler(({ context, input }) =>
    context.write(act('修改用品', input), async (unit) => versionOf(await updateItem(unit, input.id, input.version, input)))
  ),
  setActive: os.items.setActive.handler(({ context, input }) =>
    context.write(act(input.active ? '恢复用品' : '停用用品', input), async (unit) =>
      versionOf(await setItemActive(unit, input.id, input.version, input.active))
    )
  )
}

const suppliers = {
  list: os.suppliers.list.handler(async ({ context, input }) => supplierPage(await context.reading(), input)),
  get: os.suppliers.get.handler(async ({ context, input }) => supplierDetail(await context.reading(), input.id)),
  create: os.suppliers.create.handler(({ context, input }) =>
    context.write(act('登记供应商', input), async (unit) => ({ id: (await createSupplier(unit, input)).id }))
  ),
  update: os.suppliers.update.handler(({ context, input }) =>
    context.write(act('修改供应商', input), async (unit) => versionOf(await updateSupplier(unit, input.id, input.version, input)))
  )
}

const requisitions = {
  list: os.requisitions.list.handler(async ({ context, input }) => requisitionPage(await context.reading(), input)),
  get: os.requisitions.get.handler(async ({ context, input }) => requisitionDetail(await context.reading(), input.id)),
  round: os.requisitions.round.handler(async ({ context }) => roundToday(await context.reading())),
  submit: os.requisitions.submit.handler(({ context, input }) =>
    context.write(act('申购', input), async (unit) => {
      const { id, number, month } = await submitRequisition(unit, context.house, input)
      return { id, number, month }
    })
  ),
  revise: os.requisitions.revise.handler(({ context, input }) =>
    context.write(act('补正申购单', input), async (unit) => versionOf(await reviseRequisition(unit, context.house, input)))
  )
}

const purchases = {
  list: os.purchases.list.handler(async ({ context, input }) => purchasePage(await context.reading(), input)),
  get: os.purchases.get.handler(async ({ context, input }) => purchaseDetail(await context.reading(), input.id)),
  plan: os.purchases.plan.handler(async ({ context, input }) => purchasePlan(await context.reading(), input.month)),
  submit: os.purchases.submit.handler(({ context, input }) =>
    context.write(act('汇总采购', input), async (unit) => numbered(await submitConsolidated(unit, context.house, input)))
  ),
  submitUnit: os.purchases.submitUnit.handler(({ context, input }) =>
    context.write(act('单位采购申请', input), async (unit) => numbered(await submitUnitPurchase(unit, context.house, input)))
  ),
  submitEmergency: os.purchases.submitEmergency.handler(({ context, input }) =>
    context.write(act('紧急采购', input), async (unit) => {
      const { purchase, confirmBy } = await submitEmergency(unit, context.house, input)
      return { ...numbered(purchase), confirmBy }
    })
  ),
  addQuotes: os.purchases.addQuotes.handler(({ context, input }) =>
    context.write(act('登记报价', input), async (unit) => versionOf(await addQuotes(unit, input.id, input.version, input.quotes)))
  ),
  revise: os.purchases.revise.handler(({ context, input }) =>
    context.write(act('补正采购单', input), async (unit) => versionOf(await revisePurchase(unit, context.house, input)))
  ),
  order: os.purchases.order.handler(({ context, input }) =>
    context.write(act('订购', input), async (unit) => versionOf(await orderPurchase(unit, input)))
  ),
  attachInvoice: os.purchases.attachInvoice.handler(({ context, input }) =>
    context.write(act('登记发票清单', input), async (unit) => versionOf(await attachInvoice(unit, input)))
  ),
  checkInvoice: os.purchases.checkInvoice.handler(({ context, input }) =>
    context.write(act('财务核对', input), async (unit) => versionOf(await checkInvoice(unit, input.id, input.version, input.amountCents)))
  ),
  close: os.purchases.close.handler(({ context, input }) =>
    context.write(act('办结采购', input), async (unit) => versionOf(await closePurchase(unit, input.id, input.version)))
  )
}

const acceptances = {
  list: os.acceptances.list.handler(async ({ context, input }) => acceptancePage(await context.reading(), input)),
  get: os.acceptances.get.handler(async ({ context, input }) => acceptanceDetail(await context.reading(), input.id)),
  record: os.acceptances.record.handler(({ context, input }) =>
    context.write(act('验收', input), async (unit) => numbered(await recordAcceptance(unit, input)))
  )
}

const supplierReturns = {
  list: os.supplierReturns.list.handler(async ({ context, input }) => returnPage(await context.reading(), input)),
  get: os.supplierReturns.get.handler(async ({ context, input }) => returnDetail(await context.reading(), input.id)),
  close: os.supplierReturns.close.handler(({ context, input }) =>
    context.write(act('办结退换货', input), async (unit) => versionOf(await closeReturn(unit, input.id, input.version, input.how, input.outcome)))
  )
}

/** Procedures of purchasing. */
export const procurementRouter = { items, suppliers, requisitions, purchases, acceptances, supplierReturns }
