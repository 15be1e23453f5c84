import { builtEntry, sourceEntry } from '../workerEntry'

/** Where the writing thread starts. Nothing when it cannot be run; the caller then writes in its own thread. */
export function excelWorkerEntry(): URL | undefined {
  return builtEntry(import.meta.url, 'excelWorker') ?? sourceEntry(import.meta.url, 'excelWorker')
}
