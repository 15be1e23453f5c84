import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { builtEntry } from '../workerEntry'
import { IMPORT_LIMITS, type ImportLimits } from './limits'
import { readTables, type FromReader, type TablesReading } from './readTables'
import type { RawRow, Table } from './table'
import type { FileProblem } from './unreadableFile'

/** Megabytes the reading thread may use for what it reads. */
const HEAP_MEGABYTES = 320
/**
 * The last resort against a file that passes every limit and is still not read: what the thread needs to start, and
 * many times what a whole file of its size takes.
 */
const LONGEST = { least: 5_000, perMegabyte: 10_000, most: 30_000 } as const

const tooMuch: FileProblem = {
  kind: 'tooLarge',
  message: '文件内容过多过杂，没有读完，请删除多余的行、列和格式，或分成几个文件后再导入'
}

/**
 * As `readTables`, in a thread of its own with bounds on memory and time, so that a hostile file neither holds up nor
 * ends the process. Rows come over in small parts. Where no thread can be started the file is read in this one.
 */
export async function readTablesAside(
  path: string,
  limits: ImportLimits = IMPORT_LIMITS,
  entry: URL | undefined = builtEntry(import.meta.url, 'importWorker')
): Promise<TablesReading> {
  if (entry === undefined) return readTables(path, limits)
  const longest = await longestFor(path)
  const worker = new Worker(entry, {
    workerData: { path, limits },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES }
  })
  return new Promise<TablesReading>((resolve, reject) => {
    const tables: (Omit<Table, 'rows'> & { rows: RawRow[] })[] = []
    let ended = false
    const end = (settle: () => void): void => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      settle()
      void worker.terminate()
    }
    const timer = setTimeout(() => end(() => resolve({ ok: false, problem: tooMuch })), longest)
    worker.on('message', (message: FromReader) => {
      if (message.kind === 'table') tables.push({ ...message.table, rows: [] })
      else if (message.kind === 'rows') {
        tables.at(-1)?.rows.push(...message.rows)
        setImmediate(() => worker.postMessage('taken'))
      } else if (message.kind === 'problem') end(() => resolve({ ok: false, problem: message.problem }))
      else if (message.kind === 'fault') end(() => reject(new Error(message.message)))
      else end(() => resolve({ ok: true, tables }))
    })
    worker.on('error', (fault) =>
      end(() =>
        'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? resolve({ ok: false, problem: tooMuch })
          : reject(fault)
      )
    )
    worker.on('exit', () => end(() => reject(new Error('the reading thread ended without a result'))))
  })
}

/** Milliseconds after which a file of its size is given up. */
async function longestFor(path: string): Promise<number> {
  const megabytes = await stat(path).then(
    ({ size }) => size / 1024 / 1024,
    () => 0
  )
  return Math.min(LONGEST.most, LONGEST.least + megabytes * LONGEST.perMegabyte)
}
