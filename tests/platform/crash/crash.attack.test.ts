import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ledgerModules } from '@main/ledgers'
import { systemClock } from '@main/kernel/instant'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { Movement, StockIn } from '@main/ledgers/supplies/entities/stock'
import { verifyHouse } from '@main/office/administration/verify'
import { openHouse } from '@main/office/openHouse'
import { uuidSource } from '@main/platform/ids'
import { attackRounds, recordAttack } from '../../support/attack'
import { bundled } from '../../support/bundled'
import { resources } from '../../support/house'
import { tempFolder } from '../../support/tempFolder'
import { makeItem } from './receipts'

const rounds = attackRounds(20)
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const open = (folder: string) =>
  openHouse({ folder, modules: ledgerModules, clock: systemClock, newId: uuidSource, resources, appVersion: 'crash' })

/** Lets a child process post until it is killed without warning, a random while after its first acknowledgement. */
async function postUntilKilled(folder: string, randomPart: number): Promise<string[]> {
  const program = await bundled(here('./poster.ts'))
  const child = spawn(process.execPath, [program, folder, resources], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const acknowledged: string[] = []
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  createInterface({ input: child.stdout }).on('line', (number) => {
    acknowledged.push(number)
    if (acknowledged.length === 1) setTimeout(() => child.kill('SIGKILL'), 5 + randomPart * 250)
  })
  return new Promise((resolve, reject) => {
    child.once('close', (_code, signal) =>
      signal === 'SIGKILL' ? resolve(acknowledged) : reject(new Error(complaints))
    )
  })
}

it(
  `K-09 K-10 lose no acknowledged entry and leave none half when the power goes, ${rounds} times`,
  { timeout: rounds * 24_000 },
  async () => {
    const folder = tempFolder('crash')
    const founding = await open(folder)
    const item = await makeItem(founding)
    await founding.database.close()
    const acknowledged: string[] = []

    for (let round = 0; round < rounds; round += 1) acknowledged.push(...(await postUntilKilled(folder, Math.random())))

    const house = await open(folder)
    try {
      const kept = (await house.database.read.find(StockIn, { order: { number: 'ASC' } })).map((row) => row.number)
      expect(acknowledged.length).toBeGreaterThan(rounds)
      const lost = acknowledged.filter((number) => !kept.includes(number))
      recordAttack('断电', acknowledged.length, lost.length)
      expect(lost).toEqual([])
      expect(kept).toEqual(
        kept.map((_, index) => `RK-${systemClock.today().slice(0, 4)}-${String(index + 1).padStart(6, '0')}`)
      )
      expect(await house.database.read.count(Movement)).toBe(kept.length)
      expect(await house.database.read.findOneBy(SupplyBalance, { itemId: item.id })).toEqual({
        itemId: item.id,
        quantity: kept.length * 3_000,
        valueCents: kept.length * 1_000
      })
      expect(await verifyHouse(house)).toMatchObject({ ok: true })
      expect(await house.database.read.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    } finally {
      await house.database.close()
    }
  }
)
