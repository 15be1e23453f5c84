import { ledgerModules } from '@main/ledgers'
import type { House } from '@main/office/house'
import type { LedgerModule } from '@main/office/ledgerModule'
import { openHouse } from '@main/office/openHouse'
import { uuidSource } from '@main/platform/ids'
import type { Thawed } from '../../frozen/support/frozen'
import { movableClock } from '../../support/clock'
import { resources } from '../../support/house'

type Migration = LedgerModule['migrations'][number]

/** Opens a thawed folder as a program that has further migrations; ids differ from those in the folder. */
export function openThawed(thawed: Thawed, now: string, further: readonly Migration[] = []): Promise<House> {
  const [first, ...others] = ledgerModules
  if (!first) throw new Error('there are ledgers')
  return openHouse({
    folder: thawed.folder,
    storage: thawed.storage,
    modules: [{ ...first, migrations: [...first.migrations, ...further] }, ...others],
    clock: movableClock(now),
    newId: uuidSource,
    resources,
    appVersion: '0.2.0-test'
  })
}
