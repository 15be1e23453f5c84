import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { builtEntry } from '../workerEntry'
import type { FromWriter, ToWriter, WorkbookOrder } from './excelWorkerMessages'
import { temporaryPathFor, writeWorkbook } from './excelWriter'
import type { WrittenWorkbook } from './excelWriter'
import { rowBatches } from './sheetBatches'
import type { RowBatch } from './sheetBatches'
import type { SheetModel, WorkbookModel, WriteOptions } from './sheetModel'

/**
 * Writes the workbook to `path` in a thread of its own. Rows are read here, a batch when the writer asks for one, so
 * neither side piles them up. Throws the signal's reason when cancelled, or the fault of the row source, the disk or
 * the thread; no partial file is left behind and an existing file of that name stays as it was. Where no thread can be
 * started the work is done in this one.
 */
export async function exportWorkbook(
  model: WorkbookModel,
  path: string,
  options: WriteOptions = {},
  entry: URL | undefined = builtEntry(import.meta.url, 'excelWorker')
): Promise<WrittenWorkbook> {
  options.signal?.throwIfAborted()
  if (entry === undefined) return writeWorkbook(model, path, options)
  const temporaryPath = temporaryPathFor(path)
  const sources = model.sheets.map((sheet) => rowBatches(sheet))
  const sheets = model.sheets.map(withoutRows)
  try {
    return await runWriter(
      entry,
      { about: model.about, sheets, note: model.note, path, temporaryPath },
      sources,
      options
    )
  } finally {
    // row sources hold database cursors: close those the writer did not read to their end
    for (const source of sources) source.return().catch(() => undefined)
    await rm(temporaryPath, { force: true })
  }
}

function withoutRows({ rows: _rows, ...head }: SheetModel): Omit<SheetModel, 'rows'> {
  return head
}

function runWriter(
  entry: URL,
  order: WorkbookOrder,
  sources: readonly AsyncGenerator<RowBatch, void, void>[],
  options: WriteOptions
): Promise<WrittenWorkbook> {
  const worker = new Worker(entry, { workerData: order })
  const send = (message: ToWriter): void => worker.postMessage(message)
  return new Promise<WrittenWorkbook>((resolve, reject) => {
    // the first cause is what the caller hears, not the stop it led to
    let cause: { readonly fault: unknown } | undefined
    const stop = (fault: unknown): void => {
      cause ??= { fault }
      send({ kind: 'stop' })
    }
    const onAbort = (): void => stop(options.signal?.reason)
    options.signal?.addEventListener('abort', onAbort, { once: true })
    let result: WrittenWorkbook | undefined
    worker.on('message', (message: FromWriter) => {
      if (message.kind === 'pull') void answer(sources, message.sheet, send).catch(stop)
      else if (message.kind === 'progress') options.onProgress?.(message.rows)
      else {
        if (message.kind === 'written') result = { sheets: message.sheets }
        else
          cause ??= {
            fault: Object.assign(new Error(message.message), message.code === undefined ? {} : { code: message.code })
          }
        void worker.terminate()
      }
    })
    worker.on('error', (fault) => {
      cause ??= { fault }
    })
    worker.on('exit', () => {
      options.signal?.removeEventListener('abort', onAbort)
      if (result !== undefined) resolve(result)
      else reject(cause === undefined ? new Error('the writing thread ended without a result') : cause.fault)
    })
  })
}

async function answer(
  sources: readonly AsyncGenerator<RowBatch, void, void>[],
  sheet: number,
  send: (message: ToWriter) => void
): Promise<void> {
  const source = sources[sheet]
  const next = source === undefined ? undefined : await source.next()
  send(next === undefined || next.done === true ? { kind: 'rows', sheet } : { kind: 'rows', sheet, batch: next.value })
}
