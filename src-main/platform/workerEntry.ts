import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Where a thread of its own starts in the built suite: its file beside the bundle, or above its chunks; nothing when
 * run from sources, where the work is done in the first thread.
 */
export function builtEntry(module: string, name: string): URL | undefined {
  const here = dirname(fileURLToPath(module))
  const built = [join(here, `${name}.js`), join(here, '..', `${name}.js`)].find((file) => existsSync(file))
  return built === undefined ? undefined : pathToFileURL(built)
}
