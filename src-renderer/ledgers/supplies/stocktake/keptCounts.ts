import { computed, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue'
import { toFault, type Fault } from '../../../api/faults'
import { ownKey } from '../../../ledger-kit/drafts'

/** Counts by line id, in thousandths. */
export type Counts = Readonly<Record<string, number>>

export interface KeptCounts {
  /** What was counted and has not reached main. */
  readonly waiting: Ref<Counts>
  readonly number: ComputedRef<number>
  readonly offline: Ref<boolean>
  readonly fault: Ref<Fault | undefined>
  readonly sending: Ref<boolean>
  set(lineId: string, quantity: number | undefined): void
  /** Hands the given lines in, all that wait when absent. Answers whether main has them. */
  hand(lineIds?: readonly string[]): Promise<boolean>
}

const RETRY_MS = 5_000

function kept(key: string): Counts {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof found !== 'object' || found === null) return {}
    return Object.fromEntries(
      Object.entries(found).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    )
  } catch {
    return {}
  }
}

/**
 * Counts of a stocktake kept on this machine until main has them: counting goes on with the network down, and after a
 * crash.
 */
export function useKeptCounts(
  name: string,
  post: (counts: readonly { lineId: string; quantity: number }[]) => Promise<unknown>
): KeptCounts {
  const key = ownKey('counts', name)
  const waiting = ref<Counts>(kept(key))
  const offline = ref(false)
  const sending = ref(false)
  const fault = ref<Fault>()

  function keep(next: Counts) {
    waiting.value = next
    localStorage.setItem(key, JSON.stringify(next))
  }
  function without(sent: Counts): Counts {
    // What was typed anew while the sending was under way still waits.
    return Object.fromEntries(Object.entries(waiting.value).filter(([lineId, quantity]) => sent[lineId] !== quantity))
  }
  async function hand(lineIds: readonly string[] = Object.keys(waiting.value)): Promise<boolean> {
    const sent = Object.fromEntries(Object.entries(waiting.value).filter(([lineId]) => lineIds.includes(lineId)))
    const counts = Object.entries(sent).map(([lineId, quantity]) => ({ lineId, quantity }))
    if (sending.value || !counts.length) return !counts.length
    sending.value = true
    try {
      await post(counts)
      offline.value = false
      fault.value = undefined
      keep(without(sent))
      return true
    } catch (error) {
      const met = toFault(error)
      offline.value = met.type === 'unreachable'
      fault.value = offline.value ? undefined : met
      return false
    } finally {
      sending.value = false
    }
  }

  const timer = setInterval(() => void (offline.value && hand()), RETRY_MS)
  onScopeDispose(() => clearInterval(timer))
  return {
    waiting,
    number: computed(() => Object.keys(waiting.value).length),
    offline,
    fault,
    sending,
    set(lineId, quantity) {
      const { [lineId]: _, ...others } = waiting.value
      keep(quantity === undefined ? others : { ...others, [lineId]: quantity })
    },
    hand
  }
}
