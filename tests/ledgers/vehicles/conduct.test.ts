import { beforeAll, describe, expect, it } from 'vitest'
import { addMinutes, instantAt } from '@main/kernel/instant'
import { followCheck, recordCheck } from '@main/ledgers/vehicles/check/acts'
import { enterCost, reverseCost } from '@main/ledgers/vehicles/cost/acts'
import { costSummary } from '@main/ledgers/vehicles/cost/rows'
import { vehiclesDue } from '@main/ledgers/vehicles/due'
import { Settlement, VehicleCost, VehicleDefect, type Incident } from '@main/ledgers/vehicles/entities'
import { closeIncident, followIncident } from '@main/ledgers/vehicles/incident/acts'
import { receiptDeadline, yearFigures, type YearAccident } from '@main/ledgers/vehicles/rules/conduct'
import { previewSettlements, signSettlement } from '@main/ledgers/vehicles/settlement/acts'
import { onBothEngines } from '../../support/house'
import {
  aMotorPool,
  doing,
  expectRefused,
  readingAs,
  type MotorPool,
  anIncident,
  type IncidentPlan
} from '../../support/vehicles'
import { penOf } from '../../support/pen'

const book = { profile: 'dongkou', settings: {} } as const
const inPost = [{ from: '2020-01-01', until: null }]
const accident = (plan: Partial<YearAccident> = {}): YearAccident => ({
  id: 'a',
  number: 'CS-2026-000001',
  day: '2026-05-20',
  share: 70,
  lossCents: 860_000,
  insuranceCents: 620_000,
  ...plan
})

describe("a driver's year", () => {
  it('VEH-16 pays 800 yuan of goods and 100 yuan of bonus a month', () => {
    expect(yearFigures(2026, inPost, [], book)).toMatchObject({
      months: 12,
      goodsCents: 80_000,
      bonusMonths: 12,
      bonusCents: 120_000,
      chargeCents: 0,
      payableCents: 200_000
    })
  })

  it('VEH-16 forfeits the bonus from the month of the accident to December and charges five percent of the loss net of insurance', () => {
    // January to April stay: 400 yuan; 5 % of 8,600 − 6,200 = 120 yuan; not multiplied by the share.
    expect(yearFigures(2026, inPost, [accident()], book)).toMatchObject({
      bonusMonths: 4,
      bonusCents: 40_000,
      chargeCents: 12_000,
      payableCents: 108_000
    })
  })

  it('VEH-16 begins at half of the blame, rounds half a cent up, never charges below zero and charges each accident', () => {
    expect(yearFigures(2026, inPost, [accident({ share: 49 })], book)).toMatchObject({
      bonusMonths: 12,
      chargeCents: 0
    })
    expect(yearFigures(2026, inPost, [accident({ share: 50, lossCents: 30, insuranceCents: 0 })], book)).toMatchObject({
      bonusMonths: 4,
      chargeCents: 2
    })
    expect(yearFigures(2026, inPost, [accident({ lossCents: 100, insuranceCents: 900 })], book).chargeCents).toBe(0)
    const two = [accident(), accident({ id: 'b', day: '2026-09-01', lossCents: 100_000, insuranceCents: 0 })]
    expect(yearFigures(2026, inPost, two, book)).toMatchObject({ bonusMonths: 4, chargeCents: 17_000 })
    expect(yearFigures(2026, inPost, [accident({ day: '2025-12-31' })], book).bonusMonths).toBe(12)
  })

  it('VEH-16 counts a month in post on the 15th, goods in twelfths', () => {
    expect(yearFigures(2026, [{ from: '2026-03-15', until: '2026-10-14' }], [], book)).toMatchObject({
      months: 7,
      goodsCents: 46_667,
      bonusMonths: 7
    })
    expect(yearFigures(2026, [{ from: '2026-03-16', until: null }], [], book).months).toBe(9)
  })

  it('VEH-19 settles a receipt within seven days and its month', () => {
    expect(receiptDeadline('2026-09-10', book).dueOn).toBe('2026-09-17')
    expect(receiptDeadline('2026-09-28', book).dueOn).toBe('2026-09-30')
  })
})

onBothEngines(
  'conduct',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })
    const record = (plan: IncidentPlan = {}, reasons = {}): Promise<Incident> =>
      anIncident(house(), pool, plan, reasons)

    it('VEH-15 calls for the leader within two hours and for the head of casualties or ten thousand yuan, and keeps the case open until then', async () => {
      await expectRefused(house(), 'VEH-15', () => record({ at: addMinutes(house().clock.now(), 5) }), '不能晚于现在')
      await expectRefused(house(), 'VEH-15', () => record({ points: 3 }), '扣分只登记在违章记录上')
      const crash = await record({ lossCents: 1_000_000 })
      const due = (await vehiclesDue(await readingAs(house(), pool.director))).filter(
        ({ rule, subjectId }) => rule === 'VEH-15' && subjectId === crash.id
      )
      expect(due.map(({ dueAt }) => dueAt)).toEqual([addMinutes(crash.at, 120), addMinutes(crash.at, 120)])
      const close = (version: number) =>
        doing(house(), pool.officer, (unit) => closeIncident(unit, { id: crash.id, version, result: '保险已赔付' }))
      await expectRefused(house(), 'VEH-15', () => close(crash.version), '报告分管领导')
      const told = await doing(house(), pool.officer, (unit) =>
        followIncident(unit, {
          id: crash.id,
          version: crash.version,
          leaderToldAt: house().clock.now(),
          leaderToldId: pool.leader.id,
          headToldAt: house().clock.now()
        })
      )
      expect((await close(told.version)).state).toBe('closed')
    })

    it("VEH-15 makes a violation's fine the car's cost on its receipt, the points the driver's, and asks for notice and discipline inspection", async () => {
      const violation = {
        kind: 'violation',
        nature: '违停',
        points: 3,
        share: undefined,
        fineCents: 20_000,
        lossCents: 0,
        insuranceCents: 0
      } as const
      const parked = await record(violation)
      const fines = () => house().database.read.findBy(VehicleCost, { sourceNumber: parked.number })
      expect(await fines()).toEqual([])
      const receipt = await doing(house(), pool.officer, (unit) =>
        followIncident(unit, { id: parked.id, version: parked.version, fineReceipt: '43058812' })
      )
      expect(await fines()).toMatchObject([
        { kind: 'fine', amountCents: 20_000, receiptNumber: '43058812', vehicleId: pool.vehicle.id }
      ])
      await expectRefused(
        house(),
        'VEH-15',
        () =>
          doing(house(), pool.officer, (unit) =>
            closeIncident(unit, { id: parked.id, version: receipt.version, result: '已处理' })
          ),
        '通报'
      )
    })

    it('VEH-16 signs a year once; what is found later is a correction of the difference, the signed one stays', async () => {
      const sign = async () => {
        const driver = penOf(pool.main)
        return doing(house(), pool.officer, (unit) =>
          signSettlement(unit, { year: 2026, personId: pool.main.id, signatures: { driver } })
        )
      }
      await expectRefused(house(), 'VEH-16', sign, '12月起办理')
      house().clock.setDay('2026-12-28')
      await expectRefused(
        house(),
        'VEH-16',
        () =>
          doing(house(), pool.officer, (unit) =>
            signSettlement(unit, { year: 2026, personId: pool.main.id, signatures: {} })
          ),
        '本人签字'
      )
      const first = await sign()
      // The accident of September: eight months of bonus, 5 % of 10,000 − 6,200 yuan.
      expect(first).toMatchObject({
        number: 'NJ-2026-000001',
        bonusMonths: 8,
        chargeCents: 19_000,
        payableCents: 141_000,
        dueCents: 141_000
      })
      await expectRefused(house(), 'VEH-16', sign, '不再重复结算')
      house().clock.setDay('2027-01-05')
      const found = { at: instantAt('2026-06-02', '10:00'), share: 60, lossCents: 100_000, insuranceCents: 0 }
      await record(found, { 'K-13': '当时瞒报，年底查出' })
      const [preview] = await previewSettlements(await readingAs(house(), pool.main), 2026)
      expect(preview).toMatchObject({ payableCents: 106_000, signedCents: 141_000 })
      const correction = await sign()
      expect(correction).toMatchObject({ correctionOfId: first.id, payableCents: 106_000, dueCents: -35_000 })
      expect(await house().database.read.findOneByOrFail(Settlement, { id: first.id })).toMatchObject({
        payableCents: 141_000
      })
    })

    it('VEH-18 is checked by members of the safety group; a defect found keeps the car in', async () => {
      const check = (by: { id: string }, plan: Partial<Parameters<typeof recordCheck>[1]> = {}) =>
        doing(house(), by, (unit) =>
          recordCheck(unit, {
            at: house().clock.now(),
            vehicleId: pool.vehicle.id,
            driverId: pool.main.id,
            place: '局院内',
            result: 'defect',
            finding: '刹车片磨损',
            ...plan
          })
        )
      await expectRefused(house(), 'VEH-18', () => check(pool.officer), '安全领导小组成员')
      await expectRefused(house(), 'VEH-18', () => check(pool.safety, { finding: undefined }), '写明发现的问题')
      const found = await check(pool.safety)
      expect(await house().database.read.findOneByOrFail(VehicleDefect, { vehicleId: pool.vehicle.id })).toMatchObject({
        description: '刹车片磨损',
        mendedOn: null
      })
      expect(
        (await vehiclesDue(await readingAs(house(), pool.officer))).some(
          ({ rule, subjectId }) => rule === 'VEH-18' && subjectId === found.id
        )
      ).toBe(true)
      expect(
        (
          await doing(house(), pool.officer, (unit) =>
            followCheck(unit, { id: found.id, version: found.version, followUp: '已送修' })
          )
        ).followedOn
      ).toBe('2027-01-05')
    })

    it('VEH-19 keeps a late receipt as not reimbursed and out of the sums, and reverses a mistaken cost', async () => {
      const cost = (receiptOn: string, amountCents: number) => ({
        vehicleId: pool.vehicle.id,
        kind: 'toll' as const,
        amountCents,
        receiptOn
      })
      await expectRefused(
        house(),
        'VEH-19',
        () => doing(house(), pool.officer, (unit) => enterCost(unit, cost('2027-01-06', 100))),
        '不能晚于今天'
      )
      await expectRefused(
        house(),
        'VEH-19',
        () => doing(house(), pool.officer, (unit) => enterCost(unit, cost('2026-12-31', 4_500))),
        '不予报销'
      )
      const late = await doing(house(), pool.officer, (unit) => enterCost(unit, cost('2026-12-31', 4_500)), {
        'VEH-19': '经手人住院'
      })
      expect(late.late).toBe(true)
      const good = await doing(house(), pool.officer, (unit) => enterCost(unit, cost('2027-01-04', 6_000)))
      const wrong = await doing(house(), pool.officer, (unit) => enterCost(unit, cost('2027-01-04', 9_900)))
      await doing(house(), pool.officer, (unit) => reverseCost(unit, wrong.id, '登错车'))
      const [row] = await costSummary(await readingAs(house(), pool.officer), { from: '2027-01-01', to: '2027-01-31' })
      expect(row).toMatchObject({
        roadCents: good.amountCents,
        totalCents: 6_000,
        note: '另有不予报销45.00元',
        perKmCents: null
      })
    })
  },
  instantAt('2026-09-08', '09:30')
)
