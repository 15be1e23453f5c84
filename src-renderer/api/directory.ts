import { shallowRef } from 'vue'
import type { PersonChoice, UnitRow } from '@contract'
import { client } from './client'
import { reportFault } from './faults'

/** People and units for pickers, read once and shared by all of them. */
export const people = shallowRef<readonly PersonChoice[]>([])
export const units = shallowRef<readonly UnitRow[]>([])

let loading: Promise<void> | undefined

async function load(): Promise<void> {
  try {
    const [someone, some] = await Promise.all([client.office.peopleChoices(), client.office.units()])
    people.value = someone
    units.value = some
  } catch (error) {
    loading = undefined
    reportFault(error)
  }
}

/** Reads people and units unless they are there already. */
export function loadDirectory(): Promise<void> {
  loading ??= load()
  return loading
}

/** Reads them again: after a change, or for another user. */
export function reloadDirectory(): Promise<void> {
  loading = load()
  return loading
}
