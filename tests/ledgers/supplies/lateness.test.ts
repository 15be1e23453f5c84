import { beforeAll, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { recordAcceptance } from '@main/ledgers/supplies/acceptance/acts'
import { closeReturn } from '@main/ledgers/supplies/acceptance/returns'
import { returnDetail } from '@main/ledgers/supplies/acceptance/detail'
import { AcceptanceLine, Holding, PurchaseLine, SupplierReturn } from '@main/ledgers/supplies/entities/purchase'
import { Scrap, Stocktake, StocktakeLine } from '@main/ledgers/supplies/entities/stock'
import { submitConsolidated } from '@main/ledgers/supplies/purchase/consolidate'
import { purchaseDetail } from '@main/ledgers/supplies/purchase/detail'
import { submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { disposeScrap, submitScrap } from '@main/ledgers/supplies/scrap/acts'
import { openStock, stockInFromHoldings } from '@main/ledgers/supplies/stock/receive'
import { enterStoreroom } from '@main/ledgers/supplies/stock/storeroom'
import { countFirst, explain, openStocktake, submitStocktake } from '@main/ledgers/supplies/stocktake/count'
import { endAppointment } from '@main/office/people/appointments'
import { Appointment, type Person } from '@main/office/entities'
import { BackdatedEntry, MissedDeadline } from '@main/office/records/entities'
import { exceptionWords } from '@main/office/records/remarks'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'
import { aBureau, arranging } from '../../support/people'
import {
  actingIn,
  anOrderedPurchase,
  aPersonAppointed,
  approveThrough,
  aSupplier,
  aSupplyItem,
  aSuppliesStaff,
  freshPurchase,
  refusedBy
} from '../../support/supplies'

const reason = { 'K-13': '保管员外出培训' }

onBothEngines('lateness with supplies', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
  })
  const missed = (subjectId: string) => house().database.read.findBy(MissedDeadline, { subjectId })
  const backdated = (subjectId: string) => house().database.read.findBy(BackdatedEntry, { subjectId })

  /** Ten pieces come, so many of them good. */
  const accepted = async (good: number) => {
    const { purchase } = await anOrderedPurchase(house(), { buyer, staff })
    const [line] = await house().database.read.findBy(PurchaseLine, { purchaseId: purchase.id })
    const { version } = await freshPurchase(house(), purchase)
    const acceptance = await actingIn(house(), staff.officeDirector, (unit) =>
      recordAcceptance(unit, {
        purchaseId: purchase.id,
        version,
        deliveryNote: 'S-001',
        keeperId: staff.keeper.id,
        lines: [
          {
            lineId: line?.id ?? '',
            deliveredQuantity: 10_000,
            acceptedQuantity: good * 1000,
            rejectedQuantity: (10 - good) * 1000,
            ...(good < 10 ? { rejectReason: '破损' } : {})
          }
        ]
      })
    )
    const entry = await house().database.read.findOneByOrFail(AcceptanceLine, { acceptanceId: acceptance.id })
    return { purchase, acceptance, entry }
  }

  it('SUP-10 keeps goods stocked after the day they were accepted, on purchase and sheet; that day nothing', async () => {
    house().clock.setDay('2026-09-01')
    const stock = async ({ acceptance, entry }: Awaited<ReturnType<typeof accepted>>) => {
      const holding = await house().database.read.findOneByOrFail(Holding, { acceptanceLineId: entry.id })
      const lines = [{ holdingId: holding.id, quantity: holding.quantity }]
      return actingIn(house(), staff.keeper, (unit) =>
        stockInFromHoldings(unit, { acceptanceId: acceptance.id, lines })
      )
    }
    const [inTime, late] = [await accepted(10), await accepted(10)]
    await stock(inTime)
    expect(await missed(inTime.acceptance.id)).toEqual([])
    house().clock.setDay('2026-09-02', '00:00')
    const { number } = await stock(late)
    expect(await missed(late.acceptance.id)).toMatchObject([
      {
        ledger: 'supplies',
        rule: 'SUP-10',
        what: `验收合格物品入库（${number}）`,
        dueOn: '2026-09-01',
        outcome: 'late',
        personName: staff.keeper.name
      }
    ])
    const words = await exceptionWords(house().database.read, 'supplies', [late.acceptance.id])
    expect(words.get(late.acceptance.id)?.join()).toContain('入库')
    const { timeline } = await purchaseDetail(await readingAs(house(), staff.keeper), late.purchase.id)
    expect(timeline.some(({ title }) => title === '逾期')).toBe(true)
  })

  it('SUP-07 keeps rejected goods settled after the days of the rule', async () => {
    house().clock.setDay('2026-09-03')
    const rejected = async () => {
      const { entry } = await accepted(4)
      return house().database.read.findOneByOrFail(SupplierReturn, { acceptanceLineId: entry.id })
    }
    const settle = ({ id, version }: SupplierReturn) =>
      actingIn(house(), buyer, (unit) => closeReturn(unit, id, version, 'returned', '退款'))
    const [inTime, late] = [await rejected(), await rejected()]
    house().clock.setDay('2026-09-10')
    await settle(inTime)
    expect(await missed(inTime.id)).toEqual([])
    house().clock.setDay('2026-09-11')
    await settle(late)
    expect(await missed(late.id)).toMatchObject([{ rule: 'SUP-07', dueOn: '2026-09-10', what: '不合格品退换' }])
    const { timeline } = await returnDetail(await readingAs(house(), staff.keeper), late.id)
    expect(timeline.some(({ title }) => title === '逾期')).toBe(true)
  })

  it('SUP-03 keeps a month’s requisitions taken up after the month', async () => {
    house().clock.setDay('2026-09-04')
    const suppliers = [await aSupplier(house()), await aSupplier(house()), await aSupplier(house())]
    const item = await aSupplyItem(house())
    const consolidated = async (month: string, day: string) => {
      const asked = await actingIn(house(), staff.clerk, (unit) =>
        submitRequisition(unit, house(), {
          month,
          lines: [{ itemId: item.id, quantity: 3000, unitPriceCents: 200 }]
        })
      )
      await approveThrough(house(), asked.approvalId ?? '')
      house().clock.setDay(day)
      return actingIn(house(), buyer, (unit) =>
        submitConsolidated(unit, house(), {
          month,
          quotes: suppliers.map(({ id }) => ({ supplierId: id, amountCents: 600, quotedOn: day })),
          lines: [{ itemId: item.id, quantity: 3000, unitPriceCents: 200 }]
        })
      )
    }
    expect(await missed((await consolidated('2026-09', '2026-09-30')).id)).toEqual([])
    const late = await consolidated('2026-10', '2026-11-01')
    expect(await missed(late.id)).toMatchObject([
      { rule: 'SUP-03', subjectType: 'purchase', dueOn: '2026-10-31', what: '2026年10月申购汇总采购' }
    ])
  })

  it('SUP-18 keeps a stocktake decided after its period, once for each period it was the first of', async () => {
    house().clock.setDay('2026-12-30')
    const counted = async (location: string) => {
      const item = await aSupplyItem(house(), { location })
      await actingIn(house(), staff.keeper, (unit) =>
        openStock(unit, [{ itemId: item.id, quantity: 5000, valueCents: 500 }], null)
      )
      const { id } = await actingIn(house(), staff.keeper, (unit) =>
        openStocktake(unit, { scope: 'location', location, blind: false, witnessId: staff.finance.id })
      )
      const stored = () => house().database.read.findOneByOrFail(Stocktake, { id })
      const lines = await house().database.read.findBy(StocktakeLine, { stocktakeId: id })
      const first = await stored()
      await actingIn(house(), staff.keeper, (unit) =>
        countFirst(
          unit,
          id,
          first.version,
          lines.map((line) => ({ lineId: line.id, quantity: 5000 }))
        )
      )
      const { version } = await stored()
      await actingIn(house(), staff.keeper, (unit) => explain(unit, { id, version, lines: [], conclusion: '相符' }))
      const now = await stored()
      return actingIn(house(), staff.keeper, (unit) => submitStocktake(unit, house(), id, now.version))
    }
    const [first, second] = [await counted('乙一'), await counted('乙二')]
    house().clock.setDay('2027-01-04')
    await approveThrough(house(), first.approvalId)
    const subjects = await house().database.read.findBy(MissedDeadline, { rule: 'SUP-18' })
    expect(subjects).toMatchObject([{ dueOn: '2026-12-31', what: expect.stringContaining('定期盘点') as string }])
    await approveThrough(house(), second.approvalId)
    expect(await house().database.read.countBy(MissedDeadline, { rule: 'SUP-18' })).toBe(1)
  })

  it('SUP-09 keeps a buyer who stayed beyond the term, where the post ends', async () => {
    house().clock.setDay('2027-02-01')
    const other = await aPersonAppointed(house(), 'buyer', '2026-12-01', { unitId: staff.office.id })
    const end = async (person: Person, to: string) => {
      const post = await house().database.read.findOneByOrFail(Appointment, { personId: person.id, post: 'buyer' })
      await arranging(house(), (unit) => endAppointment(unit, house(), { id: post.id, version: post.version, to }))
      return post.id
    }
    expect(await missed(await end(other, '2027-02-01'))).toEqual([])
    expect(await missed(await end(buyer, '2027-02-01'))).toMatchObject([
      { rule: 'SUP-09', what: `采购员${buyer.name}轮换`, dueOn: '2027-01-01', outcome: 'late' }
    ])
    // Said on a later day to have ended in time: that is no rotation in time.
    const third = await aPersonAppointed(house(), 'buyer', '2026-06-01', { unitId: staff.office.id })
    expect(await missed(await end(third, '2026-11-30'))).toMatchObject([{ rule: 'SUP-09', outcome: 'backdated' }])
  })

  it('K-13 marks disposal and storeroom entries typed into the past, with a reason beyond a day', async () => {
    house().clock.setDay('2027-02-10')
    const item = await aSupplyItem(house())
    await actingIn(house(), staff.keeper, (unit) =>
      openStock(unit, [{ itemId: item.id, quantity: 5000, valueCents: 500 }], null)
    )
    const { approvalId } = await actingIn(house(), staff.keeper, (unit) =>
      submitScrap(unit, house(), { stock: [{ itemId: item.id, quantity: 1000, reason: '过期' }], keptIds: [] })
    )
    await approveThrough(house(), approvalId)
    const scrap = await house().database.read.findOneByOrFail(Scrap, { approvalId })
    const dispose = (disposedOn: string, reasons = {}) =>
      actingIn(
        house(),
        staff.finance,
        (unit) => disposeScrap(unit, { id: scrap.id, version: scrap.version, disposal: '交废品站', disposedOn }),
        reasons
      )
    await refusedBy(house(), 'K-13', () => dispose('2027-02-11'))
    await refusedBy(house(), 'K-13', () => dispose('2027-02-08'))
    await dispose('2027-02-08', reason)
    expect(await backdated(scrap.id)).toMatchObject([
      { what: '处置日期', dated: '2027-02-08', typedOn: '2027-02-10', reason: reason['K-13'] }
    ])

    const enter = (day: string, reasons = {}) =>
      actingIn(
        house(),
        staff.keeper,
        (unit) =>
          enterStoreroom(unit, {
            visitor: '送货员',
            at: instantAt(day, '10:00'),
            leftAt: instantAt(day, '10:20'),
            purpose: '送货'
          }),
        reasons
      )
    await refusedBy(house(), 'K-13', () => enter('2027-02-08'))
    const yesterday = await enter('2027-02-09')
    expect(yesterday).toMatchObject({
      at: instantAt('2027-02-09', '10:00'),
      leftAt: instantAt('2027-02-09', '10:20'),
      visitor: '送货员',
      purpose: '送货'
    })
    expect(await backdated(yesterday.id)).toMatchObject([
      { what: '进入时间', dated: '2027-02-09', reason: null },
      { what: '离开时间', dated: '2027-02-09' }
    ])
  })
})
