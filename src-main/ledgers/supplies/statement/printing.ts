import type { ListInput } from '../../../contract/lists'
import { bureauName } from '../../../office/people/bureau'
import type { Reading } from '../../../office/house'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { linePrice } from '../../../kernel/money'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import type { ListDefinition } from '../../../platform/database/listQuery'

/** Bureau and ledger name, as the title row has them. */
export async function titled({ manager }: Reading, name: string): Promise<string> {
  return `${await bureauName(manager)}${name}`
}

/** The columns with their unit price as the average it is: as many decimals as make each line true. */
export function averaged(columns: readonly SheetColumn[], label = '单价（均价）'): readonly SheetColumn[] {
  return columns.map((column) =>
    column.key === 'unitPriceCents' ? { key: 'unitPrice', label, kind: 'price', width: 8 } : column
  )
}

/** A row with the price of its line, from quantity and amount. */
export function priced<Row extends SheetRow>(
  row: Row,
  value = row['valueCents'],
  quantity = row['quantity']
): SheetRow {
  return {
    ...row,
    unitPrice: typeof value === 'number' && typeof quantity === 'number' ? linePrice(value, quantity) : null
  }
}

/**
 * What a sheet is narrowed to: the filters of the list on screen that the sheet knows too, and the period by the given
 * field. Oldest first, as registers are written.
 */
export function narrowed(
  definition: ListDefinition,
  scope: ExportScope,
  day: string
): Pick<ListInput, 'search' | 'filters' | 'sort'> {
  const { filter, from, to } = scope
  const known = (filter?.filters ?? []).filter(({ field }) => Object.hasOwn(definition.columns, field))
  return {
    ...(filter?.search ? { search: filter.search } : {}),
    filters: [
      ...known,
      ...(from ? [{ field: day, op: 'from' as const, value: from }] : []),
      ...(to ? [{ field: day, op: 'to' as const, value: to }] : [])
    ],
    sort:
      filter?.sort && Object.hasOwn(definition.columns, filter.sort.field)
        ? filter.sort
        : { field: day, direction: 'asc' as const }
  }
}
