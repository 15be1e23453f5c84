import { beforeAll, expect, it } from 'vitest'
import type { Person } from '@main/office/entities'
import { orderPurchase, purchaseLines, type OrderInput } from '@main/ledgers/supplies/purchase/fulfil'
import { revisePurchase } from '@main/ledgers/supplies/purchase/revise'
import { submitUnitPurchase } from '@main/ledgers/supplies/purchase/submit'
import { SUP_05 } from '@main/ledgers/supplies/rules/purchasing'
import { openStock } from '@main/ledgers/supplies/stock/receive'
import { onBothEngines } from '../../support/house'
import { decideThrough } from '../../support/ledgerActs'
import { aBureau } from '../../support/people'
import {
  actingIn,
  approveThrough,
  aPersonAppointed,
  aSupplier,
  aSuppliesStaff,
  aSupplyItem,
  freshPurchase,
  jointly,
  refusedBy
} from '../../support/supplies'

onBothEngines('how supplies are bought', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
  })

  it('SUP-05 K-12 orders only with finance taking part and says where the county finance bureau has not consented', async () => {
    const item = await aSupplyItem(house())
    const submitted = await actingIn(house(), staff.brigadeClerk, (unit) =>
      submitUnitPurchase(unit, house(), {
        lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: 100 }],
        reason: '执勤需要'
      })
    )
    await approveThrough(house(), submitted.approvalId ?? '')
    const supplier = await aSupplier(house())
    const row = await freshPurchase(house(), submitted)
    const own = await purchaseLines(house().database.read, row.id)
    const order = (joint: Partial<OrderInput>, reasons: Readonly<Record<string, string>> = {}) =>
      actingIn(
        house(),
        buyer,
        (unit) =>
          orderPurchase(unit, {
            id: row.id,
            version: row.version,
            supplierId: supplier.id,
            lines: own.map((line) => ({ lineId: line.id, dealPriceCents: 100 })),
            ...joint
          }),
        reasons
      )
    const bought = jointly(staff)
    const quotes = { 'SUP-05': '仅一家' }
    const [alone] = await refusedBy(house(), 'SUP-05', () => order({ ...bought, financeId: undefined }, quotes))
    expect(alone).toMatchObject({ act: 'NEED', field: 'financeId', missing: ['财务参与人'] })
    const [clerk] = await refusedBy(house(), 'SUP-05', () => order({ ...bought, financeId: staff.clerk.id }, quotes))
    expect(clerk).toMatchObject({ act: 'BLOCK', field: 'financeId' })
    await refusedBy(house(), 'K-12', () => order({ ...bought, financeId: buyer.id }, quotes))
    const findings = await refusedBy(house(), 'SUP-05', () => order({ financeId: staff.finance.id }))
    expect(findings.map(({ field }) => field)).toEqual(['quotes', 'consentNumber'])
    expect(findings[1]).toMatchObject({ act: 'WARN', passableWithReason: true })
    await expect(order({ ...bought, consentOn: '2027-10-01' }, quotes)).rejects.toMatchObject({ type: 'invalid' })
    expect(await order(bought, quotes)).toMatchObject({
      state: 'ordered',
      financeId: staff.finance.id,
      consentNumber: '县财采〔2026〕8号',
      consentOn: '2026-09-01'
    })
  })

  it('SUP-05 warns of buying more than stock and consumption bear', async () => {
    const item = await aSupplyItem(house(), { name: '档案盒' })
    await actingIn(house(), staff.keeper, (unit) =>
      openStock(unit, [{ itemId: item.id, quantity: 10_000, valueCents: 5_000 }], null)
    )
    const ask = (reasons = {}) =>
      actingIn(
        house(),
        staff.brigadeClerk,
        (unit) =>
          submitUnitPurchase(unit, house(), {
            lines: [{ itemId: item.id, quantity: 5_000, unitPriceCents: 100 }],
            reason: '归档'
          }),
        reasons
      )
    const [finding] = await refusedBy(house(), 'SUP-05', () => ask())
    expect(finding).toMatchObject({
      act: 'WARN',
      message: expect.stringContaining('档案盒（标准）库存10个，近来没有领用，再购5个，超过6个月的用量') as unknown,
      source: expect.stringContaining('《办公用品管理制度》第五条第（1）项') as unknown
    })
    const asked = await ask({ 'SUP-05': '年底集中归档' })
    expect(asked).toMatchObject({ state: 'pending' })
    // Put right after a return, it is held against stock and consumption again.
    await decideThrough(house(), asked.approvalId ?? '', { steps: 1, outcome: 'return', opinion: '请核实数量' })
    const { version } = await freshPurchase(house(), asked)
    const [own] = await purchaseLines(house().database.read, asked.id)
    const lines = [{ lineId: own?.id ?? '', quantity: 8_000, unitPriceCents: 100 }]
    const revise = (reasons = {}) =>
      actingIn(
        house(),
        staff.brigadeClerk,
        (unit) => revisePurchase(unit, house(), { id: asked.id, version, lines, note: '改为八个' }),
        reasons
      )
    expect((await refusedBy(house(), 'SUP-05', () => revise()))[0]?.message).toContain('再购8个，超过6个月的用量')
    expect(await revise({ 'SUP-05': '年底集中归档' })).toMatchObject({ state: 'pending', budgetCents: 800 })
    // Ten a month, forty there: sixty are six months' use, one more is not.
    const line = { itemName: '纸', measure: '包', onHand: 40_000, monthlyUse: 10_000, field: 'lines.0.quantity' }
    const book = { profile: 'dongkou', settings: {} } as const
    const said = (quantity: number) => SUP_05.on({ of: 'stock', lines: [{ ...line, quantity }] }).objections(book)
    expect(said(20_000)).toEqual([])
    expect(said(21_000)[0]?.message).toBe('纸库存40包，月均领用10包，再购21包，超过6个月的用量')
    const averaging = (monthlyUse: number) =>
      SUP_05.on({ of: 'stock', lines: [{ ...line, monthlyUse, quantity: 21_000 }] }).objections(book)[0]?.message
    expect(averaging(1_667)).toContain('，月均领用约1.7包，')
    expect(averaging(1_500)).toContain('，月均领用1.5包，')
    expect(averaging(49)).toContain('，月均领用不足0.1包，')
  })
})
