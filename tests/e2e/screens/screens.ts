import type { Page } from 'playwright-core'
import { assetsScreens } from './assets'
import { confidentialScreens } from './confidential'
import { officeScreens } from './office'
import { sealsScreens } from './seals'
import { suppliesScreens } from './supplies'
import { vehiclesScreens } from './vehicles'
import { warehouseScreens } from './warehouse'

/** One picture of the demo bureau. */
export interface Screen {
  /** File name without .png. */
  readonly name: string
  /** Account that looks at it; nobody is signed in when absent. */
  readonly as?: string
  /** Where the window's router goes, e.g. /supplies. */
  readonly route: string
  /** What a person would do before the picture shows what it should, e.g. open the first row. */
  readonly prepare?: (page: Page) => Promise<void>
}

/** Every screen, in the order of the left rail. */
export const screens: readonly Screen[] = [
  { name: '00-sign-in', route: '/' },
  ...officeScreens,
  ...suppliesScreens,
  ...sealsScreens,
  ...vehiclesScreens,
  ...warehouseScreens,
  ...assetsScreens,
  ...confidentialScreens
]
