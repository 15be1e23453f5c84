import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Where a thread starts from the sources of its entry, e.g. 'platform/documents/excelWorker', through the tsx loader:
 * the built suite has a file of its own for it. Compiling all that the thread needs takes seconds.
 */
export function sourceThread(entry: string): URL {
  const source = fileURLToPath(new URL(`../../src-main/${entry}.ts`, import.meta.url))
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href
  // --import tsx registers its hooks in a process' first thread only, so the thread registers them itself.
  const start = `const { register } = await import(${JSON.stringify(loader)}); register(); await import(${JSON.stringify(pathToFileURL(source).href)})`
  return new URL(`data:text/javascript,${encodeURIComponent(start)}`)
}
