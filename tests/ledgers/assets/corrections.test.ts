import { beforeAll, expect, it } from 'vitest'
import { Fault } from '@main/kernel/fault'
import { submitAcquisition } from '@main/ledgers/assets/acquisition/acts'
import { acquisitionDetail } from '@main/ledgers/assets/acquisition/rows'
import { amendDamage, submitDamage } from '@main/ledgers/assets/damage/acts'
import { damageDetail } from '@main/ledgers/assets/damage/rows'
import {
  Acquisition,
  AssetDamage,
  AssetLoan,
  AssetTransfer,
  EquipmentIssue,
  RequestLine,
  Retirement
} from '@main/ledgers/assets/entities'
import { amendEquipment, requestEquipment } from '@main/ledgers/assets/equipment/acts'
import { issueDetail } from '@main/ledgers/assets/equipment/rows'
import { amendLoan, submitLoan } from '@main/ledgers/assets/loan/acts'
import { loanDetail } from '@main/ledgers/assets/loan/rows'
import { amendRetirement, submitRetirement } from '@main/ledgers/assets/retirement/acts'
import { retirementDetail } from '@main/ledgers/assets/retirement/rows'
import { amendTransfer, submitTransfer } from '@main/ledgers/assets/transfer/acts'
import { transferDetail } from '@main/ledgers/assets/transfer/rows'
import { Approval, ApprovalDecision } from '@main/office/approvals/entities'
import {
  aCard,
  anAssetBureau,
  anEquipment,
  approveAll,
  aRequestFor,
  cardNow,
  certified,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { decideThrough, readingAs } from '../../support/ledgerActs'

onBothEngines('returned requests of the assets ledger are corrected in place', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })
  const read = () => house().database.read
  const sendBack = (approvalId: string) =>
    decideThrough(house(), approvalId, { steps: 1, outcome: 'return', opinion: '请补充说明' })
  const lastNote = async (approvalId: string) =>
    (await read().findOne(ApprovalDecision, { where: { approvalId, outcome: 'resubmit' }, order: { id: 'DESC' } }))
      ?.opinion
  const mayAmend = (detail: { readonly actions: readonly { readonly action: string; readonly enabled: boolean }[] }) =>
    detail.actions.find(({ action }) => action === 'amend')?.enabled

  it('AST-03 AST-04 a request to buy is judged again with what was corrected, keeps its number, and goes through the chain from its first step', async () => {
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitAcquisition(unit, house(), aRequestFor(bureau))
    )
    const reading = async () => readingAs(house(), bureau.colleague)
    expect(mayAmend(await acquisitionDetail(await reading(), row.id))).toBeUndefined()
    await sendBack(approval.id)
    const now = () => read().findOneByOrFail(Acquisition, { id: row.id })
    const corrected = aRequestFor(bureau, {
      reason: '原有一台无法调剂',
      lines: [{ name: '扫描仪', equipmentKind: 'none', quantity: 2, unitPriceCents: 130_000 }]
    })
    const again = async (by = bureau.colleague, input = corrected) => {
      const { id, version } = await now()
      return doing(house(), by, (unit) =>
        submitAcquisition(unit, house(), input, { id, version, note: '补正：增加一台' })
      )
    }
    expect(mayAmend(await acquisitionDetail(await reading(), row.id))).toBe(true)
    // Nobody else corrects it, and the rules hold as for a new one.
    await expect(again(bureau.sectionHead)).rejects.toThrow(Fault)
    await expectRefused(house(), 'AST-03', () => again(bureau.colleague, { ...corrected, budget: ' ' }), /预算/)
    await again()
    expect(await now()).toMatchObject({
      number: row.number,
      state: 'pending',
      reason: '原有一台无法调剂',
      quantity: 2,
      amountCents: 260_000
    })
    expect(await read().findOneByOrFail(Approval, { id: approval.id })).toMatchObject({
      state: 'pending',
      step: 0,
      amountCents: 260_000
    })
    expect(await lastNote(approval.id)).toBe('补正：增加一台（修改：数量、金额、理由）')
    await expect(again()).rejects.toThrow(Fault)
    await approveAll(house(), approval.id)
    expect(await now()).toMatchObject({ state: 'approved', approvedOn: house().clock.today() })
  })

  it('AST-09 a transfer is corrected for the cards it was made with', async () => {
    const card = await aCard(house(), bureau)
    const asked = {
      toUnitId: bureau.squad.id,
      toUserId: bureau.officer.id,
      toKeeperId: bureau.officer.id,
      toPlace: '大队办公室',
      reason: '工作需要'
    }
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitTransfer(unit, house(), { ...asked, assetIds: [card.id] })
    )
    await sendBack(approval.id)
    const { id, version } = await read().findOneByOrFail(AssetTransfer, { id: row.id })
    expect(mayAmend(await transferDetail(await readingAs(house(), bureau.colleague), id))).toBe(true)
    const amending = (plan: object) =>
      doing(house(), bureau.colleague, (unit) =>
        amendTransfer(unit, house(), { ...asked, ...plan, id, version, note: '补正' })
      )
    await expect(amending({ toKeeperId: bureau.director.id })).rejects.toThrow('谢主任不在调入部门')
    await amending({ toPlace: '值班室', reason: '案件录入需要' })
    expect(await read().findOneByOrFail(AssetTransfer, { id })).toMatchObject({
      state: 'pending',
      toPlace: '值班室',
      number: row.number,
      assets: 1
    })
    expect(await lastNote(approval.id)).toBe('补正（修改：新存放地、原因）')
    expect(await read().countBy(RequestLine, { ownerId: id })).toBe(1)
    expect(await cardNow(house(), card)).toMatchObject({ unitId: bureau.section.id, place: '301室' })
  })

  it('AST-12 a retirement is corrected while its things wait for it, never for a thing too young', async () => {
    const old = await aCard(house(), bureau, { acquiredOn: '2019-03-15', enteredOn: '2019-03-15' })
    const asked = { kind: 'scrap' as const, reason: '损坏', appraisal: '无维修价值' }
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitRetirement(unit, house(), { ...asked, assetIds: [old.id] })
    )
    await sendBack(approval.id)
    expect((await cardNow(house(), old)).state).toBe('awaiting')
    const { id, version } = await read().findOneByOrFail(Retirement, { id: row.id })
    expect(mayAmend(await retirementDetail(await readingAs(house(), bureau.colleague), id))).toBe(true)
    const amending = (plan: object) =>
      doing(house(), bureau.colleague, (unit) =>
        amendRetirement(unit, house(), { ...asked, ...plan, id, version, note: '补正' })
      )
    await expectRefused(house(), 'AST-12', () => amending({ kind: 'donation' }), /接收单位/)
    await amending({ reason: '主板损坏，配件停产' })
    expect(await read().findOneByOrFail(Retirement, { id })).toMatchObject({
      state: 'pending',
      number: row.number,
      reason: '主板损坏，配件停产',
      assets: 1
    })
    expect(await lastNote(approval.id)).toBe('补正（修改：原因）')
    expect((await cardNow(house(), old)).state).toBe('awaiting')
    await approveAll(house(), approval.id)
    expect((await read().findOneByOrFail(Retirement, { id })).state).toBe('approved')
  })

  it('AST-11 a loan is corrected for the thing it was asked for, within the rule', async () => {
    const card = await aCard(house(), bureau)
    const other = await aCard(house(), bureau)
    const asked = { kind: 'out' as const, counterparty: '县文明办', purpose: '检查', fromDay: '2026-09-30' }
    const { row, approval } = await doing(house(), bureau.colleague, (unit) =>
      submitLoan(unit, house(), { ...asked, assetId: card.id, dueOn: '2026-10-15' })
    )
    await sendBack(approval.id)
    const { id, version } = await read().findOneByOrFail(AssetLoan, { id: row.id })
    expect(mayAmend(await loanDetail(await readingAs(house(), bureau.colleague), id))).toBe(true)
    const amending = (dueOn: string, by = bureau.colleague) =>
      doing(house(), by, (unit) =>
        amendLoan(unit, house(), { ...asked, assetId: other.id, purpose: '创建检查', dueOn, id, version, note: '补正' })
      )
    await expect(amending('2026-10-20', bureau.sectionHead)).rejects.toThrow(Fault)
    await expectRefused(house(), 'AST-11', () => amending('2026-09-01'), /不能早于/)
    await amending('2026-10-20')
    expect(await read().findOneByOrFail(AssetLoan, { id })).toMatchObject({
      state: 'pending',
      number: row.number,
      assetId: card.id,
      purpose: '创建检查',
      dueOn: '2026-10-20'
    })
    expect(await lastNote(approval.id)).toBe('补正（修改：用途、应归还）')
    await approveAll(house(), approval.id)
    expect((await read().findOneByOrFail(AssetLoan, { id })).state).toBe('approved')
  })

  it('AST-16 a request for equipment is corrected for the same thing, for another officer', async () => {
    await certified(house(), bureau.officer)
    const camera = await anEquipment(house(), bureau, 'bodyCamera')
    const asked = { kind: 'bodyCamera' as const, assetId: camera.id, quantity: 1 }
    const { row, approval } = await doing(house(), bureau.squadHead, (unit) =>
      requestEquipment(unit, house(), { ...asked, personId: bureau.officer.id, purpose: '执勤' })
    )
    await sendBack(approval.id)
    const { id, version } = await read().findOneByOrFail(EquipmentIssue, { id: row.id })
    expect(mayAmend(await issueDetail(await readingAs(house(), bureau.squadHead), id))).toBe(true)
    const amending = (personId: string) =>
      doing(house(), bureau.squadHead, (unit) =>
        amendEquipment(unit, house(), { ...asked, personId, purpose: '夜间巡查', id, version, note: '写明用途' })
      )
    await expectRefused(house(), 'AST-16', () => amending(bureau.squadHead.id), /没有有效的执法证/)
    await amending(bureau.officer.id)
    expect(await read().findOneByOrFail(EquipmentIssue, { id })).toMatchObject({
      state: 'pending',
      number: row.number,
      assetId: camera.id,
      purpose: '夜间巡查'
    })
    expect(await lastNote(approval.id)).toBe('写明用途（修改：用途）')
  })

  it('AST-13 a finding is corrected, never to another thing or case, and the thing stays missing', async () => {
    const camera = await anEquipment(house(), bureau, 'bodyCamera')
    const found = {
      assetId: camera.id,
      kind: 'loss' as const,
      happenedOn: '2026-09-29',
      circumstances: '执勤途中遗失',
      personId: bureau.officer.id,
      finding: '保管不善',
      assessedCents: camera.originalCents
    }
    const { row, approval } = await doing(house(), bureau.squadHead, (unit) => submitDamage(unit, house(), found))
    await sendBack(approval.id)
    const { id, version } = await read().findOneByOrFail(AssetDamage, { id: row.id })
    expect(mayAmend(await damageDetail(await readingAs(house(), bureau.squadHead), id))).toBe(true)
    const amending = (plan: object) =>
      doing(house(), bureau.squadHead, (unit) =>
        amendDamage(unit, house(), { ...found, ...plan, id, version, note: '补正' })
      )
    await expectRefused(house(), 'AST-13', () => amending({ assessedCents: 1 }), /按原价/)
    await amending({ kind: 'misuse', finding: '保管不善，由领用人按原价赔偿' })
    expect(await read().findOneByOrFail(AssetDamage, { id })).toMatchObject({
      state: 'pending',
      number: row.number,
      kind: 'loss',
      finding: '保管不善，由领用人按原价赔偿'
    })
    expect(await lastNote(approval.id)).toBe('补正（修改：责任认定）')
    expect((await cardNow(house(), camera)).state).toBe('missing')
  })
})
