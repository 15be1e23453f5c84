import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Where the writing thread starts: excelWorker.js beside the bundle (or above its chunks); run from sources, excelWorker.ts through the tsx
 * loader. Nothing when neither can be run; the caller then writes in its own thread.
 */
export function excelWorkerEntry(): URL | undefined {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = [join(here, 'excelWorker.js'), join(here, '..', 'excelWorker.js')].find((file) => existsSync(file))
  if (built !== undefined) return pathToFileURL(built)
  const source = join(here, 'excelWorker.ts')
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
