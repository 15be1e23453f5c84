import { beforeAll, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import type { Person } from '@main/office/entities'
import { vehiclesDue } from '@main/ledgers/vehicles/due'
import { Layup } from '@main/ledgers/vehicles/entities'
import { sealVehicles } from '@main/ledgers/vehicles/layup/acts'
import { holidayToLayUpFor } from '@main/ledgers/vehicles/layup/rows'
import { MissedDeadline } from '@main/office/records/entities'
import { onBothEngines } from '../../support/house'
import { as } from '../../support/officeCalls'
import { refusalOf } from '../../support/refusals'
import { aMotorPool, doing, readingAs, type MotorPool } from '../../support/vehicles'

onBothEngines(
  'holidays before which no car was laid up',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })
    const owed = async () =>
      (await vehiclesDue(await readingAs(house(), pool.officer)))
        .filter(({ subjectType }) => subjectType === 'vehicleLayupDue')
        .map(({ dueOn, duty }) => [dueOn, duty])
    const sealFor = (holidayFrom: string, holiday = '国庆节') =>
      doing(house(), pool.officer, (unit) =>
        sealVehicles(unit, house(), {
          holiday,
          holidayFrom,
          lines: [{ vehicleId: pool.vehicle.id, km: 10_000, parking: '局院内' }]
        })
      )
    const refusedFor = (holidayFrom: string) => refusalOf(house(), 'vehicles', () => sealFor(holidayFrom))

    it('VEH-07, K-13 stay due once the holiday has begun, until closed with a reason', async () => {
      house().clock.setDay('2026-09-24')
      expect(await owed()).toEqual([['2026-09-24', undefined]])
      house().clock.setDay('2026-09-25')
      // The day before 1 October comes within seven days as well.
      expect(await owed()).toEqual([
        ['2026-09-30', undefined],
        ['2026-09-24', 'layup@2026-09-25']
      ])
      const coming = async () => holidayToLayUpFor(await readingAs(house(), pool.officer))
      expect((await coming()).holiday).toMatchObject({ name: '中秋', from: '2026-09-25', until: '2026-09-27' })
      house().clock.setDay('2026-09-28')
      expect((await coming()).holiday).toMatchObject({ name: '国庆节', from: '2026-10-01', until: '2026-10-07' })
      expect((await refusedFor('2026-09-25')).message).toContain('中秋已过')
      expect((await owed()).map(([dueOn]) => dueOn)).toEqual(['2026-09-30', '2026-09-24'])
      const close = (person: Person) =>
        as(house(), person).home.closeDuty({
          ledger: 'vehicles',
          rule: 'VEH-07',
          duty: 'layup@2026-09-25',
          reason: '全部车辆值班备勤'
        })
      await expect(close(pool.main)).rejects.toMatchObject({ code: 'forbidden' })
      await close(pool.officer)
      const shown = (await as(house(), pool.officer).home.due()).filter(({ title }) => title.includes('前封存车辆'))
      expect(shown.map(({ dueOn }) => dueOn)).toEqual(['2026-09-30'])
      expect(await house().database.read.findBy(MissedDeadline, { subjectId: 'layup@2026-09-25' })).toMatchObject([
        { rule: 'VEH-07', outcome: 'closed', dueOn: '2026-09-24', reason: '全部车辆值班备勤' }
      ])
    })

    it('VEH-07 lays up for a holiday of the calendar only, on each of its days but no more after it', async () => {
      house().clock.setDay('2026-09-29')
      // No holiday begins on the second day off, nor on a working day: a later first day would hide that it is late.
      for (const day of ['2026-10-02', '2026-10-09', '2026-09-30'])
        expect((await refusedFor(day)).message).toContain('不是放假首日')
      house().clock.setDay('2026-10-08')
      expect((await refusedFor('2026-10-01')).message).toContain('国庆节已过')
      house().clock.setDay('2026-10-07')
      await sealFor('2026-10-01')
      const layup = await house().database.read.findOneByOrFail(Layup, { holidayFrom: '2026-10-01' })
      expect(await house().database.read.findBy(MissedDeadline, { subjectId: layup.id })).toMatchObject([
        { rule: 'VEH-07', what: '国庆节放假前封存车辆', outcome: 'late', dueOn: '2026-09-30' }
      ])
      // The one of September was closed; the due list of the ledger itself does not know.
      expect((await owed()).map(([, duty]) => duty)).toEqual(['layup@2026-09-25'])
    })

    it('VEH-07 of a year whose holidays are not loaded takes what is typed, from today on', async () => {
      house().clock.setDay('2031-01-10')
      expect((await refusedFor('2031-01-09')).message).toContain('放假首日已过')
    })
  },
  instantAt('2026-09-08', '09:00')
)
