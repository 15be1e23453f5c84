import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { ImportLimits } from './limits'
import { readTables, type FromReader } from './readTables'

/** Rows told at once, few enough that taking them in holds nobody up. */
const ROWS_AT_ONCE = 500

// Entry of the reading thread: unpacking and parsing somebody else's file must neither hold up nor bring down the
// thread that serves everyone.
if (parentPort !== null) {
  const port = parentPort
  const { path, limits } = workerData as { path: string; limits: ImportLimits }
  const send = (message: FromReader): void => port.postMessage(message)
  void readTables(path, limits)
    .then(async (reading) => {
      if (!reading.ok) return send({ kind: 'problem', problem: reading.problem })
      for (const { rows, ...table } of reading.tables) {
        send({ kind: 'table', table })
        for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
          const taken = once(port, 'message')
          send({ kind: 'rows', rows: rows.slice(from, from + ROWS_AT_ONCE) })
          // All that is waiting is taken in at once, however much it is, so no more is sent than that.
          await taken
        }
      }
      send({ kind: 'done' })
    })
    .catch((fault: unknown) => send({ kind: 'fault', message: fault instanceof Error ? fault.message : String(fault) }))
}
