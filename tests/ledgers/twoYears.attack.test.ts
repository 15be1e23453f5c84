import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Fault } from '@main/kernel/fault'
import { ledgerModules } from '@main/ledgers'
import { verifyHouse } from '@main/office/administration/verify'
import { openHouse } from '@main/office/openHouse'
import { attackRounds, recordAttack } from '../support/attack'
import { onBothEngines, type TestHouse } from '../support/house'
import { acts, NothingThere, type Act, type Chance } from './propertyRun/acts'
import { calls } from './propertyRun/calls'
import { aMovingCast, castNow } from './propertyRun/castNow'
import { cleaning } from './propertyRun/cleaning'
import { counting } from './propertyRun/counting'
import { motion } from './propertyRun/motion'
import { outOfTurn } from './propertyRun/outOfTurn'
import { ownSeals } from './propertyRun/ownSeals'
import { reachedIn, toBeReached } from './propertyRun/reached'
import { recordOf, unentitledIn } from './propertyRun/reader'

/** The run that failed is repeated with LEDGER_TEST_SEED. */
const seed = Number(process.env['LEDGER_TEST_SEED'] ?? 20_261_202)
const steps = attackRounds(1_000)
const minutesInTwoYears = 2 * 365 * 24 * 60

// A seal laid by would stay so for months here; that it is not stamped is for the thousand acts of the other run.
const { 停用或恢复印章: _laidBy, ...ledgerActs } = acts
const own = { ...ownSeals, ...calls, ...counting, ...cleaning }
const all: Readonly<Record<string, Act>> = { ...ledgerActs, ...motion, ...own, ...outOfTurn }
/** Decisions come often, as several of them lead to one act; posts are filled again as often as they fall vacant. */
const often = [
  '用印',
  '申请用印',
  '申请用印',
  '申请出库',
  '出库',
  '申请领用',
  '领用发放',
  '入库',
  '任职',
  '申请用专用印章',
  '盘点',
  '清整'
]
const moving = [...Object.keys(motion), ...Object.keys(own)]
const turns = [...moving, ...Object.keys(outOfTurn)]
const names = [...Object.keys(all), ...often, ...often, ...often, ...Array<string>(20).fill('审批')]

const nat = (max: number) => fc.nat({ max })
const step = fc.record({
  name: fc.constantFrom(...names),
  chance: fc.record({ pick: nat(9_999), who: nat(9_999), amount: nat(999), lawful: nat(2).map((each) => each > 0) }),
  /** In which of the two houses it is done. */
  elsewhere: fc.boolean(),
  /** A tenth of all clocks go back some minutes, half go on within the day, the others by days. */
  gait: nat(9),
  far: nat(1_000)
})

/** Every eighth step is an act of motion or out of turn, each once a round, lawful in one and not in the next. */
function inTurn<T extends { name: string; chance: Chance }>(drawn: T, index: number): T {
  const turn = index / 8
  const name = Number.isInteger(turn) ? turns[turn % turns.length] : undefined
  const lawful = Math.floor(turn / turns.length) % 2 === 0
  return name === undefined ? drawn : { ...drawn, name, chance: { ...drawn.chance, lawful } }
}

/** How many minutes the clock goes on before a step, so that all of them take two years. */
function jump({ gait, far }: { readonly gait: number; readonly far: number }): number {
  if (gait === 0) return -(far % 10)
  if (gait < 6) return far % 240
  // Four in ten go by days: five times the mean of all, less what the others take.
  return Math.round(((far / 500) * minutesInTwoYears) / steps / 0.4)
}

onBothEngines(
  'two years of random office life',
  (house) => {
    let elsewhere: TestHouse
    beforeAll(async () => {
      const { folder, clock, newId, resources, appVersion, database, engine } = house()
      const plan = { folder, clock, newId, resources, appVersion, modules: ledgerModules, storage: database.storage }
      elsewhere = Object.assign(await openHouse(plan), { clock, engine })
    })
    afterAll(() => elsewhere.database.close())

    it(
      `K-03 K-06 K-07 K-08 K-12 SEAL-07 SEAL-11 SEAL-20 nobody acts whom custody, post or approval of that moment does not carry (seed ${seed})`,
      { timeout: 3_600_000 },
      async () => {
        const cast = await aMovingCast(house())
        const from = house().clock.now()
        const done = new Map<string, number>()
        const refused = new Map<string, number>()
        const count = (among: Map<string, number>, name: string) => among.set(name, (among.get(name) ?? 0) + 1)
        for (const [index, drawn] of fc.sample(fc.noBias(step), { seed, numRuns: steps }).entries()) {
          const { name, chance, ...when } = inTurn(drawn, index)
          house().clock.advanceMinutes(jump(when))
          const where = when.elsewhere ? elsewhere : house()
          try {
            await all[name]?.(where, await castNow(where, cast), chance)
            count(done, name)
          } catch (error) {
            if (error instanceof NothingThere) continue
            if (!(error instanceof Fault) || error.type === 'unexpected')
              throw new Error(`${name} ${JSON.stringify(chance)}`, { cause: error })
            count(refused, name)
          }
        }

        const record = await recordOf(house().database.read)
        const unentitled = unentitledIn(record)
        const tries = [...done.values(), ...refused.values()].reduce((sum, each) => sum + each, 0)
        recordAttack('两年机关日常（人员单位变动、两处办理）', tries, unentitled.length)
        expect(unentitled).toEqual([])
        const report = await verifyHouse(house())
        expect(report.ok ? [] : [report.firstBad]).toEqual([])
        const reached = reachedIn(record)
        expect(toBeReached.filter((name) => !reached.has(name))).toEqual([])
        expect(moving.filter((name) => !done.has(name))).toEqual([])
        expect(moving.filter((name) => !refused.has(name))).toEqual([])
        expect(Date.parse(house().clock.now()) - Date.parse(from)).toBeGreaterThan(minutesInTwoYears * 60_000 * 0.9)
      }
    )
  },
  '2026-01-05T01:00:00.000Z'
)
