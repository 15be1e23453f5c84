import { beforeAll, expect, it } from 'vitest'
import { SupplyBalance, type SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { Holding } from '@main/ledgers/supplies/entities/purchase'
import { Movement, Scrap, StockIn, Stocktake, StocktakeLine } from '@main/ledgers/supplies/entities/stock'
import { createItem, updateItem } from '@main/ledgers/supplies/item/acts'
import { disposeScrap, submitScrap } from '@main/ledgers/supplies/scrap/acts'
import {
  enterOpening,
  openNewItems,
  reverseStockInLine,
  stockInFromHoldings,
  transferIn
} from '@main/ledgers/supplies/stock/receive'
import { enterStoreroom } from '@main/ledgers/supplies/stock/storeroom'
import {
  countFirst,
  countSecond,
  explain,
  openStocktake,
  submitStocktake
} from '@main/ledgers/supplies/stocktake/count'
import { createSupplier, updateSupplier } from '@main/ledgers/supplies/supplier/acts'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aPerson } from '../../support/people'
import { refusalOf } from '../../support/refusals'
import { anAcceptance, aStoreCast, drawn, stocked, type StoreCast } from '../../support/store'
import { actingIn, approveThrough, aSupplyItem, refusedBy } from '../../support/supplies'

onBothEngines('what moves in the storeroom stands as it was entered', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })
  const read = () => house().database.read
  const refusal = (act: () => Promise<unknown>) => refusalOf(house(), 'supplies', act)
  const balance = (itemId: string) => read().findOneByOrFail(SupplyBalance, { itemId })
  const aStocked = async (plan: Parameters<typeof aSupplyItem>[1] = {}, quantity = 10_000, cents = 1_000) => {
    const item = await aSupplyItem(house(), plan)
    await stocked(house(), cast, item.id, quantity, cents)
    return item
  }
  const somebody = async () => ({ ...cast, clerk: await aPerson(house(), { unitId: cast.unit.id }) })

  it('SUP-15 logs who entered by person or by name, now unless it is said, and never ahead of time', async () => {
    const enter = (input: Partial<Parameters<typeof enterStoreroom>[1]>) =>
      actingIn(house(), cast.keeper, (unit) => enterStoreroom(unit, { purpose: '盘点', ...input }))
    const now = house().clock.now()
    expect(await enter({ personId: cast.clerk.id, visitor: '别人' })).toMatchObject({
      at: now,
      leftAt: null,
      personId: cast.clerk.id,
      visitor: cast.clerk.name,
      keeperId: cast.keeper.id,
      purpose: '盘点'
    })
    expect(await enter({ visitor: '电工', at: now, leftAt: now })).toMatchObject({
      personId: null,
      visitor: '电工',
      leftAt: now
    })
    const after = (ms: number) => new Date(Date.parse(now) + ms).toISOString()
    expect(await refusal(() => enter({ visitor: '电工', at: after(1) }))).toMatchObject({
      message: '进入时间不能晚于现在'
    })
    expect(await refusal(() => enter({ visitor: '电工', at: now, leftAt: after(-1) }))).toMatchObject({
      message: '离开时间不能早于进入时间'
    })
    expect(await refusal(() => enter({ personId: house().newId() }))).toMatchObject({ type: 'notFound' })
  })

  it('SUP-19 writes what is to be scrapped at its price of the day, takes it out at the price it leaves at, and who disposed of it', async () => {
    const item = await aStocked({}, 4_000, 1_000)
    const submit = (stock: Parameters<typeof submitScrap>[2]['stock'], keptIds: readonly string[] = []) =>
      actingIn(house(), cast.keeper, (unit) => submitScrap(unit, house(), { stock, keptIds }))
    expect(await refusal(() => submit([]))).toMatchObject({ type: 'invalid', message: '请选择要报废的用品' })
    expect((await refusal(() => submit([{ itemId: item.id, quantity: 4_001, reason: '过期' }]))).rules).toEqual([
      'SUP-16'
    ])
    const { approvalId, numbers } = await submit([{ itemId: item.id, quantity: 4_000, reason: '过期' }])
    const entry = () => read().findOneByOrFail(Scrap, { approvalId })
    expect(await entry()).toMatchObject({
      number: numbers[0],
      source: 'stock',
      day: '2026-09-30',
      itemId: item.id,
      quantity: 4_000,
      unitPriceCents: 250,
      formerUserId: null,
      formerUnitId: null,
      reason: '过期',
      disposal: null,
      disposedOn: null,
      applicantId: cast.keeper.id,
      issueId: null,
      state: 'pending'
    })
    const dispose = async (input: object = {}, by = cast.finance) => {
      const { id, version } = await entry()
      return actingIn(house(), by, (unit) => disposeScrap(unit, { id, version, disposal: '交废品站', ...input }))
    }
    expect((await refusal(() => dispose())).missing).toEqual(['报废审批'])
    // Dearer goods come in between: 10.00 for four and 30.00 for four.
    await actingIn(house(), cast.keeper, (unit) =>
      transferIn(unit, [{ itemId: item.id, quantity: 4_000, valueCents: 3_000 }], '移交', null)
    )
    await approveThrough(house(), approvalId)
    const { id } = await entry()
    expect(await entry()).toMatchObject({ state: 'approved', unitPriceCents: 500 })
    expect(await read().findOneByOrFail(Movement, { documentId: id })).toMatchObject({
      kind: 'scrap',
      lineNumber: 1,
      quantity: -4_000,
      valueCents: -2_000,
      reason: '过期'
    })
    expect((await refusal(() => dispose({}, cast.keeper))).missing).toEqual(['财务人员登记'])
    expect(await dispose()).toMatchObject({ state: 'disposed', disposal: '交废品站', disposedOn: '2026-09-30' })
    expect((await refusal(() => dispose())).message).toContain('在现在的状态下不能这样办')
  })

  it('SUP-19 asks for an old one once though it is named twice, and not again while it waits; refused stock stays', async () => {
    const item = await aStocked({ tradeIn: true })
    const mine = await somebody()
    await drawn(house(), mine, item.id, 1_000)
    const issue = await drawn(house(), mine, item.id, 1_000, { handedIn: 1_000 })
    const kept = await read().findOneByOrFail(Scrap, { issueId: issue.id })
    const submit = () =>
      actingIn(house(), cast.keeper, (unit) =>
        submitScrap(unit, house(), {
          stock: [{ itemId: item.id, quantity: 1_000, reason: '破损' }],
          keptIds: [kept.id, kept.id]
        })
      )
    const { approvalId, numbers } = await submit()
    expect(numbers).toHaveLength(2)
    expect(await read().findOneByOrFail(Scrap, { id: kept.id })).toMatchObject({ state: 'pending', approvalId })
    expect((await refusal(submit)).message).toContain('已经报批，不能重复报废')
    await decideThrough(house(), approvalId, { steps: 1, outcome: 'refuse', opinion: '还能用' })
    expect(await read().findOneByOrFail(Scrap, { approvalId })).toMatchObject({ source: 'stock', state: 'refused' })
    expect(await read().findOneByOrFail(Scrap, { id: kept.id })).toMatchObject({ state: 'kept', approvalId: null })
    expect(await balance(item.id)).toMatchObject({ quantity: 8_000 })
  })

  it('SUP-18 posts gains at the frozen average or the last cost, losses against the stocktake, and writes who counted', async () => {
    const location = '盘盈盘亏架'
    const [more, gone, less, right] = [
      await aStocked({ number: 'PY-1', location }, 10_000, 2_000),
      await aStocked({ number: 'PY-2', location }, 2_000, 600),
      await aStocked({ number: 'PY-3', location }, 3_000, 1_000),
      await aStocked({ number: 'PY-4', location }, 1_000, 100)
    ]
    await drawn(house(), await somebody(), gone.id, 2_000)
    const { id, number } = await actingIn(house(), cast.keeper, (unit) =>
      openStocktake(unit, { scope: 'location', location, blind: false, witnessId: cast.finance.id })
    )
    const stocktake = () => read().findOneByOrFail(Stocktake, { id })
    const linesOf = () => read().find(StocktakeLine, { where: { stocktakeId: id }, order: { lineNumber: 'ASC' } })
    expect(await stocktake()).toMatchObject({
      scope: `货位${location}`,
      frozenAt: house().clock.now(),
      baseDay: '2026-09-30',
      blind: false,
      openedById: cast.keeper.id,
      counterId: null,
      secondCounterId: null,
      witnessId: cast.finance.id,
      state: 'counting',
      approvalId: null,
      conclusion: null
    })
    const lineIds = (await linesOf()).map((line) => line.id)
    const counted = (...quantities: readonly number[]) =>
      quantities.map((quantity, index) => ({ lineId: lineIds[index] ?? '', quantity }))
    await actingIn(house(), cast.clerk, async (unit) =>
      countFirst(unit, id, (await stocktake()).version, counted(12_000, 1_000, 2_000, 1_000))
    )
    // The two counts differ: the second decides. Two of three are counted again, then the third.
    await actingIn(house(), cast.claimant, async (unit) =>
      countSecond(unit, id, (await stocktake()).version, counted(11_000, 1_000))
    )
    expect(await stocktake()).toMatchObject({ state: 'recounting', secondCounterId: cast.claimant.id })
    await actingIn(house(), cast.claimant, async (unit) =>
      countSecond(unit, id, (await stocktake()).version, counted(11_000, 1_000, 2_000).slice(2))
    )
    expect(await stocktake()).toMatchObject({ state: 'explaining', counterId: cast.clerk.id })
    const explained = async (lines: readonly string[], conclusion?: string) =>
      actingIn(house(), cast.keeper, async (unit) =>
        explain(unit, {
          id,
          version: (await stocktake()).version,
          lines: lines.map((lineId) => ({ lineId, reason: '清点', handling: '调账' })),
          ...(conclusion ? { conclusion } : {})
        })
      )
    expect(await refusal(() => explained([house().newId()]))).toMatchObject({ message: '这种物品不在盘点表上' })
    expect(await explained(lineIds.slice(0, 1), '基本相符')).toMatchObject({ conclusion: '基本相符' })
    expect(await explained(lineIds.slice(1, 3))).toMatchObject({ conclusion: '基本相符' })
    const { approvalId } = await actingIn(house(), cast.keeper, async (unit) =>
      submitStocktake(unit, house(), id, (await stocktake()).version)
    )
    expect(await stocktake()).toMatchObject({ state: 'pending', approvalId })
    await approveThrough(house(), approvalId)
    const stockIn = await read().findOneByOrFail(StockIn, { source: 'gain', remarks: `盘点${number}盘盈` })
    expect(stockIn).toMatchObject({ keeperId: cast.keeper.id, handlerId: cast.clerk.id, unitId: null, personId: null })
    const posted = (documentId: string) =>
      read().find(Movement, { where: { documentId }, order: { lineNumber: 'ASC' } })
    expect(await posted(stockIn.id)).toMatchObject([
      // One more of ten at 2.00; one of two that went out at 3.00.
      { kind: 'gain', lineNumber: 1, itemId: more.id, quantity: 1_000, valueCents: 200, reason: '清点' },
      { kind: 'gain', lineNumber: 2, itemId: gone.id, quantity: 1_000, valueCents: 300, reason: '清点' }
    ])
    expect(await posted(id)).toMatchObject([
      { kind: 'loss', lineNumber: 3, itemId: less.id, quantity: -1_000, valueCents: -333, reason: '清点' }
    ])
    expect(await balance(right.id)).toMatchObject({ quantity: 1_000, valueCents: 100 })
  })

  it('K-09 takes goods from an acceptance back to where they waited, not beyond what was accepted', async () => {
    const item = await aSupplyItem(house())
    const { acceptance, holding } = await anAcceptance(house(), cast, item.id, 3_000, 333)
    const stockIn = (holdingId: string, quantity: number, of = acceptance.id) =>
      actingIn(house(), cast.keeper, (unit) =>
        stockInFromHoldings(unit, { acceptanceId: of, lines: [{ holdingId, quantity }] })
      )
    const elsewhere = await anAcceptance(house(), cast, item.id, 1_000, 333)
    expect(await refusal(() => stockIn(elsewhere.holding.id, 1_000))).toMatchObject({
      message: '这种物品不在所选验收单上'
    })
    const [document] = [await stockIn(holding.id, 2_000)]
    expect(await read().findOneByOrFail(StockIn, { id: document.id })).toMatchObject({
      remarks: null,
      supplierId: acceptance.supplierId,
      unitId: null,
      personId: null,
      at: house().clock.now(),
      day: '2026-09-30'
    })
    const waiting = async () => (await read().findOneByOrFail(Holding, { id: holding.id })).quantity
    expect(await waiting()).toBe(1_000)
    const movement = await read().findOneByOrFail(Movement, { documentId: document.id })
    await actingIn(house(), cast.keeper, (unit) => reverseStockInLine(unit, movement.id, '点错'))
    expect(await waiting()).toBe(3_000)
    // What was not stocked by a receipt is no line of one.
    const issue = await stockIn(holding.id, 3_000).then(() => drawn(house(), cast, item.id, 1_000))
    const out = await read().findOneByOrFail(Movement, { documentId: issue.id })
    expect(
      await refusal(() => actingIn(house(), cast.keeper, (unit) => reverseStockInLine(unit, out.id, '点错')))
    ).toMatchObject({ type: 'notFound' })
    // Two of three are there: the receipt of three cannot be undone.
    const [last] = await read().find(Movement, {
      where: { itemId: item.id, kind: 'purchase' },
      order: { id: 'DESC' },
      take: 1
    })
    expect(
      (await refusal(() => actingIn(house(), cast.keeper, (unit) => reverseStockInLine(unit, last?.id ?? '', '点错'))))
        .rules
    ).toEqual(['SUP-16'])
  })

  it('writes an opening of the day it was counted, its lines going on where others stand, and a transfer of its unit', async () => {
    const item = await aSupplyItem(house())
    const opening = await actingIn(house(), cast.keeper, async (unit) => {
      const document = await enterOpening(unit, '期初盘点', '2026-08-31')
      await openNewItems(unit, document, [{ item, quantity: 2_000, valueCents: 300 }], 4)
      return document
    })
    expect(opening).toMatchObject({ source: 'opening', day: '2026-08-31', at: '2026-08-31', remarks: '期初盘点' })
    expect(await read().findOneByOrFail(Movement, { documentId: opening.id })).toMatchObject({
      kind: 'opening',
      lineNumber: 5,
      day: '2026-08-31',
      at: '2026-08-31',
      unitId: null,
      balanceQuantity: 2_000,
      balanceValueCents: 300
    })
    const same = await actingIn(house(), cast.keeper, (unit) => enterOpening(unit, '当日', '2026-09-30'))
    expect(same).toMatchObject({ day: '2026-09-30', at: house().clock.now(), handlerId: cast.keeper.id })
    const moved = async (fromUnitId: string | null) => {
      const { id } = await actingIn(house(), cast.keeper, (unit) =>
        transferIn(unit, [{ itemId: item.id, quantity: 1_000, valueCents: 77 }], '移交', fromUnitId)
      )
      return read().findOneByOrFail(Movement, { documentId: id })
    }
    expect(await moved(cast.unit.id)).toMatchObject({ kind: 'transferIn', unitId: cast.unit.id, valueCents: 77 })
    expect(await moved(null)).toMatchObject({ unitId: null, balanceQuantity: 4_000, balanceValueCents: 454 })
  })

  it('SUP-01 SUP-05 keeps an item its own name and a supplier its own, in use until it is said to be out of it', async () => {
    const plain = {
      name: '胶带座',
      spec: '大',
      measure: '个',
      category: 'office',
      location: 'A-1',
      safetyStock: 0
    } as const
    const first = await actingIn(house(), cast.keeper, (unit) => createItem(unit, plain))
    const other = await actingIn(house(), cast.keeper, (unit) => createItem(unit, { ...plain, measure: '盒' }))
    expect(first).toMatchObject({ ...plain, active: true })
    const change = (row: SupplyItem, input: Parameters<typeof updateItem>[3]) =>
      actingIn(house(), cast.keeper, (unit) => updateItem(unit, row.id, row.version, input))
    const placed = await change(first, { ...plain, location: 'B-2' })
    expect(placed).toMatchObject({ number: first.number, location: 'B-2', active: true })
    const [finding] = await refusedBy(house(), 'SUP-01', () => change(other, plain))
    expect(finding?.message).toContain(first.number)

    const shop = await actingIn(house(), cast.keeper, (unit) =>
      createSupplier(unit, {
        name: '城南文具',
        designated: true,
        designatedFrom: '2026-01-01',
        designatedTo: '2026-01-01'
      })
    )
    expect(shop).toMatchObject({ active: true, designatedTo: '2026-01-01' })
    const { id: taken } = await actingIn(house(), cast.keeper, (unit) =>
      createSupplier(unit, { name: '城北文具', designated: false })
    )
    const supplierAt = async (id: string, input: Parameters<typeof updateSupplier>[3], version = 1) =>
      actingIn(house(), cast.keeper, (unit) => updateSupplier(unit, id, version, input))
    expect(await refusal(() => supplierAt(taken, { name: '城南文具', designated: false }))).toMatchObject({
      type: 'invalid'
    })
    const out = await supplierAt(shop.id, { name: '城南文具', designated: false, active: false })
    expect(out).toMatchObject({ active: false, designated: false })
    expect(await supplierAt(shop.id, { name: '城南文具', designated: true }, out.version)).toMatchObject({
      active: false
    })
  })
})
