import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readingOf } from '@main/office/procedure'
import { Signature, type Person } from '@main/office/entities'
import { judge } from '@main/kernel/rules/judge'
import { acceptanceForm } from '@main/ledgers/supplies/acceptance/form'
import { recordAcceptance, type AcceptanceInput } from '@main/ledgers/supplies/acceptance/acts'
import { closeReturn } from '@main/ledgers/supplies/acceptance/returns'
import {
  AcceptanceLine,
  Holding,
  PurchaseLine,
  SupplierReturn,
  type Purchase
} from '@main/ledgers/supplies/entities/purchase'
import { purchasingDue } from '@main/ledgers/supplies/purchase/due'
import { provePurchases } from '@main/ledgers/supplies/purchase/proof'
import { purchaseDetail } from '@main/ledgers/supplies/purchase/detail'
import { SUP_07, stockingDue } from '@main/ledgers/supplies/rules/acceptance'
import { onBothEngines } from '../../support/house'
import { anInk, penOf } from '../../support/pen'
import { aBureau, acting } from '../../support/people'
import {
  actingIn,
  anOrderedPurchase,
  aPersonAppointed,
  aSuppliesStaff,
  freshPurchase,
  lastException,
  refusedBy
} from '../../support/supplies'

onBothEngines('acceptance', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
  })

  const ordered = (counts: readonly number[] = [10]) =>
    anOrderedPurchase(house(), { buyer, staff, goods: counts.map((count) => ({ count, cents: 1_000 })) })
  type Arrived = readonly [lineId: string, delivered: number, accepted: number, rejected: number, reason?: string]
  const accept = async (
    purchase: Purchase,
    arrived: readonly Arrived[],
    {
      by = staff.officeDirector,
      keeperId = staff.keeper.id,
      reasons = {},
      ...more
    }: { by?: Person; keeperId?: string; reasons?: Record<string, string> } & Pick<
      AcceptanceInput,
      'signatures' | 'supplierAgent'
    > = {}
  ) => {
    const { version } = await freshPurchase(house(), purchase)
    const input: AcceptanceInput = {
      purchaseId: purchase.id,
      version,
      deliveryNote: 'S-001',
      keeperId,
      ...more,
      lines: arrived.map(([lineId, delivered, accepted, rejected, rejectReason]) => ({
        lineId,
        deliveredQuantity: delivered * 1000,
        acceptedQuantity: accepted * 1000,
        rejectedQuantity: rejected * 1000,
        ...(rejectReason ? { rejectReason } : {})
      }))
    }
    return actingIn(house(), by, (unit) => recordAcceptance(unit, input), reasons)
  }
  const lineOf = async (purchase: Purchase) =>
    (await house().database.read.findBy(PurchaseLine, { purchaseId: purchase.id }))[0]?.id ?? ''

  const signedOn = async (id: string) => {
    const form = await acceptanceForm.make(await readingOf(house(), await acting(house(), staff.keeper)), id)
    return form.blocks.flatMap((block) => (block.kind === 'signatures' ? block.lines : []))
  }

  it('SUP-07 accepts in parts, puts what is accepted into the holding area and never takes more than ordered', async () => {
    const { purchase } = await ordered()
    const line = await lineOf(purchase)
    const acceptance = await accept(purchase, [[line, 6, 6, 0]])
    expect(acceptance.number).toMatch(/^CYS-2026-\d{6}$/)
    expect(await house().database.read.findOneBy(Signature, { subjectId: acceptance.id })).toMatchObject({
      role: '验收人',
      personId: staff.officeDirector.id
    })
    const [entry] = await house().database.read.findBy(AcceptanceLine, { acceptanceId: acceptance.id })
    expect(await house().database.read.findOneBy(Holding, { acceptanceLineId: entry?.id ?? '' })).toMatchObject({
      quantity: 6_000,
      acceptedOn: '2026-09-30',
      unitPriceCents: 1_000
    })
    expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'ordered' })
    const [finding] = await refusedBy(house(), 'SUP-07', () => accept(purchase, [[line, 5, 5, 0]]))
    expect(finding).toMatchObject({ act: 'BLOCK', field: 'lines.0.deliveredQuantity' })
    expect(finding?.message).toContain('还应到4')
    await accept(purchase, [[line, 4, 4, 0]])
    expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'delivered' })
  })

  it('SUP-07 SUP-15 takes the signatures of keeper and supplier’s agent beside the accepter’s, and the form prints all three', async () => {
    const { purchase } = await ordered()
    const arrived: Arrived[] = [[await lineOf(purchase), 2, 2, 0]]
    const pen = { by: 'pin', personId: buyer.id, pin: '1357' } as const
    const faultOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => undefined,
        (fault: unknown) => fault
      )
    expect(await faultOf(accept(purchase, arrived, { signatures: { keeper: pen } }))).toMatchObject({
      type: 'invalid',
      message: '应由接收物品的保管员本人签字'
    })
    expect(await faultOf(accept(purchase, arrived, { signatures: { supplierAgent: anInk() } }))).toMatchObject({
      type: 'invalid',
      message: '供应商代表已签名，请填写姓名'
    })
    const { id } = await accept(purchase, arrived, {
      supplierAgent: '刘送货',
      signatures: {
        keeper: penOf(staff.keeper),
        supplierAgent: anInk()
      }
    })
    const kept = await house().database.read.find(Signature, { where: { subjectId: id }, order: { id: 'ASC' } })
    expect(kept).toMatchObject([
      { role: '验收人', method: 'session', personId: staff.officeDirector.id },
      { role: '保管员', method: 'pen', personId: staff.keeper.id },
      { role: '供应商代表', method: 'pen', personId: null, name: '刘送货' }
    ])
    expect(await signedOn(id)).toMatchObject([
      { label: '验收人', name: staff.officeDirector.name, date: '2026-09-30' },
      { label: '保管员', name: staff.keeper.name, date: '2026-09-30', signature: expect.anything() as unknown },
      { label: '供应商代表', name: '刘送货', date: '2026-09-30', signature: expect.anything() as unknown }
    ])
  })

  it('K-12 has a delivery accepted by somebody other than its keeper, and leaves unsigned places to be signed on paper', async () => {
    const { purchase } = await ordered()
    const arrived: Arrived[] = [[await lineOf(purchase), 2, 2, 0]]
    const [finding] = await refusedBy(house(), 'K-12', () => accept(purchase, arrived, { by: staff.keeper }))
    expect(finding).toMatchObject({
      act: 'BLOCK',
      field: 'keeperId',
      message: `验收人和保管员都是${staff.keeper.name}，应由两人分别担任`
    })
    const { id } = await accept(purchase, arrived)
    expect(await signedOn(id)).toEqual([
      { label: '验收人', name: staff.officeDirector.name, date: '2026-09-30' },
      { label: '保管员', name: staff.keeper.name },
      { label: '供应商代表' }
    ])
  })

  it('SUP-07 never accepts more than was delivered, and wants a reason for what is rejected', async () => {
    const { purchase } = await ordered()
    const line = await lineOf(purchase)
    const [more] = await refusedBy(house(), 'SUP-07', () => accept(purchase, [[line, 5, 6, 0]]))
    expect(more?.act).toBe('BLOCK')
    await refusedBy(house(), 'SUP-07', () => accept(purchase, [[line, 5, 3, 1, '破损']]))
    const [reason] = await refusedBy(house(), 'SUP-07', () => accept(purchase, [[line, 5, 3, 2]]))
    expect(reason).toMatchObject({ act: 'NEED', missing: ['不合格原因'] })
    const acceptance = await accept(purchase, [[line, 5, 3, 2, '型号不符']])
    const [entry] = await house().database.read.findBy(AcceptanceLine, { acceptanceId: acceptance.id })
    const held = await house().database.read.findOneBy(Holding, { acceptanceLineId: entry?.id ?? '' })
    expect(held?.quantity).toBe(3_000)
    expect(await house().database.read.findOneBy(SupplierReturn, { acceptanceLineId: entry?.id ?? '' })).toMatchObject({
      state: 'open',
      quantity: 2_000,
      reason: '型号不符'
    })
  })

  it('SUP-07 lets exchanged goods be delivered once more, but not goods taken back for money', async () => {
    const { purchase } = await ordered()
    const line = await lineOf(purchase)
    await accept(purchase, [[line, 10, 7, 3, '破损']])
    const [open] = await house().database.read.find(SupplierReturn, { order: { id: 'DESC' }, take: 1 })
    if (!open) throw new Error('no return was opened')
    await refusedBy(house(), 'SUP-07', () => accept(purchase, [[line, 1, 1, 0]]))
    await actingIn(house(), buyer, (unit) => closeReturn(unit, open.id, open.version, 'exchanged', '供应商换货'))
    expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'ordered' })
    await refusedBy(house(), 'SUP-07', () => accept(purchase, [[line, 4, 4, 0]]))
    await accept(purchase, [[line, 3, 2, 1, '再次破损']])
    const [again] = await house().database.read.find(SupplierReturn, { order: { id: 'DESC' }, take: 1 })
    if (!again) throw new Error('no second return was opened')
    await actingIn(house(), buyer, (unit) => closeReturn(unit, again.id, again.version, 'returned', '退款'))
    await refusedBy(house(), 'SUP-07', () => accept(purchase, [[line, 1, 1, 0]]))
    expect(await freshPurchase(house(), purchase)).toMatchObject({ state: 'delivered' })
    await expect(
      actingIn(house(), buyer, (unit) => closeReturn(unit, again.id, again.version, 'returned', '退款'))
    ).rejects.toMatchObject({
      type: 'conflict'
    })
    expect(await provePurchases(house().database.read)).toEqual([])
  })

  it('SUP-07 hands accepted goods to an appointed keeper only, and wants a reason when the buyer accepts', async () => {
    const { purchase } = await ordered()
    const line = await lineOf(purchase)
    const [keeper] = await refusedBy(house(), 'SUP-07', () =>
      accept(purchase, [[line, 1, 1, 0]], { keeperId: staff.clerk.id })
    )
    expect(keeper).toMatchObject({ act: 'BLOCK', field: 'keeperId' })
    await refusedBy(house(), 'SUP-07', () => accept(purchase, [[line, 1, 1, 0]], { by: buyer }))
    const acceptance = await accept(purchase, [[line, 1, 1, 0]], {
      by: buyer,
      reasons: { 'SUP-07': '办公室其他人员外出执勤' }
    })
    expect(await lastException(house(), 'SUP-07')).toMatchObject({ subjectNumber: acceptance.number })
  })

  it('SUP-10 lists goods accepted and not yet stocked as due on that very day, overdue from the next', async () => {
    expect(stockingDue('2026-09-30')).toMatchObject({ dueOn: '2026-09-30', dueAt: '2026-09-30T16:00:00.000Z' })
    const { purchase } = await ordered()
    const acceptance = await accept(purchase, [[await lineOf(purchase), 10, 10, 0]])
    const due = async () =>
      (await purchasingDue(await readingOf(house(), await acting(house(), staff.keeper)))).filter(
        (item) => item.rule === 'SUP-10' && item.number === acceptance.number
      )
    expect(await due()).toEqual([
      expect.objectContaining({ dueOn: '2026-09-30', source: '洞口县局《仓库管理制度》第一章第六条第5项' })
    ])
    const [entry] = await house().database.read.findBy(AcceptanceLine, { acceptanceId: acceptance.id })
    await actingIn(house(), staff.keeper, async (unit) => {
      const held = await unit.manager.findOneByOrFail(Holding, { acceptanceLineId: entry?.id ?? '' })
      await unit.update(Holding, held, { quantity: 0 }, '待入库物品')
    })
    expect(await due()).toEqual([])
  })

  it('tells the keeper what can be done with the purchase now and what is still to come', async () => {
    const { purchase } = await ordered([4, 6])
    await accept(purchase, [[await lineOf(purchase), 1, 1, 0]])
    const detail = await purchaseDetail(await readingOf(house(), await acting(house(), staff.keeper)), purchase.id)
    expect(detail.lines.reduce((sum, line) => sum + line.dueQuantity, 0)).toBe(9_000)
    expect(detail.actions.filter((action) => action.enabled).map((action) => action.action)).toEqual([
      'accept',
      'close'
    ])
    expect(detail.actions.find((action) => action.action === 'order')).toMatchObject({
      enabled: false,
      reason: '已订购或未获批准'
    })
    expect(detail.acceptances).toHaveLength(1)
  })
})

describe('lines of a delivery', () => {
  const book = { profile: 'dongkou', settings: {} } as const
  const quantity = fc.integer({ min: 0, max: 1_000_000 })

  it('SUP-07 lets a line through exactly when accepted and rejected make up what came and what came was still due', () => {
    fc.assert(
      fc.property(
        quantity,
        quantity,
        quantity,
        quantity,
        quantity,
        (ordered, before, delivered, accepted, rejected) => {
          const line = {
            itemName: '纸',
            ordered,
            deliveredBefore: before,
            delivered,
            accepted,
            rejected,
            rejectReason: '破损'
          }
          const { held } = judge(
            [SUP_07.on({ stage: 'accept', lines: [line], accepterIsBuyer: false, keeperAppointed: true })],
            book
          )
          expect(held.length === 0).toBe(accepted + rejected === delivered && delivered + before <= ordered)
        }
      )
    )
  })
})
