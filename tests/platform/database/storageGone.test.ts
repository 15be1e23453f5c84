import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ledgerModules } from '@main/ledgers'
import { Unit } from '@main/office/entities'
import { openHouse } from '@main/office/openHouse'
import { fixedIds, movableClock } from '../../support/clock'
import { resources, type TestHouse } from '../../support/house'
import { as, faultOf, type OfficeClient } from '../../support/officeCalls'
import { aBureau, aPerson } from '../../support/people'
import { describeOnPostgres, freshPostgresDatabase, type ThrowAwayDatabase } from '../../support/postgres'
import { tempFolder } from '../../support/tempFolder'

/** A line to the server that can be cut and put back. */
function lineTo(host: string, port: number) {
  const open = new Set<Socket>()
  let whole = true
  const server = createServer((near) => {
    if (!whole) return void near.destroy()
    const far = connect(port, host)
    for (const [one, other] of [
      [near, far],
      [far, near]
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => open.delete(one))
    }
  })
  return {
    listening: () =>
      new Promise<number>((resolve) =>
        server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
      ),
    cut: () => {
      whole = false
      for (const socket of open) socket.destroy()
    },
    mend: () => {
      whole = true
    },
    end: () => {
      for (const socket of open) socket.destroy()
      return new Promise<void>((resolve) => void server.close(() => resolve()))
    }
  }
}

describeOnPostgres('the server the data is on goes away', () => {
  let database: ThrowAwayDatabase
  let line: ReturnType<typeof lineTo>
  let house: TestHouse
  let director: OfficeClient
  beforeAll(async () => {
    database = await freshPostgresDatabase()
    line = lineTo(database.host, database.port)
    const url = new URL(database.url)
    url.hostname = '127.0.0.1'
    url.port = String(await line.listening())
    const clock = movableClock('2026-09-30T01:00:00.000Z')
    const opened = await openHouse({
      folder: tempFolder('gone'),
      modules: ledgerModules,
      clock,
      newId: fixedIds(),
      resources,
      appVersion: '0.0.0-test',
      storage: { kind: 'postgres', url: url.href, poolSize: 3 }
    })
    house = Object.assign(opened, { clock, engine: 'postgres' as const })
    await aBureau(house)
    director = as(house, await aPerson(house, { name: '主任', posts: ['officeDirector'] }))
  }, 120_000)
  afterAll(async () => {
    await house?.database.close()
    await line?.end()
    await database?.drop()
  })

  const names = async () => (await director.office.units({})).map(({ name }) => name)
  const create = (name: string) => director.office.createUnit({ name, kind: 'department', parentId: null })

  it('is said as what it is, of reads and of acts, and all goes on when it is back', async () => {
    await create('信访股')
    line.cut()
    for (const call of [() => names(), () => create('宣教股')]) {
      const { code, message, data } = await faultOf(call())
      expect([code, data]).toEqual(['unexpected', { reference: 'STORAGE' }])
      expect(message).toMatch(/^台账服务器连不上.*已填写的内容仍在/)
    }
    line.mend()
    const back = await names()
    expect(back).toContain('信访股')
    expect(back).not.toContain('宣教股')
    await create('宣教股')
    expect(await house.database.read.countBy(Unit, { name: '宣教股' })).toBe(1)
  })

  it('in the middle of an act leaves nothing of it', async () => {
    const before = await house.database.read.count(Unit)
    const acts = Array.from({ length: 6 }, (_, index) => faultOf(create(`临时股${index}`)).catch(() => 'done' as const))
    line.cut()
    const outcomes = await Promise.all(acts)
    line.mend()
    const done = outcomes.filter((outcome) => outcome === 'done').length
    // What was answered is there; what was not may have got through, never in part.
    const kept = (await house.database.read.count(Unit)) - before
    expect(kept).toBeGreaterThanOrEqual(done)
    for (const outcome of outcomes) if (outcome !== 'done') expect(outcome.data).toEqual({ reference: 'STORAGE' })
  })
})
