import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Fault } from '@main/kernel/fault'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { DetainedMovement, Standing } from '@main/ledgers/warehouse/entities'
import { SealUse, UseRequest } from '@main/ledgers/seals/entities'
import { verifyHouse } from '@main/office/administration/verify'
import { ChainHead, NumberSequence } from '@main/platform/database/auditEntities'
import { onBothEngines, type TestHouse } from '../support/house'
import { acts, movedOf, NothingThere } from './propertyRun/acts'
import { aRunCast } from './propertyRun/cast'

/** The run that failed is repeated with LEDGER_TEST_SEED. */
const seed = Number(process.env['LEDGER_TEST_SEED'] ?? 20_260_930)
const steps = 1_000

const step = fc.record({
  name: fc.constantFrom(...Object.keys(acts)),
  chance: fc.record({
    pick: fc.nat({ max: 9_999 }),
    who: fc.nat({ max: 9_999 }),
    amount: fc.nat({ max: 999 }),
    lawful: fc.boolean()
  }),
  minutes: fc.nat({ max: 4 })
})

/** How far every chain and every run of numbers has come. */
async function marks({ database: { read } }: TestHouse): Promise<string> {
  return JSON.stringify([
    await read.find(ChainHead, { order: { chain: 'ASC' } }),
    await read.find(NumberSequence, { order: { prefix: 'ASC', year: 'ASC' } })
  ])
}

onBothEngines(
  'a thousand acts at random',
  (house) => {
    it(
      `K-09 K-10 leave seals, detained goods and supplies provable, those refused leaving no trace (seed ${seed})`,
      { timeout: 240_000 },
      async () => {
        const cast = await aRunCast(house())
        const done = new Map<string, number>()
        const refused = new Map<string, number>()
        let before = await marks(house())
        for (const { name, chance, minutes } of fc.sample(step, { seed, numRuns: steps })) {
          house().clock.advanceMinutes(minutes)
          try {
            await acts[name]?.(house(), cast, chance)
            done.set(name, (done.get(name) ?? 0) + 1)
          } catch (error) {
            if (error instanceof NothingThere) continue
            if (!(error instanceof Fault) || error.type === 'unexpected')
              throw new Error(`${name} ${JSON.stringify(chance)}`, { cause: error })
            refused.set(name, (refused.get(name) ?? 0) + 1)
            // Files and pens are laid down by the test before an act; they are of the office, whatever becomes of the
            // act.
            expect(withoutOffice(await marks(house())), name).toBe(withoutOffice(before))
          }
          before = await marks(house())
        }

        const names = Object.keys(acts)
        const sum = (counts: ReadonlyMap<string, number>) =>
          [...counts.values()].reduce((total, count) => total + count, 0)
        expect(
          { done: sum(done) > steps / 4, refused: sum(refused) > steps / 4 },
          `${sum(done)} done, ${sum(refused)} refused`
        ).toEqual({
          done: true,
          refused: true
        })
        expect(names.filter((name) => !done.has(name))).toEqual([])
        expect(names.filter((name) => !refused.has(name))).toEqual([])
        expect(await verifyHouse(house())).toMatchObject({ ok: true })
        await expectBalances(
          house(),
          cast.items.map(({ id }) => id)
        )
      }
    )
  },
  '2026-09-30T01:00:00.000Z'
)

const withoutOffice = (text: string): string => text.replace(/\{"chain":"office"[^}]*\}/, '')

/** Balances are what was moved, never below nothing, and no approval is stamped beyond what it says. */
async function expectBalances(house: TestHouse, itemIds: readonly string[]): Promise<void> {
  const { read } = house.database
  for (const itemId of itemIds) {
    const balance = await read.findOneByOrFail(SupplyBalance, { itemId })
    expect(await movedOf(house, itemId)).toEqual({ quantity: balance.quantity, valueCents: balance.valueCents })
    expect(balance.quantity).toBeGreaterThanOrEqual(0)
  }
  for (const { id, onHand } of await read.find(Standing)) {
    expect((await read.sum(DetainedMovement, 'quantity', { lineId: id })) ?? 0).toBe(onHand)
    expect(onHand).toBeGreaterThanOrEqual(0)
  }
  for (const { id, copies, consumedCopies } of await read.find(UseRequest)) {
    expect((await read.sum(SealUse, 'copies', { requestId: id })) ?? 0).toBe(consumedCopies)
    expect(consumedCopies).toBeLessThanOrEqual(copies)
  }
}
