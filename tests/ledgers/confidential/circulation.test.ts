import { beforeAll, describe, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { requestCopy, makeCopies } from '@main/ledgers/confidential/copy/acts'
import { confidentialHeldBy } from '@main/ledgers/confidential/clearance'
import { confidentialDue } from '@main/ledgers/confidential/due'
import { CarrierStep, Carrier, CopyRequest, LegReturn } from '@main/ledgers/confidential/entities'
import { requestLeave } from '@main/ledgers/confidential/circulation/acts'
import { knowingPage, mine } from '@main/ledgers/confidential/circulation/rows'
import { narrowScope, requestWidening } from '@main/ledgers/confidential/file/scopeActs'
import { openIncident } from '@main/ledgers/confidential/incident/acts'
import { legsProven, standingsProven } from '@main/ledgers/confidential/proofs'
import { loadShippedCalendar } from '@main/office/session/founding'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau, arranging } from '../../support/people'
import { Appointment, Person } from '@main/office/entities'
import {
  actingIn,
  aConfidentialStaff,
  aFile,
  asOfficer,
  back,
  lent,
  missedAs,
  reads,
  refusalOf,
  refusedBy,
  standingOf,
  type ConfidentialStaff
} from '../../support/confidential'
import { lend } from '@main/ledgers/confidential/circulation/acts'
import { penOf } from '../../support/pen'

const page = { filters: [], offset: 0, limit: 50 }

onBothEngines('the circulation of confidential files', (house) => {
  let staff: ConfidentialStaff
  beforeAll(async () => {
    await aBureau(house(), 'baicheng-bureau')
    await loadShippedCalendar(house())
    staff = await aConfidentialStaff(house())
    house().clock.setDay('2026-09-14')
  })

  describe('SEC-07 leg by leg', () => {
    it('SEC-07 goes officer, reader, officer: no passing on, and the next leg opens after the return', async () => {
      house().clock.setDay('2026-09-14', '09:05')
      const file = await aFile(house(), staff)
      const [carrier] = file.carrierIds
      const unsigned = () =>
        actingIn(house(), staff.officer, (unit) =>
          lend(unit, {
            carrierId: carrier ?? '',
            readerId: staff.readers[0].id,
            leaveId: undefined,
            signature: undefined
          })
        )
      expect((await refusedBy(house(), 'SEC-07', unsigned))[0]?.missing).toEqual([`${staff.readers[0].name}签字`])
      const first = await lent(house(), staff, carrier, staff.readers[0])
      expect(await standingOf(house(), carrier)).toMatchObject({ state: 'reader', holderId: staff.readers[0].id })
      const passing = await refusedBy(house(), 'SEC-07', () => lent(house(), staff, carrier, staff.readers[1]))
      expect(passing[0]?.message).toContain('不得横向传阅')
      house().clock.setDay('2026-09-14', '11:45')
      expect(await back(house(), staff, first.id)).toEqual({ late: false })
      expect(await standingOf(house(), carrier)).toMatchObject({ state: 'cabinet', holderId: null })
      const second = await lent(house(), staff, carrier, staff.readers[1])
      await back(house(), staff, second.id)
      await refusedBy(house(), 'SEC-07', () => back(house(), staff, second.id))
      const steps = await house().database.read.find(CarrierStep, {
        where: { carrierId: carrier ?? '' },
        order: { id: 'ASC' }
      })
      expect(steps.map(({ act }) => act)).toEqual(['registered', 'lent', 'cameBack', 'lent', 'cameBack'])
    })

    it('SEC-07 counts the pages: a short one comes back only beside the incident that says so', async () => {
      const file = await aFile(house(), staff)
      const [carrier] = file.carrierIds
      const leg = await lent(house(), staff, carrier, staff.readers[0])
      const [short] = await refusedBy(house(), 'SEC-07', () => back(house(), staff, leg.id, { pages: 11 }))
      expect(short?.message).toContain('应有12页，清点11页')
      await actingIn(house(), staff.officer, (unit) =>
        openIncident(unit, house(), {
          kind: 'pages',
          carrierId: carrier,
          discoveredAt: undefined,
          course: '归还时缺第7页',
          measures: '封存阅件人办公桌查找'
        })
      )
      await back(house(), staff, leg.id, { pages: 11 })
      expect(await house().database.read.findOneByOrFail(LegReturn, { legId: leg.id })).toMatchObject({ pages: 11 })
    })

    it('SEC-07 wants it back the same day; overdue next morning, and late for ever', async () => {
      house().clock.setDay('2026-09-15', '16:00')
      const file = await aFile(house(), staff)
      const leg = await lent(house(), staff, file.carrierIds[0], staff.readers[1])
      const due = async () =>
        (await confidentialDue(await reads(house()))).filter(({ number }) => number === leg.number)
      expect(await due()).toMatchObject([
        { dueOn: '2026-09-15' },
        { dueOn: '2026-09-15', onlyFor: [staff.readers[1].id] }
      ])
      house().clock.setDay('2026-09-15', '23:59')
      expect((await due()).map(({ dueAt }) => dueAt)).toEqual([null, null])
      house().clock.setDay('2026-09-16', '08:30')
      const [late] = await refusedBy(house(), 'SEC-07', () => back(house(), staff, leg.id))
      expect(late?.missing).toEqual(['逾期原因'])
      expect(await back(house(), staff, leg.id, { lateReason: '会议未散' })).toEqual({ late: true })
      expect(await due()).toEqual([])
      expect(await missedAs(house(), leg.number)).toMatchObject({
        rule: 'SEC-07',
        dueOn: '2026-09-15',
        personName: staff.readers[1].name
      })
    })

    it('SEC-07 lets it out of the office only by leave with a time of return, by that carrier and that reader', async () => {
      house().clock.setDay('2026-09-17')
      const file = await aFile(house(), staff)
      const ask = (plan: { backBy?: string; reader?: Person; destination?: string } = {}) =>
        actingIn(house(), staff.officer, (unit) =>
          requestLeave(unit, house(), {
            carrierId: file.carrierIds[0] ?? '',
            readerId: (plan.reader ?? staff.readers[0]).id,
            backBy: plan.backBy ?? instantAt('2026-09-18', '12:00'),
            destination: 'destination' in plan ? plan.destination : '市局会议室',
            reason: '参加专题会'
          })
        )
      await refusedBy(house(), 'SEC-07', () => ask({ destination: undefined }))
      await refusedBy(house(), 'SEC-07', () => ask({ backBy: instantAt('2026-09-16', '12:00') }))
      await refusedBy(house(), 'SEC-06', () => ask({ reader: staff.outsider }))
      const leave = await ask()
      await refusedBy(house(), 'SEC-07', () => lent(house(), staff, file.carrierIds[0], staff.readers[0], leave.id))
      expect((await decideThrough(house(), leave.approvalId)).deciders).toEqual([staff.leader.id])
      await refusedBy(house(), 'SEC-07', () => lent(house(), staff, file.carrierIds[1], staff.readers[0], leave.id))
      await refusedBy(house(), 'SEC-07', () => lent(house(), staff, file.carrierIds[0], staff.readers[1], leave.id))
      const leg = await lent(house(), staff, file.carrierIds[0], staff.readers[0], leave.id)
      expect(await standingOf(house(), file.carrierIds[0])).toMatchObject({
        state: 'out',
        dueAt: instantAt('2026-09-18', '12:00')
      })
      await refusedBy(house(), 'SEC-07', () => lent(house(), staff, file.carrierIds[0], staff.readers[0], leave.id))
      house().clock.setDay('2026-09-18', '11:00')
      expect(await back(house(), staff, leg.id)).toEqual({ late: false })
    })
  })

  it('K-12 keeps the officer from both sides of a leg, as giver and as the one who takes back', async () => {
    house().clock.setDay('2026-09-21')
    const file = await aFile(house(), staff, { personIds: [staff.officer.id, staff.readers[0].id] })
    await refusedBy(house(), 'K-12', () => lent(house(), staff, file.carrierIds[0], staff.officer))
    await refusedBy(house(), 'K-11', async () => {
      await actingIn(house(), staff.officer, (unit) =>
        lend(unit, {
          carrierId: file.carrierIds[0] ?? '',
          readerId: staff.temporary.id,
          leaveId: undefined,
          signature: penOf(staff.temporary)
        })
      )
    })
  })

  describe('SEC-06 the scope', () => {
    it('SEC-06 refuses a reader outside it, lets one in by approval, and keeps who knew', async () => {
      house().clock.setDay('2026-09-21')
      const file = await aFile(house(), staff)
      const [outside] = await refusedBy(house(), 'SEC-06', () =>
        lent(house(), staff, file.carrierIds[0], staff.outsider)
      )
      expect(outside).toMatchObject({ field: 'readerId' })
      const widen = (plan: Partial<Parameters<typeof requestWidening>[2]> = {}) =>
        actingIn(house(), staff.officer, (unit) =>
          requestWidening(unit, house(), {
            fileId: file.id,
            personIds: [staff.outsider.id],
            posts: [],
            reason: '承办',
            ...plan
          })
        )
      await refusedBy(house(), 'SEC-06', () => widen({ reason: undefined }))
      await refusedBy(house(), 'SEC-06', () => widen({ personIds: [staff.readers[0].id] }))
      const asked = await widen()
      await refusedBy(house(), 'SEC-06', () => lent(house(), staff, file.carrierIds[0], staff.outsider))
      await decideThrough(house(), asked.approvalId)
      const leg = await lent(house(), staff, file.carrierIds[0], staff.outsider)
      await back(house(), staff, leg.id)
      const known = await knowingPage(await reads(house(), staff.officer), page)
      expect(known.rows.find(({ readerName }) => readerName === staff.outsider.name)).toMatchObject({
        fileNumber: file.number,
        secrecy: 'secret',
        way: 'read'
      })
    })

    it('SEC-06 may name a post: whoever holds it that day reads, and nobody who held it before', async () => {
      const file = await aFile(house(), staff, { personIds: [], posts: ['officeDirector'] })
      await refusedBy(house(), 'SEC-06', () => lent(house(), staff, file.carrierIds[0], staff.readers[0]))
      const leg = await lent(house(), staff, file.carrierIds[0], staff.director)
      await back(house(), staff, leg.id)
      await arranging(house(), async (unit) => {
        const post = await unit.manager.findOneByOrFail(Appointment, { personId: staff.director.id })
        await unit.update(Appointment, post, { toDay: '2026-09-20' }, '任职')
      })
      await refusedBy(house(), 'SEC-06', () => lent(house(), staff, file.carrierIds[0], staff.director))
    })

    it('SEC-06 recalls at once what is with somebody taken off it, copies of the file included', async () => {
      house().clock.setDay('2026-09-22', '10:00')
      const file = await aFile(house(), staff)
      const asked = await actingIn(house(), staff.officer, (unit) =>
        requestCopy(unit, house(), {
          carrierId: file.carrierIds[0] ?? '',
          count: 1,
          purpose: '专班使用',
          consent: undefined
        })
      )
      await decideThrough(house(), asked.approvalId)
      await actingIn(house(), staff.officer, (unit) => makeCopies(unit, { id: asked.id, version: 3, stamped: true }))
      const copy = await house().database.read.findOneByOrFail(Carrier, { fileId: file.id, kind: 'copy' })
      const leg = await lent(house(), staff, copy.id, staff.readers[2])
      const narrow = (personIds: readonly string[]) => () =>
        actingIn(house(), staff.officer, (unit) =>
          narrowScope(unit, { fileId: file.id, personIds: [...personIds], posts: [], reason: '调整分工' })
        )
      await refusedBy(house(), 'SEC-06', narrow([staff.outsider.id]))
      await refusedBy(house(), 'SEC-06', narrow(staff.readers.map(({ id }) => id)))
      house().clock.setDay('2026-09-22', '10:30')
      expect(await narrow([staff.readers[2].id])()).toEqual({ recalled: 1 })
      const due = (await confidentialDue(await reads(house()))).find(
        ({ number, onlyFor }) => number === leg.number && !onlyFor
      )
      // At once is the same day.
      expect(due).toMatchObject({
        dueOn: '2026-09-22',
        dueAt: null,
        title: expect.stringContaining('收回通知') as string
      })
      await back(house(), staff, leg.id)
      await refusedBy(house(), 'SEC-06', () => lent(house(), staff, copy.id, staff.readers[2]))
    })

    it('SEC-06 stops a reader who has left the bureau', async () => {
      const file = await aFile(house(), staff)
      await arranging(house(), async (unit) => {
        const person = await unit.load(Person, staff.readers[1].id, '人员')
        await unit.update(Person, person, { status: 'departed' }, '人员')
      })
      await refusedBy(house(), 'SEC-06', () => lent(house(), staff, file.carrierIds[0], staff.readers[1]))
      await arranging(house(), async (unit) => {
        const person = await unit.load(Person, staff.readers[1].id, '人员')
        await unit.update(Person, person, { status: 'active' }, '人员')
      })
    })
  })

  describe('SEC-08 copies', () => {
    const ask = (carrierId: string | undefined, plan: Partial<Parameters<typeof requestCopy>[2]> = {}) =>
      asOfficer(house(), staff, (unit) =>
        requestCopy(unit, house(), {
          carrierId: carrierId ?? '',
          count: 2,
          purpose: '专班使用',
          consent: undefined,
          ...plan
        })
      )

    it('SEC-08 are made by approval, stamped, each a carrier of its own with the class, period and scope of the file', async () => {
      house().clock.setDay('2026-09-23')
      const file = await aFile(house(), staff)
      await refusedBy(house(), 'SEC-08', ask(file.carrierIds[0], { purpose: undefined }))
      const asked = await ask(file.carrierIds[0])()
      const make = (version: number, stamped = true) =>
        asOfficer(house(), staff, (unit) => makeCopies(unit, { id: asked.id, version, stamped }))
      await refusedBy(house(), 'SEC-08', make(2))
      expect((await decideThrough(house(), asked.approvalId)).deciders).toEqual([staff.leader.id])
      await refusedBy(house(), 'SEC-08', make(3, false))
      const leg = await lent(house(), staff, file.carrierIds[0], staff.readers[0])
      await refusedBy(house(), 'SEC-08', make(3))
      await back(house(), staff, leg.id)
      expect(await make(3)()).toEqual({ copyNumbers: '0188-复1、0188-复2' })
      expect(await house().database.read.findOneByOrFail(CopyRequest, { id: asked.id })).toMatchObject({
        state: 'done',
        stamped: true
      })
      await refusedBy(house(), 'SEC-08', make(4))
    })

    it('SEC-08 of 绝密 rest on the written consent of the issuer', async () => {
      const file = await aFile(house(), staff, { secrecy: 'topSecret', period: { kind: 'ceiling' } })
      const [without] = await refusedBy(house(), 'SEC-08', ask(file.carrierIds[0]))
      expect(without).toMatchObject({ act: 'BLOCK', field: 'consent' })
      const asked = await ask(file.carrierIds[0], { consent: '市局函〔2026〕3号' })()
      await decideThrough(house(), asked.approvalId)
      await asOfficer(house(), staff, (unit) => makeCopies(unit, { id: asked.id, version: 3, stamped: true }))()
    })
  })

  it('tells others nothing but that something is not cleared, and readers the number alone', async () => {
    house().clock.setDay('2026-09-24')
    const file = await aFile(house(), staff)
    await lent(house(), staff, file.carrierIds[0], staff.readers[0])
    await lent(house(), staff, file.carrierIds[1], staff.readers[0])
    expect(await confidentialHeldBy(house().database.read, staff.readers[0].id)).toEqual([
      { label: '保密事项未清', number: '', since: null, todo: '与保密员办清' }
    ])
    expect(await confidentialHeldBy(house().database.read, staff.outsider.id)).toEqual([])
    const held = await mine(await reads(house(), staff.readers[0]))
    expect(held.map(({ label }) => label)).toEqual(file.carriers.map(({ label }) => label))
    expect(Object.keys(held[0] ?? {}).sort()).toEqual(['dueAt', 'id', 'label', 'outAt'])
    expect(await mine(await reads(house(), staff.administrator))).toEqual([])
    const stranger = await refusalOf(house(), () =>
      actingIn(house(), staff.readers[0], (unit) =>
        lend(unit, {
          carrierId: file.carrierIds[0] ?? '',
          readerId: staff.readers[2].id,
          leaveId: undefined,
          signature: undefined
        })
      )
    )
    expect(stranger.type).toBe('notFound')
  })

  it('proves every standing and every open leg by the chain of steps', async () => {
    expect(await standingsProven(house().database.read)).toEqual([])
    expect(await legsProven(house().database.read)).toEqual([])
  })
})
