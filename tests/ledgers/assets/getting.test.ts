import { beforeAll, expect, it } from 'vitest'
import { acceptThings } from '@main/ledgers/assets/acceptance/acts'
import { submitAcquisition } from '@main/ledgers/assets/acquisition/acts'
import { confirmLabel, reviseCard } from '@main/ledgers/assets/cards/acts'
import { enterCards } from '@main/ledgers/assets/cards/enter'
import { cardDetail, cardPage, findClasses, proposedClass } from '@main/ledgers/assets/cards/rows'
import { dueAssets } from '@main/ledgers/assets/due'
import { AssetAcceptance } from '@main/ledgers/assets/entities'
import { saveRoom, takeSeat } from '@main/ledgers/assets/rooms/acts'
import { decide } from '@main/office/approvals/service'
import { Approval } from '@main/office/approvals/entities'
import {
  aCard,
  aCardFor,
  accepted,
  anAcceptanceOf,
  anApprovedRequest,
  anAssetBureau,
  aRequestFor,
  carded,
  cardNow,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { penOf } from '../../support/pen'

onBothEngines('getting assets', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  it('AST-03 wants a budget, and buys nothing before the approval; one given later does not heal it', async () => {
    const asking = (plan: Parameters<typeof aRequestFor>[1]) =>
      doing(house(), bureau.colleague, (unit) => submitAcquisition(unit, house(), aRequestFor(bureau, plan)))
    await expectRefused(house(), 'AST-03', () => asking({ budget: ' ' }), /预算/)
    const { row, approval } = await asking({})
    const early = await anAcceptanceOf(house(), bureau, row)
    await expectRefused(
      house(),
      'AST-03',
      () => doing(house(), bureau.clerk, (unit) => acceptThings(unit, house(), early)),
      /没有批准的购置申请/
    )
    expect(
      (await house().database.read.findOneByOrFail(Approval, { id: approval.id })).steps.map(({ role }) => role)
    ).toEqual(['unitHead', 'officeDirector', 'financeHead', 'leader', 'head'])
    const request = await anApprovedRequest(house(), bureau)
    await expectRefused(
      house(),
      'AST-03',
      () => accepted(house(), bureau, request, { boughtOn: '2026-09-01', acquiredOn: '2026-09-01' }),
      /事后补批不能替代/
    )
    await expectRefused(
      house(),
      'AST-03',
      () =>
        accepted(house(), bureau, request, {
          lines: [
            { name: '扫描仪', equipmentKind: 'none', quantity: 1, unitPriceCents: 130_000, serials: [], measure: '台' }
          ]
        }),
      /超过批准的/
    )
    expect((await accepted(house(), bureau, request)).state).toBe('open')
  })

  it('K-05 needs a collective decision from the limit on', async () => {
    const lines = [{ name: '复印机', equipmentKind: 'none' as const, quantity: 1, unitPriceCents: 1_000_000 }]
    const { approval } = await doing(
      house(),
      bureau.colleague,
      (unit) => submitAcquisition(unit, house(), aRequestFor(bureau, { place: '201室', lines })),
      { 'AST-04': '全局共用一台，现有设备已报废' }
    )
    expect(approval.needsCollective).toBe(true)
  })

  it('AST-04 holds a request against the people and things of its room, and asks for a reason above the standard', async () => {
    const room = await doing(house(), bureau.director, (unit) =>
      saveRoom(unit, { name: '402室', unitId: bureau.section.id })
    )
    for (const person of [bureau.sectionHead, bureau.colleague])
      await doing(house(), bureau.director, (unit) =>
        takeSeat(unit, { roomId: room.id, personId: person.id, fromDay: '2026-01-01' })
      )
    await aCard(house(), bureau, { place: '402室' })
    await aCard(house(), bureau, { name: 'A4黑白打印机', place: '402室' })
    const asking = (name: string, quantity: number, reasons = {}) =>
      doing(
        house(),
        bureau.colleague,
        (unit) =>
          submitAcquisition(
            unit,
            house(),
            aRequestFor(bureau, {
              place: '402室',
              lines: [{ name, equipmentKind: 'none', quantity, unitPriceCents: 120_000 }]
            })
          ),
        reasons
      )
    // Two people, one PC: a second is within the standard, a third above it; a laptop is a PC.
    expect((await asking('便携式计算机', 1)).row.overStandard).toBeNull()
    await expectRefused(house(), 'AST-04', () => asking('台式计算机', 2), /402室有2人，现有计算机1台，再加2台/)
    await expectRefused(house(), 'AST-04', () => asking('A4黑白打印机', 1), /标准1台/)
    await expectRefused(house(), 'AST-04', () => asking('复印机', 1), /分管领导审批/)
    expect((await asking('A4黑白打印机', 1, { 'AST-04': '公文传输岗位专用' })).row.overStandard).toContain('打印机')
    await doing(house(), bureau.director, (unit) => saveRoom(unit, { ...room, heavyPrinting: '承担全局文印' }))
    expect((await asking('A4黑白打印机', 1)).row.overStandard).toBeNull()
  })

  it('AST-05 accepts only by office and applicant together, on contract, sheet and invoice; only what was accepted gets a card', async () => {
    const request = await anApprovedRequest(house(), bureau, {
      lines: [{ name: '扫描仪', equipmentKind: 'none', quantity: 12, unitPriceCents: 120_000 }]
    })
    const input = await anAcceptanceOf(house(), bureau, request)
    const accepting = (plan: Partial<typeof input>) =>
      doing(house(), bureau.clerk, (unit) => acceptThings(unit, house(), { ...input, ...plan }))
    await expectRefused(
      house(),
      'AST-05',
      () => accepting({ signatures: { office: input.signatures.office } }),
      /申请科室验收人签字/
    )
    await expectRefused(house(), 'AST-05', () => accepting({ invoiceFileId: undefined }), /发票/)
    await expectRefused(
      house(),
      'K-12',
      async () =>
        accepting({
          applicantId: bureau.clerk.id,
          signatures: { office: input.signatures.office, applicant: penOf(bureau.clerk) }
        }),
      /办公室验收人和申请科室验收人都是/
    )
    const eleven = Array.from({ length: 11 }, (_, index) => `SN${index}`)
    await expectRefused(
      house(),
      'AST-05',
      () => accepting({ lines: input.lines.map((line) => ({ ...line, serials: eleven })) }),
      /12件，只登记了11个序列号/
    )
    const acceptance = await accepting({})
    await expectRefused(
      house(),
      'AST-05',
      () => carded(house(), bureau, acceptance, { quantity: 13, originalCents: 1_560_000 }),
      /验收12件/
    )
    await expectRefused(house(), 'AST-05', () => carded(house(), bureau, acceptance, { serials: eleven }), /11个序列号/)
    const cards = await carded(house(), bureau, acceptance)
    expect(cards).toHaveLength(12)
    expect(new Set(cards.map(({ number }) => number)).size).toBe(12)
    expect(cards[0]).toMatchObject({
      quantity: 1,
      originalCents: 120_000,
      classCode: 'A02021118',
      category: 'instrument',
      lifeMonths: 72
    })
    expect((await house().database.read.findOneByOrFail(AssetAcceptance, { id: acceptance.id })).state).toBe('carded')
    await expectRefused(
      house(),
      'AST-05',
      () => carded(house(), bureau, acceptance, { quantity: 1, originalCents: 120_000 }),
      /已入账12件/
    )
  })

  it('AST-02 takes no code that is not in the table, none of another class, and no old code by its digits', async () => {
    const card = await aCard(house(), bureau, { name: '台式计算机' })
    const revising = async (plan: object, reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        async (unit) => reviseCard(unit, house(), { ...(await cardNow(house(), card)), ...plan }),
        reasons
      )
    await expectRefused(
      house(),
      'AST-02',
      () => revising({ classCode: 'A99999999', classScheme: '2022' }),
      /不在国家分类代码表/
    )
    await expectRefused(
      house(),
      'AST-02',
      () => revising({ classCode: 'A05010201', classScheme: '2022' }),
      /办公桌.*家具用具/
    )
    await expectRefused(
      house(),
      'AST-02',
      () => revising({ classCode: 'A02010104', classScheme: '2013' }),
      /旧代码（台式计算机）.*A02010105.*服务器/
    )
    await expectRefused(house(), 'AST-02', () => revising({ classCode: 'A02010105', classScheme: 'none' }), /代码版本/)
    expect((await revising({ classCode: 'A02010105', classScheme: '2022' })).classCode).toBe('A02010105')
    expect((await findClasses(await readingAs(house(), bureau.clerk), 'tsjsj', 5)).map(({ code }) => code)).toContain(
      'A02010105'
    )
    expect(await proposedClass(await readingAs(house(), bureau.clerk), '噪声分析仪')).toMatchObject({
      code: 'A02111500',
      years: 5
    })
  })

  it('AST-06 gives every card a user and a keeper, one number and one serial; K-11 no keeper who is not on the staff', async () => {
    const acceptance = await accepted(house(), bureau, await anApprovedRequest(house(), bureau))
    const entering = (plan: object) =>
      doing(house(), bureau.clerk, (unit) => enterCards(unit, house(), { ...aCardFor(bureau, acceptance), ...plan }))
    const other = await aCard(house(), bureau, { serial: 'SN-777' })
    await expectRefused(house(), 'AST-06', () => entering({ userId: undefined, keeperId: undefined }), /使用人.*保管人/)
    await expectRefused(house(), 'AST-06', () => entering({ number: other.number }), /已用于/)
    await expectRefused(house(), 'AST-06', () => entering({ serial: 'SN-777' }), /序列号已登记/)
    await expectRefused(house(), 'K-11', () => entering({ keeperId: bureau.temp.id }))
    const [card] = await entering({ serial: 'SN-778' })
    expect(card).toMatchObject({ serial: 'SN-778', keeperId: bureau.colleague.id })
    expect((await cardDetail(await readingAs(house(), bureau.colleague), card?.id ?? '')).row.keeperName).toBe('尹干事')
    await expect(cardDetail(await readingAs(house(), bureau.officer), card?.id ?? '')).rejects.toMatchObject({
      type: 'notFound'
    })
    expect(
      (await cardPage(await readingAs(house(), bureau.officer), { filters: [], offset: 0, limit: 50 })).total
    ).toBe(0)
  })

  it('AST-07 confirms a label only by scanning it on the thing, and reminds until then', async () => {
    const card = await aCard(house(), bureau, {
      enteredOn: '2026-09-28',
      acquiredOn: '2026-09-28',
      unitId: bureau.squad.id,
      userId: bureau.officer.id,
      keeperId: bureau.officer.id
    })
    // 5 working days after Monday 28 September by the plain week: the test house has no holidays loaded, and says so.
    expect(await dueAssets(await readingAs(house(), bureau.clerk))).toContainEqual(
      expect.objectContaining({ rule: 'AST-07', unitId: bureau.squad.id, dueOn: '2026-10-05', calendarMissing: true })
    )
    await expectRefused(
      house(),
      'AST-07',
      () => doing(house(), bureau.clerk, (unit) => confirmLabel(unit, house(), { ...card, scanned: 'GD99999' })),
      /不是这件资产/
    )
    expect(
      (
        await doing(house(), bureau.clerk, (unit) =>
          confirmLabel(unit, house(), { ...card, scanned: card.number.toLowerCase() })
        )
      ).labelledOn
    ).toBe('2026-09-30')
    expect(
      (await dueAssets(await readingAs(house(), bureau.clerk))).filter(
        ({ rule, unitId }) => rule === 'AST-07' && unitId === bureau.squad.id
      )
    ).toEqual([])
  })

  it('AST-15 needs mark and measure for special-use assets', async () => {
    const card = await aCard(house(), bureau)
    const revising = (plan: object) =>
      doing(house(), bureau.clerk, (unit) => reviseCard(unit, house(), { ...card, ...plan }))
    await expectRefused(house(), 'AST-15', () => revising({ classified: true }), /涉密标识.*安全保管措施/)
    expect((await revising({ classified: true, mark: '秘密', safeguard: '专柜存放，断网' })).classified).toBe(true)
  })

  it('K-02 lets nobody decide their own request', async () => {
    const { approval } = await doing(house(), bureau.sectionHead, (unit) =>
      submitAcquisition(unit, house(), aRequestFor(bureau))
    )
    await expectRefused(house(), 'K-02', () =>
      doing(house(), bureau.sectionHead, (unit) =>
        decide(unit, house(), { id: approval.id, version: approval.version, outcome: 'approve', opinion: '同意' })
      )
    )
  })
})
