import { computed, shallowRef, type ComputedRef } from 'vue'
import type { ItemRow } from '@contract/supplies/item'
import { client } from '../../../api/client'
import { useQuery, type Query } from '../../../api/query'
import type { Option } from '../../../ledger-kit'
import { spellingsOf } from '../../../ledger-kit/spelling'

const WINDOW = 500

async function everyPage<Row>(
  read: (offset: number) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await read(rows.length)
    rows.push(...page.rows)
    if (!page.rows.length || rows.length >= page.total) return rows
  }
}

export interface ItemChoices {
  readonly query: Query<readonly ItemRow[]>
  /** Items in use, found by name, spec, pinyin or initials. A name that two items share is shown with its spec. */
  readonly options: ComputedRef<readonly Option[]>
  byId(id: unknown): ItemRow | undefined
}

/** The catalogue as choices for the lines of a form. */
export function useItems(): ItemChoices {
  const spellings = shallowRef<ReadonlyMap<string, string>>(new Map())
  const query = useQuery(async (signal) => {
    const rows = await everyPage((offset) => client.supplies.items.list({ offset, limit: WINDOW }, { signal }))
    // Choosing by name works before the dictionary is there.
    void spellingsOf(rows.map(({ name }) => name)).then((found) => (spellings.value = found))
    return rows
  })
  const index = computed(() => new Map((query.data.value ?? []).map((row) => [row.id, row])))
  const options = computed(() => {
    const active = (query.data.value ?? []).filter((row) => row.active)
    const times = new Map<string, number>()
    for (const { name } of active) times.set(name, (times.get(name) ?? 0) + 1)
    return active.map(({ id, name, spec, measure, number }) => ({
      value: id,
      label: (times.get(name) ?? 0) > 1 ? `${name} ${spec}` : name,
      detail: `${spec}（${measure}）`,
      keys: `${spellings.value.get(name) ?? ''} ${number}`
    }))
  })
  return { query, options, byId: (id) => (typeof id === 'string' ? index.value.get(id) : undefined) }
}

/** Suppliers in use as choices, the designated ones first. */
export function useSuppliers(): ComputedRef<readonly Option[]> {
  const spellings = shallowRef<ReadonlyMap<string, string>>(new Map())
  const query = useQuery(async (signal) => {
    const rows = await everyPage((offset) => client.supplies.suppliers.list({ offset, limit: WINDOW }, { signal }))
    void spellingsOf(rows.map(({ name }) => name)).then((found) => (spellings.value = found))
    return rows
  })
  return computed(() =>
    (query.data.value ?? [])
      .filter((row) => row.active)
      .toSorted((a, b) => Number(b.designated) - Number(a.designated))
      .map(({ id, name, designated }) => ({
        value: id,
        label: name,
        detail: designated ? '定点' : '非定点',
        keys: spellings.value.get(name) ?? ''
      }))
  )
}
