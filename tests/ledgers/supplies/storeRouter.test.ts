import { createRouterClient } from '@orpc/server'
import { beforeAll, expect, it } from 'vitest'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { suppliesRouter } from '@main/ledgers/supplies/router'
import type { Person } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { acting, aPerson } from '../../support/people'
import { approveThrough, aSupplyItem } from '../../support/supplies'
import { PreviewEnd } from '@main/platform/database/unitOfWork'
import { postIssue } from '@main/ledgers/supplies/issue/post'
import type { Finding } from '@main/contract/faults'
import { anApprovedRequest, aStoreCast, footprint, stocked, type StoreCast } from '../../support/store'
import { penOf } from '../../support/pen'

onBothEngines('storeroom procedures', (house) => {
  let cast: StoreCast
  let claimant: Person
  let keeper: Person
  beforeAll(async () => {
    cast = await aStoreCast(house())
    claimant = await aPerson(house(), { name: '有签字码', unitId: cast.unit.id, posts: ['claimant'], pin: '246810' })
    keeper = await aPerson(house(), {
      name: '保管二',
      unitId: cast.office.id,
      posts: ['suppliesKeeper'],
      pin: '135790'
    })
  })

  const windowOf = (person: Pick<Person, 'id'>) => {
    const sessionId = house().sessions.newId()
    house().sessions.set(sessionId, {
      personId: person.id,
      accountId: person.id,
      login: '',
      locked: false,
      passwordDays: new Map()
    })
    return createRouterClient(suppliesRouter, { context: { house: house(), sessionId } })
  }

  it('goes from the request to the slip through the contract, both signing with their PIN', async () => {
    const item = await aSupplyItem(house(), { name: '回形针' })
    await stocked(house(), cast, item.id, 10_000, 1000)
    const asked = await windowOf(claimant).issueRequests.submit({
      purpose: '装订',
      lines: [{ itemId: item.id, quantity: 3000 }]
    })
    await approveThrough(house(), asked.approvalId)
    house().clock.advanceMinutes(5)
    const counter = windowOf(keeper)
    const [row] = await counter.issues.counter({ search: 'hxz' })
    expect(row).toMatchObject({
      number: asked.number,
      claimantDesignated: true,
      lines: [{ onHand: 10_000, tradeInDue: false, intervalNote: null }]
    })
    const post = (pin: string) =>
      counter.issues.post({
        requestId: asked.id,
        version: row?.version ?? 0,
        lines: [{ lineId: row?.lines[0]?.id ?? '', quantity: 3000 }],
        signatures: {
          claimant: { by: 'pin', personId: claimant.id, pin },
          keeper: { by: 'pin', personId: keeper.id, pin: '135790' }
        }
      })
    const before = await footprint(house())
    await expect(post('000000')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('签字码不对')
    })
    expect(await footprint(house())).toEqual(before)
    const issue = await post('246810')
    expect(issue).toMatchObject({ state: 'issued' })
    expect(await counter.issues.slip({ id: issue.id })).toMatchObject({
      number: issue.number,
      requestNumber: asked.number,
      lines: [{ itemName: '回形针', quantity: 3000 }]
    })
    const card = await windowOf(claimant).issueRequests.get({ id: asked.id })
    expect(card).toMatchObject({
      row: { state: 'issued' },
      approval: { state: 'approved' },
      issues: [{ number: issue.number, quantity: 3000 }]
    })
    expect(card.timeline.map((event) => event.title).filter((title) => title !== '测试办理')).toEqual([
      '申请领用',
      '科室负责人意见：同意',
      '办公室主任意见：同意',
      '领用发放'
    ])
    await expect(post('246810')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('SUP-15 shows what is missing in a live check of the counter form and saves nothing', async () => {
    const item = await aSupplyItem(house())
    await stocked(house(), cast, item.id, 5000, 500)
    const { request, lines } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 1000 }])
    const preview: Finding[] = []
    const before = await footprint(house())
    const input = {
      requestId: request.id,
      version: request.version,
      lines: [{ lineId: lines[0]?.id ?? '', quantity: 1000, handedIn: 0 }],
      signatures: {}
    }
    const check = house().database.write(
      { chain: 'supplies', act: '试算', actor: await acting(house(), cast.keeper), preview },
      (unit) => postIssue(unit, input)
    )
    await expect(check).rejects.toThrow(PreviewEnd)
    expect(preview.map((finding) => finding.rule)).toEqual(['SUP-15', 'SUP-20'])
    expect(preview[0]?.missing).toEqual(['领用人签字', '保管员签字'])
    expect(await footprint(house())).toEqual(before)
  })

  it("refuses the counter to anybody but the keeper and hides other units' requests", async () => {
    const item = await aSupplyItem(house())
    const asked = await windowOf(claimant).issueRequests.submit({
      purpose: '办公',
      lines: [{ itemId: item.id, quantity: 1000 }]
    })
    const stranger = await aPerson(house(), { name: '外股室' })
    await expect(windowOf(stranger).issueRequests.get({ id: asked.id })).rejects.toMatchObject({ code: 'notFound' })
    await expect(windowOf(cast.clerk).issues.counter({})).rejects.toMatchObject({ code: 'forbidden' })
    const act = windowOf(cast.finance).issues.post({
      requestId: asked.id,
      version: 1,
      lines: [{ lineId: asked.id, quantity: 1 }],
      signatures: { keeper: penOf(cast.finance) }
    })
    await expect(act).rejects.toMatchObject({ code: 'forbidden' })
    const temporary = await aPerson(house(), { name: '协管员', kind: 'temporary', unitId: cast.unit.id })
    await expect(
      windowOf(temporary).issueRequests.submit({ purpose: '办公', lines: [{ itemId: item.id, quantity: 1000 }] })
    ).rejects.toMatchObject({
      code: 'forbidden'
    })
  })

  it('opens, lists and corrects stock through the contract', async () => {
    const item = await aSupplyItem(house(), { name: '印泥', safetyStock: 20_000 })
    const store = windowOf(keeper)
    const opened = await store.stockIns.open({ lines: [{ itemId: item.id, quantity: 5000, valueCents: 4500 }] })
    const list = await store.stock.list({ search: 'yn' })
    expect(list).toMatchObject({
      total: 1,
      rows: [{ name: '印泥', quantity: 5000, averagePriceCents: 900, hint: '低于安全库存' }],
      sums: { quantity: 5000, valueCents: 4500 }
    })
    const card = await store.stockIns.get({ id: opened.id })
    await store.stockIns.reverseLine({ id: card.lines[0]?.id ?? '', reason: '期初多录' })
    expect(await house().database.read.findOneBy(SupplyBalance, { itemId: item.id })).toMatchObject({
      quantity: 0,
      valueCents: 0
    })
    expect((await store.stock.get({ id: item.id })).lines.map((line) => line.mark)).toEqual(['reversal', 'reversed'])
    expect(
      (await store.stockIns.list({ search: opened.number, sort: { field: 'quantity', direction: 'desc' } })).sums
    ).toMatchObject({
      quantity: 0,
      valueCents: 0
    })
    expect(
      (
        await store.issues.list({
          sort: { field: 'quantity', direction: 'desc' },
          filters: [{ field: 'quantity', op: 'from', value: 3000 }]
        })
      ).rows.every((row) => row.quantity >= 3000)
    ).toBe(true)
    expect(await store.statements.monthly({ month: '2026-09' })).toMatchObject({ month: '2026-09' })
    expect((await store.stocktakes.list({})).total).toBe(0)
    expect((await store.scraps.list({})).total).toBe(0)
  })
})
