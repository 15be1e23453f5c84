import { beforeAll, describe, expect, it } from 'vitest'
import { handOverOffice } from '@main/ledgers/confidential/cabinet/acts'
import { closeCheck, countCarriers, openCheck } from '@main/ledgers/confidential/check/acts'
import { roundOf, roundOn, roundsBetween, roundWords } from '@main/ledgers/confidential/rounds'
import { confidentialDue } from '@main/ledgers/confidential/due'
import { Cabinet, CarrierStanding, CarrierStep, Check, CheckLine, Incident } from '@main/ledgers/confidential/entities'
import {
  closeIncident,
  foundAgain,
  noteIncident,
  openIncident,
  reportIncident
} from '@main/ledgers/confidential/incident/acts'
import { confidentialProofs } from '@main/ledgers/confidential/proofs'
import { loadShippedCalendar } from '@main/office/session/founding'
import { onBothEngines } from '../../support/house'
import { changeRuleParameter } from '../../support/parameters'
import { aBureau, aPerson } from '../../support/people'
import {
  aConfidentialStaff,
  actingIn,
  aFile,
  asOfficer,
  back,
  lent,
  missedAs,
  reads,
  refusedBy,
  standingOf,
  type ConfidentialStaff
} from '../../support/confidential'
import { penOf } from '../../support/pen'

describe('rounds of a periodic duty', () => {
  const keys = (from: string, to: string, months: readonly number[]) =>
    roundsBetween(from, to, months).map(({ key }) => key)

  it('are half-years that end on 30 June and 31 December, unless months are set', () => {
    expect([roundOn('2026-06-30', [6, 12]).key, roundOn('2026-07-01', [6, 12]).key]).toEqual(['2026-H1', '2026-H2'])
    expect(roundOf('2026-H1').to).toBe('2026-06-30')
    expect(keys('2025-12-31', '2026-07-01', [6, 12])).toEqual(['2025-H2', '2026-H1', '2026-H2'])
    expect(keys('2025-12-31', '2026-07-01', [12])).toEqual(['2025', '2026'])
    expect(keys('2026-02-28', '2026-07-01', [12, 9, 6, 3])).toEqual([
      '2026-01~2026-03',
      '2026-04~2026-06',
      '2026-07~2026-09'
    ])
    expect(roundOn('2026-02-10', [2])).toEqual({ key: '2025-03~2026-02', from: '2025-03-01', to: '2026-02-28' })
    for (const [key, months] of [
      ['2026', [12]],
      ['2026-H2', [6, 12]],
      ['2027-03~2028-02', [2]],
      ['2026-05~2026-05', [4, 5]]
    ] as const)
      expect(roundOn(roundOf(key).to, months).key).toBe(key)
    expect(['2026', '2026-H1', '2026-04~2026-06', '2025-03~2026-02', '2026-05~2026-05'].map(roundWords)).toEqual([
      '2026年度',
      '2026年上半年',
      '2026年4月至6月',
      '2025年3月至2026年2月',
      '2026年5月'
    ])
  })
})

onBothEngines('checks and incidents of confidential carriers', (house) => {
  let staff: ConfidentialStaff
  beforeAll(async () => {
    await aBureau(house(), 'baicheng-bureau')
    await loadShippedCalendar(house())
    house().clock.setDay('2026-03-02')
    staff = await aConfidentialStaff(house())
  })
  describe('SEC-09 and SEC-13', () => {
    it('SEC-09 checks every carrier by two people, opens an incident for a missing one, and finding it again closes nothing', async () => {
      house().clock.setDay('2026-06-25')
      const file = await aFile(house(), staff)
      const withReader = await lent(house(), staff, file.carrierIds[1], staff.readers[0])
      const open = (memberId: string) =>
        asOfficer(house(), staff, (unit) => openCheck(unit, { purpose: 'halfYear', half: '2026-H1', memberId }))
      await refusedBy(house(), 'K-12', open(staff.officer.id))
      await refusedBy(house(), 'K-11', open(staff.temporary.id))
      const check = await open(staff.member.id)()
      await refusedBy(house(), 'SEC-09', open(staff.member.id))
      const { read } = house().database
      const lines = await read.find(CheckLine, { where: { checkId: check.id }, order: { label: 'ASC' } })
      expect(lines.length).toBe(await read.countBy(CheckLine, { checkId: check.id }))
      const count = (result: 'present' | 'withReader' | 'missing', ids: readonly (string | undefined)[]) =>
        asOfficer(house(), staff, (unit) =>
          countCarriers(unit, house(), {
            id: check.id,
            counts: ids.map((carrierId = '') => ({ carrierId, result, method: 'scan' as const, note: undefined }))
          })
        )
      await refusedBy(house(), 'SEC-09', count('present', [file.carrierIds[1]]))
      const close = (plan: { version?: number; signed?: boolean; lateReason?: string } = {}) =>
        asOfficer(house(), staff, (unit) =>
          closeCheck(unit, house(), {
            id: check.id,
            version: plan.version ?? 1,
            conclusion: '账实相符',
            lateReason: plan.lateReason,
            signature: plan.signed === false ? undefined : penOf(staff.member)
          })
        )
      await refusedBy(house(), 'SEC-09', close())
      const [incident] = (await count('missing', [file.carrierIds[0]])()).incidents
      expect(await standingOf(house(), file.carrierIds[0])).toMatchObject({ state: 'missing' })
      await count('withReader', [file.carrierIds[1]])()
      await refusedBy(house(), 'SEC-09', count('missing', [file.carrierIds[0]]))
      const rest = lines.filter(({ carrierId }) => !file.carrierIds.includes(carrierId))
      for (const line of rest) {
        const { state } = await read.findOneByOrFail(CarrierStanding, { id: line.carrierId })
        await count(state === 'cabinet' ? 'present' : 'withReader', [line.carrierId])()
      }
      const { version, counted, expected, missing } = await read.findOneByOrFail(Check, { id: check.id })
      expect([counted, missing]).toEqual([expected, 1])
      await refusedBy(house(), 'SEC-09', close({ version, signed: false }))
      await close({ version })()
      await refusedBy(house(), 'SEC-09', open(staff.member.id))
      const opened = await read.findOneByOrFail(Incident, { number: incident ?? '' })
      expect(opened).toMatchObject({ kind: 'missing', state: 'open', checkId: check.id })
      await asOfficer(house(), staff, (unit) =>
        foundAgain(unit, house(), { id: opened.id, version: 1, text: '在碎纸间找到' })
      )()
      expect(await standingOf(house(), file.carrierIds[0])).toMatchObject({ state: 'cabinet' })
      expect(await read.findOneByOrFail(Incident, { id: opened.id })).toMatchObject({
        state: 'open',
        foundOn: '2026-06-25'
      })
      await back(house(), staff, withReader.id)
    })

    it('SEC-09 keeps a half-year that was missed due until it is checked, and late for ever', async () => {
      house().clock.setDay('2027-01-04')
      const duties = async () =>
        (await confidentialDue(await reads(house()))).filter(({ rule }) => rule === 'SEC-09').map(({ dueOn }) => dueOn)
      expect(await duties()).toEqual(['2026-12-31', '2027-06-30'])
      const check = await asOfficer(house(), staff, (unit) =>
        openCheck(unit, { purpose: 'halfYear', half: '2026-H2', memberId: staff.member.id })
      )()
      await refusedBy(
        house(),
        'SEC-09',
        asOfficer(house(), staff, (unit) =>
          openCheck(unit, { purpose: 'halfYear', half: '2027-H2', memberId: staff.member.id })
        )
      )
      await everythingSeen(check.id)
      const { version } = await house().database.read.findOneByOrFail(Check, { id: check.id })
      const close = (lateReason?: string) =>
        asOfficer(house(), staff, (unit) =>
          closeCheck(unit, house(), {
            id: check.id,
            version,
            conclusion: undefined,
            lateReason,
            signature: penOf(staff.member)
          })
        )
      const [late] = await refusedBy(house(), 'SEC-09', close())
      expect(late?.missing).toEqual(['逾期原因'])
      await close('年底专项行动')()
      expect(await duties()).toEqual(['2027-06-30'])
      expect(await missedAs(house(), check.number)).toMatchObject({
        rule: 'SEC-09',
        dueOn: '2026-12-31'
      })
    })

    it('SEC-09 takes its rounds as the bureau sets them: quarters, then half-years again', async () => {
      house().clock.setDay('2027-01-05')
      const duties = async () =>
        (await confidentialDue(await reads(house())))
          .filter(({ rule }) => rule === 'SEC-09')
          .map(({ title, dueOn }) => [title.slice(0, -8), dueOn])
      const open = (half?: string) =>
        asOfficer(house(), staff, (unit) => openCheck(unit, { purpose: 'halfYear', half, memberId: staff.member.id }))
      await changeRuleParameter(house(), 'SEC-09', 'checkMonths', '3,6,9,12')
      // The half-years that were checked stand for the quarters in them.
      expect(await duties()).toEqual([['2027年1月至3月', '2027-03-31']])
      const [none] = await refusedBy(house(), 'SEC-09', open('2027-H1'))
      expect(none?.message).toContain('没有这一核查期')
      const check = await open()()
      expect(await house().database.read.findOneByOrFail(Check, { id: check.id })).toMatchObject({
        half: '2027-01~2027-03'
      })
      await everythingSeen(check.id)
      house().clock.setDay('2027-04-01')
      const { version } = await house().database.read.findOneByOrFail(Check, { id: check.id })
      const close = (lateReason?: string) =>
        asOfficer(house(), staff, (unit) =>
          closeCheck(unit, house(), {
            id: check.id,
            version,
            conclusion: undefined,
            lateReason,
            signature: penOf(staff.member)
          })
        )
      await refusedBy(house(), 'SEC-09', close())
      await close('小组成员出差')()
      expect(await missedAs(house(), check.number)).toMatchObject({
        what: '2027年1月至3月核查逾期完成',
        dueOn: '2027-03-31'
      })
      expect(await duties()).toEqual([['2027年4月至6月', '2027-06-30']])
      await changeRuleParameter(house(), 'SEC-09', 'checkMonths', '6,12')
      expect(await duties()).toEqual([['2027年上半年', '2027-06-30']])
    })

    /** Counts every carrier of a check as the book has it. */
    async function everythingSeen(checkId: string) {
      const { read } = house().database
      const lines = await read.findBy(CheckLine, { checkId })
      const results = {
        reader: 'withReader',
        out: 'withReader',
        transit: 'inTransit',
        missing: 'missing',
        unsettled: 'missing'
      } as const
      const counts = lines.map(({ carrierId, state }) => ({
        carrierId,
        result: state in results ? results[state as keyof typeof results] : ('present' as const),
        method: 'hand' as const,
        note: undefined
      }))
      await asOfficer(house(), staff, (unit) => countCarriers(unit, house(), { id: checkId, counts }))()
    }

    it('SEC-13 asks for measures at once, for the report within 24 hours, and for both before it ends', async () => {
      house().clock.setDay('2027-01-06', '09:00')
      const open = (plan: Partial<Parameters<typeof openIncident>[2]> = {}) =>
        asOfficer(house(), staff, (unit) =>
          openIncident(unit, house(), {
            kind: 'leak',
            carrierId: undefined,
            discoveredAt: undefined,
            course: '网上出现拍照',
            measures: '联系平台删除',
            ...plan
          })
        )
      await refusedBy(house(), 'SEC-13', open({ measures: undefined }))
      await refusedBy(house(), 'SEC-13', open({ course: undefined }))
      const made = await open()()
      const due = (await confidentialDue(await reads(house()))).find(({ number }) => number === made.number)
      expect(due).toMatchObject({ rule: 'SEC-13', dueAt: '2027-01-07T01:00:00.000Z' })
      const report = (plan: { version?: number; to?: string; at?: string; lateReason?: string } = {}) =>
        asOfficer(house(), staff, (unit) =>
          reportIncident(unit, house(), {
            id: made.id,
            version: plan.version ?? 1,
            to: 'to' in plan ? plan.to : '县保密局',
            at: plan.at,
            lateReason: plan.lateReason
          })
        )
      const close = (version: number, conclusion?: string) =>
        asOfficer(house(), staff, (unit) =>
          closeIncident(unit, house(), { id: made.id, version, conclusion, paper: undefined })
        )
      await refusedBy(house(), 'SEC-13', close(1, '已查清'))
      await refusedBy(house(), 'SEC-13', report({ to: undefined }))
      house().clock.setDay('2027-01-07', '09:02')
      await refusedBy(house(), 'SEC-13', report())
      await report({ lateReason: '电话占线' })()
      expect(await missedAs(house(), made.number)).toMatchObject({
        rule: 'SEC-13'
      })
      await refusedBy(house(), 'SEC-13', report({ version: 2 }))
      await asOfficer(house(), staff, (unit) =>
        noteIncident(unit, house(), { id: made.id, version: 2, kind: 'course', text: '保密局调查', paper: '保查1号' })
      )()
      await refusedBy(house(), 'SEC-13', close(3))
      await close(3, '责任人诫勉')()
      await refusedBy(house(), 'SEC-13', close(4, '再次'))
    })

    it('SEC-01 hands cabinets, keys and every carrier to the next officer after a full check both made', async () => {
      house().clock.setDay('2027-01-08')
      const next = await aPerson(house(), { posts: ['confidentialityOfficer'] })
      const check = await asOfficer(house(), staff, (unit) =>
        openCheck(unit, { purpose: 'handover', half: undefined, memberId: next.id })
      )()
      await everythingSeen(check.id)
      const { version, expected } = await house().database.read.findOneByOrFail(Check, { id: check.id })
      await asOfficer(house(), staff, (unit) =>
        closeCheck(unit, house(), {
          id: check.id,
          version,
          conclusion: undefined,
          lateReason: undefined,
          signature: penOf(next)
        })
      )()
      const handOver = (signatures: Parameters<typeof handOverOffice>[1]['signatures']) => () =>
        actingIn(house(), next, (unit) =>
          handOverOffice(unit, { toPersonId: next.id, witnessId: staff.member.id, signatures })
        )
      await refusedBy(house(), 'SEC-01', handOver({ to: penOf(next) }))
      const file = await aFile(house(), staff)
      const made = await handOver({
        from: penOf(staff.officer),
        to: penOf(next),
        witness: penOf(staff.member)
      })()
      expect(await house().database.read.findOneByOrFail(Cabinet, { id: staff.cabinetId })).toMatchObject({
        holderId: next.id
      })
      expect(await house().database.read.countBy(CarrierStep, { paper: made.number, act: 'handedOver' })).toBe(
        expected + 2
      )
      await refusedBy(house(), 'SEC-01', () => lent(house(), staff, file.carrierIds[0], staff.readers[0]))
    })
  })

  it('proves every end by its list and every standing by its chain', async () => {
    for (const prove of confidentialProofs) expect(await prove(house().database.read)).toEqual([])
  })
})
