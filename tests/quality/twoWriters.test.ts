import { call } from '@orpc/server'
import { expect, it } from 'vitest'
import { appRouter } from '@main/hosts/appRouter'
import { ledgerModules } from '@main/ledgers'
import { systemClock, type Clock } from '@main/kernel/instant'
import { systemActor } from '@main/kernel/actor'
import { Movement, StockIn } from '@main/ledgers/supplies/entities/stock'
import { SupplyBalance, SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { verifyHouse } from '@main/office/administration/verify'
import { Handover } from '@main/office/entities'
import type { House } from '@main/office/house'
import { openHouse } from '@main/office/openHouse'
import { uuidSource } from '@main/platform/ids'
import { makeItem, postReceipt } from '../platform/crash/receipts'
import { signedIn } from '../office/outputs/signedIn'
import { closeTestHouse, onBothEngines, openTestHouse, resources, type TestHouse } from '../support/house'
import { aBureau, aPerson } from '../support/people'
import { describeOnPostgres } from '../support/postgres'
import { tempFolder } from '../support/tempFolder'
import { aProgram } from './twoWriters/program'

const open = (folder: string, storage?: House['database']['storage'], clock: Clock = systemClock) =>
  openHouse({
    folder,
    modules: ledgerModules,
    clock,
    newId: uuidSource,
    resources,
    appVersion: 'two writers',
    ...(storage ? { storage } : {})
  })

/** The same data opened once more, as by another workstation. */
function openedAgain(house: TestHouse): Promise<House> {
  const { storage } = house.database
  return open(house.folder, storage.kind === 'postgres' ? { ...storage, poolSize: 1 } : storage, house.clock)
}

const numbersFrom = (prefix: string, count: number, year: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${year}-${String(index + 1).padStart(6, '0')}`)

async function expectEveryReceipt(house: House, given: readonly string[]): Promise<void> {
  const { read } = house.database
  const kept = (await read.find(StockIn, { order: { number: 'ASC' } })).map((row) => row.number)
  expect(kept).toEqual(numbersFrom('RK', given.length, house.clock.today().slice(0, 4)))
  expect([...given].sort()).toEqual(kept)
  expect(await read.count(Movement)).toBe(given.length)
  expect(await read.find(SupplyBalance)).toMatchObject([
    { quantity: given.length * 3_000, valueCents: given.length * 1_000 }
  ])
  expect(await verifyHouse(house)).toMatchObject({ ok: true })
}

it(
  'K-10 two programs posting to one file at once lose no entry, double no number and keep one chain',
  { timeout: 60_000 },
  async () => {
    const folder = tempFolder('two-writers')
    const house = await open(folder)
    try {
      await makeItem(house)
      const programs = await Promise.all([aProgram(folder, 40), aProgram(folder, 40)])
      const [one = [], other = []] = await Promise.all(programs.map((program) => program.post()))

      await expectEveryReceipt(house, [...one, ...other])
      // That they did write at once: neither was done before the other began.
      expect(
        [one.at(-1), other.at(-1)].every(
          (last) => last !== undefined && last > (one[0] ?? '') && last > (other[0] ?? '')
        )
      ).toBe(true)
      expect(await house.database.read.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    } finally {
      await house.database.close()
    }
  }
)

describeOnPostgres('on one server', () => {
  it(
    'K-10 twenty workstations posting at once lose no entry, double no number and keep one chain',
    { timeout: 60_000 },
    async () => {
      const house = await openTestHouse('postgres')
      const stations: House[] = []
      try {
        await makeItem(house)
        for (let station = 0; station < 20; station += 1)
          stations.push({ ...(await openedAgain(house)), clock: house.clock })
        const given = await Promise.all(
          stations.flatMap((station) => Array.from({ length: 4 }, () => postReceipt(station)))
        )
        await expectEveryReceipt({ ...house, clock: systemClock }, given)
      } finally {
        for (const station of stations) await station.database.close()
        await closeTestHouse(house)
      }
    }
  )

  it('K-10 handovers of the office and of a ledger entered at once share one run of numbers', async () => {
    const house = await openTestHouse('postgres')
    const other = await openedAgain(house)
    const handOver = (at: House, chain: 'office' | 'seals') =>
      at.database.write({ chain, act: '交接', actor: systemActor }, async (unit) => {
        const number = await unit.nextNumber('JJ')
        await unit.append(Handover, {
          number,
          at: unit.now,
          kind: 'key',
          ledger: chain,
          post: null,
          subject: '仓库钥匙',
          subjectId: null,
          fromPersonId: null,
          fromName: '甲',
          toPersonId: null,
          toName: '乙',
          witnessPersonId: null,
          witnessName: null,
          fromDay: unit.today,
          untilDay: null,
          reason: '轮岗',
          inventory: null
        })
        return number
      })
    try {
      const given = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? handOver(house, 'office') : handOver(other, 'seals')))
      )
      expect(new Set(given).size).toBe(20)
      expect(await verifyHouse(house)).toMatchObject({ ok: true })
    } finally {
      await other.database.close()
      await closeTestHouse(house)
    }
  })
})

onBothEngines('two editors of one record', (house) => {
  it('shows the second of them that the record has changed, and keeps what the first wrote', async () => {
    await aBureau(house())
    const { id } = await makeItem(house())
    const other = await openedAgain(house())
    try {
      const keepers = [
        await aPerson(house(), { posts: ['suppliesKeeper'] }),
        await aPerson(house(), { posts: ['suppliesKeeper'] })
      ]
      const contexts = [house(), other].map((each, index) => signedIn(each, keepers[index] ?? { id: '' }))
      const edit = (context: (typeof contexts)[number] | undefined, version: number, location: string) =>
        call(
          appRouter.supplies.items.update,
          { id, version, name: '打印纸', spec: 'A4', measure: '包', category: 'office', location, safetyStock: 0 },
          { context: context ?? { house: house(), sessionId: '' } }
        )
      expect(await edit(contexts[0], 1, '一号架')).toEqual({ version: 2 })
      await expect(edit(contexts[1], 1, '二号架')).rejects.toMatchObject({
        code: 'conflict',
        status: 412,
        message: '用品刚被别人修改过，请刷新后重试'
      })

      const atOnce = await Promise.allSettled(contexts.map((context, index) => edit(context, 2, `${index + 3}号架`)))
      expect(atOnce.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(atOnce.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' })
      const winner = atOnce.findIndex((each) => each.status === 'fulfilled')
      expect(await house().database.read.findOneByOrFail(SupplyItem, { id })).toMatchObject({
        version: 3,
        location: `${winner + 3}号架`
      })
      expect(await verifyHouse(house())).toMatchObject({ ok: true })
    } finally {
      await other.database.close()
    }
  })
})
