import { beforeAll, expect, it } from 'vitest'
import { SupplyBalance, SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { PurchaseLine } from '@main/ledgers/supplies/entities/purchase'
import { Movement, Stocktake, StocktakeLine } from '@main/ledgers/supplies/entities/stock'
import { recordAcceptance } from '@main/ledgers/supplies/acceptance/acts'
import { submitIssueRequest } from '@main/ledgers/supplies/issue/request'
import { createItem, updateItem } from '@main/ledgers/supplies/item/acts'
import { purchasePlan } from '@main/ledgers/supplies/purchase/consolidate'
import { checkInvoice, orderPurchase } from '@main/ledgers/supplies/purchase/fulfil'
import { submitEmergency } from '@main/ledgers/supplies/purchase/submit'
import { submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { suppliesImport } from '@main/ledgers/supplies/stock/import'
import { reverseStockInLine, stockInFromHoldings } from '@main/ledgers/supplies/stock/receive'
import { undoOpening } from '@main/ledgers/supplies/stock/undoImport'
import {
  countFirst,
  countSecond,
  explain,
  openStocktake,
  submitStocktake
} from '@main/ledgers/supplies/stocktake/count'
import type { Person } from '@main/office/entities'
import { readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau, aPerson } from '../../support/people'
import { refusalOf } from '../../support/refusals'
import { aStoreCast, anAcceptance, drawn, stocked, type StoreCast } from '../../support/store'
import {
  actingIn,
  anOrderedPurchase,
  aPersonAppointed,
  approveThrough,
  aSupplier,
  aSuppliesStaff,
  aSupplyItem,
  refusedBy
} from '../../support/supplies'

onBothEngines('the storeroom at its edges', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })
  const read = () => house().database.read

  it('SUP-01 takes no refill that is not in the catalogue', async () => {
    const refill = await aSupplyItem(house(), { name: '替芯' })
    const entered = (refillItemId: string) =>
      actingIn(house(), cast.keeper, (unit) =>
        createItem(unit, {
          name: '签字笔',
          spec: '0.5mm',
          measure: '支',
          category: 'office',
          location: 'A-2',
          safetyStock: 0,
          goodsGroup: '笔',
          refillItemId
        })
      )
    const refusal = await refusalOf(house(), 'supplies', () => entered(house().newId()))
    expect(refusal).toMatchObject({ type: 'notFound', message: expect.stringContaining('替换芯') })
    expect(await entered(refill.id)).toMatchObject({ refillItemId: refill.id })
  })

  it('SUP-01 an item stays as special as it was entered, until somebody says otherwise', async () => {
    const plain = {
      name: '对讲机电池',
      spec: '7.4V',
      measure: '块',
      category: 'office',
      location: 'A-3',
      safetyStock: 0
    }
    const as = (input: object) => ({ ...plain, ...input }) as Parameters<typeof createItem>[1]
    const entered = await actingIn(house(), cast.keeper, (unit) => createItem(unit, as({ special: true })))
    const changed = (version: number, input: object) =>
      actingIn(house(), cast.keeper, (unit) => updateItem(unit, entered.id, version, as(input)))
    expect(entered).toMatchObject({ special: true, tradeIn: true })
    const same = await changed(entered.version, { location: 'A-4' })
    expect(same).toMatchObject({ special: true, tradeIn: true, location: 'A-4' })
    const general = await changed(same.version, { special: false, tradeIn: false })
    expect(general).toMatchObject({ special: false, tradeIn: false })
    expect(await changed(general.version, { special: true, tradeIn: true })).toMatchObject({ special: true })
  })

  it('SUP-13 names the refill to ask for instead of another pen, where the pen has one', async () => {
    const user = await aPerson(house(), { name: '用笔人', unitId: cast.unit.id })
    const refill = await aSupplyItem(house(), { name: '中性笔芯', spec: '0.5mm' })
    const pen = { intervalRule: 'pen', goodsGroup: '笔' } as const
    const [first, plain] = [
      await aSupplyItem(house(), { name: '中性笔', refillItemId: refill.id, ...pen }),
      await aSupplyItem(house(), { name: '钢笔', ...pen })
    ]
    await stocked(house(), cast, first.id, 10_000, 1_000)
    await drawn(house(), { ...cast, clerk: user }, first.id, 1_000)
    const again = async (itemId: string) => {
      const [finding] = await refusedBy(house(), 'SUP-13', () =>
        actingIn(
          house(),
          cast.claimant,
          (unit) =>
            submitIssueRequest(unit, house(), {
              claimantId: cast.claimant.id,
              userId: user.id,
              purpose: '办公',
              lines: [{ itemId, quantity: 1_000 }]
            }),
          { 'SUP-12': '另有用途' }
        )
      )
      return finding?.message
    }
    expect(await again(first.id)).toContain('只能领笔芯（中性笔芯（0.5mm）），不能再领中性笔')
    expect(await again(plain.id)).toContain('只能领笔芯，不能再领钢笔')
  })

  it('SUP-10 costs the parts of a delivery so that they come to the whole, to the cent', async () => {
    const item = await aSupplyItem(house())
    // One metre at one cent: 0.4 and 0.8 of it are nothing and one cent, the whole is one.
    const { acceptance, holding } = await anAcceptance(house(), cast, item.id, 1_000, 1)
    const values: number[] = []
    for (const quantity of [400, 400, 200]) {
      const { id } = await actingIn(house(), cast.keeper, (unit) =>
        stockInFromHoldings(unit, { acceptanceId: acceptance.id, lines: [{ holdingId: holding.id, quantity }] })
      )
      values.push((await read().findOneByOrFail(Movement, { documentId: id })).valueCents)
    }
    expect(values).toEqual([0, 1, 0])
    expect(await read().findOneByOrFail(SupplyBalance, { itemId: item.id })).toMatchObject({
      quantity: 1_000,
      valueCents: 1
    })
  })

  it('SUP-18 a gain of a stocktake is taken back by another stocktake only', async () => {
    const item = await aSupplyItem(house(), { location: '盘盈架' })
    await stocked(house(), cast, item.id, 1_000, 100)
    const { id } = await actingIn(house(), cast.keeper, (unit) =>
      openStocktake(unit, { scope: 'location', location: '盘盈架', blind: false })
    )
    const line = await read().findOneByOrFail(StocktakeLine, { stocktakeId: id })
    const version = async () => (await read().findOneByOrFail(Stocktake, { id })).version
    const counts = [{ lineId: line.id, quantity: 3_000 }]
    await actingIn(house(), cast.keeper, async (unit) => countFirst(unit, id, await version(), counts))
    await actingIn(house(), cast.clerk, async (unit) => countSecond(unit, id, await version(), counts))
    const lines = [{ lineId: line.id, reason: '漏记', handling: '入账' }]
    await actingIn(house(), cast.keeper, async (unit) =>
      explain(unit, { id, version: await version(), lines, conclusion: '相符' })
    )
    const { approvalId } = await actingIn(house(), cast.keeper, async (unit) =>
      submitStocktake(unit, house(), id, await version())
    )
    await approveThrough(house(), approvalId)
    const gain = await read().findOneByOrFail(Movement, { itemId: item.id, kind: 'gain' })
    expect(gain).toMatchObject({ quantity: 2_000, reason: '漏记' })
    const refusal = await refusalOf(house(), 'supplies', () =>
      actingIn(house(), cast.keeper, (unit) => reverseStockInLine(unit, gain.id, '记错'))
    )
    expect(refusal).toMatchObject({ type: 'invalid', findings: [] })
    const opening = await read().findOneByOrFail(Movement, { itemId: item.id, kind: 'opening' })
    await actingIn(house(), cast.keeper, (unit) => reverseStockInLine(unit, opening.id, '记错'))
    expect(await read().findOneByOrFail(SupplyBalance, { itemId: item.id })).toMatchObject({ quantity: 2_000 })
  })

  it('K-10 takes an opening back line by line, each under a number of its own in the same run, of the day it was of', async () => {
    const names = ['撤回本', '撤回夹']
    const rows = names.map((name, index) => ({
      sheet: '库存',
      row: index + 2,
      values: { name, spec: '大号', measure: '个', quantity: 2_000, amount: 500 }
    }))
    const lookup = { house: house(), day: '2026-08-31', unitId: () => '', personId: () => undefined }
    await actingIn(house(), cast.keeper, (unit) => suppliesImport.commit(unit, rows, lookup))
    const items = (await read().find(SupplyItem)).filter(({ name }) => names.includes(name))
    const entries = async () =>
      (await read().find(Movement, { order: { id: 'ASC' } })).filter(({ itemId }) =>
        items.some(({ id }) => id === itemId)
      )
    const came = await entries()
    const rowsOf = new Map<unknown, readonly unknown[]>([
      [Movement, came],
      [SupplyItem, items]
    ])
    const imported = { of: async <T>(entity: new () => T) => (rowsOf.get(entity) ?? []) as readonly T[] }
    await actingIn(house(), cast.keeper, (unit) => undoOpening(unit, imported, { reason: '导错文件', house: house() }))
    const back = (await entries()).slice(came.length)
    expect(back.map(({ reversalOfId }) => reversalOfId)).toEqual(came.map(({ id }) => id))
    for (const movement of back)
      expect(movement).toMatchObject({
        kind: 'opening',
        day: '2026-08-31',
        quantity: -2_000,
        valueCents: -500,
        balanceQuantity: 0,
        balanceValueCents: 0,
        reason: '导错文件'
      })
    const numbers = back.map(({ number }) => number ?? '')
    expect(new Set([...numbers, came[0]?.documentNumber]).size).toBe(3)
    for (const number of numbers) expect(number.slice(0, 7)).toBe(came[0]?.documentNumber.slice(0, 7))
    for (const { id } of items) {
      expect(await read().findOneByOrFail(SupplyBalance, { itemId: id })).toMatchObject({ quantity: 0, valueCents: 0 })
      expect(await read().findOneByOrFail(SupplyItem, { id })).toMatchObject({ active: false })
    }
  })
})

onBothEngines('buying at its edges', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
  })
  const read = () => house().database.read

  it('SUP-06 an emergency is bought by the unit in need or the buyer, and by nobody else', async () => {
    const [item, supplier] = [await aSupplyItem(house()), await aSupplier(house())]
    const bought = async (by: Person) => {
      const { purchase } = await actingIn(house(), staff.brigadeClerk, (unit) =>
        submitEmergency(unit, house(), {
          lines: [{ itemId: item.id, quantity: 10_000, unitPriceCents: 500 }],
          reason: '夜间集中整治',
          call: {
            approvedBy: staff.leader.id,
            approvedAt: house().clock.now(),
            takenBy: staff.officeDirector.id,
            pin: '2468'
          }
        })
      )
      const lines = await read().findBy(PurchaseLine, { purchaseId: purchase.id })
      return () =>
        actingIn(
          house(),
          by,
          (unit) =>
            orderPurchase(unit, {
              id: purchase.id,
              version: purchase.version,
              supplierId: supplier.id,
              lines: lines.map(({ id }) => ({ lineId: id, dealPriceCents: 500 }))
            }),
          { 'SUP-05': '夜间急用，事后补办' }
        )
    }
    expect(await refusalOf(house(), 'supplies', await bought(staff.clerk))).toMatchObject({
      type: 'forbidden',
      message: '紧急采购由需求单位或采购员办理'
    })
    expect(await (await bought(buyer))()).toMatchObject({ state: 'ordered', buyerId: buyer.id })
    expect(await (await bought(staff.brigadeClerk))()).toMatchObject({ state: 'ordered', buyerId: null })
  })

  it('SUP-07 keeps the remarks of an acceptance, and none where none were made', async () => {
    const accepted = async (remarks?: string) => {
      const { purchase, lines } = await anOrderedPurchase(house(), { buyer, staff })
      const input = {
        purchaseId: purchase.id,
        version: purchase.version,
        deliveryNote: 'S-3',
        keeperId: staff.keeper.id,
        lines: lines.map(({ id, quantity }) => ({
          lineId: id,
          deliveredQuantity: quantity,
          acceptedQuantity: quantity,
          rejectedQuantity: 0
        })),
        ...(remarks ? { remarks } : {})
      }
      return actingIn(house(), staff.officeDirector, (unit) => recordAcceptance(unit, input))
    }
    expect(await accepted('外箱受潮，内装完好')).toMatchObject({ remarks: '外箱受潮，内装完好' })
    expect(await accepted()).toMatchObject({ remarks: null })
  })

  it('SUP-08 finance checks neither without the invoice nor without the list', async () => {
    const { purchase } = await anOrderedPurchase(house(), { buyer, staff })
    const [finding] = await refusedBy(house(), 'SUP-08', () =>
      actingIn(house(), staff.finance, (unit) => checkInvoice(unit, purchase.id, purchase.version, 10_000))
    )
    expect(finding?.missing).toEqual(['发票', '物品清单'])
  })

  it('SUP-03 shows of what is asked for name, spec and measure, who asks and the dearest estimate', async () => {
    const item = await aSupplyItem(house(), { name: '文件柜锁', spec: '铜芯', measure: '把' })
    const asked = async (by: Person, unitPriceCents: number) => {
      const { approvalId } = await actingIn(house(), by, (unit) =>
        submitRequisition(unit, house(), {
          month: '2026-11',
          lines: [{ itemId: item.id, quantity: 2_000, unitPriceCents }]
        })
      )
      await approveThrough(house(), approvalId ?? '')
    }
    await asked(staff.clerk, 300)
    await asked(staff.brigadeClerk, 450)
    const { lines } = await purchasePlan(await readingAs(house(), buyer), '2026-11')
    expect(lines).toEqual([
      {
        itemId: item.id,
        itemName: '文件柜锁',
        spec: '铜芯',
        measure: '把',
        requested: 4_000,
        onHand: 0,
        monthlyUse: 0,
        unitPriceCents: 450,
        units: `${staff.department.name}、${staff.brigade.name}`
      }
    ])
  })
})
