import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Fault } from '@main/kernel/fault'
import { enterCard } from '@main/ledgers/vehicles/driver/acts'
import { vehicleProofs } from '@main/ledgers/vehicles/proofs'
import { verifyHouse } from '@main/office/administration/verify'
import { ChainHead, NumberSequence } from '@main/platform/database/auditEntities'
import { onBothEngines, type TestHouse } from '../../support/house'
import { anAttachment } from '../../support/people'
import { neverDone, runOfActs } from '../../support/runOfActs'
import { aMotorPool, aVehicle, doing } from '../../support/vehicles'
import { acts, NothingThere, type RunPool } from './propertyRun/acts'

const { seed, steps } = runOfActs(20_260_908)

/** What a day has much of comes up often: decisions, and cars going out and coming back. */
const weights: Readonly<Record<string, number>> = { 审批: 12, 申请用车: 3, 出车: 4, 返回: 4, 加油: 2, 送修: 2, 验收: 3 }

const step = fc.record({
  name: fc.constantFrom(...Object.keys(acts).flatMap((name) => Array.from({ length: weights[name] ?? 1 }, () => name))),
  chance: fc.record({
    pick: fc.nat({ max: 9_999 }),
    who: fc.nat({ max: 9_999 }),
    amount: fc.nat({ max: 999 }),
    lawful: fc.nat({ max: 3 }).map((side) => side > 0)
  }),
  minutes: fc.nat({ max: 2 })
})

/** How far every chain and every run of numbers has come. */
async function marks({ database: { read } }: TestHouse): Promise<string> {
  return JSON.stringify([
    await read.find(ChainHead, { order: { chain: 'ASC' } }),
    await read.find(NumberSequence, { order: { prefix: 'ASC', year: 'ASC' } })
  ])
}

/** A motor pool with a second car and a card for each, everybody's pen laid ready. */
async function aRunPool(house: TestHouse): Promise<RunPool> {
  const pool = await aMotorPool(house)
  const drivers = { mainDriverId: pool.main.id, secondDriverId: pool.second.id }
  const car = await aVehicle(house, pool.officer, { unitId: pool.squad.id, ...drivers })
  const card = await doing(house, pool.officer, (unit) =>
    enterCard(unit, { cardNumber: '1000119900007302151', kind: 'fuel', vehicleId: car.id })
  )
  const people = [pool.head, pool.secretary, pool.leader, pool.director, pool.officer, pool.squadHead, pool.otherHead]
  people.push(pool.main, pool.second, pool.colleague, pool.temp, pool.outsider)
  const photo = (await anAttachment(house)).id
  return { pool, cars: [pool.vehicle, car], cards: [pool.card, card], people, photo }
}

onBothEngines(
  'acts on vehicles at random',
  (house) => {
    it(
      `VEH-07 K-09 leave every kilometre, litre and cent provable, those refused leaving no trace (seed ${seed})`,
      { timeout: 600_000 },
      async () => {
        const run = await aRunPool(house())
        const done = new Map<string, number>()
        let refused = 0
        let before = await marks(house())
        for (const { name, chance, minutes } of fc.sample(step, { seed, numRuns: steps })) {
          house().clock.advanceMinutes(minutes)
          try {
            await acts[name]?.(house(), run, chance)
            done.set(name, (done.get(name) ?? 0) + 1)
          } catch (error) {
            if (error instanceof NothingThere) continue
            if (!(error instanceof Fault) || error.type === 'unexpected')
              throw new Error(`${name} ${JSON.stringify(chance)}`, { cause: error })
            refused += 1
            expect(await marks(house()), name).toBe(before)
          }
          before = await marks(house())
        }
        const all = [...done.values()].reduce((total, count) => total + count, 0)
        expect(Math.min(all, refused), `${all} done, ${refused} refused`).toBeGreaterThan(steps / 5)
        expect(neverDone(Object.keys(acts), done, steps)).toEqual([])
        expect((await Promise.all(vehicleProofs.map((prove) => prove(house().database.read)))).flat()).toEqual([])
        expect(await verifyHouse(house())).toMatchObject({ ok: true })
      }
    )
  },
  '2026-09-08T01:00:00.000Z'
)
