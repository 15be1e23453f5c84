import { beforeAll, describe, expect, it } from 'vitest'
import { RuleSettingRow } from '@main/office/entities'
import { decide } from '@main/office/approvals/service'
import { Approval } from '@main/office/approvals/entities'
import { loadShippedCalendar } from '@main/office/session/founding'
import { BackdatedEntry, MissedDeadline } from '@main/office/records/entities'
import { Extension, Intake, SpotSeizure } from '@main/ledgers/warehouse/entities'
import type { ReceiveInput } from '@main/ledgers/warehouse/inputs'
import { notifyExtension, requestExtension } from '@main/ledgers/warehouse/extension/acts'
import { decideOnGoods, recordTesting } from '@main/ledgers/warehouse/intake/events'
import { warehouseDue } from '@main/ledgers/warehouse/due'
import { instantAt } from '@main/kernel/instant'
import { actsOf } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { aBureau, arranging } from '../../support/people'
import {
  actingIn,
  aLine,
  approvedThrough,
  askedOut,
  aWarehouseStaff,
  detainedOn,
  reads,
  refusalOf,
  standingOf,
  tookIn,
  type WarehouseStaff
} from '../../support/warehouse'

onBothEngines('clocks of detained goods', (house) => {
  let staff: WarehouseStaff
  let place = 0
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
  })
  const one = (perishability: 'perishable' | 'durable') => {
    place += 1
    return {
      lines: [
        aLine(staff, { perishability, location: `位${place}`, name: perishability === 'durable' ? '冰柜' : '活鱼' })
      ]
    }
  }
  const detained = async (
    day: string,
    plan: Parameters<typeof detainedOn>[3] & { perishability?: 'perishable' | 'durable' } = {}
  ) => {
    const { perishability = 'durable', ...rest } = plan
    const made = await detainedOn(house(), staff, day, { ...one(perishability), ...rest })
    return { id: made.id, lineId: made.lines[0]?.id ?? '', number: made.number }
  }

  describe('WH-04 counts calendar days by perishability and season of detention', () => {
    it.each([
      ['perishable', '2026-07-10', '2026-07-12'],
      ['perishable', '2026-04-10', '2026-04-13'],
      ['perishable', '2026-09-29', '2026-10-02'],
      ['perishable', '2026-01-10', '2026-01-15'],
      ['perishable', '2026-02-27', '2026-03-04'],
      ['durable', '2026-09-01', '2026-10-01']
    ] as const)('%s goods of %s are due on %s, holidays or not', async (perishability, day, dueOn) => {
      const { lineId } = await detained(day, { perishability, basis: 'confiscation' })
      expect(await standingOf(house(), lineId)).toMatchObject({ dueOn, dueRule: 'WH-04', dueKind: 'bureau' })
    })

    it('refuses perishables while the season parameters name a month twice, and takes durable goods', async () => {
      const setting = await arranging(house(), (unit) =>
        unit.insert(RuleSettingRow, { rule: 'WH-04', state: 'on', parameters: { spring: '3,4,5,6' } })
      )
      const refusal = await refusalOf(house(), () => detained('2026-05-11', { perishability: 'perishable' }))
      expect(refusal).toMatchObject({ type: 'refused', rules: ['WH-04'] })
      expect(refusal.message).toContain('季节月份参数')
      await expect(detained('2026-05-11')).resolves.toBeTruthy()
      await arranging(house(), (unit) => unit.remove(RuleSettingRow, setting, '规则'))
    })
  })

  describe('WH-05 statutory clocks', () => {
    it('gives preserved evidence seven working days, past the holiday', async () => {
      const { lineId } = await detained('2026-09-28', { basis: 'preservation' })
      expect(await standingOf(house(), lineId)).toMatchObject({
        dueOn: '2026-10-13',
        dueKind: 'preservation',
        dueRule: 'WH-05',
        calendarMissing: false
      })
    })

    it('says so when the year’s holidays are not loaded', async () => {
      const { lineId } = await detained('2027-03-01', { basis: 'preservation' })
      expect(await standingOf(house(), lineId)).toMatchObject({ dueOn: '2027-03-10', calendarMissing: true })
    })

    it('ends the clock with the decision, and starts seizure’s where preserved goods are seized', async () => {
      const { id, lineId } = await detained('2026-08-03', { basis: 'preservation' })
      const record = (kind: 'seize' | 'confiscate', decidedOn: string) =>
        actingIn(house(), staff.officers[0], (unit) =>
          decideOnGoods(unit, house(), {
            id,
            kind,
            documentNumber: `决${kind}`,
            decidedOn,
            attachmentId: staff.picture
          })
        )
      house().clock.setDay('2026-08-07')
      await record('seize', '2026-08-07')
      expect((await standingOf(house(), lineId)).dueOn).toBe('2026-09-02')
      house().clock.setDay('2026-08-20')
      await record('confiscate', '2026-08-20')
      expect(await standingOf(house(), lineId)).toMatchObject({ dueKind: 'bureau', dueOn: '2026-09-02' })
      expect((await refusalOf(house(), () => record('confiscate', '2026-08-20'))).rules).toEqual(['WH-05'])
    })

    it('refuses decisions in the future, before the detention, or other than release after the end', async () => {
      const { id } = await detained('2026-08-03', { basis: 'preservation' })
      const decided = (kind: 'confiscate' | 'return', decidedOn: string) => () =>
        actingIn(house(), staff.officers[0], (unit) =>
          decideOnGoods(unit, house(), { id, kind, documentNumber: '决', decidedOn })
        )
      expect((await refusalOf(house(), decided('confiscate', '2026-08-04'))).message).toContain('不能晚于今天')
      expect((await refusalOf(house(), decided('confiscate', '2026-08-02'))).message).toContain('不能早于扣押日期')
      house().clock.setDay('2026-08-20')
      expect((await refusalOf(house(), decided('confiscate', '2026-08-20'))).message).toContain('解除并退还')
      await decided('return', '2026-08-20')()
    })

    it('K-13 keeps that a decision was entered late, though it is dated within the term, and asks why', async () => {
      const { id } = await detained('2026-08-03')
      const decided = (decidedOn: string, reasons = {}) =>
        actsOf('warehouse')(
          house(),
          staff.officers[0],
          (unit) => decideOnGoods(unit, house(), { id, kind: 'return', documentNumber: '决退1', decidedOn }),
          reasons
        )
      const traces = async () => ({
        late: (await house().database.read.findBy(MissedDeadline, { subjectId: id })).map(
          ({ rule, dueOn, outcome }) => [rule, dueOn, outcome]
        ),
        marked: (await house().database.read.findBy(BackdatedEntry, { subjectId: id })).map(
          ({ what, dated, typedOn, reason }) => [what, dated, typedOn, reason]
        )
      })
      const before = await traces()
      // Thirty days from Monday 3 August end on Wednesday 2 September.
      house().clock.setDay('2026-09-07')
      const refusal = await refusalOf(house(), () => decided('2026-09-01'))
      expect([refusal.rules, refusal.message]).toEqual([['K-13'], expect.stringContaining('6日后才登记，属于补录')])
      expect(await traces()).toEqual(before)
      const reason = '文书送达后才交仓库登记'
      await decided('2026-09-01', { 'K-13': reason })
      expect((await traces()).late).toEqual([...before.late, ['WH-05', '2026-09-02', 'backdated']])
      expect((await traces()).marked).toEqual([...before.marked, ['决定日期', '2026-09-01', '2026-09-07', reason]])
    })

    it('extends a seizure once, by at most thirty days, approved before its end', async () => {
      const { id, lineId } = await detained('2026-03-02')
      const ask = (days: number) => () =>
        actingIn(house(), staff.officers[0], (unit) =>
          requestExtension(unit, house(), { intakeId: id, days, reason: '案情复杂', needsHead: false })
        )
      expect((await refusalOf(house(), ask(31))).message).toContain('最长30日')
      const asked = await ask(30)()
      await approvedThrough(house(), asked.approvalId)
      // WH-04 of durable goods still leads on the same day; the statutory clock has moved.
      expect(await standingOf(house(), lineId)).toMatchObject({ dueOn: '2026-04-01', dueKind: 'bureau' })
      expect((await refusalOf(house(), ask(10))).message).toContain('只能延长一次')
      const row = await house().database.read.findOneByOrFail(Extension, { id: asked.id })
      expect(row).toMatchObject({ originalDueOn: '2026-04-01', extendedDueOn: '2026-05-01', state: 'approved' })
      // Approved on Monday 2 March: the party is told by the end of the next working day, and late for ever after it.
      const notices = async () =>
        (await warehouseDue(await reads(house(), staff.keeper))).filter(({ subjectId }) => subjectId === row.id)
      expect(await notices()).toMatchObject([
        {
          rule: 'WH-05',
          dueOn: '2026-03-03',
          number: row.number,
          title: expect.stringContaining('书面告知') as unknown
        }
      ])
      house().clock.setDay('2026-03-04')
      await actingIn(house(), staff.officers[0], (unit) =>
        notifyExtension(unit, house(), { id: row.id, version: row.version, notifiedOn: '2026-03-04' })
      )
      expect(await notices()).toEqual([])
      const late = { rule: 'WH-05', dueOn: '2026-03-03' }
      const notedFor = (subjectId: string) => house().database.read.findOneByOrFail(MissedDeadline, { subjectId })
      expect(await notedFor(row.id)).toMatchObject({ ...late, outcome: 'late' })
      // Another party was told in time by what is written, which was written a day too late.
      house().clock.setDay('2026-03-02')
      const other = await detained('2026-03-02')
      const second = await actingIn(house(), staff.officers[0], (unit) =>
        requestExtension(unit, house(), { intakeId: other.id, days: 30, reason: '案情复杂', needsHead: false })
      )
      await approvedThrough(house(), second.approvalId)
      house().clock.setDay('2026-03-04')
      const { version } = await house().database.read.findOneByOrFail(Extension, { id: second.id })
      await actingIn(house(), staff.officers[0], (unit) =>
        notifyExtension(unit, house(), { id: second.id, version, notifiedOn: '2026-03-03' })
      )
      expect(await notedFor(second.id)).toMatchObject({ ...late, outcome: 'backdated' })
      house().clock.setDay('2026-03-02')
    })

    it('WH-06 asks for the day a planned seizure was approved, which is not after it', async () => {
      const taken = (plan: Partial<ReceiveInput>) => () => tookIn(house(), staff, plan)
      const bare = await refusalOf(house(), taken({ approvedOn: undefined }))
      expect(bare.rules).toEqual(['WH-06'])
      expect(bare.missing).toEqual(['事先批准日期'])
      expect(bare.findings[0]?.source).toContain('第五十条')
      const after = await refusalOf(
        house(),
        taken({ approvedOn: '2026-03-03', detainedAt: '2026-03-02T00:00:00.000Z' })
      )
      expect(after.findings).toMatchObject([{ rule: 'WH-06', act: 'BLOCK', field: 'approvedOn' }])
      const { id } = await tookIn(house(), staff, { approvedOn: '2026-03-02' })
      expect((await house().database.read.findOneByOrFail(Intake, { id })).approvedOn).toBe('2026-03-02')
      // On the spot, and preserved, nothing was to be approved before.
      await tookIn(house(), staff, { approvedOn: undefined, onTheSpot: true })
      await tookIn(house(), staff, { approvedOn: undefined, basis: 'preservation' })
    })

    it('does not extend preserved evidence, nor a seizure that has ended, nor approve one after the end', async () => {
      const preserved = await detained('2026-03-02', { basis: 'preservation' })
      const seized = await detained('2026-03-02')
      const ask = (intakeId: string) => () =>
        actingIn(house(), staff.officers[0], (unit) =>
          requestExtension(unit, house(), { intakeId, days: 30, reason: '案情复杂', needsHead: false })
        )
      expect((await refusalOf(house(), ask(preserved.id))).message).toContain('只有查封扣押')
      const asked = await ask(seized.id)()
      house().clock.setDay('2026-04-02')
      const approval = await house().database.read.findOneByOrFail(Approval, { id: asked.approvalId })
      await actingIn(house(), staff.squadHead, (unit) =>
        decide(unit, house(), { id: approval.id, version: approval.version, outcome: 'approve', opinion: '同意' })
      )
      const late = await refusalOf(house(), () =>
        actingIn(house(), staff.leader, (unit) =>
          decide(unit, house(), { id: approval.id, version: approval.version + 1, outcome: 'approve', opinion: '同意' })
        )
      )
      expect(late.rules).toEqual(['WH-05'])
      const other = await detained('2026-02-02')
      house().clock.setDay('2026-04-02')
      expect((await refusalOf(house(), ask(other.id))).message).toContain('已于')
    })

    it('leaves days of testing out of seizure, once the party was told', async () => {
      const { id } = await detained('2026-05-06')
      house().clock.setDay('2026-05-20')
      const test = (plan: { from: string; to: string; noticeNumber?: string; noticeAttachmentId?: string }) => () =>
        actingIn(house(), staff.officers[0], (unit) => recordTesting(unit, house(), { id, agency: '质检所', ...plan }))
      const notice = { noticeNumber: '告1号', noticeAttachmentId: staff.picture }
      expect((await refusalOf(house(), test({ from: '2026-05-08', to: '2026-05-12' }))).missing).toContain(
        '检测告知书文号'
      )
      expect((await refusalOf(house(), test({ from: '2026-05-01', to: '2026-05-12', ...notice }))).message).toContain(
        '不能早于扣押日期'
      )
      await test({ from: '2026-05-08', to: '2026-05-12', ...notice })()
      expect((await refusalOf(house(), test({ from: '2026-05-12', to: '2026-05-13', ...notice }))).message).toContain(
        '重叠'
      )
      const { id: extensionId } = await actingIn(house(), staff.officers[0], (unit) =>
        requestExtension(unit, house(), { intakeId: id, days: 5, reason: '待结论', needsHead: true })
      )
      expect(await house().database.read.findOneBy(Extension, { id: extensionId })).toMatchObject({
        originalDueOn: '2026-06-10',
        extendedDueOn: '2026-06-15'
      })
    })

    it('lets goods whose period ended without a decision only go back', async () => {
      const { id, lineId } = await detained('2026-05-06')
      house().clock.setDay('2026-06-08')
      const plan = { intakeId: id, lines: [{ lineId, quantity: 12_000 }] }
      expect((await refusalOf(house(), () => askedOut(house(), staff, { ...plan, kind: 'treasury' }))).rules).toEqual([
        'WH-05'
      ])
      await expect(askedOut(house(), staff, plan)).resolves.toBeTruthy()
    })
  })

  describe('WH-06 on-the-spot seizure', () => {
    it('gives twenty-four hours from the minute, and leads all other clocks', async () => {
      const { lineId, id } = await detained('2026-09-29', {
        onTheSpot: true,
        detainedAt: instantAt('2026-09-28', '20:15')
      })
      expect(await standingOf(house(), lineId)).toMatchObject({
        dueRule: 'WH-06',
        dueOn: '2026-09-29',
        dueAt: instantAt('2026-09-29', '20:15')
      })
      const spot = await house().database.read.findOneByOrFail(SpotSeizure, { intakeId: id })
      await approvedThrough(house(), spot.approvalId ?? '')
      expect((await standingOf(house(), lineId)).dueRule).toBe('WH-05')
    })

    it('is a seizure, and refused by the leader means release at once', async () => {
      expect(
        (await refusalOf(house(), () => detained('2026-09-29', { onTheSpot: true, basis: 'confiscation' }))).rules
      ).toEqual(['WH-06'])
      const { lineId, id } = await detained('2026-09-29', { onTheSpot: true })
      const spot = await house().database.read.findOneByOrFail(SpotSeizure, { intakeId: id })
      await approvedThrough(house(), spot.approvalId ?? '', 'refuse')
      expect(await standingOf(house(), lineId)).toMatchObject({ dueKind: 'release', dueOn: '2026-09-29' })
      const plan = { intakeId: id, lines: [{ lineId, quantity: 12_000 }] }
      expect((await refusalOf(house(), () => askedOut(house(), staff, { ...plan, kind: 'auction' }))).rules).toEqual([
        'WH-06'
      ])
      await expect(askedOut(house(), staff, plan)).resolves.toBeTruthy()
    })
  })

  it('puts what leads on the due list, with the last working day before a day off', async () => {
    const { id } = await detained('2026-09-29', { perishability: 'perishable' })
    const items = await warehouseDue(await reads(house()))
    const item = items.find((each) => each.subjectId === id)
    expect(item).toMatchObject({ rule: 'WH-04', dueOn: '2026-10-02', unitId: staff.squad.id })
    expect(item?.title).toContain('最迟9月30日办理（到期日不上班）')
    expect(item?.source).toContain('仓库管理制度')
  })
})
