import { computed, type ComputedRef } from 'vue'
import type { SealRow } from '@contract/seals/seal'
import { sealStates } from '@contract/seals/words'
import { client } from '../../../api/client'
import { useQuery, type Query } from '../../../api/query'
import type { Option } from '../../../ledger-kit'

const WINDOW = 500

/**
 * Every seal of the register that can have a successor, lost ones included. A bureau has tens of seals, not thousands.
 */
export function useRegister(): {
  readonly query: Query<readonly SealRow[]>
  readonly options: ComputedRef<readonly Option[]>
  byId(id: unknown): SealRow | undefined
} {
  const query = useQuery(async (signal) => (await client.seals.register.list({ limit: WINDOW }, { signal })).rows)
  const rows = computed(() => query.data.value ?? [])
  return {
    query,
    options: computed(() =>
      rows.value.map(({ id, name, number, state }) => ({
        value: id,
        label: name,
        detail: sealStates[state],
        keys: number
      }))
    ),
    byId: (id) => rows.value.find((row) => row.id === id)
  }
}
