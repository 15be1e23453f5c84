import { useEventListener } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'
import { useSession } from '../../api/session'

/**
 * Pages of one browser share a session: each tells the others when somebody sits down or leaves, so that they lock
 * themselves at once.
 */
export function useOtherPages(ask: () => Promise<void>): void {
  const session = useSession()
  const channel = new BroadcastChannel('ledger-session')
  channel.onmessage = () => void ask()
  watch(
    () => session.state?.user?.personId,
    (now, before) => {
      if (now !== before) channel.postMessage('changed')
    }
  )
  // A page that was hidden may have missed what went on.
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible' && session.user) void ask()
  })
  onBeforeUnmount(() => channel.close())
}
