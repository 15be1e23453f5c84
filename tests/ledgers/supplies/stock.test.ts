import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { Holding } from '@main/ledgers/supplies/entities/purchase'
import { Requisition, RequisitionLine } from '@main/ledgers/supplies/entities/purchase'
import { IssueLine, Movement, Scrap } from '@main/ledgers/supplies/entities/stock'
import { returnUnused, reverseIssueLine } from '@main/ledgers/supplies/issue/corrections'
import { issuePage } from '@main/ledgers/supplies/issue/rows'
import { heldBy } from '@main/ledgers/supplies/clearance'
import { averageMonthlyConsumption } from '@main/ledgers/supplies/stock/consumption'
import { balancesAreMovements, storeProofs } from '@main/ledgers/supplies/stock/proofs'
import { openStock, reverseStockInLine, stockInFromHoldings, transferIn } from '@main/ledgers/supplies/stock/receive'
import { proposeRequisition, replenishment } from '@main/ledgers/supplies/stock/replenishment'
import { enterStoreroom } from '@main/ledgers/supplies/stock/storeroom'
import { stockInPage } from '@main/ledgers/supplies/stock/stockInRows'
import { storeroomPage } from '@main/ledgers/supplies/stock/rows'
import { suppliesDue } from '@main/ledgers/supplies/due'
import { replenishmentFor } from '@main/ledgers/supplies/rules/storeKeeping'
import { postMovement } from '@main/ledgers/supplies/stock/post'
import { listInput } from '@main/contract/lists'
import { onBothEngines } from '../../support/house'
import { aPerson, arranging } from '../../support/people'
import { actingIn, aSupplyItem } from '../../support/supplies'
import {
  aStoreCast,
  anAcceptance,
  anApprovedRequest,
  drawn,
  footprint,
  issueAtCounter,
  readingAs,
  requestWithLines,
  stocked,
  type StoreCast
} from '../../support/store'

onBothEngines('storeroom', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })

  const balance = (itemId: string) => house().database.read.findOneByOrFail(SupplyBalance, { itemId })
  const provenWrong = async () => (await Promise.all(storeProofs.map((proof) => proof(house().database.read)))).flat()

  it('keeps quantity and value to the cent through any order of receipts, issues, returns and reversals', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            out: fc.boolean(),
            quantity: fc.integer({ min: 1, max: 9000 }),
            cents: fc.integer({ min: 0, max: 99_999 })
          }),
          {
            minLength: 1,
            maxLength: 12
          }
        ),
        async (steps) => {
          const item = await aSupplyItem(house())
          let onHand = 0
          for (const [index, { out, quantity, cents }] of steps.entries()) {
            if (out && quantity > onHand) continue
            onHand += out ? -quantity : quantity
            await actingIn(house(), cast.keeper, (unit) =>
              postMovement(unit, {
                kind: out ? 'loss' : 'transferIn',
                document: { id: item.id, number: 'CS-1' },
                lineNumber: index,
                item,
                quantity,
                ...(out ? {} : { valueCents: cents })
              })
            )
          }
          const moved = await house().database.read.findBy(Movement, { itemId: item.id })
          const sum = (field: 'quantity' | 'valueCents') => moved.reduce((total, row) => total + row[field], 0)
          expect(sum('quantity')).toBe(onHand)
          if (onHand === 0) expect(sum('valueCents')).toBe(0)
          if (moved.length > 0)
            expect(await balance(item.id)).toMatchObject({ quantity: onHand, valueCents: sum('valueCents') })
        }
      ),
      { numRuns: 15 }
    )
    expect(await provenWrong()).toEqual([])
  })

  it('SUP-16 keeps every way out of stock above zero', async () => {
    const item = await aSupplyItem(house())
    await stocked(house(), cast, item.id, 1000, 500)
    const before = await footprint(house())
    const act = actingIn(house(), cast.keeper, (unit) =>
      postMovement(unit, {
        kind: 'scrap',
        document: { id: item.id, number: 'BF' },
        lineNumber: 1,
        item,
        quantity: 1001
      })
    )
    await expect(act).rejects.toMatchObject({ type: 'refused', message: expect.stringContaining('SUP-16') })
    expect(await footprint(house())).toEqual(before)
  })

  it('stocks accepted goods at their price and never more than wait in the holding area', async () => {
    const item = await aSupplyItem(house())
    const { acceptance, holding } = await anAcceptance(house(), cast, item.id, 3000, 333)
    const stockIn = (quantity: number) =>
      actingIn(house(), cast.keeper, (unit) =>
        stockInFromHoldings(unit, { acceptanceId: acceptance.id, lines: [{ holdingId: holding.id, quantity }] })
      )
    await expect(stockIn(3001)).rejects.toMatchObject({ type: 'invalid' })
    await stockIn(1000)
    await stockIn(2000)
    expect(await balance(item.id)).toMatchObject({ quantity: 3000, valueCents: 999 })
    expect(await house().database.read.findOneBy(Holding, { id: holding.id })).toMatchObject({ quantity: 0 })
    const page = await stockInPage(
      await readingAs(house(), cast.keeper),
      listInput.parse({ filters: [{ field: 'acceptanceNumber', op: 'eq', value: acceptance.number }] })
    )
    expect(page.rows.map((row) => [row.source, row.quantity, row.valueCents, row.keeperName])).toEqual([
      ['purchase', 2000, 666, '罗保管'],
      ['purchase', 1000, 333, '罗保管']
    ])
  })

  it('K-09 corrects a stock-in line by a reversal, once, and the goods wait again', async () => {
    const item = await aSupplyItem(house())
    const { acceptance, holding } = await anAcceptance(house(), cast, item.id, 3000, 500)
    await actingIn(house(), cast.keeper, (unit) =>
      stockInFromHoldings(unit, { acceptanceId: acceptance.id, lines: [{ holdingId: holding.id, quantity: 3000 }] })
    )
    const line = await house().database.read.findOneByOrFail(Movement, { itemId: item.id })
    const reverse = () => actingIn(house(), cast.keeper, (unit) => reverseStockInLine(unit, line.id, '点数有误'))
    expect(await reverse()).toMatchObject({ differenceCents: 0 })
    expect(await balance(item.id)).toMatchObject({ quantity: 0, valueCents: 0 })
    expect(await house().database.read.findOneBy(Holding, { id: holding.id })).toMatchObject({ quantity: 3000 })
    const before = await footprint(house())
    await expect(reverse()).rejects.toMatchObject({ type: 'refused', message: expect.stringContaining('K-09') })
    expect(await footprint(house())).toEqual(before)
  })

  it('K-09 reverses an issue line: goods and request stand as before and the old one leaves the register', async () => {
    const user = await aPerson(house(), { unitId: cast.unit.id })
    const mine = { ...cast, clerk: user }
    const item = await aSupplyItem(house(), { tradeIn: true })
    await stocked(house(), cast, item.id, 3000, 1000)
    await drawn(house(), mine, item.id, 1000)
    const { request } = await anApprovedRequest(house(), mine, [{ itemId: item.id, quantity: 1000 }])
    const issue = await issueAtCounter(house(), mine, request.id, { handedIn: 1000 })
    const line = await house().database.read.findOneByOrFail(IssueLine, { issueId: issue.id })
    await actingIn(house(), cast.keeper, (unit) => reverseIssueLine(unit, line.id, '发错人'))
    // the reversal has the next number of the run, and names the issue it undoes
    const next = issue.number.replace(/\d+$/, (serial) => String(Number(serial) + 1).padStart(serial.length, '0'))
    const register = await issuePage(await readingAs(house(), cast.keeper), listInput.parse({ search: next }))
    expect(register.rows.map((row) => [row.number, row.quantity, row.remarks])).toEqual([
      [next, -1000, `冲正${issue.number}：发错人`]
    ])
    expect(await house().database.read.findBy(Movement, { documentId: issue.id })).toMatchObject([
      { documentNumber: issue.number, number: null },
      { documentNumber: next, number: next }
    ])
    expect(await balance(item.id)).toMatchObject({ quantity: 2000 })
    expect((await requestWithLines(house(), request.id)).request).toMatchObject({ state: 'approved' })
    expect(await house().database.read.findOneBy(Scrap, { issueId: issue.id })).toMatchObject({ state: 'withdrawn' })
    expect(await issueAtCounter(house(), mine, request.id, { handedIn: 1000 })).toMatchObject({ state: 'issued' })
    expect(await provenWrong()).toEqual([])
  })

  it('takes unused goods back at their cost, never more than were drawn', async () => {
    const item = await aSupplyItem(house())
    await stocked(house(), cast, item.id, 3000, 1000)
    const issue = await drawn(house(), cast, item.id, 3000)
    const line = await house().database.read.findOneByOrFail(IssueLine, { issueId: issue.id })
    const giveBack = (quantity: number) =>
      actingIn(house(), cast.keeper, (unit) =>
        returnUnused(unit, { id: issue.id, lines: [{ lineId: line.id, quantity }] })
      )
    await giveBack(1000)
    const before = await footprint(house())
    await expect(giveBack(2001)).rejects.toMatchObject({ type: 'invalid' })
    expect(await footprint(house())).toEqual(before)
    await giveBack(2000)
    expect(await balance(item.id)).toMatchObject({ quantity: 3000, valueCents: 1000 })
    await expect(
      actingIn(house(), cast.keeper, (unit) => reverseIssueLine(unit, line.id, '退过了'))
    ).rejects.toMatchObject({ type: 'refused' })
  })

  it('takes goods over from another unit at the value they come with', async () => {
    const item = await aSupplyItem(house())
    await actingIn(house(), cast.keeper, (unit) =>
      transferIn(unit, [{ itemId: item.id, quantity: 2000, valueCents: 777 }], '环卫所移交', cast.unit.id)
    )
    expect(await balance(item.id)).toMatchObject({ quantity: 2000, valueCents: 777 })
    const twice = [
      { itemId: item.id, quantity: 1000, valueCents: 1 },
      { itemId: item.id, quantity: 1000, valueCents: 1 }
    ]
    await expect(actingIn(house(), cast.keeper, (unit) => openStock(unit, twice, null))).rejects.toMatchObject({
      type: 'invalid'
    })
  })

  it('averages consumption over the last six full months, net of returns', async () => {
    const item = await aSupplyItem(house())
    await stocked(house(), cast, item.id, 100_000, 10_000)
    house().clock.setDay('2026-03-15')
    await drawn(house(), cast, item.id, 50_000)
    house().clock.setDay('2026-05-10')
    const issue = await drawn(house(), cast, item.id, 7000)
    const line = await house().database.read.findOneByOrFail(IssueLine, { issueId: issue.id })
    await actingIn(house(), cast.keeper, (unit) =>
      returnUnused(unit, { id: issue.id, lines: [{ lineId: line.id, quantity: 1000 }] })
    )
    house().clock.setDay('2026-10-01')
    await drawn(house(), cast, item.id, 3000)
    const of = async (today: string) =>
      (await averageMonthlyConsumption(house().database.read, [item.id], today)).get(item.id)
    expect(await of('2026-10-31')).toBe(1000)
    expect(await of('2026-09-30')).toBe(9334)
    expect(await of('2027-05-01')).toBe(0)
  })

  it('averages consumption over no more months than the item has been on record', async () => {
    const item = await aSupplyItem(house())
    house().clock.setDay('2027-02-10')
    await stocked(house(), cast, item.id, 100_000, 10_000)
    await drawn(house(), cast, item.id, 3000)
    const of = async (today: string) =>
      (await averageMonthlyConsumption(house().database.read, [item.id], today)).get(item.id)
    expect(await of('2027-02-28')).toBe(0)
    expect(await of('2027-03-01')).toBe(3000)
    expect(await of('2027-04-30')).toBe(1500)
    expect(await of('2027-08-01')).toBe(500)
    expect(await of('2027-09-01')).toBe(0)
  })

  it('SUP-17 proposes what is below its safety stock, due today, and turns it into a requisition', async () => {
    const item = await aSupplyItem(house(), { name: '复印纸', safetyStock: 5000 })
    await stocked(house(), cast, item.id, 5000, 10_000)
    const reading = await readingAs(house(), cast.keeper)
    const proposals = async () =>
      (await replenishment(reading.manager, reading.book, house().clock.today())).filter(
        (row) => row.itemId === item.id
      )
    expect(await proposals()).toEqual([])
    await expect(
      actingIn(house(), cast.keeper, (unit) => proposeRequisition(unit, house(), [item.id]))
    ).rejects.toMatchObject({ type: 'invalid' })
    await drawn(house(), cast, item.id, 1000)
    expect(await proposals()).toMatchObject([{ quantity: 4000, safetyStock: 5000, proposal: 1000 }])
    expect(await suppliesDue(await readingAs(house(), cast.keeper))).toContainEqual(
      expect.objectContaining({ rule: 'SUP-17', subjectId: item.id, dueOn: house().clock.today() })
    )
    const made = await actingIn(house(), cast.keeper, (unit) => proposeRequisition(unit, house(), [item.id]))
    expect(await house().database.read.findOneBy(Requisition, { id: made.id })).toMatchObject({
      unitId: cast.office.id
    })
    expect(await house().database.read.findBy(RequisitionLine, { requisitionId: made.id })).toMatchObject([
      { itemId: item.id, quantity: 1000 }
    ])
  })

  it('SUP-17 counts two months of consumption into the proposal, in whole units', async () => {
    const book = { profile: 'dongkou' as const, settings: {} }
    expect(replenishmentFor({ onHand: 4999, safetyStock: 5000, monthly: 1500 }, book)).toBe(4000)
    expect(replenishmentFor({ onHand: 5000, safetyStock: 5000, monthly: 1500 }, book)).toBeUndefined()
    expect(replenishmentFor({ onHand: 0, safetyStock: null, monthly: 1500 }, book)).toBeUndefined()
  })

  it('SUP-15 logs who was in the storeroom with the keeper', async () => {
    const enter = (input: Partial<Parameters<typeof enterStoreroom>[1]>) =>
      actingIn(house(), cast.keeper, (unit) => enterStoreroom(unit, { purpose: '检修线路', ...input }))
    await expect(enter({})).rejects.toMatchObject({ type: 'invalid' })
    await enter({ visitor: '电工刘某' })
    const page = await storeroomPage(await readingAs(house(), cast.keeper), listInput.parse({}))
    expect(page.rows[0]).toMatchObject({ visitor: '电工刘某', keeperName: '罗保管', purpose: '检修线路' })
  })

  it('K-08 holds trade-in goods in the name of who drew them last, until they come back', async () => {
    const user = await aPerson(house(), { unitId: cast.unit.id })
    const mine = { ...cast, clerk: user }
    const kettle = await aSupplyItem(house(), { name: '电水壶', special: true, tradeIn: true })
    const paper = await aSupplyItem(house(), { name: '便条纸' })
    await stocked(house(), cast, kettle.id, 5000, 10_000)
    await stocked(house(), cast, paper.id, 5000, 100)
    await drawn(house(), mine, paper.id, 1000)
    await drawn(house(), mine, kettle.id, 1000)
    const issue = await drawn(house(), mine, kettle.id, 1000, { handedIn: 1000 })
    const held = () => heldBy(house().database.read, user.id, house().clock.today())
    expect(await held()).toMatchObject([{ label: expect.stringContaining('电水壶'), number: issue.number }])
    const line = await house().database.read.findOneByOrFail(IssueLine, { issueId: issue.id })
    await actingIn(house(), cast.keeper, (unit) =>
      returnUnused(unit, { id: issue.id, lines: [{ lineId: line.id, quantity: 1000 }] })
    )
    expect(await held()).toEqual([])
  })

  it('finds a kept balance that its movements do not bear out', async () => {
    const item = await aSupplyItem(house())
    await stocked(house(), cast, item.id, 1000, 500)
    await arranging(house(), (unit) => unit.derive(SupplyBalance, { itemId: item.id, quantity: 2000, valueCents: 500 }))
    expect(await balancesAreMovements(house().database.read)).toEqual([
      { number: item.number, why: expect.stringContaining('应为1（5.00元）') }
    ])
    await arranging(house(), (unit) => unit.derive(SupplyBalance, { itemId: item.id, quantity: 1000, valueCents: 500 }))
    expect(await balancesAreMovements(house().database.read)).toEqual([])
  })
})
