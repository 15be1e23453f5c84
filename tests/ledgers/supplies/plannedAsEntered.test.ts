import { beforeAll, beforeEach, expect, it } from 'vitest'
import { recordAcceptance, type AcceptanceInput } from '@main/ledgers/supplies/acceptance/acts'
import { closeReturn } from '@main/ledgers/supplies/acceptance/returns'
import type { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import {
  AcceptanceLine,
  Holding,
  PurchaseLine,
  Quote,
  Requisition,
  RequisitionLine,
  SupplierReturn
} from '@main/ledgers/supplies/entities/purchase'
import { buyerTerm } from '@main/ledgers/supplies/purchase/buyer'
import { submitConsolidated, type ConsolidationInput } from '@main/ledgers/supplies/purchase/consolidate'
import { revisePurchase } from '@main/ledgers/supplies/purchase/revise'
import { reviseRequisition, submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { openStock } from '@main/ledgers/supplies/stock/receive'
import { Approval } from '@main/office/approvals/entities'
import { Appointment, type Person } from '@main/office/entities'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau, arranging } from '../../support/people'
import { refusalOf } from '../../support/refusals'
import {
  actingIn,
  anOrderedPurchase,
  aPersonAppointed,
  appointed,
  approveThrough,
  aSupplier,
  aSuppliesStaff,
  aSupplyItem,
  freshPurchase
} from '../../support/supplies'

onBothEngines('what is planned and delivered stands as it was entered', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
  })
  beforeEach(() => {
    house().clock.setDay('2026-09-30')
  })
  const read = () => house().database.read
  const refusal = (act: () => Promise<unknown>) => refusalOf(house(), 'supplies', act)
  const linesOf = (purchaseId: string) =>
    read().find(PurchaseLine, { where: { purchaseId }, order: { lineNumber: 'ASC' } })

  it('SUP-09 goes by the last of several earlier buyers, and stand-ins have no term', async () => {
    const [one, two] = [
      await aPersonAppointed(house(), 'buyer', '2021-01-01', { unitId: staff.office.id, toDay: '2021-06-30' }),
      await aPersonAppointed(house(), 'buyer', '2021-07-01', { unitId: staff.office.id, toDay: '2021-12-31' })
    ]
    await appointed(house(), one, 'buyer', '2022-01-01', '2022-06-30')
    await appointed(house(), one, 'buyer', '2022-07-02', '2022-12-31')
    const term = ({ id }: Person, day: string) => buyerTerm(read(), id, day)
    expect(await term(one, '2021-06-30')).toEqual({ name: one.name, since: '2021-01-01', reappointed: false })
    expect(await term(one, '2021-07-01')).toBeUndefined()
    expect(await term(two, '2021-07-01')).toEqual({ name: two.name, since: '2021-07-01', reappointed: false })
    // Buyer before, but another came in between.
    expect(await term(one, '2022-01-01')).toEqual({ name: one.name, since: '2022-01-01', reappointed: false })
    // A day between two appointments ends the term.
    expect(await term(one, '2022-07-02')).toEqual({ name: one.name, since: '2022-07-02', reappointed: true })
    await appointed(house(), one, 'buyer', '2023-01-01', '2023-03-31')
    expect(await term(one, '2023-01-01')).toEqual({ name: one.name, since: '2022-07-02', reappointed: true })
    const stands = { post: 'buyer', unitId: null, matter: null, documentNumber: null, handoverId: null } as const
    const post = await read().findOneByOrFail(Appointment, { personId: one.id, fromDay: '2023-01-01' })
    await arranging(house(), (unit) =>
      unit.insert(Appointment, {
        ...stands,
        personId: two.id,
        fromDay: '2023-04-01',
        toDay: '2023-04-30',
        standsInForId: post.id
      })
    )
    expect(await term(two, '2023-04-10')).toBeUndefined()
  })

  it('SUP-02 SUP-03 writes the lines of a requisition with stock beside them, and strikes out what is put right', async () => {
    const [one, two] = [await aSupplyItem(house()), await aSupplyItem(house())]
    await actingIn(house(), staff.keeper, (unit) =>
      openStock(unit, [{ itemId: one.id, quantity: 2_500, valueCents: 500 }], null)
    )
    const wanted = ({ id }: SupplyItem, quantity: number, purpose?: string) => ({
      itemId: id,
      quantity,
      unitPriceCents: 200,
      ...(purpose ? { purpose } : {})
    })
    const made = await actingIn(
      house(),
      staff.clerk,
      (unit) =>
        submitRequisition(unit, house(), { month: '2026-10', lines: [wanted(one, 1_000, '打印'), wanted(two, 2_000)] }),
      // In time: nothing was asked, so no reason belongs on the paper.
      { 'SUP-02': '急用' }
    )
    expect(made).toMatchObject({
      unitId: staff.department.id,
      applicantId: staff.clerk.id,
      month: '2026-10',
      urgentReason: null,
      submittedOn: '2026-09-30',
      state: 'pending',
      purchaseId: null
    })
    const request = () => read().findOneByOrFail(Approval, { id: made.approvalId ?? '' })
    const { department } = staff
    expect((await request()).title).toBe(`${department.name}2026年10月申购${one.name}、${two.name}`)
    const standing = async () =>
      (await read().find(RequisitionLine, { where: { requisitionId: made.id }, order: { lineNumber: 'ASC' } })).map(
        ({ lineNumber, itemId, quantity, purpose, onHand, monthlyUse }) => [
          lineNumber,
          itemId,
          quantity,
          purpose,
          onHand,
          monthlyUse
        ]
      )
    expect(await standing()).toEqual([
      [1, one.id, 1_000, '打印', 2_500, 0],
      [2, two.id, 2_000, null, 0, 0]
    ])
    const revise = async (...lines: readonly ReturnType<typeof wanted>[]) => {
      await decideThrough(house(), made.approvalId ?? '', { steps: 1, outcome: 'return', opinion: '请核减' })
      const { version } = await read().findOneByOrFail(Requisition, { id: made.id })
      return actingIn(house(), staff.clerk, (unit) =>
        reviseRequisition(unit, house(), { id: made.id, version, lines, note: '已改' })
      )
    }
    await revise(wanted(two, 3_000, '归档'))
    // The approvers read what is asked now.
    expect((await request()).title).toBe(`${department.name}2026年10月申购${two.name}`)
    expect(await standing()).toEqual([
      [1, two.id, 3_000, '归档', 0, 0],
      [2, two.id, 0, null, 0, 0]
    ])
    const again = await revise(wanted(one, 1_000), wanted(two, 1_000))
    expect(again.searchKey).toContain(one.name)
    expect((await standing()).filter(([, , quantity]) => quantity === 1_000)).toHaveLength(2)
    expect(await request()).toMatchObject({ amountCents: 400, state: 'pending', step: 0 })
  })

  it('SUP-03 writes the consolidated purchase with what was asked and what is there, as recommended or not', async () => {
    const item = await aSupplyItem(house())
    await actingIn(house(), staff.keeper, (unit) =>
      openStock(unit, [{ itemId: item.id, quantity: 1_500, valueCents: 300 }], null)
    )
    const { id: supplierId } = await aSupplier(house())
    const consolidate = async (more: Partial<ConsolidationInput>) => {
      const made = await actingIn(house(), staff.clerk, (unit) =>
        submitRequisition(unit, house(), {
          month: '2026-10',
          lines: [{ itemId: item.id, quantity: 4_000, unitPriceCents: 200 }]
        })
      )
      await approveThrough(house(), made.approvalId ?? '')
      const purchase = await actingIn(
        house(),
        buyer,
        (unit) =>
          submitConsolidated(unit, house(), {
            month: '2026-10',
            lines: [{ itemId: item.id, quantity: 4_000, unitPriceCents: 200 }],
            quotes: [{ supplierId, amountCents: 800, quotedOn: '2026-09-30' }],
            ...more
          }),
        { 'SUP-05': '县内仅一家经营', 'SUP-03': '先行采购' }
      )
      return { purchase, made }
    }
    const full = await consolidate({ supplierId, recommendation: '价低' })
    expect(full.purchase).toMatchObject({
      kind: 'consolidated',
      month: '2026-10',
      buyerId: buyer.id,
      applicantId: buyer.id,
      supplierId,
      recommendation: '价低',
      reason: null,
      budgetCents: 800,
      applicationAttachmentId: null
    })
    expect(await linesOf(full.purchase.id)).toMatchObject([
      { requestedQuantity: 4_000, quantity: 4_000, adjustReason: null, onHand: 1_500, monthlyUse: 0 }
    ])
    expect(await read().findBy(Quote, { purchaseId: full.purchase.id })).toMatchObject([
      { supplierId, amountCents: 800 }
    ])
    expect(await read().findOneByOrFail(Requisition, { id: full.made.id })).toMatchObject({
      state: 'purchasing',
      purchaseId: full.purchase.id
    })
    const bare = await consolidate({})
    expect(bare.purchase).toMatchObject({ supplierId: null, recommendation: null })
    await decideThrough(house(), bare.purchase.approvalId ?? '', { steps: 1, outcome: 'return', opinion: '请核减' })
    // Returned, it keeps its requisitions; its applicant puts it right with a reason.
    expect(await read().findOneByOrFail(Requisition, { id: bare.made.id })).toMatchObject({ state: 'purchasing' })
    const { version } = await freshPurchase(house(), bare.purchase)
    const [line] = await linesOf(bare.purchase.id)
    const lines = [{ lineId: line?.id ?? '', quantity: 3_000, unitPriceCents: 210, adjustReason: '库存可用' }]
    const input = { id: bare.purchase.id, version, lines, note: '已核减' }
    const beyond = { 'SUP-05': '下月集中使用' }
    expect(await actingIn(house(), buyer, (unit) => revisePurchase(unit, house(), input), beyond)).toMatchObject({
      budgetCents: 630,
      recommendation: null,
      state: 'pending'
    })
    expect(await linesOf(bare.purchase.id)).toMatchObject([
      { quantity: 3_000, unitPriceCents: 210, adjustReason: '库存可用', requestedQuantity: 4_000 }
    ])
  })

  it('SUP-07 writes a delivery line by line: what is good waits, what is not goes back, what did not come does neither', async () => {
    const { purchase, lines, supplier, items } = await anOrderedPurchase(house(), {
      buyer,
      staff,
      goods: [
        { count: 10, cents: 1_000 },
        { count: 5, cents: 300 }
      ]
    })
    const [good, bad] = lines.map(({ id }) => id)
    const came = (lineId = '', delivered: number, accepted: number, rejectReason?: string) => ({
      lineId,
      deliveredQuantity: delivered,
      acceptedQuantity: accepted,
      rejectedQuantity: delivered - accepted,
      ...(rejectReason ? { rejectReason } : {})
    })
    const accept = async (input: Pick<AcceptanceInput, 'lines'> & Partial<AcceptanceInput>) => {
      const { version } = await freshPurchase(house(), purchase)
      return actingIn(house(), staff.officeDirector, (unit) =>
        recordAcceptance(unit, {
          purchaseId: purchase.id,
          version,
          deliveryNote: 'S-8',
          keeperId: staff.keeper.id,
          ...input
        })
      )
    }
    for (const wrong of [[came(good, 1_000, 1_000), came(good, 1_000, 1_000)], [came(house().newId(), 1_000, 1_000)]])
      expect(await refusal(() => accept({ lines: wrong }))).toMatchObject({
        type: 'invalid',
        message: '这一行不在采购单中，或重复填写'
      })
    const acceptance = await accept({
      supplierAgent: '刘送货',
      lines: [came(good, 4_000, 4_000), came(bad, 2_000, 0, '破损')]
    })
    expect(acceptance).toMatchObject({
      purchaseId: purchase.id,
      supplierId: supplier.id,
      deliveryNote: 'S-8',
      at: house().clock.now(),
      day: '2026-09-30',
      accepterId: staff.officeDirector.id,
      keeperId: staff.keeper.id,
      supplierAgent: '刘送货',
      remarks: null
    })
    const entries = await read().find(AcceptanceLine, { where: { acceptanceId: acceptance.id }, order: { id: 'ASC' } })
    const [first, second] = entries
    expect(entries).toMatchObject([
      {
        purchaseLineId: good,
        itemId: items[0]?.id,
        deliveredQuantity: 4_000,
        acceptedQuantity: 4_000,
        rejectedQuantity: 0,
        rejectReason: null,
        unitPriceCents: 1_000
      },
      {
        purchaseLineId: bad,
        itemId: items[1]?.id,
        deliveredQuantity: 2_000,
        acceptedQuantity: 0,
        rejectedQuantity: 2_000,
        rejectReason: '破损',
        unitPriceCents: 300
      }
    ])
    const heldOf = (line?: AcceptanceLine) => read().findBy(Holding, { acceptanceLineId: line?.id ?? '' })
    const backOf = (line?: AcceptanceLine) => read().findBy(SupplierReturn, { acceptanceLineId: line?.id ?? '' })
    expect(await heldOf(first)).toMatchObject([
      { itemId: items[0]?.id, acceptedOn: '2026-09-30', quantity: 4_000, unitPriceCents: 1_000 }
    ])
    expect([await heldOf(second), await backOf(first)]).toEqual([[], []])
    const [open] = await backOf(second)
    expect(open).toMatchObject({
      supplierId: supplier.id,
      itemId: items[1]?.id,
      quantity: 2_000,
      reason: '破损',
      openedOn: '2026-09-30',
      state: 'open',
      closedOn: null,
      outcome: null
    })
    expect(await linesOf(purchase.id)).toMatchObject([
      { deliveredQuantity: 4_000, acceptedQuantity: 4_000 },
      { deliveredQuantity: 2_000, acceptedQuantity: 0 }
    ])
    house().clock.setDay('2026-10-03')
    const settled = await actingIn(house(), buyer, (unit) =>
      closeReturn(unit, open?.id ?? '', open?.version ?? 0, 'exchanged', '换新')
    )
    expect(settled).toMatchObject({ state: 'exchanged', closedOn: '2026-10-03', outcome: '换新' })
    // The rest and what is exchanged, to the thousandth: 6 and 3 + 2.
    expect((await refusal(() => accept({ lines: [came(bad, 5_001, 5_001)] }))).rules).toEqual(['SUP-07'])
    await accept({ lines: [came(bad, 5_000, 5_000)] })
    expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'ordered' })
    await accept({ lines: [came(good, 5_999, 5_999)] })
    expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'ordered' })
    await accept({ lines: [came(good, 1, 1)] })
    expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'delivered' })
    house().clock.setDay('2026-09-30')
  })
})
