import { beforeAll, describe, expect, it } from 'vitest'
import { loadShippedCalendar } from '@main/office/session/founding'
import type { CleanupInput, CountInput, KeepingInput } from '@main/ledgers/warehouse/inputs'
import { closeCleanup, countGoods, openCleanup } from '@main/ledgers/warehouse/cleanup/acts'
import { cleanupDays, quarterBefore } from '@main/ledgers/warehouse/cleanup/window'
import { warehouseDue } from '@main/ledgers/warehouse/due'
import { Cleanup, CleanupLine, KeyHandover, MonthlyReport, RoomEntry } from '@main/ledgers/warehouse/entities'
import { standingsProven } from '@main/ledgers/warehouse/proofs'
import { warehouseCharts } from '@main/ledgers/warehouse/charts'
import { warehouseHeldBy } from '@main/ledgers/warehouse/clearance'
import { reverseIntake } from '@main/ledgers/warehouse/intake/events'
import { beginKeeping, endKeeping, inspectKeeping } from '@main/ledgers/warehouse/keeping/acts'
import { reportMonth } from '@main/ledgers/warehouse/report/acts'
import { enterRoom, handOverKey, registerKey } from '@main/ledgers/warehouse/room/acts'
import { squadFigures } from '@main/ledgers/warehouse/report/figures'
import { onBothEngines } from '../../support/house'
import { aBureau } from '../../support/people'
import {
  actingIn,
  aLine,
  aWarehouseStaff,
  detainedOn,
  reads,
  refusalOf,
  standingOf,
  type WarehouseStaff
} from '../../support/warehouse'
import { anInk, penOf } from '../../support/pen'

onBothEngines('the warehouse itself', (house) => {
  let staff: WarehouseStaff
  let place = 0
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
    house().clock.setDay('2026-09-29')
  })
  const asKeeper = <T>(body: Parameters<typeof actingIn<T>>[2], reasons?: Record<string, string>) =>
    actingIn(house(), staff.keeper, body, reasons)
  const detained = async (day = '2026-09-29') => {
    place += 1
    const made = await detainedOn(house(), staff, day, { lines: [aLine(staff, { location: `仓${place}` })] })
    return { intakeId: made.id, lineId: made.lines[0]?.id ?? '' }
  }

  describe('WH-01 keys and entries', () => {
    it('keeps keys with appointed keepers and hands them over with both signatures', async () => {
      const register = (holderId: string) => () =>
        asKeeper((unit) => registerKey(unit, { label: `大门${holderId.slice(-4)}`, holderId }))
      expect((await refusalOf(house(), register(staff.clerk.id))).rules).toEqual(['WH-01'])
      const key = await register(staff.keeper.id)()
      const hand =
        (
          signatures: { from?: ReturnType<typeof penOf>; to?: ReturnType<typeof penOf> },
          toPersonId = staff.secondKeeper.id
        ) =>
        () =>
          asKeeper((unit) =>
            handOverKey(unit, {
              id: key.id,
              version: 1,
              toPersonId,
              reason: '轮休',
              signatures: { from: undefined, to: undefined, ...signatures }
            })
          )
      expect((await refusalOf(house(), hand({ from: penOf(staff.keeper) }))).missing).toEqual(['接收人签字'])
      expect(
        (await refusalOf(house(), hand({ from: penOf(staff.keeper), to: penOf(staff.clerk) }, staff.clerk.id))).rules
      ).toEqual(['WH-01'])
      await hand({ from: penOf(staff.keeper), to: penOf(staff.secondKeeper) })()
      expect(await house().database.read.countBy(KeyHandover, { keyId: key.id })).toBe(1)
      expect(await warehouseHeldBy(house().database.read, staff.secondKeeper.id)).toEqual([
        expect.objectContaining({ todo: '交接仓库钥匙' })
      ])
      expect(await warehouseHeldBy(house().database.read, staff.keeper.id)).toEqual([])
    })

    it('logs who enters with whom and why, never in the future or backwards', async () => {
      const enter = (plan: { visitor?: string; purpose?: string; at?: string; leftAt?: string }) => () =>
        asKeeper((unit) =>
          enterRoom(unit, { visitor: undefined, purpose: undefined, at: undefined, leftAt: undefined, ...plan })
        )
      const whole = { visitor: '检查组', purpose: '消防检查' }
      expect((await refusalOf(house(), enter({}))).missing).toEqual(['进入人', '事由'])
      expect((await refusalOf(house(), enter({ ...whole, at: '2026-09-29T09:00:00.000Z' }))).message).toContain(
        '不能晚于现在'
      )
      expect(
        (
          await refusalOf(
            house(),
            enter({ ...whole, at: '2026-09-29T00:30:00.000Z', leftAt: '2026-09-29T00:10:00.000Z' })
          )
        ).message
      ).toContain('不能早于进入时间')
      const entry = await enter(whole)()
      expect(await house().database.read.findOneBy(RoomEntry, { id: entry.id })).toMatchObject({
        visitor: '检查组',
        leftAt: null,
        keeperId: staff.keeper.id
      })
      // half past eight to nine in the morning in Beijing, whatever offset it was written with
      const left = await enter({ ...whole, at: '2026-09-29T08:30:00+08:00', leftAt: '2026-09-29T09:00:00+08:00' })()
      expect(await house().database.read.findOneBy(RoomEntry, { id: left.id })).toMatchObject({
        at: '2026-09-29T00:30:00.000Z',
        leftAt: '2026-09-29T01:00:00.000Z'
      })
      const outsider = await refusalOf(house(), () =>
        actingIn(house(), staff.clerk, (unit) => enterRoom(unit, { ...whole, at: undefined, leftAt: undefined }))
      )
      expect(outsider.rules).toEqual(['WH-01'])
    })
  })

  describe('WH-12 third-party keeping', () => {
    const begin =
      (lineId: string, plan: Partial<KeepingInput> = {}) =>
      () =>
        asKeeper((unit) =>
          beginKeeping(unit, house(), {
            lineIds: [lineId],
            keeper: '停车服务部',
            contact: '0739-1',
            address: '工业园2号',
            fromDay: '2026-09-29',
            toDay: '2026-10-29',
            responsibleId: staff.officers[0].id,
            duties: '遮盖',
            agreementAttachmentId: staff.picture,
            keeperSignature: anInk(),
            signature: undefined,
            ...plan
          })
        )

    it('rests on an agreement; goods are inspected and come back to a known place', async () => {
      const { lineId } = await detained()
      const bare = await refusalOf(
        house(),
        begin(lineId, { agreementAttachmentId: undefined, keeperSignature: undefined, duties: undefined })
      )
      expect(bare).toMatchObject({ rules: ['WH-12'], missing: ['保管责任', '保管协议扫描件', '保管人签字'] })
      expect((await refusalOf(house(), begin(lineId, { toDay: '2026-09-01' }))).rules).toEqual(['WH-12'])
      expect((await refusalOf(house(), begin(lineId, { responsibleId: staff.temporary.id }))).rules).toEqual(['K-11'])
      const kept = await begin(lineId)()
      expect(await standingOf(house(), lineId)).toMatchObject({ thirdParty: true, location: '委托保管：工业园2号' })
      expect((await refusalOf(house(), begin(lineId))).message).toContain('不在仓库中')
      expect(await warehouseHeldBy(house().database.read, staff.officers[0].id)).toHaveLength(1)
      const due = (await warehouseDue(await reads(house()))).filter((item) => item.subjectId === kept.id)
      expect(due.map((item) => item.dueOn)).toEqual(['2026-10-29', '2026-10-29'])
      const { intakeId } = await standingOf(house(), lineId)
      const undone = await refusalOf(house(), () => asKeeper((unit) => reverseIntake(unit, house(), intakeId, '误登')))
      expect(undone.message).toContain('已有出库单或委托保管')
      const inspect =
        (photoIds: string[], version = 1) =>
        () =>
          actingIn(house(), staff.officers[0], (unit) =>
            inspectKeeping(unit, { id: kept.id, version, result: '有积水', inOrder: false, photoIds })
          )
      expect((await refusalOf(house(), inspect([staff.picture], 2))).type).toBe('conflict')
      expect((await refusalOf(house(), inspect([]))).missing).toEqual(['照片'])
      await inspect([staff.picture])()
      const end = (location: string | undefined) => () =>
        asKeeper((unit) =>
          endKeeping(unit, house(), { id: kept.id, version: 2, location, separation: undefined, note: '完好' })
        )
      expect((await refusalOf(house(), end(undefined))).rules).toEqual(['WH-13'])
      await end('回仓1')()
      expect(await standingOf(house(), lineId)).toMatchObject({ thirdParty: false, location: '回仓1' })
      expect(await warehouseHeldBy(house().database.read, staff.officers[0].id)).toEqual([])
      expect(await standingsProven(house().database.read)).toEqual([])
    })
  })

  describe('WH-14 quarter clean-up', () => {
    it('falls on three working days from the last three of the quarter on, past holidays', async () => {
      const { calendar } = await reads(house())
      expect(cleanupDays('2026-Q3', 3, calendar).dates).toEqual(['2026-09-28', '2026-09-29', '2026-09-30'])
      expect(cleanupDays('2026-Q1', 3, calendar).dates).toEqual(['2026-03-30', '2026-03-31', '2026-04-01'])
      expect(quarterBefore('2026-02-10')).toBe('2025-Q4')
    })

    const people = (...persons: readonly { id: string }[]) =>
      persons.map((person) => ({ squadId: staff.squad.id, personId: person.id }))
    const open = (plan: CleanupInput, reasons?: Record<string, string>) => () =>
      asKeeper((unit) => openCleanup(unit, house(), plan), reasons)

    it('needs two people of every squad with goods, counts everything, and tells found, missing, surplus, misplaced apart', async () => {
      const goods = [await detained(), await detained(), await detained(), await detained()]
      const [one, two] = staff.officers
      expect((await refusalOf(house(), open({ quarter: '2026-Q3', participants: people(one) }))).rules).toEqual([
        'WH-14'
      ])
      expect(
        (await refusalOf(house(), open({ quarter: '2026-Q3', participants: people(one, staff.clerk) }))).message
      ).toContain('不是所代表片区的人员')
      expect(
        (await refusalOf(house(), open({ quarter: '2026-Q4', participants: people(one, two) }))).message
      ).toContain('提前清整')
      const { id } = await open({ quarter: '2026-Q3', participants: people(one, two) })()
      expect(
        (await refusalOf(house(), open({ quarter: '2026-Q3', participants: people(one, two) }))).message
      ).toContain('已有清整单')
      const cleanup = () => house().database.read.findOneByOrFail(Cleanup, { id })
      const count = async (counts: readonly Partial<CountInput['counts'][number]>[], person: { id: string } = one) => {
        const { version } = await cleanup()
        const whole = counts.map((each) => ({
          lineId: undefined,
          name: undefined,
          quantity: 12_000,
          foundLocation: undefined,
          note: undefined,
          ...each
        }))
        return actingIn(house(), person, (unit) => countGoods(unit, { id, version, counts: whole }))
      }
      const close = async () => {
        const { version } = await cleanup()
        return asKeeper((unit) => closeCleanup(unit, { id, version, conclusion: '已清点' }))
      }
      expect((await refusalOf(house(), () => count([{ lineId: goods[0]?.lineId ?? '' }], staff.clerk))).rules).toEqual([
        'WH-14'
      ])
      expect((await refusalOf(house(), () => count([{ quantity: 1000 }]))).message).toContain('多出的物品')
      const { results } = await count([
        { lineId: goods[0]?.lineId ?? '' },
        { lineId: goods[1]?.lineId ?? '', quantity: 11_000 },
        { lineId: goods[2]?.lineId ?? '', foundLocation: '墙角' },
        { lineId: goods[3]?.lineId ?? '', quantity: 13_000, note: '多一个' },
        { name: '水桶', quantity: 1000, foundLocation: '门后' }
      ])
      expect(results.map((each) => each.result)).toEqual(['found', 'missing', 'misplaced', 'surplus', 'surplus'])
      const early = await refusalOf(house(), close)
      expect(early.rules).toEqual(['WH-14'])
      expect(early.message).toMatch(/没有清点/)
      const counted = new Set(goods.map((each) => each.lineId))
      const rest = (await house().database.read.findBy(CleanupLine, { cleanupId: id })).filter(
        (line) => !counted.has(line.lineId)
      )
      await count(rest.map((line) => ({ lineId: line.lineId, quantity: line.book })))
      expect((await refusalOf(house(), close)).message).toContain('账实不符')
      await count([{ lineId: goods[1]?.lineId ?? '', quantity: 11_000, note: '正在查找' }])
      await close()
      expect(await cleanup()).toMatchObject({ state: 'done', missing: 1, misplaced: 1, surplus: 2 })
      expect(await standingOf(house(), goods[1]?.lineId ?? '')).toMatchObject({ missing: true, onHand: 12_000 })
      expect(await standingOf(house(), goods[2]?.lineId ?? '')).toMatchObject({ location: '墙角' })
      expect(await standingsProven(house().database.read)).toEqual([])
      expect((await refusalOf(house(), close)).message).toContain('已经完成')
    })

    it('stands on the due list until it is done', async () => {
      house().clock.setDay('2026-12-01')
      const due = (await warehouseDue(await reads(house()))).filter(
        (item) => item.rule === 'WH-14' && item.subjectType === 'cleanup'
      )
      expect(due.map((item) => item.dueOn)).toEqual(['2026-12-31'])
    })
  })

  describe('WH-15 overdue goods', () => {
    it('are shown per squad, and reported once a month after its end', async () => {
      house().clock.setDay('2026-12-01')
      await detained('2026-12-01')
      const charts = await warehouseCharts(await reads(house(), staff.leader))
      const overdue = charts.find((chart) => chart.id === 'warehouse.overdue')
      expect(overdue?.points[0]).toMatchObject({ label: staff.squad.name })
      const figures = await squadFigures(house().database.read, '2026-12-01', {})
      expect(figures.rows[0]).toMatchObject({ squadName: staff.squad.name })
      expect(figures.overdueLines).toBe(overdue?.points[0]?.value)
      const report = (month: string) => () => asKeeper((unit) => reportMonth(unit, house(), { month }))
      expect((await refusalOf(house(), report('2026-12'))).rules).toEqual(['WH-15'])
      expect(
        (await warehouseDue(await reads(house()))).filter((item) => item.rule === 'WH-15').map((item) => item.dueOn)
      ).toEqual(['2026-10-13', '2026-11-06', '2026-12-07'])
      await report('2026-11')()
      expect((await refusalOf(house(), report('2026-11'))).message).toContain('已经报送')
      // The months before stay due until they are reported or closed with a reason (K-13).
      const open = (await warehouseDue(await reads(house()))).filter((item) => item.rule === 'WH-15')
      expect(open.map(({ duty }) => duty)).toEqual(['report@2026-09', 'report@2026-10'])
      expect(await house().database.read.findOneBy(MonthlyReport, { month: '2026-11' })).toMatchObject({
        overdueLines: figures.overdueLines
      })
    })
  })
})
