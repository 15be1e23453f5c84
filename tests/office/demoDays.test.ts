import { afterEach, describe, expect, it } from 'vitest'
import { verifyHouse } from '@main/office/administration/verify'
import { foundDemoBureau } from '@main/office/demo/bureau'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'

// Founding the demo bureau takes many seconds, so other days than those of the tests are founded when asked for:
// LEDGER_TEST_DEMO_AT=2026-01-01T15:50:00.000Z,2028-12-31T15:50:00.000Z
const moments = (process.env['LEDGER_TEST_DEMO_AT'] ?? '').split(',').filter(Boolean)

let house: TestHouse | undefined
afterEach(async () => {
  if (house) await closeTestHouse(house)
})

describe.skipIf(moments.length === 0)('the demo bureau on any day', () => {
  it.each(moments)(
    'can be founded at %s and proves itself',
    async (moment) => {
      house = await openTestHouse('sqlite', moment)
      await foundDemoBureau(house)
      expect(await verifyHouse(house)).toMatchObject({ ok: true })
    },
    120_000
  )
})
