import { beforeAll, expect, it } from 'vitest'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { Issue, IssueLine, Scrap } from '@main/ledgers/supplies/entities/stock'
import { Approval } from '@main/office/approvals/entities'
import { overrideInterval, submitIssueRequest } from '@main/ledgers/supplies/issue/request'
import { distributionPage, issuePage, issueSlip } from '@main/ledgers/supplies/issue/rows'
import { counter, issueRequestCard } from '@main/ledgers/supplies/issue/requestRows'
import { myRequests } from '@main/office/home/requests'
import { listInput } from '@main/contract/lists'
import { onBothEngines } from '../../support/house'
import { aPerson } from '../../support/people'
import { actingIn, approveThrough, aSupplyItem } from '../../support/supplies'
import {
  anApprovedRequest,
  aStoreCast,
  drawn,
  footprint,
  issueAtCounter,
  readingAs,
  requestWithLines,
  stocked,
  type StoreCast
} from '../../support/store'

const refusedBy = (rule: string) => ({
  type: 'refused',
  data: { findings: expect.arrayContaining([expect.objectContaining({ rule })]) }
})

onBothEngines('issue at the counter', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })

  const aStockedItem = async (plan: Parameters<typeof aSupplyItem>[1] = {}) => {
    const item = await aSupplyItem(house(), plan)
    await stocked(house(), cast, item.id, 20_000, 4_000)
    return item
  }
  const balance = (itemId: string) => house().database.read.findOneByOrFail(SupplyBalance, { itemId })
  const refused = async (act: () => Promise<unknown>, rule: string) => {
    const before = await footprint(house())
    await expect(act()).rejects.toMatchObject(refusedBy(rule))
    expect(await footprint(house())).toEqual(before)
  }

  it('SUP-11 one special thing among plain ones sends the whole request to the leader in charge', async () => {
    const goods = [await aStockedItem({ name: '长尾夹' }), await aStockedItem({ name: '碎纸机', special: true })]
    const { approvalId } = await actingIn(house(), cast.clerk, (unit) =>
      submitIssueRequest(unit, house(), {
        claimantId: cast.claimant.id,
        userId: cast.clerk.id,
        purpose: '办公',
        lines: goods.map(({ id }) => ({ itemId: id, quantity: 1000 }))
      })
    )
    const { steps } = await house().database.read.findOneByOrFail(Approval, { id: approvalId })
    expect(steps.map(({ role }) => role)).toEqual(['unitHead', 'leader', 'officeDirector'])
  })

  it('SUP-11 sends special goods to the leader in charge first, and issues only what is approved', async () => {
    const pad = await aStockedItem({ name: '便笺' })
    const mouse = await aStockedItem({ name: '鼠标', special: true, tradeIn: true })
    const submit = (itemId: string) =>
      actingIn(house(), cast.clerk, (unit) =>
        submitIssueRequest(unit, house(), {
          claimantId: cast.claimant.id,
          userId: cast.clerk.id,
          purpose: '办公',
          lines: [{ itemId, quantity: 1000 }]
        })
      )
    const general = await submit(pad.id)
    const special = await submit(mouse.id)
    const rolesOf = async (id: string) =>
      (await house().database.read.findOneByOrFail(Approval, { id })).steps.map((step) => step.role)
    expect(await rolesOf(general.approvalId)).toEqual(['unitHead', 'officeDirector'])
    expect(await rolesOf(special.approvalId)).toEqual(['unitHead', 'leader', 'officeDirector'])

    const before = await footprint(house())
    await expect(issueAtCounter(house(), cast, special.id)).rejects.toMatchObject(refusedBy('SUP-11'))
    expect((await footprint(house())).movements).toBe(before.movements)
    await approveThrough(house(), special.approvalId)
    const mine = async () =>
      (await myRequests(await readingAs(house(), cast.clerk))).find(({ subjectId }) => subjectId === special.id)
    expect(await mine()).toMatchObject({ approvalState: 'approved', state: '待发放' })
    expect(await issueAtCounter(house(), cast, special.id)).toMatchObject({
      state: 'issued',
      number: expect.stringMatching(/^LY-2026-\d{6}$/)
    })
    // The home page says what the ledger says.
    expect(await mine()).toMatchObject({ approvalState: 'approved', state: '已发放' })
  })

  it('SUP-12 warns when another than the designated claimant draws, and keeps the reason', async () => {
    const item = await aStockedItem()
    const { request } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 1000 }])
    const before = await footprint(house())
    await expect(issueAtCounter(house(), cast, request.id, { claimant: cast.clerk })).rejects.toMatchObject(
      refusedBy('SUP-12')
    )
    expect((await footprint(house())).movements).toBe(before.movements)
    const issue = await issueAtCounter(house(), cast, request.id, {
      claimant: cast.clerk,
      reasons: { 'SUP-12': '指定领用人出差' }
    })
    expect(
      await house().database.read.findOneBy(ExceptionEntry, { subjectId: issue.id, rule: 'SUP-12' })
    ).toMatchObject({ reason: '指定领用人出差' })
  })

  it.each([
    { rule: 'SUP-13', name: '毛巾', interval: 'interval' as const, lastHeld: '2026-12-30', free: '2026-12-31' },
    { rule: 'SUP-13', name: '水性笔', interval: 'pen' as const, lastHeld: '2026-12-30', free: '2026-12-31' }
  ])('SUP-13 holds $name until $free', async ({ name, interval, lastHeld, free }) => {
    house().clock.setDay('2026-09-30')
    const other = await aPerson(house(), { name: `使用人${name}`, unitId: cast.unit.id })
    const mine = { ...cast, clerk: other }
    const item = await aStockedItem({ name, intervalRule: interval })
    await drawn(house(), mine, item.id, 1000)
    house().clock.setDay(lastHeld)
    await expect(anApprovedRequest(house(), mine, [{ itemId: item.id, quantity: 1000 }])).rejects.toMatchObject(
      refusedBy('SUP-13')
    )
    const { request } = await anApprovedRequest(house(), mine, [{ itemId: item.id, quantity: 1000 }], {
      'SUP-13': '原物损坏'
    })
    const before = await footprint(house())
    await expect(issueAtCounter(house(), mine, request.id)).rejects.toMatchObject(refusedBy('SUP-13'))
    expect((await footprint(house())).movements).toBe(before.movements)
    house().clock.setDay(free)
    expect(await issueAtCounter(house(), mine, request.id)).toMatchObject({ state: 'issued' })
    house().clock.setDay('2026-09-30')
  })

  it('SUP-12 warns of more than one needs at once and of the same goods asked for twice on a day (一次一领)', async () => {
    const user = await aPerson(house(), { name: '多领人', unitId: cast.unit.id })
    const towel = await aStockedItem({ name: '纯棉方巾', goodsGroup: '毛巾', intervalRule: 'interval' })
    const bath = await aStockedItem({ name: '大方巾', goodsGroup: '毛巾', intervalRule: 'interval' })
    const pen = await aStockedItem({ name: '红色圆珠笔', goodsGroup: '笔', intervalRule: 'pen' })
    const ask = (itemId: string, count: number, reasons: Readonly<Record<string, string>> = {}) =>
      actingIn(
        house(),
        cast.clerk,
        (unit) =>
          submitIssueRequest(unit, house(), {
            claimantId: cast.claimant.id,
            userId: user.id,
            purpose: '办公',
            lines: [{ itemId, quantity: count * 1000 }]
          }),
        reasons
      )
    // 两条毛巾, 五支笔; one towel and two pens are what one needs at once.
    for (const [item, count, most] of [
      [towel, 2, '超过一人一次所需的1个'],
      [pen, 5, '超过一人一次所需的2个']
    ] as const) {
      const before = await footprint(house())
      await expect(ask(item.id, count)).rejects.toMatchObject({
        type: 'refused',
        data: {
          findings: [
            { rule: 'SUP-12', act: 'WARN', passableWithReason: true, message: expect.stringContaining(most) as unknown }
          ]
        }
      })
      expect(await footprint(house())).toEqual(before)
    }
    await ask(pen.id, 2)
    const { number } = await ask(towel.id, 1)
    await expect(ask(bath.id, 1)).rejects.toMatchObject({
      data: {
        findings: [
          {
            rule: 'SUP-12',
            message: expect.stringContaining(
              `多领人今天已申请领用大方巾（标准）（${number}），用品不得重复领取`
            ) as unknown
          }
        ]
      }
    })
    const again = await ask(bath.id, 1, { 'SUP-12': '上一条在出勤时丢失' })
    expect(await house().database.read.findOneBy(ExceptionEntry, { subjectId: again.id })).toMatchObject({
      rule: 'SUP-12',
      reason: '上一条在出勤时丢失'
    })
    house().clock.setDay('2026-10-01')
    await expect(ask(towel.id, 1)).resolves.toMatchObject({ number: expect.stringMatching(/^LQ-/) as unknown })
    house().clock.setDay('2026-09-30')
  })

  it('SUP-13 lets the office director pass a line with a reason, but not one of their own', async () => {
    const item = await aStockedItem({ name: '香皂', intervalRule: 'interval' })
    await drawn(house(), cast, item.id, 1000)
    const { request, lines } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 1000 }], {
      'SUP-13': '接待使用'
    })
    const lineId = lines[0]?.id ?? ''
    await actingIn(house(), cast.director, (unit) =>
      overrideInterval(unit, { id: request.id, lineId, reason: '集中整治期间消耗大' })
    )
    expect(await issueAtCounter(house(), cast, request.id)).toMatchObject({ state: 'issued' })
    expect(
      await house().database.read.findOneBy(ExceptionEntry, {
        subjectId: request.id,
        rule: 'SUP-13',
        reason: '集中整治期间消耗大'
      })
    ).not.toBeNull()

    const own = await actingIn(house(), cast.director, (unit) =>
      submitIssueRequest(unit, house(), { purpose: '办公', lines: [{ itemId: item.id, quantity: 1000 }] })
    )
    const { lines: ownLines } = await requestWithLines(house(), own.id)
    const act = () =>
      actingIn(house(), cast.director, (unit) =>
        overrideInterval(unit, { id: own.id, lineId: ownLines[0]?.id ?? '', reason: '自用' })
      )
    await refused(act, 'K-02')
  })

  it('SUP-13 counts any pen for a pen, but lets refills through', async () => {
    const user = await aPerson(house(), { name: '用笔人', unitId: cast.unit.id })
    const mine = { ...cast, clerk: user }
    const refill = await aStockedItem({ name: '笔芯' })
    const pen = await aStockedItem({ name: '中性笔', intervalRule: 'pen', refillItemId: refill.id })
    const ballpoint = await aStockedItem({ name: '圆珠笔', intervalRule: 'pen', refillItemId: refill.id })
    await drawn(house(), mine, pen.id, 1000)
    const { request } = await anApprovedRequest(house(), mine, [{ itemId: ballpoint.id, quantity: 1000 }], {
      'SUP-13': '另有用途'
    })
    await expect(issueAtCounter(house(), mine, request.id)).rejects.toThrow(/笔芯/)
    expect(await drawn(house(), mine, refill.id, 2000)).toMatchObject({ state: 'issued' })
  })

  it('SUP-14 takes the old one in against the new one, the first issue exempt, and enters it in the scrap register', async () => {
    const user = await aPerson(house(), { name: '换键盘', unitId: cast.unit.id })
    const mine = { ...cast, clerk: user }
    const item = await aStockedItem({ name: '键盘', special: true, tradeIn: true })
    const first = await drawn(house(), mine, item.id, 1000)
    expect(await house().database.read.findOneBy(IssueLine, { issueId: first.id })).toMatchObject({
      firstIssue: true,
      tradedIn: false
    })
    const { request } = await anApprovedRequest(house(), mine, [{ itemId: item.id, quantity: 1000 }])
    const before = await footprint(house())
    await expect(issueAtCounter(house(), mine, request.id)).rejects.toMatchObject(refusedBy('SUP-14'))
    expect((await footprint(house())).movements).toBe(before.movements)
    const second = await issueAtCounter(house(), mine, request.id, { handedIn: 1000 })
    expect(await house().database.read.findOneBy(Scrap, { issueId: second.id })).toMatchObject({
      source: 'tradeIn',
      state: 'kept',
      itemId: item.id,
      quantity: 1000,
      unitPriceCents: 200,
      formerUserId: user.id
    })
  })

  it('SUP-15 K-12 asks both signatures, the keeper of the day, and two different people', async () => {
    const item = await aStockedItem()
    const { request } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 1000 }])
    const before = await footprint(house())
    for (const plan of [{ claimant: null }, { keeper: null }, { keeper: cast.finance }])
      await expect(issueAtCounter(house(), cast, request.id, plan)).rejects.toMatchObject(refusedBy('SUP-15'))
    const alone = { claimant: cast.keeper, reasons: { 'SUP-12': '代领物品' } }
    await expect(issueAtCounter(house(), cast, request.id, alone)).rejects.toMatchObject(refusedBy('K-12'))
    expect((await footprint(house())).movements).toBe(before.movements)
    const { id } = await issueAtCounter(house(), cast, request.id)
    const slip = await issueSlip(await readingAs(house(), cast.clerk), id)
    expect(slip.signatures.map((each) => [each.role, each.name])).toEqual([
      ['领用人', '易水寒'],
      ['保管员', '罗保管']
    ])
  })

  it('SUP-16 refuses an issue beyond what was approved and beyond the balance', async () => {
    const item = await aStockedItem()
    const { request } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 5000 }])
    await expect(issueAtCounter(house(), cast, request.id, { quantity: 5001 })).rejects.toMatchObject(
      refusedBy('SUP-16')
    )
    const big = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 20_001 }])
    await expect(issueAtCounter(house(), cast, big.request.id)).rejects.toMatchObject(refusedBy('SUP-16'))
    expect(await balance(item.id)).toMatchObject({ quantity: 20_000, valueCents: 4_000 })

    expect(await issueAtCounter(house(), cast, request.id, { quantity: 3000 })).toMatchObject({ state: 'partly' })
    expect(await balance(item.id)).toMatchObject({ quantity: 17_000, valueCents: 3_400 })
    await expect(issueAtCounter(house(), cast, request.id, { quantity: 2001 })).rejects.toMatchObject(
      refusedBy('SUP-16')
    )
    expect(await issueAtCounter(house(), cast, request.id)).toMatchObject({ state: 'issued' })
    expect(await balance(item.id)).toMatchObject({ quantity: 15_000, valueCents: 3_000 })
  })

  it("SUP-20 keeps no distribution without the unit's signature, and lists who signed", async () => {
    const item = await aStockedItem({ name: '文件盒' })
    const { request } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 2000 }])
    const before = await house().database.read.count(Issue)
    await expect(issueAtCounter(house(), cast, request.id, { claimant: null })).rejects.toMatchObject(
      refusedBy('SUP-20')
    )
    expect(await house().database.read.count(Issue)).toBe(before)
    const { number } = await issueAtCounter(house(), cast, request.id)
    const page = await distributionPage(await readingAs(house(), cast.keeper), listInput.parse({ search: number }))
    expect(page.rows).toMatchObject([
      { unitName: '市容管理股', itemName: '文件盒', quantity: 2000, valueCents: 400, signedBy: '易水寒' }
    ])
    expect(page.sums).toMatchObject({ quantity: 2000, valueCents: 400 })
  })

  it('finds a waiting request at the counter by pinyin initials and by number', async () => {
    const item = await aStockedItem({ name: '订书机' })
    const { request } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 1000 }])
    const reading = await readingAs(house(), cast.keeper)
    for (const words of ['dsj', request.number.toLowerCase()])
      expect((await counter(reading, words, 10)).map((row) => row.number)).toContain(request.number)
    await issueAtCounter(house(), cast, request.id)
    expect((await counter(await readingAs(house(), cast.keeper), request.number, 10)).length).toBe(0)
  })

  it('SUP-13 says on the card which line waits for its interval, while it waits', async () => {
    const user = await aPerson(house(), { name: '等候人', unitId: cast.unit.id })
    const mine = { ...cast, clerk: user }
    const towel = await aStockedItem({ name: '浴巾', intervalRule: 'interval' })
    const paper = await aStockedItem({ name: '信笺' })
    const lines = [
      { itemId: towel.id, quantity: 1000 },
      { itemId: paper.id, quantity: 1000 }
    ]
    const notes = async (id: string) => {
      const card = await issueRequestCard(await readingAs(house(), cast.keeper), id)
      return {
        lines: card.lines.map((line) => line.intervalNote !== null),
        override: card.actions.some(({ action }) => action === 'override')
      }
    }
    const { request: first } = await anApprovedRequest(house(), mine, lines)
    expect(await notes(first.id)).toEqual({ lines: [false, false], override: false })
    await issueAtCounter(house(), mine, first.id)
    // Nothing waits on what has been issued, though the interval runs from it.
    expect(await notes(first.id)).toEqual({ lines: [false, false], override: false })
    const { request: second } = await anApprovedRequest(house(), mine, lines, { 'SUP-13': '原物损坏' })
    expect(await notes(second.id)).toEqual({ lines: [true, false], override: true })
  })

  it("shows ordinary staff their own unit's issues only", async () => {
    const stranger = await aPerson(house(), { name: '外股室' })
    const mine = await issuePage(await readingAs(house(), cast.clerk), listInput.parse({}))
    expect(mine.total).toBeGreaterThan(0)
    expect((await issuePage(await readingAs(house(), stranger), listInput.parse({}))).total).toBe(0)
  })
})
