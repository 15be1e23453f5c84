import { beforeAll, expect, it } from 'vitest'
import type { AssetInput, DisposalKind } from '@main/contract/assets'
import { assets } from '@main/ledgers/assets'
import { splitCard } from '@main/ledgers/assets/cards/values'
import { submitDamage } from '@main/ledgers/assets/damage/acts'
import { Retirement } from '@main/ledgers/assets/entities'
import { carryOutRetirement, submitRetirement, type RetirementInput } from '@main/ledgers/assets/retirement/acts'
import { changesOf, holdingsOf, lifeOfCards } from '@main/ledgers/assets/sheets/yearly'
import { aCard, anAssetBureau, approveAll, cardNow, doing, expectRefused, type AssetBureau } from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { decideThrough, readingAs } from '../../support/ledgerActs'
import { changeRuleParameter } from '../../support/parameters'

const longAgo = { acquiredOn: '2010-01-05', enteredOn: '2010-01-05' }
const furniture = { name: '办公椅', classCode: 'A05010301', lifeMonths: 180, quantity: 12, originalCents: 240_000 }

onBothEngines('every kind of disposal', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  const old = (plan: Partial<Omit<AssetInput, 'number'>>, origin = {}) =>
    aCard(house(), bureau, { ...longAgo, ...plan }, origin)
  const asking = (assetId: string, kind: DisposalKind, plan: Partial<RetirementInput> = {}) =>
    doing(house(), bureau.colleague, (unit) =>
      submitRetirement(unit, house(), { assetIds: [assetId], kind, reason: '不再需要', ...plan })
    )
  const carryingOut = (id: string, plan: object) =>
    doing(house(), bureau.clerk, async (unit) => {
      const { version } = await house().database.read.findOneByOrFail(Retirement, { id })
      return carryOutRetirement(unit, house(), { id, version, disposedOn: '2026-09-30', method: '按批复办理', ...plan })
    })

  it('AST-12 each kind goes its chain, needs its own papers and the number of its approval, and leaves the book at once', async () => {
    // Worth 1,000, 2,400 (twelve chairs), 3,000, 4,000, 5,000 and 6,000 yuan.
    const kinds = [
      ['allocation', { originalCents: 100_000 }, '接收单位'],
      ['donation', furniture, '接收单位'],
      ['transfer', { originalCents: 300_000 }, '接收单位'],
      ['exchange', { originalCents: 400_000 }, '接收单位'],
      ['scrap', { originalCents: 500_000 }, '鉴定意见'],
      ['writeOff', { originalCents: 600_000 }, '批准的损失认定']
    ] as const
    const brings: readonly DisposalKind[] = ['transfer', 'exchange', 'scrap']
    await changeRuleParameter(house(), 'AST-12', 'limitDonation', '2400')
    for (const [kind, worth, paper] of kinds) {
      const card = await old(worth)
      await expectRefused(house(), 'AST-12', () => asking(card.id, kind), new RegExp(paper))
      const damage = kind === 'writeOff' ? await found(card.id) : undefined
      const { row, approval } = await asking(card.id, kind, {
        recipient: '县教育局',
        appraisal: '不能修复',
        damageId: damage
      })
      expect(row.assets).toBe(card.quantity)
      expect(approval.steps.map(({ role }) => role)).toEqual(['unitHead', 'leader', 'officeDirector'])
      await expectRefused(house(), 'AST-12', () => carryingOut(row.id, { approvalNumber: '1号' }), /还没有批准/)
      await approveAll(house(), approval.id)
      const income = brings.includes(kind) ? { incomeCents: 0 } : {}
      await expectRefused(house(), 'AST-12', () => carryingOut(row.id, income), /批准文号/)
      if (brings.includes(kind))
        await expectRefused(house(), 'AST-12', () => carryingOut(row.id, { approvalNumber: '1号' }), /处置收入/)
      await carryingOut(row.id, { approvalNumber: `洞财资〔2026〕${kind}号`, ...income })
      expect(await cardNow(house(), card)).toMatchObject({ state: 'gone', exitKind: kind, exitNumber: row.number })
    }
  })

  const found = async (assetId: string) => {
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitDamage(unit, house(), {
        assetId,
        kind: 'loss',
        happenedOn: '2026-09-29',
        circumstances: '搬迁后未找到',
        personId: bureau.colleague.id,
        finding: '保管不善',
        assessedCents: 10_000
      })
    )
    await approveAll(house(), approval.id)
    return row.id
  }

  it('增减变动 and 存量情况 show what went by its kind, and a card parted in two as no movement', async () => {
    const batch = await old({ quantity: 4, originalCents: 800_000 })
    await doing(house(), bureau.clerk, (unit) =>
      splitCard(unit, { id: batch.id, version: batch.version, parts: [1, 3], reason: '分属两人' })
    )
    await aCard(house(), bureau, { acquiredOn: '2026-03-15', enteredOn: '2026-03-15' })
    const all = await lifeOfCards(house().database.read)
    const rows = changesOf(all, '2026-01-01', '2026-09-30')
    const none = (...keys: readonly string[]) =>
      Object.fromEntries(keys.flatMap((key) => [`${key}Quantity`, `${key}Cents`].map((name) => [name, 0])))
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      category: '仪器设备',
      ...none('allocation', 'donation', 'surplus', 'otherIn', 'donationOut', 'otherOut'),
      // One each allotted, sold, exchanged, scrapped and lost, four that stay.
      openQuantity: 9,
      openCents: 2_700_000,
      purchaseQuantity: 1,
      purchaseCents: 500_000,
      allocationOutQuantity: 3,
      allocationOutCents: 800_000,
      scrapQuantity: 1,
      scrapCents: 500_000,
      writeOffQuantity: 1,
      writeOffCents: 600_000,
      closeQuantity: 5,
      closeCents: 1_300_000
    })
    expect(rows[1]).toMatchObject({
      category: '家具用具',
      openQuantity: 12,
      openCents: 240_000,
      ...none('purchase', 'allocation', 'surplus', 'otherIn', 'scrap', 'allocationOut', 'writeOff', 'otherOut'),
      donationOutQuantity: 12,
      donationOutCents: 240_000,
      closeQuantity: 0,
      closeCents: 0
    })
    expect(holdingsOf(all, '2026-01-01', '2026-09-30')[1]).toMatchObject({ inUseQuantity: 5, inUseCents: 1_300_000 })
  })

  it('资产购置处置公示 counts things, not cards, by category', async () => {
    const sheet = assets.workbooks.flatMap(({ sheets }) => sheets).find(({ name }) => name === '资产购置处置公示')
    const made = await sheet?.make(await readingAs(house(), bureau.clerk), { from: '2026-01-01', to: '2026-09-30' })
    const rows: object[] = []
    for await (const row of made?.rows ?? []) rows.push(row)
    expect(rows).toHaveLength(6)
    expect(rows).toContainEqual(
      expect.objectContaining({
        matter: '处置',
        category: '家具用具',
        things: '办公椅',
        quantity: 12,
        cents: 240_000,
        way: '对外捐赠',
        document: '洞财资〔2026〕donation号'
      })
    )
  })

  it('AST-12 asks for a number from the limit of the kind on, and always where the limit cannot be read', async () => {
    for (const [limit, needed] of [
      ['5000', true],
      ['5000.01', false],
      ['五千', true]
    ] as const) {
      await changeRuleParameter(house(), 'AST-12', 'limitScrap', limit)
      const { row, approval } = await asking((await old({})).id, 'scrap', { appraisal: '不能修复' })
      await approveAll(house(), approval.id)
      const disposing = () => carryingOut(row.id, { incomeCents: 0 })
      if (needed) await expectRefused(house(), 'AST-12', disposing, /批准文号/)
      else expect((await disposing()).state).toBe('done')
    }
  })

  it('AST-12 a thing nobody used is idle again when its retirement is refused', async () => {
    const card = await old({ userId: null }, { state: 'idle' })
    const { approval } = await asking(card.id, 'scrap', { appraisal: '不能修复' })
    expect((await cardNow(house(), card)).state).toBe('awaiting')
    await decideThrough(house(), approval.id, { steps: 1, outcome: 'refuse', opinion: '还能使用' })
    expect((await cardNow(house(), card)).state).toBe('idle')
  })
})
