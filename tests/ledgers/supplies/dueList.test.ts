import { beforeAll, expect, it } from 'vitest'
import { suppliesDue } from '@main/ledgers/supplies/due'
import { recordAcceptance } from '@main/ledgers/supplies/acceptance/acts'
import { closeReturn } from '@main/ledgers/supplies/acceptance/returns'
import { AcceptanceLine, Holding, SupplierReturn } from '@main/ledgers/supplies/entities/purchase'
import { stockInFromHoldings } from '@main/ledgers/supplies/stock/receive'
import { Stocktake, StocktakeLine } from '@main/ledgers/supplies/entities/stock'
import { countFirst, explain, openStocktake, submitStocktake } from '@main/ledgers/supplies/stocktake/count'
import { expectedOf } from '@main/ledgers/supplies/stocktake/figures'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { Appointment } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'
import { changeRuleParameter } from '../../support/parameters'
import { aBureau, aPerson, arranging } from '../../support/people'
import {
  actingIn,
  anOrderedPurchase,
  aPersonAppointed,
  appointed,
  approveThrough,
  aSuppliesStaff,
  aSupplyItem
} from '../../support/supplies'

// Days worked out by hand: rounds close on the 5th (BC-31 三), a month's purchase is due by its end, a term is 6 months.
onBothEngines('the due list of supplies, day by day', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
  })
  const dueOn = async (day: string, rule: string) => {
    house().clock.setDay(day)
    return (await suppliesDue(await readingAs(house(), staff.keeper))).filter((item) => item.rule === rule)
  }

  /** Counts a stocktake through to its posting, everything as the book has it. */
  const counted = async (id: string) => {
    const stored = () => house().database.read.findOneByOrFail(Stocktake, { id })
    const lines = await house().database.read.findBy(StocktakeLine, { stocktakeId: id })
    const counts = lines.map((line) => ({ lineId: line.id, quantity: expectedOf(line) }))
    const as = <T>(act: (unit: UnitOfWork, version: number) => Promise<T>) =>
      stored().then(({ version }) => actingIn(house(), staff.keeper, (unit) => act(unit, version)))
    await as((unit, version) => countFirst(unit, id, version, counts))
    await as((unit, version) => explain(unit, { id, version, lines: [], conclusion: '相符' }))
    const { approvalId } = await as((unit, version) => submitStocktake(unit, house(), id, version))
    await approveThrough(house(), approvalId)
    expect((await stored()).state).toBe('posted')
  }

  it('SUP-18 lists a quarter from the first day of its last month, a year from the first of December', async () => {
    const duties = async (day: string) => (await dueOn(day, 'SUP-18')).map((each) => [each.duty, each.dueOn])
    const third = ['period@2026-07-01', '2026-09-30']
    expect(await duties('2026-08-31')).toEqual([])
    expect(await duties('2026-09-01')).toEqual([third])
    expect(await duties('2026-11-30')).toEqual([third])
    expect(await duties('2026-12-01')).toEqual([
      third,
      ['period@2026-10-01', '2026-12-31'],
      ['year@2026-12-01', '2026-12-31']
    ])
    const [first] = await dueOn('2026-09-30', 'SUP-18')
    expect(first).toMatchObject({
      title: '办公用品定期盘点（2026年7月1日至2026年9月30日）',
      subjectType: 'stocktake',
      subjectId: '',
      number: null,
      calendarMissing: false
    })
  })

  it('SUP-02 lists the closing of a round on its last five days and the day itself', async () => {
    const closing = async (day: string) => (await dueOn(day, 'SUP-02')).map((each) => [each.subjectId, each.dueOn])
    expect(await closing('2026-09-29')).toEqual([])
    for (const day of ['2026-09-30', '2026-10-04', '2026-10-05'])
      expect(await closing(day), day).toEqual([['2026-10', '2026-10-05']])
    for (const day of ['2026-10-06', '2026-10-30']) expect(await closing(day), day).toEqual([])
    expect(await closing('2026-10-31')).toEqual([['2026-11', '2026-11-05']])
  })

  it('SUP-03 lists what was approved for a month by that month’s end, counted together, and not before it begins', async () => {
    house().clock.setDay('2026-10-02')
    const item = await aSupplyItem(house())
    const asked = async (month: string) => {
      const requisition = await actingIn(house(), staff.clerk, (unit) =>
        submitRequisition(unit, house(), { month, lines: [{ itemId: item.id, quantity: 3_000, unitPriceCents: 250 }] })
      )
      await approveThrough(house(), requisition.approvalId ?? '')
      return requisition
    }
    const first = await asked('2026-10')
    const later = await asked('2026-11')
    const waiting = async (day: string) =>
      (await dueOn(day, 'SUP-03')).map((each) => [each.title, each.dueOn, each.number])
    expect(await waiting('2026-10-31')).toEqual([['1份已批准的申购表待汇总采购', '2026-10-31', first.number]])
    // The earliest month's purchase is the one that is late.
    expect(await waiting('2026-11-01')).toEqual([['2份已批准的申购表待汇总采购', '2026-10-31', first.number]])
    expect(later.number > first.number).toBe(true)
  })

  it('SUP-09 lists the end of a term from its first day, joined ones as one, stand-ins and ended ones not', async () => {
    const person = (name: string) => aPerson(house(), { name, unitId: staff.office.id })
    const [fresh, going, leaving, deputy] = [
      await person('肖新任'),
      await person('邓连任'),
      await person('曾卸任'),
      await person('尹代班')
    ]
    await appointed(house(), fresh, 'buyer', '2026-10-05')
    await appointed(house(), going, 'buyer', '2026-01-10', '2026-04-09')
    await appointed(house(), going, 'buyer', '2026-04-10')
    await appointed(house(), leaving, 'buyer', '2026-04-20', '2026-09-30')
    const { id: standsInForId } = await house().database.read.findOneByOrFail(Appointment, {
      personId: going.id,
      fromDay: '2026-04-10'
    })
    await arranging(house(), (unit) =>
      unit.insert(Appointment, {
        personId: deputy.id,
        post: 'buyer',
        unitId: null,
        matter: null,
        fromDay: '2026-09-01',
        toDay: null,
        documentNumber: null,
        handoverId: null,
        standsInForId
      })
    )
    const terms = async (day: string) =>
      (await dueOn(day, 'SUP-09')).map((each) => `${each.title} ${each.dueOn}`).toSorted()
    const joined = '采购员邓连任任期届满，轮换他人 2026-07-10'
    expect(await terms('2026-09-30')).toEqual(['采购员曾卸任任期届满，轮换他人 2026-10-20', joined].toSorted())
    expect(await terms('2026-10-01')).toEqual([joined])
    expect(await terms('2026-10-04')).toEqual([joined])
    expect(await terms('2026-10-05')).toEqual(['采购员肖新任任期届满，轮换他人 2027-04-05', joined].toSorted())
  })

  it('SUP-17 lists what lies below its safety stock, today, and nothing that has enough or asks for none', async () => {
    const [low, none] = [
      await aSupplyItem(house(), { name: '档案盒', spec: '55mm', safetyStock: 2_000 }),
      await aSupplyItem(house(), { name: '胶水', safetyStock: 0 })
    ]
    const listed = await dueOn('2026-10-08', 'SUP-17')
    expect(listed.filter(({ subjectId }) => subjectId === low.id)).toEqual([
      expect.objectContaining({
        dueOn: '2026-10-08',
        calendarMissing: false,
        title: expect.stringMatching(/^档案盒（55mm）库存0.*低于安全库存/)
      })
    ])
    expect(listed.filter(({ subjectId }) => subjectId === none.id)).toEqual([])
  })

  it('SUP-10 SUP-07 list what was accepted that day until it is stocked, what was rejected a week on until it is settled', async () => {
    house().clock.setDay('2026-10-12')
    const buyer = await aPersonAppointed(house(), 'buyer', '2026-10-12', { unitId: staff.office.id })
    const item = await aSupplyItem(house(), { name: '硒鼓', measure: '支' })
    const { purchase, lines } = await anOrderedPurchase(house(), {
      buyer,
      staff,
      goods: [{ count: 10, cents: 1_000, item }]
    })
    const of = async (day: string, subjectId: string, rule: string) =>
      (await dueOn(day, rule)).filter((each) => each.subjectId === subjectId)
    const acceptance = await actingIn(house(), staff.officeDirector, (unit) =>
      recordAcceptance(unit, {
        purchaseId: purchase.id,
        version: purchase.version,
        deliveryNote: 'S-001',
        keeperId: staff.keeper.id,
        lines: lines.map(({ id }) => ({
          lineId: id,
          deliveredQuantity: 10_000,
          acceptedQuantity: 7_000,
          rejectedQuantity: 3_000,
          rejectReason: '破损'
        }))
      })
    )
    const entry = await house().database.read.findOneByOrFail(AcceptanceLine, { acceptanceId: acceptance.id })
    const holding = await house().database.read.findOneByOrFail(Holding, { acceptanceLineId: entry.id })
    const open = await house().database.read.findOneByOrFail(SupplierReturn, { acceptanceLineId: entry.id })
    for (const day of ['2026-10-12', '2026-10-13'])
      expect(await of(day, acceptance.id, 'SUP-10'), day).toMatchObject([
        {
          title: '硒鼓7支已验收，待点数入库',
          number: acceptance.number,
          subjectType: 'acceptance',
          dueOn: '2026-10-12',
          unitId: null
        }
      ])
    const stocked = (quantity: number) =>
      actingIn(house(), staff.keeper, (unit) =>
        stockInFromHoldings(unit, { acceptanceId: acceptance.id, lines: [{ holdingId: holding.id, quantity }] })
      )
    await stocked(4_000)
    expect(await of('2026-10-13', acceptance.id, 'SUP-10')).toMatchObject([{ title: '硒鼓3支已验收，待点数入库' }])
    await stocked(3_000)
    expect(await of('2026-10-13', acceptance.id, 'SUP-10')).toEqual([])
    for (const day of ['2026-10-13', '2026-10-19', '2026-10-20'])
      expect(await of(day, open.id, 'SUP-07'), day).toMatchObject([
        {
          title: '硒鼓3支不合格，待供应商退换',
          number: open.number,
          subjectType: 'supplierReturn',
          dueOn: '2026-10-19'
        }
      ])
    await actingIn(house(), buyer, (unit) => closeReturn(unit, open.id, open.version, 'returned', '退款'))
    expect(await of('2026-10-20', open.id, 'SUP-07')).toEqual([])
  })

  it('SUP-18 names the stocktake that is under way for a quarter, until it is posted', async () => {
    house().clock.setDay('2026-10-20')
    const quarter = async (day: string) => (await dueOn(day, 'SUP-18')).find(({ duty }) => duty === 'period@2026-10-01')
    expect(await quarter('2026-11-30')).toBeUndefined()
    expect(await quarter('2026-12-01')).toMatchObject({ number: null, subjectId: '', dueOn: '2026-12-31' })
    const { id, number } = await actingIn(house(), staff.keeper, (unit) =>
      openStocktake(unit, { scope: 'all', blind: false, witnessId: staff.finance.id })
    )
    expect(await quarter('2026-12-01')).toMatchObject({ number, subjectId: id, dueOn: '2026-12-31' })
    expect((await dueOn('2026-12-01', 'SUP-18')).find(({ duty }) => duty === 'year@2026-12-01')).toMatchObject({
      number,
      subjectId: id,
      title: '2026年终办公用品盘点'
    })
    // It was begun after the third quarter was over and does nothing for that one.
    expect((await dueOn('2026-12-01', 'SUP-18')).find(({ duty }) => duty === 'period@2026-07-01')).toMatchObject({
      number: null
    })
    await counted(id)
    // Everything was counted, with a base day in December: that was the year's as well.
    expect((await dueOn('2026-12-31', 'SUP-18')).map(({ duty }) => duty)).toEqual(['period@2026-07-01'])
  })

  it('SUP-18 of every month lists a month from its first day', async () => {
    await changeRuleParameter(house(), 'SUP-18', 'months', 1)
    const months = async (day: string) =>
      (await dueOn(day, 'SUP-18')).map(({ duty }) => duty).filter((duty) => duty?.startsWith('period@2027'))
    expect(await months('2026-12-31')).toEqual([])
    expect(await months('2027-01-01')).toEqual(['period@2027-01-01'])
    expect(await months('2027-01-31')).toEqual(['period@2027-01-01'])
    expect(await months('2027-02-01')).toEqual(['period@2027-01-01', 'period@2027-02-01'])
  })
})
