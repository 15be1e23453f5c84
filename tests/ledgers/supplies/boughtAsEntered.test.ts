import { beforeAll, beforeEach, expect, it } from 'vitest'
import { type Purchase, PurchaseLine, Quote } from '@main/ledgers/supplies/entities/purchase'
import { submitConsolidated } from '@main/ledgers/supplies/purchase/consolidate'
import { attachInvoice, checkInvoice, orderPurchase, type OrderInput } from '@main/ledgers/supplies/purchase/fulfil'
import { addQuotes } from '@main/ledgers/supplies/purchase/quotes'
import { revisePurchase } from '@main/ledgers/supplies/purchase/revise'
import { submitUnitPurchase } from '@main/ledgers/supplies/purchase/submit'
import { submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { recordCollective, type Collective } from '@main/office/approvals/collective'
import { Approval } from '@main/office/approvals/entities'
import { type Person } from '@main/office/entities'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau, anAttachment } from '../../support/people'
import { refusalOf } from '../../support/refusals'
import {
  actingIn,
  anOrderedPurchase,
  aPersonAppointed,
  approveThrough,
  aSupplier,
  aSuppliesStaff,
  aSupplyItem,
  freshPurchase,
  jointly,
  refusedBy
} from '../../support/supplies'

onBothEngines('what is bought stands as it was entered', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  let scan: string
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
    scan = (await anAttachment(house())).id
  })
  beforeEach(() => {
    house().clock.setDay('2026-09-30')
  })
  const read = () => house().database.read
  const today = () => house().clock.today()
  const refusal = (act: () => Promise<unknown>) => refusalOf(house(), 'supplies', act)
  const linesOf = (purchaseId: string) =>
    read().find(PurchaseLine, { where: { purchaseId }, order: { lineNumber: 'ASC' } })
  const asked = async (cents: number, { by = staff.brigadeClerk, filed = true, reasons = {}, item = '' } = {}) => {
    const itemId = item || (await aSupplyItem(house())).id
    return actingIn(
      house(),
      by,
      (unit) =>
        submitUnitPurchase(unit, house(), {
          lines: [{ itemId, quantity: 1_000, unitPriceCents: cents }],
          reason: '执勤需要',
          ...(filed ? { applicationAttachmentId: scan } : {})
        }),
      reasons
    )
  }
  const approved = async (cents: number) => {
    const { id, approvalId } = await asked(cents)
    await approveThrough(house(), approvalId ?? '')
    return freshPurchase(house(), { id })
  }
  const order = async (
    purchase: Purchase,
    input: Partial<OrderInput> & Pick<OrderInput, 'supplierId'>,
    { cents = 1_000, by = buyer, reasons = {} as Readonly<Record<string, string>> } = {}
  ) => {
    const lines = (await linesOf(purchase.id)).map(({ id }) => ({ lineId: id, dealPriceCents: cents }))
    return actingIn(
      house(),
      by,
      (unit) => orderPurchase(unit, { id: purchase.id, version: purchase.version, lines, ...input }),
      { 'SUP-05': '本地仅一家供货', ...reasons }
    )
  }

  it('SUP-04 writes what a unit asks for, with its application and without, and nothing of what comes later', async () => {
    const later = {
      dealCents: null,
      supplierId: null,
      buyerId: null,
      recommendation: null,
      orderedOn: null,
      financeId: null,
      consentNumber: null,
      consentOn: null,
      consentAttachmentId: null,
      invoiceNumber: null,
      invoiceAttachmentId: null,
      itemListAttachmentId: null,
      invoiceCheckedById: null,
      invoiceCheckedAt: null
    }
    const head = {
      kind: 'unit',
      month: '2026-09',
      submittedOn: '2026-09-30',
      applicantId: staff.brigadeClerk.id,
      unitId: staff.brigade.id,
      state: 'pending',
      reason: '执勤需要'
    }
    const filed = await asked(1_000_000)
    expect(filed).toMatchObject({ ...head, ...later, budgetCents: 1_000_000, applicationAttachmentId: scan })
    const small = await asked(999, { filed: false })
    expect(small).toMatchObject({ ...head, ...later, budgetCents: 999, applicationAttachmentId: null })
    expect(await linesOf(small.id)).toMatchObject([
      {
        lineNumber: 1,
        quantity: 1_000,
        unitPriceCents: 999,
        dealPriceCents: null,
        deliveredQuantity: 0,
        acceptedQuantity: 0,
        requestedQuantity: null,
        adjustReason: null,
        onHand: null,
        monthlyUse: null
      }
    ])
    const approvalOf = ({ approvalId }: Purchase) => read().findOneByOrFail(Approval, { id: approvalId ?? '' })
    expect(await approvalOf(filed)).toMatchObject({
      amountCents: 1_000_000,
      needsCollective: true,
      number: filed.number
    })
    expect(await approvalOf(small)).toMatchObject({ amountCents: 999, needsCollective: false })
    expect(await approvalOf(await asked(999_999))).toMatchObject({ needsCollective: false })
    const gone = await refusal(() =>
      actingIn(house(), staff.brigadeClerk, (unit) =>
        submitUnitPurchase(unit, house(), { lines: [], reason: '', applicationAttachmentId: house().newId() })
      )
    )
    expect(gone).toMatchObject({ type: 'notFound' })
  })

  it('SUP-05 keeps with an order who takes part and what the county consented by, and nothing where nothing is said', async () => {
    const { id: supplierId } = await aSupplier(house())
    const whole = await approved(1_000)
    const consent = { ...jointly(staff), consentOn: today(), consentAttachmentId: scan }
    expect(await order(whole, { supplierId, ...consent }, { cents: 999 })).toMatchObject({
      ...consent,
      supplierId,
      buyerId: buyer.id,
      budgetCents: 1_000,
      dealCents: 999,
      orderedOn: '2026-09-30',
      state: 'ordered'
    })
    expect(await linesOf(whole.id)).toMatchObject([{ unitPriceCents: 1_000, dealPriceCents: 999 }])
    const bare = await approved(1_000)
    expect(await order(bare, { supplierId, financeId: staff.finance.id })).toMatchObject({
      consentNumber: null,
      consentOn: null,
      consentAttachmentId: null
    })
    const next = await approved(1_000)
    const halfConsented: readonly Partial<OrderInput>[] = [
      { consentNumber: '县财采〔2026〕8号' },
      { consentOn: today() }
    ]
    for (const half of halfConsented)
      expect(
        (
          await refusal(() =>
            order(next, { supplierId, financeId: staff.finance.id, ...half }, { reasons: { 'SUP-05': '' } })
          )
        ).findings.map(({ field }) => field)
      ).toEqual(['quotes', 'consentNumber'])
    const wrong: readonly (readonly [Partial<OrderInput>, object])[] = [
      [{ consentOn: '2026-10-01' }, { type: 'invalid', message: '同意日期不能晚于今天' }],
      [{ consentAttachmentId: house().newId() }, { type: 'notFound' }],
      [{ lines: [] }, { type: 'invalid', message: '请填写每一行的成交单价' }],
      [{ supplierId: house().newId() }, { type: 'notFound' }]
    ]
    for (const [input, expected] of wrong)
      expect(await refusal(() => order(next, { supplierId, ...jointly(staff), ...input }))).toMatchObject(expected)
  })

  it('SUP-05 asks for a reason for a supplier other than recommended only where it is not designated', async () => {
    const item = await aSupplyItem(house())
    const [recommended, other] = [
      await aSupplier(house(), { designated: false }),
      await aSupplier(house(), { designated: false, name: '外地商行' })
    ]
    const { id: designated } = await aSupplier(house())
    const consolidated = async () => {
      const made = await actingIn(house(), staff.clerk, (unit) =>
        submitRequisition(unit, house(), {
          month: '2026-10',
          lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: 1_000 }]
        })
      )
      await approveThrough(house(), made.approvalId ?? '')
      const { id, approvalId } = await actingIn(
        house(),
        buyer,
        (unit) =>
          submitConsolidated(unit, house(), {
            month: '2026-10',
            lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: 1_000 }],
            quotes: [],
            supplierId: recommended.id,
            recommendation: '质优'
          }),
        { 'SUP-05': '县内仅此一家' }
      )
      await approveThrough(house(), approvalId ?? '')
      return freshPurchase(house(), { id })
    }
    const silent = { reasons: { 'SUP-05': '' } }
    const first = await consolidated()
    const [finding, ...more] = await refusedBy(house(), 'SUP-05', () =>
      order(first, { supplierId: other.id, ...jointly(staff) }, silent)
    )
    expect(finding).toMatchObject({ act: 'WARN', field: 'supplierId' })
    expect(finding?.message).toContain('外地商行')
    expect(more).toEqual([])
    expect(await order(first, { supplierId: recommended.id, ...jointly(staff) }, silent)).toMatchObject({
      supplierId: recommended.id
    })
    expect(await order(await consolidated(), { supplierId: designated, ...jointly(staff) }, silent)).toMatchObject({
      supplierId: designated
    })
  })

  it('K-05 takes a collective decision on record before the sum grew, with its minutes and the head’s opinion', async () => {
    const { id: supplierId } = await aSupplier(house())
    const decided = async (collective: Partial<Collective>) => {
      const { id, approvalId } = await asked(980_000)
      const { version } = await read().findOneByOrFail(Approval, { id: approvalId ?? '' })
      await actingIn(house(), staff.officeDirector, (unit) =>
        recordCollective(unit, approvalId ?? '', version, {
          meeting: '局党组会',
          heldOn: '2026-09-29',
          minutesNumber: '〔2026〕9号',
          attachmentId: scan,
          headOpinion: '同意',
          ...collective
        })
      )
      await approveThrough(house(), approvalId ?? '')
      const purchase = await freshPurchase(house(), { id })
      return () =>
        order(purchase, { supplierId, ...jointly(staff) }, { cents: 1_000_000, reasons: { 'SUP-03': '市价上涨' } })
    }
    const unscanned = await decided({ attachmentId: null })
    expect((await refusedBy(house(), 'K-05', unscanned))[0]?.missing).toEqual(['纪要扫描件'])
    const unsaid = await decided({ headOpinion: null })
    expect((await refusedBy(house(), 'K-05', unsaid))[0]?.missing).toEqual(['主要领导末位意见'])
    expect(await (await decided({}))()).toMatchObject({ state: 'ordered', dealCents: 1_000_000 })
  })

  it('SUP-04 counts of a unit’s earlier purchases what they cost, not the purchase itself and not what ended', async () => {
    const item = (await aSupplyItem(house())).id
    const silent = { filed: false, reasons: { 'SUP-04': '' }, item }
    const { id: supplierId } = await aSupplier(house())
    house().clock.setDay('2026-11-02')
    const first = await asked(25_000, silent)
    await decideThrough(house(), first.approvalId ?? '', { steps: 1, outcome: 'return', opinion: '请核价' })
    const [line] = await linesOf(first.id)
    const revise = async (unitPriceCents: number) => {
      const { version } = await freshPurchase(house(), first)
      return actingIn(
        house(),
        staff.brigadeClerk,
        (unit) =>
          revisePurchase(unit, house(), {
            id: first.id,
            version,
            lines: [{ lineId: line?.id ?? '', quantity: 1_000, unitPriceCents }],
            recommendation: '原厂配件',
            note: '已核价'
          }),
        { 'SUP-04': '' }
      )
    }
    expect(await revise(26_000)).toMatchObject({ budgetCents: 26_000, recommendation: '原厂配件', state: 'pending' })
    await approveThrough(house(), first.approvalId ?? '')
    const bought = await freshPurchase(house(), first)
    // Approved at 260.00 and bought at 270.00: 230.00 more make 500.00.
    await order(bought, { supplierId, ...jointly(staff) }, { cents: 27_000, reasons: { 'SUP-03': '运费' } })
    const [finding] = await refusedBy(house(), 'SUP-04', () => asked(23_000, silent))
    expect(finding).toMatchObject({ act: 'WARN', message: expect.stringContaining('合计500.00元') as unknown })
    const second = await asked(22_999, silent)
    await decideThrough(house(), second.approvalId ?? '', { steps: 1, outcome: 'refuse', opinion: '暂缓' })
    await asked(22_999, silent)
    // Another unit's are its own affair.
    await asked(49_999, { ...silent, by: staff.clerk })
    house().clock.setDay('2026-09-30')
  })

  it('SUP-05 keeps each quote with its paper and remarks, and takes none of tomorrow, of nobody or once it is ordered', async () => {
    const { id: supplierId } = await aSupplier(house())
    const purchase = await approved(1_000)
    const plain = { supplierId, amountCents: 1_000, quotedOn: today() }
    const full = { supplierId, amountCents: 1_100, quotedOn: '2026-09-29', attachmentId: scan, remarks: '含税' }
    const add = async (quotes: Parameters<typeof addQuotes>[3], by = buyer) => {
      const { version } = await freshPurchase(house(), purchase)
      return actingIn(house(), by, (unit) => addQuotes(unit, purchase.id, version, quotes))
    }
    await add([plain, full])
    expect(await read().find(Quote, { where: { purchaseId: purchase.id }, order: { id: 'ASC' } })).toMatchObject([
      { ...plain, attachmentId: null, remarks: null },
      full
    ])
    const wrong: readonly (readonly [object, string])[] = [
      [{ quotedOn: '2026-10-01' }, 'invalid'],
      [{ supplierId: house().newId() }, 'notFound'],
      [{ attachmentId: house().newId() }, 'notFound']
    ]
    for (const [change, type] of wrong)
      expect(await refusal(() => add([{ ...plain, ...change }]))).toMatchObject({ type })
    expect((await refusedBy(house(), 'SUP-05', () => add([plain], staff.clerk)))[0]).toMatchObject({ act: 'BLOCK' })
    await order(await freshPurchase(house(), purchase), { supplierId, ...jointly(staff) })
    expect(await refusal(() => add([plain]))).toMatchObject({
      type: 'conflict',
      message: expect.stringContaining('在现在的状态下不能这样办') as unknown
    })
  })

  it('SUP-08 takes the papers from buyer, office director and applicant only, and keeps who of finance checked and when', async () => {
    const { purchase } = await anOrderedPurchase(house(), { buyer, staff })
    const papers = { invoiceNumber: 'FP-7', invoiceAttachmentId: scan, itemListAttachmentId: scan }
    const attach = async (by: Person, change: object = {}) => {
      const { version } = await freshPurchase(house(), purchase)
      return actingIn(house(), by, (unit) => attachInvoice(unit, { id: purchase.id, version, ...papers, ...change }))
    }
    for (const by of [staff.clerk, staff.brigadeHead, staff.finance])
      expect(await refusal(() => attach(by))).toMatchObject({
        type: 'forbidden',
        message: '采购票据由采购员或经办人登记'
      })
    for (const key of ['invoiceAttachmentId', 'itemListAttachmentId'])
      expect(await refusal(() => attach(buyer, { [key]: house().newId() }))).toMatchObject({ type: 'notFound' })
    for (const by of [staff.officeDirector, staff.brigadeClerk, buyer])
      expect(await attach(by)).toMatchObject({ ...papers, invoiceCheckedById: null, invoiceCheckedAt: null })
    const { version } = await freshPurchase(house(), purchase)
    const checked = await actingIn(house(), staff.finance, (unit) => checkInvoice(unit, purchase.id, version, 10_000), {
      'SUP-08': '货未到先核'
    })
    expect(checked).toMatchObject({ invoiceCheckedById: staff.finance.id, invoiceCheckedAt: house().clock.now() })
    const unordered = await approved(1_000)
    for (const act of [
      () => actingIn(house(), staff.finance, (unit) => checkInvoice(unit, unordered.id, unordered.version, 1_000)),
      () =>
        actingIn(house(), buyer, (unit) =>
          attachInvoice(unit, { id: unordered.id, version: unordered.version, ...papers })
        )
    ])
      expect((await refusal(act)).message).toContain('在现在的状态下不能这样办')
  })
})
