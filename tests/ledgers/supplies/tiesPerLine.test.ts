import { beforeAll, expect, it } from 'vitest'
import type { Person } from '@main/office/entities'
import type { ExportScope, SheetDefinition } from '@main/office/outputs/outputDefinitions'
import { recordAcceptance } from '@main/ledgers/supplies/acceptance/acts'
import { closeReturn } from '@main/ledgers/supplies/acceptance/returns'
import { waitingSheet } from '@main/ledgers/supplies/acceptance/waitingSheet'
import { AcceptanceLine, Holding, SupplierReturn, type Acceptance } from '@main/ledgers/supplies/entities/purchase'
import { Movement } from '@main/ledgers/supplies/entities/stock'
import { provePurchases } from '@main/ledgers/supplies/purchase/proof'
import { orderPurchase, purchaseLines } from '@main/ledgers/supplies/purchase/fulfil'
import { purchaseSheet } from '@main/ledgers/supplies/purchase/sheet'
import { submitUnitPurchase } from '@main/ledgers/supplies/purchase/submit'
import { reverseStockInLine, stockInFromHoldings } from '@main/ledgers/supplies/stock/receive'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'
import { aBureau } from '../../support/people'
import {
  actingIn,
  anOrderedPurchase,
  approveThrough,
  aPersonAppointed,
  aSupplier,
  aSupplyItem,
  aSuppliesStaff,
  freshPurchase,
  jointly,
  type OrderedPlan
} from '../../support/supplies'

type Ordered = Awaited<ReturnType<typeof anOrderedPurchase>>
/** What came of each line of an order: delivered, accepted, refused. */
type Came = readonly (readonly [delivered: number, accepted: number, refused: number] | undefined)[]

onBothEngines('purchases tie line by line', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
  })

  const ordered = (...goods: OrderedPlan['goods'] & object) => anOrderedPurchase(house(), { buyer, staff, goods })
  const accept = async ({ purchase, lines }: Ordered, came: Came): Promise<Acceptance> => {
    const { version } = await freshPurchase(house(), purchase)
    return actingIn(house(), staff.officeDirector, (unit) =>
      recordAcceptance(unit, {
        purchaseId: purchase.id,
        version,
        deliveryNote: 'S-9',
        keeperId: staff.keeper.id,
        lines: lines.flatMap(({ id }, index) => {
          const [delivered, accepted, refused] = came[index] ?? []
          if (delivered === undefined || accepted === undefined || refused === undefined) return []
          return {
            lineId: id,
            deliveredQuantity: delivered * 1000,
            acceptedQuantity: accepted * 1000,
            rejectedQuantity: refused * 1000,
            ...(refused > 0 ? { rejectReason: '破损' } : {})
          }
        })
      })
    )
  }
  const holdingsOf = async ({ id }: Acceptance): Promise<readonly Holding[]> => {
    const lines = await house().database.read.find(AcceptanceLine, {
      where: { acceptanceId: id },
      order: { id: 'ASC' }
    })
    const held = await house().database.read.find(Holding)
    return lines.flatMap((line) => held.filter(({ acceptanceLineId }) => acceptanceLineId === line.id))
  }
  const stock = async (acceptance: Acceptance, counts: readonly number[]) => {
    const holdings = await holdingsOf(acceptance)
    return actingIn(house(), staff.keeper, (unit) =>
      stockInFromHoldings(unit, {
        acceptanceId: acceptance.id,
        lines: counts.flatMap((count, index) =>
          count > 0 ? { holdingId: holdings[index]?.id ?? '', quantity: count * 1000 } : []
        )
      })
    )
  }
  const settle = async (acceptance: Acceptance, quantity: number, how: 'returned' | 'exchanged') => {
    const lines = await house().database.read.findBy(AcceptanceLine, { acceptanceId: acceptance.id })
    const open = await house().database.read.findBy(SupplierReturn, { state: 'open', quantity: quantity * 1000 })
    const own = open.find((each) => lines.some(({ id }) => id === each.acceptanceLineId))
    await actingIn(house(), buyer, (unit) => closeReturn(unit, own?.id ?? '', own?.version ?? 0, how, '按约定'))
  }
  const rowsOf = async (sheet: SheetDefinition, number: string, keys: readonly string[], scope: ExportScope = {}) => {
    const { rows } = await sheet.make(await readingAs(house(), staff.officeDirector), scope)
    const found: unknown[][] = []
    for await (const row of rows)
      if ([row['number'], row['purchaseNumber']].includes(number)) found.push(keys.map((key) => row[key]))
    return found
  }
  const parts = ['quantity', 'unorderedQuantity', 'dueQuantity', 'refusedQuantity', 'acceptedQuantity'] as const
  const became = [...parts, 'stockedQuantity', 'waitingQuantity'] as const

  it('采购 = 未到货 + 退货 + 验收 and 验收 = 入库 + 待入库 per line on each day, one item bought at two prices', async () => {
    const [item, plain] = [await aSupplyItem(house()), await aSupplyItem(house())]
    const dear = await ordered({ item, count: 4, cents: 1_500 })
    const cheap = await ordered({ item, count: 10, cents: 1_200 }, { item: plain, count: 6, cents: 500 })
    expect(await rowsOf(purchaseSheet, cheap.purchase.number, became)).toEqual([
      [10_000, 0, 10_000, 0, 0, 0, 0],
      [6_000, 0, 6_000, 0, 0, 0, 0]
    ])
    // 8 of 10 came, 2 of them broken; 6 of 6, 1 broken; 4 of 4. 5 and 1 of the same goods are put on the shelves.
    const first = await accept(cheap, [
      [8, 6, 2],
      [6, 5, 1]
    ])
    const other = await accept(dear, [[4, 4, 0]])
    await stock(first, [5])
    const shelved = await stock(other, [1])
    const day0 = house().clock.today()
    house().clock.advanceMinutes(24 * 60)
    const day1 = house().clock.today()
    // the 2 are to come once more, the 1 is paid back
    await settle(first, 2, 'exchanged')
    await settle(first, 1, 'returned')
    house().clock.advanceMinutes(24 * 60)
    // 2 of the 4 that are due come; the one of the other purchase goes back to the holding area
    await accept(cheap, [[2, 2, 0]])
    const [movement] = await house().database.read.findBy(Movement, { documentId: shelved.id })
    await actingIn(house(), staff.keeper, (unit) => reverseStockInLine(unit, movement?.id ?? '', '点错'))

    const until = async (to?: string) => [
      ...(await rowsOf(purchaseSheet, cheap.purchase.number, [...became, 'remarks'], { to })),
      ...(await rowsOf(purchaseSheet, dear.purchase.number, [...became, 'remarks'], { to }))
    ]
    expect(await until(day0)).toEqual([
      [10_000, 0, 2_000, 2_000, 6_000, 5_000, 1_000, expect.stringMatching(/^退货中2未办结/)],
      [6_000, 0, 0, 1_000, 5_000, 0, 5_000, expect.stringMatching(/^退货中1未办结/)],
      [4_000, 0, 0, 0, 4_000, 1_000, 3_000, expect.not.stringContaining('退货')]
    ])
    expect(await until(day1)).toEqual([
      [10_000, 0, 4_000, 0, 6_000, 5_000, 1_000, expect.stringMatching(/^换货2/)],
      [6_000, 0, 0, 1_000, 5_000, 0, 5_000, expect.not.stringContaining('未办结')],
      [4_000, 0, 0, 0, 4_000, 1_000, 3_000, expect.not.stringContaining('退货')]
    ])
    expect((await until()).map((row) => row.slice(0, -1))).toEqual([
      [10_000, 0, 2_000, 0, 8_000, 5_000, 3_000],
      [6_000, 0, 0, 1_000, 5_000, 0, 5_000],
      [4_000, 0, 0, 0, 4_000, 0, 4_000]
    ])
    // what waits is valued line by line at its own price
    const waits = ['accepted', 'stocked', 'waiting', 'unitPriceCents', 'valueCents'] as const
    expect(await rowsOf(waitingSheet, cheap.purchase.number, waits, { to: day0 })).toEqual([
      [6_000, 5_000, 1_000, 1_200, 1_200],
      [5_000, 0, 5_000, 500, 2_500]
    ])
    expect(await rowsOf(waitingSheet, dear.purchase.number, waits, { to: day0 })).toEqual([
      [4_000, 1_000, 3_000, 1_500, 4_500]
    ])
    expect(await provePurchases(house().database.read)).toEqual([])
  })

  it('takes an item on one line of a purchase only, so that what is stocked of it belongs to that line', async () => {
    const item = await aSupplyItem(house())
    const twice = ordered({ item, count: 1, cents: 100 }, { item, count: 2, cents: 200 })
    await expect(twice).rejects.toMatchObject({ type: 'invalid', message: `“${item.name}”重复，请合并为一行` })
  })

  it('says of what is not ordered that it is not ordered, and gives it no price agreed later', async () => {
    const { id: itemId } = await aSupplyItem(house())
    const { id, number, approvalId } = await actingIn(house(), staff.brigadeClerk, (unit) =>
      submitUnitPurchase(unit, house(), {
        lines: [{ itemId, quantity: 10_000, unitPriceCents: 1_100 }],
        reason: '执勤需要'
      })
    )
    await approveThrough(house(), approvalId ?? '')
    const before = house().clock.today()
    const keys = ['quantity', 'unorderedQuantity', 'dueQuantity', 'dealCents']
    expect(await rowsOf(purchaseSheet, number, keys)).toEqual([[10_000, 10_000, 0, null]])
    house().clock.advanceMinutes(24 * 60)
    const { version } = await freshPurchase(house(), { id })
    const [line] = await purchaseLines(house().database.read, id)
    const supplier = await aSupplier(house())
    await actingIn(
      house(),
      buyer,
      (unit) =>
        orderPurchase(unit, {
          id,
          version,
          supplierId: supplier.id,
          lines: [{ lineId: line?.id ?? '', dealPriceCents: 1_000 }],
          ...jointly(staff)
        }),
      { 'SUP-05': '本地仅一家供货' }
    )
    expect(await rowsOf(purchaseSheet, number, keys)).toEqual([[10_000, 0, 10_000, 10_000]])
    expect(await rowsOf(purchaseSheet, number, keys, { to: before })).toEqual([[10_000, 10_000, 0, null]])
  })

  it('verify says which line of an acceptance does not tie, and how', async () => {
    const item = await aSupplyItem(house())
    const order = await ordered({ item, count: 5, cents: 1_000 })
    const acceptance = await accept(order, [[5, 4, 1]])
    await stock(acceptance, [2])
    const [held] = await holdingsOf(acceptance)
    const lines = await house().database.read.findBy(AcceptanceLine, { acceptanceId: acceptance.id })
    const back = await house().database.read.findOneByOrFail(SupplierReturn, { acceptanceLineId: lines[0]?.id ?? '' })
    if (!held) throw new Error('nothing waits')
    await actingIn(house(), staff.keeper, async (unit) => {
      await unit.update(Holding, held, { quantity: 1_000 }, '待入库物品')
      await unit.update(SupplierReturn, back, { quantity: 500 }, '退换单')
    })
    expect(await provePurchases(house().database.read)).toEqual([
      { number: acceptance.number, why: `${item.name}（标准）：不合格1，退换单合计0.5，两者不符` },
      { number: acceptance.number, why: `${item.name}（标准）：验收合格4，已入库2，待入库1，三者不符` }
    ])
  })
})
