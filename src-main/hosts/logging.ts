import { join } from 'node:path'
import { existsSync, renameSync, rmSync } from 'node:fs'
import log from 'electron-log/node'

const logFileBytes = 2 * 1024 * 1024
const keptLogFiles = 5

/**
 * Sends the log to `logs/ledger.log` of the data folder, five files of 2 MB at most. Of a fault only name, message and
 * stack are kept: what database drivers add holds the values of rows.
 */
export function logInto(folder: string): void {
  // Otherwise it is looked for in a package.json of the folder the program happens to be started from.
  log.transports.file.setAppName('bureau-ledgers')
  log.transports.console.level = false
  log.transports.file.resolvePathFn = () => join(folder, 'logs', 'ledger.log')
  log.transports.file.maxSize = logFileBytes
  log.transports.file.level = 'info'
  log.transports.file.archiveLogFn = ({ path }) => rotate(path)
  log.hooks.length = 0
  log.hooks.push((message) => ({ ...message, data: message.data.map(withoutValues) }))
}

/** A fault reduced to what names it; anything else as it is. */
export function withoutValues(logged: unknown): unknown {
  if (!(logged instanceof Error)) return logged
  // A database quotes what it could not take: values of rows and of filters.
  const stack = logged.name === 'QueryFailedError' ? logged.stack?.replace(quoted, '…') : logged.stack
  const cause = logged.cause === undefined ? '' : `\nbecause of ${String(withoutValues(logged.cause))}`
  return `${stack ?? `${logged.name}: ${logged.message.replace(quoted, '…')}`}${cause}`
}

const quoted = /"[^"\n]*"|'[^'\n]*'/g

function rotate(path: string): void {
  const numbered = (index: number) => path.replace(/\.log$/, `.${index}.log`)
  rmSync(numbered(keptLogFiles), { force: true })
  for (let index = keptLogFiles - 1; index > 0; index -= 1)
    if (existsSync(numbered(index))) renameSync(numbered(index), numbered(index + 1))
  renameSync(path, numbered(1))
}
