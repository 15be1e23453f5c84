import { beforeAll, expect, it } from 'vitest'
import { assignCard, setIdle } from '@main/ledgers/assets/cards/acts'
import { assetsHeldBy } from '@main/ledgers/assets/clearance'
import { dueAssets } from '@main/ledgers/assets/due'
import { AssetEntry, AssetLoan, AssetTransfer } from '@main/ledgers/assets/entities'
import { borrowThing, handOverLoan, submitLoan, takeBackLoan } from '@main/ledgers/assets/loan/acts'
import { arrangeRepair, finishRepair, requestRepair } from '@main/ledgers/assets/repair/acts'
import { completeTransfer, submitTransfer, type TransferInput } from '@main/ledgers/assets/transfer/acts'
import { Handover } from '@main/office/entities'
import {
  aCard,
  anAssetBureau,
  anEquipment,
  approveAll,
  cardNow,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { penOf } from '../../support/pen'

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
  const submitting = (input: TransferInput) =>
    doing(house(), bureau.colleague, (unit) => submitTransfer(unit, house(), input))
  const transferNow = (id: string) => house().database.read.findOneByOrFail(AssetTransfer, { id })

  it('AST-09 passes custody with both signatures after both heads, leader and office agreed, not before', async () => {
    const card = await aCard(house(), bureau)
    await expectRefused(house(), 'K-11', () => submitting(moving([card.id], { toKeeperId: bureau.temp.id })))
    const { row, approval } = await submitting(moving([card.id]))
    expect(approval.steps.map(({ label }) => label)).toEqual([
      '调出单位负责人意见',
      '调入单位负责人意见',
      '分管领导意见',
      '办公室复核意见'
    ])
    const signatures = [penOf(bureau.colleague), penOf(bureau.squadHead)]
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
    expect(await house().database.read.findOneByOrFail(Handover, { subjectId: card.id })).toMatchObject({
      fromName: '尹干事',
      toName: '雷队长'
    })
  })

  it('AST-09 allots cars and equipment between units only by leaders’ meeting', async () => {
    const car = await aCard(house(), bureau, {
      name: '轿车',
      classCode: 'A02030501',
      originalCents: 12_000_000,
      lifeMonths: 96
    })
    await expectRefused(house(), 'AST-09', () => submitting(moving([car.id])), /会议名称.*纪要编号/)
    const { row } = await submitting(
      moving([car.id], { meeting: '局长办公会', meetingOn: '2026-09-20', minutesNumber: '〔2026〕9号' })
    )
    expect(row.kind).toBe('between')
  })

  it('AST-09 holds back what is lent, and a card that moved after the approval', async () => {
    const card = await aCard(house(), bureau)
    const { row, approval } = await submitting(moving([card.id]))
    await approveAll(house(), approval.id)
    const passing = { from: penOf(bureau.colleague), to: penOf(bureau.sectionHead) }
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
    const signatures = [penOf(bureau.sectionHead), penOf(bureau.squadHead)]
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
    const signatures = { from: penOf(bureau.colleague), to: penOf(bureau.sectionHead) }
    expect(await assigning({ signatures })).toMatchObject({ keeperId: bureau.sectionHead.id, place: '305室' })
  })

  it('AST-10 has repairs arranged by the office, those of equipment by finance, with vendor and cost', async () => {
    const card = await aCard(house(), bureau, { warrantyUntil: '2027-01-01' })
    const camera = await anEquipment(house(), bureau, 'bodyCamera')
    const repair = await doing(house(), bureau.colleague, (unit) =>
      requestRepair(unit, { assetId: card.id, fault: '不能开机' })
    )
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
    const arranged = await doing(house(), bureau.clerk, (unit) =>
      arrangeRepair(unit, { ...repair, vendor: '城北维修部' })
    )
    expect((await cardNow(house(), card)).state).toBe('repairing')
    await expectRefused(
      house(),
      'AST-10',
      () =>
        doing(house(), bureau.clerk, (unit) =>
          finishRepair(unit, { id: arranged.id, version: arranged.version, result: '更换电源', beyond: false })
        ),
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
    const of = await doing(house(), bureau.officer, (unit) =>
      requestRepair(unit, { assetId: camera.id, fault: '电池不耐用' })
    )
    await expectRefused(
      house(),
      'AST-10',
      () => doing(house(), bureau.clerk, (unit) => arrangeRepair(unit, { ...of, vendor: '厂家' })),
      /财务审计装备股/
    )
  })

  it('AST-11 lends nothing without the leader, never cars and uniforms, large things only after a meeting; what is lent cannot move', async () => {
    const card = await aCard(house(), bureau)
    const car = await aCard(house(), bureau, {
      name: '轿车',
      classCode: 'A02030501',
      originalCents: 12_000_000,
      lifeMonths: 96
    })
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
    await expectRefused(
      house(),
      'AST-11',
      async () => doing(house(), bureau.clerk, async (unit) => handOverLoan(unit, await now())),
      /还没有批准/
    )
    await approveAll(house(), approval.id)
    await doing(house(), bureau.clerk, async (unit) => handOverLoan(unit, await now()))
    expect((await cardNow(house(), card)).state).toBe('lent')
    await expectRefused(house(), 'AST-09', () => submitting(moving([card.id])), /正借出/)
    expect(await dueAssets(await readingAs(house(), bureau.clerk))).toContainEqual(
      expect.objectContaining({ rule: 'AST-11', dueOn: '2026-10-15', number: row.number })
    )
    await doing(house(), bureau.clerk, async (unit) =>
      takeBackLoan(unit, { ...(await now()), returnedOn: '2026-09-30', condition: '完好' })
    )
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
    expect(await assetsHeldBy(house().database.read, bureau.clerk.id)).toContainEqual(
      expect.objectContaining({ number: loan.number })
    )
  })

  it('K-09 writes an entry for every change of a card', async () => {
    const card = await aCard(house(), bureau)
    await doing(house(), bureau.clerk, (unit) => setIdle(unit, { ...card, idle: true, reason: '人员调出' }))
    const kinds = (
      await house().database.read.find(AssetEntry, { where: { assetId: card.id }, order: { id: 'ASC' } })
    ).map(({ kind, state }) => [kind, state])
    expect(kinds).toEqual([
      ['entered', 'inUse'],
      ['stateChanged', 'idle']
    ])
  })
})
