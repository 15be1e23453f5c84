import type { ImportLook } from '@contract'

/** A sheet of the file as the wizard holds it. */
export interface SheetChoice {
  readonly name: string
  used: boolean
  headerRow: number
  columns: { column: number; heading: string; field: string | null }[]
  sample: ImportLook['sheets'][number]['sample']
}

/** What is told main about the sheets to be imported. */
export function mappingOf(
  sheets: readonly SheetChoice[]
): { sheet: string; headerRow: number; columns: { column: number; field: string | null }[] }[] {
  return sheets
    .filter(({ used }) => used)
    .map(({ name, headerRow, columns }) => ({
      sheet: name,
      headerRow,
      columns: columns.map(({ column, field }) => ({ column, field }))
    }))
}
