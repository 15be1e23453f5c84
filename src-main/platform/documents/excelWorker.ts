import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { FromWriter, ToWriter, WorkbookOrder } from './excelWorkerMessages'
import { writeWorkbookFrom } from './excelWriter'
import type { RowBatch } from './sheetBatches'

// Entry of the writing thread: zipping and styling are CPU-bound and must not hold up the main thread, which reads the
// rows.
if (parentPort !== null) void write(parentPort, workerData as WorkbookOrder)

async function write(port: MessagePort, order: WorkbookOrder): Promise<void> {
  const stop = new AbortController()
  const waiting = new Map<number, (batch: RowBatch | undefined) => void>()
  const send = (message: FromWriter): void => port.postMessage(message)
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'stop') return stop.abort()
    const deliver = waiting.get(message.sheet)
    waiting.delete(message.sheet)
    deliver?.(message.batch)
  })
  const pull = (sheet: number): Promise<RowBatch | undefined> =>
    new Promise((resolve) => {
      waiting.set(sheet, resolve)
      send({ kind: 'pull', sheet })
    })
  async function* rows(sheet: number): AsyncGenerator<RowBatch, void, void> {
    let ahead = pull(sheet)
    for (;;) {
      const batch = await ahead
      if (batch === undefined) return
      // one batch ahead: the main thread reads while this one writes
      ahead = pull(sheet)
      yield batch
    }
  }
  try {
    const source = { about: order.about, sheets: order.sheets, note: order.note, rows }
    const { sheets } = await writeWorkbookFrom(source, order.path, order.temporaryPath, {
      signal: stop.signal,
      onProgress: (done) => send({ kind: 'progress', rows: done })
    })
    send({ kind: 'written', sheets })
  } catch (fault) {
    send({ kind: 'failed', message: fault instanceof Error ? fault.message : String(fault), ...codeOf(fault) })
  } finally {
    port.close()
  }
}

function codeOf(fault: unknown): { code?: string } {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {}
}
