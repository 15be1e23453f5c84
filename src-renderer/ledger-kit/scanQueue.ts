import { computed, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue'
import { toFault } from '../api/faults'
import { ownKey } from './drafts'

/** One scan of a stocktake, as it is sent. */
export interface Scan {
  readonly code: string
  /** Where the clerk stood. */
  readonly place: string
  /** UTC instant. */
  readonly at: string
}

export interface ScanQueue {
  readonly waiting: ComputedRef<number>
  readonly offline: Ref<boolean>
  /** What main said against scans it would not take. */
  readonly complaint: Ref<string>
  add(scan: Scan): void
  /** Sends what waits; also tried by itself every few seconds. */
  flush(): Promise<void>
}

const RETRY_MS = 5_000
const BATCH = 100

function kept(key: string): Scan[] {
  try {
    const scans: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(scans) ? (scans as Scan[]) : []
  } catch {
    return []
  }
}

/**
 * Scans that have not reached main yet, kept on this machine so that counting goes on with the network down, and after
 * a crash.
 */
export function useScanQueue(name: string, post: (scans: readonly Scan[]) => Promise<unknown>): ScanQueue {
  const key = ownKey('scans', name)
  const scans = ref<Scan[]>(kept(key))
  const offline = ref(false)
  const complaint = ref('')
  let sending = false

  const store = () => localStorage.setItem(key, JSON.stringify(scans.value))

  async function flush(): Promise<void> {
    if (sending || !scans.value.length) return
    sending = true
    const batch = scans.value.slice(0, BATCH)
    try {
      await post(batch)
      offline.value = false
      complaint.value = ''
      scans.value = scans.value.slice(batch.length)
      store()
    } catch (error) {
      const fault = toFault(error)
      offline.value = fault.type === 'unreachable'
      complaint.value = offline.value ? '' : fault.message
    } finally {
      sending = false
    }
    if (scans.value.length && !offline.value && !complaint.value) await flush()
  }

  const timer = setInterval(() => void flush(), RETRY_MS)
  onScopeDispose(() => clearInterval(timer))
  void flush()
  return {
    waiting: computed(() => scans.value.length),
    offline,
    complaint,
    add(scan) {
      scans.value.push(scan)
      store()
      void flush()
    },
    flush
  }
}
