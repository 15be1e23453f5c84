import { beforeAll, expect, it } from 'vitest'
import { confirmTelephone } from '@main/office/approvals/telephone'
import { readingOf } from '@main/office/procedure'
import { Person } from '@main/office/entities'
import { recordAcceptance } from '@main/ledgers/supplies/acceptance/acts'
import { closeReturn } from '@main/ledgers/supplies/acceptance/returns'
import type { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { SupplierReturn, type Purchase } from '@main/ledgers/supplies/entities/purchase'
import {
  attachInvoice,
  checkInvoice,
  closePurchase,
  orderPurchase,
  type OrderInput,
  purchaseLines
} from '@main/ledgers/supplies/purchase/fulfil'
import { purchaseSheet } from '@main/ledgers/supplies/purchase/sheet'
import { emergencyDeciders, submitEmergency, type EmergencyInput } from '@main/ledgers/supplies/purchase/submit'
import { onBothEngines } from '../../support/house'
import { aBureau, acting, anAttachment } from '../../support/people'
import {
  actingIn,
  anOrderedPurchase,
  aPersonAppointed,
  aSupplier,
  aSupplyItem,
  aSuppliesStaff,
  freshPurchase,
  lastException,
  refusedBy
} from '../../support/supplies'

onBothEngines('closing purchases', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  let item: SupplyItem
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
    item = await aSupplyItem(house())
  })

  const acceptAll = async (purchase: Purchase, rejected = 0) => {
    const lines = await purchaseLines(house().database.read, purchase.id)
    const { version } = await freshPurchase(house(), purchase)
    return actingIn(house(), staff.officeDirector, (unit) =>
      recordAcceptance(unit, {
        purchaseId: purchase.id,
        version,
        deliveryNote: 'S-7',
        keeperId: staff.keeper.id,
        lines: lines.map((line) => ({
          lineId: line.id,
          deliveredQuantity: line.quantity,
          acceptedQuantity: line.quantity - rejected,
          rejectedQuantity: rejected,
          ...(rejected > 0 ? { rejectReason: '破损' } : {})
        }))
      })
    )
  }
  const invoice = async (purchase: Purchase, by: Pick<Person, 'id'> = buyer) => {
    const [bill, list] = [await anAttachment(house(), '发票.png'), await anAttachment(house(), '清单.png')]
    const { version } = await freshPurchase(house(), purchase)
    return actingIn(house(), by, (unit) =>
      attachInvoice(unit, {
        id: purchase.id,
        version,
        invoiceNumber: 'FP-1',
        invoiceAttachmentId: bill.id,
        itemListAttachmentId: list.id
      })
    )
  }
  const check = async (purchase: Purchase, cents: number, by: Pick<Person, 'id'> = staff.finance, reasons = {}) => {
    const { version } = await freshPurchase(house(), purchase)
    return actingIn(house(), by, (unit) => checkInvoice(unit, purchase.id, version, cents), reasons)
  }
  const close = async (purchase: Purchase, reasons = {}) => {
    const { version } = await freshPurchase(house(), purchase)
    return actingIn(house(), buyer, (unit) => closePurchase(unit, purchase.id, version), reasons)
  }

  it('SUP-08 closes only with invoice and item list, checked by finance', async () => {
    const { purchase } = await anOrderedPurchase(house(), { buyer, staff })
    await acceptAll(purchase)
    const [bare] = await refusedBy(house(), 'SUP-08', () => close(purchase))
    expect(bare).toMatchObject({ act: 'NEED', missing: ['发票', '物品清单', '财务核对'] })
    await refusedBy(house(), 'SUP-08', () => check(purchase, 10_000))
    await invoice(purchase)
    const [unchecked] = await refusedBy(house(), 'SUP-08', () => close(purchase))
    expect(unchecked?.missing).toEqual(['财务核对'])
    const [byBuyer] = await refusedBy(house(), 'SUP-08', () => check(purchase, 10_000, buyer))
    expect(byBuyer?.missing).toEqual(['财务人员核对'])
    expect(await check(purchase, 10_000)).toMatchObject({ invoiceCheckedById: staff.finance.id })
    expect(await close(purchase)).toMatchObject({ state: 'closed' })
    await expect(close(purchase)).rejects.toMatchObject({ type: 'conflict' })
  })

  it('SUP-08 wants a reason when the invoice is not what was accepted, and a new check when the papers or goods change', async () => {
    const { purchase } = await anOrderedPurchase(house(), { buyer, staff })
    await acceptAll(purchase)
    await invoice(purchase)
    const [finding] = await refusedBy(house(), 'SUP-08', () => check(purchase, 10_001))
    expect(finding).toMatchObject({ act: 'WARN', field: 'amountCents' })
    expect(await check(purchase, 10_001, staff.finance, { 'SUP-08': '含运费0.01元' })).toMatchObject({
      invoiceCheckedById: staff.finance.id
    })
    expect(await invoice(purchase)).toMatchObject({ invoiceCheckedById: null })
    await refusedBy(house(), 'SUP-08', () => close(purchase))
  })

  it('SUP-07 keeps a purchase open while goods are with the supplier, and wants a reason for what never came', async () => {
    const { purchase } = await anOrderedPurchase(house(), { buyer, staff })
    await acceptAll(purchase, 1_000)
    await invoice(purchase)
    await check(purchase, 9_000)
    const [held] = await refusedBy(house(), 'SUP-07', () => close(purchase))
    expect(held?.act).toBe('NEED')
    const [open] = await house().database.read.find(SupplierReturn, { order: { id: 'DESC' }, take: 1 })
    if (!open) throw new Error('no return was opened')
    await actingIn(house(), buyer, (unit) => closeReturn(unit, open.id, open.version, 'exchanged', '换货未到'))
    await check(purchase, 9_000)
    const [undelivered] = await refusedBy(house(), 'SUP-07', () => close(purchase))
    expect(undelivered).toMatchObject({ act: 'WARN', passableWithReason: true })
    expect(await close(purchase, { 'SUP-07': '供应商停产，不再等货' })).toMatchObject({ state: 'closed' })
    expect(await lastException(house(), 'SUP-07')).toMatchObject({ subjectNumber: purchase.number })
  })

  const emergency = (change: Partial<EmergencyInput> = {}) =>
    actingIn(house(), staff.brigadeClerk, (unit) =>
      submitEmergency(unit, house(), {
        lines: [{ itemId: item.id, quantity: 10_000, unitPriceCents: 500 }],
        reason: '夜间集中整治',
        call: {
          approvedBy: staff.leader.id,
          approvedAt: house().clock.now(),
          takenBy: staff.officeDirector.id,
          pin: '2468'
        },
        ...change
      })
    )

  it('SUP-06 needs the telephone call and the emergency in writing', async () => {
    const [finding] = await refusedBy(house(), 'SUP-06', () =>
      emergency({ reason: undefined, call: { approvedBy: staff.leader.id } })
    )
    expect(finding).toMatchObject({ act: 'NEED', missing: ['紧急情况说明', '电话请示记录（批准领导、时间、接听人）'] })
    const { purchase, confirmBy } = await emergency()
    expect(purchase).toMatchObject({ kind: 'emergency', state: 'approved' })
    expect(confirmBy).toBe('2026-10-03')
    await refusedBy(house(), 'K-01', () =>
      emergency({
        call: {
          approvedBy: staff.clerk.id,
          approvedAt: house().clock.now(),
          takenBy: staff.officeDirector.id,
          pin: '2468'
        }
      })
    )
  })

  it('K-03 tells who may say yes to an emergency purchase today, and takes it from each of them and nobody else', async () => {
    const lawful = await emergencyDeciders(await readingOf(house(), await acting(house(), staff.brigadeClerk)))
    expect(lawful).toContain(staff.leader.id)
    expect(lawful).not.toContain(staff.brigadeClerk.id)
    for (const { id: approvedBy } of await house().database.read.findBy(Person, { status: 'active' })) {
      const call = { approvedBy, approvedAt: house().clock.now(), takenBy: staff.officeDirector.id, pin: '2468' }
      if (lawful.includes(approvedBy)) expect((await emergency({ call })).purchase.state).toBe('approved')
      else await expect(emergency({ call }), approvedBy).rejects.toThrow()
    }
  })

  it('SUP-06 refuses to close until the leader has confirmed, and says so on every export meanwhile', async () => {
    const { purchase } = await emergency()
    const supplier = await aSupplier(house(), { designated: false })
    const lines = await purchaseLines(house().database.read, purchase.id)
    const order = (more: Partial<OrderInput>, reasons = {}) =>
      actingIn(
        house(),
        staff.brigadeClerk,
        (unit) =>
          orderPurchase(unit, {
            id: purchase.id,
            version: purchase.version,
            supplierId: supplier.id,
            lines: lines.map((line) => ({ lineId: line.id, dealPriceCents: 500 })),
            ...more
          }),
        reasons
      )
    // DK-07 二十六 asks for finance and the county's consent here too; DK-03 五(2) lets them be made up for, with a reason
    const asked = await refusedBy(house(), 'SUP-05', () => order({}))
    expect(asked.map(({ act, field }) => [act, field])).toEqual([
      ['WARN', 'financeId'],
      ['WARN', 'consentNumber']
    ])
    const [nobodyOfFinance] = await refusedBy(house(), 'SUP-05', () => order({ financeId: staff.clerk.id }))
    expect(nobodyOfFinance).toMatchObject({ act: 'BLOCK', field: 'financeId' })
    const ordered = await order({}, { 'SUP-05': '夜间急用，事后补办' })
    await acceptAll(ordered)
    await invoice(ordered, staff.brigadeClerk)
    await check(ordered, 5_000)
    const remarks = async () => {
      const reading = await readingOf(house(), await acting(house(), staff.officeDirector))
      const { rows } = await purchaseSheet.make(reading, {})
      const found: string[] = []
      for await (const row of rows) if (row['number'] === purchase.number) found.push(String(row['remarks']))
      return found
    }
    const [waiting] = await refusedBy(house(), 'SUP-06', () => close(ordered))
    expect(waiting).toMatchObject({ act: 'NEED', missing: [expect.stringContaining('确认意见')] })
    expect(await remarks()).toEqual([expect.stringMatching(/^K-03 .*待补手续/)])
    house().clock.setDay('2026-10-04')
    const [overdue] = await refusedBy(house(), 'SUP-06', () => close(ordered))
    expect(overdue?.message).toContain('不予报销')
    expect(await remarks()).toEqual([expect.stringMatching(/逾期未补手续.*不予报销/)])
    await actingIn(house(), staff.leader, (unit) =>
      confirmTelephone(unit, house(), purchase.approvalId ?? '', '情况属实，同意')
    )
    expect(await remarks()).toEqual([
      expect.stringMatching(/电话请示的书面确认（不予报销）逾期：应于2026年10月3日前，实际2026年10月4日/)
    ])
    expect(await close(ordered)).toMatchObject({ state: 'closed' })
  })
})
