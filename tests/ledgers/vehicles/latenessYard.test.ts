import { beforeAll, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { declareCampaign, endCampaign, endDriver } from '@main/ledgers/vehicles/driver/acts'
import { Driver, Layup } from '@main/ledgers/vehicles/entities'
import { releaseVehicle, sealVehicles } from '@main/ledgers/vehicles/layup/acts'
import { replaceMeter } from '@main/ledgers/vehicles/vehicle/acts'
import { BackdatedEntry, MissedDeadline } from '@main/office/records/entities'
import { onBothEngines } from '../../support/house'
import { anAttachment, aPerson } from '../../support/people'
import { aDriver, aMotorPool, aVehicle, doing, expectRefused, vehicleNow, type MotorPool } from '../../support/vehicles'

const reason = { 'K-13': '经办人住院，出院后登记' }

onBothEngines(
  'lateness of layups, drivers, campaigns and odometers',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })
    const missed = (subjectId: string) => house().database.read.findBy(MissedDeadline, { subjectId })

    it('VEH-07 keeps cars laid up after the holiday began, and taken back after their days', async () => {
      const sealed = async () => {
        const car = await aVehicle(house(), pool.officer, { unitId: pool.squad.id, mainDriverId: pool.main.id })
        await doing(house(), pool.officer, (unit) =>
          sealVehicles(unit, house(), {
            holiday: '国庆节',
            holidayFrom: '2026-10-01',
            lines: [{ vehicleId: car.id, km: 10_000, parking: '局院内' }]
          })
        )
        return house().database.read.findOneByOrFail(Layup, { vehicleId: car.id })
      }
      const release = ({ id, version }: Layup) =>
        doing(house(), pool.officer, (unit) => releaseVehicle(unit, { id, version, km: 10_000 }))
      house().clock.setDay('2026-09-30', '17:00')
      const inTime = await sealed()
      house().clock.setDay('2026-10-01')
      const late = await sealed()
      expect(await missed(late.id)).toMatchObject([
        { rule: 'VEH-07', what: '国庆节放假前封存车辆', dueOn: '2026-09-30' }
      ])
      house().clock.setDay('2026-10-09')
      await release(inTime)
      expect(await missed(inTime.id)).toEqual([])
      house().clock.setDay('2026-10-10')
      await release(late)
      expect((await missed(late.id)).map(({ dueOn }) => dueOn)).toEqual(['2026-09-30', '2026-10-09'])
    })

    it('K-13 marks a driver’s last day, a campaign and another odometer typed into the past', async () => {
      house().clock.setDay('2026-10-20')
      const person = await aPerson(house(), { name: '退驾驶', unitId: pool.squad.id })
      const { id, version } = await aDriver(house(), pool.officer, person)
      const end = (untilDay: string, reasons = {}) =>
        doing(house(), pool.officer, (unit) => endDriver(unit, { id, version, untilDay, reason: '调离' }), reasons)
      await expectRefused(house(), 'K-13', () => end('2026-10-21'), '不能晚于今天')
      await expectRefused(house(), 'K-13', () => end('2026-10-18'), '卸任日期')
      expect((await house().database.read.findOneByOrFail(Driver, { id })).state).toBe('active')
      await end('2026-10-18', reason)
      const backdated = (subjectId: string) => house().database.read.findBy(BackdatedEntry, { subjectId })
      expect(await backdated(id)).toMatchObject([{ what: '卸任日期', dated: '2026-10-18', reason: reason['K-13'] }])

      const declare = (fromDay: string, reasons = {}) =>
        doing(
          house(),
          pool.head,
          (unit) => declareCampaign(unit, { name: '秋季整治', fromDay, untilDay: '2026-10-30' }),
          reasons
        )
      await expectRefused(house(), 'K-13', () => declare('2026-10-18'), '集中整治开始日期')
      // A campaign may be planned ahead.
      expect(await backdated((await declare('2026-10-22')).id)).toEqual([])
      const campaign = await declare('2026-10-18', reason)
      expect(await backdated(campaign.id)).toMatchObject([{ what: '集中整治开始日期' }])
      await doing(house(), pool.head, (unit) =>
        endCampaign(unit, { id: campaign.id, version: campaign.version, untilDay: '2026-10-19' })
      )
      expect(await backdated(campaign.id)).toHaveLength(2)

      const car = await vehicleNow(house(), pool.vehicle)
      house().clock.setDay('2026-10-26')
      const attachmentId = (await anAttachment(house())).id
      const replace = (day: string, reasons = {}) =>
        doing(
          house(),
          pool.officer,
          (unit) =>
            replaceMeter(unit, {
              id: car.id,
              version: car.version,
              at: instantAt(day, '15:00'),
              oldKm: 10_000,
              newKm: 0,
              reason: '表头损坏',
              attachmentId
            }),
          reasons
        )
      await expectRefused(house(), 'K-13', () => replace('2026-10-23'), '里程表更换时间')
      await replace('2026-10-25')
      expect(await backdated(car.id)).toMatchObject([{ dated: '2026-10-25', reason: null }])
    })
  },
  instantAt('2026-09-28', '09:00')
)
