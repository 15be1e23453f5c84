import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { NOTE_SHEET, writeNoteSheet } from './noteSheet'
import type { NotedSheet } from './noteSheet'
import { rowBatches } from './sheetBatches'
import type { RowBatch } from './sheetBatches'
import { SheetImages } from './sheetImages'
import { columnWidths, ledgerHeaderFooter, ledgerPage, pageScale, worksheetName } from './sheetLayout'
import type { ExportNote, WorkbookAbout, WorkbookModel, WriteOptions, WrittenSheet } from './sheetModel'
import { streamWorkbook } from './sheetStream'
import type { OpenWorkbook } from './sheetStream'
import { headerRows, SheetWriter } from './sheetWriter'
import type { SheetHead } from './sheetWriter'
import { inPlaceText } from './workbookParts'

/** Rows read before a sheet is begun, to fit its columns to what they hold. */
const SAMPLE = 400

/** A workbook's heads with a way to read the rows of each sheet. */
export interface WorkbookSource {
  readonly about: WorkbookAbout
  readonly sheets: readonly SheetHead[]
  readonly note: ExportNote
  readonly rows: (sheet: number) => AsyncIterable<RowBatch>
}

export interface WrittenWorkbook {
  readonly sheets: WrittenSheet[]
}

/** A name in the same folder, so that the finished file can be renamed in one step. */
export function temporaryPathFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
}

/**
 * Writes the workbook to `path` in this thread, row by row; memory does not grow with rows. Throws the signal's reason
 * when cancelled, or the fault of the row source or the disk; the file then is not there, or as it was before.
 */
export function writeWorkbook(
  model: WorkbookModel,
  path: string,
  options: WriteOptions = {}
): Promise<WrittenWorkbook> {
  const rows = (index: number): AsyncIterable<RowBatch> => {
    const sheet = model.sheets[index]
    if (sheet === undefined) throw new RangeError(`no sheet ${index}`)
    return rowBatches(sheet)
  }
  return writeWorkbookFrom(
    { about: model.about, sheets: model.sheets, note: model.note, rows },
    path,
    temporaryPathFor(path),
    options
  )
}

/** As `writeWorkbook`, for rows that come from elsewhere (another thread) and a temporary file named by the caller. */
export function writeWorkbookFrom(
  source: WorkbookSource,
  path: string,
  temporaryPath: string,
  options: WriteOptions
): Promise<WrittenWorkbook> {
  return streamWorkbook(path, temporaryPath, options.signal, source.about, async (open) => {
    const images = new SheetImages(open.workbook)
    const noted: NotedSheet[] = []
    const taken = new Set([NOTE_SHEET])
    let before = 0
    for (const [index, sheet] of source.sheets.entries()) {
      const name = worksheetName(sheet.name, taken)
      taken.add(name)
      const start = before
      const written = await writeSheet(open, images, { ...sheet, name }, source.rows(index), (rows) =>
        options.onProgress?.(start + rows)
      )
      before += written.rows
      noted.push({ written, columns: sheet.columns, time: sheet.time })
    }
    const note = open.workbook.addWorksheet(NOTE_SHEET, {
      pageSetup: ledgerPage(),
      headerFooter: ledgerHeaderFooter({
        name: NOTE_SHEET,
        title: `${source.about.bureau}${source.about.title}`,
        ...markingOf(source.sheets)
      })
    })
    inPlaceText(note)
    writeNoteSheet(note, source.note, noted, images.forSheet(note))
    return { sheets: noted.map((each) => each.written) }
  })
}

function markingOf(sheets: readonly SheetHead[]): { marking?: string } {
  const marking = sheets.find((sheet) => sheet.marking !== undefined)?.marking
  return marking === undefined ? {} : { marking }
}

async function writeSheet(
  open: OpenWorkbook,
  images: SheetImages,
  sheet: SheetHead,
  source: AsyncIterable<RowBatch>,
  onProgress: (rows: number) => void
): Promise<WrittenSheet> {
  const batches = source[Symbol.asyncIterator]()
  // raced by hand: a row source that hangs must not keep a cancellation waiting
  const next = (): Promise<IteratorResult<RowBatch>> => open.unlessStopped(batches.next())
  try {
    const sample: RowBatch[] = []
    let sampled = 0
    let batch = await next()
    while (batch.done !== true && sampled < SAMPLE) {
      sample.push(batch.value)
      sampled += batch.value.length
      batch = await next()
    }
    const header = headerRows(sheet)
    const widths = columnWidths(sheet.columns, sample.flat())
    const paged = sheet.pageSums === true && sheet.columns.some(({ total }) => total === true)
    const worksheet = open.workbook.addWorksheet(sheet.name, {
      pageSetup: ledgerPage(header, paged ? pageScale(widths) : undefined),
      headerFooter: ledgerHeaderFooter(sheet),
      views: [
        {
          state: 'frozen',
          ySplit: header.bottom,
          xSplit: 0,
          topLeftCell: `A${header.bottom + 1}`,
          activeCell: `A${header.bottom + 1}`
        }
      ]
    })
    inPlaceText(worksheet)
    const writer = new SheetWriter(worksheet, sheet, widths, images.forSheet(worksheet))
    for (const rows of sample) writer.add(rows)
    while (batch.done !== true) {
      writer.add(batch.value)
      onProgress(writer.rows)
      await open.drained(worksheet)
      batch = await next()
    }
    onProgress(writer.rows)
    return writer.close()
  } finally {
    // not awaited: a source that hangs cannot be asked to end; its fault has no one left to hear it
    Promise.resolve(batches.return?.()).catch(() => undefined)
  }
}
