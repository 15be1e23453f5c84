import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A place in the folder of the run, the same for all its workers. */
export const inRunFolder = (name: string): string =>
  join(process.env['LEDGER_RUN_FOLDER'] ?? join(tmpdir(), `ledger-${process.pid}`), name)

/**
 * The folder of that name, filled by the first of the run's workers who asks for it; the others wait until it is
 * complete.
 */
export async function onceInRun(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const place = inRunFolder(name)
  if (existsSync(place)) return place
  if (mkdirSync(`${place}.begun`, { recursive: true }) === undefined) return completed(place)
  try {
    await fill(`${place}.unfinished`)
    renameSync(`${place}.unfinished`, place)
  } catch (error) {
    writeFileSync(`${place}.failed`, String(error))
    throw error
  }
  return place
}

async function completed(place: string): Promise<string> {
  while (!existsSync(place)) {
    if (existsSync(`${place}.failed`)) throw new Error(`another worker could not make ${place}`)
    await setTimeout(100)
  }
  return place
}
