import type { CellValue, SheetModel } from './sheetModel'

/** Rows as lists of values in column order, a few hundred at a time: what travels to the writer. */
export type RowBatch = readonly (readonly CellValue[])[]

const BATCH = 400

/**
 * Reads the sheet's rows lazily; nothing is read ahead of the caller. Closes the row source when the caller stops
 * early.
 */
export async function* rowBatches(sheet: Pick<SheetModel, 'columns' | 'rows'>): AsyncGenerator<RowBatch, void, void> {
  const keys = sheet.columns.map((column) => column.key)
  let batch: (readonly CellValue[])[] = []
  for await (const row of sheet.rows) {
    batch.push(keys.map((key) => row[key]))
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
