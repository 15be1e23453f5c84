import { beforeAll, expect, it } from 'vitest'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { Movement, Scrap, Stocktake, StocktakeLine } from '@main/ledgers/supplies/entities/stock'
import {
  countFirst,
  countSecond,
  explain,
  openStocktake,
  submitStocktake
} from '@main/ledgers/supplies/stocktake/count'
import { stocktakeCard } from '@main/ledgers/supplies/stocktake/rows'
import { stocktakeForm } from '@main/ledgers/supplies/stocktake/form'
import { disposeScrap, submitScrap } from '@main/ledgers/supplies/scrap/acts'
import { scrapForm } from '@main/ledgers/supplies/scrap/form'
import { monthlyStatement } from '@main/ledgers/supplies/statement/monthly'
import { storeProofs } from '@main/ledgers/supplies/stock/proofs'
import { suppliesDue } from '@main/ledgers/supplies/due'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Approval } from '@main/office/approvals/entities'
import { decide } from '@main/office/approvals/service'
import { onBothEngines } from '../../support/house'
import { Person } from '@main/office/entities'
import { aPerson, arranging } from '../../support/people'
import { decideThrough } from '../../support/ledgerActs'
import { refusedBy } from '../../support/refusals'
import { actingIn, approveThrough, aSupplyItem } from '../../support/supplies'
import { aStoreCast, drawn, footprint, readingAs, stocked, type StoreCast } from '../../support/store'

onBothEngines('stocktake and scrap', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })

  const balance = (itemId: string) => house().database.read.findOneByOrFail(SupplyBalance, { itemId })
  const stocktakeOf = (id: string) => house().database.read.findOneByOrFail(Stocktake, { id })
  const linesOf = (stocktakeId: string) =>
    house().database.read.find(StocktakeLine, { where: { stocktakeId }, order: { lineNumber: 'ASC' } })

  /** Three items on a shelf of their own, ten pieces of each at one yuan a piece. */
  async function aShelf(location: string) {
    const items = []
    for (const name of ['1号', '2号', '3号']) {
      const item = await aSupplyItem(house(), { name: `${location}${name}`, number: `${location}-${name}`, location })
      await stocked(house(), cast, item.id, 10_000, 1000)
      items.push(item)
    }
    return items
  }
  const counts = async (id: string, quantities: readonly (number | undefined)[]) =>
    (await linesOf(id)).flatMap((line, index) =>
      quantities[index] === undefined ? [] : [{ lineId: line.id, quantity: quantities[index] }]
    )
  const open = (location: string) =>
    actingIn(house(), cast.keeper, (unit) =>
      openStocktake(unit, { scope: 'location', location, blind: true, witnessId: cast.finance.id })
    )
  const first = async (id: string, quantities: readonly (number | undefined)[], by = cast.keeper) => {
    const wanted = await counts(id, quantities)
    const { version } = await stocktakeOf(id)
    return actingIn(house(), by, (unit) => countFirst(unit, id, version, wanted))
  }
  const second = async (id: string, quantities: readonly (number | undefined)[], by = cast.director) => {
    const wanted = await counts(id, quantities)
    const { version } = await stocktakeOf(id)
    return actingIn(house(), by, (unit) => countSecond(unit, id, version, wanted))
  }

  it('SUP-18 freezes, counts blind, has differences counted again by another, explained, approved and only then adjusts', async () => {
    const [gained, lost, right] = await aShelf('盘一')
    const { id } = await open('盘一')
    const sheet = await stocktakeCard(await readingAs(house(), cast.keeper), id)
    expect(sheet.lines.map((line) => line.bookQuantity)).toEqual([null, null, null])

    expect(await first(id, [12_000, 7000])).toMatchObject({ state: 'counting' })
    expect(await first(id, [undefined, undefined, 10_000])).toMatchObject({ state: 'recounting' })
    const before = await footprint(house())
    await expect(second(id, [12_000, 8000], cast.keeper)).rejects.toMatchObject({
      type: 'refused',
      message: expect.stringContaining('K-12')
    })
    expect(await footprint(house())).toEqual(before)
    expect(await second(id, [12_000, 8000], cast.clerk)).toMatchObject({ state: 'explaining' })

    const submit = async () => {
      const { version } = await stocktakeOf(id)
      return actingIn(house(), cast.keeper, (unit) => submitStocktake(unit, house(), id, version))
    }
    const unexplained = await footprint(house())
    await expect(submit()).rejects.toMatchObject({ type: 'refused', message: expect.stringContaining('SUP-18') })
    expect(await footprint(house())).toEqual(unexplained)
    const { version } = await stocktakeOf(id)
    const [gainLine, lossLine] = await linesOf(id)
    const reasons = [
      { lineId: gainLine?.id ?? '', reason: '上次漏记', handling: '盘盈入账' },
      { lineId: lossLine?.id ?? '', reason: '受潮损坏', handling: '盘亏出账' }
    ]
    await actingIn(house(), cast.keeper, (unit) =>
      explain(unit, { id, version, lines: reasons, conclusion: '账实基本相符' })
    )
    const { approvalId } = await submit()
    expect(
      (await house().database.read.findOneByOrFail(Approval, { id: approvalId })).steps.map((step) => step.role)
    ).toEqual(['officeDirector', 'leader:office'])
    expect(await balance(lost?.id ?? '')).toMatchObject({ quantity: 10_000 })

    await approveThrough(house(), approvalId)
    expect(await stocktakeOf(id)).toMatchObject({ state: 'posted' })
    expect(await balance(gained?.id ?? '')).toMatchObject({ quantity: 12_000, valueCents: 1200 })
    expect(await balance(lost?.id ?? '')).toMatchObject({ quantity: 8000, valueCents: 800 })
    expect(await balance(right?.id ?? '')).toMatchObject({ quantity: 10_000, valueCents: 1000 })
    const report = await stocktakeForm.make(await readingAs(house(), cast.keeper), id)
    expect(JSON.stringify(report.blocks)).toContain('盘盈1种，金额2.00元；盘亏1种，金额2.00元')
  })

  it('K-12 has a count watched by neither of its counters, nor by temporary staff, nor by who has left', async () => {
    await aShelf('盘监')
    const temporary = await aPerson(house(), { unitId: cast.office.id, kind: 'temporary' })
    const gone = await aPerson(house(), { name: '郝辞职', unitId: cast.office.id })
    await arranging(house(), (unit) =>
      unit.update(Person, gone, { status: 'departed', departedOn: house().clock.today() }, '人员')
    )
    const opened = (watcher: Person) =>
      actingIn(house(), cast.keeper, (unit) =>
        openStocktake(unit, { scope: 'location', location: '盘监', blind: true, witnessId: watcher.id })
      )
    await refusedBy(house(), 'supplies', 'K-11', () => opened(temporary))
    const [left] = await refusedBy(house(), 'supplies', 'K-11', () => opened(gone))
    expect(left?.message).toContain('郝辞职已离岗')
    const { id } = await opened(cast.finance)
    const counting = await readingAs(house(), cast.finance)
    const offered = async (action: string) =>
      (await stocktakeCard(counting, id)).actions.find((each) => each.action === action)
    expect(await offered('count')).toMatchObject({ enabled: false, reason: '监盘人不参加盘点' })
    const [early] = await refusedBy(house(), 'supplies', 'K-12', () => first(id, [9_000, 10_000, 10_000], cast.finance))
    expect(early).toMatchObject({ message: '吕会计是监盘人，不能再作初盘人，请换一人', act: 'BLOCK' })
    await first(id, [9_000, 10_000, 10_000])
    expect(await offered('recount')).toMatchObject({ enabled: false })
    const [again] = await refusedBy(house(), 'supplies', 'K-12', () => second(id, [9_000], cast.finance))
    expect(again?.message).toBe('吕会计是监盘人，不能再作复盘人，请换一人')
    expect(await second(id, [9_000], cast.director)).toMatchObject({ state: 'explaining' })
  })

  it('K-12 has nobody who counted, counted again or watched decide on the result; the step goes up past them', async () => {
    await aShelf('盘决')
    await aPerson(house(), { unitId: cast.office.id, posts: ['head'] })
    const { id } = await open('盘决')
    await first(id, [9_000, 10_000, 10_000])
    await second(id, [9_000], cast.director)
    const [short] = await linesOf(id)
    const { version } = await stocktakeOf(id)
    await actingIn(house(), cast.clerk, (unit) =>
      explain(unit, {
        id,
        version,
        lines: [{ lineId: short?.id ?? '', reason: '受潮', handling: '盘亏出账' }],
        conclusion: '差异已说明'
      })
    )
    const { version: next } = await stocktakeOf(id)
    const { approvalId } = await actingIn(house(), cast.clerk, (unit) => submitStocktake(unit, house(), id, next))
    const request = await house().database.read.findOneByOrFail(Approval, { id: approvalId })
    // the keeper counted: the keeper's own opinion is left out
    expect(request.steps.map((step) => step.role)).toEqual(['officeDirector', 'leader:office'])
    const { people } = await candidatesFor(house().database.read, request, house().clock.today())
    expect(people.length).toBeGreaterThan(0)
    for (const counter of [cast.keeper, cast.director, cast.finance]) expect(people).not.toContain(counter.id)
    const [counted] = await refusedBy(house(), 'supplies', 'K-12', () =>
      actingIn(house(), cast.director, (unit) =>
        decide(unit, house(), { id: request.id, version: request.version, outcome: 'approve', opinion: '同意' })
      )
    )
    expect(counted).toMatchObject({
      act: 'BLOCK',
      message: expect.stringMatching(/是复盘人，不能再作审批人，请换一人$/)
    })
    const { deciders } = await decideThrough(house(), approvalId)
    expect(deciders).not.toContain(cast.director.id)
    expect(await stocktakeOf(id)).toMatchObject({ state: 'posted' })
  })

  it('SUP-18 has the keeper decide first when somebody else hands the result in', async () => {
    await aShelf('盘二')
    const { id } = await open('盘二')
    await first(id, [10_000, 10_000, 10_000], cast.clerk)
    const { version } = await stocktakeOf(id)
    await actingIn(house(), cast.director, (unit) => explain(unit, { id, version, lines: [], conclusion: '账实相符' }))
    const { version: next } = await stocktakeOf(id)
    const { approvalId } = await actingIn(house(), cast.director, (unit) => submitStocktake(unit, house(), id, next))
    expect(
      (await house().database.read.findOneByOrFail(Approval, { id: approvalId })).steps.map((step) => step.role)
    ).toEqual(['suppliesKeeper', 'officeDirector', 'leader:office'])
  })

  it('SUP-18 lets the one who began the first count go on, and nobody else', async () => {
    await aShelf('盘五')
    const { id } = await open('盘五')
    expect(await first(id, [10_000], cast.clerk)).toMatchObject({ state: 'counting', counterId: cast.clerk.id })
    const before = await footprint(house())
    await expect(first(id, [undefined, 10_000])).rejects.toMatchObject({
      type: 'invalid',
      data: { issues: [{ path: 'counts', message: expect.stringContaining('已开始的盘点人') }] }
    })
    expect(await footprint(house())).toEqual(before)
    expect((await linesOf(id)).map((line) => line.firstCount)).toEqual([10_000, null, null])
    expect(await first(id, [undefined, 10_000, 9000], cast.clerk)).toMatchObject({
      state: 'recounting',
      counterId: cast.clerk.id
    })
    // What agreed is not counted again.
    await expect(second(id, [10_000, undefined, 9000])).rejects.toMatchObject({
      data: { issues: [{ message: expect.stringContaining('有差异') }] }
    })
    expect(await second(id, [undefined, undefined, 10_000])).toMatchObject({ state: 'explaining' })
  })

  it('SUP-18 does not take goods issued between freeze and count for a loss', async () => {
    const [item] = await aShelf('盘三')
    const { id } = await open('盘三')
    await drawn(house(), cast, item?.id ?? '', 4000)
    expect(await linesOf(id)).toMatchObject([{ bookQuantity: 10_000 }, {}, {}])
    expect(await first(id, [6000, 10_000, 10_000])).toMatchObject({ state: 'explaining' })
  })

  it('SUP-18 lets no second stocktake of the same goods run, and reminds of the one at year end', async () => {
    await aShelf('盘四')
    await open('盘四')
    await expect(open('盘四')).rejects.toMatchObject({ type: 'invalid' })
    house().clock.setDay('2026-12-02')
    expect(await suppliesDue(await readingAs(house(), cast.keeper))).toContainEqual(
      expect.objectContaining({ rule: 'SUP-18', dueOn: '2026-12-31' })
    )
    house().clock.setDay('2026-09-30')
  })

  it('SUP-19 takes approved scrap out of stock and has finance record the disposal', async () => {
    const user = await aPerson(house(), { unitId: cast.unit.id })
    const mine = { ...cast, clerk: user }
    const mouse = await aSupplyItem(house(), { name: '鼠标', special: true, tradeIn: true })
    const glue = await aSupplyItem(house(), { name: '胶水' })
    await stocked(house(), cast, mouse.id, 5000, 10_000)
    await stocked(house(), cast, glue.id, 5000, 1000)
    await drawn(house(), mine, mouse.id, 1000)
    const issue = await drawn(house(), mine, mouse.id, 1000, { handedIn: 1000 })
    const kept = await house().database.read.findOneByOrFail(Scrap, { issueId: issue.id })
    const { approvalId } = await actingIn(house(), cast.keeper, (unit) =>
      submitScrap(unit, house(), {
        stock: [{ itemId: glue.id, quantity: 2000, reason: '过期失效' }],
        keptIds: [kept.id]
      })
    )
    const entry = await house().database.read.findOneByOrFail(Scrap, { approvalId, source: 'stock' })
    const dispose = (version: number, by = cast.finance) =>
      actingIn(house(), by, (unit) => disposeScrap(unit, { id: entry.id, version, disposal: '交废品回收站' }))
    const before = await footprint(house())
    await expect(dispose(entry.version)).rejects.toMatchObject({
      type: 'refused',
      message: expect.stringContaining('SUP-19')
    })
    expect(await footprint(house())).toEqual(before)

    expect(
      (await house().database.read.findOneByOrFail(Approval, { id: approvalId })).steps.map((step) => step.role)
    ).toEqual(['officeDirector', 'finance', 'leader:office'])
    await approveThrough(house(), approvalId)
    expect(await balance(glue.id)).toMatchObject({ quantity: 3000, valueCents: 600 })
    expect(await balance(mouse.id)).toMatchObject({ quantity: 3000 })
    const approved = await house().database.read.findOneByOrFail(Scrap, { id: entry.id })
    await expect(dispose(approved.version, cast.keeper)).rejects.toMatchObject({ type: 'refused' })
    await dispose(approved.version)
    expect(await house().database.read.findOneBy(Scrap, { id: entry.id })).toMatchObject({
      state: 'disposed',
      disposal: '交废品回收站',
      disposedOn: '2026-09-30'
    })
    const form = await scrapForm.make(await readingAs(house(), cast.finance), entry.id)
    expect(form.blocks.find((block) => block.kind === 'opinions')).toMatchObject({
      boxes: [{ name: '谢主任' }, { name: '吕会计' }, { name: '陆局长' }]
    })
  })

  it('keeps refused trade-ins on the register for another time', async () => {
    const item = await aSupplyItem(house(), { tradeIn: true })
    const user = await aPerson(house(), { unitId: cast.unit.id })
    const mine = { ...cast, clerk: user }
    await stocked(house(), cast, item.id, 5000, 1000)
    await drawn(house(), mine, item.id, 1000)
    const issue = await drawn(house(), mine, item.id, 1000, { handedIn: 1000 })
    const kept = await house().database.read.findOneByOrFail(Scrap, { issueId: issue.id })
    const { approvalId } = await actingIn(house(), cast.keeper, (unit) =>
      submitScrap(unit, house(), { stock: [], keptIds: [kept.id] })
    )
    const approval = await house().database.read.findOneByOrFail(Approval, { id: approvalId })
    await actingIn(house(), cast.director, (unit) =>
      decide(unit, house(), { id: approvalId, version: approval.version, outcome: 'refuse', opinion: '还能用' })
    )
    expect(await house().database.read.findOneBy(Scrap, { id: kept.id })).toMatchObject({
      state: 'kept',
      approvalId: null
    })
  })

  it('states opening, in, out and closing of a month so that months join and the last one ties to the balances', async () => {
    const manager = house().database.read
    const item = await aSupplyItem(house(), { name: '月报物品' })
    house().clock.setDay('2026-07-10')
    await stocked(house(), cast, item.id, 10_000, 3000)
    house().clock.setDay('2026-08-10')
    await drawn(house(), cast, item.id, 4000)
    house().clock.setDay('2026-09-30')
    const rowOf = async (month: string) =>
      (await monthlyStatement(manager, month)).rows.find((row) => row.itemId === item.id)
    // What was on the shelves when the ledger began is what its first month begins with, not something that came in.
    expect(await rowOf('2026-07')).toMatchObject({
      openingQuantity: 10_000,
      openingCents: 3000,
      inQuantity: 0,
      outQuantity: 0,
      closingQuantity: 10_000
    })
    expect(await rowOf('2026-08')).toMatchObject({
      openingQuantity: 10_000,
      openingCents: 3000,
      outQuantity: 4000,
      outCents: 1200,
      closingCents: 1800,
      closingPriceCents: 300
    })
    const last = await monthlyStatement(manager, '2026-09')
    const kept = await manager.find(SupplyBalance)
    expect(last.sums.closingCents).toBe(kept.reduce((sum, row) => sum + row.valueCents, 0))
    expect(last.sums.openingCents + last.sums.inCents - last.sums.outCents).toBe(last.sums.closingCents)
    expect((await Promise.all(storeProofs.map((proof) => proof(manager)))).flat()).toEqual([])
  })

  it('carries stock over the turn of the year while numbers begin anew', async () => {
    house().clock.setDay('2026-12-31')
    const item = await aSupplyItem(house())
    await stocked(house(), cast, item.id, 10_000, 1000)
    house().clock.setDay('2027-01-01')
    const issue = await drawn(house(), cast, item.id, 1000)
    expect(issue.number).toBe('LY-2027-000001')
    const row = (await monthlyStatement(house().database.read, '2027-01')).rows.find((each) => each.itemId === item.id)
    expect(row).toMatchObject({
      openingQuantity: 10_000,
      openingCents: 1000,
      outQuantity: 1000,
      outCents: 100,
      closingQuantity: 9000
    })
    expect(await house().database.read.countBy(Movement, { documentNumber: issue.number })).toBe(1)
    house().clock.setDay('2026-09-30')
  })
})
