import { ref, watch, type Ref } from 'vue'
import type { Router } from 'vue-router'
import { loadDirectory, reloadDirectory } from '../../api/directory'
import { forgetJobs } from '../../api/jobs'
import { useSession } from '../../api/session'
import { setDraftOwner } from '../../ledger-kit/drafts'

/** Who sat at this window last; survives a reload of the page and ends with the tab. */
const lastKept = 'window-person'

/**
 * Makes the window ready for whoever sits down, and says for whom it is. Nobody inherits anything: another person
 * begins at the home page, without the downloads and messages of the last one; drafts, lists and waiting scans are kept
 * per person anyway. Whoever comes back finds their page.
 */
export function useWindowOwner(router: Router): Ref<string | undefined> {
  const session = useSession()
  const readyFor = ref<string>()

  async function seat(personId: string | undefined) {
    setDraftOwner(personId ?? '')
    if (personId === undefined) {
      readyFor.value = undefined
      return
    }
    const last = sessionStorage.getItem(lastKept)
    if (last !== null && last !== personId) {
      forgetJobs()
      await router.replace('/')
    }
    sessionStorage.setItem(lastKept, personId)
    void (last === null ? loadDirectory() : reloadDirectory())
    if (session.user?.personId !== personId) return
    readyFor.value = personId
    void session.refreshCounts()
  }

  watch(
    // Nothing is open to somebody who has to set a password first; the window is theirs from then on.
    () => (session.user?.owesPassword === null ? session.user.personId : undefined),
    (personId) => void seat(personId)
  )
  return readyFor
}
