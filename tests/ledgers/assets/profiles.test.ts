import { beforeAll, expect, it } from 'vitest'
import { submitAcquisition } from '@main/ledgers/assets/acquisition/acts'
import { assignCard } from '@main/ledgers/assets/cards/acts'
import { submitLoan } from '@main/ledgers/assets/loan/acts'
import { dutiesUnder } from '@main/ledgers/assets/stocktake/open'
import {
  aCard,
  anAssetBureau,
  anEquipment,
  aRequestFor,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { onBothEngines, type TestHouse } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'

const oneFor = (bureau: AssetBureau, yuan: number, plan: object = {}) =>
  aRequestFor(bureau, {
    lines: [{ name: '扫描仪', equipmentKind: 'none', quantity: 1, unitPriceCents: yuan * 100 }],
    ...plan
  })
const asking = (house: TestHouse, bureau: AssetBureau, yuan: number, plan: object = {}) =>
  doing(house, bureau.colleague, (unit) => submitAcquisition(unit, house, oneFor(bureau, yuan, plan)))
const dutiesOfYear = async (house: TestHouse, bureau: AssetBureau) =>
  dutiesUnder((await readingAs(house, bureau.clerk)).book, 2026).map(({ duty, period }) => `${duty} ${period}`)

onBothEngines('fixed assets where the meeting decides on everything (BZ)', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house(), 'baicheng-office')
  })

  it('AST-03 every asset goes to the party-group meeting, however small', async () => {
    const { approval } = await asking(house(), bureau, 600)
    expect(approval).toMatchObject({ needsCollective: true })
    expect(approval.steps.map(({ label }) => label)).toEqual([
      '科室负责人意见',
      '分管副主任意见',
      '秘书科复核意见',
      '党组会议意见'
    ])
  })

  it('AST-09 another user inside the unit is asked for, too', async () => {
    const card = await aCard(house(), bureau)
    const { id, version } = card
    const moving = {
      id,
      version,
      userId: bureau.sectionHead.id,
      keeperId: bureau.colleague.id,
      place: '301室',
      reason: '换岗',
      signatures: {}
    }
    await expectRefused(
      house(),
      'AST-09',
      () => doing(house(), bureau.sectionHead, (unit) => assignCard(unit, moving)),
      /也须先提出转移申请/
    )
  })

  it('AST-14 counts every half year', async () => {
    expect(await dutiesOfYear(house(), bureau)).toEqual([
      'halfYear 2026-H1',
      'equipment 2026-06',
      'halfYear 2026-H2',
      'equipment 2026-12'
    ])
  })
})

onBothEngines('fixed assets where discipline is told before (BC)', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house(), 'baicheng-bureau')
  })

  it('AST-03 from 10,000 yuan on the discipline group is told and the meeting decides; below it neither', async () => {
    await expectRefused(house(), 'AST-03', () => asking(house(), bureau, 10_000), /通知纪检组的日期/)
    const large = await asking(house(), bureau, 10_000, { disciplineToldOn: house().clock.today() })
    expect(large.approval.needsCollective).toBe(true)
    const small = await asking(house(), bureau, 9_999)
    expect(small.approval.needsCollective).toBe(false)
    expect(small.approval.steps.map(({ label }) => label)).toEqual([
      '科室负责人意见',
      '分管领导意见',
      '办公室意见',
      '主要领导意见'
    ])
  })

  it('AST-11 AST-16 recorders are never lent', async () => {
    const recorder = await anEquipment(house(), bureau, 'bodyCamera')
    const day = house().clock.today()
    const lending = {
      kind: 'out' as const,
      assetId: recorder.id,
      counterparty: '县文明办',
      purpose: '活动',
      fromDay: day,
      dueOn: day
    }
    await expectRefused(
      house(),
      'AST-11',
      () => doing(house(), bureau.clerk, (unit) => submitLoan(unit, house(), lending)),
      /严禁转借/
    )
  })

  it('AST-14 counts at the end of the year', async () => {
    expect(await dutiesOfYear(house(), bureau)).toEqual(['equipment 2026-06', 'yearEnd 2026-12', 'equipment 2026-12'])
  })
})
