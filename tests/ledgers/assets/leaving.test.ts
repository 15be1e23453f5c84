import { beforeAll, expect, it } from 'vitest'
import { submitDamage } from '@main/ledgers/assets/damage/acts'
import { lockMonth, postMonth, settleOpening } from '@main/ledgers/assets/depreciation/acts'
import { changeLife, changeValue, mergeCards, splitCard } from '@main/ledgers/assets/cards/values'
import { Asset, AssetDamage, DepreciationEntry, Retirement } from '@main/ledgers/assets/entities'
import { assetProofs } from '@main/ledgers/assets/proofs'
import { carryOutRetirement, submitRetirement, type RetirementInput } from '@main/ledgers/assets/retirement/acts'
import { submitTransfer } from '@main/ledgers/assets/transfer/acts'
import { decideThrough } from '../../support/ledgerActs'
import {
  aCard,
  anAssetBureau,
  approveAll,
  bookNow,
  cardNow,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { onBothEngines } from '../../support/house'

onBothEngines('assets leaving and wearing', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  const retiring = (assetIds: readonly string[], plan: Partial<RetirementInput> = {}) =>
    doing(house(), bureau.colleague, (unit) =>
      submitRetirement(unit, house(), {
        assetIds,
        kind: 'scrap',
        reason: '老化不能使用',
        appraisal: '主板烧毁，无维修价值',
        ...plan
      })
    )
  const retirementNow = (id: string) => house().database.read.findOneByOrFail(Retirement, { id })
  const carryingOut = (id: string, plan: object = {}) =>
    doing(house(), bureau.clerk, async (unit) =>
      carryOutRetirement(unit, house(), {
        id,
        version: (await retirementNow(id)).version,
        disposedOn: '2026-09-30',
        approvalNumber: '洞财资〔2026〕12号',
        incomeCents: 5_000,
        method: '交定点回收企业',
        ...plan
      })
    )

  it('AST-12 retires from the day after the minimum life on, a day earlier not, by no kind but 无偿划转', async () => {
    // Six years from 2020-09-30 end on 2026-09-30; the first day is 2026-10-01.
    const young = await aCard(house(), bureau, { acquiredOn: '2020-09-30', enteredOn: '2020-09-30' })
    const old = await aCard(house(), bureau, { acquiredOn: '2020-09-29', enteredOn: '2020-09-29' })
    await expectRefused(house(), 'AST-12', () => retiring([young.id]), /2026年10月1日才满/)
    for (const kind of ['donation', 'transfer', 'exchange', 'writeOff'] as const)
      await expectRefused(
        house(),
        'AST-12',
        () => retiring([young.id], { kind, recipient: '某单位' }),
        /未到年限不得申退/
      )
    await expectRefused(house(), 'AST-12', () => retiring([old.id], { appraisal: undefined }), /鉴定/)
    const { row, approval } = await retiring([old.id])
    expect((await cardNow(house(), old)).state).toBe('awaiting')
    await expectRefused(house(), 'AST-12', () => carryingOut(row.id), /还没有批准/)
    await approveAll(house(), approval.id)
    await expectRefused(house(), 'AST-12', () => carryingOut(row.id, { approvalNumber: undefined }), /批准文号/)
    await expectRefused(house(), 'AST-12', () => carryingOut(row.id, { incomeCents: undefined }), /处置收入/)
    await carryingOut(row.id)
    expect(await cardNow(house(), old)).toMatchObject({
      state: 'gone',
      exitKind: 'scrap',
      exitedOn: '2026-09-30',
      exitNumber: row.number
    })
    expect((await retiring([young.id], { kind: 'allocation', recipient: '县教育局' })).row.kind).toBe('allocation')
  })

  it('AST-12 retires earlier only on an approved finding about that very thing, and what is missing only so', async () => {
    const card = await aCard(house(), bureau)
    const other = await aCard(house(), bureau)
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitDamage(unit, house(), {
        assetId: card.id,
        kind: 'loss',
        happenedOn: '2026-09-29',
        circumstances: '搬迁后未找到',
        personId: bureau.colleague.id,
        finding: '保管不善，照净值赔偿',
        assessedCents: 450_000
      })
    )
    await expectRefused(house(), 'AST-12', () => retiring([card.id], { kind: 'writeOff' }), /缺失待查/)
    await expectRefused(
      house(),
      'AST-12',
      () => retiring([card.id], { kind: 'writeOff', damageId: row.id }),
      /损失认定/
    )
    await approveAll(house(), approval.id)
    await expectRefused(
      house(),
      'AST-12',
      () => retiring([other.id], { kind: 'writeOff', damageId: row.id }),
      /损失认定/
    )
    const { row: retirement, approval: asked } = await retiring([card.id], { kind: 'writeOff', damageId: row.id })
    await approveAll(house(), asked.id)
    await carryingOut(retirement.id)
    expect((await cardNow(house(), card)).state).toBe('gone')
    expect((await house().database.read.findOneByOrFail(AssetDamage, { id: row.id })).state).toBe('approved')
  })

  it('AST-12 takes no classified computer before its disk is accounted for, and gives things back when refused', async () => {
    const secret = await aCard(house(), bureau, {
      acquiredOn: '2019-01-01',
      enteredOn: '2019-01-01',
      classified: true,
      mark: '秘密',
      safeguard: '专柜'
    })
    await expectRefused(house(), 'AST-12', () => retiring([secret.id]), /硬盘/)
    const { approval } = await retiring([secret.id], { diskAccount: '硬盘已拆下交保密员登记销毁' })
    await expectRefused(house(), 'AST-09', () =>
      doing(house(), bureau.colleague, (unit) =>
        submitTransfer(unit, house(), {
          assetIds: [secret.id],
          toUnitId: bureau.squad.id,
          toUserId: bureau.officer.id,
          toKeeperId: bureau.officer.id,
          toPlace: '102室',
          reason: '调剂'
        })
      )
    )
    await decideThrough(house(), approval.id, { steps: 1, outcome: 'refuse', opinion: '留用' })
    expect((await cardNow(house(), secret)).state).toBe('inUse')
  })

  it('AST-18 posts by month, once, in order, closes only what is over, and dates nothing into a closed month', async () => {
    const pc = await aCard(house(), bureau, { acquiredOn: '2026-03-15', enteredOn: '2026-03-15' })
    const posting = (month: string) => doing(house(), bureau.accountant, (unit) => postMonth(unit, month))
    await expectRefused(house(), 'AST-18', () => posting('2026-10'), /还没有到/)
    await posting('2026-07')
    // March to July: five months of 69.44, none in February.
    expect(await bookNow(house(), pc)).toMatchObject({
      accumulatedCents: 5 * 6_944,
      monthsTaken: 5,
      monthlyCents: 6_944
    })
    await expectRefused(house(), 'AST-18', () => posting('2026-07'), /不重复计提/)
    const { run } = await posting('2026-08')
    await expectRefused(house(), 'AST-18', () => posting('2026-06'), /已计提到/)
    expect(await bookNow(house(), pc)).toMatchObject({ accumulatedCents: 6 * 6_944 })
    const locked = await doing(house(), bureau.financeHead, (unit) => lockMonth(unit, run))
    await expectRefused(
      house(),
      'AST-18',
      () => doing(house(), bureau.financeHead, (unit) => lockMonth(unit, locked)),
      /已结账/
    )
    const { run: current } = await posting('2026-09')
    await expectRefused(
      house(),
      'AST-18',
      () => doing(house(), bureau.financeHead, (unit) => lockMonth(unit, current)),
      /还没有过完/
    )
    const old = await aCard(house(), bureau, { acquiredOn: '2019-08-01', enteredOn: '2019-08-01' })
    const { row, approval } = await retiring([old.id])
    await approveAll(house(), approval.id)
    await expectRefused(house(), 'AST-12', () => carryingOut(row.id, { disposedOn: '2026-08-31' }), /不能早于批准/)
  })

  it('AST-18 takes nothing in the month of exit, even where it was posted already', async () => {
    const pc = await aCard(house(), bureau, {
      acquiredOn: '2020-06-01',
      enteredOn: '2020-06-01',
      lifeMonths: 96,
      minimumYears: 6
    })
    await doing(house(), bureau.accountant, (unit) => postMonth(unit, '2026-09'))
    expect(
      await house().database.read.countBy(DepreciationEntry, { assetId: pc.id, month: '2026-09', kind: 'charge' })
    ).toBe(1)
    const before = await bookNow(house(), pc)
    const { row, approval } = await retiring([pc.id])
    await approveAll(house(), approval.id)
    await carryingOut(row.id)
    expect(await bookNow(house(), pc)).toMatchObject({
      accumulatedCents: before.accumulatedCents - before.monthlyCents
    })
    expect(
      await house().database.read.countBy(DepreciationEntry, { assetId: pc.id, month: '2026-09', kind: 'reversal' })
    ).toBe(1)
  })

  it('AST-18 lets improvements, partial retirement and another life work from the next month on, to the cent', async () => {
    const pc = await aCard(house(), bureau, { acquiredOn: '2026-03-15', enteredOn: '2026-03-15' })
    const changed = await doing(house(), bureau.clerk, (unit) =>
      changeValue(unit, {
        ...pc,
        kind: 'improved',
        amountCents: 100_000,
        less: false,
        document: '升级合同3号',
        reason: '加装固态硬盘'
      })
    )
    // Seven months of 69.44 to September; 5,513.92 left over 65 months: 84.83 a month, the last takes what remains.
    expect(await bookNow(house(), pc)).toMatchObject({
      accumulatedCents: 48_608,
      netCents: 551_392,
      monthlyCents: 8_483
    })
    const shorter = await doing(house(), bureau.clerk, (unit) =>
      changeLife(unit, { ...changed, lifeMonths: 48, reason: '使用强度大' })
    )
    // 41 months left after September.
    expect((await bookNow(house(), pc)).monthlyCents).toBe(13_449)
    const half = await doing(house(), bureau.clerk, (unit) =>
      changeValue(unit, {
        ...shorter,
        kind: 'partlyRetired',
        amountCents: 150_000,
        less: false,
        document: '报废单',
        reason: '拆除显示器'
      })
    )
    // A quarter leaves: of 486.08 taken, 121.52 leave with it.
    expect(half.originalCents).toBe(450_000)
    expect(await bookNow(house(), pc)).toMatchObject({ accumulatedCents: 36_456, netCents: 413_544 })
    const done = await aCard(house(), bureau, { acquiredOn: '2018-01-01', enteredOn: '2018-01-01' })
    await expectRefused(
      house(),
      'AST-18',
      () =>
        doing(house(), bureau.clerk, (unit) =>
          changeValue(unit, {
            ...done,
            kind: 'improved',
            amountCents: 60_000,
            less: false,
            document: '合同',
            reason: '换屏'
          })
        ),
      /重新确定尚可使用/
    )
    await doing(house(), bureau.clerk, (unit) =>
      changeValue(unit, {
        ...done,
        kind: 'improved',
        amountCents: 60_000,
        less: false,
        monthsLeft: 12,
        document: '合同',
        reason: '换屏'
      })
    )
    expect(await bookNow(house(), done)).toMatchObject({ netCents: 60_000, monthlyCents: 5_000 })
  })

  it('AST-18 splits and merges cards so that quantity, value and depreciation sum to the cent', async () => {
    const batch = await aCard(house(), bureau, {
      name: '办公椅',
      classCode: 'A05010301',
      quantity: 3,
      originalCents: 100_000,
      lifeMonths: 180,
      acquiredOn: '2026-06-01',
      enteredOn: '2026-06-01'
    })
    const splitting = (parts: readonly number[]) =>
      doing(house(), bureau.clerk, (unit) => splitCard(unit, { ...batch, parts, reason: '分到各室' }))
    await expect(splitting([1, 1])).rejects.toMatchObject({ type: 'invalid' })
    const parts = await splitting([1, 1, 1])
    const books = await Promise.all(parts.map((part) => bookNow(house(), part)))
    const now = await Promise.all(parts.map((part) => cardNow(house(), part)))
    expect(now.reduce((sum, { originalCents }) => sum + originalCents, 0)).toBe(100_000)
    // 1,000.00 over 180 months: 5.56 a month, four months to September.
    expect(books.reduce((sum, { accumulatedCents }) => sum + accumulatedCents, 0)).toBe(4 * 556)
    const [first, ...others] = now
    if (!first) throw new Error('no part')
    const merged = await doing(house(), bureau.clerk, (unit) =>
      mergeCards(unit, { ...first, otherIds: others.map(({ id }) => id), reason: '集中到会议室' })
    )
    expect(merged).toMatchObject({ quantity: 3, originalCents: 100_000 })
    expect(await bookNow(house(), merged)).toMatchObject({ accumulatedCents: 4 * 556, netCents: 100_000 - 4 * 556 })
    const stranger = await aCard(house(), bureau)
    await expect(
      doing(house(), bureau.clerk, (unit) => mergeCards(unit, { ...merged, otherIds: [stranger.id], reason: '误并' }))
    ).rejects.toMatchObject({ type: 'invalid' })
  })

  it('AST-18 keeps imported depreciation as given, and settles what deviates by one entry or over the months left', async () => {
    const opening = (openingCents: number) =>
      aCard(
        house(),
        bureau,
        { acquiredOn: '2024-09-01', enteredOn: '2024-09-01' },
        { opening: true, openingCents, openingMonth: '2026-08', unsettled: true }
      )
    const once = await opening(100_000)
    const spread = await opening(100_000)
    expect(await bookNow(house(), once)).toMatchObject({ accumulatedCents: 100_000, depreciation: 'unsettled' })
    await expectRefused(
      house(),
      'AST-18',
      () => doing(house(), bureau.clerk, (unit) => changeLife(unit, { ...once, lifeMonths: 48, reason: '缩短' })),
      /先处理/
    )
    await doing(house(), bureau.accountant, (unit) =>
      settleOpening(unit, { ids: [once.id], how: 'once', reason: '按直线法一次调整' })
    )
    // 24 months of 69.44 to August 2026.
    expect(await bookNow(house(), once)).toMatchObject({
      accumulatedCents: 24 * 6_944,
      monthlyCents: 6_944,
      depreciation: 'running'
    })
    await doing(house(), bureau.accountant, (unit) => settleOpening(unit, { ids: [spread.id], how: 'spread' }))
    // 4,000.00 over the 48 months left: 83.33.
    expect(await bookNow(house(), spread)).toMatchObject({ accumulatedCents: 100_000, monthlyCents: 8_333 })
    await expectRefused(
      house(),
      'AST-18',
      () => doing(house(), bureau.accountant, (unit) => settleOpening(unit, { ids: [once.id], how: 'once' })),
      /没有待处理/
    )
  })

  it('proves every card by its entries and charges', async () => {
    for (const proof of assetProofs) expect(await proof(house().database.read)).toEqual([])
    expect(await house().database.read.countBy(Asset, {})).toBeGreaterThan(10)
  })
})
