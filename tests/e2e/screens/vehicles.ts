import type { Page } from 'playwright-core'
import type { Screen } from './screens'

const officer = 'weijianye'
const refueller = 'shidayong'
const clerk = 'pengyifan'

/** Until everything asked for is there. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(900)
  await page.waitForFunction(() => !/读取中|正在核对|正在排版/.test(document.body.innerText))
}

/** Opens the first row of a list. */
async function openFirst(page: Page): Promise<void> {
  await settled(page)
  await page.locator('[role=row] a').first().click()
  await settled(page)
}

const lists = ['trips', 'refuels', 'repairs', 'incidents', 'files'] as const

/** The vehicles ledger: home, board, gate, and each subject's list, record and form. */
export const vehiclesScreens: readonly Screen[] = [
  { name: '50-vehicles-home', as: officer, route: '/vehicles/home', prepare: settled },
  { name: '51-vehicles-board', as: officer, route: '/vehicles/board', prepare: settled },
  { name: '52-vehicles-gate', as: officer, route: '/vehicles/gate', prepare: settled },
  ...lists.flatMap((list): Screen[] => [
    { name: `53-vehicles-${list}`, as: officer, route: `/vehicles/${list}`, prepare: settled },
    { name: `53-vehicles-${list}-record`, as: officer, route: `/vehicles/${list}`, prepare: openFirst }
  ]),
  ...[
    'months',
    'statements',
    'suspicions',
    'checks',
    'settlements',
    'distances',
    'layups',
    'layups/new',
    'costs',
    'costs/summary',
    'drivers',
    'cards',
    'providers',
    'campaigns',
    'expiries'
  ].map((path): Screen => ({
    name: `54-vehicles-${path.replace('/', '-')}`,
    as: officer,
    route: `/vehicles/${path}`,
    prepare: settled
  })),
  { name: '55-vehicles-trip-new', as: clerk, route: '/vehicles/trips/new', prepare: settled },
  { name: '55-vehicles-refuel-new', as: refueller, route: '/vehicles/refuels/new', prepare: settled },
  { name: '55-vehicles-repair-new', as: clerk, route: '/vehicles/repairs/new', prepare: settled },
  { name: '55-vehicles-file-new', as: officer, route: '/vehicles/files/new', prepare: settled }
]
