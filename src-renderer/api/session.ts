import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Post, SessionState } from '@contract'
import { client } from './client'

/** Who sits at the window, and whose bureau it is. Changed only by what main answers. */
export const useSession = defineStore('session', () => {
  const state = shallowRef<SessionState>()
  const inboxCount = ref(0)
  const dueCount = ref(0)
  const overdueCount = ref(0)

  const user = computed(() => state.value?.user ?? null)
  const locked = computed(() => state.value?.locked ?? false)
  const holds = (...posts: readonly Post[]) => user.value?.posts.some((held) => posts.includes(held.post)) ?? false

  /** Takes over what a session call answered. */
  function accept(next: SessionState): SessionState {
    state.value = next
    return next
  }

  async function refresh(): Promise<SessionState> {
    return accept(await client.session.state())
  }

  /** Reads how much waits for the user; silent when it cannot. */
  async function refreshCounts(): Promise<void> {
    if (!user.value || locked.value) return
    try {
      const counts = await client.home.counts()
      inboxCount.value = counts.inbox
      dueCount.value = counts.due
      overdueCount.value = counts.overdue
    } catch {
      // The badge keeps its last number; the pages themselves say when the host is away.
    }
  }

  return { state, user, locked, inboxCount, dueCount, overdueCount, holds, accept, refresh, refreshCounts }
})
