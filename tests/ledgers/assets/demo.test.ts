import { beforeAll, expect, it } from 'vitest'
import {
  acceptanceStates,
  acquisitionStates,
  issueStates,
  loanStates,
  reconciliationStates,
  retirementStates,
  transferStates
} from '@main/contract/assets/words'
import { localDateOf, localTimeOf } from '@main/kernel/instant'
import { assets } from '@main/ledgers/assets'
import { demoAssets } from '@main/ledgers/assets/demo'
import {
  Acquisition,
  Asset,
  AssetAcceptance,
  AssetDamage,
  AssetLoan,
  AssetReconciliation,
  AssetRepair,
  AssetStocktake,
  AssetTransfer,
  DepreciationRun,
  EquipmentIssue,
  EquipmentReport,
  LowValueItem,
  Retirement
} from '@main/ledgers/assets/entities'
import { assetProofs } from '@main/ledgers/assets/proofs'
import { stocktakeForm } from '@main/ledgers/assets/stocktake/form'
import { foundDemoBureau } from '@main/office/demo/bureau'
import { readingOf } from '@main/office/procedure'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse('sqlite')
  await foundDemoBureau({ ...house, modules: [] })
  await demoAssets(house)
  return () => closeTestHouse(house)
}, 300_000)

it('fills the demo bureau with assets in every state, and its books prove true', async () => {
  const { read } = house.database
  const states = async <T extends { state: string }>(entity: new () => T) =>
    [...new Set((await read.find(entity)).map(({ state }) => state))].sort()
  expect(await states(Asset)).toEqual(['awaiting', 'gone', 'idle', 'inUse', 'lent', 'missing', 'repairing'])
  expect(await states(Acquisition)).toEqual(Object.keys(acquisitionStates).sort())
  expect(await states(AssetAcceptance)).toEqual(Object.keys(acceptanceStates).sort())
  expect(await states(AssetTransfer)).toEqual(Object.keys(transferStates).sort())
  expect(await states(AssetLoan)).toEqual(Object.keys(loanStates).sort())
  expect(await states(AssetRepair)).toEqual(['arranged', 'beyond', 'done', 'requested'])
  // a finding is made by its approval: there is nothing left to cancel
  expect(await states(AssetDamage)).toEqual(['approved', 'pending', 'refused', 'returned', 'settled', 'withdrawn'])
  expect(await states(EquipmentIssue)).toEqual(Object.keys(issueStates).sort())
  expect(await states(LowValueItem)).toEqual(['gone', 'idle', 'inUse'])
  expect(await states(Retirement)).toEqual(Object.keys(retirementStates).sort())
  // a result sent back or withdrawn is explained anew, and an approved one has nothing left to cancel
  expect(await states(AssetStocktake)).toEqual(['approved', 'counting', 'done', 'explaining', 'pending', 'refused'])
  expect(await states(AssetReconciliation)).toEqual(Object.keys(reconciliationStates).sort())
  // Another office's list was taken back whole. Of the newest, one value, one card finance does not have and one thing
  // reported lost are open; a quantity is not.
  const reconciliations = await read.find(AssetReconciliation, { order: { number: 'ASC' } })
  expect(reconciliations.map(({ differences, openDifferences }) => [differences, openDifferences])).toEqual([
    [2, 0],
    [0, 0],
    [31, 0],
    [4, 3]
  ])
  for (const proof of assetProofs) expect(await proof(read)).toEqual([])
  const reading = await readingOf(house)
  expect((await assets.due(reading)).length).toBeGreaterThan(5)
  expect((await assets.charts(reading)).map(({ id }) => id)).toEqual([
    'assets.value',
    'assets.age',
    'assets.units',
    'assets.differences'
  ])
  expect(await assets.search(reading, 'smy', 5)).toContainEqual(
    expect.objectContaining({ subjectType: 'asset', title: '扫描仪 A4高速' })
  )
})

it('prints as a report what is counted and closed only; of a count under way no result', async () => {
  const printed = async (state: AssetStocktake['state']) => {
    const { id } = await house.database.read.findOneByOrFail(AssetStocktake, { state })
    const { title, blocks } = await stocktakeForm.make(await readingOf(house), id)
    const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
    return { title, facts: new Map(facts.map(({ label, value }) => [label, value])) }
  }
  const underWay = await printed('counting')
  expect(underWay.title).toBe('固定资产盘点表（盘点中）')
  expect(underWay.facts.get('盘点进度')).toBe('账面10件，已点到4件，盘点尚未结束，不反映账实结果。')
  expect([...underWay.facts.values()].join()).not.toMatch(/相符|错位|缺失|盘盈/)
  const closed = await printed('done')
  expect(closed.title).toBe('固定资产盘点报告')
  expect(closed.facts.get('账实汇总')).toMatch(/^账面\d+件，相符\d+件，错位\d+件，缺失\d+件，盘盈\d+件，未盘0件$/)
})

it('prints no difference of a list that was taken back', async () => {
  const undone = await house.database.read.findOneByOrFail(AssetReconciliation, { state: 'undone' })
  const sheet = assets.workbooks.flatMap(({ sheets }) => sheets).find(({ name }) => name === '对账差异')
  const made = await sheet?.make(await readingOf(house), {})
  const numbers: unknown[] = []
  for await (const row of made?.rows ?? []) numbers.push(row['reconciliationNumber'])
  // Two of December's list, four of the newest.
  expect(numbers).toHaveLength(6)
  expect(numbers).not.toContain(undone.number)
})

it('lies over the twelve months before today, on working days and in the order of time', async () => {
  const { read } = house.database
  const log = await read.find(AuditEntry, { where: { chain: 'assets' }, order: { seq: 'ASC' } })
  const moments = log.map(({ at }) => at)
  expect(moments).toEqual([...moments].sort())
  expect([localDateOf(moments[0] ?? ''), localDateOf(moments.at(-1) ?? '')]).toEqual(['2025-09-01', '2026-09-29'])
  const calendar = await house.calendar()
  expect(moments.filter((at) => !calendar.isWorkingDay(localDateOf(at)))).toEqual([])
  expect(moments.filter((at) => localTimeOf(at) < '08:30' || localTimeOf(at) > '18:00')).toEqual([])
  const runs = await read.find(DepreciationRun, { order: { month: 'ASC' } })
  expect([runs.length, runs[0]?.month, runs.at(-1)?.month]).toEqual([12, '2025-09', '2026-08'])
  expect(runs.map(({ state }) => state)).toEqual([...Array<string>(11).fill('locked'), 'posted'])
  // Counted in the fourth quarter by office and finance; each unit's equipment in December and in June.
  const counts = (await read.find(AssetStocktake)).map(({ duty, period, state }) => `${duty} ${period} ${state}`)
  expect(counts.filter((each) => each === 'quarter4 2025-Q4 done')).toHaveLength(1)
  for (const period of ['2025-12', '2026-06'])
    expect(counts.filter((each) => each === `equipment ${period} done`)).toHaveLength(4)
  expect((await read.find(EquipmentReport)).map(({ half }) => half)).toEqual(['2025-H2', '2026-H1'])
})
