import { beforeAll, expect, it } from 'vitest'
import { reviseCard } from '@main/ledgers/assets/cards/acts'
import { assetsHeldBy } from '@main/ledgers/assets/clearance'
import { submitDamage } from '@main/ledgers/assets/damage/acts'
import { EquipmentIssue, LowValueItem } from '@main/ledgers/assets/entities'
import { issueEquipment, recordShift, requestEquipment, takeBackEquipment } from '@main/ledgers/assets/equipment/acts'
import { standardRows } from '@main/ledgers/assets/equipment/rows'
import { assignLowValue, endLowValue, enterLowValue } from '@main/ledgers/assets/lowValue/acts'
import type { Person } from '@main/office/entities'
import {
  aCard,
  anAssetBureau,
  anEquipment,
  approveAll,
  cardNow,
  certified,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { penOf } from '../../support/pen'

onBothEngines('things in the hands of people', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  it('AST-13 takes the original price for lost equipment, the repair for misuse, and the finding for everything else', async () => {
    const camera = await anEquipment(house(), bureau, 'bodyCamera')
    const desk = await aCard(house(), bureau, {
      name: '办公桌',
      classCode: 'A05010201',
      originalCents: 157_600,
      lifeMonths: 180
    })
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
    const signature = penOf(bureau.officer)
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
    const short = (await standardRows(await readingAs(house(), bureau.clerk))).filter(
      ({ unitId }) => unitId === bureau.squad.id
    )
    expect(short).toContainEqual(
      expect.objectContaining({ kind: 'bodyCamera', officers: 1, floor: 1, held: 1, short: 0 })
    )
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
    // what a card is said to be decides whom it may be given to: not while it is given out, and not without a reason
    const called = (equipmentKind: 'none' | 'bodyCamera', reasons = {}) =>
      doing(
        house(),
        bureau.clerk,
        async (unit) => reviseCard(unit, house(), { ...(await cardNow(house(), camera)), equipmentKind }),
        reasons
      )
    await expectRefused(house(), 'AST-16', () => called('none', { 'AST-16': '登记有误' }), /在彭队员名下/)
    await expectRefused(house(), 'AST-16', () => back({}), /状况/)
    await back({ condition: '完好' })
    await expectRefused(house(), 'AST-16', () => called('none'), /装备类别由“执法记录仪”改为“非执法装备”/)
    await called('bodyCamera')
    expect(await cardNow(house(), camera)).toMatchObject({
      state: 'idle',
      userId: null,
      keeperId: bureau.accountant.id
    })
    await called('none', { 'AST-16': '按财务核定转为非执法装备' })
    expect(await cardNow(house(), camera)).toMatchObject({ equipmentKind: 'none' })
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
        requestEquipment(unit, house(), {
          kind: 'uniform',
          lowValueId: lot.id,
          quantity: 2,
          personId,
          purpose: '换装',
          ...plan
        })
      )
    await expectRefused(house(), 'AST-16', () => asking(bureau.colleague.id), /没有有效的执法证/)
    await expectRefused(house(), 'AST-16', () => asking(bureau.officer.id, { quantity: 21 }), /库存只有20件/)
    const { row, approval } = await asking(bureau.officer.id)
    await approveAll(house(), approval.id)
    const issued = await doing(house(), bureau.accountant, async (unit) =>
      issueEquipment(unit, {
        ...(await house().database.read.findOneByOrFail(EquipmentIssue, { id: row.id })),
        signature: penOf(bureau.officer)
      })
    )
    expect(issued.renewOn).toBe('2028-09-30')
    const card = { kind: 'workCard' as const, lowValueId: undefined, quantity: 1 }
    const first = await asking(bureau.officer.id, card)
    await approveAll(house(), first.approval.id)
    await doing(house(), bureau.clerk, async (unit) =>
      issueEquipment(unit, {
        ...(await house().database.read.findOneByOrFail(EquipmentIssue, { id: first.row.id })),
        signature: penOf(bureau.officer)
      })
    )
    await expectRefused(house(), 'AST-16', () => asking(bureau.officer.id, card), /每人一证/)
  })

  it('AST-16 the low-value register is no way round the request: no equipment to people, to other units or off it while drawn', async () => {
    const uniforms = {
      name: '冬执勤服',
      quantity: 10,
      priceCents: 28_000,
      equipmentKind: 'uniform' as const,
      unitId: bureau.finance.id,
      acquiredOn: '2026-05-01'
    }
    const entering = (plan: object = {}) =>
      doing(house(), bureau.accountant, (unit) => enterLowValue(unit, { ...uniforms, ...plan }))
    await expectRefused(house(), 'AST-16', () => entering({ userId: bureau.officer.id }), /发给个人须办领用/)
    const lot = await entering()
    const now = (id: string) => house().database.read.findOneByOrFail(LowValueItem, { id })
    const assigning = async (by: Person, plan: object, reasons = {}) => {
      const { id, version, unitId } = await now(lot.id)
      return doing(house(), by, (unit) => assignLowValue(unit, { id, version, unitId, quantity: 2, ...plan }), reasons)
    }
    const toPerson = { userId: bureau.officer.id }
    await expectRefused(house(), 'AST-16', () => assigning(bureau.accountant, toPerson), /发给个人须办领用/)
    await expectRefused(house(), 'AST-16', () => assigning(bureau.clerk, {}), /财务审计装备股统一管理/)
    const toSquad = { unitId: bureau.squad.id }
    await expectRefused(house(), 'AST-16', () => assigning(bureau.accountant, toSquad), /局负责人会议研究决定/)
    const meeting = { 'AST-16': '9月28日局长办公会，纪要第12号' }
    expect(await assigning(bureau.accountant, toSquad, meeting)).toMatchObject({ quantity: 2, userId: null })
    const { row, approval } = await doing(house(), bureau.squadHead, (unit) =>
      requestEquipment(unit, house(), {
        kind: 'uniform',
        lowValueId: lot.id,
        quantity: 1,
        personId: bureau.officer.id,
        purpose: '换装'
      })
    )
    await approveAll(house(), approval.id)
    const { lowValueId } = await doing(house(), bureau.accountant, async (unit) =>
      issueEquipment(unit, {
        ...(await house().database.read.findOneByOrFail(EquipmentIssue, { id: row.id })),
        signature: penOf(bureau.officer)
      })
    )
    const ending = async (id: string) => {
      const { version } = await now(id)
      return doing(house(), bureau.accountant, (unit) => endLowValue(unit, { id, version, reason: '破损' }))
    }
    await expectRefused(house(), 'AST-16', () => ending(lowValueId ?? ''), /在彭队员（GL.*名下，先办交回/)
    expect((await ending(lot.id)).state).toBe('gone')
  })
})
