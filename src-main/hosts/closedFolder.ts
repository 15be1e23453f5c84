import { execFile } from 'node:child_process'
import { chmod, readdir } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import log from 'electron-log/node'

/** What is the program's own in a data folder; whatever else somebody keeps there is none of its business. */
const own =
  /^(ledger\.sqlite|owner\.|field\.key|backup-target\.json|config\.json|attachments$|backups$|exports$|logs$|window$)/

/** Folders of kept files: two levels deep, made closed, and too many to go through at every start. */
const notEntered: readonly string[] = ['attachments', 'window']

/**
 * Closes a data folder to everybody but its user: what is made from now on by this process, and what stands there
 * already (0600, 0700; on Windows the list of rights of the folder, which what is in it takes over).
 */
export async function closeFolder(folder: string): Promise<void> {
  process.umask(0o077)
  if (process.platform === 'win32') return closeOnWindows(folder)
  await chmod(folder, 0o700)
  await closeIn(folder, (name) => own.test(name))
}

async function closeIn(folder: string, wanted: (name: string) => boolean = () => true): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if ((!entry.isFile() && !entry.isDirectory()) || !wanted(entry.name)) continue
    // Files of SQLite come and go while this looks at them.
    await chmod(path, entry.isDirectory() ? 0o700 : 0o600).catch(() => undefined)
    if (entry.isDirectory() && !notEntered.includes(entry.name)) await closeIn(path)
  }
}

async function closeOnWindows(folder: string): Promise<void> {
  const rights = `${userInfo().username}:(OI)(CI)F`
  await promisify(execFile)('icacls', [
    folder,
    '/inheritance:r',
    '/grant:r',
    rights,
    '/grant:r',
    '*S-1-5-18:(OI)(CI)F'
  ]).catch((error: unknown) => log.warn('rights of the data folder', error))
}
