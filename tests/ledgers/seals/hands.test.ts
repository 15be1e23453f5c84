import { beforeAll, expect, it } from 'vitest'
import { Person as PersonRow, RuleSettingRow, type Person } from '@main/office/entities'
import { Approval } from '@main/office/approvals/entities'
import { candidatesFor } from '@main/office/approvals/candidates'
import { cancelApproved } from '@main/office/approvals/cancelling'
import { standIn } from '@main/office/handovers/standIn'
import { Appointment } from '@main/office/entities'
import { heldBy } from '@main/office/clearance/held'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { carryOutDestruction, requestDestruction } from '@main/ledgers/seals/destruction/acts'
import { requestUse } from '@main/ledgers/seals/request/acts'
import { closeRest, reverseUse, stamp, stampShort, type StampInput } from '@main/ledgers/seals/use/stamp'
import { Destruction, SealUse, UseRequest, type Seal } from '@main/ledgers/seals/entities'
import { onBothEngines } from '../../support/house'
import { anAttachment, aPerson, arranging } from '../../support/people'
import { as, refusedBy as refusedWith } from '../../support/officeCalls'
import {
  anApprovedRequest,
  aPaper,
  applied,
  approved,
  aSeal,
  aSealBureau,
  doing,
  everyone,
  expectRefused,
  pen,
  sealNow,
  type SealBureau
} from '../../support/seals'

onBothEngines('who stamps and how much', (house) => {
  let bureau: SealBureau
  let colleague: Person
  beforeAll(async () => {
    bureau = await aSealBureau(house())
    colleague = await aPerson(house(), { name: '贺监印', unitId: bureau.office.id, posts: ['sealCustodian'] })
  })

  const now = (request: UseRequest) => house().database.read.findOneByOrFail(UseRequest, { id: request.id })
  const stampedBy = async (person: Person, request: UseRequest, more: Partial<StampInput> = {}) => {
    const { version } = await now(request)
    const input = { requestId: request.id, version, copies: 1, blank: false, place: 'custodyRoom' as const, ...more }
    return doing(house(), person, (unit) => stamp(unit, input))
  }
  const handed = async (seal: Seal, from: Person, to: Person, more: object = {}) => {
    const { version } = await sealNow(house(), seal)
    const signatures = { from: pen(from), to: pen(to) }
    const plain = {
      id: seal.id,
      version,
      kind: 'transfer' as const,
      toPersonId: to.id,
      keysHandedOver: true,
      reason: '工作调整',
      signatures
    }
    return doing(house(), bureau.director, (unit) => handOver(unit, { ...plain, ...more }))
  }
  const awayFor = async (absent: Person, deputy: Person, from: string, until: string) => {
    const post = await house().database.read.findOneByOrFail(Appointment, {
      personId: absent.id,
      post: 'sealCustodian'
    })
    const signatures = { from: pen(absent), to: pen(deputy) }
    const input = {
      appointmentId: post.id,
      toPersonId: deputy.id,
      from,
      until,
      keysHandedOver: true,
      reason: '休假',
      signatures
    }
    return doing(house(), bureau.director, (unit) => standIn(unit, house(), input))
  }

  it('SEAL-11 lets only who has that very seal in hand stamp it; a custodian’s post alone gives nothing', async () => {
    const seal = await aSeal(house(), bureau)
    const request = await anApprovedRequest(house(), bureau, seal, { copies: 3 })
    await expectRefused(house(), 'SEAL-11', () => stampedBy(colleague, request), /现由唐监印保管/)
    await stampedBy(bureau.custodian, request)
    await handed(seal, bureau.custodian, colleague)
    // The former keeper holds the post still, and no seal.
    await expectRefused(house(), 'SEAL-11', () => stampedBy(bureau.custodian, request), /现由贺监印保管/)
    expect((await stampedBy(colleague, request)).custodianName).toBe('贺监印')
  })

  it('SEAL-11 K-07 gives the absent keeper’s seals to the stand-in for those days, and to nobody else', async () => {
    const seal = await aSeal(house(), bureau)
    const request = await anApprovedRequest(house(), bureau, seal, { copies: 3 })
    const others = await aSeal(house(), bureau, { custodianId: colleague.id })
    const other = await anApprovedRequest(house(), bureau, others)
    await awayFor(bureau.custodian, bureau.deputy, '2026-10-08', '2026-10-09')
    house().clock.setDay('2026-10-08')
    await expectRefused(house(), 'SEAL-11', () => stampedBy(bureau.custodian, request), /现由罗干事保管/)
    expect((await stampedBy(bureau.deputy, request)).custodianName).toBe('罗干事')
    // Standing in for one custodian’s post opens no seal another keeps.
    await expectRefused(house(), 'SEAL-11', () => stampedBy(bureau.deputy, other), /现由贺监印保管/)
    house().clock.setDay('2026-10-10')
    await expectRefused(house(), 'SEAL-11', () => stampedBy(bureau.deputy, request), /现由唐监印保管/)
    await stampedBy(bureau.custodian, request)
    house().clock.setDay('2026-09-30')
  })

  it('SEAL-11 holds for the short form as well', async () => {
    const seal = await aSeal(house(), bureau)
    const short = (person: Person) =>
      doing(house(), person, (unit) =>
        stampShort(unit, {
          ...aPaper(seal, { documentKind: 'introduction', documentNumber: `介${seal.number}`, copies: 1 }),
          basis: 'counterfoil',
          applicantId: bureau.clerk.id,
          place: 'custodyRoom'
        })
      )
    await expectRefused(house(), 'SEAL-11', () => short(colleague))
    expect((await short(bureau.custodian)).mode).toBe('shortForm')
  })

  it('SEAL-20 keeps the finance and private seals apart also by stand-in for a post, before and after', async () => {
    const relief = await aPerson(house(), { name: '罗替班', unitId: bureau.office.id })
    const finance = await aSeal(house(), bureau, { kind: 'finance', custodianId: colleague.id })
    await aSeal(house(), bureau, { kind: 'personal', custodianId: bureau.cashier.id })
    await expectRefused(
      house(),
      'SEAL-20',
      () => awayFor(colleague, bureau.cashier, '2026-11-02', '2026-11-03'),
      /分人保管/
    )
    await awayFor(colleague, relief, '2026-11-02', '2026-11-03')
    // Who stands in for the finance seal's keeper cannot be handed a private one meanwhile.
    await expectRefused(house(), 'SEAL-20', () => aSeal(house(), bureau, { kind: 'personal', custodianId: relief.id }))
    const personal = await aSeal(house(), bureau, { kind: 'personal', custodianId: bureau.head.id })
    await expectRefused(house(), 'SEAL-20', () => handed(personal, bureau.head, relief), /分人保管/)
    await expectRefused(house(), 'SEAL-20', () => handed(personal, bureau.head, colleague, { kind: 'key' }), /分人保管/)
    expect((await sealNow(house(), finance)).custodianId).toBe(colleague.id)
  })

  it('SEAL-07 lets a personal seal’s owner consent and nobody in their stead, however long they are silent', async () => {
    const seal = await aSeal(house(), bureau, {
      kind: 'personal',
      ownerId: bureau.leader.id,
      custodianId: bureau.custodian.id
    })
    const { approval } = await applied(house(), bureau.clerk, aPaper(seal, { documentKind: 'enterpriseReview' }))
    await approved(house(), approval.id, everyone(bureau), 1)
    house().clock.advanceDays(30)
    const waiting = await house().database.read.findOneByOrFail(Approval, { id: approval.id })
    const candidates = await candidatesFor(house().database.read, waiting, house().clock.today())
    expect(candidates).toEqual({ people: [bureau.leader.id], above: [], escalated: false, hint: 'consentWaited' })
    expect(
      await refusedWith(
        as(house(), bureau.head).approvals.decide({
          id: approval.id,
          version: waiting.version,
          outcome: 'approve',
          opinion: '同意'
        })
      )
    ).toEqual(['K-01'])
    await as(house(), bureau.leader).approvals.decide({
      id: approval.id,
      version: waiting.version,
      outcome: 'approve',
      opinion: '同意'
    })
    house().clock.setDay('2026-09-30')
  })

  it('SEAL-07 asks for legal review before a personal seal on a penalty, and allows a cheque the head’s only', async () => {
    const seal = await aSeal(house(), bureau, {
      kind: 'personal',
      ownerId: bureau.leader.id,
      scope: ['penaltyDecision', 'cheque']
    })
    const { approval } = await applied(
      house(),
      bureau.clerk,
      aPaper(seal, { documentKind: 'penaltyDecision', documentNumber: '洞城罚〔2026〕1号' })
    )
    expect(approval.steps.map(({ role }) => role)).toEqual(['unitHead', 'legalReviewer', 'person'])
    await expectRefused(
      house(),
      'SEAL-07',
      () => applied(house(), bureau.clerk, aPaper(seal, { documentKind: 'cheque' })),
      /不是主要领导/
    )
    const heads = await aSeal(house(), bureau, { kind: 'personal', ownerId: bureau.head.id, scope: ['cheque'] })
    await applied(house(), bureau.clerk, aPaper(heads, { documentKind: 'cheque' }))
  })

  it('SEAL-07 K-08 lets nobody leave before their personal seal is recalled, and stamps none of somebody who left', async () => {
    const owner = await aPerson(house(), {
      name: '卸任副局长',
      unitId: bureau.office.id,
      posts: [{ post: 'leader', unitId: bureau.squad.id }]
    })
    const seal = await aSeal(house(), bureau, { kind: 'personal', ownerId: owner.id, custodianId: bureau.custodian.id })
    const { request, approval } = await applied(
      house(),
      bureau.clerk,
      aPaper(seal, { documentKind: 'enterpriseReview' })
    )
    await approved(house(), approval.id, [...everyone(bureau), owner])
    const lines = () => heldBy(house(), house().database.read, owner.id, house().clock.today())
    expect((await lines()).map(({ label }) => label)).toEqual([`本人印章：${seal.name}`])
    await arranging(house(), async (unit) => {
      const row = await unit.load(PersonRow, owner.id, '人员')
      await unit.update(PersonRow, row, { status: 'departed', departedOn: unit.today }, '人员')
    })
    await expectRefused(house(), 'SEAL-07', () => stampedBy(bureau.custodian, request), /已离岗，其个人印章不得再用/)
  })

  it('SEAL-07 stamps the rest of an approval later, never more than approved, until the custodian closes it', async () => {
    const seal = await aSeal(house(), bureau)
    const request = await anApprovedRequest(house(), bureau, seal, { copies: 3 })
    await stampedBy(bureau.custodian, request, { copies: 2 })
    expect(await now(request)).toMatchObject({ state: 'approved', consumedCopies: 2 })
    await expectRefused(
      house(),
      'SEAL-07',
      () => stampedBy(bureau.custodian, request, { copies: 2 }),
      /批准3份，已盖2份，不能再盖2份/
    )
    const second = await stampedBy(bureau.custodian, request)
    expect(await now(request)).toMatchObject({ state: 'stamped', consumedCopies: 3 })
    await expectRefused(house(), 'SEAL-07', () => stampedBy(bureau.custodian, request), /不能重复使用/)
    await doing(house(), bureau.custodian, (unit) => reverseUse(unit, second.id, '盖错'))
    expect(await now(request)).toMatchObject({ state: 'approved', consumedCopies: 2 })
    const closing = async (person: Person) => {
      const { version } = await now(request)
      return doing(house(), person, (unit) => closeRest(unit, { id: request.id, version, reason: '不再需要' }))
    }
    await expectRefused(house(), 'SEAL-11', () => closing(colleague))
    await closing(bureau.custodian)
    await expectRefused(house(), 'SEAL-07', () => stampedBy(bureau.custodian, request))
    const uses = await house().database.read.findBy(SealUse, { requestId: request.id })
    expect(uses.reduce((sum, { copies }) => sum + copies, 0)).toBe(2)
  })

  it('K-01 cancels an approved application not yet stamped; a partly stamped one ends as used', async () => {
    const seal = await aSeal(house(), bureau)
    const cancel = async (request: UseRequest) =>
      doing(house(), bureau.clerk, async (unit) => {
        const approval = await unit.load(Approval, request.approvalId ?? '', '审批')
        return cancelApproved(unit, house(), approval.id, approval.version, '文件作废')
      })
    const whole = await anApprovedRequest(house(), bureau, seal)
    await cancel(whole)
    expect((await now(whole)).state).toBe('cancelled')
    await expectRefused(house(), 'SEAL-07', () => stampedBy(bureau.custodian, whole))
    const partly = await anApprovedRequest(house(), bureau, seal, { copies: 2 })
    await stampedBy(bureau.custodian, partly)
    await cancel(partly)
    expect(await now(partly)).toMatchObject({ state: 'stamped', consumedCopies: 1 })
  })

  it('SEAL-14 turns contract staff away where the bureau says so', async () => {
    const worker = await aPerson(house(), { name: '合同工', unitId: bureau.squad.id, kind: 'contract' })
    const seal = await aSeal(house(), bureau)
    const { request, approval } = await applied(house(), worker, aPaper(seal))
    await approved(house(), approval.id, everyone(bureau))
    const setting = await arranging(house(), (unit) =>
      unit.insert(RuleSettingRow, { rule: 'SEAL-14', state: 'on', parameters: { contract: '否' } })
    )
    await expectRefused(house(), 'SEAL-14', () => stampedBy(bureau.custodian, request), /合同聘用/)
    await arranging(house(), (unit) => unit.remove(RuleSettingRow, setting, '规则'))
    await stampedBy(bureau.custodian, request)
  })

  it('SEAL-21 refuses a licence under any seal but that of administrative approval, unless the office lowers it', async () => {
    const seal = await aSeal(house(), bureau, { scope: ['licence'] })
    const paper = aPaper(seal, { documentKind: 'licence', documentNumber: '许可1号' })
    await expectRefused(house(), 'SEAL-21', () =>
      doing(house(), bureau.clerk, (unit) => requestUse(unit, house(), paper), { 'SEAL-21': '没有审批章' })
    )
    const lowered = await arranging(house(), (unit) =>
      unit.insert(RuleSettingRow, { rule: 'SEAL-21', state: 'warn', parameters: {} })
    )
    await doing(house(), bureau.clerk, (unit) => requestUse(unit, house(), paper), { 'SEAL-21': '审批章未刻' })
    await arranging(house(), (unit) => unit.remove(RuleSettingRow, lowered, '规则'))
  })

  it('SEAL-06 K-12 K-11 has a handing over watched by somebody who is neither side, nor temporary staff', async () => {
    const seal = await aSeal(house(), bureau)
    const watched = (witness: Person) =>
      handed(seal, bureau.custodian, bureau.director, { kind: 'recovery', witnessId: witness.id })
    await expectRefused(house(), 'K-12', () => watched(bureau.custodian), /是移交人，不能再作监交人/)
    await expectRefused(house(), 'K-12', () => watched(bureau.director), /是接收人，不能再作监交人/)
    await expectRefused(house(), 'K-11', () => watched(bureau.temp))
    await watched(bureau.clerk)
  })

  it('SEAL-18 K-12 destroys before two witnesses who neither applied nor approved', async () => {
    const seal = await aSeal(house(), bureau)
    await handed(seal, bureau.custodian, bureau.director, { kind: 'recovery' })
    const { version } = await sealNow(house(), seal)
    const wanted = { sealId: seal.id, version, reason: '停用', method: '粉碎' }
    const asked = await doing(house(), bureau.director, (unit) => requestDestruction(unit, house(), wanted))
    await approved(house(), asked.approvalId ?? '', everyone(bureau))
    const photo = await anAttachment(house())
    const destroyed = async (...people: Person[]) => {
      const row = await house().database.read.findOneByOrFail(Destruction, { id: asked.id })
      const witnesses = await Promise.all(people.map((each) => pen(each)))
      const input = { id: asked.id, version: row.version, place: '办公室', photoId: photo.id, witnesses }
      return doing(house(), bureau.custodian, (unit) => carryOutDestruction(unit, input))
    }
    await expectRefused(house(), 'K-12', () => destroyed(bureau.director, bureau.clerk), /谢主任是申请人/)
    await expectRefused(house(), 'K-12', () => destroyed(bureau.head, bureau.clerk), /周局长是审批人/)
    await expectRefused(house(), 'SEAL-18', () => destroyed(bureau.clerk, bureau.clerk))
    await expectRefused(house(), 'K-11', () => destroyed(bureau.clerk, bureau.temp))
    expect((await destroyed(bureau.clerk, bureau.legal)).state).toBe('destroyed')
  })
})
