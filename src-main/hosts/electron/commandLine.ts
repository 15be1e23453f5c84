import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** Where the window's data is, as given when it was started. */
export interface WindowPlan {
  readonly data: string
  readonly storage?: string
}

/** Name of the data folder where none is given, inside the user's folder for application data. */
const folderName = 'bureau-ledgers'

/** Reads --data and --storage; whatever else Electron or the system add is left alone. */
export function readCommandLine(args: readonly string[], appData: string): WindowPlan {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, storage: { type: 'string' } },
    strict: false,
    allowPositionals: true
  })
  const { data, storage } = values
  return {
    data: typeof data === 'string' ? data : join(appData, folderName),
    ...(typeof storage === 'string' ? { storage } : {})
  }
}
