import type ExcelJS from 'exceljs'

/** The library of workbooks, loaded by the first who needs it: most commands and windows start without. */
export async function excelLibrary(): Promise<typeof ExcelJS> {
  return (await import('exceljs')).default
}
