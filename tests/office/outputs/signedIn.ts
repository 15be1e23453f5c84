import { call } from '@orpc/server'
import type { JobState } from '@main/contract/files'
import { jobsRouter } from '@main/office/outputs/jobsRouter'
import type { CallContext } from '@main/office/procedure'
import type { House } from '@main/office/house'
import type { Person } from '@main/office/entities'

/** The context of calls of a person who is signed in at a window of their own. */
export function signedIn(house: House, person: Pick<Person, 'id'>): CallContext {
  const sessionId = house.sessions.newId()
  house.sessions.set(sessionId, {
    personId: person.id,
    accountId: person.id,
    login: person.id,
    locked: false,
    passwordDays: new Map()
  })
  return { house, sessionId }
}

/** Waits for a job of the caller to end. */
export async function ended(context: CallContext, job: JobState): Promise<JobState> {
  for (;;) {
    const state = await call(jobsRouter.get, { id: job.id }, { context })
    if (state.state !== 'running') return state
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
