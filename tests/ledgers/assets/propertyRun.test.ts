import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Asset, AssetBook, AssetEntry, DepreciationEntry } from '@main/ledgers/assets/entities'
import { verifyHouse } from '@main/office/administration/verify'
import { ChainHead, NumberSequence } from '@main/platform/database/auditEntities'
import { aCard, anAssetBureau, type AssetBureau } from '../../support/assets'
import { onBothEngines, type TestHouse } from '../../support/house'
import { neverDone, runOfActs } from '../../support/runOfActs'
import { acts, NothingThere, refusedLawfully } from './propertyRun/acts'

const { seed, steps } = runOfActs(20_260_930)

const step = fc.record({
  name: fc.constantFrom(...Object.keys(acts)),
  chance: fc.record({ pick: fc.nat({ max: 9_999 }), amount: fc.nat({ max: 999 }), lawful: fc.boolean() })
})

/** How far the ledger's chain and its runs of numbers have come. */
async function marks({ database: { read } }: TestHouse): Promise<string> {
  const heads = await read.find(ChainHead, { where: { chain: 'assets' } })
  return JSON.stringify([heads, await read.find(NumberSequence, { order: { prefix: 'ASC', year: 'ASC' } })])
}

/** Twelve PCs, four lots of chairs that can be parted, eight printers old enough to go. */
async function stocked(house: TestHouse, bureau: AssetBureau): Promise<void> {
  for (let index = 0; index < 12; index += 1) await aCard(house, bureau)
  for (let index = 0; index < 4; index += 1)
    await aCard(house, bureau, {
      name: '办公椅',
      quantity: 20,
      originalCents: 1_700_001,
      lifeMonths: 180,
      acquiredOn: '2024-01-05',
      enteredOn: '2024-01-05'
    })
  for (let index = 0; index < 8; index += 1)
    await aCard(house, bureau, {
      name: '旧打印机',
      originalCents: 154_600,
      acquiredOn: '2018-05-05',
      enteredOn: '2018-05-05'
    })
}

onBothEngines(
  'acts of the assets ledger at random',
  (house) => {
    it(
      `K-09 K-10 AST-18 leave every card and its book provable, those refused leaving no trace (seed ${seed})`,
      { timeout: 600_000 },
      async () => {
        const bureau = await anAssetBureau(house())
        await stocked(house(), bureau)
        const opening = await house().database.read.sum(Asset, 'originalCents')
        const done = new Map<string, number>()
        const refused = new Map<string, number>()
        let before = await marks(house())
        for (const { name, chance } of fc.sample(step, { seed, numRuns: steps })) {
          house().clock.advanceMinutes(1)
          try {
            await acts[name]?.(house(), bureau, chance)
            done.set(name, (done.get(name) ?? 0) + 1)
          } catch (error) {
            if (error instanceof NothingThere) continue
            if (!refusedLawfully(error)) throw new Error(`${name} ${JSON.stringify(chance)}`, { cause: error })
            refused.set(name, (refused.get(name) ?? 0) + 1)
            expect(await marks(house()), name).toBe(before)
          }
          before = await marks(house())
        }
        const sum = (counts: ReadonlyMap<string, number>) =>
          [...counts.values()].reduce((total, count) => total + count, 0)
        expect(sum(done), `${sum(done)} done, ${sum(refused)} refused`).toBeGreaterThan(steps / 4)
        expect(sum(refused), `${sum(done)} done, ${sum(refused)} refused`).toBeGreaterThan(steps / 5)
        expect(neverDone(Object.keys(acts), done, steps)).toEqual([])
        expect(await verifyHouse(house())).toMatchObject({ ok: true })
        await expectCents(house(), opening ?? 0)
      }
    )
  },
  '2026-09-30T01:00:00.000Z'
)

/** To the cent: what is on the books is what came and what was changed; no card has taken more than it is worth. */
async function expectCents({ database: { read } }: TestHouse, opening: number): Promise<void> {
  const entries = await read.find(AssetEntry)
  const of = (kinds: readonly string[]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).reduce((sum, each) => sum + each.originalDelta, 0)
  const cards = await read.find(Asset)
  const standing = cards
    .filter(({ state }) => state !== 'gone')
    .reduce((sum, { originalCents }) => sum + originalCents, 0)
  expect(standing).toBe(opening + of(['improved', 'partlyRetired', 'revalued']) + of(['exited']))
  // Parting and joining move value between cards and make none.
  expect(of(['split', 'merged'])).toBe(0)
  for (const { id, accumulatedCents, netCents } of await read.find(AssetBook)) {
    const card = cards.find((each) => each.id === id)
    expect(netCents, card?.number).toBeGreaterThanOrEqual(0)
    expect(accumulatedCents + netCents, card?.number).toBe(card?.originalCents)
  }
  const charged = new Map<string, number>()
  for (const { assetId, month, kind } of await read.find(DepreciationEntry)) {
    const key = `${assetId} ${month}`
    charged.set(key, (charged.get(key) ?? 0) + (kind === 'charge' ? 1 : -1))
  }
  expect([...charged.entries()].filter(([, times]) => times > 1)).toEqual([])
}
