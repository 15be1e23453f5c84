import { beforeAll, describe, expect, it } from 'vitest'
import { loadShippedCalendar } from '@main/office/session/founding'
import { cancelApproved, expireApprovals } from '@main/office/approvals/cancelling'
import { Approval } from '@main/office/approvals/entities'
import { MissedDeadline } from '@main/office/records/entities'
import { standIn } from '@main/office/handovers/standIn'
import { Appointment, type Person } from '@main/office/entities'
import { as } from '../../support/officeCalls'
import { Exit } from '@main/ledgers/warehouse/entities'
import { warehouseDue } from '@main/ledgers/warehouse/due'
import { reportMonth } from '@main/ledgers/warehouse/report/acts'
import { registerKey } from '@main/ledgers/warehouse/room/acts'
import { keysOfRoom } from '@main/ledgers/warehouse/room/rows'
import { onBothEngines } from '../../support/house'
import { aBureau, aPerson } from '../../support/people'
import { readingAs } from '../../support/ledgerActs'
import {
  actingIn,
  approvedOut,
  approvedThrough,
  askedOut,
  aWarehouseStaff,
  detainedOn,
  refusalOf,
  tookIn,
  wentOut,
  type WarehouseStaff
} from '../../support/warehouse'
import { anInk, penOf } from '../../support/pen'

onBothEngines('what is approved binds what is done', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
  })
  const detained = async (day = '2026-09-28', plan: Parameters<typeof detainedOn>[3] = {}) => {
    const { id, lines } = await detainedOn(house(), staff, day, plan)
    return { intakeId: id, lines: [{ lineId: lines[0]?.id ?? '', quantity: 12_000 }] }
  }
  const missed = (subjectNumber: string) => house().database.read.findBy(MissedDeadline, { subjectNumber })

  describe('WH-08', () => {
    it('WH-08 gives goods approved for one person to nobody else, and to the proxy the request names', async () => {
      const exit = await approvedOut(house(), staff, await detained())
      const refusal = await refusalOf(house(), () => wentOut(house(), staff, exit, { receiver: '另一个人' }))
      expect(refusal.rules).toEqual(['WH-08'])
      expect(refusal.message).toContain(`批准退还给${exit.recipient}，不能由另一个人领取`)
      await wentOut(house(), staff, exit)
      const proxied = await approvedOut(house(), staff, {
        ...(await detained()),
        recipient: '亲属某',
        proxyAttachmentId: staff.picture
      })
      expect(
        (await refusalOf(house(), () => wentOut(house(), staff, proxied, { receiver: exit.recipient }))).rules
      ).toEqual(['WH-08'])
      await wentOut(house(), staff, proxied)
    })

    it('WH-08 frees what nobody fetched: cancelled with a reason, or run out after 180 days', async () => {
      const goods = await detained()
      const exit = await approvedOut(house(), staff, goods)
      expect((await refusalOf(house(), () => askedOut(house(), staff, goods))).rules).toEqual(['WH-10'])
      await actingIn(house(), staff.officers[0], async (unit) => {
        const approval = await unit.load(Approval, exit.approvalId ?? '', '审批')
        return cancelApproved(unit, house(), approval.id, approval.version, '当事人不来领取')
      })
      expect((await house().database.read.findOneByOrFail(Exit, { id: exit.id })).state).toBe('cancelled')
      const again = await approvedOut(house(), staff, goods)
      // 2026-09-28 + 180 days = 2027-03-27.
      house().clock.setDay('2027-03-28')
      expect((await refusalOf(house(), () => wentOut(house(), staff, again))).rules).toEqual(['K-01'])
      expect(await expireApprovals(house())).toBe(1)
      expect((await house().database.read.findOneByOrFail(Exit, { id: again.id })).state).toBe('cancelled')
      house().clock.setDay('2026-09-28')
    })
  })

  describe('WH-09', () => {
    it('WH-09 K-12 has two destroy who are neither the decider nor temporary staff, before a witness who is neither', async () => {
      const exit = await approvedOut(house(), staff, { ...(await detained()), kind: 'destroy' })
      const [executor] = staff.officers
      const self = await refusalOf(house(), () => wentOut(house(), staff, exit, { witness: executor.name }))
      expect(self.rules).toContain('K-12')
      const decided = await refusalOf(house(), () =>
        wentOut(house(), staff, exit, {
          executorId: staff.squadHead.id,
          signatures: {
            keeper: penOf(staff.keeper),
            squad: penOf(staff.squadHead),
            executor: penOf(staff.squadHead),
            recorder: penOf(staff.officers[1]),
            receiver: undefined,
            witness: anInk()
          }
        })
      )
      expect(decided.rules).toContain('K-12')
      expect(decided.message).toContain('是审批人')
      await wentOut(house(), staff, exit)
    })
  })

  describe('WH-06', () => {
    it('WH-06 keeps an approval that came a minute late, counted from the seizure though the goods came in hours later', async () => {
      const seized = async (approveAt: string) => {
        house().clock.set('2026-09-28T08:00:00.000Z')
        const intake = await tookIn(house(), staff, {
          onTheSpot: true,
          basis: 'seizure',
          detainedAt: '2026-09-28T02:00:00.000Z'
        })
        house().clock.set(approveAt)
        const { id } = await house().database.read.findOneByOrFail(Approval, {
          subjectId: intake.id,
          kind: 'warehouse.spot'
        })
        await approvedThrough(house(), id)
        return missed(intake.number)
      }
      // Seized 10:00; 24 hours end 10:00 of the next day, to the minute.
      expect(await seized('2026-09-29T02:00:30.000Z')).toEqual([])
      expect(await seized('2026-09-29T02:01:00.000Z')).toMatchObject([
        { rule: 'WH-06', dueAt: '2026-09-29T02:00:00.000Z', doneAt: '2026-09-29T02:01:00.000Z', outcome: 'late' }
      ])
      house().clock.setDay('2026-09-28')
    })
  })

  describe('WH-03', () => {
    it('WH-03 K-11 takes contract staff for an officer only with a certificate, and two officers for two', async () => {
      const contract = await aPerson(house(), { name: '合同协管', unitId: staff.squadHead.unitId, kind: 'contract' })
      const [first] = staff.officers
      const officers = (certificate: string | undefined, second: Pick<Person, 'id'> = contract) => [
        { personId: first.id, certificate: '湘-0001' },
        { personId: second.id, certificate }
      ]
      house().clock.setDay('2026-09-28')
      const bare = await refusalOf(house(), () => tookIn(house(), staff, { officers: officers(undefined) }))
      expect(bare.rules).toContain('K-11')
      expect(
        (await refusalOf(house(), () => tookIn(house(), staff, { officers: officers('湘-0001', first) }))).rules
      ).toContain('K-12')
      await tookIn(house(), staff, { officers: officers('湘-0009') })
    })

    it('WH-03 K-13 marks a seizure typed in days later as 补录 and asks why', async () => {
      house().clock.setDay('2026-09-28')
      const late = { detainedAt: '2026-09-25T02:00:00.000Z' }
      expect((await refusalOf(house(), () => tookIn(house(), staff, late, { 'K-13': '' }))).rules).toEqual(['K-13'])
      await tookIn(house(), staff, { detainedAt: '2026-09-27T02:00:00.000Z' }, { 'K-13': '' })
      await tookIn(house(), staff, late)
    })
  })

  describe('WH-15', () => {
    it('WH-15 asks for every month’s report until it is handed in or closed; a late one stays on record', async () => {
      await detained('2026-09-28')
      house().clock.setDay('2026-12-20')
      const open = async () =>
        (await warehouseDue(await readingAs(house(), staff.keeper)))
          .filter(({ rule }) => rule === 'WH-15')
          .map(({ duty }) => duty)
      expect(await open()).toEqual(['report@2026-09', 'report@2026-10', 'report@2026-11'])
      await actingIn(house(), staff.keeper, (unit) => reportMonth(unit, house(), { month: '2026-10' }))
      // Five working days into November 2026: 6 November.
      expect(await missed('2026-10')).toMatchObject([{ rule: 'WH-15', dueOn: '2026-11-06', outcome: 'late' }])
      await as(house(), staff.keeper).home.closeDuty({
        ledger: 'warehouse',
        rule: 'WH-15',
        duty: 'report@2026-09',
        reason: '系统启用前手工报送'
      })
      const shown = (await as(house(), staff.keeper).home.due())
        .filter(({ rule }) => rule === 'WH-15')
        .map(({ duty }) => duty)
      expect(shown).toEqual(['report@2026-11'])
      house().clock.setDay('2026-09-28')
    })
  })

  describe('WH-01', () => {
    it('WH-01 K-07 names in the key register who holds the keys while somebody stands in', async () => {
      const deputy = await aPerson(house(), { name: '代管员', unitId: staff.keeper.unitId })
      await actingIn(house(), staff.keeper, (unit) =>
        registerKey(unit, { label: '库房一号', holderId: staff.keeper.id })
      )
      await actingIn(house(), staff.keeper, async (unit) => {
        const post = await unit.manager.findOneByOrFail(Appointment, {
          personId: staff.keeper.id,
          post: 'warehouseKeeper'
        })
        return standIn(unit, house(), {
          appointmentId: post.id,
          toPersonId: deputy.id,
          from: '2026-10-08',
          until: '2026-10-09',
          keysHandedOver: true,
          reason: '休假',
          signatures: { from: penOf(staff.keeper), to: penOf(deputy) }
        })
      })
      const holder = async () =>
        (await keysOfRoom(await readingAs(house(), staff.squadHead))).find(({ label }) => label === '库房一号')
          ?.holderName
      expect(await holder()).toBe(staff.keeper.name)
      house().clock.setDay('2026-10-08')
      expect(await holder()).toBe(`代管员（代 ${staff.keeper.name}）`)
      house().clock.setDay('2026-10-10')
      expect(await holder()).toBe(staff.keeper.name)
      house().clock.setDay('2026-09-28')
    })
  })
})
