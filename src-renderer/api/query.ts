import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'
import { reportFault, wasAborted, type Fault } from './faults'

export interface Query<T> {
  /** The last answer; kept while a newer one is on its way. */
  readonly data: ShallowRef<T | undefined>
  readonly loading: Ref<boolean>
  readonly fault: ShallowRef<Fault | undefined>
  /** Asks again. Resolves when the answer or the fault is there. */
  reload(): Promise<void>
}

const retryMilliseconds = 5_000

/**
 * Reads through a call now and whenever one of `deps` changes; an answer overtaken by a newer question is dropped.
 * `fn` answering undefined at once means there is nothing to ask yet.
 */
export function useQuery<T>(
  fn: (signal: AbortSignal) => Promise<T> | undefined,
  deps: readonly WatchSource[] = []
): Query<T> {
  const data = shallowRef<T>()
  const fault = shallowRef<Fault>()
  const loading = ref(false)
  let current: AbortController | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  async function reload(): Promise<void> {
    current?.abort()
    clearTimeout(again)
    const mine = new AbortController()
    current = mine
    const asked = fn(mine.signal)
    if (!asked) {
      loading.value = false
      return
    }
    loading.value = true
    try {
      const answer = await asked
      if (current !== mine) return
      data.value = answer
      fault.value = undefined
    } catch (error) {
      if (current !== mine || wasAborted(error)) return
      fault.value = reportFault(error)
      // What cannot be reached now may be soon: asked again by itself as long as the page is there.
      if (fault.value.type === 'unreachable') again = setTimeout(() => void reload(), retryMilliseconds)
    } finally {
      if (current === mine) loading.value = false
    }
  }

  if (deps.length) watch(deps, () => void reload())
  onScopeDispose(() => {
    current?.abort()
    clearTimeout(again)
  })
  void reload()
  return { data, loading, fault, reload }
}
