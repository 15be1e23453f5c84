import { beforeAll, expect, it } from 'vitest'
import { Approval } from '@main/office/approvals/entities'
import { recordCollective } from '@main/office/approvals/collective'
import { decide } from '@main/office/approvals/service'
import { readingOf } from '@main/office/procedure'
import type { Person } from '@main/office/entities'
import { Purchase, PurchaseLine, Quote, Requisition } from '@main/ledgers/supplies/entities/purchase'
import { buyerTerm } from '@main/ledgers/supplies/purchase/buyer'
import { purchasePlan, submitConsolidated, type ConsolidationInput } from '@main/ledgers/supplies/purchase/consolidate'
import { orderPurchase, purchaseLines } from '@main/ledgers/supplies/purchase/fulfil'
import { revisePurchase } from '@main/ledgers/supplies/purchase/revise'
import { submitUnitPurchase } from '@main/ledgers/supplies/purchase/submit'
import { submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { onBothEngines } from '../../support/house'
import { aBureau, acting, anAttachment } from '../../support/people'
import {
  jointly,
  actingIn,
  anOrderedPurchase,
  appointed,
  approveThrough,
  aPersonAppointed,
  aSupplier,
  aSupplyItem,
  aSuppliesStaff,
  freshPurchase,
  lastException,
  refusedBy
} from '../../support/supplies'

onBothEngines(
  'purchases',
  (house) => {
    let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
    let buyer: Person
    let suppliers: readonly { readonly id: string }[]
    beforeAll(async () => {
      await aBureau(house())
      staff = await aSuppliesStaff(house())
      buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
      suppliers = [await aSupplier(house()), await aSupplier(house()), await aSupplier(house())]
    })

    const quotes = (count = 3) =>
      suppliers
        .slice(0, count)
        .map(({ id }, index) => ({ supplierId: id, amountCents: 10_000 + index, quotedOn: house().clock.today() }))
    const requisition = async (person: Person, month: string, itemId: string, count: number, approve = true) => {
      const made = await actingIn(house(), person, (unit) =>
        submitRequisition(unit, house(), { month, lines: [{ itemId, quantity: count * 1000, unitPriceCents: 200 }] })
      )
      if (approve) await approveThrough(house(), made.approvalId ?? '')
      return made
    }
    const consolidate = (input: ConsolidationInput, reasons = {}, person: Pick<Person, 'id'> = buyer) =>
      actingIn(house(), person, (unit) => submitConsolidated(unit, house(), input), reasons)

    it('SUP-03 takes up every approved requisition of the month with the same item summed', async () => {
      const item = await aSupplyItem(house())
      const first = await requisition(staff.clerk, '2026-10', item.id, 3)
      const second = await requisition(staff.brigadeClerk, '2026-10', item.id, 4)
      const plan = await purchasePlan(await readingOf(house(), await acting(house(), buyer)), '2026-10')
      expect(plan.lines).toEqual([
        expect.objectContaining({ itemId: item.id, requested: 7_000, onHand: 0, monthlyUse: 0, unitPriceCents: 200 })
      ])
      const input = {
        month: '2026-10',
        quotes: quotes(),
        lines: [{ itemId: item.id, quantity: 5_000, unitPriceCents: 200 }]
      }
      const [unreasoned] = await refusedBy(house(), 'SUP-03', () => consolidate(input))
      expect(unreasoned).toMatchObject({ act: 'NEED', field: 'lines.0.adjustReason' })
      const [tooMany] = await refusedBy(house(), 'SUP-03', () =>
        consolidate({ ...input, lines: [{ itemId: item.id, quantity: 8_000, unitPriceCents: 200 }] })
      )
      expect(tooMany?.act).toBe('BLOCK')
      const purchase = await consolidate({
        ...input,
        lines: [{ itemId: item.id, quantity: 5_000, unitPriceCents: 200, adjustReason: '库存可用' }]
      })
      expect(await house().database.read.findOneBy(PurchaseLine, { purchaseId: purchase.id })).toMatchObject({
        requestedQuantity: 7_000,
        quantity: 5_000,
        adjustReason: '库存可用'
      })
      for (const { id } of [first, second])
        expect(await house().database.read.findOneBy(Requisition, { id })).toMatchObject({
          state: 'purchasing',
          purchaseId: purchase.id
        })
      const approval = await approveThrough(house(), purchase.approvalId ?? '')
      expect(approval.steps.map((step) => step.role)).toEqual(['officeDirector', 'leader:office', 'head'])
      expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'approved', budgetCents: 1_000 })
    })

    it('SUP-03 wants a reason while others of the month are undecided, and leaves out no item in silence', async () => {
      const [kept, forgotten] = [await aSupplyItem(house()), await aSupplyItem(house())]
      await requisition(staff.clerk, '2026-10', kept.id, 1)
      await requisition(staff.clerk, '2026-10', forgotten.id, 1)
      const pending = await requisition(staff.brigadeClerk, '2026-10', kept.id, 1, false)
      const input = {
        month: '2026-10',
        quotes: quotes(),
        lines: [{ itemId: kept.id, quantity: 1_000, unitPriceCents: 200 }]
      }
      const findings = await refusedBy(house(), 'SUP-03', () => consolidate(input))
      expect(findings.map((finding) => finding.act)).toEqual(['WARN', 'NEED'])
      expect(findings[0]?.message).toContain(pending.number)
      const whole = {
        ...input,
        lines: [...input.lines, { itemId: forgotten.id, quantity: 0, unitPriceCents: 200, adjustReason: '改用库存' }]
      }
      const purchase = await consolidate(whole, { 'SUP-03': '该科室负责人出差，下批并入' })
      expect(await lastException(house(), 'SUP-03')).toMatchObject({ subjectId: purchase.id })
    })

    it('gives requisitions free again when the purchase is refused', async () => {
      const item = await aSupplyItem(house())
      const asked = await requisition(staff.clerk, '2026-10', item.id, 2)
      const purchase = await consolidate(
        { month: '2026-10', quotes: quotes(), lines: [{ itemId: item.id, quantity: 2_000, unitPriceCents: 200 }] },
        { 'SUP-03': '先行采购' }
      )
      await actingIn(house(), staff.officeDirector, async (unit) => {
        const { id, version } = await unit.load(Approval, purchase.approvalId ?? '', '审批')
        await decide(unit, house(), { id, version, outcome: 'refuse', opinion: '本月暂缓' })
      })
      expect(await house().database.read.findOneBy(Requisition, { id: asked.id })).toMatchObject({
        state: 'approved',
        purchaseId: null
      })
      expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'refused' })
    })

    it('SUP-04 asks for the signed application from exactly 500 yuan on, an item list alone below', async () => {
      const item = await aSupplyItem(house())
      const submit = (cents: number, applicationAttachmentId?: string) =>
        actingIn(house(), staff.brigadeClerk, (unit) =>
          submitUnitPurchase(unit, house(), {
            lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: cents }],
            reason: '执勤需要',
            ...(applicationAttachmentId ? { applicationAttachmentId } : {})
          })
        )
      const [finding] = await refusedBy(house(), 'SUP-04', () => submit(50_000))
      expect(finding).toMatchObject({
        act: 'NEED',
        missing: ['签字的采购申请表'],
        source: '洞口县局《办公用品管理制度》第四条第（4）项'
      })
      const small = await submit(49_999)
      const scan = await anAttachment(house())
      const large = await submit(50_000, scan.id)
      const chains = await Promise.all(
        [small, large].map(
          async ({ approvalId }) =>
            (await house().database.read.findOneByOrFail(Approval, { id: approvalId ?? '' })).kind
        )
      )
      expect(chains).toEqual(['supplies.purchase', 'supplies.unitPurchase'])
      expect((await approveThrough(house(), large.approvalId ?? '')).steps.map((step) => step.role)).toEqual([
        'unitHead',
        'leader',
        'head'
      ])
    })

    it('SUP-05 lets only the appointed buyer buy: units do not buy for themselves', async () => {
      const item = await aSupplyItem(house())
      await requisition(staff.clerk, '2026-10', item.id, 1)
      const input = {
        month: '2026-10',
        quotes: quotes(),
        lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: 200 }]
      }
      const [finding] = await refusedBy(house(), 'SUP-05', () =>
        consolidate(input, { 'SUP-03': '先行采购', 'SUP-05': '急用' }, staff.clerk)
      )
      expect(finding).toMatchObject({ act: 'BLOCK', passableWithReason: false })
    })

    it('SUP-05 warns under three quotes and at a supplier not designated today; two quotes of one supplier compare nothing', async () => {
      const item = await aSupplyItem(house())
      await requisition(staff.clerk, '2026-10', item.id, 1)
      const expired = await aSupplier(house(), { designatedTo: '2026-09-30' })
      const [first] = quotes()
      const plan = (await purchasePlan(await readingOf(house(), await acting(house(), buyer)), '2026-10')).lines
      const lines = plan.map((line) => ({
        itemId: line.itemId,
        quantity: line.requested,
        unitPriceCents: line.unitPriceCents
      }))
      const input = { month: '2026-10', lines, quotes: first ? [...quotes(2), first] : [], supplierId: expired.id }
      const findings = await refusedBy(house(), 'SUP-05', () => consolidate(input, { 'SUP-03': '先行采购' }))
      expect(findings.map((finding) => finding.field)).toEqual(['quotes', 'supplierId'])
      const purchase = await consolidate(input, { 'SUP-03': '先行采购', 'SUP-05': '县内仅两家经营' })
      expect(await house().database.read.countBy(Quote, { purchaseId: purchase.id })).toBe(3)
      expect(await lastException(house(), 'SUP-05')).toMatchObject({ reason: '县内仅两家经营' })
    })

    it('SUP-05 orders at agreed prices only once approved; above the approved budget SUP-03 wants a reason', async () => {
      const { purchase, lines, supplier } = await anOrderedPurchase(house(), { buyer, staff })
      expect(purchase).toMatchObject({ state: 'ordered', buyerId: buyer.id, dealCents: 10_000 })
      const item = await aSupplyItem(house())
      const submitted = await actingIn(house(), staff.brigadeClerk, (unit) =>
        submitUnitPurchase(unit, house(), {
          lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: 100 }],
          reason: '执勤需要'
        })
      )
      const order = async (dealPriceCents: number, reasons = {}) => {
        const row = await freshPurchase(house(), submitted)
        const own = await purchaseLines(house().database.read, row.id)
        const prices = own.map((line) => ({ lineId: line.id, dealPriceCents }))
        return actingIn(
          house(),
          buyer,
          (unit) =>
            orderPurchase(unit, {
              id: row.id,
              version: row.version,
              supplierId: supplier.id,
              lines: prices,
              ...jointly(staff)
            }),
          reasons
        )
      }
      await expect(order(100)).rejects.toMatchObject({ type: 'conflict' })
      await approveThrough(house(), submitted.approvalId ?? '')
      await refusedBy(house(), 'SUP-03', () => order(101, { 'SUP-05': '仅一家' }))
      expect(await order(101, { 'SUP-05': '仅一家', 'SUP-03': '运费上涨' })).toMatchObject({ dealCents: 101 })
      expect(lines[0]).toMatchObject({ dealPriceCents: 1_000 })
    })

    it('SUP-03 and SUP-04 hold again when a returned purchase is put right by its applicant', async () => {
      const item = await aSupplyItem(house())
      await requisition(staff.clerk, '2026-10', item.id, 4)
      const plan = (await purchasePlan(await readingOf(house(), await acting(house(), buyer)), '2026-10')).lines
      const lines = plan.map((line) => ({
        itemId: line.itemId,
        quantity: line.requested,
        unitPriceCents: line.unitPriceCents
      }))
      const whole = await consolidate({ month: '2026-10', quotes: quotes(), lines }, { 'SUP-03': '先行采购' })
      const small = await actingIn(house(), staff.brigadeClerk, (unit) =>
        submitUnitPurchase(unit, house(), {
          lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: 100 }],
          reason: '执勤需要'
        })
      )
      for (const { approvalId } of [whole, small])
        await actingIn(house(), staff.officeDirector, async (unit) => {
          const { id, version } = await unit.load(Approval, approvalId ?? '', '审批')
          await decide(unit, house(), { id, version, outcome: 'return', opinion: '请核减' })
        })
      const revise = async (
        purchase: Purchase,
        person: Pick<Person, 'id'>,
        change: { quantity: number; unitPriceCents: number; adjustReason?: string }
      ) => {
        const { version } = await freshPurchase(house(), purchase)
        const own = (await purchaseLines(house().database.read, purchase.id)).find((line) => line.itemId === item.id)
        return actingIn(house(), person, (unit) =>
          revisePurchase(unit, house(), {
            note: '已核减',
            id: purchase.id,
            version,
            lines: [{ lineId: own?.id ?? '', ...change }]
          })
        )
      }
      const [raised] = await refusedBy(house(), 'SUP-03', () =>
        revise(whole, buyer, { quantity: 5_000, unitPriceCents: 200 })
      )
      expect(raised?.act).toBe('BLOCK')
      await refusedBy(house(), 'SUP-03', () => revise(whole, buyer, { quantity: 2_000, unitPriceCents: 200 }))
      await expect(revise(whole, staff.clerk, { quantity: 1_000, unitPriceCents: 200 })).rejects.toMatchObject({
        type: 'forbidden'
      })
      const revised = await revise(whole, buyer, { quantity: 2_000, unitPriceCents: 200, adjustReason: '库存可用' })
      expect(revised).toMatchObject({ budgetCents: whole.budgetCents - 400, state: 'pending' })
      await expect(
        revise(small, staff.brigadeClerk, { quantity: 1_000, unitPriceCents: 50_000 })
      ).rejects.toMatchObject({ type: 'invalid' })
      expect(await revise(small, staff.brigadeClerk, { quantity: 1_000, unitPriceCents: 49_999 })).toMatchObject({
        budgetCents: 49_999
      })
    })

    it('K-05 holds a purchase from 10,000 yuan on at its last step until the collective decision is on record, head last', async () => {
      const item = await aSupplyItem(house())
      const scan = await anAttachment(house())
      const submit = (cents: number) =>
        actingIn(house(), staff.brigadeClerk, (unit) =>
          submitUnitPurchase(unit, house(), {
            lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: cents }],
            reason: '换装',
            applicationAttachmentId: scan.id
          })
        )
      const below = await submit(999_999)
      expect((await approveThrough(house(), below.approvalId ?? '')).state).toBe('approved')
      const large = await submit(1_000_000)
      await approveThrough(house(), large.approvalId ?? '', 2)
      await refusedBy(house(), 'K-05', () => approveThrough(house(), large.approvalId ?? ''))
      const { id, version } = await house().database.read.findOneByOrFail(Approval, { id: large.approvalId ?? '' })
      await actingIn(house(), staff.officeDirector, (unit) =>
        recordCollective(unit, id, version, {
          meeting: '局党组会',
          heldOn: '2026-09-30',
          minutesNumber: '〔2026〕9号',
          attachmentId: scan.id,
          headOpinion: '同意'
        })
      )
      expect((await approveThrough(house(), id)).state).toBe('approved')
    })

    it('SUP-09 warns the buyer whose six months are over, in submitting and ordering, and lets it through with a reason', async () => {
      house().clock.setDay('2027-01-02')
      const item = await aSupplyItem(house())
      await requisition(staff.clerk, '2027-01', item.id, 1)
      const plan = (await purchasePlan(await readingOf(house(), await acting(house(), buyer)), '2027-01')).lines
      const lines = plan.map((line) => ({
        itemId: line.itemId,
        quantity: line.requested,
        unitPriceCents: line.unitPriceCents
      }))
      const input = { month: '2027-01', quotes: quotes(), lines }
      const [finding] = await refusedBy(house(), 'SUP-09', () => consolidate(input, { 'SUP-03': '先行采购' }))
      expect(finding).toMatchObject({ act: 'WARN', source: '参照白城市局《办公设备、办公用品管理制度》第三条' })
      const purchase = await consolidate(input, { 'SUP-03': '先行采购', 'SUP-09': '接任者产假，月底轮换' })
      await approveThrough(house(), purchase.approvalId ?? '')
      const approved = await freshPurchase(house(), purchase)
      const own = await purchaseLines(house().database.read, purchase.id)
      const order = (reasons = {}) =>
        actingIn(
          house(),
          buyer,
          (unit) =>
            orderPurchase(unit, {
              id: approved.id,
              version: approved.version,
              supplierId: suppliers[0]?.id ?? '',
              lines: own.map((line) => ({ lineId: line.id, dealPriceCents: line.unitPriceCents })),
              ...jointly(staff)
            }),
          reasons
        )
      await refusedBy(house(), 'SUP-09', () => order())
      expect(await order({ 'SUP-09': '接任者产假，月底轮换' })).toMatchObject({ state: 'ordered' })
    })

    it('SUP-09 warns when the successor is the same person, and counts joined appointments as one term', async () => {
      const again = await aPersonAppointed(house(), 'buyer', '2028-01-01', {
        unitId: staff.office.id,
        toDay: '2028-06-30'
      })
      await appointed(house(), again, 'buyer', '2028-07-01', '2028-12-31')
      const term = (day: string) => buyerTerm(house().database.read, again.id, day)
      expect(await term('2028-06-30')).toMatchObject({ since: '2028-01-01', reappointed: false })
      expect(await term('2028-07-01')).toMatchObject({ since: '2028-01-01', reappointed: true })
      expect(await term('2029-01-01')).toBeUndefined()
      const successor = await aPersonAppointed(house(), 'buyer', '2029-01-01', { unitId: staff.office.id })
      expect(await buyerTerm(house().database.read, successor.id, '2029-01-01')).toMatchObject({
        since: '2029-01-01',
        reappointed: false
      })
      house().clock.setDay('2028-07-03')
      const item = await aSupplyItem(house())
      await requisition(staff.clerk, '2028-07', item.id, 1)
      const plan = (await purchasePlan(await readingOf(house(), await acting(house(), again)), '2028-07')).lines
      const lines = plan.map((line) => ({
        itemId: line.itemId,
        quantity: line.requested,
        unitPriceCents: line.unitPriceCents
      }))
      const input = { month: '2028-07', quotes: quotes(), lines }
      const findings = await refusedBy(house(), 'SUP-09', () => consolidate(input, { 'SUP-03': '先行采购' }, again))
      expect(findings.map((finding) => finding.message)).toEqual([
        expect.stringContaining('已满6个月'),
        expect.stringContaining('上一任期')
      ])
      const purchase = await consolidate(input, { 'SUP-03': '先行采购', 'SUP-09': '暂无合适人选' }, again)
      expect(await house().database.read.findOneBy(Purchase, { id: purchase.id })).toMatchObject({
        state: 'pending',
        buyerId: again.id
      })
    })
  },
  '2026-10-01T01:00:00.000Z'
)
