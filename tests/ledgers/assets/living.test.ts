import { beforeAll, expect, it } from 'vitest'
import { assignCard, setIdle } from '@main/ledgers/assets/cards/acts'
import { assetsHeldBy } from '@main/ledgers/assets/clearance'
import { submitDamage } from '@main/ledgers/assets/damage/acts'
import { dueAssets } from '@main/ledgers/assets/due'
import { AssetEntry, AssetLoan, AssetTransfer, EquipmentIssue } from '@main/ledgers/assets/entities'
import { issueEquipment, recordShift, requestEquipment, takeBackEquipment } from '@main/ledgers/assets/equipment/acts'
import { standardRows } from '@main/ledgers/assets/equipment/rows'
import { borrowThing, handOverLoan, submitLoan, takeBackLoan } from '@main/ledgers/assets/loan/acts'
import { enterLowValue } from '@main/ledgers/assets/lowValue/acts'
import { arrangeRepair, finishRepair, requestRepair } from '@main/ledgers/assets/repair/acts'
import { completeTransfer, submitTransfer, type TransferInput } from '@main/ledgers/assets/transfer/acts'
import { Handover } from '@main/office/entities'
import { aCard, anAssetBureau, anEquipment, approveAll, cardNow, certified, doing, expectRefused, type AssetBureau } from '../../support/assets'
import { penOf, readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'

onBothEngines('assets in use', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  const moving = (assetIds: readonly string[], plan: Partial<TransferInput> = {}): TransferInput => ({
    assetIds,
    toUnitId: bureau.squad.id,
    toUserId: bureau.officer.id,
    toKeeperId: bureau.squadHead.id,
    toPlace: '102室',
    reason: '工作需要',
    ...plan
  })
  const submitting = (input: TransferInput) => doing(house(), bureau.colleague, (unit) => submitTransfer(unit, house(), input))
  const transferNow = (id: string) => house().database.read.findOneByOrFail(AssetTransfer, { id })

  it('AST-09 passes custody with both signatures after both heads, leader and office agreed, not before', async () => {
    const card = await aCard(house(), bureau)
    await expectRefused(house(), 'K-11', () => submitting(moving([card.id], { toKeeperId: bureau.temp.id })))
    const { row, approval } = await submitting(moving([card.id]))
    expect(approval.steps.map(({ label }) => label)).toEqual(['调出单位负责人意见', '调入单位负责人意见', '分管领导意见', '办公室复核意见'])
    const signatures = [await penOf(house(), bureau.colleague), await penOf(house(), bureau.squadHead)]
    const completing = async (given: typeof signatures) =>
      doing(house(), bureau.squadHead, async (unit) =>
        completeTransfer(unit, { id: row.id, version: (await transferNow(row.id)).version, signatures: given })
      )
    await expectRefused(house(), 'AST-09', () => completing(signatures), /还没有批准/)
    const { deciders } = await approveAll(house(), approval.id)
    expect(deciders).toContain(bureau.squadHead.id)
    expect(await cardNow(house(), card)).toMatchObject({ unitId: bureau.section.id, keeperId: bureau.colleague.id })
    await expectRefused(house(), 'AST-09', () => completing(signatures.slice(0, 1)), /接收人雷队长签字/)
    await completing(signatures)
    expect(await cardNow(house(), card)).toMatchObject({
      unitId: bureau.squad.id,
      keeperId: bureau.squadHead.id,
      userId: bureau.officer.id,
      place: '102室'
    })
    expect(await house().database.read.findOneByOrFail(Handover, { subjectId: card.id })).toMatchObject({ fromName: '尹干事', toName: '雷队长' })
  })

  it('AST-09 allots cars and equipment between units only by leaders’ meeting', async () => {
    const car = await aCard(house(), bureau, { name: '轿车', classCode: 'A02030501', originalCents: 12_000_000, lifeMonths: 96 })
    await expectRefused(house(), 'AST-09', () => submitting(moving([car.id])), /会议名称.*纪要编号/)
    const { row } = await submitting(moving([car.id], { meeting: '局长办公会', meetingOn: '2026-09-20', minutesNumber: '〔2026〕9号' }))
    expect(row.kind).toBe('between')
  })

  it('AST-09 holds back what is lent, and a card that moved after the approval', async () => {
    const card = await aCard(house(), bureau)
    const { row, approval } = await submitting(moving([card.id]))
    await approveAll(house(), approval.id)
    const passing = { from: await penOf(house(), bureau.colleague), to: await penOf(house(), bureau.sectionHead) }
    await doing(house(), bureau.sectionHead, (unit) =>
      assignCard(unit, {
        id: card.id,
        version: card.version,
        userId: bureau.sectionHead.id,
        keeperId: bureau.sectionHead.id,
        place: '303室',
        reason: '换岗',
        signatures: passing
      })
    )
    const signatures = [await penOf(house(), bureau.sectionHead), await penOf(house(), bureau.squadHead)]
    await expectRefused(
      house(),
      'AST-09',
      async () =>
        doing(house(), bureau.squadHead, async (unit) =>
          completeTransfer(unit, { id: row.id, version: (await transferNow(row.id)).version, signatures })
        ),
      /批准后使用单位或保管人已变动/
    )
  })

  it('AST-09 changes the user inside a unit without a request, never across units, and both keepers sign', async () => {
    const card = await aCard(house(), bureau)
    const assigning = async (plan: object) =>
      doing(house(), bureau.sectionHead, (unit) =>
        assignCard(unit, {
          id: card.id,
          version: card.version,
          userId: bureau.sectionHead.id,
          keeperId: bureau.sectionHead.id,
          place: '305室',
          reason: '换岗',
          signatures: {},
          ...plan
        })
      )
    await expectRefused(house(), 'AST-09', () => assigning({ userId: bureau.officer.id }), /转移申请/)
    await expectRefused(house(), 'AST-09', () => assigning({}), /移交人尹干事签字.*接收人江股长签字/)
    const signatures = { from: await penOf(house(), bureau.colleague), to: await penOf(house(), bureau.sectionHead) }
    expect(await assigning({ signatures })).toMatchObject({ keeperId: bureau.sectionHead.id, place: '305室' })
  })

  it('AST-10 has repairs arranged by the office, those of equipment by finance, with vendor and cost', async () => {
    const card = await aCard(house(), bureau, { warrantyUntil: '2027-01-01' })
    const camera = await anEquipment(house(), bureau, 'bodyCamera')
    const repair = await doing(house(), bureau.colleague, (unit) => requestRepair(unit, { assetId: card.id, fault: '不能开机' }))
    expect(repair.inWarranty).toBe(true)
    await expectRefused(
      house(),
      'AST-10',
      () => doing(house(), bureau.colleague, (unit) => requestRepair(unit, { assetId: card.id, fault: '再报一次' })),
      /还没有办完/
    )
    await expectRefused(
      house(),
      'AST-10',
      () => doing(house(), bureau.accountant, (unit) => arrangeRepair(unit, { ...repair, vendor: '城北维修部' })),
      /由办公室联系/
    )
    const arranged = await doing(house(), bureau.clerk, (unit) => arrangeRepair(unit, { ...repair, vendor: '城北维修部' }))
    expect((await cardNow(house(), card)).state).toBe('repairing')
    await expectRefused(
      house(),
      'AST-10',
      () =>
        doing(house(), bureau.clerk, (unit) => finishRepair(unit, { id: arranged.id, version: arranged.version, result: '更换电源', beyond: false })),
      /维修费用/
    )
    const finishing = (reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        (unit) =>
          finishRepair(unit, {
            id: arranged.id,
            version: arranged.version,
            costCents: 8_000,
            result: '更换电源',
            warrantyUntil: '2026-12-31',
            beyond: false
          }),
        reasons
      )
    await expectRefused(house(), 'AST-10', () => finishing(), /质保期内/)
    expect((await finishing({ 'AST-10': '人为进水不在质保范围' })).state).toBe('done')
    expect((await cardNow(house(), card)).state).toBe('inUse')
    const of = await doing(house(), bureau.officer, (unit) => requestRepair(unit, { assetId: camera.id, fault: '电池不耐用' }))
    await expectRefused(
      house(),
      'AST-10',
      () => doing(house(), bureau.clerk, (unit) => arrangeRepair(unit, { ...of, vendor: '厂家' })),
      /财务审计装备股/
    )
  })

  it('AST-11 lends nothing without the leader, never cars and uniforms, large things only after a meeting; what is lent cannot move', async () => {
    const card = await aCard(house(), bureau)
    const car = await aCard(house(), bureau, { name: '轿车', classCode: 'A02030501', originalCents: 12_000_000, lifeMonths: 96 })
    const lending = (assetId: string, plan: object = {}) =>
      doing(house(), bureau.colleague, (unit) =>
        submitLoan(unit, house(), {
          kind: 'out',
          assetId,
          counterparty: '县文明办',
          purpose: '创建检查',
          fromDay: '2026-09-30',
          dueOn: '2026-10-15',
          ...plan
        })
      )
    await expectRefused(house(), 'AST-11', () => lending(car.id), /不得转借/)
    await expectRefused(house(), 'AST-11', () => lending(card.id, { dueOn: '2026-09-01' }), /不能早于/)
    const copier = await aCard(house(), bureau, { name: '复印机', originalCents: 2_740_400 })
    await expectRefused(house(), 'AST-11', () => lending(copier.id), /集体研究/)
    const { row, approval } = await lending(card.id)
    const now = () => house().database.read.findOneByOrFail(AssetLoan, { id: row.id })
    await expectRefused(house(), 'AST-11', async () => doing(house(), bureau.clerk, async (unit) => handOverLoan(unit, await now())), /还没有批准/)
    await approveAll(house(), approval.id)
    await doing(house(), bureau.clerk, async (unit) => handOverLoan(unit, await now()))
    expect((await cardNow(house(), card)).state).toBe('lent')
    await expectRefused(house(), 'AST-09', () => submitting(moving([card.id])), /正借出/)
    expect(await dueAssets(await readingAs(house(), bureau.clerk))).toContainEqual(
      expect.objectContaining({ rule: 'AST-11', dueOn: '2026-10-15', number: row.number })
    )
    await doing(house(), bureau.clerk, async (unit) => takeBackLoan(unit, { ...(await now()), returnedOn: '2026-09-30', condition: '完好' }))
    expect((await cardNow(house(), card)).state).toBe('inUse')
  })

  it('AST-11 never lends recorders where the bureau’s text says so, and registers what is borrowed for long', async () => {
    const borrowing = (plan: object, reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        (unit) =>
          borrowThing(unit, {
            kind: 'in',
            thing: '应急发电机',
            counterparty: '县应急局',
            purpose: '防汛',
            fromDay: '2026-06-01',
            dueOn: '2027-05-31',
            ...plan
          }),
        reasons
      )
    await expectRefused(house(), 'AST-11', () => borrowing({}), /保管人.*存放地/)
    const loan = await borrowing({ keeperId: bureau.clerk.id, place: '一楼仓库' })
    expect(loan).toMatchObject({ state: 'out', kind: 'in' })
    expect(await assetsHeldBy(house().database.read, bureau.clerk.id)).toContainEqual(expect.objectContaining({ number: loan.number }))
  })

  it('AST-13 takes the original price for lost equipment, the repair for misuse, and the finding for everything else', async () => {
    const camera = await anEquipment(house(), bureau, 'bodyCamera')
    const desk = await aCard(house(), bureau, { name: '办公桌', classCode: 'A05010201', originalCents: 157_600, lifeMonths: 180 })
    const reporting = (assetId: string, plan: object) =>
      doing(house(), bureau.squadHead, (unit) =>
        submitDamage(unit, house(), {
          assetId,
          kind: 'loss',
          happenedOn: '2026-09-29',
          circumstances: '执勤途中遗失',
          personId: bureau.officer.id,
          finding: '保管不善',
          assessedCents: 220_000,
          ...plan
        })
      )
    await expectRefused(house(), 'AST-13', () => reporting(camera.id, { assessedCents: 100_000 }), /按原价2,200.00元/)
    await expectRefused(house(), 'AST-13', () => reporting(camera.id, { personId: undefined }), /责任人/)
    await expectRefused(house(), 'AST-13', () => reporting(camera.id, { kind: 'misuse' }), /维修费用/)
    await expectRefused(
      house(),
      'AST-13',
      () => reporting(camera.id, { kind: 'misuse', repairCents: 30_000, assessedCents: 10_000 }),
      /承担维修费300.00元/
    )
    await expectRefused(house(), 'AST-13', () => reporting(camera.id, { kind: 'wilful', assessedCents: 1 }), /按原价/)
    await expectRefused(house(), 'AST-13', () => reporting(desk.id, { assessedCents: 999_999 }), /不能超过原价/)
    expect((await reporting(desk.id, { kind: 'misuse', assessedCents: 20_000 })).row.originalCents).toBe(157_600)
    await reporting(camera.id, {})
    expect((await cardNow(house(), camera)).state).toBe('missing')
  })

  it('AST-16 issues equipment by finance on the head’s approval to certified officers, who sign and hand it back', async () => {
    const camera = await anEquipment(house(), bureau, 'bodyCamera')
    const asking = (plan: object = {}, reasons = {}) =>
      doing(
        house(),
        bureau.squadHead,
        (unit) =>
          requestEquipment(unit, house(), {
            kind: 'bodyCamera',
            assetId: camera.id,
            quantity: 1,
            personId: bureau.officer.id,
            purpose: '执勤',
            ...plan
          }),
        reasons
      )
    await expectRefused(house(), 'AST-16', () => asking(), /没有有效的执法证/)
    await certified(house(), bureau.officer)
    const { row, approval } = await asking()
    expect(approval.steps.map(({ role }) => role)).toEqual(['unitHead', 'head'])
    const now = () => house().database.read.findOneByOrFail(EquipmentIssue, { id: row.id })
    const signature = await penOf(house(), bureau.officer)
    const issuing = async (by: typeof bureau.clerk, plan: object = { signature }) =>
      doing(house(), by, async (unit) => issueEquipment(unit, { ...(await now()), ...plan }))
    await expectRefused(house(), 'AST-16', () => issuing(bureau.accountant), /还没有经主要领导批准/)
    await approveAll(house(), approval.id)
    await expectRefused(house(), 'AST-16', () => issuing(bureau.clerk), /财务审计装备股发放/)
    await expectRefused(house(), 'AST-16', () => issuing(bureau.accountant, {}), /领用人签字/)
    expect(await issuing(bureau.accountant)).toMatchObject({ state: 'issued', renewOn: '2027-03-30' })
    expect(await cardNow(house(), camera)).toMatchObject({ keeperId: bureau.officer.id, state: 'inUse' })
    await expectRefused(house(), 'AST-16', () => asking(), /在彭队员名下/)
    expect(await assetsHeldBy(house().database.read, bureau.officer.id)).toContainEqual(
      expect.objectContaining({ number: row.number, todo: '交财务审计装备股核对接收' })
    )
    const short = (await standardRows(await readingAs(house(), bureau.clerk))).filter(({ unitId }) => unitId === bureau.squad.id)
    expect(short).toContainEqual(expect.objectContaining({ kind: 'bodyCamera', officers: 1, floor: 1, held: 1, short: 0 }))
    expect(short).toContainEqual(expect.objectContaining({ kind: 'radio', floor: 1, held: 0, short: 1 }))
    const shifting = (act: 'drawn' | 'returned', by = bureau.officer) =>
      doing(house(), by, (unit) => recordShift(unit, { number: camera.number, act }))
    await expectRefused(house(), 'AST-16', () => shifting('returned'), /没有领出记录/)
    await shifting('drawn')
    await expectRefused(house(), 'AST-16', () => shifting('drawn', bureau.squadHead), /由彭队员领出未还/)
    await shifting('returned')
    const back = (plan: object) =>
      doing(house(), bureau.accountant, async (unit) =>
        takeBackEquipment(unit, { ...(await now()), condition: undefined, liability: undefined, lost: false, ...plan })
      )
    await expectRefused(house(), 'AST-16', () => back({}), /状况/)
    await back({ condition: '完好' })
    expect(await cardNow(house(), camera)).toMatchObject({ state: 'idle', userId: null, keeperId: bureau.accountant.id })
  })

  it('AST-16 gives uniforms from the store to the entitled only, and one work card each', async () => {
    const lot = await doing(house(), bureau.accountant, (unit) =>
      enterLowValue(unit, {
        name: '夏执勤服',
        quantity: 20,
        priceCents: 18_000,
        equipmentKind: 'uniform',
        unitId: bureau.finance.id,
        acquiredOn: '2026-05-01'
      })
    )
    const asking = (personId: string, plan: object = {}) =>
      doing(house(), bureau.squadHead, (unit) =>
        requestEquipment(unit, house(), { kind: 'uniform', lowValueId: lot.id, quantity: 2, personId, purpose: '换装', ...plan })
      )
    await expectRefused(house(), 'AST-16', () => asking(bureau.colleague.id), /没有有效的执法证/)
    await expectRefused(house(), 'AST-16', () => asking(bureau.officer.id, { quantity: 21 }), /库存只有20件/)
    const { row, approval } = await asking(bureau.officer.id)
    await approveAll(house(), approval.id)
    const signature = await penOf(house(), bureau.officer)
    const issued = await doing(house(), bureau.accountant, async (unit) =>
      issueEquipment(unit, {
        ...(await house().database.read.findOneByOrFail(EquipmentIssue, { id: row.id })),
        signature
      })
    )
    expect(issued.renewOn).toBe('2028-09-30')
    const card = { kind: 'workCard' as const, lowValueId: undefined, quantity: 1 }
    const first = await asking(bureau.officer.id, card)
    await approveAll(house(), first.approval.id)
    await doing(house(), bureau.clerk, async (unit) =>
      issueEquipment(unit, {
        ...(await house().database.read.findOneByOrFail(EquipmentIssue, { id: first.row.id })),
        signature
      })
    )
    await expectRefused(house(), 'AST-16', () => asking(bureau.officer.id, card), /每人一证/)
  })

  it('K-09 writes an entry for every change of a card', async () => {
    const card = await aCard(house(), bureau)
    await doing(house(), bureau.clerk, (unit) => setIdle(unit, { ...card, idle: true, reason: '人员调出' }))
    const kinds = (await house().database.read.find(AssetEntry, { where: { assetId: card.id }, order: { id: 'ASC' } })).map(({ kind, state }) => [
      kind,
      state
    ])
    expect(kinds).toEqual([
      ['entered', 'inUse'],
      ['stateChanged', 'idle']
    ])
  })
})
