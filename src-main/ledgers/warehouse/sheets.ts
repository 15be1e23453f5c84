import type { Reading } from '../../office/house'
import type { ExportScope, SheetDefinition } from '../../office/outputs/outputDefinitions'
import { bureauName } from '../../office/people/bureau'
import type { SheetColumn, SheetRow } from '../../platform/documents/sheetModel'

/** What a sheet is narrowed to; everything when nothing is. */
export const narrowing = (scope: ExportScope) => scope.filter ?? { filters: [] }

/** A column of text as narrow as the paper wants it. */
export const textColumn = (key: string, label: string, width: number): SheetColumn => ({
  key,
  label,
  kind: 'text',
  width
})

/** A column of numbers of documents. */
export const codeColumn = (key: string, label: string, width: number): SheetColumn => ({
  key,
  label,
  kind: 'code',
  width
})

/** A sheet of the ledger, headed by the bureau and, where that differs from its name, its title. */
export function sheetOf({
  columns,
  rows,
  title,
  ...sheet
}: Omit<SheetDefinition, 'make'> & {
  readonly title?: string
  readonly columns: readonly SheetColumn[]
  readonly rows: (reading: Reading, scope: ExportScope) => AsyncIterable<SheetRow>
}): SheetDefinition {
  return {
    ...sheet,
    make: async (reading, scope) => ({
      title: `${await bureauName(reading.manager)}暂扣（罚没）物品${title ?? sheet.name}`,
      columns,
      rows: rows(reading, scope)
    })
  }
}
