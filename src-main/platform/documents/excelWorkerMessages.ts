import type { RowBatch } from './sheetBatches'
import type { ExportNote, WorkbookAbout, WrittenSheet } from './sheetModel'
import type { SheetHead } from './sheetWriter'

/** What the writing thread is started with. */
export interface WorkbookOrder {
  readonly about: WorkbookAbout
  readonly sheets: readonly SheetHead[]
  readonly note: ExportNote
  readonly path: string
  readonly temporaryPath: string
}

/**
 * From the writing thread. `pull` asks for the next rows of a sheet and is answered once; of a fault only message and
 * code cross threads.
 */
export type FromWriter =
  | { readonly kind: 'pull'; readonly sheet: number }
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'written'; readonly sheets: WrittenSheet[] }
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string }

/** To the writing thread. A batch that is missing means the sheet has no more rows. */
export type ToWriter =
  { readonly kind: 'rows'; readonly sheet: number; readonly batch?: RowBatch } | { readonly kind: 'stop' }
