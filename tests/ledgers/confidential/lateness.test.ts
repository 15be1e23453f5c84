import { beforeAll, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { requestLeave } from '@main/ledgers/confidential/circulation/acts'
import { legDetail } from '@main/ledgers/confidential/circulation/rows'
import { announceDelivery, takeDelivery } from '@main/ledgers/confidential/delivery/acts'
import { confidentialDue } from '@main/ledgers/confidential/due'
import { Lapse } from '@main/ledgers/confidential/entities'
import { narrowScope } from '@main/ledgers/confidential/file/scopeActs'
import { openIncident, reportIncident } from '@main/ledgers/confidential/incident/acts'
import { registerMedium } from '@main/ledgers/confidential/medium/acts'
import { loadShippedCalendar } from '@main/office/session/founding'
import { BackdatedEntry, MissedDeadline } from '@main/office/records/entities'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { as } from '../../support/officeCalls'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau } from '../../support/people'
import {
  aConfidentialStaff,
  actingIn,
  aFile,
  back,
  lent,
  missedAs,
  reads,
  refusedBy,
  type ConfidentialStaff
} from '../../support/confidential'
import { penOf } from '../../support/pen'

const reason = { 'K-13': '保密员住院期间未登记' }

onBothEngines('lateness with confidential files', (house) => {
  let staff: ConfidentialStaff
  beforeAll(async () => {
    await aBureau(house(), 'baicheng-bureau')
    await loadShippedCalendar(house())
    house().clock.setDay('2026-09-14')
    staff = await aConfidentialStaff(house())
  })
  const missed = (subjectNumber: string) => house().database.read.findBy(MissedDeadline, { subjectNumber })
  const backdated = (subjectNumber: string) => house().database.read.findBy(BackdatedEntry, { subjectNumber })
  const officially = <T>(body: Parameters<typeof actingIn<T>>[2], reasons = {}) =>
    actingIn(house(), staff.officer, body, reasons)
  const announce = (at: string | undefined, reasons = {}) =>
    officially(
      (unit) => announceDelivery(unit, house(), { kind: 'colleague', personId: staff.clerk.id, at, envelopes: 1 }),
      reasons
    )

  it('leaves nothing where everything comes back and is handed over in time', async () => {
    const file = await aFile(house(), staff)
    const leg = await lent(house(), staff, file.carrierIds[0], staff.readers[0])
    house().clock.setDay('2026-09-14', '23:59')
    await back(house(), staff, leg.id)
    const letter = await announce(undefined)
    await officially((unit) =>
      takeDelivery(unit, house(), {
        id: letter.id,
        version: 1,
        unopened: true,
        lateReason: undefined,
        signature: penOf(staff.clerk)
      })
    )
    expect(await house().database.read.count(MissedDeadline)).toBe(0)
    expect(await house().database.read.count(BackdatedEntry)).toBe(0)
  })

  it('SEC-07 shows a late return on the page of the leg and in the officer’s exceptions, nobody else’s, its reason sealed', async () => {
    house().clock.setDay('2026-09-15')
    const file = await aFile(house(), staff)
    const leg = await lent(house(), staff, file.carrierIds[0], staff.readers[0])
    house().clock.setDay('2026-09-16', '08:30')
    await back(house(), staff, leg.id, { lateReason: '绝密会商未散' })
    expect(await missedAs(house(), leg.number)).toMatchObject({ what: '传阅逾期归还' })
    const { timeline } = await legDetail(await reads(house(), staff.officer), leg.id)
    expect(timeline.find(({ title }) => title === '逾期')).toMatchObject({
      findings: [{ rule: 'SEC-07', message: '传阅归还逾期：应于2026年9月15日前，实际2026年9月16日', reason: '' }]
    })
    // Nothing of the reason stands open, and who may not know of the ledger reads none of it.
    const told = await house().database.read.findBy(ExceptionEntry, { subjectNumber: leg.number })
    expect(JSON.stringify(told)).not.toContain('会商')
    const seen = (await as(house(), staff.head).administration.exceptions({})).rows
    expect(seen.filter(({ rule }) => rule === 'SEC-07')).toEqual([])
  })

  it('SEC-06 SEC-07 what is called back from outside is late after that day, whatever time the leave gave', async () => {
    house().clock.setDay('2026-09-17')
    const taken = async () => {
      const file = await aFile(house(), staff)
      const leave = await officially((unit) =>
        requestLeave(unit, house(), {
          carrierId: file.carrierIds[0] ?? '',
          readerId: staff.readers[2].id,
          backBy: instantAt('2026-09-30', '12:00'),
          destination: '市局会议室',
          reason: '参加专题会'
        })
      )
      await decideThrough(house(), leave.approvalId)
      const leg = await lent(house(), staff, file.carrierIds[0], staff.readers[2], leave.id)
      const narrowed = { fileId: file.id, personIds: [staff.readers[2].id], posts: [], reason: '调整分工' }
      await officially((unit) => narrowScope(unit, narrowed))
      return leg
    }
    const [inTime, late] = [await taken(), await taken()]
    house().clock.setDay('2026-09-17', '23:59')
    expect(await back(house(), staff, inTime.id)).toEqual({ late: false })
    expect(await missed(inTime.number)).toEqual([])
    house().clock.setDay('2026-09-18')
    const [refused] = await refusedBy(house(), 'SEC-07', () => back(house(), staff, late.id))
    expect(refused?.missing).toEqual(['逾期原因'])
    expect(await back(house(), staff, late.id, { lateReason: '在外地' })).toEqual({ late: true })
    expect(await missedAs(house(), late.number)).toMatchObject({ what: '收回通知后逾期归还', dueOn: '2026-09-17' })
  })

  it('K-13 keeps the rounds of checks and returns due until done, or closed with a reason by the officer alone', async () => {
    house().clock.setDay('2027-01-04')
    const duties = async () =>
      (await confidentialDue(await reads(house()))).flatMap(({ duty }) => duty ?? []).filter((duty) => duty < 'z')
    expect(await duties()).toEqual(['check@2026-H2', 'check@2027-H1', 'returns@2026', 'returns@2027'])
    const close = (person: ConfidentialStaff['officer'], rule: string, duty: string) =>
      as(house(), person).home.closeDuty({ ledger: 'confidential', rule, duty, reason: '机构改革期间停办' })
    await expect(close(staff.director, 'SEC-09', 'check@2026-H2')).rejects.toThrow()
    await close(staff.officer, 'SEC-09', 'check@2026-H2')
    await close(staff.officer, 'SEC-10', 'returns@2026')
    const shown = (await as(house(), staff.officer).home.due()).flatMap(({ duty }) => duty ?? [])
    expect(shown).toEqual(['check@2027-H1', 'returns@2027'])
    expect(await house().database.read.findBy(MissedDeadline, { outcome: 'closed' })).toMatchObject([
      { subjectId: 'check@2026-H2', dueOn: '2026-12-31', personName: staff.officer.name },
      { subjectId: 'returns@2026', dueOn: '2026-12-31' }
    ])
  })

  it('K-13 marks receipt, delivery, discovery, report and start typed into the past, with a reason beyond a day', async () => {
    house().clock.setDay('2027-02-03', '10:00')
    const older = '2027-02-01'
    const [asked] = await refusedBy(house(), 'K-13', () => aFile(house(), staff, { receivedOn: older }))
    expect(asked?.message).toContain('不写文件的标题')
    const file = await aFile(house(), staff, { receivedOn: '2027-02-02' })
    expect(await backdated(file.number)).toMatchObject([
      { ledger: 'confidential', what: '收文日期', dated: '2027-02-02', typedOn: '2027-02-03', reason: null }
    ])

    await refusedBy(house(), 'K-13', () => announce(instantAt(older, '15:00')))
    const letter = await announce(instantAt(older, '15:00'), reason)
    expect(await backdated(letter.number)).toMatchObject([{ dated: older, reason: reason['K-13'] }])

    const open = (discoveredAt: string, reasons = {}) =>
      officially(
        (unit) =>
          openIncident(unit, house(), {
            kind: 'leak',
            carrierId: undefined,
            discoveredAt,
            course: '网上出现拍照',
            measures: '联系平台删除'
          }),
        reasons
      )
    await refusedBy(house(), 'K-13', () => open(instantAt(older, '09:00')))
    const incident = await open(instantAt(older, '09:00'), reason)
    const report = (at: string, reasons = {}) =>
      officially(
        (unit) =>
          reportIncident(unit, house(), { id: incident.id, version: 1, to: '县保密局', at, lateReason: undefined }),
        reasons
      )
    await refusedBy(house(), 'K-13', () => report(instantAt(older, '20:00')))
    // Said to be reported within the hours, written down days later: 补录, outside "in time" and not called late.
    await report(instantAt(older, '20:00'), reason)
    expect((await backdated(incident.number)).map(({ what }) => what)).toEqual(['发现时间', '报告时间'])
    expect(await missed(incident.number)).toMatchObject([
      { rule: 'SEC-13', outcome: 'backdated', doneAt: instantAt(older, '20:00') }
    ])
    const lapse = await house().database.read.findOneByOrFail(Lapse, { number: incident.number })
    expect(lapse.what).toBe('向保密工作部门报告补录，不计按期')

    const medium = (startedOn: string, reasons = {}) =>
      officially(
        (unit) =>
          registerMedium(unit, house(), {
            kind: 'usb',
            secrecy: 'secret',
            startedOn,
            holderId: staff.clerk.id,
            place: '保密柜1',
            serial: undefined
          }),
        reasons
      )
    await refusedBy(house(), 'K-13', () => medium(older))
    expect(await backdated((await medium('2027-02-02')).number)).toMatchObject([{ what: '启用日期' }])
  })
})
