import { beforeAll, expect, it } from 'vitest'
import {
  Issue,
  IssueLine,
  IssueOverride,
  IssueRequest,
  Movement,
  Scrap,
  StockIn
} from '@main/ledgers/supplies/entities/stock'
import { returnUnused, reverseIssueLine } from '@main/ledgers/supplies/issue/corrections'
import { postIssue } from '@main/ledgers/supplies/issue/post'
import { overrideInterval, submitIssueRequest, type IssueRequestInput } from '@main/ledgers/supplies/issue/request'
import { Signature } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { aPerson } from '../../support/people'
import { penOf } from '../../support/pen'
import { refusalOf } from '../../support/refusals'
import {
  anApprovedRequest,
  aStoreCast,
  drawn,
  issueAtCounter,
  requestWithLines,
  stocked,
  type StoreCast
} from '../../support/store'
import { actingIn, aSupplyItem, refusedBy } from '../../support/supplies'

onBothEngines('what is issued stands as it was entered', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })
  const read = () => house().database.read
  const refusal = (act: () => Promise<unknown>) => refusalOf(house(), 'supplies', act)
  const aStocked = async (plan: Parameters<typeof aSupplyItem>[1] = {}, quantity = 10_000, cents = 1_000) => {
    const item = await aSupplyItem(house(), plan)
    await stocked(house(), cast, item.id, quantity, cents)
    return item
  }
  const somebody = async () => ({ ...cast, clerk: await aPerson(house(), { unitId: cast.unit.id }) })

  it('SUP-13 names at the counter the refill of the pen that is asked for, not of the one drawn before', async () => {
    const [black, red] = [
      await aSupplyItem(house(), { name: '黑笔芯', spec: '0.5mm' }),
      await aSupplyItem(house(), { name: '红笔芯', spec: '0.7mm' })
    ]
    const pen = { intervalRule: 'pen', goodsGroup: '笔' } as const
    const before = await aStocked({ name: '黑中性笔', refillItemId: black.id, ...pen })
    const mine = await somebody()
    await drawn(house(), mine, before.id, 1_000)
    for (const [refillItemId, said] of [
      [red.id, '只能领笔芯（红笔芯（0.7mm）），不能再领'],
      [null, '只能领笔芯，不能再领']
    ] as const) {
      const item = await aStocked({ refillItemId, ...pen })
      const { request } = await anApprovedRequest(house(), mine, [{ itemId: item.id, quantity: 1_000 }], {
        'SUP-13': '另有用途'
      })
      const [finding] = await refusedBy(house(), 'SUP-13', () => issueAtCounter(house(), mine, request.id))
      expect(finding?.message).toContain(said)
    }
  })

  it('SUP-15 writes an issue with who drew, who gave and both signatures, and each line with what it did to the request', async () => {
    const [one, two] = [await aStocked(), await aStocked({}, 10_000, 3_333)]
    const mine = await somebody()
    const { request, lines } = await anApprovedRequest(house(), mine, [
      { itemId: one.id, quantity: 3_000 },
      { itemId: two.id, quantity: 2_000 }
    ])
    const [first, second] = lines.map(({ id }) => id)
    const post = async (
      wanted: readonly (readonly [lineId: string | undefined, quantity: number, handedIn?: number])[]
    ) => {
      const { version } = await read().findOneByOrFail(IssueRequest, { id: request.id })
      return actingIn(house(), cast.keeper, (unit) =>
        postIssue(unit, {
          requestId: request.id,
          version,
          lines: wanted.map(([lineId = '', quantity, handedIn = 0]) => ({ lineId, quantity, handedIn })),
          signatures: { claimant: penOf(cast.claimant), keeper: penOf(cast.keeper) }
        })
      )
    }
    expect(
      (
        await refusal(() =>
          post([
            [first, 1_000],
            [first, 1_000]
          ])
        )
      ).message
    ).toContain('同一行重复填写')
    expect((await refusal(() => post([[house().newId(), 1_000]]))).message).toContain('不在领用申请上')
    expect((await refusal(() => post([[first, 3_001]]))).rules).toEqual(['SUP-16'])
    // Neither is traded in: an old one that is put in by mistake is nobody's.
    const issue = await post([
      [second, 1_999],
      [first, 3_000, 1_000]
    ])
    expect(issue.state).toBe('partly')
    const signatures = await read().find(Signature, { where: { subjectId: issue.id } })
    const signed = (role: string) => signatures.find((each) => each.role === role)?.id
    expect(await read().findOneByOrFail(Issue, { id: issue.id })).toMatchObject({
      requestId: request.id,
      unitId: cast.unit.id,
      claimantId: cast.claimant.id,
      userId: mine.clerk.id,
      keeperId: cast.keeper.id,
      purpose: '日常办公',
      at: house().clock.now(),
      day: '2026-09-30',
      claimantSignatureId: signed('领用人'),
      keeperSignatureId: signed('保管员')
    })
    const plain = { tradedIn: false, handedIn: null, firstIssue: false, userId: mine.clerk.id, day: '2026-09-30' }
    expect(await read().find(IssueLine, { where: { issueId: issue.id }, order: { id: 'ASC' } })).toMatchObject([
      { requestLineId: second, itemId: two.id, quantity: 1_999, ...plain },
      { requestLineId: first, itemId: one.id, quantity: 3_000, ...plain }
    ])
    expect(await read().countBy(Scrap, { issueId: issue.id })).toBe(0)
    expect(
      await read().find(Movement, { where: { documentId: issue.id }, order: { lineNumber: 'ASC' } })
    ).toMatchObject([
      {
        kind: 'issue',
        documentNumber: issue.number,
        lineNumber: 1,
        itemId: two.id,
        quantity: -1_999,
        // 33.33 for ten: 6.66 of 1.999.
        valueCents: -666,
        balanceQuantity: 8_001,
        balanceValueCents: 2_667,
        unitId: cast.unit.id,
        personId: mine.clerk.id,
        reversalOfId: null,
        issueLineId: null,
        reason: null,
        number: null
      },
      { lineNumber: 2, itemId: one.id, quantity: -3_000, valueCents: -300, balanceQuantity: 7_000 }
    ])
    expect((await requestWithLines(house(), request.id)).lines.map(({ issuedQuantity }) => issuedQuantity)).toEqual([
      3_000, 1_999
    ])
    expect((await refusal(() => post([[second, 2]]))).rules).toEqual(['SUP-16'])
    expect((await post([[second, 1]])).state).toBe('issued')
  })

  it('SUP-14 asks for one old one once, though two specs of its group are issued against it, and enters what nobody knew', async () => {
    const group = { goodsGroup: '移动硬盘', tradeIn: true }
    const [small, large, other] = [
      await aStocked({ name: '硬盘', spec: '1T', ...group }, 10_000, 10_000),
      await aStocked({ name: '硬盘', spec: '2T', ...group }, 10_000, 20_000),
      await aStocked({ name: '台历架', tradeIn: true }, 10_000, 500)
    ]
    const mine = await somebody()
    const first = await drawn(house(), mine, small.id, 1_000)
    expect(await read().findOneByOrFail(IssueLine, { issueId: first.id })).toMatchObject({
      firstIssue: true,
      tradedIn: false,
      handedIn: null
    })
    const goods = [small, large, other].map(({ id }) => ({ itemId: id, quantity: 1_000 }))
    const { request, lines } = await anApprovedRequest(house(), mine, goods)
    const post = (...handedIn: readonly number[]) =>
      actingIn(house(), cast.keeper, (unit) =>
        postIssue(unit, {
          requestId: request.id,
          version: request.version,
          lines: lines.map(({ id }, index) => ({ lineId: id, quantity: 1_000, handedIn: handedIn[index] ?? 0 })),
          signatures: { claimant: penOf(cast.claimant), keeper: penOf(cast.keeper) }
        })
      )
    expect((await refusal(() => post())).missing).toEqual(['交回旧硬盘（1T）1个'])
    // One of before the ledger comes with it, and a stand they never drew here.
    const issue = await post(2_000, 0, 1_000)
    const fields = {
      source: 'tradeIn',
      day: '2026-09-30',
      formerUserId: mine.clerk.id,
      formerUnitId: cast.unit.id,
      reason: '以旧换新交回',
      disposal: null,
      disposedOn: null,
      applicantId: cast.keeper.id,
      approvalId: null,
      state: 'kept'
    }
    const entries = () => read().find(Scrap, { where: { issueId: issue.id }, order: { id: 'ASC' } })
    expect(await entries()).toMatchObject([
      { ...fields, itemId: small.id, quantity: 1_000, unitPriceCents: 1_000 },
      { ...fields, itemId: small.id, quantity: 1_000, unitPriceCents: 1_000 },
      { ...fields, itemId: other.id, quantity: 1_000, unitPriceCents: 50 }
    ])
    const issued = await read().find(IssueLine, { where: { issueId: issue.id }, order: { id: 'ASC' } })
    expect(issued.map(({ tradedIn, handedIn, firstIssue }) => [tradedIn, handedIn, firstIssue])).toEqual([
      [true, 2_000, false],
      [false, null, false],
      [true, 1_000, true]
    ])
    // Taken back, a line gives back the old ones of its own group only.
    const reverse = (index: number) =>
      actingIn(house(), cast.keeper, (unit) => reverseIssueLine(unit, issued[index]?.id ?? '', '发错'))
    await reverse(0)
    expect((await entries()).map(({ state, reason }) => [state, reason])).toEqual([
      ['withdrawn', `领用单${issue.number}冲正，旧物退还`],
      ['withdrawn', `领用单${issue.number}冲正，旧物退还`],
      ['kept', '以旧换新交回']
    ])
    expect(await requestWithLines(house(), request.id)).toMatchObject({
      request: { state: 'partly' },
      lines: [{ issuedQuantity: 0 }, { issuedQuantity: 1_000 }, { issuedQuantity: 1_000 }]
    })
    await reverse(1)
    expect((await entries())[2]).toMatchObject({ state: 'kept' })
    await reverse(2)
    expect((await entries())[2]).toMatchObject({ state: 'withdrawn' })
    expect((await requestWithLines(house(), request.id)).request).toMatchObject({ state: 'approved' })
  })

  it('K-09 takes nothing back of a line that was reversed, nor reverses one of which something came back', async () => {
    const item = await aStocked()
    const mine = await somebody()
    const issue = await drawn(house(), mine, item.id, 3_000)
    const line = await read().findOneByOrFail(IssueLine, { issueId: issue.id })
    const giveBack = (quantity: number, lineId = line.id) =>
      actingIn(house(), cast.keeper, (unit) => returnUnused(unit, { id: issue.id, lines: [{ lineId, quantity }] }))
    expect(await refusal(() => giveBack(3_001))).toMatchObject({ type: 'invalid' })
    expect((await refusal(() => giveBack(1, house().newId()))).message).toContain('请从领用单上选择退回的物品')
    const back = await giveBack(1)
    expect(await read().findOneByOrFail(Movement, { documentId: back.id })).toMatchObject({
      kind: 'returned',
      quantity: 1,
      valueCents: 0,
      issueLineId: line.id,
      reason: null
    })
    expect(await read().findOneByOrFail(StockIn, { id: back.id })).toMatchObject({
      at: house().clock.now(),
      day: '2026-09-30',
      acceptanceId: null,
      supplierId: null,
      unitId: cast.unit.id
    })
    const reverse = (of = line.id) => actingIn(house(), cast.keeper, (unit) => reverseIssueLine(unit, of, '发错'))
    expect((await refusal(() => reverse())).message).toContain('这一行已有退库')
    const second = await drawn(house(), mine, item.id, 2_000)
    const own = await read().findOneByOrFail(IssueLine, { issueId: second.id })
    const { id } = await reverse(own.id)
    expect(await read().findOneByOrFail(Movement, { id })).toMatchObject({
      kind: 'issue',
      documentId: second.id,
      lineNumber: 1,
      quantity: 2_000,
      valueCents: 200,
      unitId: cast.unit.id,
      personId: mine.clerk.id,
      reversalOfId: own.movementId,
      reason: '发错'
    })
    const late = () =>
      actingIn(house(), cast.keeper, (unit) =>
        returnUnused(unit, { id: second.id, lines: [{ lineId: own.id, quantity: 1 }] })
      )
    expect(await refusal(late)).toMatchObject({ type: 'invalid' })
  })

  it('SUP-12 writes a request of whoever asks for themselves and their unit, or of whom they name; for another unit only who may', async () => {
    const item = await aStocked({ name: '抹布' })
    const applicant = await aPerson(house(), { unitId: cast.unit.id })
    const ask = (input: Partial<IssueRequestInput>, by = applicant) =>
      actingIn(
        house(),
        by,
        (unit) =>
          submitIssueRequest(unit, house(), {
            purpose: '保洁',
            lines: [{ itemId: item.id, quantity: 1_000 }],
            ...input
          }),
        { 'SUP-12': '另有用途' }
      )
    const rowOf = ({ id }: { readonly id: string }) => read().findOneByOrFail(IssueRequest, { id })
    expect(await rowOf(await ask({}))).toMatchObject({
      unitId: cast.unit.id,
      applicantId: applicant.id,
      claimantId: applicant.id,
      userId: applicant.id,
      purpose: '保洁',
      special: false,
      submittedOn: '2026-09-30',
      state: 'pending'
    })
    expect(await rowOf(await ask({ claimantId: cast.claimant.id }))).toMatchObject({
      applicantId: applicant.id,
      claimantId: cast.claimant.id,
      userId: cast.claimant.id
    })
    const named = await ask({ claimantId: cast.claimant.id, userId: cast.clerk.id })
    expect(await rowOf(named)).toMatchObject({ claimantId: cast.claimant.id, userId: cast.clerk.id })
    expect((await requestWithLines(house(), named.id)).lines).toMatchObject([
      { lineNumber: 1, itemId: item.id, quantity: 1_000, issuedQuantity: 0 }
    ])
    expect(await refusal(() => ask({ unitId: cast.office.id }))).toMatchObject({
      type: 'forbidden',
      message: '只能为本部门申请领用，其他部门由其负责人或指定领用人申请'
    })
    // The office director belongs to the office and asks for the unit; its head, its claimant and its leader likewise.
    for (const by of [cast.director, cast.keeper, cast.leader])
      expect(await rowOf(await ask({ unitId: cast.unit.id }, by))).toMatchObject({ unitId: cast.unit.id })
  })

  it('SUP-13 keeps who let a line pass and why, and only for a line of that request while it waits', async () => {
    const towel = await aStocked({ name: '面巾', intervalRule: 'interval' })
    const mine = await somebody()
    await drawn(house(), mine, towel.id, 1_000)
    const again = () =>
      anApprovedRequest(house(), mine, [{ itemId: towel.id, quantity: 1_000 }], { 'SUP-13': '原物损坏' })
    const [{ request, lines }, other] = [await again(), await again()]
    const pass = (lineId: string | undefined, by = cast.director, reason = '执勤损耗') =>
      actingIn(house(), by, (unit) => overrideInterval(unit, { id: request.id, lineId: lineId ?? '', reason }))
    expect((await refusal(() => pass(other.lines[0]?.id))).message).toContain('在现在的状态下不能这样办')
    const { id } = await pass(lines[0]?.id)
    expect(await read().findOneByOrFail(IssueOverride, { id })).toMatchObject({
      requestId: request.id,
      requestLineId: lines[0]?.id,
      directorId: cast.director.id,
      directorName: '谢主任',
      at: house().clock.now(),
      reason: '执勤损耗'
    })
    // The other request was not let pass.
    await refusedBy(house(), 'SUP-13', () => issueAtCounter(house(), mine, other.request.id))
    await issueAtCounter(house(), mine, request.id)
    expect((await refusal(() => pass(lines[0]?.id))).message).toContain('在现在的状态下不能这样办')
  })
})
