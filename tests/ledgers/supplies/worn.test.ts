import { beforeAll, expect, it } from 'vitest'
import { heldBy } from '@main/ledgers/supplies/clearance'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { IssueLine, Scrap } from '@main/ledgers/supplies/entities/stock'
import { returnUnused } from '@main/ledgers/supplies/issue/corrections'
import { takeWorn } from '@main/ledgers/supplies/scrap/register'
import { onBothEngines } from '../../support/house'
import { aPerson } from '../../support/people'
import { refusedBy } from '../../support/refusals'
import { anApprovedRequest, aStoreCast, drawn, issueAtCounter, stocked, type StoreCast } from '../../support/store'
import { actingIn, aSupplyItem } from '../../support/supplies'

onBothEngines('old ones and worn ones', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })

  it('K-08 SUP-14 counts what came back, and lets a worn thing leave its user by the scrap register, not into stock', async () => {
    const user = await aPerson(house(), { unitId: cast.unit.id })
    const mine = { ...cast, clerk: user }
    const usb = await aSupplyItem(house(), { name: 'U盘', spec: '32G', goodsGroup: '移动存储', tradeIn: true })
    const large = await aSupplyItem(house(), { name: 'U盘', spec: '64G', goodsGroup: '移动存储', tradeIn: true })
    // Five at 20.00 each, five at 40.00 each.
    await stocked(house(), cast, usb.id, 5000, 10_000)
    await stocked(house(), cast, large.id, 5000, 20_000)
    const first = await drawn(house(), mine, usb.id, 2000)
    const { request } = await anApprovedRequest(house(), mine, [{ itemId: large.id, quantity: 3000 }])
    const held = () => heldBy(house().database.read, user.id, house().clock.today())
    // Two are with the person: of three issued two come against an old one, the third against none.
    const [short] = await refusedBy(house(), 'supplies', 'SUP-14', () =>
      issueAtCounter(house(), mine, request.id, { handedIn: 1000 })
    )
    expect(short).toMatchObject({ missing: ['交回旧U盘（64G）1个'] })
    const second = await issueAtCounter(house(), mine, request.id, { handedIn: 2000 })
    // What came back are the two of 32G, at what they went out at.
    expect(await house().database.read.findBy(Scrap, { issueId: second.id })).toMatchObject([
      { itemId: usb.id, quantity: 2000, unitPriceCents: 2000, source: 'tradeIn', state: 'kept' }
    ])
    expect(await held()).toMatchObject([{ label: 'U盘（64G）3个', number: second.number }])
    expect((await held()).some(({ number }) => number === first.number)).toBe(false)

    const line = await house().database.read.findOneByOrFail(IssueLine, { issueId: second.id })
    const worn = (quantity: number) =>
      actingIn(house(), cast.keeper, (unit) => takeWorn(unit, { lineId: line.id, quantity, reason: '接口折断' }))
    await expect(worn(4000)).rejects.toMatchObject({ type: 'invalid' })
    const before = await house().database.read.findOneByOrFail(SupplyBalance, { itemId: large.id })
    const entry = await worn(3000)
    expect(entry).toMatchObject({
      source: 'worn',
      state: 'kept',
      quantity: 3000,
      unitPriceCents: 4000,
      formerUserId: user.id
    })
    expect(await house().database.read.findOneByOrFail(SupplyBalance, { itemId: large.id })).toEqual(before)
    expect(await held()).toEqual([])
    await expect(
      actingIn(house(), cast.keeper, (unit) =>
        returnUnused(unit, { id: second.id, lines: [{ lineId: line.id, quantity: 1000 }] })
      )
    ).rejects.toMatchObject({ type: 'invalid' })
  })
})
