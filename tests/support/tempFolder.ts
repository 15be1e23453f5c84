import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A new empty folder, e.g. for a data folder. In a test run it lies in the run's own folder and goes with it;
 * elsewhere (benches, screens) it goes when the process ends.
 */
export function tempFolder(name = 'data'): string {
  const runFolder = process.env['LEDGER_RUN_FOLDER']
  const folder = mkdtempSync(join(runFolder ?? tmpdir(), `ledger-${name}-`))
  if (!runFolder) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
