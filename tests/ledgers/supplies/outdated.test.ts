import { beforeAll, expect, it } from 'vitest'
import { closeReturn } from '@main/ledgers/supplies/acceptance/returns'
import { recordAcceptance } from '@main/ledgers/supplies/acceptance/acts'
import { Purchase, Requisition, SupplierReturn } from '@main/ledgers/supplies/entities/purchase'
import { Supplier, SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { IssueRequest, Scrap, Stocktake, StocktakeLine } from '@main/ledgers/supplies/entities/stock'
import { postIssue } from '@main/ledgers/supplies/issue/post'
import { submitIssueRequest } from '@main/ledgers/supplies/issue/request'
import { setItemActive, updateItem } from '@main/ledgers/supplies/item/acts'
import { attachInvoice, checkInvoice, closePurchase, orderPurchase } from '@main/ledgers/supplies/purchase/fulfil'
import { addQuotes } from '@main/ledgers/supplies/purchase/quotes'
import { submitUnitPurchase } from '@main/ledgers/supplies/purchase/submit'
import { reviseRequisition, submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { disposeScrap, submitScrap } from '@main/ledgers/supplies/scrap/acts'
import {
  countFirst,
  countSecond,
  explain,
  openStocktake,
  submitStocktake
} from '@main/ledgers/supplies/stocktake/count'
import { openStock } from '@main/ledgers/supplies/stock/receive'
import { updateSupplier } from '@main/ledgers/supplies/supplier/acts'
import type { Person } from '@main/office/entities'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau, anAttachment } from '../../support/people'
import { penOf } from '../../support/pen'
import { refusalOf } from '../../support/refusals'
import {
  actingIn,
  anOrderedPurchase,
  aPersonAppointed,
  approveThrough,
  aSupplier,
  aSuppliesStaff,
  aSupplyItem,
  jointly
} from '../../support/supplies'

interface Asked {
  readonly row: new () => { id: string; version: number }
  readonly id: string
  readonly by: Person
  readonly act: (unit: UnitOfWork, version: number) => Promise<unknown>
}

// Whoever decides on what they saw decides on nothing else: every act that names a version is turned away where the row
// has moved on, or was never there, and nothing is written.
onBothEngines('supplies: an act on an outdated row', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  let item: SupplyItem
  let scan: string
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
    item = await aSupplyItem(house(), { location: '旧版架' })
    scan = (await anAttachment(house())).id
    await actingIn(house(), staff.keeper, (unit) =>
      openStock(unit, [{ itemId: item.id, quantity: 20_000, valueCents: 2_000 }], null)
    )
  })
  const read = () => house().database.read
  const approvedPurchase = async () => {
    const { id: itemId } = await aSupplyItem(house())
    const { id, approvalId } = await actingIn(house(), staff.brigadeClerk, (unit) =>
      submitUnitPurchase(unit, house(), {
        lines: [{ itemId, quantity: 1_000, unitPriceCents: 1_000 }],
        reason: '执勤需要',
        applicationAttachmentId: scan
      })
    )
    await approveThrough(house(), approvalId ?? '')
    return id
  }
  const orderedPurchase = async () => (await anOrderedPurchase(house(), { buyer, staff })).purchase.id
  const aReturn = async () => {
    const { purchase, lines } = await anOrderedPurchase(house(), { buyer, staff })
    await actingIn(house(), staff.officeDirector, (unit) =>
      recordAcceptance(unit, {
        purchaseId: purchase.id,
        version: purchase.version,
        deliveryNote: 'S-1',
        keeperId: staff.keeper.id,
        lines: lines.map(({ id }) => ({
          lineId: id,
          deliveredQuantity: 10_000,
          acceptedQuantity: 9_000,
          rejectedQuantity: 1_000,
          rejectReason: '破损'
        }))
      })
    )
    const [open] = await read().find(SupplierReturn, { order: { id: 'DESC' }, take: 1 })
    return open?.id ?? ''
  }
  const aStocktake = async (until: 'counting' | 'recounting' | 'explaining') => {
    const location = `旧版架${house().newId().slice(-5)}`
    await aSupplyItem(house(), { location })
    const { id } = await actingIn(house(), staff.keeper, (unit) =>
      openStocktake(unit, { scope: 'location', location, blind: false })
    )
    const line = await read().findOneByOrFail(StocktakeLine, { stocktakeId: id })
    const counts = (quantity: number) => [{ lineId: line.id, quantity }]
    const version = async () => (await read().findOneByOrFail(Stocktake, { id })).version
    if (until !== 'counting')
      await actingIn(house(), staff.keeper, async (unit) => countFirst(unit, id, await version(), counts(1_000)))
    if (until === 'explaining')
      await actingIn(house(), staff.clerk, async (unit) => countSecond(unit, id, await version(), counts(1_000)))
    return { id, line, counts }
  }
  const returned = async (approvalId: string) =>
    decideThrough(house(), approvalId, { steps: 1, outcome: 'return', opinion: '请补正' })

  const acts: Readonly<Record<string, () => Promise<Asked>>> = {
    'a change of an item': async () => ({
      row: SupplyItem,
      id: item.id,
      by: staff.keeper,
      act: (unit, version) =>
        updateItem(unit, item.id, version, { name: item.name, spec: '', measure: '个', category: 'office' })
    }),
    'taking an item out of use': async () => ({
      row: SupplyItem,
      id: item.id,
      by: staff.keeper,
      act: (unit, version) => setItemActive(unit, item.id, version, false)
    }),
    'a change of a supplier': async () => {
      const { id, name } = await aSupplier(house())
      const act = (unit: UnitOfWork, version: number) => updateSupplier(unit, id, version, { name, designated: false })
      return { row: Supplier, id, by: buyer, act }
    },
    'an order': async () => {
      const id = await approvedPurchase()
      const { id: supplierId } = await aSupplier(house())
      return {
        row: Purchase,
        id,
        by: buyer,
        act: (unit, version) => orderPurchase(unit, { id, version, supplierId, lines: [], ...jointly(staff) })
      }
    },
    'more quotes': async () => {
      const id = await approvedPurchase()
      return { row: Purchase, id, by: buyer, act: (unit, version) => addQuotes(unit, id, version, []) }
    },
    'an invoice': async () => {
      const id = await orderedPurchase()
      const papers = { invoiceNumber: 'FP-2', invoiceAttachmentId: scan, itemListAttachmentId: scan }
      return { row: Purchase, id, by: buyer, act: (unit, version) => attachInvoice(unit, { id, version, ...papers }) }
    },
    'the check of an invoice': async () => {
      const id = await orderedPurchase()
      return { row: Purchase, id, by: staff.finance, act: (unit, version) => checkInvoice(unit, id, version, 1_000) }
    },
    'closing a purchase': async () => {
      const id = await orderedPurchase()
      return { row: Purchase, id, by: buyer, act: (unit, version) => closePurchase(unit, id, version) }
    },
    'an acceptance': async () => {
      const id = await orderedPurchase()
      return {
        row: Purchase,
        id,
        by: staff.officeDirector,
        act: (unit, version) =>
          recordAcceptance(unit, {
            purchaseId: id,
            version,
            deliveryNote: 'S-2',
            keeperId: staff.keeper.id,
            lines: []
          })
      }
    },
    'settling a return to the supplier': async () => {
      const id = await aReturn()
      const act = (unit: UnitOfWork, version: number) => closeReturn(unit, id, version, 'returned', '退款')
      return { row: SupplierReturn, id, by: buyer, act }
    },
    'putting a requisition right': async () => {
      const lines = [{ itemId: item.id, quantity: 1_000, unitPriceCents: 100 }]
      const { id, approvalId } = await actingIn(house(), staff.clerk, (unit) =>
        submitRequisition(unit, house(), { lines })
      )
      await returned(approvalId ?? '')
      return {
        row: Requisition,
        id,
        by: staff.clerk,
        act: (unit, version) => reviseRequisition(unit, house(), { id, version, lines, note: '已改' })
      }
    },
    'issuing at the counter': async () => {
      const { id, approvalId } = await actingIn(
        house(),
        staff.clerk,
        (unit) => submitIssueRequest(unit, house(), { purpose: '办公', lines: [{ itemId: item.id, quantity: 1_000 }] }),
        { 'SUP-12': '代领' }
      )
      await approveThrough(house(), approvalId)
      const signatures = { claimant: penOf(staff.clerk), keeper: penOf(staff.keeper) }
      return {
        row: IssueRequest,
        id,
        by: staff.keeper,
        act: (unit, version) => postIssue(unit, { requestId: id, version, lines: [], signatures })
      }
    },
    'a first count': async () => {
      const { id, counts } = await aStocktake('counting')
      const act = (unit: UnitOfWork, version: number) => countFirst(unit, id, version, counts(0))
      return { row: Stocktake, id, by: staff.keeper, act }
    },
    'a second count': async () => {
      const { id, counts } = await aStocktake('recounting')
      const act = (unit: UnitOfWork, version: number) => countSecond(unit, id, version, counts(0))
      return { row: Stocktake, id, by: staff.clerk, act }
    },
    'an explanation of differences': async () => {
      const { id } = await aStocktake('explaining')
      return {
        row: Stocktake,
        id,
        by: staff.keeper,
        act: (unit, version) => explain(unit, { id, version, lines: [], conclusion: '相符' })
      }
    },
    'handing a stocktake in': async () => {
      const { id, line } = await aStocktake('explaining')
      const { version } = await read().findOneByOrFail(Stocktake, { id })
      const lines = [{ lineId: line.id, reason: '漏记', handling: '入账' }]
      await actingIn(house(), staff.keeper, (unit) => explain(unit, { id, version, lines, conclusion: '基本相符' }))
      const act = (unit: UnitOfWork, seen: number) => submitStocktake(unit, house(), id, seen)
      return { row: Stocktake, id, by: staff.keeper, act }
    },
    'the disposal of scrap': async () => {
      const { approvalId } = await actingIn(house(), staff.keeper, (unit) =>
        submitScrap(unit, house(), { stock: [{ itemId: item.id, quantity: 1_000, reason: '破损' }], keptIds: [] })
      )
      await approveThrough(house(), approvalId)
      const { id } = await read().findOneByOrFail(Scrap, { approvalId })
      const act = (unit: UnitOfWork, version: number) => disposeScrap(unit, { id, version, disposal: '变卖' })
      return { row: Scrap, id, by: staff.finance, act }
    }
  }

  it.each(Object.keys(acts))('%s', async (what) => {
    const asked = await acts[what]?.()
    if (!asked) throw new Error(what)
    const { row, id, by, act } = asked
    const { version } = await read().findOneByOrFail(row, { id })
    for (const seen of [version - 1, version + 1]) {
      const refusal = await refusalOf(house(), 'supplies', () => actingIn(house(), by, (unit) => act(unit, seen)))
      expect(refusal, `${what} at ${seen} of ${version}`).toMatchObject({
        type: 'conflict',
        message: expect.not.stringContaining('在现在的状态下不能这样办')
      })
    }
  })
})
