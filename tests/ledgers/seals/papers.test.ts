import { beforeAll, expect, it } from 'vitest'
import { stampShort, type ShortFormInput } from '@main/ledgers/seals/use/stamp'
import { onBothEngines } from '../../support/house'
import { applied, aPaper, aSeal, aSealBureau, aUse, doing, expectRefused, type SealBureau } from '../../support/seals'
import { aPerson, aUnit } from '../../support/people'

onBothEngines('papers that are sealed', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })

  const shortForm = (sealId: string, plan: Partial<ShortFormInput> = {}): ShortFormInput => ({
    sealId,
    documentKind: 'introduction',
    title: '赴市局联系工作',
    documentNumber: '存根0101',
    copies: 1,
    onBehalf: false,
    blank: false,
    basis: 'counterfoil',
    applicantId: bureau.clerk.id,
    place: 'custodyRoom',
    ...plan
  })
  const short = (input: ShortFormInput, reasons?: Record<string, string>) =>
    doing(house(), bureau.custodian, (unit) => stampShort(unit, input), reasons)

  it('SEAL-08 logs counterfoil letters in short form with their number, each once', async () => {
    const seal = await aSeal(house(), bureau)
    await expectRefused(house(), 'SEAL-08', () => short(shortForm(seal.id, { documentNumber: undefined })), /存根编号/)
    await expectRefused(house(), 'SEAL-08', () => short(shortForm(seal.id, { copies: 2 })), /一号一份/)
    const use = await short(shortForm(seal.id))
    expect(use).toMatchObject({
      mode: 'shortForm',
      requestId: null,
      approvers: '凭存根，免申请',
      documentNumber: '存根0101'
    })
    await expectRefused(house(), 'SEAL-08', () => short(shortForm(seal.id)), /不能重复/)
  })

  it('SEAL-08 takes outgoing documents only when a leader has signed them, today at the latest', async () => {
    const seal = await aSeal(house(), bureau)
    const issued = (plan: Partial<ShortFormInput> = {}) =>
      shortForm(seal.id, {
        basis: 'issuedDocument',
        documentKind: 'officialDocument',
        documentNumber: '洞城管发〔2026〕18号',
        signedById: bureau.head.id,
        signedOn: '2026-09-29',
        ...plan
      })
    await expectRefused(
      house(),
      'SEAL-08',
      () => short(issued({ signedById: undefined, signedOn: undefined })),
      /签发领导.*签发日期/
    )
    await expectRefused(house(), 'SEAL-08', () => short(issued({ signedById: bureau.clerk.id })), /不是局领导/)
    await expectRefused(house(), 'SEAL-08', () => short(issued({ signedOn: '2026-10-01' })), /晚于今天/)
    await expectRefused(house(), 'SEAL-08', () => short(issued({ documentKind: 'contract' })), /办理用印申请/)
    expect((await short(issued())).approvers).toBe('周局长 2026年9月29日签发')
    await expectRefused(house(), 'SEAL-08', () => short(issued()))
    expect((await short(issued(), { 'SEAL-08': '加印10份存档' })).mode).toBe('shortForm')
  })

  it('SEAL-09 refuses a purpose outside the seal’s scope', async () => {
    const finance = await aSeal(house(), bureau, { kind: 'finance', custodianId: bureau.cashier.id })
    await expectRefused(
      house(),
      'SEAL-09',
      () => applied(house(), bureau.clerk, aPaper(finance, { documentKind: 'penaltyDecision' })),
      /不在.*使用范围/
    )
    expect((await applied(house(), bureau.clerk, aPaper(finance, { documentKind: 'receipt' }))).request.state).toBe(
      'pending'
    )
  })

  it('SEAL-10 wants 代章 where signing body and seal differ, and carries it to the record', async () => {
    const seal = await aSeal(house(), bureau)
    const paper = aPaper(seal, { signingBody: '执法中队' })
    await expectRefused(house(), 'SEAL-10', () => applied(house(), bureau.clerk, paper), /代章/)
    const use = await aUse(house(), bureau, seal, { signingBody: '执法中队', onBehalf: true })
    expect(use).toMatchObject({ onBehalf: true, signingBody: '执法中队' })
    expect(
      (await applied(house(), bureau.clerk, paper, { 'SEAL-10': '落款为内设机构，正文已写明' })).request.onBehalf
    ).toBe(false)
  })

  it('SEAL-15 asks why a unit’s seal goes on an external document', async () => {
    const unitSeal = await aSeal(house(), bureau, { kind: 'unit', unitId: bureau.squad.id })
    const paper = aPaper(unitSeal, { documentKind: 'report' })
    await expectRefused(house(), 'SEAL-15', () => applied(house(), bureau.clerk, paper), /不应用于对外/)
    expect((await applied(house(), bureau.clerk, paper, { 'SEAL-15': '上级指定加盖中队章' })).request.state).toBe(
      'pending'
    )
    expect((await applied(house(), bureau.clerk, aPaper(unitSeal, { documentKind: 'unitReport' }))).request.state).toBe(
      'pending'
    )
  })

  it('SEAL-15 lets the office seal external documents, whatever the office is called', async () => {
    const services = await aUnit(house(), { name: '综合服务股' })
    const unitSeal = await aSeal(house(), bureau, { kind: 'unit', unitId: services.id })
    const paper = aPaper(unitSeal, { documentKind: 'report' })
    await expectRefused(house(), 'SEAL-15', () => applied(house(), bureau.clerk, paper))
    await aPerson(house(), { name: '卜主任', unitId: services.id, posts: ['officeDirector'] })
    expect((await applied(house(), bureau.clerk, paper)).request.state).toBe('pending')
  })

  it('SEAL-21 refuses a licence under another seal than that of administrative approval', async () => {
    const seal = await aSeal(house(), bureau)
    const licences = await aSeal(house(), bureau, { kind: 'approval' })
    await expectRefused(
      house(),
      'SEAL-21',
      () => applied(house(), bureau.clerk, aPaper(seal, { documentKind: 'licence' })),
      /行政审批专用章/
    )
    expect((await applied(house(), bureau.clerk, aPaper(licences, { documentKind: 'licence' }))).request.state).toBe(
      'pending'
    )
  })
})
