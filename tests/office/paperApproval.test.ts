import { beforeAll, describe, expect, it } from 'vitest'
import type { Attachment, Person } from '@main/office/entities'
import { Approval, ApprovalDecision } from '@main/office/approvals/entities'
import { opinionBoxes } from '@main/office/records/opinionBoxes'
import { approversOf } from '@main/office/records/remarks'
import { timelineOf } from '@main/office/records/timeline'
import { readingOf } from '@main/office/procedure'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, anAttachment, aPerson, aUnit } from '../support/people'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as, faultOf } from '../support/officeCalls'
import { everythingOf } from '../support/refusals'

onBothEngines('approvals signed on paper outside the bureau', (bare) => {
  const ledger = aFakeLedger('vehicles', [
    { role: 'unitHead', label: '科室负责人意见' },
    { role: 'administrationLeader', label: '机关事务管理局分管副局长意见' }
  ])
  let house: TestHouse
  let applicant: Person
  let unitHead: Person
  let head: Person
  let officer: Person
  let colleague: Person

  beforeAll(async () => {
    house = withLedger(bare(), ledger)
    await aBureau(house, 'baicheng-office')
    const unit = await aUnit(house, { name: '申请科' })
    applicant = await aPerson(house, { name: '经办', unitId: unit.id, posts: ['vehicleOffice'] })
    unitHead = await aPerson(house, { name: '科长', unitId: unit.id, posts: ['unitHead'] })
    head = await aPerson(house, { name: '局长', posts: ['head'] })
    officer = await aPerson(house, { name: '车管', posts: ['vehicleOffice'], pin: '2468' })
    colleague = await aPerson(house, { name: '同事', unitId: unit.id })
  })

  const now = (id: string) => house.database.read.findOneByOrFail(Approval, { id })
  const decide = async (person: Person, id: string) =>
    as(house, person).approvals.decide({ id, version: (await now(id)).version, outcome: 'approve', opinion: '同意' })
  const waiting = async (): Promise<Approval> => {
    const { id } = await aRequest(house, applicant)
    await decide(unitHead, id)
    return now(id)
  }
  const paper = (request: Approval, scan: Attachment, more: object = {}) => ({
    outcome: 'approve' as const,
    opinion: '同意派车。',
    signedBy: '江副局长',
    signedOn: house.clock.today(),
    paperNumber: request.number,
    attachmentId: scan.id,
    ...more
  })
  const recorded = async (request: Approval, more: object = {}, by = officer, reasons?: Record<string, string>) => {
    const scan = await anAttachment(house)
    const { id, version } = await now(request.id)
    return as(house, by).approvals.recordPaper({
      id,
      version,
      paper: paper(request, scan, more),
      ...(reasons ? { reasons } : {})
    })
  }
  const refusedUntouched = async (request: Approval, more: object, by = officer) => {
    const before = [await everythingOf(house, 'vehicles'), await now(request.id)]
    const fault = await faultOf(recorded(request, more, by))
    expect([await everythingOf(house, 'vehicles'), await now(request.id)]).toEqual(before)
    return fault
  }

  describe('K-01', () => {
    it('K-01 lets nobody of the bureau decide in the place of who is outside it', async () => {
      const { id } = await waiting()
      expect((await faultOf(decide(head, id))).data.findings).toMatchObject([{ rule: 'K-01', act: 'BLOCK' }])
      const view = await as(house, officer).approvals.get({ id })
      expect(view.deciderIds).toEqual([])
      expect(view.steps.at(-1)?.hint).toContain('由外单位领导在打印的审批单上签署')
      // Whoever may record it has it in the inbox; the applicant, of the same post, has not.
      expect((await as(house, officer).approvals.inbox()).find((row) => row.id === id)).toMatchObject({ onPaper: true })
      expect((await as(house, applicant).approvals.inbox()).map((row) => row.id)).not.toContain(id)
    })

    it('K-01 wants signer, day, number and scan of this very paper', async () => {
      const request = await waiting()
      const bare = { signedBy: undefined, signedOn: undefined, paperNumber: undefined, attachmentId: undefined }
      expect((await refusedUntouched(request, bare)).data.findings).toMatchObject([
        { rule: 'K-01', act: 'NEED', missing: ['签署人', '签署日期', '纸面编号', '签署件扫描件'] }
      ])
      expect((await refusedUntouched(request, { opinion: '' })).data.findings).toMatchObject([
        { rule: 'K-01', missing: ['审批意见'] }
      ])
      expect((await refusedUntouched(request, { paperNumber: 'SY-2026-999999' })).message).toContain('不是同一份')
      expect((await refusedUntouched(request, { signedOn: '2026-09-29' })).message).toContain('不能早于本步开始')
      expect((await refusedUntouched(request, { signedOn: '2026-10-01' })).data.findings).toMatchObject([
        { rule: 'K-13' }
      ])
    })

    it('K-01 is recorded by who keeps the ledger or the office, never by the applicant, for outside steps only', async () => {
      const request = await waiting()
      expect((await refusedUntouched(request, {}, applicant)).message).toContain('申请人不能为自己的申请登记纸质审批')
      expect((await refusedUntouched(request, {}, colleague)).message).toContain('登记人应是车辆管理员、办公室主任')
      const inside = await aRequest(house, applicant)
      expect((await refusedUntouched(inside, {})).message).toContain('由本单位任职人员在系统内审批')
    })

    it('K-01 keeps who signed, when, the scan with its hash and who recorded it; shown on record, print and timeline', async () => {
      const request = await waiting()
      const scan = await anAttachment(house)
      const { id, version } = request
      // Spelled as a scanner or a hand may give it.
      const given = paper(request, scan, { paperNumber: request.number.toLowerCase(), capacity: '副局长' })
      expect(await as(house, officer).approvals.recordPaper({ id, version, paper: given })).toEqual({
        state: 'approved'
      })
      expect(ledger.outcomes.at(-1)).toBe('approved')
      const today = house.clock.today()
      const [decision] = await house.database.read.findBy(ApprovalDecision, { approvalId: id, step: 1 })
      expect(decision).toMatchObject({
        name: '江副局长',
        capacity: '副局长',
        personId: null,
        takenById: null,
        detail: { signedOn: today, attachmentId: scan.id, sha256: scan.sha256, recordedByName: '车管' }
      })
      const view = await as(house, applicant).approvals.get({ id })
      expect(view.steps.at(-1)).toMatchObject({
        state: 'done',
        decidedBy: '江副局长',
        telephone: false,
        paper: { signedOn: today, attachmentId: scan.id, recordedBy: '车管' }
      })
      expect((await opinionBoxes(await readingOf(house), id)).at(-1)).toEqual({
        label: '机关事务管理局分管副局长意见',
        opinion: '同意派车。（纸质签署，扫描件由车管登记）',
        name: '江副局长',
        date: today
      })
      expect((await approversOf(house.database.read, [id])).get(id)).toBe('江副局长（纸质签署）')
      const events = await timelineOf(house.database.read, {
        ledger: 'vehicles',
        subjects: [request.subjectId],
        approvals: [id]
      })
      expect(events.at(-1)?.title).toBe('机关事务管理局分管副局长意见：同意（2026年9月30日纸质签署，扫描件由车管登记）')
    })

    it('K-01 takes a refusal and a sending back from the paper, too; K-13 asks why it is recorded days later', async () => {
      expect(await recorded(await waiting(), { outcome: 'refuse', opinion: '车辆不足' })).toEqual({ state: 'refused' })
      const request = await waiting()
      expect(await recorded(request, { outcome: 'return', opinion: '路线不清' })).toEqual({ state: 'returned' })
      const before = house.clock.now()
      const open = await waiting()
      house.clock.set('2026-10-03T02:00:00.000Z')
      const late = { signedOn: '2026-09-30' }
      expect((await refusedUntouched(open, late)).data.findings).toMatchObject([{ rule: 'K-13', act: 'WARN' }])
      expect(await recorded(open, late, officer, { 'K-13': '签署件节后送回' })).toEqual({ state: 'approved' })
      house.clock.set(before)
    })
  })

  describe('K-03', () => {
    const called = async (request: Approval) => {
      const { id, version } = request
      await as(house, officer).approvals.telephone({
        id,
        version,
        call: { approvedByName: '江副局长', approvedAt: house.clock.now(), takenBy: officer.id, pin: '2468' }
      })
      return now(id)
    }

    it('K-03 takes the consent of who is outside by telephone, too, and owes the signed paper', async () => {
      const request = await waiting()
      const nobody = await faultOf(
        as(house, officer).approvals.telephone({
          id: request.id,
          version: request.version,
          call: { approvedAt: house.clock.now(), takenBy: officer.id, pin: '2468' }
        })
      )
      expect(nobody.data.findings).toMatchObject([{ rule: 'K-03', missing: ['批准领导'] }])
      const approved = await called(request)
      expect(approved.state).toBe('approved')
      const { id } = approved
      expect((await approversOf(house.database.read, [id])).get(id)).toBe('江副局长（电话同意，未确认）')
      expect((await as(house, officer).approvals.get({ id })).paperOwedBy).toBe('江副局长')
      // Nobody confirms it in words; the paper does.
      expect(
        (
          await faultOf(
            as(house, officer).approvals.confirmTelephone({ id, version: approved.version, opinion: '属实' })
          )
        ).code
      ).toBe('forbidden')
      expect((await refusedUntouched(approved, {}, applicant)).message).toContain('申请人不能为自己的申请登记纸质审批')
      await recorded(approved)
      expect((await as(house, officer).approvals.get({ id })).paperOwedBy).toBeNull()
      expect((await approversOf(house.database.read, [id])).get(id)).toBe('江副局长（电话同意，已确认）')
      expect((await opinionBoxes(await readingOf(house), id)).at(-1)?.opinion).toContain(
        '2026年9月30日补签：同意派车。（纸质签署，扫描件由车管登记）'
      )
      expect((await faultOf(recorded(approved))).code).toBe('conflict')
    })

    it('K-03 cancels what is not done where the paper says no', async () => {
      const approved = await called(await waiting())
      expect(await recorded(approved, { outcome: 'refuse', opinion: '没有同意过' })).toEqual({ state: 'cancelled' })
      expect(ledger.cancelled).toContain(approved.subjectId)
    })
  })
})
