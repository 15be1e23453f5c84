import { afterEach, describe, expect, it } from 'vitest'
import { ledgerModules } from '@main/ledgers'
import { verifyHouse } from '@main/office/administration/verify'
import type { House } from '@main/office/house'
import { openHouse } from '@main/office/openHouse'
import { uuidSource } from '@main/platform/ids'
import { digestOf, type Digest } from '../../frozen/support/digest'
import { frozenAs, frozenVersions, thaw, type Thawed } from '../../frozen/support/frozen'
import { movableClock } from '../../support/clock'
import { resources, type Engine } from '../../support/house'
import { postgresEnabled } from '../../support/postgres'

const engines: readonly Engine[] = ['sqlite', 'postgres']

/** What was summed when the version was frozen: columns added since have no part in it. */
const columnsOf = ({ tables }: Digest) => Object.fromEntries(Object.entries(tables).map(([table, { sums }]) => [table, Object.keys(sums)]))

describe.each(engines)('data of released versions [%s]', (engine) => {
  const run = it.skipIf(engine === 'postgres' && !postgresEnabled)
  let thawed: Thawed | undefined
  let house: House | undefined
  afterEach(async () => {
    await house?.database.close()
    await thawed?.drop()
    house = thawed = undefined
  })

  run.each(frozenVersions)('%s opens, migrates and proves itself with the same counts, sums and heads', async (version) => {
    const frozen = frozenAs(version)
    thawed = await thaw(version, engine)
    house = await openHouse({
      ...thawed,
      modules: ledgerModules,
      clock: movableClock(frozen.frozenAt),
      newId: uuidSource,
      resources,
      appVersion: 'test'
    })
    expect(await digestOf(house.database.writer, columnsOf(frozen[engine]))).toEqual(frozen[engine])
    const report = await verifyHouse(house)
    expect(report).toMatchObject({ ok: true })
    const heads = report.ok ? Object.fromEntries(report.chains.map(({ ledger, length, head }) => [ledger, { length, hash: head }])) : {}
    expect(heads).toMatchObject(frozen[engine].heads)
  })
})
