import { beforeAll, expect, it } from 'vitest'
import { decideThrough } from '../../support/ledgerActs'
import { aPerson, arranging } from '../../support/people'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { AcceptanceLine, Holding } from '@main/ledgers/supplies/entities/purchase'
import {
  IssueLine,
  IssueRequest,
  IssueRequestLine,
  Movement,
  StockIn,
  StocktakeLine
} from '@main/ledgers/supplies/entities/stock'
import { returnUnused } from '@main/ledgers/supplies/issue/corrections'
import { amendIssueRequest, submitIssueRequest } from '@main/ledgers/supplies/issue/request'
import { openStock, stockInFromHoldings } from '@main/ledgers/supplies/stock/receive'
import { openStocktake } from '@main/ledgers/supplies/stocktake/count'
import { Approval } from '@main/office/approvals/entities'
import { MissedDeadline } from '@main/office/records/entities'
import { onBothEngines } from '../../support/house'
import { actingIn, aSupplyItem, refusedBy } from '../../support/supplies'
import {
  anAcceptance,
  anApprovedRequest,
  aStoreCast,
  issueAtCounter,
  requestWithLines,
  stocked,
  type StoreCast
} from '../../support/store'

onBothEngines('what is entered in the storeroom stands as it was entered', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })
  const read = () => house().database.read
  const movementsOn = (documentId: string) =>
    read().find(Movement, { where: { documentId }, order: { lineNumber: 'ASC' } })
  /** Two lines of a request with six and four of two items drawn by somebody new. */
  async function twoDrawn() {
    const user = await aPerson(house(), { unitId: cast.unit.id })
    const [one, two] = [await aSupplyItem(house()), await aSupplyItem(house())]
    await stocked(house(), cast, one.id, 10_000, 1000)
    await stocked(house(), cast, two.id, 10_000, 2000)
    const mine = { ...cast, clerk: user }
    const { request } = await anApprovedRequest(house(), mine, [
      { itemId: one.id, quantity: 6000 },
      { itemId: two.id, quantity: 4000 }
    ])
    const issue = await issueAtCounter(house(), mine, request.id)
    return { one, two, request, issue }
  }

  it('numbers the lines of a receipt, an issue and a return from one, in the order they were entered', async () => {
    const { one, two, issue } = await twoDrawn()
    const lines = await read().find(IssueLine, { where: { issueId: issue.id } })
    const lineOf = (itemId: string) => lines.find((line) => line.itemId === itemId)?.id ?? ''
    const back = await actingIn(house(), cast.keeper, (unit) =>
      returnUnused(unit, {
        id: issue.id,
        returnedById: cast.unitHead.id,
        lines: [
          { lineId: lineOf(two.id), quantity: 1000 },
          { lineId: lineOf(one.id), quantity: 2000 }
        ],
        remarks: '多领了'
      })
    )
    const opened = await actingIn(house(), cast.keeper, (unit) =>
      openStock(
        unit,
        [one, two].map(({ id }) => ({ itemId: id, quantity: 1000, valueCents: 1 })),
        null
      )
    )
    const shown = async (id: string) =>
      (await movementsOn(id)).map(({ lineNumber, itemId, quantity }) => [lineNumber, itemId, quantity])
    expect(await shown(issue.id)).toEqual([
      [1, one.id, -6000],
      [2, two.id, -4000]
    ])
    expect(await shown(back.id)).toEqual([
      [1, two.id, 1000],
      [2, one.id, 2000]
    ])
    expect(await shown(opened.id)).toEqual([
      [1, one.id, 1000],
      [2, two.id, 1000]
    ])
    const numbers = (await movementsOn(back.id)).map(({ unitId, personId, valueCents }) => [
      unitId,
      personId,
      valueCents
    ])
    expect(numbers).toEqual([
      [cast.unit.id, cast.unitHead.id, 200],
      [cast.unit.id, cast.unitHead.id, 200]
    ])
    expect(await read().findOneByOrFail(StockIn, { id: back.id })).toMatchObject({
      source: 'returned',
      personId: cast.unitHead.id,
      handlerId: cast.unitHead.id,
      keeperId: cast.keeper.id,
      remarks: `退回领用单${issue.number}：多领了`
    })
  })

  it('takes the claimant as who brings goods back where nobody is named, and no remark where none is made', async () => {
    const { one, issue } = await twoDrawn()
    const line = await read().findOneByOrFail(IssueLine, { issueId: issue.id, itemId: one.id })
    const { id } = await actingIn(house(), cast.keeper, (unit) =>
      returnUnused(unit, { id: issue.id, lines: [{ lineId: line.id, quantity: 6000 }] })
    )
    expect(await read().findOneByOrFail(StockIn, { id })).toMatchObject({
      personId: cast.claimant.id,
      remarks: `退回领用单${issue.number}`
    })
    const twice = [1000, 1000].map((quantity) => ({ lineId: line.id, quantity }))
    const again = actingIn(house(), cast.keeper, (unit) => returnUnused(unit, { id: issue.id, lines: twice }))
    await expect(again).rejects.toMatchObject({ type: 'invalid' })
  })

  it('SUP-16 issues nothing of an item the storeroom never had', async () => {
    const user = await aPerson(house(), { unitId: cast.unit.id })
    const item = await aSupplyItem(house())
    expect(await read().countBy(SupplyBalance, { itemId: item.id })).toBe(0)
    const mine = { ...cast, clerk: user }
    const { request } = await anApprovedRequest(house(), mine, [{ itemId: item.id, quantity: 1000 }])
    const [finding] = await refusedBy(house(), 'SUP-16', () => issueAtCounter(house(), mine, request.id))
    expect(finding?.message).toMatch(/库存只有0\D/)
    expect((await requestWithLines(house(), request.id)).request).toMatchObject({ state: 'approved' })
  })

  it('SUP-18 freezes the book in lines numbered from one, with nothing for what was never there', async () => {
    const location = '冻结架'
    const [one, two] = [
      await aSupplyItem(house(), { number: 'DJ-1', location }),
      await aSupplyItem(house(), { number: 'DJ-2', location })
    ]
    await stocked(house(), cast, one.id, 3000, 900)
    const { id } = await actingIn(house(), cast.keeper, (unit) =>
      openStocktake(unit, { scope: 'location', location, blind: false })
    )
    const lines = await read().find(StocktakeLine, { where: { stocktakeId: id }, order: { lineNumber: 'ASC' } })
    const shown = lines.map(({ lineNumber, itemId, bookQuantity, bookValueCents }) => ({
      lineNumber,
      itemId,
      book: [bookQuantity, bookValueCents]
    }))
    expect(shown).toEqual([
      { lineNumber: 1, itemId: one.id, book: [3000, 900] },
      { lineNumber: 2, itemId: two.id, book: [0, 0] }
    ])
  })

  it('SUP-10 has goods of several days stocked by the day the first of them were accepted', async () => {
    house().clock.setDay('2026-10-12')
    const item = await aSupplyItem(house())
    const { acceptance, accepted, holding } = await anAcceptance(house(), cast, item.id, 3000, 333)
    house().clock.setDay('2026-10-13')
    const { id: _line, ...same } = accepted
    const later = await arranging(house(), async (unit) => {
      const line = await unit.append(AcceptanceLine, same)
      const more = { itemId: item.id, acceptedOn: unit.today, quantity: 3000, unitPriceCents: 333 }
      return unit.insert(Holding, { acceptanceLineId: line.id, ...more })
    })
    const stockIn = (...holdings: readonly Holding[]) =>
      actingIn(house(), cast.keeper, (unit) =>
        stockInFromHoldings(unit, {
          acceptanceId: acceptance.id,
          lines: holdings.map(({ id }) => ({ holdingId: id, quantity: 1000 })),
          remarks: '分批'
        })
      )
    const missed = () => read().findBy(MissedDeadline, { rule: 'SUP-10', subjectId: acceptance.id })
    await stockIn(later)
    expect(await missed()).toEqual([])
    // In whichever order they are written on the receipt.
    const { id, number } = await stockIn(later, holding)
    expect(await missed()).toMatchObject([
      { dueOn: '2026-10-12', outcome: 'late', what: `验收合格物品入库（${number}）`, subjectNumber: acceptance.number }
    ])
    expect((await movementsOn(id)).map(({ lineNumber, quantity }) => [lineNumber, quantity])).toEqual([
      [1, 1000],
      [2, 1000]
    ])
    expect(await read().findOneByOrFail(StockIn, { id })).toMatchObject({
      source: 'purchase',
      acceptanceId: acceptance.id,
      handlerId: acceptance.accepterId,
      keeperId: cast.keeper.id,
      remarks: '分批'
    })
  })

  it('replaces what a returned request asks for, line by line, and keeps what was left out at nothing', async () => {
    const [one, two, three] = [await aSupplyItem(house()), await aSupplyItem(house()), await aSupplyItem(house())]
    const special = await aSupplyItem(house(), { special: true })
    const applicant = await aPerson(house(), { unitId: cast.unit.id })
    const asked = await actingIn(house(), applicant, (unit) =>
      submitIssueRequest(unit, house(), {
        claimantId: cast.claimant.id,
        userId: applicant.id,
        purpose: '日常办公',
        lines: [
          { itemId: one.id, quantity: 2000 },
          { itemId: two.id, quantity: 1000 }
        ]
      })
    )
    const amend = async (
      lines: readonly (readonly [{ readonly id: string }, number])[],
      { by = applicant, stale = 0 } = {}
    ) => {
      const { request } = await requestWithLines(house(), asked.id)
      return actingIn(house(), by, (unit) =>
        amendIssueRequest(unit, {
          id: asked.id,
          version: request.version - stale,
          purpose: '下乡用',
          lines: lines.map(([{ id }, quantity]) => ({ itemId: id, quantity }))
        })
      )
    }
    await expect(amend([[one, 1000]])).rejects.toThrow('在现在的状态下不能这样办')
    await decideThrough(house(), asked.approvalId, { steps: 1, outcome: 'return', opinion: '请写明用途' })
    await expect(amend([[one, 1000]], { stale: 1 })).rejects.toMatchObject({ type: 'conflict' })
    await expect(amend([[one, 1000]], { by: cast.clerk })).rejects.toMatchObject({ type: 'forbidden' })
    await expect(amend([[special, 1000]])).rejects.toMatchObject({ type: 'invalid' })

    const standing = async () =>
      (await read().find(IssueRequestLine, { where: { requestId: asked.id }, order: { lineNumber: 'ASC' } })).map(
        ({ lineNumber, itemId, quantity }) => [lineNumber, itemId, quantity]
      )
    const title = async () => (await read().findOneByOrFail(Approval, { id: asked.approvalId })).title
    const first = await title()
    await amend([
      [three, 1000],
      [two, 2000],
      [one, 3000]
    ])
    expect(first).not.toContain(three.name)
    expect(await title()).toContain(`领用${three.name}`)
    expect(await standing()).toEqual([
      [1, three.id, 1000],
      [2, two.id, 2000],
      [3, one.id, 3000]
    ])
    await amend([[two, 1000]])
    expect(await standing()).toEqual([
      [1, two.id, 1000],
      [2, two.id, 0],
      [3, one.id, 0]
    ])
    expect(await read().findOneByOrFail(IssueRequest, { id: asked.id })).toMatchObject({
      purpose: '下乡用',
      state: 'returned'
    })
  })
})
