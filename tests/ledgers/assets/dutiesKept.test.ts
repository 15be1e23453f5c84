import { beforeAll, expect, it } from 'vitest'
import { enterChange } from '@main/ledgers/assets/cards/book'
import { exitCard } from '@main/ledgers/assets/cards/exit'
import { dueAssets } from '@main/ledgers/assets/due'
import type { Asset } from '@main/ledgers/assets/entities'
import type { Unit } from '@main/office/entities'
import { aCard, anAssetBureau, anEquipment, cardNow, doing, type AssetBureau } from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'

// DK-06 三3 and 三6, DK-07 三十八, worked out by hand: every unit counts its equipment in June and in December, the
// office its book in the last quarter, equipment is reported on every half-year. What was owed for a period stays owed
// by whoever had the things at its end, whatever became of them since (K-13).
onBothEngines('duties of periods that are over', (house) => {
  let bureau: AssetBureau
  let desk: Asset
  let radio: Asset
  let camera: Asset
  beforeAll(async () => {
    house().clock.setDay('2026-04-01')
    bureau = await anAssetBureau(house())
  })

  const owed = async () =>
    (await dueAssets(await readingAs(house(), bureau.clerk)))
      .filter(({ rule, duty }) => (rule === 'AST-14' || rule === 'AST-19') && duty !== undefined)
      .map(({ title, dueOn }) => `${dueOn} ${title}`)
      .sort()
  const moved = (thing: Asset, to: Unit) =>
    doing(house(), bureau.clerk, async (unit) =>
      enterChange(unit, await cardNow(house(), thing), {
        kind: 'transferred',
        custody: { unitId: to.id, userId: null, keeperId: bureau.squadHead.id, place: null },
        change: '调拨',
        patch: {}
      })
    )
  const left = (thing: Asset) =>
    doing(house(), bureau.clerk, async (unit) =>
      exitCard(unit, await cardNow(house(), thing), {
        kind: 'allocation',
        day: house().clock.today(),
        number: 'CZ-1',
        reason: '划转'
      })
    )

  it('AST-14 AST-19 are none before there is anything to count', async () => {
    expect(await owed()).toEqual([])
    desk = await aCard(house(), bureau, { acquiredOn: '2026-04-01', enteredOn: '2026-04-01' })
    house().clock.setDay('2026-06-30')
    expect(await owed()).toEqual([])
  })

  it('AST-14 AST-19 a unit owes June and the half-year for what it had on 30 June, not for what came on 1 July', async () => {
    radio = await anEquipment(house(), bureau, 'radio', { unitId: bureau.squad.id, enteredOn: '2026-06-30' })
    expect(await owed()).toEqual(['2026-06-30 执法大队执法装备半年清查（2026-06）'])
    house().clock.setDay('2026-07-01')
    camera = await anEquipment(house(), bureau, 'bodyCamera', { unitId: bureau.section.id, enteredOn: '2026-07-01' })
    expect(await owed()).toEqual([
      '2026-06-30 执法大队执法装备半年清查（2026-06）',
      '2026-07-10 向分管领导报告2026年上半年装备运行情况'
    ])
  })

  it('AST-14 June stays with the unit that had the things, which December asks of the one that has them', async () => {
    house().clock.setDay('2026-07-06')
    await moved(radio, bureau.finance)
    house().clock.setDay('2026-12-01')
    expect(await owed()).toEqual([
      '2026-06-30 执法大队执法装备半年清查（2026-06）',
      '2026-07-10 向分管领导报告2026年上半年装备运行情况',
      '2026-12-31 法制教育股执法装备半年清查（2026-12）',
      '2026-12-31 第四季度全面盘存（2026-Q4）',
      '2026-12-31 财务审计装备股执法装备半年清查（2026-12）'
    ])
  })

  it('AST-14 AST-19 what left within December is not counted in it; all that is over stays owed when nothing is left', async () => {
    house().clock.setDay('2026-12-31')
    await left(radio)
    house().clock.setDay('2027-01-01')
    await left(camera)
    await left(desk)
    expect(await owed()).toEqual([
      '2026-06-30 执法大队执法装备半年清查（2026-06）',
      '2026-07-10 向分管领导报告2026年上半年装备运行情况',
      '2026-12-31 法制教育股执法装备半年清查（2026-12）',
      '2026-12-31 第四季度全面盘存（2026-Q4）',
      '2027-01-10 向分管领导报告2026年下半年装备运行情况'
    ])
    house().clock.setDay('2027-12-31')
    expect(await owed()).toHaveLength(5)
  })
})
