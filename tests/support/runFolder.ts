import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** Bytes a run may write, many times over. */
const plenty = 10 * 1024 ** 3

/**
 * Where a run writes: memory where the machine has plenty, since the databases of the tests wait for their disk at
 * every act and are thrown away with the run; otherwise the system's folder for temporary files, or the one TMPDIR
 * names.
 */
function place(): string {
  if (process.env['TMPDIR'] !== undefined) return tmpdir()
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > plenty && freemem() > plenty ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Takes away what runs left behind that were ended by force: it would fill the memory. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^ledger-run-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** Gives one test run a folder of its own for everything it writes, and takes it away at the end. */
export default function setup(): () => void {
  const base = place()
  sweep(base)
  const folder = mkdtempSync(join(base, `ledger-run-${process.pid}-`))
  process.env['LEDGER_RUN_FOLDER'] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
