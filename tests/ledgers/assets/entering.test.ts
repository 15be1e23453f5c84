import { beforeAll, expect, it } from 'vitest'
import { acceptedToLowValue, acceptThings } from '@main/ledgers/assets/acceptance/acts'
import { acceptanceDetail } from '@main/ledgers/assets/acceptance/rows'
import { enterCards } from '@main/ledgers/assets/cards/enter'
import { dueAssets } from '@main/ledgers/assets/due'
import { AssetAcceptance, LowValueItem } from '@main/ledgers/assets/entities'
import { enterLowValue } from '@main/ledgers/assets/lowValue/acts'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import {
  aCardFor,
  accepted,
  anAcceptanceOf,
  anApprovedRequest,
  anAssetBureau,
  carded,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'

onBothEngines('entering what was accepted', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  it('AST-01 sends things below the threshold to the low-value register, unless a reason is given; exactly the threshold is an asset', async () => {
    const lines = [{ name: '扫描仪', equipmentKind: 'none' as const, quantity: 2, unitPriceCents: 99_999 }]
    const acceptance = await accepted(house(), bureau, await anApprovedRequest(house(), bureau, { lines }))
    await expectRefused(
      house(),
      'AST-01',
      () => carded(house(), bureau, acceptance, { quantity: 1, originalCents: 99_999 }),
      /不到1000元/
    )
    const item = await doing(house(), bureau.clerk, (unit) =>
      acceptedToLowValue(unit, { id: acceptance.id, version: acceptance.version, line: 0, quantity: 2 })
    )
    expect(await house().database.read.findOneByOrFail(LowValueItem, { id: item.id })).toMatchObject({
      quantity: 2,
      amountCents: 199_998,
      state: 'idle'
    })
    const exactly = await accepted(
      house(),
      bureau,
      await anApprovedRequest(house(), bureau, {
        lines: [{ ...lines[0], quantity: 1, unitPriceCents: 100_000, name: '扫描仪', equipmentKind: 'none' }]
      })
    )
    expect(await carded(house(), bureau, exactly)).toHaveLength(1)
  })

  it('AST-05 enters of each accepted line what was accepted of it, though lines bear one name, and says how it ended', async () => {
    const like = { name: '文件柜', equipmentKind: 'none' as const, quantity: 2 }
    const lines = [
      { ...like, spec: '单节', unitPriceCents: 60_000 },
      { ...like, spec: '双节', unitPriceCents: 120_000 }
    ]
    const acceptance = await accepted(house(), bureau, await anApprovedRequest(house(), bureau, { lines }))
    const low = (line: number, quantity: number, reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        async (unit) => acceptedToLowValue(unit, { id: acceptance.id, version: (await now()).version, line, quantity }),
        reasons
      )
    const now = () => house().database.read.findOneByOrFail(AssetAcceptance, { id: acceptance.id })
    const double = { line: 1, quantity: 2, originalCents: 240_000 }
    await expectRefused(house(), 'AST-05', () => low(0, 3), /“文件柜”验收2件，已入账0件，不能再入账3件/)
    await low(0, 2)
    await expectRefused(house(), 'AST-05', () => low(0, 1), /验收2件，已入账2件/)
    await expectRefused(house(), 'AST-01', () => low(1, 2), /单价1,200.00元，达到1000元/)
    expect((await now()).state).toBe('open')
    await expectRefused(
      house(),
      'AST-05',
      () => carded(house(), bureau, acceptance, { ...double, originalCents: 1_200_000 }),
      /2件应为2,400.00元，卡片原值12,000.00元/
    )
    await expectRefused(
      house(),
      'AST-05',
      () => carded(house(), bureau, acceptance, { ...double, name: '保险柜' }),
      /验收的是“文件柜”，卡片写的是“保险柜”/
    )
    await expectRefused(
      house(),
      'AST-05',
      () => carded(house(), bureau, acceptance, { ...double, unitId: bureau.squad.id }),
      /验收单的使用部门是/
    )
    expect(await carded(house(), bureau, acceptance, double)).toHaveLength(2)
    expect(await now()).toMatchObject({ state: 'carded', entered: 4 })
    const detail = await acceptanceDetail(await readingAs(house(), bureau.clerk), acceptance.id)
    expect(detail.lines.map(({ entered }) => entered)).toEqual([2, 2])
    const small = await accepted(
      house(),
      bureau,
      await anApprovedRequest(house(), bureau, { lines: lines.map((line) => ({ ...line, unitPriceCents: 60_000 })) })
    )
    for (const line of [0, 1])
      await doing(house(), bureau.clerk, async (unit) => {
        const { version } = await unit.load(AssetAcceptance, small.id, '验收单')
        return acceptedToLowValue(unit, { id: small.id, version, line, quantity: 2 })
      })
    // Nothing of it is on a card, and the acceptance does not say so.
    expect(await house().database.read.findOneByOrFail(AssetAcceptance, { id: small.id })).toMatchObject({
      state: 'closed',
      entered: 4
    })
  })

  it('AST-01 proposes a card for ten like things that are together worth the threshold', async () => {
    const input = {
      name: '折叠椅',
      quantity: 10,
      priceCents: 15_000,
      unitId: bureau.section.id,
      acquiredOn: '2026-09-01'
    }
    await expectRefused(
      house(),
      'AST-01',
      () => doing(house(), bureau.clerk, (unit) => enterLowValue(unit, input)),
      /大批量同类物资/
    )
    await doing(house(), bureau.clerk, (unit) => enterLowValue(unit, { ...input, quantity: 9 }))
    const reason = '会议室临时使用，不作资产管理'
    const decided = await doing(house(), bureau.clerk, (unit) => enterLowValue(unit, input), { 'AST-01': reason })
    expect(decided.amountCents).toBe(150_000)
    expect(await house().database.read.findBy(ExceptionEntry, { rule: 'AST-01', reason })).toHaveLength(1)
    await expectRefused(
      house(),
      'AST-01',
      () => doing(house(), bureau.clerk, (unit) => enterLowValue(unit, { ...input, quantity: 1, priceCents: 100_000 })),
      /达到1000元/
    )
  })

  it('AST-17 gives five working days to enter what came in any way, and takes no date before it came', async () => {
    const input = {
      ...(await anAcceptanceOf(house(), bureau, await anApprovedRequest(house(), bureau))),
      way: 'donation' as const,
      acquisitionId: undefined,
      acquiredOn: '2026-09-14',
      approvalDocument: '赠予协议2026-1',
      lines: [
        {
          name: '投影仪',
          equipmentKind: 'none' as const,
          quantity: 1,
          unitPriceCents: 400_000,
          serials: [],
          measure: '台'
        }
      ]
    }
    await expectRefused(
      house(),
      'AST-05',
      () =>
        doing(house(), bureau.clerk, (unit) => acceptThings(unit, house(), { ...input, approvalDocument: undefined })),
      /批准或移交文件/
    )
    const acceptance = await doing(house(), bureau.clerk, (unit) => acceptThings(unit, house(), input))
    // Five working days after Monday the 14th end on Monday the 21st.
    expect(acceptance.entryDueOn).toBe('2026-09-21')
    expect(await dueAssets(await readingAs(house(), bureau.clerk))).toContainEqual(
      expect.objectContaining({ rule: 'AST-17', number: acceptance.number, dueOn: acceptance.entryDueOn })
    )
    await expectRefused(
      house(),
      'AST-17',
      () => carded(house(), bureau, acceptance, { enteredOn: '2026-09-13' }),
      /早于取得日期/
    )
    await expectRefused(house(), 'AST-17', () => carded(house(), bureau, acceptance, {}), /已超期/)
    const [card] = await doing(
      house(),
      bureau.clerk,
      (unit) => enterCards(unit, house(), aCardFor(bureau, acceptance)),
      {
        'AST-17': '捐赠协议晚到'
      }
    )
    expect(card).toMatchObject({ way: 'donation', enteredOn: '2026-09-30' })
    const told = await house().database.read.find(ExceptionEntry, { where: { rule: 'AST-17' }, order: { id: 'ASC' } })
    expect(told.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['捐赠协议晚到']))
  })
})
