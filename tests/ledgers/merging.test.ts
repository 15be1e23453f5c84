import { expect, it } from 'vitest'
import { AssetEntry } from '@main/ledgers/assets/entities'
import { IssueRequest } from '@main/ledgers/supplies/entities/stock'
import { VehicleEvent } from '@main/ledgers/vehicles/entities'
import { Unit } from '@main/office/entities'
import { as } from '../support/officeCalls'
import { aCard, cardNow } from '../support/assets'
import { onBothEngines } from '../support/house'
import { aPerson } from '../support/people'
import { anApprovedRequest } from '../support/store'
import { aSupplyItem } from '../support/supplies'
import { aMotorPool, vehicleNow } from '../support/vehicles'

onBothEngines('a unit merged into another', (house) => {
  it('K-08 gives cards, vehicles and what is still to be drawn their new unit, by the document, and leaves what has ended', async () => {
    const pool = await aMotorPool(house())
    const { read } = house().database
    const claimant = await aPerson(house(), { unitId: pool.squad.id, posts: ['claimant'] })
    const keeper = await aPerson(house(), { unitId: pool.office.id, posts: ['suppliesKeeper'] })
    const cast = { ...pool, unit: pool.squad, clerk: pool.colleague, unitHead: pool.squadHead, claimant, keeper }
    const item = await aSupplyItem(house())
    const { request } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 2_000 }])
    const mine = { section: pool.squad, colleague: pool.colleague }
    const card = await aCard(house(), mine)
    const gone = await aCard(house(), mine, {}, { state: 'gone' })
    const { version } = await read.findOneByOrFail(Unit, { id: pool.squad.id })

    await as(house(), pool.director).office.mergeUnit({
      id: pool.squad.id,
      version,
      intoUnitId: pool.other.id,
      on: '2026-09-30',
      documentNumber: '洞编〔2026〕9号',
      reason: '队伍整合'
    })

    expect(await cardNow(house(), card)).toMatchObject({ unitId: pool.other.id, keeperId: card.keeperId })
    expect(await cardNow(house(), gone)).toMatchObject({ unitId: pool.squad.id })
    expect(await read.findOneByOrFail(AssetEntry, { assetId: card.id, kind: 'transferred' })).toMatchObject({
      change: '一中队并入二中队',
      sourceNumber: '洞编〔2026〕9号',
      reason: '队伍整合'
    })
    expect((await vehicleNow(house(), pool.vehicle)).unitId).toBe(pool.other.id)
    expect(await read.findOneByOrFail(VehicleEvent, { vehicleId: pool.vehicle.id, kind: 'unit' })).toMatchObject({
      change: '一中队→二中队（单位合并，洞编〔2026〕9号）',
      documentNumber: '洞编〔2026〕9号'
    })
    expect((await read.findOneByOrFail(IssueRequest, { id: request.id })).unitId).toBe(pool.other.id)
  })
})
