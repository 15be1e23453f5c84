import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Post, SessionState, SignedIn } from '@contract'
import { goByHost } from '../ui/hostClock'
import { client } from './client'
import { speakFor } from './transport'

/** What somebody typed to prove who they are: a PIN is digits only, which no password is. */
const isPin = (secret: string): boolean => /^\d{4,8}$/.test(secret)

/**
 * Who sits at the window, and whose bureau it is. A window belongs to one person until somebody signs in at it: when
 * another page of the browser hands the session to somebody else, this one is locked and every call it still makes is
 * refused by main.
 */
export const useSession = defineStore('session', () => {
  const state = shallowRef<SessionState>()
  const user = shallowRef<SignedIn | null>(null)
  /** Why nobody sits here any more, in words. */
  const ended = ref<string | null>(null)
  const inboxCount = ref(0)
  /** Nothing while it is not known yet. */
  const dueCount = ref<number>()
  const overdueCount = ref(0)

  /** Who took the session over at another page; null as long as it is this window's own. */
  const takenBy = computed(() => {
    const now = state.value?.user
    return user.value && now && now.personId !== user.value.personId ? now : null
  })
  const locked = computed(() => takenBy.value !== null || (state.value?.locked ?? false))
  const holds = (...posts: readonly Post[]) => user.value?.posts.some((held) => posts.includes(held.post)) ?? false

  /** Whether the person may call a procedure today, by its path, e.g. 'supplies.stock.movements'. */
  const may = (path: string) => !(user.value?.closed.includes(path) ?? false)

  /** Takes over what a call said of the session; it never makes the window another person's. */
  function accept(next: SessionState): SessionState {
    const before = user.value
    state.value = next
    goByHost(next.now)
    if (!next.user) {
      ended.value = next.ended ?? (before ? '登录已失效（软件可能重新启动过），请重新登录' : null)
      user.value = null
    } else if (!before || before.personId === next.user.personId) {
      ended.value = null
      user.value = next.user
    }
    speakFor(user.value?.personId)
    return next
  }

  let seats = 0

  /** The window is handed to whoever is signed in now. */
  function take(next: SessionState): SessionState {
    seats += 1
    user.value = next.user
    return accept(next)
  }

  async function refresh(): Promise<SessionState> {
    const before = seats
    const next = await client.session.state()
    // Asked before somebody sat down, it tells of whoever sat here then.
    return before === seats ? accept(next) : (state.value ?? accept(next))
  }

  /** Somebody sits down, with their password, or with their PIN where they gave the password today. */
  async function enter(login: string, secret: string): Promise<SessionState> {
    const name = login.trim()
    return take(
      await (isPin(secret)
        ? client.session.switchUser({ login: name, pin: secret })
        : client.session.signIn({ login: name, password: secret }))
    )
  }

  /** Whoever locked the window opens it again. */
  async function unlock(secret: string): Promise<SessionState> {
    return accept(await client.session.unlock(isPin(secret) ? { pin: secret } : { password: secret }))
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

  return {
    state,
    user,
    ended,
    takenBy,
    locked,
    inboxCount,
    dueCount,
    overdueCount,
    holds,
    may,
    accept,
    take,
    refresh,
    enter,
    unlock,
    refreshCounts
  }
})
