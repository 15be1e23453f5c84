import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Workbook, Worksheet } from 'exceljs'
import { excelLibrary } from './excelLibrary'
import type { WorkbookAbout } from './sheetModel'
import { describeWorkbook } from './workbookParts'

// The zip's end of a sheet is a stream of the readable-stream package, which has no writableNeedDrain.
interface StreamingWorksheet {
  readonly stream: {
    readonly pipes: readonly {
      readonly _writableState: { readonly needDrain: boolean }
      once(event: 'drain', listener: () => void): unknown
    }[]
  }
}
interface ArchivedWorkbook {
  readonly zip: { abort(): unknown; on(event: 'error', listener: (fault: Error) => void): unknown }
}

/** A workbook being streamed to a temporary file. */
export interface OpenWorkbook {
  readonly workbook: Workbook
  /** Waits until what was written to the sheet has gone on to the file, so that rows do not pile up in memory. */
  drained(sheet: Worksheet): Promise<void>
  /** The result of the work, or the fault of the file or the cancellation, whichever comes first. */
  unlessStopped<T>(work: Promise<T>): Promise<T>
}

/**
 * Streams a workbook to a temporary file and gives it its name when it is whole. On any fault or cancellation the
 * temporary file is removed, an existing file of that name stays as it was, and the fault (or the signal's reason) is
 * thrown.
 */
export async function streamWorkbook<T>(
  path: string,
  temporaryPath: string,
  signal: AbortSignal | undefined,
  about: WorkbookAbout,
  fill: (open: OpenWorkbook) => Promise<T>
): Promise<T> {
  const { stream } = await excelLibrary()
  signal?.throwIfAborted()
  const file = createWriteStream(temporaryPath)
  const writer = new stream.xlsx.WorkbookWriter({
    stream: file,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 4 } }
  })
  const archived = writer as unknown as ArchivedWorkbook
  describeWorkbook(writer, about)
  const { stop, unlessStopped } = stoppable()
  const onAbort = (): void => stop(signal?.reason)
  file.on('error', stop)
  archived.zip.on('error', stop)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const result = await unlessStopped(
      fill({ workbook: writer, unlessStopped, drained: (sheet) => unlessStopped(drain(sheet)) })
    )
    await unlessStopped(writer.commit())
    await settle(temporaryPath)
    signal?.throwIfAborted()
    await rename(temporaryPath, path)
    return result
  } catch (fault) {
    archived.zip.abort()
    await closed(file)
    await rm(temporaryPath, { force: true })
    throw fault
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}

// Promise.race with one promise that lives as long as the export would keep every batch it was raced with in memory
function stoppable(): { stop: (fault: unknown) => void; unlessStopped: <R>(work: Promise<R>) => Promise<R> } {
  let stopped: { readonly fault: unknown } | undefined
  const waiting = new Set<(fault: unknown) => void>()
  return {
    stop: (fault) => {
      stopped ??= { fault }
      for (const reject of waiting) reject(fault)
      waiting.clear()
    },
    unlessStopped: <R>(work: Promise<R>) =>
      new Promise<R>((resolve, reject) => {
        if (stopped === undefined) waiting.add(reject)
        else reject(stopped.fault)
        work.then(resolve, reject).finally(() => waiting.delete(reject))
      })
  }
}

function drain(sheet: Worksheet): Promise<void> {
  // exceljs writes on whether or not the zip keeps up; the zip's end of the sheet says when it does
  const [end] = (sheet as unknown as StreamingWorksheet).stream.pipes
  if (end === undefined || !end._writableState.needDrain) return new Promise((resolve) => setImmediate(resolve))
  return new Promise((resolve) => end.once('drain', resolve))
}

function closed(file: ReturnType<typeof createWriteStream>): Promise<void> {
  return new Promise((resolve) => {
    if (file.closed) return resolve()
    file.once('close', resolve)
    file.destroy()
  })
}

// the name must not point at a file the disk has not got yet
async function settle(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
