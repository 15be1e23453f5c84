import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Where a thread of its own starts in the built suite: its file beside the bundle, or above its chunks; nothing when
 * run from sources.
 */
export function builtEntry(module: string, name: string): URL | undefined {
  const here = dirname(fileURLToPath(module))
  const built = [join(here, `${name}.js`), join(here, '..', `${name}.js`)].find((file) => existsSync(file))
  return built === undefined ? undefined : pathToFileURL(built)
}

/** Where a thread starts when run from sources, through the tsx loader; nothing where there is none. */
export function sourceEntry(module: string, name: string): URL | undefined {
  const source = join(dirname(fileURLToPath(module)), `${name}.ts`)
  return existsSync(source) ? throughLoader(source) : undefined
}

// --import tsx registers its hooks in a process' first thread only, so the thread registers them itself
function throughLoader(source: string): URL | undefined {
  try {
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href
    const start = `const { register } = await import(${JSON.stringify(loader)}); register(); await import(${JSON.stringify(pathToFileURL(source).href)})`
    return new URL(`data:text/javascript,${encodeURIComponent(start)}`)
  } catch {
    return undefined
  }
}
