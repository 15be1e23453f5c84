import { beforeAll, expect, it } from 'vitest'
import type { KeepingInput } from '@main/ledgers/warehouse/inputs'
import { closeCleanup, countGoods, openCleanup } from '@main/ledgers/warehouse/cleanup/acts'
import { warehouseDue } from '@main/ledgers/warehouse/due'
import { Cleanup, CleanupLine, Keeping } from '@main/ledgers/warehouse/entities'
import { beginKeeping, endKeeping, inspectKeeping } from '@main/ledgers/warehouse/keeping/acts'
import { reportMonth } from '@main/ledgers/warehouse/report/acts'
import { loadShippedCalendar } from '@main/office/session/founding'
import { instantAt } from '@main/kernel/instant'
import { onBothEngines } from '../../support/house'
import { changeRuleParameter } from '../../support/parameters'
import { aBureau } from '../../support/people'
import { anInk } from '../../support/pen'
import {
  actingIn,
  aLine,
  aWarehouseStaff,
  detainedOn,
  reads,
  refusalOf,
  type WarehouseStaff
} from '../../support/warehouse'

// Days worked out by hand from the catalogue and the calendar of 2026: goods 30 days (WH-04), preserved ones 7 working
// days (WH-05), on the spot 24 hours (WH-06), clean-up on the last three days of a quarter past days off (WH-14), a
// month's report within 5 working days after it (WH-15). The house began on 2026-02-10, the first goods came on 02-25.
onBothEngines('the due list of the warehouse, day by day', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    house().clock.setDay('2026-02-10')
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
  })
  const read = () => house().database.read
  const listOn = async (day: string) => {
    house().clock.setDay(day)
    return warehouseDue(await reads(house(), staff.keeper))
  }
  const duties = async (day: string, rule: string) =>
    (await listOn(day)).flatMap((item) => (item.rule === rule && item.duty ? [`${item.duty} ${item.dueOn}`] : []))
  const dueOf = async (day: string, subjectId: string) =>
    (await listOn(day))
      .filter((item) => item.subjectId === subjectId)
      .map(({ rule, dueOn, title }) => `${rule} ${dueOn} ${title}`)
      .toSorted()
  const asKeeper = <T>(body: Parameters<typeof actingIn<T>>[2]) =>
    actingIn(house(), staff.keeper, body, { 'WH-14': '人手不足', 'WH-13': '同库分架' })
  let place = 0
  const detained = async (day: string, plan: Parameters<typeof detainedOn>[3] = {}) => {
    place += 1
    return detainedOn(house(), staff, day, {
      basis: 'confiscation',
      lines: [aLine(staff, { location: `期${place}` })],
      ...plan
    })
  }

  it('WH-14 WH-15 ask for nothing before there are goods', async () => {
    for (const day of ['2026-02-10', '2026-02-24']) expect(await listOn(day), day).toEqual([])
  })

  it('WH-15 asks for a month’s report from the first day after it, within five working days, until it is handed in', async () => {
    await detained('2026-02-25')
    expect(await duties('2026-02-28', 'WH-15')).toEqual([])
    // From Monday 2 March to Friday 6 March.
    const february = 'report@2026-02 2026-03-06'
    for (const day of ['2026-03-01', '2026-03-06', '2026-03-07', '2026-03-31'])
      expect(await duties(day, 'WH-15'), day).toEqual([february])
    // Three days of April, the holidays of 清明, two more.
    const march = 'report@2026-03 2026-04-08'
    expect(await duties('2026-04-01', 'WH-15')).toEqual([february, march])
    expect((await listOn('2026-04-01')).find(({ duty }) => duty === 'report@2026-03')).toMatchObject({
      title: '报送2026年03月暂扣物品逾期情况月报',
      subjectType: 'report',
      number: null,
      unitId: null,
      calendarMissing: false
    })
    await asKeeper((unit) => reportMonth(unit, house(), { month: '2026-02' }))
    expect(await duties('2026-04-01', 'WH-15')).toEqual([march])
  })

  it('WH-14 asks for a clean-up two months ahead, beside those not done, until it is closed', async () => {
    const [first, second] = ['cleanup@2026-Q1 2026-04-01', 'cleanup@2026-Q2 2026-07-01']
    for (const day of ['2026-02-26', '2026-03-31', '2026-04-01', '2026-04-29'])
      expect(await duties(day, 'WH-14'), day).toEqual([first])
    expect(await duties('2026-04-30', 'WH-14')).toEqual([first, second])
    house().clock.setDay('2026-04-30')
    const participants = staff.officers.map(({ id }) => ({ squadId: staff.squad.id, personId: id }))
    const { id } = await asKeeper((unit) => openCleanup(unit, house(), { quarter: '2026-Q1', participants }))
    const cleanup = () => read().findOneByOrFail(Cleanup, { id })
    expect(await duties('2026-04-30', 'WH-14')).toEqual([first, second])
    expect((await listOn('2026-04-30')).find(({ duty }) => duty === 'cleanup@2026-Q1')).toMatchObject({
      title: '2026年第1季度清整仓库（2026-03-30至2026-04-01），各片区指派人员',
      number: (await cleanup()).number,
      subjectType: 'cleanup',
      subjectId: id,
      unitId: null
    })
    const lines = await read().findBy(CleanupLine, { cleanupId: id })
    await actingIn(house(), staff.officers[0], async (unit) =>
      countGoods(unit, {
        id,
        version: (await cleanup()).version,
        counts: lines.map(({ lineId, book }, index) => ({
          lineId,
          name: undefined,
          quantity: index === 0 ? book - 1_000 : book,
          foundLocation: undefined,
          note: index === 0 ? '少1个' : undefined
        }))
      })
    )
    // Nothing counted is settled before the clean-up is over.
    expect(await dueOf('2026-04-30', id)).toEqual([expect.stringContaining('清整仓库')])
    await asKeeper(async (unit) => closeCleanup(unit, { id, version: (await cleanup()).version, conclusion: '已清点' }))
    expect(await duties('2026-04-30', 'WH-14')).toEqual([second])
    // Owed since the day it was closed, which was after its last day.
    const owed = ['WH-14 2026-04-30 2026年第1季度清整有1项差异没有处理，应查明、登记找到或申请核销']
    for (const day of ['2026-04-30', '2026-06-30']) expect(await dueOf(day, id), day).toEqual(owed)
  })

  it('WH-12 asks for inspection and end of a keeping a month ahead, until it has ended', async () => {
    house().clock.setDay('2026-05-06')
    await changeRuleParameter(house(), 'WH-12', 'inspectionDays', 90)
    const begun = async (toDay: string) => {
      const made = await detained('2026-05-06')
      const plan: KeepingInput = {
        lineIds: made.lines.map(({ id }) => id),
        keeper: '停车服务部',
        contact: '0739-1',
        address: '工业园2号',
        fromDay: '2026-05-06',
        toDay,
        responsibleId: staff.officers[0].id,
        duties: '遮盖',
        agreementAttachmentId: staff.picture,
        keeperSignature: anInk(),
        signature: undefined
      }
      return (await asKeeper((unit) => beginKeeping(unit, house(), plan))).id
    }
    const long = await begun('2026-12-31')
    const short = await begun('2026-07-20')
    // 25 days of May after the 6th, 30 of June, 31 of July, 4 of August.
    const inspection = 'WH-12 2026-08-04 检查停车服务部保管的塑料凳'
    const end = (day: string) => `WH-12 ${day} 停车服务部的委托保管到期，应收回或续签`
    expect(await dueOf('2026-07-03', long)).toEqual([])
    expect(await dueOf('2026-07-04', long)).toEqual([inspection, end('2026-12-31')])
    expect(await dueOf('2026-06-18', short)).toEqual([])
    for (const day of ['2026-06-19', '2026-07-20', '2026-07-21'])
      expect(await dueOf(day, short), day).toEqual([end('2026-07-20'), inspection].toSorted())
    const keeping = (id: string) => read().findOneByOrFail(Keeping, { id })
    expect((await listOn('2026-07-21')).find(({ subjectId }) => subjectId === short)).toMatchObject({
      number: (await keeping(short)).number,
      subjectType: 'keeping',
      unitId: staff.squad.id,
      source: expect.stringContaining('四十八')
    })
    const ended = (seen: number, note?: string) =>
      asKeeper((unit) =>
        endKeeping(unit, house(), { id: short, version: seen, location: '回期1', separation: undefined, note })
      )
    const inspected = (seen: number) =>
      actingIn(house(), staff.officers[0], (unit) =>
        inspectKeeping(unit, { id: short, version: seen, result: '完好', inOrder: true, photoIds: [] })
      )
    const { version } = await keeping(short)
    for (const seen of [version - 1, version + 1]) {
      expect((await refusalOf(house(), () => ended(seen))).type).toBe('conflict')
      expect((await refusalOf(house(), () => inspected(seen))).type).toBe('conflict')
    }
    await inspected(version)
    // 90 days after 21 July.
    expect((await keeping(short)).nextInspectionOn).toBe('2026-10-19')
    await ended(version + 1, '如数收回')
    expect(await dueOf('2026-07-21', short)).toEqual([])
    expect((await keeping(short)).endedOn).toBe('2026-07-21')
  })

  it('WH-04 tells goods a month ahead and until they are gone, those of one intake and day together', async () => {
    const { id } = await detained('2026-07-22', {
      party: '摊主甲',
      lines: [
        aLine(staff, { name: '塑料凳', location: '同1' }),
        aLine(staff, { name: '塑料桌', location: '同2' }),
        aLine(staff, { name: '西瓜', perishability: 'perishable', location: '同3' })
      ]
    })
    const list = (await listOn('2026-07-22')).filter(({ subjectId }) => subjectId === id)
    expect(list.map(({ rule, dueOn, title }) => [rule, dueOn, title.split('：')[0]]).toSorted()).toEqual(
      [
        ['WH-04', '2026-07-24', '摊主甲的西瓜'],
        ['WH-04', '2026-08-21', '摊主甲的塑料凳等2项']
      ].toSorted()
    )
    for (const item of list)
      expect(item).toMatchObject({
        subjectType: 'intake',
        unitId: staff.squad.id,
        dueAt: null,
        calendarMissing: false,
        number: expect.stringMatching(/^ZK/)
      })
    await changeRuleParameter(house(), 'WH-04', 'durable', 60)
    const later = await detained('2026-07-22')
    // Sixty days: 9 of July, 31 of August, 20 of September.
    expect(await dueOf('2026-08-19', later.id)).toEqual([])
    expect(await dueOf('2026-08-20', later.id)).toHaveLength(1)
    expect((await dueOf('2026-09-21', later.id))[0]).toContain('WH-04 2026-09-20')
    await changeRuleParameter(house(), 'WH-04', 'durable', 30)
  })

  it('WH-05 WH-06 tell preserved goods by working days, goods seized on the spot by the minute, each under its rule', async () => {
    const preserved = await detained('2026-09-01', { basis: 'preservation' })
    expect((await dueOf('2026-09-01', preserved.id))[0]).toMatch(/^WH-05 2026-09-10 .*登记保存.*作出处理决定/)
    expect((await dueOf('2026-09-11', preserved.id))[0]).toMatch(/^WH-05 2026-09-10 .*期满未作决定/)
    const spot = await detained('2026-09-14', {
      basis: 'seizure',
      onTheSpot: true,
      detainedAt: instantAt('2026-09-14', '08:15')
    })
    expect((await listOn('2026-09-14')).find(({ subjectId }) => subjectId === spot.id)).toMatchObject({
      rule: 'WH-06',
      dueOn: '2026-09-15',
      dueAt: instantAt('2026-09-15', '08:15'),
      title: expect.stringContaining('报告分管领导并补办批准手续')
    })
    // Working days of a year whose holidays are not known yet are said to be so.
    const unknown = await detained('2026-12-30', { basis: 'preservation' })
    expect((await listOn('2026-12-30')).find(({ subjectId }) => subjectId === unknown.id)).toMatchObject({
      rule: 'WH-05',
      calendarMissing: true
    })
  })
})
