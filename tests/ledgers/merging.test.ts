import { expect, it } from 'vitest'
import { submitAcquisition } from '@main/ledgers/assets/acquisition/acts'
import { Acquisition, AssetEntry } from '@main/ledgers/assets/entities'
import { holds, isOfUnit } from '@main/kernel/actor'
import { openCleanup } from '@main/ledgers/warehouse/cleanup/acts'
import { DetainedLine, DetainedMovement, Exit, Extension } from '@main/ledgers/warehouse/entities'
import { submitExit } from '@main/ledgers/warehouse/exit/submit'
import { squadFigures } from '@main/ledgers/warehouse/report/figures'
import { actorOf } from '@main/office/actors'
import { requestExtension } from '@main/ledgers/warehouse/extension/acts'
import { Approval } from '@main/office/approvals/entities'
import { IssueRequest } from '@main/ledgers/supplies/entities/stock'
import { VehicleEvent } from '@main/ledgers/vehicles/entities'
import { Unit } from '@main/office/entities'
import { as } from '../support/officeCalls'
import { aCard, aRequestFor, cardNow, doing, type AssetBureau } from '../support/assets'
import { onBothEngines } from '../support/house'
import { aPerson, aUnit } from '../support/people'
import { anApprovedRequest } from '../support/store'
import { aSupplyItem } from '../support/supplies'
import { aMotorPool, vehicleNow } from '../support/vehicles'
import { actingIn, anExit, approvedOut, aWarehouseStaff, tookIn, wentOut } from '../support/warehouse'

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

  it('K-08 lets open requests on goods and assets go on in the new unit, and leaves what has been done', async () => {
    const staff = await aWarehouseStaff(house())
    const { read } = house().database
    const director = await aPerson(house(), { unitId: staff.squad.id, posts: ['officeDirector'] })
    const into = await aUnit(house(), { name: '综合中队' })
    const exitOf = async () => {
      const { id, lines } = await tookIn(house(), staff)
      return approvedOut(house(), staff, { intakeId: id, lines: [{ lineId: lines[0]?.id ?? '', quantity: 1_000 }] })
    }
    const [open, done] = [await exitOf(), await exitOf()]
    await wentOut(house(), staff, done)
    const { id: intakeId } = await tookIn(house(), staff)
    const { id: seizedId } = await tookIn(house(), staff)
    const [officer] = staff.officers
    const extension = await actingIn(house(), officer, (unit) =>
      requestExtension(unit, house(), { intakeId, days: 10, reason: '案情复杂', needsHead: false })
    )
    const acquisition = await doing(house(), officer, (unit) =>
      submitAcquisition(unit, house(), aRequestFor({ section: staff.squad } as AssetBureau))
    )
    const { version } = await read.findOneByOrFail(Unit, { id: staff.squad.id })

    await as(house(), director).office.mergeUnit({
      id: staff.squad.id,
      version,
      intoUnitId: into.id,
      on: '2026-09-30',
      documentNumber: '洞编〔2026〕10号',
      reason: '队伍整合'
    })

    const squadOf = async (id: string) => (await read.findOneByOrFail(Exit, { id })).squadId
    expect(await squadOf(open.id)).toBe(into.id)
    expect(await squadOf(done.id)).toBe(staff.squad.id)
    expect((await read.findOneByOrFail(Extension, { id: extension.id })).squadId).toBe(into.id)
    expect((await read.findOneByOrFail(Acquisition, { id: acquisition.row.id })).unitId).toBe(into.id)
    expect((await read.findOneByOrFail(Approval, { id: extension.approvalId })).unitId).toBe(into.id)

    // Goods of before are the new unit's to deal with, and leave the account of the squad they came in for.
    const squadHead = await aPerson(house(), { unitId: into.id, posts: ['unitHead'], pin: '246810' })
    const now = { ...staff, squadHead }
    await wentOut(house(), now, await read.findOneByOrFail(Exit, { id: open.id }))
    const [line] = await read.findBy(DetainedLine, { intakeId })
    const asked = { intakeId, lines: [{ lineId: line?.id ?? '', quantity: 1_000 }] }
    const stranger = await aPerson(house())
    await expect(
      actingIn(house(), stranger, (unit) => submitExit(unit, house(), anExit(house(), staff, asked)))
    ).rejects.toMatchObject({ type: 'forbidden' })
    const later = await approvedOut(house(), now, asked)
    expect(later.squadId).toBe(into.id)
    expect((await read.findOneByOrFail(Approval, { id: later.approvalId ?? '' })).unitId).toBe(into.id)
    await wentOut(house(), now, later)
    expect((await read.find(DetainedMovement)).map(({ squadId }) => squadId)).not.toContain(into.id)
    const { rows } = await squadFigures(read, '2026-09-30', {})
    expect(rows.every(({ onHand }) => onHand >= 0)).toBe(true)

    // So is an extension of goods that came in before: asked for by the new unit, decided there, refused to strangers.
    const prolong = { intakeId: seizedId, days: 5, reason: '需要鉴定', needsHead: false }
    await expect(actingIn(house(), stranger, (unit) => requestExtension(unit, house(), prolong))).rejects.toMatchObject(
      { type: 'forbidden' }
    )
    const prolonged = await actingIn(house(), squadHead, (unit) => requestExtension(unit, house(), prolong))
    expect((await read.findOneByOrFail(Extension, { id: prolonged.id })).squadId).toBe(into.id)
    expect((await read.findOneByOrFail(Approval, { id: prolonged.approvalId })).unitId).toBe(into.id)

    // The squad that is no more sends nobody to the clean-up of its goods; the one it went into does.
    const mine = await actorOf(read, squadHead.id, '2026-09-30')
    expect(mine && [isOfUnit(mine, staff.squad.id), holds(mine, ['unitHead'], staff.squad.id)]).toEqual([true, true])
    const participants = [squadHead, officer].map(({ id }) => ({ squadId: into.id, personId: id }))
    await expect(
      actingIn(house(), staff.keeper, (unit) => openCleanup(unit, house(), { quarter: '2026-Q3', participants }))
    ).resolves.toMatchObject({ number: expect.any(String) as unknown })
  })
})
