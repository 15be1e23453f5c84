import type { ListInput } from '../../../contract/lists'
import { bureauName } from '../../../office/people/bureau'
import type { ExportScope, Reading } from '../../../office/house'
import type { ListDefinition } from '../../../platform/database/listQuery'

/** Bureau and ledger name, as the title row has them. */
export async function titled({ manager }: Reading, name: string): Promise<string> {
  return `${await bureauName(manager)}${name}`
}

/**
 * What a sheet is narrowed to: the filters of the list on screen that the sheet knows too, and the period by the given field. Oldest
 * first, as registers are written.
 */
export function narrowed(definition: ListDefinition, scope: ExportScope, day: string): Pick<ListInput, 'search' | 'filters' | 'sort'> {
  const { filter, from, to } = scope
  const known = (filter?.filters ?? []).filter(({ field }) => Object.hasOwn(definition.columns, field))
  return {
    ...(filter?.search ? { search: filter.search } : {}),
    filters: [
      ...known,
      ...(from ? [{ field: day, op: 'from' as const, value: from }] : []),
      ...(to ? [{ field: day, op: 'to' as const, value: to }] : [])
    ],
    sort: filter?.sort && Object.hasOwn(definition.columns, filter.sort.field) ? filter.sort : { field: day, direction: 'asc' as const }
  }
}
