import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { VehicleChoice } from '@contract/vehicles'
import { client } from '../../../api/client'
import { useQuery } from '../../../api/query'
import type { Option } from '../../../ledger-kit'
import { spellingsOf } from '../../../ledger-kit/spelling'

/** A window of time a vehicle or driver is wanted for. */
export interface Wanted {
  readonly fromAt?: string | undefined
  readonly untilAt?: string | undefined
  readonly vehicleId?: string | undefined
  readonly exceptTripId?: string | undefined
}

const within = ({ fromAt, untilAt, exceptTripId }: Wanted) =>
  fromAt && untilAt && fromAt < untilAt ? { fromAt, untilAt, ...(exceptTripId ? { exceptTripId } : {}) } : {}
/** Options found by initials and pinyin as well. */
function spelled(options: () => readonly Option[]): ComputedRef<readonly Option[]> {
  const spellings = shallowRef<ReadonlyMap<string, string>>(new Map())
  const words = ({ label, keys = '' }: Option) => `${label} ${keys}`
  const learn = async (now: readonly Option[]) => (spellings.value = await spellingsOf(now.map(words)))
  watch(options, learn, { immediate: true })
  return computed(() =>
    options().map((one) => ({ ...one, keys: `${one.keys ?? ''} ${spellings.value.get(words(one)) ?? ''}` }))
  )
}
const offered = <T extends { readonly hindrances: readonly string[] }>(
  rows: readonly T[],
  show: (row: T) => Option
): readonly Option[] => rows.filter(({ hindrances }) => hindrances.length === 0).map(show)
const told = <T extends { readonly hindrances: readonly string[] }>(
  rows: readonly T[],
  name: (row: T) => string
): readonly string[] =>
  rows.filter(({ hindrances }) => hindrances.length > 0).map((row) => `${name(row)}：${row.hindrances.join('；')}`)

/** Vehicles that can be taken, and why the others cannot. */
export function useVehicles(wanted: () => Wanted = () => ({})) {
  const query = useQuery(
    (signal) => client.vehicles.files.choices(within(wanted()), { signal }),
    [() => JSON.stringify(within(wanted()))]
  )
  const all = computed<readonly VehicleChoice[]>(() => query.data.value ?? [])
  const optionOf = ({ id, plate, model, unitName }: VehicleChoice): Option => ({
    value: id,
    label: plate,
    detail: `${model}（${unitName}）`,
    keys: `${model} ${unitName}`
  })
  return {
    /** Those without a hindrance. */
    free: spelled(() => offered(all.value, optionOf)),
    every: spelled(() => all.value.map(optionOf)),
    hindered: computed(() => told(all.value, ({ plate }) => plate)),
    byId: (id: unknown) => all.value.find((one) => one.id === id)
  }
}

/** Drivers who can drive a vehicle, and why the others cannot. */
export function useDrivers(wanted: () => Wanted = () => ({})) {
  const asked = () => ({ ...within(wanted()), ...(wanted().vehicleId ? { vehicleId: wanted().vehicleId } : {}) })
  const query = useQuery(
    (signal) => client.vehicles.drivers.choices(asked(), { signal }),
    [() => JSON.stringify(asked())]
  )
  const all = computed(() => query.data.value ?? [])
  return {
    free: spelled(() =>
      offered(all.value, ({ personId, name, unitName, licenceClass }) => ({
        value: personId,
        label: name,
        detail: `${unitName} ${licenceClass}`
      }))
    ),
    hindered: computed(() => told(all.value, ({ name }) => name))
  }
}

/** Designated places of a kind as choices: by id, or by name where only the name is kept. */
export function useProviders(
  kind: 'garage' | 'station' | 'insurer',
  by: 'id' | 'name'
): ComputedRef<readonly Option[]> {
  const filters = [{ field: 'kind', op: 'eq' as const, value: kind }]
  const query = useQuery((signal) => client.vehicles.providers.list({ filters, limit: 200 }, { signal }))
  return spelled(() => (query.data.value?.rows ?? []).map((row) => ({ value: row[by], label: row.name })))
}

/** Cards of a vehicle that can be used. */
export function useCards(vehicleId: () => string | undefined): ComputedRef<readonly Option[]> {
  const query = useQuery(
    (signal) => {
      const id = vehicleId()
      return id
        ? client.vehicles.cards.list(
            {
              filters: [
                { field: 'vehicleId', op: 'eq', value: id },
                { field: 'state', op: 'eq', value: 'active' }
              ],
              limit: 50
            },
            { signal }
          )
        : undefined
    },
    [vehicleId]
  )
  return computed(() =>
    (query.data.value?.rows ?? [])
      .filter(({ kind }) => kind === 'fuel')
      .map(({ id, cardNumber }) => ({ value: id, label: cardNumber }))
  )
}
