import { beforeAll, expect, it } from 'vitest'
import { acceptThings, type AcceptInput } from '@main/ledgers/assets/acceptance/acts'
import { assignCard, reviseCard } from '@main/ledgers/assets/cards/acts'
import { submitAcquisition } from '@main/ledgers/assets/acquisition/acts'
import { changeValue, splitCard } from '@main/ledgers/assets/cards/values'
import { submitDamage } from '@main/ledgers/assets/damage/acts'
import { Asset, AssetEntry, AssetLoan, AssetTransfer, EquipmentIssue, Retirement } from '@main/ledgers/assets/entities'
import { issueEquipment, requestEquipment, takeBackEquipment } from '@main/ledgers/assets/equipment/acts'
import { handOverLoan, submitLoan, takeBackLoan } from '@main/ledgers/assets/loan/acts'
import { assetProofs } from '@main/ledgers/assets/proofs'
import { arrangeRepair, finishRepair, requestRepair } from '@main/ledgers/assets/repair/acts'
import { carryOutRetirement, submitRetirement, type RetirementInput } from '@main/ledgers/assets/retirement/acts'
import { completeTransfer, submitTransfer } from '@main/ledgers/assets/transfer/acts'
import { Person } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { arranging, aPerson } from '../../support/people'
import { penOf } from '../../support/pen'
import {
  aCard,
  aCardFor,
  accepted,
  anAcceptanceOf,
  anApprovedRequest,
  anAssetBureau,
  anEquipment,
  aRequestFor,
  approveAll,
  cardNow,
  certified,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { enterCards } from '@main/ledgers/assets/cards/enter'

// The day of these tests is 2026-09-30; what came in 2015 has reached its six years.
const longAgo = { acquiredOn: '2015-01-05', enteredOn: '2015-01-05' }

onBothEngines('ways round the books of assets', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })
  const today = () => house().clock.today()
  const read = () => house().database.read
  const faulty = (card: Asset) =>
    doing(house(), bureau.colleague, (unit) => requestRepair(unit, { assetId: card.id, fault: '不能开机' }))
  const sending = ({ id, version }: { id: string; version: number }) =>
    doing(house(), bureau.clerk, (unit) => arrangeRepair(unit, { id, version, vendor: '城北维修部' }))
  const retiring = async (card: Asset, plan: Partial<RetirementInput> = {}) => {
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitRetirement(unit, house(), {
        assetIds: [card.id],
        kind: 'scrap',
        reason: '老化不能使用',
        appraisal: '主板烧毁',
        ...plan
      })
    )
    await approveAll(house(), approval.id)
    return row
  }
  const carryingOut = ({ id }: Pick<Retirement, 'id'>) =>
    doing(house(), bureau.clerk, async (unit) =>
      carryOutRetirement(unit, house(), {
        id,
        version: (await read().findOneByOrFail(Retirement, { id })).version,
        disposedOn: today(),
        approvalNumber: '洞财资〔2026〕12号',
        incomeCents: 0,
        method: '交定点回收企业'
      })
    )
  const losing = async (card: Asset) => {
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitDamage(unit, house(), {
        kind: 'loss',
        assetId: card.id,
        happenedOn: today(),
        circumstances: '搬迁时遗失',
        personId: bureau.colleague.id,
        finding: '保管不善',
        assessedCents: 1_000
      })
    )
    return { row, approval }
  }
  const lending = async (card: Asset) => {
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitLoan(unit, house(), {
        kind: 'out',
        assetId: card.id,
        counterparty: '县教育局',
        purpose: '活动使用',
        fromDay: today(),
        dueOn: today()
      })
    )
    await approveAll(house(), approval.id)
    const { id, version } = await read().findOneByOrFail(AssetLoan, { id: row.id })
    return doing(house(), bureau.clerk, (unit) => handOverLoan(unit, { id, version }))
  }

  it('AST-10 sends nothing to be repaired that is lent, lost, or on its way out: mending is no way back into use', async () => {
    const lost = await aCard(house(), bureau, longAgo)
    const ofLost = await faulty(lost)
    await losing(lost)
    await expectRefused(house(), 'AST-10', () => sending(ofLost), /缺失待查/)
    expect((await cardNow(house(), lost)).state).toBe('missing')

    const lent = await aCard(house(), bureau, longAgo)
    const ofLent = await faulty(lent)
    await lending(lent)
    await expectRefused(house(), 'AST-10', () => sending(ofLent), /正借出/)

    const leaving = await aCard(house(), bureau, longAgo)
    const ofLeaving = await faulty(leaving)
    await retiring(leaving)
    await expectRefused(house(), 'AST-10', () => sending(ofLeaving), /正在办理处置/)
    expect((await cardNow(house(), leaving)).state).toBe('awaiting')

    const mended = await aCard(house(), bureau, longAgo)
    const arranged = await sending(await faulty(mended))
    await doing(house(), bureau.clerk, (unit) =>
      finishRepair(unit, { id: arranged.id, version: arranged.version, costCents: 0, result: '已修好', beyond: false })
    )
    expect((await cardNow(house(), mended)).state).toBe('inUse')
  })

  it('AST-12 takes a card off the book once, and not what has got lost since it was asked for', async () => {
    const card = await aCard(house(), bureau, longAgo)
    const first = await retiring(card)
    // As an earlier release could leave it: back in use while its disposal was still open.
    await arranging(house(), async (unit) => {
      const row = await unit.load(Asset, card.id, '资产')
      await unit.update(Asset, row, { state: 'inUse' }, '资产')
    })
    const second = await retiring(card)
    await carryingOut(first)
    await expectRefused(house(), 'AST-12', () => carryingOut(second), /已下账，不能再处置/)
    const entries = await read().findBy(AssetEntry, { assetId: card.id })
    expect(entries.reduce((sum, { originalDelta }) => sum + originalDelta, 0)).toBe(0)

    const lostSince = await aCard(house(), bureau, longAgo)
    const asked = await retiring(lostSince)
    await losing(lostSince)
    await expectRefused(house(), 'AST-12', () => carryingOut(asked), /申请后缺失/)
  })

  it('AST-11 takes a loan back without bringing a card back that was written off meanwhile', async () => {
    const card = await aCard(house(), bureau, longAgo)
    const loan = await lending(card)
    const { row, approval } = await losing(card)
    await approveAll(house(), approval.id)
    await carryingOut(await retiring(card, { kind: 'writeOff', damageId: row.id }))
    const back = await doing(house(), bureau.clerk, (unit) =>
      takeBackLoan(unit, { id: loan.id, version: loan.version, returnedOn: today(), condition: '完好' })
    )
    expect([back.state, (await cardNow(house(), card)).state]).toEqual(['back', 'gone'])

    const found = await aCard(house(), bureau, longAgo)
    const open = await lending(found)
    await losing(found)
    await doing(house(), bureau.clerk, (unit) =>
      takeBackLoan(unit, { id: open.id, version: open.version, returnedOn: today(), condition: '完好' })
    )
    expect((await cardNow(house(), found)).state).toBe('inUse')
  })

  it('AST-16 gives nothing out that is on its way out, and takes back what has gone without reviving it', async () => {
    await certified(house(), bureau.officer)
    const radio = await anEquipment(house(), bureau, 'radio')
    const asking = async () => {
      const { row, approval } = await doing(house(), bureau.squadHead, (unit) =>
        requestEquipment(unit, house(), {
          kind: 'radio',
          assetId: radio.id,
          quantity: 1,
          personId: bureau.officer.id,
          purpose: '执勤'
        })
      )
      await approveAll(house(), approval.id)
      return read().findOneByOrFail(EquipmentIssue, { id: row.id })
    }
    const issuing = ({ id, version }: EquipmentIssue) =>
      doing(house(), bureau.accountant, (unit) =>
        issueEquipment(unit, { id, version, signature: penOf(bureau.officer) })
      )
    const setState = (state: Asset['state']) =>
      arranging(house(), async (unit) => {
        const row = await unit.load(Asset, radio.id, '装备')
        await unit.update(Asset, row, { state }, '装备')
      })
    const issue = await asking()
    await setState('awaiting')
    await expectRefused(house(), 'AST-16', () => issuing(issue), /正在办理处置/)
    await setState('idle')
    const issued = await issuing(issue)
    await setState('gone')
    const back = await doing(house(), bureau.accountant, (unit) =>
      takeBackEquipment(unit, { id: issued.id, version: issued.version, condition: '报废品', lost: false })
    )
    expect([back.state, (await cardNow(house(), radio)).state]).toEqual(['back', 'gone'])
    await setState('idle')
  })

  it('AST-15 and AST-16 ask why a card is to say that it is no classified computer, no car any more', async () => {
    const secret = await aCard(house(), bureau, {
      ...longAgo,
      name: '涉密计算机',
      classCode: undefined,
      classScheme: 'none',
      classified: true,
      mark: '机密★',
      safeguard: '专柜保管'
    })
    const revising = (card: Asset, plan: object, reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        (unit) =>
          reviseCard(unit, house(), {
            id: card.id,
            version: card.version,
            name: card.name,
            classScheme: 'none',
            ...plan
          }),
        reasons
      )
    await expectRefused(house(), 'AST-15', () => revising(secret, { classified: false }), /不再作涉密/)
    await revising(secret, { classified: false }, { 'AST-15': '硬盘已交保密员销毁，销毁清册3号' })
    const car = await aCard(house(), bureau, {
      ...longAgo,
      name: '执法车',
      category: 'vehicle',
      classCode: undefined,
      classScheme: 'none',
      plate: '湘E99881'
    })
    await expectRefused(house(), 'AST-16', () => revising(car, { category: 'other' }), /类别由车辆改为其他/)
  })

  it('AST-12 keeps a card of many whole while it is lent or leaving, and retires no whole thing as a part', async () => {
    const chairs = await aCard(house(), bureau, { ...longAgo, name: '会议椅', classCode: 'A05010301', quantity: 4 })
    await retiring(chairs)
    const { id, version } = await cardNow(house(), chairs)
    await expectRefused(
      house(),
      'AST-09',
      () => doing(house(), bureau.clerk, (unit) => splitCard(unit, { id, version, parts: [2, 2], reason: '分开' })),
      /正在办理处置/
    )
    const pc = await aCard(house(), bureau)
    await expectRefused(
      house(),
      'AST-12',
      () =>
        doing(house(), bureau.clerk, (unit) =>
          changeValue(unit, {
            id: pc.id,
            version: pc.version,
            kind: 'partlyRetired',
            amountCents: pc.originalCents,
            less: false,
            document: '报废单',
            reason: '坏了'
          })
        ),
      /整件报废请提出处置申请/
    )
  })

  it('AST-12 asks why a card is to be kept for fewer years than its class is', async () => {
    const acceptance = await accepted(house(), bureau, await anApprovedRequest(house(), bureau))
    const entering = (reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        (unit) => enterCards(unit, house(), aCardFor(bureau, acceptance, { minimumYears: 1 })),
        reasons
      )
    await expectRefused(house(), 'AST-12', entering, /最低使用年限填1年，少于/)
    await entering({ 'AST-12': '财政局同意按1年更新' })
  })

  it('AST-05 and AST-03 take the office’s signature from the office, the unit’s from the unit, and the thing after it was bought', async () => {
    const request = await anApprovedRequest(house(), bureau)
    const input = await anAcceptanceOf(house(), bureau, request)
    const accepting = (plan: Partial<AcceptInput>) =>
      doing(house(), bureau.clerk, (unit) => acceptThings(unit, house(), { ...input, ...plan }), {
        'AST-17': '补登记',
        'K-13': '补登记'
      })
    const { squadHead, sectionHead, colleague, clerk } = bureau
    await expectRefused(
      house(),
      'AST-05',
      () =>
        accepting({
          officePersonId: sectionHead.id,
          signatures: { office: penOf(sectionHead), applicant: penOf(colleague) }
        }),
      /没有任办公室/
    )
    await expectRefused(
      house(),
      'AST-05',
      () => accepting({ applicantId: squadHead.id, signatures: { office: penOf(clerk), applicant: penOf(squadHead) } }),
      /不在使用部门/
    )
    // It was in the house long before it is said to have been bought, and before the request was approved.
    await expectRefused(house(), 'AST-03', () => accepting({ acquiredOn: '2026-01-05' }), /先采购后取得/)
    await expectRefused(
      house(),
      'AST-03',
      () => accepting({ boughtOn: '2026-10-08', acquiredOn: '2026-10-08' }),
      /先采购后取得/
    )
    expect((await accepting({})).state).toBe('open')
  })

  it('K-05 shows purchases of a unit that are below the large sum each and not together, and asks why', async () => {
    const asking = (unitPriceCents: number, reasons = {}) =>
      doing(
        house(),
        bureau.squadHead,
        (unit) =>
          submitAcquisition(
            unit,
            house(),
            aRequestFor(bureau, {
              unitId: bureau.squad.id,
              lines: [{ name: '会议音响', equipmentKind: 'none', quantity: 1, unitPriceCents }]
            })
          ),
        reasons
      )
    const { row } = await asking(600_000)
    await expectRefused(
      house(),
      'K-05',
      () => asking(400_000),
      new RegExp(`本单位在7日内已有${row.number}，合计10,000.00元`)
    )
    await asking(399_999)
    await asking(100_000, { 'K-05': '另一会议室使用，与前两项无关' })
  })

  it('K-11 puts nothing in the name of somebody who has left, asked for before or not', async () => {
    const leaving = await aPerson(house(), { name: '郭离岗', unitId: bureau.squad.id })
    const card = await aCard(house(), bureau)
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitTransfer(unit, house(), {
        assetIds: [card.id],
        toUnitId: bureau.squad.id,
        toUserId: leaving.id,
        toKeeperId: bureau.squadHead.id,
        toPlace: '大队部',
        reason: '调配'
      })
    )
    await approveAll(house(), approval.id)
    await arranging(house(), async (unit) => {
      const person = await unit.load(Person, leaving.id, '人员')
      await unit.update(Person, person, { status: 'departed', departedOn: today() }, '人员')
    })
    const { id, version } = await read().findOneByOrFail(AssetTransfer, { id: row.id })
    await expectRefused(
      house(),
      'K-11',
      () =>
        doing(house(), bureau.clerk, (unit) =>
          completeTransfer(unit, {
            id,
            version,
            signatures: [penOf(bureau.colleague), penOf(bureau.squadHead)]
          })
        ),
      /郭离岗已离岗/
    )
    const ofSquad = { unitId: bureau.squad.id, userId: bureau.squadHead.id, keeperId: bureau.squadHead.id }
    const own = await aCard(house(), bureau, ofSquad)
    const assigning = (userId: string) =>
      doing(house(), bureau.clerk, async (unit) =>
        assignCard(unit, {
          id: own.id,
          version: (await cardNow(house(), own)).version,
          userId,
          keeperId: bureau.squadHead.id,
          place: '大队部二楼',
          reason: '换人使用',
          signatures: {}
        })
      )
    await expectRefused(house(), 'K-11', () => assigning(leaving.id), /不能作使用人/)
    // Temporary staff keep nothing, but may use what another keeps.
    expect((await assigning(bureau.temp.id)).userId).toBe(bureau.temp.id)
  })

  it('proves its books afterwards', async () => {
    for (const prove of assetProofs) expect(await prove(read())).toEqual([])
  })
})
