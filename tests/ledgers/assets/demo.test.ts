import { beforeAll, expect, it } from 'vitest'
import { assets } from '@main/ledgers/assets'
import { demoAssets } from '@main/ledgers/assets/demo'
import {
  Acquisition,
  Asset,
  AssetDamage,
  AssetLoan,
  AssetReconciliation,
  AssetRepair,
  AssetStocktake,
  AssetTransfer,
  EquipmentIssue,
  Retirement
} from '@main/ledgers/assets/entities'
import { assetProofs } from '@main/ledgers/assets/proofs'
import { foundDemoBureau } from '@main/office/demo/bureau'
import { readingOf } from '@main/office/procedure'
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
  expect(await states(Asset)).toEqual(['awaiting', 'gone', 'idle', 'inUse', 'lent', 'missing'])
  expect(await states(Acquisition)).toEqual(['accepted', 'pending', 'returned'])
  expect(await states(AssetTransfer)).toEqual(['approved', 'done'])
  expect(await states(AssetLoan)).toEqual(['out'])
  expect(await states(AssetRepair)).toEqual(['done', 'requested'])
  expect(await states(AssetDamage)).toEqual(['pending'])
  expect(await states(EquipmentIssue)).toEqual(['issued', 'pending'])
  expect(await states(Retirement)).toEqual(['done', 'pending'])
  expect(await states(AssetStocktake)).toEqual(['counting'])
  // One value, one card finance does not have, one thing reported lost.
  expect((await read.find(AssetReconciliation)).map(({ openDifferences }) => openDifferences)).toEqual([3])
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
