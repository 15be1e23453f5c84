import type { Condition } from './listFilters'

/** How a list was looked at: kept per person under a name, and the last one per machine. */
export interface ListView {
  readonly search: string
  readonly conditions: readonly Condition[]
  readonly sort: { readonly field: string; readonly direction: 'asc' | 'desc' } | null
  readonly columns: readonly string[]
}

/**
 * A view read back from its stored text; undefined when it is not one. Columns and conditions of fields that no longer
 * exist are dropped.
 */
export function readView(text: string, known: readonly string[]): ListView | undefined {
  try {
    const view = JSON.parse(text) as Partial<ListView> | null
    if (!view || !Array.isArray(view.columns) || !Array.isArray(view.conditions)) return undefined
    return {
      search: typeof view.search === 'string' ? view.search : '',
      columns: view.columns.filter((name) => known.includes(name)),
      conditions: view.conditions.filter((condition) => known.includes(condition.field)),
      sort: view.sort && known.includes(view.sort.field) ? view.sort : null
    }
  } catch {
    return undefined
  }
}
