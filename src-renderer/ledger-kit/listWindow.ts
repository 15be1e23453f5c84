import {
  computed,
  onScopeDispose,
  ref,
  shallowReactive,
  shallowRef,
  type ComputedRef,
  type Ref,
  type ShallowRef
} from 'vue'
import type { ListRequest, Page } from '@contract'
import { reportFault, wasAborted, type Fault } from '../api/faults'

/** Rows asked for at a time. */
export const WINDOW_ROWS = 100

export interface ListWindow<Row> {
  readonly total: Ref<number>
  readonly sums: ShallowRef<Readonly<Record<string, number>>>
  readonly fault: ShallowRef<Fault | undefined>
  readonly loading: ComputedRef<boolean>
  /** Whether the first answer to the present question is there. */
  readonly ready: Ref<boolean>
  /** The row at a place of the whole list; undefined while it is on its way. */
  rowAt(index: number): Row | undefined
  /** Makes sure the rows from `first` to `last` are there or on their way. */
  need(first: number, last: number): void
  /** Asks anew: the filter or order changed, or something was written. */
  ask(request: ListRequest): void
}

/** The part of a long list that has been looked at, read in windows as the user scrolls. */
export function useListWindow<Row>(
  load: (request: ListRequest, signal: AbortSignal) => Promise<Page<Row>>
): ListWindow<Row> {
  const windows = shallowReactive(new Map<number, readonly Row[]>())
  const asked = new Set<number>()
  const running = ref(0)
  const total = ref(0)
  const ready = ref(false)
  const sums = shallowRef<Readonly<Record<string, number>>>({})
  const fault = shallowRef<Fault>()
  let request: ListRequest = {}
  let round = new AbortController()

  async function read(number: number): Promise<void> {
    if (asked.has(number)) return
    asked.add(number)
    const mine = round
    running.value += 1
    try {
      const page = await load({ ...request, offset: number * WINDOW_ROWS, limit: WINDOW_ROWS }, mine.signal)
      if (round !== mine) return
      // The rows before were kept on screen until the first answer to the new question came.
      if (!ready.value) windows.clear()
      windows.set(number, page.rows)
      total.value = page.total
      sums.value = page.sums
      fault.value = undefined
      ready.value = true
    } catch (error) {
      if (round !== mine || wasAborted(error)) return
      asked.delete(number)
      fault.value = reportFault(error)
    } finally {
      running.value -= 1
    }
  }

  onScopeDispose(() => round.abort())
  return {
    total,
    sums,
    fault,
    ready,
    loading: computed(() => running.value > 0),
    rowAt: (index) => windows.get(Math.floor(index / WINDOW_ROWS))?.[index % WINDOW_ROWS],
    need(first, last) {
      if (!ready.value) return
      for (let number = Math.floor(first / WINDOW_ROWS); number <= Math.floor(last / WINDOW_ROWS); number += 1)
        void read(number)
    },
    ask(next) {
      round.abort()
      round = new AbortController()
      asked.clear()
      ready.value = false
      request = next
      void read(0)
    }
  }
}
