import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '@main/kernel/localDate'
import { cancelApproved } from '@main/office/approvals/cancelling'
import { Approval } from '@main/office/approvals/entities'
import { attachInvoice, checkInvoice, orderPurchase, purchaseLines } from '@main/ledgers/supplies/purchase/fulfil'
import { addQuotes } from '@main/ledgers/supplies/purchase/quotes'
import { submitUnitPurchase } from '@main/ledgers/supplies/purchase/submit'
import type { Purchase } from '@main/ledgers/supplies/entities/purchase'
import { SUP_13 } from '@main/ledgers/supplies/rules/storeIssue'
import { groupOf } from '@main/ledgers/supplies/rules/catalogue'
import { suppliesDue } from '@main/ledgers/supplies/due'
import { judge } from '@main/kernel/rules/judge'
import { readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau, anAttachment } from '../../support/people'
import {
  jointly,
  actingIn,
  aPersonAppointed,
  approveThrough,
  aSupplier,
  aSuppliesStaff,
  aSupplyItem,
  freshPurchase,
  refusedBy
} from '../../support/supplies'

onBothEngines('limits that cannot be walked round', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Awaited<ReturnType<typeof aPersonAppointed>>
  let item: Awaited<ReturnType<typeof aSupplyItem>>
  let scan: Awaited<ReturnType<typeof anAttachment>>
  let supplier: Awaited<ReturnType<typeof aSupplier>>
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-08-01', { name: '采购员' })
    item = await aSupplyItem(house())
    scan = await anAttachment(house(), '申请表.png')
    supplier = await aSupplier(house())
  })

  const asked = async (cents: number, reasons: Readonly<Record<string, string>> = {}) => {
    return actingIn(
      house(),
      staff.brigadeClerk,
      (unit) =>
        submitUnitPurchase(unit, house(), {
          lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: cents }],
          reason: '执勤需要',
          applicationAttachmentId: scan.id
        }),
      reasons
    )
  }
  const approved = async (cents: number) => {
    const { id, approvalId } = await asked(cents)
    await approveThrough(house(), approvalId ?? '')
    return freshPurchase(house(), { id })
  }
  const ordered = async (purchase: Purchase, cents: number, reasons: Readonly<Record<string, string>> = {}) => {
    const [line] = await purchaseLines(house().database.read, purchase.id)
    return actingIn(
      house(),
      buyer,
      (unit) =>
        orderPurchase(unit, {
          id: purchase.id,
          version: purchase.version,
          supplierId: supplier.id,
          lines: [{ lineId: line?.id ?? '', dealPriceCents: cents }],
          ...jointly(staff)
        }),
      { 'SUP-05': '本地仅一家供货', 'SUP-03': '市价上涨', ...reasons }
    )
  }

  describe('SUP-04', () => {
    it('SUP-04 refuses to order at 12,000.00 what was approved at 499.99, whatever is written as a reason', async () => {
      const purchase = await approved(49_999)
      const [finding] = await refusedBy(house(), 'SUP-04', () => ordered(purchase, 1_200_000, { 'SUP-04': '急用' }))
      expect(finding).toMatchObject({ act: 'BLOCK', source: '洞口县局《办公用品管理制度》第四条第（4）项' })
      expect(finding?.message).toContain('批准金额499.99元')
    })

    it('SUP-04 lets a deal exceed the approval by 5 % with a reason, not by a cent more, and not over 500.00', async () => {
      // 600.00 + 5 % = 630.00.
      const large = await approved(60_000)
      await refusedBy(house(), 'SUP-04', () => ordered(large, 63_001))
      expect(await ordered(large, 63_000)).toMatchObject({ state: 'ordered', dealCents: 63_000 })
      // 490.00 + 5 % = 514.50, and exactly 500.00 counts as above.
      const small = await approved(49_000)
      const [finding] = await refusedBy(house(), 'SUP-04', () => ordered(small, 50_000))
      expect(finding?.message).toContain('达到500元')
      expect(await ordered(small, 49_999)).toMatchObject({ state: 'ordered' })
    })

    it('SUP-04 tests the sum again on the invoice', async () => {
      const purchase = await ordered(await approved(60_000), 60_000)
      const invoiced = await actingIn(house(), buyer, (unit) =>
        attachInvoice(unit, {
          id: purchase.id,
          version: purchase.version,
          invoiceNumber: '25442',
          invoiceAttachmentId: scan.id,
          itemListAttachmentId: scan.id
        })
      )
      const check = (cents: number) =>
        actingIn(house(), staff.finance, (unit) => checkInvoice(unit, invoiced.id, invoiced.version, cents), {
          'SUP-08': '运费计入'
        })
      await refusedBy(house(), 'SUP-04', () => check(63_001))
      expect(await check(63_000)).toMatchObject({ invoiceCheckedById: staff.finance.id })
    })

    it('SUP-04 K-05 wants the collective decision where the sum grows to 10,000.00', async () => {
      const purchase = await approved(980_000)
      await refusedBy(house(), 'K-05', () => ordered(purchase, 1_000_000))
      expect(await ordered(purchase, 999_999)).toMatchObject({ state: 'ordered' })
    })

    it('SUP-04 shows purchases of one unit split within seven days and asks for a reason; on the eighth day it is silent', async () => {
      house().clock.setDay('2026-11-02')
      const first = await asked(30_000, { 'SUP-04': '' })
      house().clock.setDay('2026-11-09')
      const [finding] = await refusedBy(house(), 'SUP-04', () => asked(20_000, { 'SUP-04': '' }))
      expect(finding).toMatchObject({ act: 'WARN' })
      expect(finding?.message).toContain(first.number)
      await asked(20_000, { 'SUP-04': '两项工作分别需要' })
      house().clock.setDay(addDays('2026-11-09', 8))
      await asked(30_000, { 'SUP-04': '' })
      house().clock.setDay('2026-09-30')
    })

    it('K-01 lets the applicant cancel an approved purchase and ask anew for the sum it is', async () => {
      const purchase = await approved(49_999)
      await actingIn(house(), staff.brigadeClerk, async (unit) => {
        const approval = await unit.load(Approval, purchase.approvalId ?? '', '审批')
        return cancelApproved(unit, house(), approval.id, approval.version, '价格上涨，另行申请')
      })
      expect((await freshPurchase(house(), purchase)).state).toBe('cancelled')
    })
  })

  describe('SUP-05', () => {
    it('SUP-05 counts the quotes of designated suppliers only', async () => {
      const purchase = await approved(60_000)
      const quote = async (designated: boolean) => {
        const supplier = await aSupplier(house(), { designated })
        return { supplierId: supplier.id, amountCents: 60_000, quotedOn: house().clock.today() }
      }
      const quotes = [await quote(true), await quote(true), await quote(false)]
      const with3 = await actingIn(house(), buyer, (unit) => addQuotes(unit, purchase.id, purchase.version, quotes))
      await refusedBy(house(), 'SUP-05', () => ordered(with3, 60_000, { 'SUP-05': '' }))
      const third = [await quote(true)]
      const with4 = await actingIn(house(), buyer, (unit) => addQuotes(unit, with3.id, with3.version, third))
      expect(await ordered(with4, 60_000, { 'SUP-05': '' })).toMatchObject({ state: 'ordered' })
    })
  })

  describe('SUP-13', () => {
    it('SUP-13 refuses on 06-15 what was drawn on 03-15 and allows it on 06-16, towels and pens alike', () => {
      const on = (today: string, interval: 'interval' | 'pen') =>
        judge(
          [
            SUP_13.on({
              itemName: '毛巾',
              userName: '某人',
              interval,
              lastIssuedOn: '2026-03-15',
              refillName: undefined,
              today,
              override: undefined,
              stage: 'issue',
              field: 'x'
            })
          ],
          { profile: 'dongkou', settings: {} }
        ).held.length
      for (const interval of ['interval', 'pen'] as const) {
        expect(on('2026-06-15', interval)).toBe(1)
        expect(on('2026-06-16', interval)).toBe(0)
      }
    })

    it('SUP-13 SUP-14 go by group of goods: another spec of a towel is a towel, a basin’s stand no basin', () => {
      const of = (name: string, goodsGroup: string | null = null) => groupOf({ name, goodsGroup })
      expect(of('纯棉毛巾（大号）')).toBe(of('毛巾'))
      expect(of('无线鼠标')).toBe(of('有线鼠标'))
      expect(of('圆珠笔')).toBe(of('签字笔'))
      expect(of('脸盆架')).not.toBe(of('脸盆'))
      expect(of('文件夹')).toBe('文件夹')
      // What the catalogue says comes before the name.
      expect(of('擦手巾', '毛巾')).toBe(of('毛巾'))
    })
  })

  describe('SUP-18', () => {
    it('SUP-18 keeps each quarter’s and year’s stocktake due until it is done', async () => {
      const due = async () =>
        (await suppliesDue(await readingAs(house(), staff.keeper)))
          .filter(({ rule }) => rule === 'SUP-18')
          .map(({ duty, dueOn }) => [duty, dueOn])
      expect(await due()).toEqual([['period@2026-07-01', '2026-09-30']])
      house().clock.setDay('2027-01-05')
      expect(await due()).toEqual([
        ['period@2026-07-01', '2026-09-30'],
        ['period@2026-10-01', '2026-12-31'],
        ['year@2026-12-01', '2026-12-31']
      ])
      house().clock.setDay('2026-09-30')
    })
  })
})
